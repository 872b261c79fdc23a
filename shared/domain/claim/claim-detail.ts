import type { Cents } from '../money/cents.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { ClaimProvider, PartyName, PostalAddress, SecondaryId } from './party.ts';

/** Details that a claim of any form may have. */

/** A diagnosis; the first of a claim is its principal one. Codes are written without the decimal point: `J209`. */
export interface Diagnosis {
  readonly codeSet: 'icd-10-cm' | 'icd-9-cm';
  readonly code: string;
}

/** A number with the payer to which it belongs, when that is not the claim's own payer. */
export interface PayerNumber {
  readonly number: string;
  readonly payerId?: string;
}

/** Paper or electronic documents that go with the claim. */
export interface Attachment {
  /** `OZ` support data, `03` report justifying treatment, `CT` certification (medical necessity), ... */
  readonly reportType: string;
  /** `AA` available on request, `BM` by mail, `EL` electronic, `EM`, `FT`, `FX`, `AD` certification in this claim, ... */
  readonly transmission: string;
  /** Not needed when the document is only available on request. */
  readonly controlNumber?: string;
}

/** The contract under which the service was given. `percent` and `discountPercent` are percentages as decimals. */
export interface Contract {
  readonly type: string;
  readonly amountCents?: Cents;
  readonly percent?: string;
  readonly code?: string;
  readonly discountPercent?: string;
  readonly version?: string;
}

/** A note, `ADD` additional information, `CER`, `DCP`, `DGN`, `TPO`. */
export interface Note {
  readonly kind: string;
  readonly text: string;
}

/** Statements that are each made by a code; `applies` answers the question that their category asks. */
export interface ConditionSet {
  readonly applies: boolean;
  /** One to five. */
  readonly codes: readonly string[];
}

/** What a repricer found. */
export interface Repricing {
  readonly methodology: string;
  readonly allowedCents: Cents;
  readonly savingsCents?: Cents;
  readonly repricerId?: string;
  /** A decimal. */
  readonly perDiemRate?: string;
  readonly approvedGroup?: string;
  readonly approvedGroupCents?: Cents;
  readonly approvedProcedureKind?: string;
  readonly approvedProcedure?: string;
  readonly approvedUnit?: string;
  readonly approvedQuantity?: string;
  readonly rejectReason?: string;
  readonly policyCompliance?: string;
  readonly exception?: string;
}

/** A drug or biologic of a line: `N4` national drug code. */
export interface Drug {
  readonly kind: string;
  readonly code: string;
  /** A decimal. */
  readonly quantity?: string;
  /** `F2` international unit, `GR`, `ME`, `ML`, `UN`. */
  readonly unit?: string;
  readonly prescriptionNumber?: string;
  /** Links the parts of a compound drug that has no prescription number. */
  readonly linkNumber?: string;
}

/** A reduction as another payer stated it. */
export interface PriorAdjustment {
  readonly group: string;
  readonly carc: string;
  readonly cents: Cents;
  readonly quantity?: string;
}

/** Medicare's outpatient adjudication as another payer stated it. */
export interface PriorOutpatientAdjudication {
  readonly reimbursementRate?: string;
  readonly payableCents?: Cents;
  readonly remarkCodes?: readonly string[];
  readonly endStageRenalCents?: Cents;
  readonly nonPayableProfessionalCents?: Cents;
}

/** Medicare's adjudication of an inpatient's stay as another payer stated it. Counts are decimals. */
export interface PriorInpatientAdjudication {
  readonly coveredDays?: string;
  readonly lifetimePsychiatricDays?: string;
  readonly groupCents?: Cents;
  readonly disproportionateShareCents?: Cents;
  readonly passThroughCents?: Cents;
  readonly capitalCents?: Cents;
  readonly capitalFederalGroupCents?: Cents;
  readonly capitalHospitalGroupCents?: Cents;
  readonly capitalDisproportionateShareCents?: Cents;
  readonly oldCapitalCents?: Cents;
  readonly capitalTeachingCents?: Cents;
  readonly operatingHospitalGroupCents?: Cents;
  readonly costReportDays?: string;
  readonly operatingFederalGroupCents?: Cents;
  readonly capitalOutlierCents?: Cents;
  readonly teachingCents?: Cents;
  readonly nonPayableProfessionalCents?: Cents;
  readonly capitalExceptionCents?: Cents;
  /** Up to five. */
  readonly remarkCodes?: readonly string[];
}

/** Another payer of the same claim and its decision, if it has made one. */
export interface OtherCoverage {
  readonly payerResponsibility: string;
  /** The patient's relationship to this coverage's subscriber: `18` self, ... */
  readonly relationship?: string;
  readonly groupNumber?: string;
  readonly groupName?: string;
  readonly medicareSecondaryType?: string;
  readonly filingIndicator?: string;
  readonly adjustments?: readonly PriorAdjustment[];
  readonly paidCents?: Cents;
  readonly nonCoveredCents?: Cents;
  readonly remainingPatientLiabilityCents?: Cents;
  /** Version 4010: allowed amount, patient responsibility, ... as kind and amount. */
  readonly otherAmounts?: readonly { readonly kind: string; readonly cents: Cents }[];
  readonly demographics?: { readonly birthDate?: LocalDate; readonly gender?: string };
  readonly benefitsAssignment?: string;
  readonly patientSignatureSource?: string;
  readonly releaseOfInformation?: string;
  /** Of institutional claims only. */
  readonly inpatientAdjudication?: PriorInpatientAdjudication;
  readonly outpatientAdjudication?: PriorOutpatientAdjudication;
  readonly subscriber?: OtherSubscriber;
  readonly payer?: OtherPayer;
  readonly patientIds?: ClaimProvider;
  readonly referringProviders?: readonly ClaimProvider[];
  readonly renderingProvider?: ClaimProvider;
  readonly serviceFacility?: ClaimProvider;
  readonly supervisingProvider?: ClaimProvider;
  readonly billingProvider?: ClaimProvider;
  /** Of institutional claims only. */
  readonly attendingProvider?: ClaimProvider;
  readonly operatingProvider?: ClaimProvider;
  readonly otherOperatingProvider?: ClaimProvider;
  /** Of dental claims only. */
  readonly assistantSurgeon?: ClaimProvider;
}

export interface OtherSubscriber {
  readonly name: PartyName;
  readonly idKind?: string;
  readonly memberId?: string;
  readonly address?: PostalAddress;
  readonly secondaryIds?: readonly SecondaryId[];
}

export interface OtherPayer {
  readonly name: PartyName;
  readonly idKind?: string;
  readonly id?: string;
  readonly address?: PostalAddress;
  readonly decidedOn?: LocalDate;
  readonly secondaryIds?: readonly SecondaryId[];
  readonly priorAuthorizationNumber?: string;
  readonly referralNumber?: string;
  /** Of dental claims only. */
  readonly predeterminationNumber?: string;
  readonly claimAdjustmentIndicator?: string;
  readonly claimControlNumber?: string;
}

/** What another payer decided on a line. */
export interface LineAdjudication {
  readonly payerId: string;
  readonly paidCents: Cents;
  readonly procedureKind?: string;
  readonly procedure?: string;
  readonly modifiers?: readonly string[];
  readonly description?: string;
  /** Of institutional claims only. */
  readonly revenueCode?: string;
  /** Units paid, a decimal. */
  readonly quantity?: string;
  /** The number of the line into which this one was bundled. */
  readonly bundledLine?: string;
  readonly adjustments?: readonly PriorAdjustment[];
  readonly decidedOn?: LocalDate;
  readonly remainingPatientLiabilityCents?: Cents;
}
