import type { Cents } from '../money/cents.ts';
import type { LocalDate } from '../time/local-date.ts';
import type {
  AmbulanceLocation,
  BillingProvider,
  ClaimProvider,
  Dependent,
  Payer,
  Receiver,
  ServiceFacility,
  Submitter,
  Subscriber,
} from './party.ts';
import type {
  AmbulanceTransport,
  Attachment,
  ConditionSet,
  Contract,
  Note,
  OtherCoverage,
  Repricing,
  SpinalManipulation,
  VisionConditionSet,
} from './professional-detail.ts';
import type { ServiceLine } from './professional-line.ts';

/** A diagnosis; the first of a claim is its principal one. Codes stand without their point: `J209`. */
export interface Diagnosis {
  readonly codeSet: 'icd-10-cm' | 'icd-9-cm';
  readonly code: string;
}

/**
 * One professional claim (CMS-1500's electronic form), complete for a primary claim: who bills, whose insurance, who pays, who
 * was treated, and what was done. Values that the field knows by code (place of service, filing indicator, relationship, ...)
 * are those codes; amounts are cents; quantities are decimals as text. Lists that may be absent are absent rather than empty.
 *
 * The patient is the subscriber unless `dependent` is given. The least that makes a claim:
 *
 * @example
 * const claim: ProfessionalClaim = {
 *   billingProvider: {
 *     name: { kind: 'organization', name: 'EXAMPLE CLINIC' }, npi: '1234567893', taxId: { kind: 'ein', id: '123456789' },
 *     address: { line1: '1 MAIN ST', city: 'COLUMBUS', state: 'OH', postalCode: '432150001' },
 *   },
 *   subscriber: {
 *     name: { kind: 'person', last: 'DOE', first: 'JANE' }, payerResponsibility: 'P', filingIndicator: 'CI',
 *     idKind: 'MI', memberId: 'M0001', demographics: { birthDate: '1980-01-31' as LocalDate, gender: 'F' },
 *     address: { line1: '2 OAK ST', city: 'COLUMBUS', state: 'OH', postalCode: '43215' },
 *   },
 *   payer: { name: { kind: 'organization', name: 'EXAMPLE HEALTH' }, idKind: 'PI', id: '99999' },
 *   patientControlNumber: 'PCN0000000000001', chargeCents: cents(12500), placeOfService: '11', frequency: '1',
 *   providerSignatureOnFile: true, assignment: 'A', benefitsAssignment: 'Y', releaseOfInformation: 'Y',
 *   diagnoses: [{ codeSet: 'icd-10-cm', code: 'J209' }],
 *   serviceLines: [{
 *     procedureKind: 'HC', procedure: '99213', modifiers: ['25'], chargeCents: cents(12500), unit: 'UN', quantity: '1',
 *     diagnosisPointers: [1], serviceFrom: '2026-10-01' as LocalDate, controlNumber: 'L1',
 *   }],
 * };
 */
export interface ProfessionalClaim {
  readonly billingProvider: BillingProvider;
  readonly subscriber: Subscriber;
  readonly payer: Payer;
  readonly dependent?: Dependent;

  /** The provider's own number for the claim; payers return it in the remittance. */
  readonly patientControlNumber: string;
  readonly chargeCents: Cents;
  readonly placeOfService: string;
  /** `1` original, `7` replacement, `8` void; the last two need `payerClaimControlNumber`. */
  readonly frequency: string;
  readonly providerSignatureOnFile: boolean;
  /** Whether the provider accepts assignment: `A` yes, `B` for clinical laboratory services only, `C` no. */
  readonly assignment: string;
  /** Whether the patient assigns benefits to the provider: `Y`, `N`, `W` not applicable. */
  readonly benefitsAssignment: string;
  /** `Y` signed release on file, `I` informed consent. */
  readonly releaseOfInformation: string;
  /** `P` when the provider signed for the patient. */
  readonly patientSignatureSource?: string;
  /** `AA` auto accident, `EM` employment, `OA` other accident: up to three (two in version 5010). */
  readonly relatedCauses?: readonly string[];
  readonly autoAccidentState?: string;
  readonly autoAccidentCountry?: string;
  /** `02`, `03`, `05`, `09`: special programs such as disability or second opinion. */
  readonly specialProgram?: string;
  /** Only in predeterminations (005010X291); a claim has none. */
  readonly submissionReason?: string;
  readonly delayReason?: string;

