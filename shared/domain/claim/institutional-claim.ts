import type { Cents } from '../money/cents.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { ConditionSet, Diagnosis } from './claim-detail.ts';
import type { CommonClaim } from './common-claim.ts';
import type { InstitutionalService } from './institutional-line.ts';
import type { ClaimProvider, ServiceFacility } from './party.ts';

/** A diagnosis of a facility's claim. */
export interface ReportedDiagnosis extends Diagnosis {
  /** `Y` yes, `N` no, `U` unknown, `W` clinically undetermined; absent when exempt (`1` before 2011) or not asked. */
  readonly presentOnAdmission?: string;
}

/** A procedure in a stay. Codes are written without a point. */
export interface ReportedProcedure {
  /** The code list: ICD-10-PCS, ICD-9-CM volume 3, or advanced billing concepts. */
  readonly codeSet: 'icd-10-pcs' | 'icd-9-cm' | 'abc';
  readonly code: string;
  readonly performedOn?: LocalDate;
}

/** Something that happened on a day, by the code list of the NUBC. */
export interface Occurrence {
  readonly code: string;
  readonly on: LocalDate;
}

export interface OccurrencePeriod {
  readonly code: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** A value that the payer needs, by the code list of the NUBC. */
export interface ReportedValue {
  readonly code: string;
  /** Dollars, or a number such as days: a decimal. */
  readonly value: string;
}

/**
 * One institutional claim (the electronic form of the UB-04). Values that have a code in X12 or by the NUBC are kept as that code; amounts
 * are cents; counts and values are decimals as text. An optional list is absent, never empty. The patient is the subscriber unless
 * `dependent` is given. `facilityType` and `frequency` together are the type of bill without its leading zero: `11` and `1` are 0111.
 */
export interface InstitutionalClaim extends CommonClaim {
  readonly kind: 'institutional';
  /** Kind of facility and of care: the two middle digits of the type of bill. */
  readonly facilityType: string;
  /** Version 4010 asked for a signature, and for an explanation of benefits. */
  readonly providerSignatureOnFile?: boolean;
  readonly explanationOfBenefits?: boolean;

  /** The period that the statement covers. */
  readonly statementFrom?: LocalDate;
  readonly statementTo?: LocalDate;
  readonly admissionDate?: LocalDate;
  /** `HHMM`; only with the date. */
  readonly admissionTime?: string;
  /** `HHMM`. */
  readonly dischargeTime?: string;
  /** `1` emergency, `2` urgent, `3` elective, `4` newborn, `5` trauma, `9` not known. */
  readonly admissionType?: string;
  readonly admissionSource?: string;
  /** How the patient left: `01` home, `20` died, `30` still a patient, ... */
  readonly dischargeStatus?: string;

  readonly estimatedPatientDueCents?: Cents;
  readonly investigationalDeviceExemptions?: readonly string[];
  readonly autoAccidentState?: string;
  readonly medicalRecordNumber?: string;
  readonly demonstrationProject?: string;
  readonly peerReviewNumber?: string;
  readonly epsdtConditions?: ConditionSet;

  /** The principal one first, then up to 24 others. */
  readonly diagnoses: readonly ReportedDiagnosis[];
  readonly admittingDiagnosis?: Diagnosis;
  /** Up to three. */
  readonly reasonsForVisit?: readonly Diagnosis[];
  /** Up to twelve. */
  readonly externalCauses?: readonly ReportedDiagnosis[];
  /** The diagnosis-related group. */
  readonly drg?: string;
  /** The principal one first, then up to 24 others. */
  readonly procedures?: readonly ReportedProcedure[];
  /** Each up to 24. */
  readonly occurrenceSpans?: readonly OccurrencePeriod[];
  readonly occurrences?: readonly Occurrence[];
  readonly values?: readonly ReportedValue[];
  readonly conditionCodes?: readonly string[];
  readonly treatmentCodes?: readonly string[];

  readonly attendingProvider?: ClaimProvider;
  readonly operatingProvider?: ClaimProvider;
  readonly otherOperatingProvider?: ClaimProvider;
  readonly renderingProvider?: ClaimProvider;
  readonly serviceFacility?: ServiceFacility;
  readonly referringProvider?: ClaimProvider;

  /** One to 999. */
  readonly serviceLines: readonly InstitutionalService[];
}
