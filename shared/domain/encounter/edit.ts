import type { Coverage, Facility, FeeSchedule, Patient, Payer, Provider } from '../practice/practice.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { CodeSet } from './code-set.ts';
import type { DraftEncounter } from './encounter.ts';

/** What an edit found: the place, a stable code, and what would clear it, in words. It holds no value of the encounter. */
export interface Finding {
  /** JSON pointer into the encounter. */
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

/** What the edits need besides the encounter. */
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
