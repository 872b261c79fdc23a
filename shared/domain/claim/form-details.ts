import type { Cents } from '../money/cents.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { ClaimDetails, LineDetails } from './stated-details.ts';

/**
 * Details that facilities' and dentists' encounters state in the same form as claims. Assembly copies them unchanged. A
 * new one needs a field here with its name in the list below it, a schema, and a place in the file.
 */

/** Claim details of every form. */
const everyForm = [
  ...(['serviceAuthorizationException', 'fileInformation', 'contract', 'repricing', 'repricedClaimNumber'] as const),
  ...(['adjustedRepricedClaimNumber', 'repricerReceivedDate'] as const),
] as const satisfies readonly (keyof ClaimDetails)[];

/** Line details of every form. */
const everyLine = [
  ...(['repricing', 'repricedLineNumber', 'adjustedRepricedLineNumber'] as const),
] as const satisfies readonly (keyof LineDetails)[];

/** Details of a facility's claim. */
export interface FacilityDetails extends Pick<ClaimDetails, (typeof everyForm)[number] | 'demonstrationProject'> {
  /** Numbers of devices under study; up to five. */
  readonly investigationalDeviceExemptions?: readonly string[];
  /** The approval of a peer review organisation. */
  readonly peerReviewNumber?: string;
  readonly estimatedPatientDueCents?: Cents;
  /** Codes of a home health agency's plan of treatment; up to 24. */
  readonly treatmentCodes?: readonly string[];
}

export const facilityDetailNames = [
  ...everyForm,
  ...(['demonstrationProject', 'investigationalDeviceExemptions', 'peerReviewNumber'] as const),
  ...(['estimatedPatientDueCents', 'treatmentCodes'] as const),
] as const satisfies readonly (keyof FacilityDetails)[];

/** Details of a facility's line. */
export interface FacilityLineDetails extends Pick<LineDetails, (typeof everyLine)[number]> {
  readonly serviceTaxCents?: Cents;
  readonly facilityTaxCents?: Cents;
}

export const facilityLineDetailNames = [
  ...everyLine,
  ...(['serviceTaxCents', 'facilityTaxCents'] as const),
] as const satisfies readonly (keyof FacilityLineDetails)[];

/** Details of a dentist's claim. */
export interface DentalDetails extends Pick<ClaimDetails, (typeof everyForm)[number] | 'specialProgram'> {
  /** The payer's number of its predetermination. */
  readonly predeterminationNumber?: string;
}

export const dentalDetailNames = [
  ...everyForm,
  ...(['specialProgram', 'predeterminationNumber'] as const),
] as const satisfies readonly (keyof DentalDetails)[];

/** Details of a dentist's line. */
export interface DentalLineDetails
  extends Pick<LineDetails, (typeof everyLine)[number] | 'fileInformation' | 'contract'> {
  readonly salesTaxCents?: Cents;
  /** A treatment over several visits: its start and its completion. */
  readonly treatmentBeganOn?: LocalDate;
  readonly treatmentEndedOn?: LocalDate;
}

export const dentalLineDetailNames = [
  ...everyLine,
  ...(['fileInformation', 'contract', 'salesTaxCents', 'treatmentBeganOn', 'treatmentEndedOn'] as const),
] as const satisfies readonly (keyof DentalLineDetails)[];
