import type { FacilityDetails, FacilityLineDetails } from '../claim/form-details.ts';
import type { Cents } from '../money/cents.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { CommonLine, LineDrug } from './common-encounter.ts';
import type { KindOfForm } from './kinds.ts';
import type { EncounterProviders, LineProviders } from './party-roles.ts';

/** Whether a diagnosis was present on admission: yes, no, unknown, clinically undetermined, exempt. */
export const presentOnAdmission = ['Y', 'N', 'U', 'W', '1'] as const;
export type PresentOnAdmission = (typeof presentOnAdmission)[number];

/** A diagnosis of a facility's encounter. */
export interface FacilityDiagnosis {
  /** ICD-10-CM without the dot. */
  readonly code: string;
  readonly presentOnAdmission?: PresentOnAdmission;
}

/** A procedure in an inpatient's stay. */
export interface InpatientProcedure {
  /** ICD-10-PCS, seven characters. */
  readonly code: string;
  readonly performedOn: LocalDate;
}

/** An event on a day, by the code list of the NUBC. */
export interface OccurrenceCode {
  readonly code: string;
  readonly on: LocalDate;
}

export interface OccurrenceSpan {
  readonly code: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** A value that the payer needs, by the code list of the NUBC: an amount of money, or a number such as days. */
export interface ValueCode {
  readonly code: string;
  readonly amountCents?: Cents;
  /** A decimal as text. */
  readonly number?: string;
}

/** The diagnosis-related group of a stay, from an external grouper. */
export interface DiagnosisRelatedGroup {
  readonly code: string;
  /** The grouper and its version. */
  readonly grouper?: string;
  /** The installation's grouper found it; entered by a person when absent. */
  readonly isFound?: true;
}

/** One service of a facility. */
export interface InstitutionalLine extends CommonLine, LineProviders<'institutional'>, FacilityLineDetails {
  readonly revenueCode: string;
  /** HCPCS, where the revenue code needs one; a rate code (HIPPS) for some facilities. */
  readonly procedure?: string;
  readonly procedureKind?: 'HC' | 'HP';
  /** `DA`: the units are days. Units of service when absent. */
  readonly unit?: 'UN' | 'DA';
  readonly nonCoveredCents?: Cents;
  readonly drug?: LineDrug;
}

/** The fields of a facility's encounter besides the common ones. */
export interface InstitutionalFields extends EncounterProviders<'institutional'>, FacilityDetails {
  readonly kind: KindOfForm<'institutional'>;
  /** Four digits with the leading zero: kind of facility, of care, and frequency. */
  readonly typeOfBill: string;
  /** The statement period; the lines' dates when absent. */
  readonly statementFrom?: LocalDate;
  readonly statementTo?: LocalDate;
  readonly admissionDate?: LocalDate;
  /** `HHMM` or `HH`. */
  readonly admissionTime?: string;
  /** `1` emergency, `2` urgent, `3` elective, `4` newborn, `5` trauma, `9` not known. */
  readonly admissionType?: string;
  /** Where the patient came from. */
  readonly admissionSource?: string;
  readonly dischargeDate?: LocalDate;
  readonly dischargeTime?: string;
  /** How the patient left: `01` home, `20` died, `30` still a patient, ... */
  readonly dischargeStatus?: string;
  /** The principal one first, then the others; up to 25. */
  readonly diagnoses: readonly FacilityDiagnosis[];
  /** ICD-10-CM without the dot. */
  readonly admittingDiagnosis?: string;
  /** Up to three. */
  readonly reasonsForVisit?: readonly string[];
  /** Up to twelve. */
  readonly externalCauses?: readonly FacilityDiagnosis[];
  /** The principal one first; up to 25. */
  readonly procedures?: readonly InpatientProcedure[];
  readonly drg?: DiagnosisRelatedGroup;
  /** Each up to 24. */
  readonly conditionCodes?: readonly string[];
  readonly occurrenceCodes?: readonly OccurrenceCode[];
  readonly occurrenceSpans?: readonly OccurrenceSpan[];
  readonly valueCodes?: readonly ValueCode[];
  readonly accidentState?: string;
}
