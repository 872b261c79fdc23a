import type { ClaimId } from '../identity/ids.ts';
import { type Cents, sumCents } from '../money/cents.ts';
import { present } from '../present.ts';
import { invariant } from '../result.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { Account } from './accounts.ts';

/** One account's share of an entry. Debits are positive, credits negative. */
export interface Leg {
  readonly account: Account;
  readonly cents: Cents;
  /** The payer whose receivable or money this is. */
  readonly payerId?: string;
  /** For a payer's receivable: the position of its share of the claim, because one payer may have two. */
  readonly share?: number;
  /** The service line, 1 for the first; absent for legs of the claim as a whole. */
  readonly line?: number;
  /** Group and CARC of the adjustment that made this leg, `CO-45`; or the code of a provider-level adjustment, `WO`. */
  readonly reason?: string;
  /** The payer's reference of a provider-level adjustment. */
  readonly reference?: string;
}

/** What an entry books. */
export const entryKinds = {
  charge: { meaning: 'The charges of a claim, booked when its encounter is finalised, first or as a correction.' },
  'charge-reversal': {
    meaning: 'The charges of a claim, reversed because its encounter is corrected or voided.',
  },
  opening: { meaning: 'The open balances of a claim that was taken over from another system.' },
  'remittance-payment': { meaning: 'A payment of a remittance: the money sent, and the provider-level adjustments.' },
  'remittance-claim': { meaning: 'A payer’s answer to a claim.' },
  'remittance-reversal': { meaning: 'A payer’s reversal of an earlier answer, or of some of its lines.' },
  'remittance-unapplied': { meaning: 'The cash of an answer that cannot be applied to a claim yet.' },
  'remittance-applied': {
    meaning: 'Waiting cash, applied to its claim once the posting that it waited for was there.',
  },
  'remittance-match': { meaning: 'Waiting cash, applied to a claim by a person.' },
  'remittance-unpost': { meaning: 'A payer’s answer, taken off its claim by a person.' },
  'payment-void': { meaning: 'A payment that was entered by mistake, removed from the books by a person.' },
  'entity-transfer': { meaning: 'Cash that one legal entity’s books hold for another’s.' },
  'write-off': { meaning: 'An amount that a payer refused, written off by a person.' },
  settlement: { meaning: 'A payer’s balance, moved by a person to the next payer, to the patient, or to a refund.' },
  refund: { meaning: 'A credit that the office refunds, moved to refunds payable.' },
  'refund-sent': { meaning: 'A refund by check or to a card.' },
  'refund-cleared': { meaning: 'A check to a payer, paid by the bank.' },
  'refund-unclaimed': { meaning: 'A check that nobody cashed: the money is owed to the state.' },
  'refund-returned': {
    meaning: 'A refund that had left and came back: a check that was stopped, or a card’s credit that was returned.',
  },
  'refund-reversal': { meaning: 'A refund that was declined: its credit is there again.' },
  'adjustment-reversal': { meaning: 'An adjustment by a person, reversed.' },
  'patient-payment': { meaning: 'Money that a patient, an employer or a facility paid.' },
  'patient-allocation': { meaning: 'A patient’s payment, or a part of it, applied to a claim.' },
  'patient-allocation-reversal': { meaning: 'A patient’s payment, or a part of it, taken off a claim again.' },
  'patient-payment-reversal': { meaning: 'A patient’s payment that was a mistake, came back, or was charged back.' },
  'cash-transfer': { meaning: 'Unapplied cash that leaves one account, or reaches another.' },
  'cash-transfer-reversal': { meaning: 'A transfer of unapplied cash, taken back.' },
  'card-fee': { meaning: 'What the card processor keeps of a patient’s payment, or charges for a dispute.' },
  'dispute-loss': {
    meaning:
      'What a dispute of a card, or an agency, took back beyond what was left of the payment: the office bears it.',
  },
  'account-charge': { meaning: 'What an employer or a facility is charged for an item without a procedure code.' },
  'account-charge-reversal': { meaning: 'A charge for an item to an employer or a facility, taken back.' },
  'account-fee': { meaning: 'The fee that an account owes for a check that the bank returned.' },
  'account-fee-reversal': { meaning: 'A fee for a returned check, taken back.' },
  'client-transfer': { meaning: 'A patient’s balance on a claim, moved to an employer or a facility, or back.' },
  'virtual-card-charge': {
    meaning: 'A payer’s virtual card, charged at the terminal: its amount, less the fee, is on its way to the bank.',
  },
  'virtual-card-reversal': { meaning: 'A charge of a payer’s virtual card that was a mistake, or was declined.' },
  'collection-placement': { meaning: 'A patient’s balance on a claim, moved to bad debt when it goes to an agency.' },
  'collection-recall': {
    meaning: 'A balance in bad debt, moved back to the patient when the office recalls it from the agency.',
  },
  'collection-reinstatement': {
    meaning:
      'A part of a balance in bad debt, moved back to the patient because it is paid, or to bad debt again because the payment came back.',
  },
  'agency-fee': { meaning: 'The fee that a collection agency keeps or is owed for what it collected.' },
  'agency-fee-paid': { meaning: 'A check to a collection agency for its fees.' },
  'agency-receipt': { meaning: 'Money from a collection agency for a debt that is not identified yet.' },
  'interest-charge': { meaning: 'Interest that a patient is charged on a claim.' },
  'interest-reversal': { meaning: 'Interest on a claim, taken back.' },
  deposit: { meaning: 'Money that arrived at the bank.' },
  'deposit-match': { meaning: 'A deposit, matched with the remittances that it pays.' },
  'deposit-void': { meaning: 'A deposit that was entered by mistake, taken back.' },
  'deposit-unmatch': { meaning: 'Such a match, undone.' },
  'manual-entry': { meaning: 'What a manager posted by hand.' },
  'manual-entry-reversal': { meaning: 'An entry by a manager, taken back.' },
  reserve: {
    meaning:
      'The part of the receivables that is not expected to be paid, on the last day of a closed month, and its reversal on the next day.',
  },
} as const;

