import type { Cents } from '../money/cents.ts';
import type { LocalDate } from '../time/local-date.ts';

/**
 * The parts of a remittance that posting does not need. Posting reads claims without them; explaining, showing and matching read them too.
 * Qualifiers are kept as the payer wrote them; `code-words.ts` has their meanings.
 */

/** An identifier that the payer gives or repeats. */
export interface StatedReference {
  readonly qualifier: string;
  readonly value: string;
  readonly description?: string;
}

export interface StatedDate {
  readonly qualifier: string;
  readonly date: LocalDate;
}

/** An amount for information; it is part of no equation. */
export interface StatedAmount {
  readonly qualifier: string;
  readonly cents: Cents;
}

/** A quantity as the payer writes it; days, units, counts. */
export interface StatedQuantity {
  readonly qualifier: string;
  readonly quantity: string;
}

/** A remark code with its code list: HE (remittance advice remarks) or RX (pharmacy rejects). */
export interface StatedRemark {
  readonly list: string;
  readonly code: string;
}

/** The role of a person or organisation in a claim. `other`: a role that the guide does not define. */
export type PartyRole =
  | 'patient'
  | 'insured'
  | 'corrected-insured'
  | 'rendering-provider'
  | 'crossover-payer'
  | 'corrected-priority-payer'
  | 'other-subscriber'
  | 'other';

/** A person or organisation that a claim names. */
export interface StatedParty {
  readonly role: PartyRole;
  /** The code of the role: QC, IL, 74, ... */
  readonly roleCode: string;
  /** 1 a person, 2 not a person. */
  readonly entityType?: string;
  /** A person's last name, or an organisation's. */
  readonly name?: string;
  readonly firstName?: string;
  readonly middleName?: string;
  readonly prefix?: string;
  readonly suffix?: string;
  readonly idQualifier?: string;
  readonly id?: string;
}

/** A contact. Numbers have a qualifier: TE telephone, FX fax, EM e-mail, UR web address, EX extension. */
export interface StatedContact {
  /** CX payer's claim office, BL technical department, IC information contact. */
  readonly function: string;
  readonly name?: string;
  readonly numbers: readonly { readonly qualifier: string; readonly value: string }[];
}

export interface StatedAddress {
  readonly lines: readonly string[];
  readonly city?: string;
  readonly state?: string;
  readonly postalCode?: string;
  readonly country?: string;
  readonly subdivision?: string;
}

/** How the payer delivers the remittance: BM by mail, EM e-mail, FT file transfer, OL online. */
export interface RemittanceDelivery {
  readonly method: string;
  readonly name?: string;
  readonly number?: string;
}

/** A bank account of a payment. Sensitive: shown to people who may read the remittance, never logged. */
export interface BankAccount {
  /** 01 ABA routing number, 04 Canadian bank branch and institution. */
  readonly bankQualifier?: string;
  readonly bankNumber?: string;
  /** DA demand deposit, SG savings, ALC agency location code. */
  readonly accountQualifier?: string;
  readonly accountNumber?: string;
}

export interface CurrencyStatement {
  readonly entity: string;
  readonly currency: string;
  readonly exchangeRate?: string;
}

/** Details of the payer or payee besides its identity. */
export interface PartyDetail {
  readonly address?: StatedAddress;
  readonly contacts: readonly StatedContact[];
  readonly deliveries: readonly RemittanceDelivery[];
}

/**
 * An element that the typed data has no field for: the guide does not define it, or it has another form. It is kept, so that nothing is
 * lost.
 */
export interface UnreadElement {
  readonly segment: string;
  /** Counts from 1; 0 for a whole segment that the guide does not define. */
  readonly position: number;
  readonly value: string;
  /** Where its segment begins in the raw file. */
  readonly byteOffset: number;
}

/** Details of a payment that are not in {@link RemittancePayment}. */
export interface PaymentDetail {
  readonly transactionType?: string;
  readonly transactionControlNumber?: string;
  /** The guide that the transaction names. */
  readonly guide?: string;
  /** CCP or CTX: how the bank's addendum is written. */
  readonly paymentFormat?: string;
  readonly payerAccount?: BankAccount;
  readonly payeeAccount?: BankAccount;
  /** The third bank, to which a returned payment goes. */
  readonly returnAccount?: BankAccount;
  readonly originatorId?: string;
  readonly originatorSupplement?: string;
  readonly businessFunction?: string;
  readonly traceType?: string;
  readonly traceSupplement?: string;
  readonly currency?: CurrencyStatement;
  /** Identifiers of the payment itself: EV receiver, F2 version of the payer's software, ... */
  readonly references: readonly StatedReference[];
  readonly dates: readonly StatedDate[];
  readonly payer: PartyDetail;
  readonly payee: PartyDetail;
  readonly unread: readonly UnreadElement[];
}

