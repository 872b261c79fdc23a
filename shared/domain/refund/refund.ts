import type { Decided } from '../adjustment/adjustment.ts';
import type { ClaimId } from '../identity/ids.ts';
import type { Leg } from '../ledger/entry.ts';
import { type Cents, negateCents } from '../money/cents.ts';
import type { Address } from '../practice/address.ts';
import { present } from '../present.ts';
import type { LocalDate } from '../time/local-date.ts';

/**
 * The state of a refund. From `requested` on its money is in refunds payable, so that nobody refunds it twice or uses
 * it otherwise.
 */
export const refundStates = {
  requested: { meaning: 'A second person must agree before anything is sent.' },
  approved: { meaning: 'It may be sent.' },
  crediting: { meaning: 'The card processor was asked to credit the card that paid.' },
  sent: { meaning: 'A check is on its way.' },
  cleared: { meaning: 'The bank has paid the check, or the card was credited.' },
  unclaimed: {
    meaning: 'Nobody claimed it, or cashed the check, in the time of the state’s law: the state is owed it.',
  },
  remitted: { meaning: 'It was handed to the state.' },
  declined: { meaning: 'It was declined: nothing is sent, and the money is where it was before.' },
} as const;
export type RefundState = keyof typeof refundStates;

/** The states in which a person has something to do. */
export const openRefundStates = [
  'requested',
  'approved',
  'crediting',
  'sent',
  'unclaimed',
] as const satisfies readonly RefundState[];

/** The credit that is refunded. */
export type RefundedCredit =
  /** A patient's overpayment on a claim. */
  | { readonly kind: 'claim'; readonly claimId: ClaimId; readonly patientId: string }
  /** Unapplied cash of a payment. */
  | { readonly kind: 'payment'; readonly paymentId: string }
  /** A payer's overpayment on a claim. */
  | {
      readonly kind: 'payer';
      readonly claimId: ClaimId;
      readonly patientId: string;
      readonly payerId: string;
      readonly payerPosition: number;
    }
  /** A payer's cash for no claim: a person booked it to refunds payable. */
  | { readonly kind: 'cash'; readonly remittanceId: string; readonly payerId?: string };

/** The payee and address of a check, as of the request. */
export interface Payee {
  readonly name: string;
  readonly address?: Address;
  /** The owner is a payer, an employer or a facility: states have other rules for their unclaimed money. */
  readonly isBusiness?: true;
}

export interface SentCheck {
  readonly checkNumber: string;
  readonly on: LocalDate;
  readonly by: string;
  readonly at: string;
  readonly ledgerEntryId: string;
}

/** A refund to the card that paid. */
export interface CardCredit {
  /** The payment by that card. */
  readonly paymentId: string;
  readonly chargeId: string;
  /** Counts the orders to the processor. */
  readonly attempt: number;
  readonly by: string;
  readonly at: string;
  /** The processor's id of the refund, once known. */
  readonly processorRefundId?: string;
}

/** A card that could not be credited: the refund needs another way. */
export interface CardCreditFailure extends CardCredit {
  /** The processor's reason code. */
  readonly code: string;
  readonly failedAt: string;
  /** The office's day of the failure. */
  readonly failedOn: LocalDate;
  /** When the card had been credited before the credit was returned; absent when it never was. */
  readonly leftOn?: LocalDate;
  readonly leftAt?: string;
  /** The money had left and was returned, and the bank had shown the first movement: it will show the return. */
  readonly isOnItsWay?: true;
}

/** Money that the office refunds. Its amounts are in entries. */
export interface Refund {
  readonly id: string;
  /** Rises with every write; a write names the version that it read. */
  readonly version: number;
  readonly state: RefundState;
  readonly of: RefundedCredit;
  /** The account whose money it is; absent for a payer's. */
  readonly accountId?: string;
  readonly entityId: string;
  readonly cents: Cents;
  readonly payee: Payee;
  readonly requested: Decided;
  /** Of a patient’s credit: the day on which it began. */
  readonly creditSince?: LocalDate;
  /** The entry that took it from the credit. */
  readonly ledgerEntryId: string;
  /** Who approved it; absent when one person decided alone. */
  readonly approved?: Decided;
  readonly sent?: SentCheck;
  /** The card that it goes to, instead of a check. */
  readonly card?: CardCredit;
  readonly cardFailures?: readonly CardCreditFailure[];
  /** Checks that were stopped, oldest first. */
  readonly stopped?: readonly (SentCheck & { readonly stop: Decided & { readonly ledgerEntryId: string } })[];
  readonly cleared?: {
    readonly on: LocalDate;
    readonly by: string;
    readonly at: string;
    readonly ledgerEntryId?: string;
  };
  /** The payer's remittance that acknowledged the check. */
  readonly acknowledged?: Decided & { readonly remittanceId: string; readonly ledgerEntryId: string };
  /** Letters that told the owner that the money will go to the state, oldest first. */
  readonly ownerNotices?: readonly (Decided & { readonly on: LocalDate })[];
  /** The day on which the owner was last heard of: the time until the money is dormant counts from it. */
  readonly ownerAnsweredOn?: LocalDate;
  /** Its entry is absent where no check was out. */
  readonly unclaimed?: Decided & { readonly ledgerEntryId?: string };
  /** The check to the state, and the number of the report that it belongs to. */
  readonly remitted?: SentCheck & { readonly reference?: string };
  readonly declined?: Decided & { readonly ledgerEntryId: string };
}

