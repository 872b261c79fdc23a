import type { Cents } from '../money/cents.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { ClaimDetail, PaymentDetail, StatedFacts } from './remittance-detail.ts';

/**
 * A reduction of payment by a payer: group (CO, PR, OA, PI, CR), claim adjustment reason code, amount. A positive amount reduces the
 * payment.
 */
export interface Adjustment {
  readonly group: string;
  readonly carc: string;
  readonly cents: Cents;
  readonly quantity?: string;
}

/** A procedure as the payer states it: qualifier (HC, NU, AD, N4, HP, ...), code, modifiers. */
export interface Procedure {
  readonly qualifier: string;
  readonly code: string;
  readonly modifiers: readonly string[];
  readonly description?: string;
}

/** One service line of a claim in a remittance. */
export interface RemittanceLine {
  readonly procedure: Procedure;
  /** The procedure as submitted, when the payer recoded it. */
  readonly submittedProcedure?: Procedure;
  readonly revenueCode?: string;
  readonly chargeCents: Cents;
  readonly paidCents: Cents;
  readonly units?: string;
  /** The units as submitted, when the payer paid for another number. */
  readonly submittedUnits?: string;
  readonly serviceFrom?: LocalDate;
  readonly serviceTo?: LocalDate;
  /** The line item control number that the provider sent. */
  readonly controlNumber?: string;
  readonly allowedCents?: Cents;
  readonly adjustments: readonly Adjustment[];
  readonly remarkCodes: readonly string[];
  /** Everything else that the payer states; only when details are requested. */
  readonly detail?: StatedFacts;
}

/** One claim of a remittance, as the payer states it, before any matching or posting. */
export interface RemittanceClaim {
  /** The patient control number as the payer returns it. */
  readonly patientControlNumber: string;
  readonly statusCode: string;
  readonly chargeCents: Cents;
  readonly paidCents: Cents;
  /** The patient's responsibility as stated, for information only. */
  readonly patientResponsibilityCents: Cents;
  readonly filingIndicator?: string;
  /** The payer's own number for the claim. */
  readonly payerClaimNumber: string;
  readonly facilityCode?: string;
  readonly frequencyCode?: string;
  readonly drgCode?: string;
  readonly statementFrom?: LocalDate;
  readonly statementTo?: LocalDate;
  /** When the payer received the claim. */
  readonly receivedOn?: LocalDate;
  /** Interest for late payment, beside what is paid for the claim. */
  readonly interestCents?: Cents;
  /** The payer to which this one forwarded the claim. */
  readonly crossoverPayer?: PartyIdentity;
  /** The payer corrects the name or member id of the insured. */
  readonly correctedInsured?: true;
  readonly renderingProviderNpi?: string;
  readonly adjustments: readonly Adjustment[];
  readonly remarkCodes: readonly string[];
  readonly lines: readonly RemittanceLine[];
  /** The position of the claim in the raw file. */
  readonly byteOffset: number;
  readonly byteLength: number;
  /** Everything else that the payer states; only when details are requested. */
  readonly detail?: ClaimDetail;
}

/** An organisation as a remittance names it. */
export interface PartyIdentity {
  readonly name: string;
  /** Qualifier of `id`: XX (NPI), FI (tax id), XV (HPID), PI, ... */
  readonly idQualifier?: string;
  readonly id?: string;
  /** Further identifiers, each with its `REF` qualifier: `2U`, `TJ`, ... */
  readonly references: readonly { readonly qualifier: string; readonly value: string }[];
}

/** A provider-level adjustment (one pair of code and amount). A positive amount takes money from the provider. */
export interface ProviderAdjustment {
  readonly providerId: string;
  readonly fiscalPeriodEnd?: LocalDate;
  readonly reasonCode: string;
  /** What the adjustment is about: a claim, a payer's claim number, a trace, or nothing. */
  readonly reference?: string;
  readonly cents: Cents;
  readonly byteOffset: number;
  readonly byteLength: number;
}

/** The payment of a remittance: one transaction (ST) of an 835, without its claims. */
export interface RemittancePayment {
  /** The purpose of the transaction: I (remittance and payment), H (notification only), C, D, P, U, X. */
  readonly handlingCode: string;
  /** The payment's amount, not negated for a debit. */
  readonly paymentCents: Cents;
  readonly creditDebit: 'C' | 'D';
  /** ACH, CHK, FWT, BOP, NON. */
  readonly method: string;
  readonly paymentDate?: LocalDate;
  /** The check or EFT number. */
  readonly traceNumber: string;
  /** The payer's identifier in the trace segment. */
  readonly traceOriginator?: string;
  readonly productionDate?: LocalDate;
  readonly payer: PartyIdentity;
  readonly payee: PartyIdentity;
  readonly providerAdjustments: readonly ProviderAdjustment[];
  /** Everything else that the payer states; only when details are requested. */
  readonly detail?: PaymentDetail;
}
