import type { ClaimBalance } from '../claim/balance.ts';
import type { Account } from '../ledger/accounts.ts';
import { type EntryKind, entryKinds, type LedgerEntry, type Leg } from '../ledger/entry.ts';
import { type Cents, formatAmount, negateCents, sumCents, zeroCents } from '../money/cents.ts';
import type { PatientPayment } from '../patient-payment/payment.ts';
import { present } from '../present.ts';
import { adjustmentReasonWords } from '../remittance/shown/code-words.ts';
import type { Instant, LocalDate } from '../time/local-date.ts';

/** The events of a visit, in a patient's words. */
export const timelineEvents = {
  charged: { meaning: 'The visit was charged.' },
  'charge-taken-back': { meaning: 'The charge was taken back, because the visit was corrected or voided.' },
  'taken-over': { meaning: 'What was open was taken over from another system.' },
  filed: { meaning: 'A claim was sent to insurance.' },
  'turned-away': { meaning: 'The claim was rejected before insurance decided.' },
  'insurance-answered': { meaning: 'Insurance paid, reduced, refused, or left a share to the patient.' },
  'insurance-took-back': { meaning: 'Insurance took an answer back, or the office took it off the visit.' },
  paid: { meaning: 'The patient paid, a collection agency collected, or a payment came back.' },
  'given-up': { meaning: 'The office gave an amount up.' },
  moved: { meaning: 'An amount went to the patient, another insurance, an employer or a facility, or back.' },
  collections: { meaning: 'It went to a collection agency, or came back.' },
  refunded: { meaning: 'A credit is given back, or was not after all.' },
  'refund-came-back': { meaning: 'A refund that had left came back: the money is owed to its owner again.' },
  other: { meaning: 'Something else was booked.' },
} as const;

export type TimelineEventKind = keyof typeof timelineEvents;

/** A part of a decision, with its amount and the reason in words. */
export interface TimelinePart {
  readonly cents: Cents;
  readonly words: string;
  /** Group and code of the adjustment, `CO-45`. */
  readonly reason?: string;
}

export interface TimelineEvent {
  readonly on: LocalDate;
  readonly kind: TimelineEventKind;
  readonly words: string;
  readonly payerId?: string;
  readonly parts: readonly TimelinePart[];
  /** The entry that the event is derived from. */
  readonly ledgerEntryId?: string;
}

/** An entry with its id in the API, and its booking time where known. */
export interface TimelineEntry {
  readonly id: string;
  readonly at?: Instant | undefined;
  readonly entry: LedgerEntry;
  /** How the payment of the entry came, for entries of payments. */
  readonly method?: PatientPayment['method'] | undefined;
}

/** An event with its moment, where known. */
export interface TimedEvent {
  readonly at?: Instant | undefined;
  readonly event: TimelineEvent;
}

/** The name of a payer, by its id. */
export type PayerName = (payerId: string) => string;

const kinds: Partial<Record<EntryKind, TimelineEventKind>> = {
  charge: 'charged',
  'charge-reversal': 'charge-taken-back',
  opening: 'taken-over',
  'remittance-claim': 'insurance-answered',
  'remittance-unapplied': 'insurance-answered',
  'remittance-applied': 'insurance-answered',
  'remittance-match': 'insurance-answered',
  'remittance-reversal': 'insurance-took-back',
  'remittance-unpost': 'insurance-took-back',
  'write-off': 'given-up',
  settlement: 'moved',
  'adjustment-reversal': 'moved',
  refund: 'refunded',
  'refund-sent': 'refunded',
  'refund-cleared': 'refunded',
  'refund-unclaimed': 'refunded',
  'refund-returned': 'refund-came-back',
  'refund-reversal': 'refunded',
  'client-transfer': 'moved',
  'patient-payment': 'paid',
  'patient-allocation': 'paid',
  'patient-allocation-reversal': 'paid',
  'collection-placement': 'collections',
  'collection-recall': 'collections',
  'collection-reinstatement': 'collections',
};

/**
 * The events of a claim from its entries and its filings, oldest first: charged, sent, answered. An entry whose moment is not known comes
 * first on its day. Of entries that were booked together, an amount is owed again before it is paid, and written off
 * again after its payment came back.
 */
