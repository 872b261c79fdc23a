import type { CardFace } from '../card/processor.ts';
import type { ClaimId } from '../identity/ids.ts';
import { type Cents, subtractCents, sumCents, zeroCents } from '../money/cents.ts';
import type { FeeRefusal } from '../returned-check/fee.ts';
import type { Instant, LocalDate } from '../time/local-date.ts';

/** How a patient, an employer or a facility pays. */
export const enteredMethods = ['cash', 'check', 'card', 'ach', 'other'] as const;
/**
 * How an account received a payment's money: by the payment method, from another account, or through a collection
 * agency.
 */
export const paymentMethods = [...enteredMethods, 'transfer', 'agency'] as const;
export type PaymentMethod = (typeof paymentMethods)[number];

/** Unapplied cash that went to another account: the payment there, and the entry here. */
export interface CashTransfer {
  readonly paymentId: string;
  readonly accountId: string;
  readonly cents: Cents;
  readonly ledgerEntryId: string;
}

/** The part of a payment that is applied to a claim. */
export interface Allocation {
  readonly claimId: ClaimId;
  readonly cents: Cents;
  /** Its service lines, counting from 1, if it is applied by line; the rest is applied to the claim as a whole. */
  readonly lines?: readonly { readonly line: number; readonly cents: Cents }[];
  /** The ids of the claim's entries in the API. */
  readonly ledgerEntryIds: readonly string[];
}

/** Why a payment is no longer valid. */
export const paymentReversals = {
  voided: { meaning: 'It was entered by mistake: no money came.' },
  returned: { meaning: 'The bank returned the check or the debit.' },
  'charged-back': { meaning: 'The cardholder had it taken back.' },
} as const;
export type PaymentReversal = keyof typeof paymentReversals;

/**
 * Money of a patient, an employer or a facility. Its cash is on claims (allocations), on an employer's charges, or on
 * the account (unapplied), was refunded or charged back, or went to another account; these sum to what was paid. It
 * follows from its entries: the receipt in its own collection, and one entry per claim.
 */
export interface PatientPayment {
  readonly id: string;
  /** Rises with every write; a write names the version that it read. */
  readonly version: number;
  readonly accountId: string;
  /** The legal entity that was paid. */
  readonly entityId: string;
  readonly method: PaymentMethod;
  readonly cents: Cents;
  readonly receivedOn: LocalDate;
  /** The number of the check, the receipt or the card processor's payment. */
  readonly reference?: string;
  readonly enteredAt: Instant;
  readonly enteredBy: string;
  /** The visit during which it was paid: its claims come first. */
  readonly encounterId?: string;
  /** The payment plan that it is an instalment of: its claims come first. */
  readonly planId?: string;
  /** For a check from a lockbox: the file, and the item in it. */
  readonly lockbox?: { readonly fileId: string; readonly batch: string; readonly item: number };
  /**
   * Another payment of the account with the same number and amount: it may be the same check, so this one waits for a
   * person.
   */
  readonly mayBe?: string;
  readonly allocations: readonly Allocation[];
  /** The part on the charges of an employer's or a facility's account; absent when there is none. */
  readonly chargesCents?: Cents;
  /** The parts of it on charges in the books of other legal entities; absent when there are none. */
  readonly chargesElsewhere?: readonly { readonly entityId: string; readonly cents: Cents }[];
  readonly unappliedCents: Cents;
  /** The refunded part, including pending refunds. */
  readonly refundedCents?: Cents;
  /** The parts that went to other accounts; absent when there are none. */
  readonly transfers?: readonly CashTransfer[];
  /** For cash from another account: the payment there. */
  readonly transferredFrom?: { readonly paymentId: string; readonly accountId: string; readonly ledgerEntryId: string };
  /** The card processor's charge, and the card. */
  readonly card?: Partial<CardFace> & { readonly chargeId: string };
  /** The processor's fee, once known. */
  readonly feeCents?: Cents;
  /**
   * The cardholder's chargeback, with the processor's fee; or the returned part of an agency's payment, under the
   * agency's number.
   */
  readonly chargedBack?: {
    readonly disputeId: string;
    readonly on: LocalDate;
    readonly at: Instant;
    readonly cents: Cents;
    readonly feeCents: Cents;
    /** Whether the payment was in a deposit batch before, so that the bank shows the chargeback separately. */
    readonly isBatched: boolean;
  };
  /** Absent unless it was reversed. */
  readonly reversed?: {
    readonly as: PaymentReversal;
    readonly on: LocalDate;
    readonly by: string;
    readonly at: Instant;
    readonly reason: string;
    /** For a check that the bank returned: its fee charge, or why there is none. */
    readonly fee?: { readonly chargeId: string; readonly cents: Cents };
    readonly noFee?: FeeRefusal;
    /** The part that had been refunded, and is bad debt now. */
    readonly lostCents?: Cents;
  };
}

/** At most this many parts of a payment are on other accounts at a time. */
export const mostTransfers = 20;

/** The total that a payment has on other accounts. */
export function transferredCents({ transfers = [] }: Pick<PatientPayment, 'transfers'>): Cents {
  return sumCents(transfers.map(({ cents }) => cents));
}

/**
 * The part of a payment in transit to the bank: less the card processor's fee, and less chargebacks before it was in a
 * deposit batch.
 */
export function transitCents({
  cents,
  feeCents = zeroCents,
  chargedBack,
}: Pick<PatientPayment, 'cents' | 'feeCents' | 'chargedBack'>): Cents {
  const taken = chargedBack === undefined || chargedBack.isBatched ? zeroCents : takenBackCents(chargedBack);
  return subtractCents(cents, sumCents([feeCents, taken]));
}

/** The amount that a processor takes from the office for a dispute. */
export function takenBackCents({ cents, feeCents }: NonNullable<PatientPayment['chargedBack']>): Cents {
  return sumCents([cents, feeCents]);
}

/** At most this many claims hold parts of one payment, and at most this many receive some in one step. */
export const mostAllocations = 20;
