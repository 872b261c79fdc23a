import { balancedLegs, type Leg } from '../ledger/entry.ts';
import { addCents, type Cents, cents, negateCents, subtractCents, sumCents, zeroCents } from '../money/cents.ts';
import { present } from '../present.ts';
import type { Instant, LocalDate } from '../time/local-date.ts';

/** How money came to the bank: by electronic transfer, on paper, through a lockbox, by card, or not stated. */
export const depositKinds = ['eft', 'check', 'lockbox', 'card', 'other'] as const;

export type DepositKind = (typeof depositKinds)[number];

/** One check of a deposit slip. */
export interface SlipItem {
  readonly checkNumber: string;
  readonly cents: Cents;
}

/** One deposit as the bank's statement shows it, or as a person enters it. */
export interface DepositFacts {
  /** The legal entity whose account this is, or `unassigned`. */
  readonly entityId: string;
  /** The office's own short name of the account, or the bank's number of it. */
  readonly bankAccount: string;
  readonly depositedOn: LocalDate;
  /** The amount that arrived at the bank, after any fee. Negative: an amount that a payer debited. */
  readonly cents: Cents;
  /** The card processor's fee. */
  readonly feeCents: Cents;
  readonly kind: DepositKind;
  /** The bank's own reference; empty when it gives none. */
  readonly reference: string;
  /** 1 for the first deposit of this account, day, amount and reference; the bank may list two that look alike. */
  readonly sequence: number;
  /** The check or EFT number by which the payer's remittance names the payment. */
  readonly traceNumber?: string;
  /** The payer's identifier next to the trace number. */
  readonly traceOriginator?: string;
  readonly payerId?: string;
  /** The checks of a deposit slip; they sum to what was deposited. */
  readonly slip: readonly SlipItem[];
}

/** A deposit in the books. */
export interface Deposit extends DepositFacts {
  readonly id: string;
  /** Rises with every match and un-match. */
  readonly version: number;
  readonly enteredAt: Instant;
  /** The statement that it came from; absent when a person entered it. */
  readonly statementId?: string;
  /** The statement that shows it, when a person had entered it before. */
  readonly confirmedBy?: string;
  /** `voided`: a person had entered it by mistake. */
  readonly state: 'unmatched' | 'matched' | 'voided';
  readonly voided?: { readonly by: string; readonly at: Instant; readonly reason: string };
  /** The remittances that it pays, when matched. */
  readonly remittanceIds: readonly string[];
  /** The fee that the match booked. */
  readonly matchedFeeCents: Cents;
  /** The entry of the last match: what an un-match reverses. */
  readonly matchEntryId?: string;
}

/**
 * A remittance whose money has not arrived at the bank; or a virtual card that was charged, a deposit batch, or a
 * returned payment of a batch.
 */
export interface InTransit {
  /** The remittance's id, the card charge's, the batch's, a collection agency's file's, or the payment's. */
  readonly remittanceId: string;
  readonly entityId: string;
  readonly payerId?: string;
  readonly payerName: string;
  readonly traceNumber: string;
  readonly traceOriginator?: string;
  /** ACH, CHK, ... as in the remittance. */
  readonly method: string;
  /** The payment's date; the day of receipt where the remittance has none. */
  readonly paidOn: LocalDate;
  readonly cents: Cents;
}

/** The facts that identify a deposit; its id is their digest. The same deposit in two statements is one deposit. */
export function depositIdentity(facts: DepositFacts): readonly string[] {
  const { bankAccount, depositedOn, cents: amount, reference, sequence } = facts;
  return [bankAccount.trim().toUpperCase(), depositedOn, String(amount), reference.trim().toUpperCase(), `${sequence}`];
}

/**
 * A check or EFT number in the one form in which numbers are compared: without blanks, hyphens and leading zeros, in capitals.
 * It may be empty.
 */
export function traceText(text: string): string {
  return text
    .toUpperCase()
    .replace(/[\s-]/g, '')
    .replace(/^0+(?=.)/, '');
}

/** The sum of a set of remittances. */
export function inTransitCents(remittances: readonly InTransit[]): Cents {
  return sumCents(remittances.map((remittance) => remittance.cents));
}

/** Unexplained money at the bank: debit bank, credit unidentified receipts. */
export function unidentifiedLegs(deposit: DepositFacts): readonly Leg[] {
  return balancedLegs([
    { account: 'bank', cents: deposit.cents },
    { account: 'unidentified-receipts', cents: negateCents(deposit.cents) },
  ]);
}

/** A deposit that pays remittances: debit bank and, where a card processor kept a fee, fees; credit deposits in transit. */
export function matchedDepositLegs(
  deposit: DepositFacts,
  remittances: readonly InTransit[],
  fee: Cents,
): readonly Leg[] {
  return [{ account: 'bank', cents: deposit.cents } as Leg, ...reliefLegs(remittances, fee)];
}

/** Unidentified money that turns out to pay remittances: debit unidentified receipts and fees; credit deposits in transit. */
export function matchLegs(deposit: DepositFacts, remittances: readonly InTransit[], fee: Cents): readonly Leg[] {
  return [{ account: 'unidentified-receipts', cents: deposit.cents } as Leg, ...reliefLegs(remittances, fee)];
}

function reliefLegs(remittances: readonly InTransit[], fee: Cents): readonly Leg[] {
  const relief = remittances.map(
    (remittance): Leg => ({
      account: 'deposits-in-transit',
      cents: negateCents(remittance.cents),
      ...present({ payerId: remittance.payerId }),
      reference: remittance.remittanceId,
    }),
  );
  const fees: Leg[] = fee === 0 ? [] : [{ account: 'merchant-and-agency-fees', cents: fee }];
  return [...fees, ...relief];
}

/** Reverses a match: its legs are negated, and the money is unidentified again. */
export function unmatchLegs(deposit: DepositFacts, matched: readonly Leg[]): readonly Leg[] {
  const undone = matched
    .filter((leg) => leg.account === 'deposits-in-transit' || leg.account === 'merchant-and-agency-fees')
    .map((leg): Leg => ({ ...leg, cents: negateCents(leg.cents) }));
  return balancedLegs([{ account: 'unidentified-receipts', cents: negateCents(deposit.cents) }, ...undone]);
}

/** The deposit and its fee, less the remittances that it should pay; zero when they agree to the cent. */
export function matchDifference(deposit: DepositFacts, remittances: readonly InTransit[], fee: Cents): Cents {
  return subtractCents(addCents(deposit.cents, fee), inTransitCents(remittances));
}

/** The sum of the slip's checks, less the deposit; zero without a slip. */
export function slipDifference({ cents: amount, slip }: DepositFacts): Cents {
  if (slip.length === 0) return zeroCents;
  return cents(sumCents(slip.map((item) => item.cents)) - amount);
}
