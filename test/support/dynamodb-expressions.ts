import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Attributes } from './item-size.ts';

/** The names and values for an expression's placeholders. */
export interface Slots {
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined;
  readonly ExpressionAttributeValues?: Readonly<Record<string, AttributeValue>> | undefined;
}

/** The stand-in does not know this expression; DynamoDB might. */
export class Unsupported extends Error {}

/**
 * Whether a condition holds for an item, or for a missing one. A condition is terms joined by AND, of the three kinds
 * that the store writes.
 */
export function holds(expression: string | undefined, item: Attributes | undefined, slots: Slots): boolean {
  if (expression === undefined) return true;
  const attribute = (name: string): AttributeValue | undefined =>
    item?.[name.startsWith('#') ? slotName(slots, name) : name];
  return expression.split(' AND ').every((term) => {
    const absent = /^attribute_not_exists\((#?\w+)\)$/.exec(term);
    if (absent) return attribute(absent[1] as string) === undefined;
    const exists = /^attribute_exists\((#?\w+)\)$/.exec(term);
    if (exists) return attribute(exists[1] as string) !== undefined;
    const equals = /^(#\w+) = (:\w+)$/.exec(term);
    if (!equals) throw new Unsupported(term);
    return canonical(attribute(equals[1] as string)) === canonical(slotValue(slots, equals[2] as string));
  });
}

/** Compares two values: numbers by value, maps regardless of order. */
function canonical(value: AttributeValue | undefined): string {
  if (value === undefined) return '';
  if (value.N !== undefined) return `N${Number(value.N)}`;
  if (value.M !== undefined) {
    const members = Object.entries(value.M).sort(([left], [right]) => (left < right ? -1 : 1));
    return `M{${members.map(([name, each]) => `${JSON.stringify(name)}:${canonical(each)}`).join(',')}}`;
  }
  if (value.L !== undefined) return `L[${value.L.map(canonical).join(',')}]`;
  return JSON.stringify(value);
}

/**
 * The item after an update with SET, ADD and REMOVE clauses.
 * @returns undefined when a number would be added to something else
 */
export function updated(expression: string, item: Attributes, slots: Slots): Attributes | undefined {
  const next = { ...item };
  for (const clause of expression.split(/ (?=ADD |REMOVE )/)) {
    const verb = clause.slice(0, clause.indexOf(' '));
    for (const part of clause.slice(verb.length + 1).split(', ')) {
      if (!applyPart(verb, part, next, slots)) return undefined;
    }
  }
  return next;
}

function applyPart(verb: string, part: string, next: Record<string, AttributeValue>, slots: Slots): boolean {
  const [slot = '', ...rest] = part.split(' ');
  const name = slotName(slots, slot);
  if (verb === 'REMOVE') {
    delete next[name];
    return true;
  }
  const value = slotValue(slots, rest.at(-1) ?? '');
  if (verb === 'SET') {
    next[name] = value;
    return true;
  }
  if (verb !== 'ADD') throw new Unsupported(verb);
  const before = next[name] ?? { N: '0' };
  next[name] = { N: String(Number(before.N) + Number(value.N)) };
  return before.N !== undefined && value.N !== undefined;
}

function slotName({ ExpressionAttributeNames }: Slots, slot: string): string {
  const name = ExpressionAttributeNames?.[slot];
  if (name === undefined) throw new Unsupported(`no name for ${slot}`);
  return name;
}

function slotValue({ ExpressionAttributeValues }: Slots, slot: string): AttributeValue {
  const value = ExpressionAttributeValues?.[slot];
  if (value === undefined) throw new Unsupported(`no value for ${slot}`);
  return value;
}
