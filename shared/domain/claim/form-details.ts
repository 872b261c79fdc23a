import type { Cents } from '../money/cents.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { ClaimDetails, LineDetails } from './stated-details.ts';

/**
 * What encounters of facilities and dentists state as their claims do, field by field. Assembly hands these on as they are. A new one is a
 * field here with its name in the list below it, a schema, and a place in the file.
 */

/** What claims of every form can state. */
const everyForm = [
  ...(['serviceAuthorizationException', 'fileInformation', 'contract', 'repricing', 'repricedClaimNumber'] as const),
  ...(['adjustedRepricedClaimNumber', 'repricerReceivedDate'] as const),
] as const satisfies readonly (keyof ClaimDetails)[];

/** What their lines can state. */
const everyLine = [
  ...(['repricing', 'repricedLineNumber', 'adjustedRepricedLineNumber'] as const),
] as const satisfies readonly (keyof LineDetails)[];

/** Of a facility's claim as a whole. */
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

/** Of one line of a facility. */
export interface FacilityLineDetails extends Pick<LineDetails, (typeof everyLine)[number]> {
  readonly serviceTaxCents?: Cents;
  readonly facilityTaxCents?: Cents;
}

export const facilityLineDetailNames = [
  ...everyLine,
  ...(['serviceTaxCents', 'facilityTaxCents'] as const),
] as const satisfies readonly (keyof FacilityLineDetails)[];

/** Of a dentist's claim as a whole. */
export interface DentalDetails extends Pick<ClaimDetails, (typeof everyForm)[number] | 'specialProgram'> {
  /** The payer's number of what it said beforehand it would pay. */
  readonly predeterminationNumber?: string;
}

export const dentalDetailNames = [
  ...everyForm,
  ...(['specialProgram', 'predeterminationNumber'] as const),
] as const satisfies readonly (keyof DentalDetails)[];

/** Of one line of a dentist. */
export interface DentalLineDetails
  extends Pick<LineDetails, (typeof everyLine)[number] | 'fileInformation' | 'contract'> {
  readonly salesTaxCents?: Cents;
  /** A treatment of several visits: when it began, and when it was complete. */
  readonly treatmentBeganOn?: LocalDate;
  readonly treatmentEndedOn?: LocalDate;
}

export const dentalLineDetailNames = [
  ...everyLine,
  ...(['fileInformation', 'contract', 'salesTaxCents', 'treatmentBeganOn', 'treatmentEndedOn'] as const),
] as const satisfies readonly (keyof DentalLineDetails)[];