  readonly onsetDate?: LocalDate;
  readonly initialTreatmentDate?: LocalDate;
  readonly lastSeenDate?: LocalDate;
  readonly acuteManifestationDate?: LocalDate;
  readonly accidentDate?: LocalDate;
  readonly lastMenstrualPeriodDate?: LocalDate;
  readonly lastXrayDate?: LocalDate;
  readonly hearingVisionPrescriptionDate?: LocalDate;
  readonly disabilityBegin?: LocalDate;
  readonly disabilityEnd?: LocalDate;
  readonly lastWorkedDate?: LocalDate;
  readonly returnToWorkDate?: LocalDate;
  readonly admissionDate?: LocalDate;
  readonly dischargeDate?: LocalDate;
  readonly assumedCareDate?: LocalDate;
  readonly relinquishedCareDate?: LocalDate;
  readonly firstContactDate?: LocalDate;
  readonly repricerReceivedDate?: LocalDate;

  readonly attachments?: readonly Attachment[];
  readonly contract?: Contract;
  readonly patientPaidCents?: Cents;

  readonly serviceAuthorizationException?: string;
  /** Whether section 4081 of the Medicare law applies: `Y`, `N`. */
  readonly medicareSection4081?: string;
  readonly mammographyCertification?: string;
  readonly referralNumber?: string;
  readonly priorAuthorizationNumber?: string;
  readonly payerClaimControlNumber?: string;
  readonly cliaNumber?: string;
  readonly repricedClaimNumber?: string;
  readonly adjustedRepricedClaimNumber?: string;
  readonly investigationalDeviceExemption?: string;
  /** The clearinghouse's trace number. */
  readonly clearinghouseTraceNumber?: string;
  readonly medicalRecordNumber?: string;
  readonly demonstrationProject?: string;
  readonly carePlanOversight?: string;

  readonly fileInformation?: readonly string[];
  readonly notes?: readonly Note[];
  readonly ambulanceTransport?: AmbulanceTransport;
  readonly spinalManipulation?: SpinalManipulation;
  readonly ambulanceConditions?: readonly ConditionSet[];
  readonly visionConditions?: readonly VisionConditionSet[];
  readonly homeboundConditions?: ConditionSet;
  readonly epsdtConditions?: ConditionSet;

  /** Up to twelve. */
  readonly diagnoses: readonly Diagnosis[];
  /** Surgical procedures that anaesthesia accompanied: the principal one, and another. */
  readonly anesthesiaProcedures?: readonly string[];
  /** Up to 24. */
  readonly conditionCodes?: readonly string[];
  readonly repricing?: Repricing;

  readonly referringProvider?: ClaimProvider;
  readonly referringPrimaryCareProvider?: ClaimProvider;
  readonly renderingProvider?: ClaimProvider;
  readonly serviceFacility?: ServiceFacility;
  readonly supervisingProvider?: ClaimProvider;
  readonly ambulancePickUp?: AmbulanceLocation;
  readonly ambulanceDropOff?: AmbulanceLocation;

  /** Other payers of the claim. Read, but not yet written: the writer refuses such a claim. */
  readonly otherCoverages?: readonly OtherCoverage[];
  /** One to fifty. */
  readonly serviceLines: readonly ServiceLine[];
}

/** A file of professional claims: one transaction from one submitter to one receiver. */
export interface ProfessionalClaimFile {
  /** The submitter's own number of the transaction. */
  readonly reference: string;
  /** `00` original, `18` sent again. */
  readonly purpose: string;
  readonly createdOn: LocalDate;
  /** `HHMM`, `HHMMSS` or with hundredths. */
  readonly createdTime: string;
  /** `CH` chargeable, `RP` reporting (encounters under capitation), `31` subrogation. */
  readonly claimKind: string;
  readonly submitter: Submitter;
  readonly receiver: Receiver;
  /** In file order. Neighbours with equal billing provider, subscriber and payer share their place in the file. */
  readonly claims: readonly ProfessionalClaim[];
}