export function eventsOfClaim(
  entries: readonly TimelineEntry[],
  nameOf: PayerName,
  filings: readonly TimedEvent[] = [],
): TimelineEvent[] {
  const booked = entries.map((each) => ({ at: each.at, place: placeOf(each.entry), event: eventOf(each, nameOf) }));
  const sent = filings.map((each) => ({ place: 1, ...each }));
  const order = ({ at, place, event }: TimedEvent & { readonly place: number }): string =>
    `${event.on} ${at ?? ''} ${place} ${event.ledgerEntryId ?? ''}`;
  return [...booked, ...sent].sort((left, right) => (order(left) < order(right) ? -1 : 1)).map(({ event }) => event);
}

/** The place of an entry among those of one moment. */
function placeOf(entry: LedgerEntry): number {
  if (entry.kind !== 'collection-reinstatement') return 1;
  return sumOf(entry, 'patient-receivable') > 0 ? 0 : 2;
}

function eventOf({ id, entry, method }: TimelineEntry, nameOf: PayerName): TimelineEvent {
  const kind = kinds[entry.kind] ?? 'other';
  const payerId = entry.adjudication?.payerId;
  const parts = partsOf(entry, kind, nameOf);
  const first = kind === 'paid' ? paidWords(entry, method) : headline(entry, kind, nameOf);
  const words = [first, ...parts.map(sentence)].join(' ');
  return { on: entry.postedOn, kind, words, ...present({ payerId }), parts, ledgerEntryId: id };
}

const dollars = (amount: Cents): string => `$${formatAmount(amount < 0 ? negateCents(amount) : amount)}`;
const sentence = ({ cents, words }: TimelinePart): string => `${dollars(cents)} ${words}.`;

const sumOf = ({ legs }: LedgerEntry, ...accounts: readonly Account[]): Cents =>
  sumCents(legs.filter(({ account }) => accounts.includes(account)).map(({ cents }) => cents));

/** The accounts by which a refund leaves. */
const waysOut = ['bank', 'deposits-in-transit', 'between-entities'] as const;

/** The accounts that receive a payer's cash for a claim. */
const payersCash = ['remittance-clearing', 'unapplied-payer-cash'] as const;

function paidWords(entry: LedgerEntry, method: TimelineEntry['method']): string {
  const off = sumOf(entry, 'patient-receivable');
  const isCollected = method === 'agency';
  if (off <= 0) return `${isCollected ? 'A collection agency collected' : 'The patient paid'} ${dollars(off)}.`;
  return `A payment of ${dollars(off)}${isCollected ? ' that a collection agency had collected' : ''} came back.`;
}

function headline(entry: LedgerEntry, kind: Exclude<TimelineEventKind, 'paid'>, nameOf: PayerName): string {
  const payerId = entry.adjudication?.payerId ?? entry.legs.find((leg) => leg.payerId !== undefined)?.payerId;
  const payer = payerId === undefined ? 'Insurance' : nameOf(payerId);
  switch (kind) {
    case 'charged':
      return `Charged ${dollars(sumOf(entry, 'charges'))}.`;
    case 'charge-taken-back':
      return `The charge of ${dollars(sumOf(entry, 'charges'))} was taken back, because the visit was corrected or voided.`;
    case 'insurance-answered': {
      if (entry.kind === 'remittance-unapplied') return `${payer} answered; its money waits until it fits.`;
      const paid = sumOf(entry, ...payersCash);
      return paid === 0 ? `${payer} paid nothing.` : `${payer} ${paid > 0 ? 'paid' : 'took back'} ${dollars(paid)}.`;
    }
    case 'insurance-took-back':
      return `${payer}: an answer was taken back, ${dollars(sumOf(entry, ...payersCash))} of money with it.`;
    case 'moved':
      if (entry.kind === 'settlement') return 'The office decided where an amount goes.';
      if (entry.kind === 'adjustment-reversal') return 'The office took such a decision back.';
      return sumOf(entry, 'client-receivable') > 0
        ? 'An employer or a facility takes a part over.'
        : 'The part of an employer or a facility came back.';
    case 'refunded':
      return entryKinds[entry.kind].meaning;
    case 'refund-came-back':
      return `A refund of ${dollars(sumOf(entry, ...waysOut))} came back: the check was stopped, or the card could not be credited. It is owed to its owner again.`;
    case 'collections':
      if (entry.kind === 'collection-placement') return 'It went to a collection agency.';
      if (entry.kind === 'collection-recall') return 'It was taken back from the collection agency.';
      return sumOf(entry, 'patient-receivable') > 0
        ? 'A part of it counts as owed again.'
        : 'It counts as written off again, because a payment came back.';
    case 'given-up':
      return 'The office gave an amount up.';
    case 'taken-over':
      return 'Taken over from another system.';
    default:
      return entryKinds[entry.kind].meaning;
  }
}

