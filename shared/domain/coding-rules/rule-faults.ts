import { isPlaceOfService } from '../practice/place-of-service.ts';
import type { FieldError } from '../result.ts';
import { parseLocalDate } from '../time/local-date.ts';
import { conditionFields } from './fields.ts';
import type { Action, CodingRule, Condition, SettableField } from './rule.ts';
import { settableFields } from './rule.ts';

/** A version is one item of at most 400 KB. */
const mostBytes = 350_000;

/** Every fault in a list of rules, with its place. When there is none, the rules may come into force. */
export function codingRuleFaults(rules: readonly CodingRule[]): readonly FieldError[] {
  const names = rules.map(({ name }) => name);
  if (Buffer.byteLength(JSON.stringify(rules)) > mostBytes) {
    const detail = `together they are larger than ${mostBytes} bytes: shorten the lists of values, or say them by their beginnings`;
    return [{ pointer: '/rules', detail }];
  }
  return rules.flatMap((rule, index) => {
    const at = `/rules/${index}`;
    const isRepeated = names.indexOf(rule.name) !== index;
    return [
      ...(isRepeated ? [{ pointer: `${at}/name`, detail: 'another rule above has this name' }] : []),
      ...rule.when.flatMap((condition, order) => conditionFaults(condition, `${at}/when/${order}`)),
      ...rule.actions.flatMap((action, order) => actionFaults(action, `${at}/actions/${order}`)),
      ...orderFaults(rule, at),
    ];
  });
}

function conditionFaults(condition: Condition, at: string): readonly FieldError[] {
  const { kind } = conditionFields[condition.field];
  switch (condition.is) {
    case 'at-least':
    case 'at-most': {
      const { value } = condition;
      const pointer = `${at}/value`;
      if (kind === 'text')
        return [{ pointer: `${at}/is`, detail: 'a field of text has no order: use in, not-in or begins-with' }];
      if (kind === 'day')
        return typeof value === 'string' && parseLocalDate(value).ok
          ? []
          : [{ pointer, detail: 'expected a day, such as 2027-01-01' }];
      return typeof value === 'number' ? [] : [{ pointer, detail: 'expected a number' }];
    }
    case 'begins-with':
    case 'not-begins-with':
      return kind === 'text' ? [] : [{ pointer: `${at}/is`, detail: 'only a field of text begins with something' }];
    default:
      return [];
  }
}

function actionFaults(action: Action, at: string): readonly FieldError[] {
  if (action.do !== 'set' && action.do !== 'clear') return [];
  const fields: readonly SettableField[] = settableFields[action.on];
  if (!fields.includes(action.field))
    return [{ pointer: `${at}/field`, detail: `a rule can set here: ${fields.join(', ')}` }];
  if (action.do === 'clear') return [];
  const expected = expectedValues[action.field];
  return expected === undefined || expected.holds(action.value)
    ? []
    : [{ pointer: `${at}/value`, detail: `expected ${expected.words}` }];
}

const expectedValues: Readonly<
  Partial<Record<SettableField, { readonly holds: (value: string) => boolean; readonly words: string }>>
> = {
  placeOfService: { holds: isPlaceOfService, words: 'a place of service, such as 11' },
  revenueCode: { holds: (value) => /^\d{4}$/.test(value), words: 'a revenue code of four digits, such as 0450' },
  cliaNumber: { holds: (value) => /^\d{2}D\d{7}$/.test(value), words: 'a CLIA number, such as 05D1234567' },
};

/** Actions after a drop would act on a missing line. */
function orderFaults({ actions }: CodingRule, at: string): readonly FieldError[] {
  const drop = actions.findIndex((action) => action.do === 'drop-line');
  if (drop < 0 || drop === actions.length - 1) return [];
  return [{ pointer: `${at}/actions/${drop}`, detail: 'drop-line must be the last action of a rule' }];
}