/** The number, provider and period of the group of claims that follows. */
export interface ClaimGrouping {
  readonly number?: string;
  readonly provider?: ProviderSummary;
  readonly diagnosisGroups?: DiagnosisGroupSummary;
  readonly unread: readonly UnreadElement[];
  readonly byteOffset: number;
  readonly byteLength: number;
}

/** A payer's sums over a provider's claims of a period. */
export interface ProviderSummary {
  readonly providerId?: string;
  readonly facilityCode?: string;
  readonly fiscalPeriodEnd?: LocalDate;
  readonly claims?: string;
  readonly chargeCents?: Cents;
  readonly coveredChargeCents?: Cents;
  readonly noncoveredChargeCents?: Cents;
  readonly deniedChargeCents?: Cents;
  readonly providerPaymentCents?: Cents;
  readonly interestCents?: Cents;
  readonly contractualCents?: Cents;
  readonly deficitReductionCents?: Cents;
  readonly otherPrimaryPayerCents?: Cents;
  readonly bloodDeductibleCents?: Cents;
  readonly nonLaboratoryChargeCents?: Cents;
  readonly coinsuranceCents?: Cents;
  readonly procedureReportedCents?: Cents;
  readonly procedurePayableCents?: Cents;
  readonly deductibleCents?: Cents;
  readonly professionalComponentCents?: Cents;
  readonly otherPayerPatientLiabilityCents?: Cents;
  readonly patientReimbursementCents?: Cents;
  readonly interimPaymentClaims?: string;
  readonly interimPaymentAdjustmentCents?: Cents;
}

/** A payer's sums over the inpatient stays (diagnosis related groups) of a period. */
export interface DiagnosisGroupSummary {
  readonly groupCents?: Cents;
  readonly federalSpecificCents?: Cents;
  readonly hospitalSpecificCents?: Cents;
  readonly disproportionateShareCents?: Cents;
  readonly capitalCents?: Cents;
  readonly medicalEducationCents?: Cents;
  readonly outlierDays?: string;
  readonly dayOutlierCents?: Cents;
  readonly costOutlierCents?: Cents;
  readonly averageLengthOfStay?: string;
  readonly discharges?: string;
  readonly costReportDays?: string;
  readonly coveredDays?: string;
  readonly noncoveredDays?: string;
  readonly otherPayerPassThroughCents?: Cents;
  readonly averageWeight?: string;
  readonly capitalFederalCents?: Cents;
  readonly capitalHospitalCents?: Cents;
  readonly otherPayerGroupCents?: Cents;
}

/** How an inpatient claim was priced. */
export interface InpatientOutcome {
  readonly coveredDays?: string;
  readonly operatingOutlierCents?: Cents;
  readonly psychiatricDays?: string;
  readonly groupCents?: Cents;
  readonly disproportionateShareCents?: Cents;
  readonly otherPayerPassThroughCents?: Cents;
  readonly capitalCents?: Cents;
  readonly capitalFederalCents?: Cents;
  readonly capitalHospitalCents?: Cents;
  readonly capitalDisproportionateShareCents?: Cents;
  readonly oldCapitalCents?: Cents;
  readonly capitalMedicalEducationCents?: Cents;
  readonly operatingHospitalCents?: Cents;
  readonly costReportDays?: string;
  readonly operatingFederalCents?: Cents;
  readonly capitalOutlierCents?: Cents;
  readonly indirectTeachingCents?: Cents;
  readonly professionalComponentCents?: Cents;
  readonly capitalExceptionCents?: Cents;
  readonly remarkCodes: readonly string[];
}

/** How an outpatient claim was priced. */
export interface OutpatientOutcome {
  /** A fraction, such as `0.8`. */
  readonly reimbursementRate?: string;
  readonly procedurePayableCents?: Cents;
  readonly renalDiseaseCents?: Cents;
  readonly professionalComponentCents?: Cents;
  readonly remarkCodes: readonly string[];
}

/** Details at one level: a claim, or one of its lines. */
export interface StatedFacts {
  readonly references: readonly StatedReference[];
  readonly dates: readonly StatedDate[];
  readonly amounts: readonly StatedAmount[];
  readonly quantities: readonly StatedQuantity[];
  readonly remarks: readonly StatedRemark[];
}

/** Details of a claim that are not in {@link RemittanceClaim}. */
export interface ClaimDetail extends StatedFacts {
  readonly patientStatusCode?: string;
  readonly drgWeight?: string;
  readonly dischargeFraction?: string;
  readonly parties: readonly StatedParty[];
  readonly contacts: readonly StatedContact[];
  readonly inpatient?: InpatientOutcome;
  readonly outpatient?: OutpatientOutcome;
  readonly unread: readonly UnreadElement[];
}

/** The first party with a role, if the claim names one. */
export function partyIn(detail: ClaimDetail | undefined, role: PartyRole): StatedParty | undefined {
  return detail?.parties.find((party) => party.role === role);
}