/** The names of legs of an account, positive and negative. A leg without a name is the other side of a named one. */
const legWords: Partial<Record<Account, readonly [above: string, below: string]>> = {
  'contractual-adjustments': ['was reduced by contract', 'of the reduction was taken back'],
  'capitation-adjustments': ['is covered by the plan’s monthly payment', 'is no longer covered by the monthly payment'],
  'other-adjustments': ['was written off', 'of what was written off came back'],
  'charity-care': ['was given up as financial assistance', 'of the assistance was taken back'],
  'bad-debt': ['was written off as uncollectible', 'of what was written off came back'],
  'withholds-receivable': ['is withheld by the plan', 'of what was withheld was written off'],
  'patient-receivable': ['is the patient’s share', 'is no longer the patient’s share'],
  'client-receivable': ['is an employer’s or a facility’s now', 'is no longer an employer’s or a facility’s'],
  'refunds-payable': ['is owed back', 'is to be refunded'],
};

function partsOf(entry: LedgerEntry, kind: TimelineEventKind, nameOf: PayerName): TimelinePart[] {
  if (kind === 'charged' || kind === 'charge-taken-back' || kind === 'paid') return [];
  if (kind === 'refunded' || kind === 'refund-came-back') return [];
  const sums = new Map<string, Leg>();
  for (const leg of entry.legs) {
    const name = [leg.account, leg.payerId, leg.share, leg.reason].join('|');
    sums.set(name, { ...leg, cents: sumCents([sums.get(name)?.cents ?? zeroCents, leg.cents]) });
  }
  const notes = (entry.notes ?? []).flatMap(({ meaning, reason, cents }): TimelinePart[] => {
    if (meaning === 'information' || cents === 0) return [];
    const words = meaning === 'denial' ? 'was refused' : 'is in question';
    return [{ cents, words: withReason(words, reason), reason }];
  });
  return [...[...sums.values()].flatMap((leg) => partOf(leg, entry, nameOf)), ...notes];
}

function partOf(leg: Leg, entry: LedgerEntry, nameOf: PayerName): TimelinePart[] {
  const { account, cents, reason, share, payerId } = leg;
  if (cents === 0) return [];
  if (account === 'insurance-receivable') {
    // An amount that leaves the answering payer is described by where it went.
    if (
      share === entry.adjudication?.share ||
      payerId === undefined ||
      (cents < 0 && entry.adjudication === undefined)
    ) {
      return [];
    }
    return [{ cents, words: cents > 0 ? `is with ${nameOf(payerId)}` : `is no longer with ${nameOf(payerId)}` }];
  }
  const words = legWords[account]?.[cents > 0 ? 0 : 1];
  // A share that leaves the patient is described by where it goes.
  if (words === undefined || (account === 'patient-receivable' && cents < 0 && entry.adjudication === undefined))
    return [];
  return [{ cents, words: withReason(words, reason), ...present({ reason }) }];
}

/** Adds the meaning of a payer's reason code, or the code itself. A person's reason is not added: the event has it. */
function withReason(words: string, reason: string | undefined): string {
  const [, carc] = /^[A-Z]{2}-(.+)$/.exec(reason ?? '') ?? [];
  if (carc === undefined) return words;
  return `${words}: ${adjustmentReasonWords(carc) ?? `the payer’s reason ${carc}`}`;
}

/** Who owes what on a claim now, in words. */
export function owedWords({ patientCents, payers }: ClaimBalance, nameOf: PayerName): string[] {
  const patient =
    patientCents === 0
      ? []
      : [
          patientCents > 0
            ? `The patient owes ${dollars(patientCents)}.`
            : `The patient has a credit of ${dollars(patientCents)}.`,
        ];
  const insurance = payers.flatMap(({ payerId, receivableCents, status }) => {
    if (receivableCents === 0) return [];
    const why = status === 'answered' ? 'which has answered; the office works on it' : 'which has not answered';
    return [
      `${dollars(receivableCents)} ${receivableCents < 0 ? 'too much came from' : 'is with'} ${nameOf(payerId)}, ${why}.`,
    ];
  });
  return patient.length + insurance.length === 0 ? ['Nothing is owed.'] : [...patient, ...insurance];
}
