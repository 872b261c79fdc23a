import type { Severity } from '../edits/finding.ts';
import type { Quantity } from '../encounter/quantity.ts';
import type { Cents } from '../money/cents.ts';
import type { Instant, LocalDate } from '../time/local-date.ts';
import type { FieldName } from './fields.ts';

/**
 * What one field of the encounter, or of a line, must be. A field with several values (diagnoses, modifiers) fits `in` and `begins-with` when one of its values
 * does, `not-in` and `not-begins-with` when none does. `at-least` and `at-most` compare cents, counts, ages, units and days; a field without a value fits neither.
 */
export type Condition =
  | {
      readonly field: FieldName;
      readonly is: 'in' | 'not-in' | 'begins-with' | 'not-begins-with';
      readonly values: readonly string[];
    }
  | { readonly field: FieldName; readonly is: 'present' | 'absent' }
  | { readonly field: FieldName; readonly is: 'at-least' | 'at-most'; readonly value: number | LocalDate };

/** The fields that a rule may set or clear: words and numbers of the claim, never who the patient is or what was diagnosed. */
export const settableFields = {
  encounter: ['placeOfService', 'priorAuthorizationNumber', 'referralNumber', 'claimNote', 'cliaNumber'],
  line: ['placeOfService', 'description', 'note', 'cliaNumber', 'priorAuthorizationNumber', 'revenueCode'],
} as const;

export type SettableField = (typeof settableFields)['encounter' | 'line'][number];

/** A line that a rule adds. What is not said here (days, place, pointers) is as on the line that the rule is about. */
export interface AddedLine {
  readonly procedure: string;
  readonly modifiers: readonly string[];
  readonly units: Quantity;
  /** The charge in all; the fee schedule's price when absent. */
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
  /** A charge for each unit; or hundredths of a per cent of the line's charge (8,550 is 85.5 %), half a cent upwards; or the fee schedule's price. */
  | { readonly do: 'reprice'; readonly centsPerUnit: Cents }
  | { readonly do: 'reprice'; readonly basisPoints: number }
  | { readonly do: 'reprice'; readonly by: 'fee-schedule' }
  | { readonly do: 'tag'; readonly tag: string }
  | { readonly do: 'hold'; readonly message: string }
  | { readonly do: 'find'; readonly severity: Severity; readonly message: string }
  /** The lines of the rule go on a claim of their own. */
  | { readonly do: 'split' };

/** What an office wants to be true of its claims. All conditions must hold; then all actions are done, in order. */
export interface CodingRule {
  /** Unique in its version; findings and the record of what acted name it. */
  readonly name: string;
  readonly when: readonly Condition[];
  readonly actions: readonly Action[];
  /** Why the office wants it. */
  readonly because: string;
}

/** One version of an office's rules: all of them, in the order in which they act. Immutable. */
export interface CodingRulesVersion {
  readonly revision: number;
  readonly effectiveFrom: LocalDate;
  /** Empty: from its day on, no rule acts. */
  readonly rules: readonly CodingRule[];
  readonly reason: string;
  readonly createdAt: Instant;
  readonly createdBy: string;
}

/** The name of a version: `c7` is the seventh change of an office's coding rules. */
export function codingRulesName(revision: number): string {
  return `c${revision}`;
}

/** The version in force on a day: of those that had begun, the one that began last; of two that began together, the later change. */
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
