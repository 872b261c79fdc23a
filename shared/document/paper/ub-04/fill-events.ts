import type { InstitutionalClaim } from '../../../domain/claim/institutional-claim.ts';
import type { BoxTexts, FormContent } from '../fill-boxes.ts';
import { identifier, shortDate } from '../paper-text.ts';

const conditionBoxes = Array.from({ length: 11 }, (_, index) => String(18 + index));
/** The boxes in the order in which they are filled: all of line a, then line b, ... */
const occurrenceBoxes = ['31a', '32a', '33a', '34a', '31b', '32b', '33b', '34b'];
const periodBoxes = ['35a', '36a', '35b', '36b'];
const valueBoxes = ['a', 'b', 'c', 'd'].flatMap((line) => [39, 40, 41].map((locator) => `${locator}${line}`));

/** The order in which the manuals want codes: digits, then letters. */
export function inCodeOrder(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}

/**
 * A code in the two forms in which it may be printed: in a box of its own, or in form locator 81 when these boxes are
 * full.
 */
interface Event {
  readonly box: string;
  readonly texts: BoxTexts;
  readonly further: Further;
}

/** A line of form locator 81: the kind of the code, the code, and its date or value. */
interface Further {
  readonly kind: string;
  readonly code: string;
  readonly more: string;
}

/** Lines of form locator 81. */
const furtherLines = ['81a', '81b', '81c', '81d'];

/**
 * Form locators 18 to 41 in the order of their codes, and 81: the billing provider's taxonomy (`B3`), then the codes that have no box left (`A1`
 * condition, `A2` occurrence, `A3` its period, `A4` value).
 */
export function eventBoxes(claim: InstitutionalClaim): {
  readonly texts: BoxTexts;
  readonly leftOff: FormContent['leftOff'];
} {
  const lists = [conditionsOf(claim), occurrencesOf(claim), periodsOf(claim), valuesOf(claim)];
  const inBoxes = lists.flatMap((events) => events.filter(({ box }) => box !== ''));
  const { taxonomy } = claim.billingProvider;
  const further = [
    ...(taxonomy === undefined ? [] : [{ kind: 'B3', code: identifier(taxonomy), more: '' }]),
    ...lists.flatMap((events) => events.filter(({ box }) => box === '').map((event) => event.further)),
  ];
  const lines = furtherLines.flatMap((line, index): BoxTexts[] => {
    const { kind, code, more } = further[index] ?? { kind: '', code: '', more: '' };
    return [{ [`${line}.kind`]: kind, [line]: code, [`${line}.more`]: more }];
  });
  return {
    texts: Object.assign({}, ...inBoxes.map(({ texts }) => texts), ...lines),
    leftOff: [{ box: '81', count: further.length - furtherLines.length }],
  };
}

/** The box of each value, in order. Values beyond the last box have none. */
function boxed<Value extends { readonly code: string }>(
  boxes: readonly string[],
  values: readonly Value[] | undefined,
  event: (box: string, value: Value) => Omit<Event, 'box'>,
): readonly Event[] {
  const sorted = (values ?? []).toSorted((one, other) => inCodeOrder(one.code, other.code));
  return sorted.map((value, index) => ({ box: boxes[index] ?? '', ...event(boxes[index] ?? '', value) }));
}

function conditionsOf({ conditionCodes }: InstitutionalClaim): readonly Event[] {
  const conditions = conditionCodes?.map((code) => ({ code }));
  return boxed(conditionBoxes, conditions, (box, { code }) => {
    return { texts: { [box]: code }, further: { kind: 'A1', code, more: '' } };
  });
}

function occurrencesOf({ occurrences }: InstitutionalClaim): readonly Event[] {
  return boxed(occurrenceBoxes, occurrences, (box, { code, on }) => {
    const texts = { [`${box}.code`]: code, [`${box}.date`]: shortDate(on) };
    return { texts, further: { kind: 'A2', code, more: shortDate(on) } };
  });
}

function periodsOf({ occurrenceSpans }: InstitutionalClaim): readonly Event[] {
  return boxed(periodBoxes, occurrenceSpans, (box, { code, from, to }) => {
    const texts = { [`${box}.code`]: code, [`${box}.from`]: shortDate(from), [`${box}.to`]: shortDate(to) };
    return { texts, further: { kind: 'A3', code, more: `${shortDate(from)}${shortDate(to)}` } };
  });
}

function valuesOf({ values }: InstitutionalClaim): readonly Event[] {
  return boxed(valueBoxes, values, (box, { code, value }) => {
    const text = valueText(code, value);
    const texts = { [`${box}.code`]: code, [`${box}.amount`]: text };
    return { texts, further: { kind: 'A4', code, more: text } };
  });
}

/**
 * Values that count something (pints, hours, visits, weights, units, days, patients), and Medicaid's rate code (24). All
 * others are amounts, or numbers of an area (60, 61, 85, A0, G8), which are written like amounts (Medicare Claims
 * Processing Manual, chapters 10, 40.2, and 25, 75.3).
 */
const noAmounts: ReadonlySet<string> = new Set(
  '24 32 37 38 39 45 46 48 49 50 51 52 53 54 56 57 58 59 67 68 80 81 82 83 84 A8 A9 D4 D5'.split(' '),
);

/**
 * A value without a point, because the form has a line between dollars and cents. Of a whole number that is no
 * amount the two places for cents stay empty.
 */
function valueText(code: string, value: string): string {
  const [whole = '', fraction = ''] = value.split('.');
  const cents = fraction === '' && noAmounts.has(code) ? '  ' : fraction.padEnd(2, '0');
  return `${whole}${cents}`;
}