export type EntryKind = keyof typeof entryKinds;

/** Where a remittance entry's figures are in the payer's file. */
export interface EntrySource {
  /** SHA-256 of the raw file, lower-case hex. */
  readonly fileSha256: string;
  /** The control numbers of interchange, group and transaction, as the file has them. */
  readonly interchangeControlNumber: string;
  readonly groupControlNumber: string;
  readonly transactionControlNumber: string;
  readonly byteOffset: number;
  readonly byteLength: number;
  /** Segment and element that the cash figure comes from: a claim's paid amount, or the payment's amount. */
  readonly element: string;
}

/** What a remittance stated about a claim without moving money: a denial, or a restated prior payer's share. */
export interface EntryNote {
  readonly meaning: 'denial' | 'information' | 'held';
  readonly reason: string;
  readonly cents: Cents;
  readonly line?: number;
}

/** Which answer of a payer an entry books: a later reversal must name it. */
export interface Adjudication {
  readonly payerId: string;
  /** The position of the share that it answers. */
  readonly share: number;
  /** The number of the answered filing; absent for the first one of its share, and where nothing was filed. */
  readonly filing?: number;
  /** The payer's own number of the claim. */
  readonly payerClaimNumber: string;
  /** The answered lines, counting from 1, when these are not all lines of the claim. */
  readonly lines?: readonly number[];
  /** The day on which the payer received the claim, as the payer states it. */
  readonly receivedOn?: LocalDate;
  /** The interest for late payment, as the payer states it. */
  readonly interestCents?: Cents;
}

declare const balanced: unique symbol;

/**
 * One immutable, balanced journal entry with all its legs; shared dimensions are stored once. Corrected by reversal
 * only. Made by `ledgerEntry`.
 */
