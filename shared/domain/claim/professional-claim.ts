import type { Cents } from '../money/cents.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { ConditionSet, Diagnosis } from './claim-detail.ts';
import type { AccidentStatement, ClaimFile, CommonClaim } from './common-claim.ts';
import type { AmbulanceLocation, ClaimProvider, ServiceFacility } from './party.ts';
import type { ProfessionalDates } from './professional-dates.ts';
import type { AmbulanceTransport, SpinalManipulation, VisionConditionSet } from './professional-detail.ts';
import type { ServiceLine } from './professional-line.ts';

/**
 * One professional claim (the electronic form of the CMS-1500), complete for a primary claim: who bills, whose insurance it is, who pays,
 * who was treated, and what was done. Values that have a code in X12 (place of service, filing indicator, relationship, ...) are kept as
 * that code; amounts are cents; quantities are decimals as text. An optional list is absent, never empty.
 *
 * The patient is the subscriber unless `dependent` is given. The smallest complete claim:
 *
 * @example
 * const claim: ProfessionalClaim = {
 *   kind: 'professional',
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
export interface ProfessionalClaim extends CommonClaim, AccidentStatement, ProfessionalDates {
  readonly kind: 'professional';
  readonly placeOfService: string;
  readonly providerSignatureOnFile: boolean;
  /** `P` when the provider signed for the patient. */
  readonly patientSignatureSource?: string;

  readonly firstContactDate?: LocalDate;

  readonly patientPaidCents?: Cents;
  readonly medicalRecordNumber?: string;
  /** Whether section 4081 of the Medicare law applies: `Y`, `N`. */
  readonly medicareSection4081?: string;
  readonly mammographyCertification?: string;
  readonly cliaNumber?: string;
  readonly investigationalDeviceExemption?: string;
  readonly demonstrationProject?: string;
  readonly carePlanOversight?: string;

  readonly ambulanceTransport?: AmbulanceTransport;
  readonly spinalManipulation?: SpinalManipulation;
  readonly ambulanceConditions?: readonly ConditionSet[];
  readonly visionConditions?: readonly VisionConditionSet[];
  readonly homeboundConditions?: ConditionSet;
  readonly epsdtConditions?: ConditionSet;

  /** Up to twelve. */
  readonly diagnoses: readonly Diagnosis[];
  /** The surgical procedures for which anaesthesia was given: the principal one and at most one more. */
  readonly anesthesiaProcedures?: readonly string[];
  /** Up to 24. */
  readonly conditionCodes?: readonly string[];

  readonly referringProvider?: ClaimProvider;
  readonly referringPrimaryCareProvider?: ClaimProvider;
  readonly renderingProvider?: ClaimProvider;
  readonly serviceFacility?: ServiceFacility;
  readonly supervisingProvider?: ClaimProvider;
  readonly ambulancePickUp?: AmbulanceLocation;
  readonly ambulanceDropOff?: AmbulanceLocation;

  /** One to fifty. */
  readonly serviceLines: readonly ServiceLine[];
}

/** A file of professional claims. */
export type ProfessionalClaimFile = ClaimFile<ProfessionalClaim>;
