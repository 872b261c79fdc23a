import type { CardFace } from '../card/processor.ts';
import type { ClaimId } from '../identity/ids.ts';
import { type Cents, subtractCents, sumCents, zeroCents } from '../money/cents.ts';
import type { FeeRefusal } from '../returned-check/fee.ts';
import type { Instant, LocalDate } from '../time/local-date.ts';

/** How a patient, an employer or a facility pays. */
export const enteredMethods = ['cash', 'check', 'card', 'ach', 'other'] as const;
/** How an account got a payment's money: as it was paid, from another account, or through a collection agency. */
export const paymentMethods = [...enteredMethods, 'transfer', 'agency'] as const;
export type PaymentMethod = (typeof paymentMethods)[number];

/** Unapplied cash that went to another account: the payment that it is there, and the entry that took it from here. */
export interface CashTransfer {
  readonly paymentId: string;
  readonly accountId: string;
  readonly cents: Cents;
  readonly ledgerEntryId: string;
}

/** What of a payment stands with a claim. */
export interface Allocation {
  readonly claimId: ClaimId;
  readonly cents: Cents;
  /** Its service lines, counting from 1, where it says to which; the rest stands with the claim as a whole. */
  readonly lines?: readonly { readonly line: number; readonly cents: Cents }[];
  /** The ids on the wire of the claim's entries. */
  readonly ledgerEntryIds: readonly string[];
}

/** Why a payment is no payment any more. */
export const paymentReversals = {
  voided: { meaning: 'It was entered by mistake: no money came.' },
  returned: { meaning: 'The bank returned the check or the debit.' },
  'charged-back': { meaning: 'The card’s holder had it taken back.' },
} as const;
export type PaymentReversal = keyof typeof paymentReversals;

/**
 * Money of a patient, an employer or a facility. Its cash stands with claims (allocations), with an employer's charges, or with the
 * account (unapplied), was given back or charged back, or went to another account; these sum to what was paid. It follows from its entries: the receipt in its own collection, and
 * one entry a claim.
 */
export interface PatientPayment {
  readonly id: string;
  /** Goes up with every write; a write names the version that it read. */
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
  /** The visit that it was paid at: its claims come first. */
  readonly encounterId?: string;
  /** The payment plan that it is an instalment of: its claims come first. */
  readonly planId?: string;
  /** Of a check that came to a lockbox: the file that told of it, and which item it is there. */
  readonly lockbox?: { readonly fileId: string; readonly batch: string; readonly item: number };
  /** Another payment of the account with the same number and amount: it may be the same check, so that this one waits for a person. */
  readonly mayBe?: string;
  readonly allocations: readonly Allocation[];
  /** What of it stands with the charges of an employer's or a facility's account; absent when nothing does. */
  readonly chargesCents?: Cents;
  readonly unappliedCents: Cents;
  /** What of it was given back, or is about to be. */
  readonly refundedCents?: Cents;
  /** What of it went to other accounts; absent when nothing did. */
  readonly transfers?: readonly CashTransfer[];
  /** Of cash that came from another account: the payment that it was there. */
  readonly transferredFrom?: { readonly paymentId: string; readonly accountId: string; readonly ledgerEntryId: string };
  /** The charge by which a card processor took it, and the card. */
  readonly card?: Partial<CardFace> & { readonly chargeId: string };
  /** What the processor keeps of it, once that is known. */
  readonly feeCents?: Cents;
  /** What the card's holder had taken back, with what the processor charges for it; or the part of an agency's payment that came back, under its number. */
  readonly chargedBack?: {
    readonly disputeId: string;
    readonly on: LocalDate;
    readonly cents: Cents;
    readonly feeCents: Cents;
    /** Whether the payment was in a deposit batch before, so that the bank shows it by itself. */
    readonly isBatched: boolean;
  };
  /** Absent while it stands. */
  readonly reversed?: {
    readonly as: PaymentReversal;
    readonly on: LocalDate;
    readonly by: string;
    readonly at: Instant;
    readonly reason: string;
    /** Of a check that the bank returned: the charge for it, or why there is none. */
    readonly fee?: { readonly chargeId: string; readonly cents: Cents };
    readonly noFee?: FeeRefusal;
    /** What of it had been given back, and is bad debt now. */
    readonly lostCents?: Cents;
  };
}

/** At most this many parts of a payment are with other accounts at a time. */
export const mostTransfers = 20;

/** What of a payment is with other accounts. */
export function transferredCents({ transfers = [] }: Pick<PatientPayment, 'transfers'>): Cents {
  return sumCents(transfers.map(({ cents }) => cents));
}

/** What of a payment is on its way to the bank: a card processor keeps its fee, and what was taken back before it was in a deposit batch. */
export function transitCents({
  cents,
  feeCents = zeroCents,
  chargedBack,
}: Pick<PatientPayment, 'cents' | 'feeCents' | 'chargedBack'>): Cents {
  const taken = chargedBack === undefined || chargedBack.isBatched ? zeroCents : takenBackCents(chargedBack);
  return subtractCents(cents, sumCents([feeCents, taken]));
}

/** What a processor takes from the office for a dispute. */
export function takenBackCents({ cents, feeCents }: NonNullable<PatientPayment['chargedBack']>): Cents {
  return sumCents([cents, feeCents]);
}

/** At most this many claims hold parts of one payment, and at most this many take some in one step. */
export const mostAllocations = 20;
