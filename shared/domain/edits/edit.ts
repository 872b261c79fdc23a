import type { Authorization } from '../authorization/authorization.ts';
import type { CodeReferences } from '../code-set/references.ts';
import type { DraftEncounter } from '../encounter/encounter.ts';
import type { FeeBook } from '../fees/price.ts';
import type { Coverage, Facility, Patient, Payer, Provider } from '../practice/practice.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { EditRules, Finding, FindingCitation, Fix } from './finding.ts';
import type { PastService } from './history.ts';

/** The facts that edits need besides the encounter. */
export interface EditContext {
  readonly today: LocalDate;
  readonly patient: Patient | undefined;
  /** By id: the providers whom the encounter names, and those who gave the recent services in its history. */
  readonly providers: ReadonlyMap<string, Provider>;
  readonly facilities: ReadonlyMap<string, Facility>;
  /** All coverages of the patient. */
  readonly coverages: readonly Coverage[];
  readonly payers: ReadonlyMap<string, Payer>;
  /** The fee schedules, with the rows of the encounter's codes. */
  readonly fees: FeeBook;
  /** Services of the patient's other final encounters. */
  readonly history: readonly PastService[];
  /** The patient's prior authorisations. */
  readonly authorizations: readonly Authorization[];
  readonly references: CodeReferences;
}

/** A check of an encounter that is to be billed; pure. */
export type Edit = (encounter: DraftEncounter, context: EditContext) => readonly Finding[];

/** The facts of a finding besides its place and message. */
interface MoreOfFinding {
  readonly related?: readonly string[];
  readonly citation?: FindingCitation;
  readonly fix?: Fix;
}

/** Makes findings of a group of edits, each with the severity of its rule. */
export function findingsOf<Rules extends EditRules>(rules: Rules) {
  return (editId: keyof Rules & string, pointer: string, message: string, more: MoreOfFinding = {}) =>
    ({ editId, severity: (rules[editId] as Rules[string]).severity, pointer, message, ...more }) satisfies Finding;
}
