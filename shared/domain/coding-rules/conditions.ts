import { type RuleContext, type RulePlace, valuesOf } from './fields.ts';
import type { Condition } from './rule.ts';

/** Whether everything that a rule asks is so at a place. */
export function allHold(conditions: readonly Condition[], place: RulePlace, context: RuleContext): boolean {
  return conditions.every((condition) => holds(condition, valuesOf(condition.field, place, context)));
}

function holds(condition: Condition, values: readonly (string | number)[]): boolean {
  switch (condition.is) {
    case 'in':
      return values.some((value) => condition.values.includes(String(value)));
    case 'not-in':
      return !values.some((value) => condition.values.includes(String(value)));
    case 'begins-with':
      return values.some((value) => beginsWithAny(value, condition.values));
    case 'not-begins-with':
      return !values.some((value) => beginsWithAny(value, condition.values));
    case 'present':
      return values.length > 0;
    case 'absent':
      return values.length === 0;
    case 'at-least':
      return values.some((value) => value >= condition.value);
    case 'at-most':
      return values.some((value) => value <= condition.value);
  }
}

function beginsWithAny(value: string | number, beginnings: readonly string[]): boolean {
  return beginnings.some((beginning) => String(value).startsWith(beginning));
}
