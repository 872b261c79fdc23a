import type { Severity } from '../edits/finding.ts';
import type { Quantity } from '../encounter/quantity.ts';
import type { Cents } from '../money/cents.ts';
import type { Instant, LocalDate } from '../time/local-date.ts';
import type { FieldName } from './fields.ts';

/**
 * A condition on one field of the encounter or of a line. A field with several values (diagnoses, modifiers) meets `in`
 * and `begins-with` when one of its values does, and `not-in` and `not-begins-with` when none does. `at-least` and
 * `at-most` compare cents, counts, ages, units and days; a field without a value meets neither.
 */
export type Condition =
  | {
      readonly field: FieldName;
      readonly is: 'in' | 'not-in' | 'begins-with' | 'not-begins-with';
      readonly values: readonly string[];
    }
  | { readonly field: FieldName; readonly is: 'present' | 'absent' }
  | { readonly field: FieldName; readonly is: 'at-least' | 'at-most'; readonly value: number | LocalDate };

/**
 * The fields that a rule may set or clear: texts and numbers of the claim, never the patient's identity or the
 * diagnoses.
 */
export const settableFields = {
  encounter: ['placeOfService', 'priorAuthorizationNumber', 'referralNumber', 'claimNote', 'cliaNumber'],
  line: ['placeOfService', 'description', 'note', 'cliaNumber', 'priorAuthorizationNumber', 'revenueCode'],
} as const;

export type SettableField = (typeof settableFields)['encounter' | 'line'][number];

/** A line that a rule adds. Fields that are absent here (dates, place, pointers) are copied from the rule's line. */
export interface AddedLine {
  readonly procedure: string;
  readonly modifiers: readonly string[];
  readonly units: Quantity;
  /** The total charge; the fee schedule's price when absent. */
  readonly chargeCents?: Cents;
}

/** What a rule does to each line (`on: 'line'`) or to the encounter. */
export type Action =
  | { readonly do: 'set'; readonly on: 'encounter' | 'line'; readonly field: SettableField; readonly value: string }
  | { readonly do: 'clear'; readonly on: 'encounter' | 'line'; readonly field: SettableField }
  | { readonly do: 'add-modifier'; readonly modifier: string; readonly place: 'first' | 'last' }
  | { readonly do: 'remove-modifier'; readonly modifier: string }
  | { readonly do: 'add-line'; readonly line: AddedLine }
  | { readonly do: 'drop-line' }
  /**
   * A charge per unit; or hundredths of a percent of the line's charge (8,550 is 85.5 %), half a cent upwards; or the
   * fee schedule's price.
   */
  | { readonly do: 'reprice'; readonly centsPerUnit: Cents }
  | { readonly do: 'reprice'; readonly basisPoints: number }
  | { readonly do: 'reprice'; readonly by: 'fee-schedule' }
  | { readonly do: 'tag'; readonly tag: string }
  | { readonly do: 'hold'; readonly message: string }
  | { readonly do: 'find'; readonly severity: Severity; readonly message: string }
  /** The lines of the rule go onto a separate claim. */
  | { readonly do: 'split' };

/** A requirement of the office for its claims. When all conditions are met, all actions are done, in order. */
export interface CodingRule {
  /** Unique in its version; findings and the record of actions name it. */
  readonly name: string;
  readonly when: readonly Condition[];
  readonly actions: readonly Action[];
  /** The office's reason for it. */
  readonly because: string;
}

/** One version of an office's rules: all of them, in order of action. Immutable. */
export interface CodingRulesVersion {
  readonly revision: number;
  readonly effectiveFrom: LocalDate;
  /** Empty: from its first day on, no rule acts. */
  readonly rules: readonly CodingRule[];
  readonly reason: string;
  readonly createdAt: Instant;
  readonly createdBy: string;
}

/** The name of a version: `c7` is the seventh change of an office's coding rules. */
export function codingRulesName(revision: number): string {
  return `c${revision}`;
}

/**
 * The version in force on a day: of those that had started, the one that started last; of two with the same start, the
 * later change.
 */
export function codingRulesOn<Heading extends Pick<CodingRulesVersion, 'revision' | 'effectiveFrom'>>(
  headings: readonly Heading[],
  day: LocalDate,
): Heading | undefined {
  return headings
    .filter(({ effectiveFrom }) => effectiveFrom <= day)
    .reduce<Heading | undefined>((last, next) => (last === undefined || isLater(next, last) ? next : last), undefined);
}

function isLater(
  left: Pick<CodingRulesVersion, 'revision' | 'effectiveFrom'>,
  right: Pick<CodingRulesVersion, 'revision' | 'effectiveFrom'>,
): boolean {
  if (left.effectiveFrom !== right.effectiveFrom) return left.effectiveFrom > right.effectiveFrom;
  return left.revision > right.revision;
}