export interface LedgerEntry {
  readonly [balanced]: true;
  readonly id: string;
  readonly kind: EntryKind;
  /** When the event happened: date of service, payment date. */
  readonly effectiveOn: LocalDate;
  /** The office's date when Superbill booked it. */
  readonly postedOn: LocalDate;
  /** The accounting month, `YYYY-MM`, always an open one. */
  readonly period: string;
  /** The legal entity (what a tax id stands for) whose books these are, or `unassigned`. */
  readonly entityId: string;
  readonly claimId?: ClaimId;
  readonly patientId?: string;
  readonly providerId?: string;
  readonly facilityId?: string;
  readonly remittanceId?: string;
  /** The deposit that this entry books; the deposit's entries are listed under it. */
  readonly depositId?: string;
  /** The patient's, employer's or facility's account, when no claim determines it. */
  readonly accountId?: string;
  /** The patient's payment whose money it moves. */
  readonly paymentId?: string;
  /** The invoice that it charges, pays or reduces. */
  readonly invoiceId?: string;
  /** The manual entry of a manager; its ledger entries are listed under it. */
  readonly manualId?: string;
  /** The close of a month that this entry belongs to; the close's entries are listed under it. */
  readonly closeId?: string;
  /** The entries that this one reverses, or (for a denial that moved nothing) replaces. */
  readonly reverses?: readonly string[];
  /** The entry (its id in the API) whose unapplied payer cash this one applies to a claim. */
  readonly takenFrom?: string;
  /** The entry whose lines, or a part of them, this one reverses. */
  readonly reversesPart?: string;
  /** Version of the adjustment rules that decided the legs. */
  readonly rulesVersion?: string;
  readonly source?: EntrySource;
  readonly notes?: readonly EntryNote[];
  /** On entries of an adjudicated claim. Legs and notes together hold every figure that the payer stated. */
  readonly adjudication?: Adjudication;
  readonly legs: readonly Leg[];
}

/** The books of payments whose payee is not one of the office's billing providers, until a person assigns them. */
export const unassignedEntity = 'unassigned';

/** The content of an entry without its period, which is derived. Undefined facts are left out. */
export type EntryFacts = Loose<Omit<LedgerEntry, 'period' | typeof balanced>>;

/** The same fields, where an optional one may also be given as undefined. */
type Loose<Fields> = {
  [Name in keyof Fields]: undefined extends Fields[Name] ? Fields[Name] | undefined : Fields[Name];
};

/**
 * Makes an entry; nothing else does. Its period is that of the day on which it is booked.
 * @throws when the legs do not sum to zero: an entry balances by construction
 */
export function ledgerEntry({ legs, ...facts }: EntryFacts): LedgerEntry {
  return { ...present(facts), period: periodOf(facts.postedOn), legs: balancedLegs(legs) } as unknown as LedgerEntry;
}

/** The accounting month in which a day's entries are booked, `YYYY-MM`. */
export function periodOf(postedOn: LocalDate): string {
  return postedOn.slice(0, 7);
}

/** The control numbers of a payment's interchange, group and transaction. */
type ControlNumbers = Pick<EntrySource, 'interchangeControlNumber' | 'groupControlNumber' | 'transactionControlNumber'>;

/** The source of an entry's cash figure: file, control numbers, byte range and element. */
export function entrySource(
  { fileSha256 }: Pick<EntrySource, 'fileSha256'>,
  { interchangeControlNumber, groupControlNumber, transactionControlNumber }: ControlNumbers,
  { byteOffset, byteLength }: Pick<EntrySource, 'byteOffset' | 'byteLength'>,
  element: string,
): EntrySource {
  return {
    fileSha256,
    interchangeControlNumber,
    groupControlNumber,
    transactionControlNumber,
    byteOffset,
    byteLength,
    element,
  };
}

/** Legs without zeros. @throws when they do not sum to zero: an entry balances by construction. */
export function balancedLegs(legs: readonly Leg[]): readonly Leg[] {
  const total = sumCents(legs.map((leg) => leg.cents));
  invariant(total === 0, 'the legs of an entry sum to zero');
  return legs.filter((leg) => leg.cents !== 0);
}

/** Cents per account over legs. */
export function accountTotals(legs: Iterable<Leg>): Map<Account, Cents> {
  const totals = new Map<Account, Cents>();
  for (const leg of legs) totals.set(leg.account, sumCents([totals.get(leg.account) ?? (0 as Cents), leg.cents]));
  return totals;
}
