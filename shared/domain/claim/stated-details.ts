import type { LocalDate } from '../time/local-date.ts';
import type { Contract, Repricing } from './claim-detail.ts';
import type { Measurement, MedicalForm, SpinalManipulation, VisionConditionSet } from './professional-detail.ts';

/**
 * Details that an encounter states in the same form as its professional claim. Assembly copies them unchanged. A new
 * one needs a field here with its name in the list below it, a schema, and a place in the file.
 */

/** Details of the whole claim. */
export interface ClaimDetails {
  /** Why a service went without the authorisation that it needs: `1` to `7` (New York Medicaid). */
  readonly serviceAuthorizationException?: string;
  /** Whether section 4081 of the Medicare law applies (Medigap): `Y`, `N`. */
  readonly medicareSection4081?: string;
  /** The facility's certification number for mammograms. */
  readonly mammographyCertification?: string;
  readonly investigationalDeviceExemption?: string;
  readonly demonstrationProject?: string;
  /** The number of the home health agency or hospice whose care plan was overseen. */
  readonly carePlanOversight?: string;
  /** `02`, `03`, `05`, `09`: special programs such as disability or second opinion. */
  readonly specialProgram?: string;
  /** `P` when the provider signed for the patient. */
  readonly patientSignatureSource?: string;
  readonly fileInformation?: readonly string[];
  readonly contract?: Contract;
  readonly repricing?: Repricing;
  readonly repricedClaimNumber?: string;
  readonly adjustedRepricedClaimNumber?: string;
  readonly repricerReceivedDate?: LocalDate;
  readonly spinalManipulation?: SpinalManipulation;
  /** Up to three. */
  readonly visionConditions?: readonly VisionConditionSet[];
}

/** The names of {@link ClaimDetails}. */
export const claimDetailNames = [
  ...(['serviceAuthorizationException', 'medicareSection4081', 'mammographyCertification'] as const),
  ...(['investigationalDeviceExemption', 'demonstrationProject', 'carePlanOversight', 'specialProgram'] as const),
  ...(['patientSignatureSource', 'fileInformation', 'contract', 'repricing', 'repricedClaimNumber'] as const),
  ...(['adjustedRepricedClaimNumber', 'repricerReceivedDate', 'spinalManipulation', 'visionConditions'] as const),
] as const satisfies readonly (keyof ClaimDetails)[];

/** Dates that a line states if they differ from the claim's. */
export interface LineDates {
  readonly prescriptionDate?: LocalDate;
  readonly lastSeenDate?: LocalDate;
  readonly hemoglobinTestDate?: LocalDate;
  readonly creatinineTestDate?: LocalDate;
  readonly lastXrayDate?: LocalDate;
  readonly initialTreatmentDate?: LocalDate;
}

/** The names of {@link LineDates}. */
export const lineDates = [
  ...(['prescriptionDate', 'lastSeenDate', 'hemoglobinTestDate'] as const),
  ...(['creatinineTestDate', 'lastXrayDate', 'initialTreatmentDate'] as const),
] as const satisfies readonly (keyof LineDates)[];

/** Details of one line. */
export interface LineDetails extends LineDates {
  /** Test results and the height of a patient who gets equipment; up to five. */
  readonly measurements?: readonly Measurement[];
  /** Certificates of medical necessity; up to ten. */
  readonly forms?: readonly MedicalForm[];
  readonly mammographyCertification?: string;
  /** The CLIA number of the laboratory that did a test for the billing one. */
  readonly referringCliaNumber?: string;
  readonly immunizationBatchNumber?: string;
  /** Additional units of an obstetric anesthesia besides its minutes, a decimal. */
  readonly obstetricAdditionalUnits?: string;
  readonly fileInformation?: readonly string[];
  readonly contract?: Contract;
  readonly repricing?: Repricing;
  readonly repricedLineNumber?: string;
  readonly adjustedRepricedLineNumber?: string;
}

/** The names of {@link LineDetails}. */
export const lineDetailNames = [
  ...lineDates,
  ...(['measurements', 'forms', 'mammographyCertification', 'referringCliaNumber'] as const),
  ...(['immunizationBatchNumber', 'obstetricAdditionalUnits', 'fileInformation', 'contract', 'repricing'] as const),
  ...(['repricedLineNumber', 'adjustedRepricedLineNumber'] as const),
] as const satisfies readonly (keyof LineDetails)[];

/** The named fields of an object that are present. */
export function fieldsNamed<Of extends object, Name extends keyof Of & string>(
  of: Of,
  names: readonly Name[],
): Pick<Of, Name> {
  return Object.fromEntries(names.flatMap((name) => (of[name] === undefined ? [] : [[name, of[name]]]))) as Pick<
    Of,
    Name
  >;
}
