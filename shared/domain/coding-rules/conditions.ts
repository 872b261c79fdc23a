import { type RuleContext, type RulePlace, valuesOf } from './fields.ts';
import type { Condition } from './rule.ts';

/**
 * The remaining effort of rules: how many values may be compared for an encounter, whatever rules an office has; all of
 * it takes some tenths of a second.
 */
export interface Effort {
  left: number;
}

export const mostCompared = 10_000_000;

/** Whether all conditions of a rule are met at a place. Once the effort is spent, nothing more is checked. */
export function allHold(
  conditions: readonly Condition[],
  place: RulePlace,
  { context, effort }: { readonly context: RuleContext; readonly effort: Effort },
): boolean {
  return conditions.every((condition) => {
    if (effort.left < 0) return false;
    const values = valuesOf(condition.field, place, context);
    effort.left -= 1 + values.length * ('values' in condition ? condition.values.length : 1);
    return holds(condition, values);
  });
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
