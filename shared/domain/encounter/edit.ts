import type { Coverage, Facility, FeeSchedule, Patient, Payer, Provider } from '../practice/practice.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { CodeSet } from './code-set.ts';
import type { DraftEncounter } from './encounter.ts';

/** What an edit found: where, a code that stays the same, and in words what would clear it. No value of the encounter is in it. */
export interface Finding {
  /** JSON pointer into the encounter. */
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

/** Everything that the edits need to know beside the encounter. */
export interface EditContext {
  readonly today: LocalDate;
  readonly patient: Patient | undefined;
  /** By id: the ones that the encounter names. */
  readonly providers: ReadonlyMap<string, Provider>;
  readonly facilities: ReadonlyMap<string, Facility>;
  /** All coverages of the patient. */
  readonly coverages: readonly Coverage[];
  readonly payers: ReadonlyMap<string, Payer>;
  readonly feeSchedules: readonly FeeSchedule[];
  readonly codeSet: CodeSet;
}

/** A check of an encounter that is to be billed; pure. */
export type Edit = (encounter: DraftEncounter, context: EditContext) => readonly Finding[];