const payerOf = (of: RefundedCredit) => present({ payerId: 'payerId' in of ? of.payerId : undefined });

/** Takes the money from its credit: it is owed to the payee. */
function creditOf(of: RefundedCredit): Omit<Leg, 'cents'> {
  switch (of.kind) {
    case 'claim':
      return { account: 'patient-receivable' };
    case 'payment':
      return { account: 'unapplied-patient-cash' };
    case 'payer':
      return { account: 'insurance-receivable', payerId: of.payerId, share: of.payerPosition };
    case 'cash':
      return { account: 'unapplied-payer-cash', ...payerOf(of) };
  }
}

type Money = Pick<Refund, 'id' | 'of' | 'cents'>;

/** Takes the money from its credit; from now on the office owes it to the payee. */
export function takenLegs({ id, of, cents }: Money): Leg[] {
  return [
    { ...creditOf(of), cents, reference: id },
    { account: 'refunds-payable', ...payerOf(of), cents: negateCents(cents), reference: id },
  ];
}

/**
 * A check is sent. A patient's check counts as paid at once. A payer's is in refunds sent until the bank has paid it,
 * because the payer may acknowledge it in a remittance.
 */
export function sentLegs({ id, of, cents }: Money): Leg[] {
  const account = of.kind === 'payer' ? 'refunds-sent' : 'refunds-payable';
  return [
    { account, ...payerOf(of), cents, reference: id },
    { account: 'bank', cents: negateCents(cents), reference: id },
  ];
}

/** A card is credited: the processor deducts it from its next payout. */
export function creditedLegs({ id, cents }: Money): Leg[] {
  return [
    { account: 'refunds-payable', cents, reference: id },
    { account: 'deposits-in-transit', cents: negateCents(cents), reference: id },
  ];
}

/**
 * The same when the processor deducts it from another legal entity: what the refund's books give, and what the other
 * books take.
 */
export function creditedLegsBetween({ id, cents }: Money): { readonly given: Leg[]; readonly taken: Leg[] } {
  return {
    given: [
      { account: 'refunds-payable', cents, reference: id },
      { account: 'between-entities', cents: negateCents(cents), reference: id },
    ],
    taken: [
      { account: 'between-entities', cents, reference: id },
      { account: 'deposits-in-transit', cents: negateCents(cents), reference: id },
    ],
  };
}

/** The bank has paid a check to a payer; a patient's check counted as paid when it was sent. */
export function clearedLegs({ id, of, cents }: Money): Leg[] {
  if (of.kind !== 'payer') return [];
  return [
    { account: 'refunds-payable', ...payerOf(of), cents, reference: id },
    { account: 'refunds-sent', ...payerOf(of), cents: negateCents(cents), reference: id },
  ];
}

/**
 * In one remittance the payer acknowledged our check (PLB 72 or B2) and reversed its overpayment. The check is credited
 * to the payer again, and offsets what we owe it. The remittance has credited the amount of the check to refunds sent.
 * @param isCleared whether the bank had paid the check before
 */
export function acknowledgedLegs({ id, of, cents }: Money, isCleared: boolean): Leg[] {
  const account = isCleared ? 'refunds-sent' : 'refunds-payable';
  return [
    { account, ...payerOf(of), cents, reference: id },
    { ...creditOf(of), cents: negateCents(cents), reference: id },
  ];
}

/** A check that nobody has cashed is void, and the state is owed the money. */
export function unclaimedLegs(refund: Money): Leg[] {
  return sentLegs(refund).map((leg) => ({ ...leg, cents: negateCents(leg.cents) }));
}

/** Unclaimed money is paid: to the state, or by the bank to its owner after all. */
export function paidLegs({ id, of, cents }: Money): Leg[] {
  return [
    { account: 'refunds-payable', ...payerOf(of), cents, reference: id },
    { account: 'bank', cents: negateCents(cents), reference: id },
  ];
}
