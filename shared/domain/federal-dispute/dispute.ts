import type { Decided } from '../adjustment/adjustment.ts';
import { addWorkdays } from '../deadline/calendar.ts';
import type { PayerTerms } from '../deadline/payer-terms.ts';
import type { ClaimId } from '../identity/ids.ts';
import type { Cents } from '../money/cents.ts';
import { present } from '../present.ts';
import { addDays, type LocalDate } from '../time/local-date.ts';

/*
 * Federal independent dispute resolution between a provider outside of the network and a health plan (No Surprises Act, 45 CFR 149.510). Open negotiation and
 * initiation count business days, of which the day that begins the period is the first. What is due after an event counts from the day after it.
 */

/** The days of each step. */
const days = { toNotice: 30, toAnswer: 15, toNegotiate: 30, toInitiate: 4, toOffer: 10 } as const;
/** Calendar days: from a decision until it must be paid, and until the same parties may dispute the same service again. */
const afterDecision = { toPay: 30, coolingOff: 90 } as const;
/**
 * Business days: to pay after an agreement that followed the initiation, and to initiate after a cooling-off period.
 */
const afterAgreement = { toPay: 30 } as const;
const afterCoolingOff = { toInitiate: 30 } as const;

/** The last day of a period of business days. The day that begins the period counts as the first. */
const lastOf = (from: LocalDate, count: number): LocalDate => addWorkdays(addDays(from, -1), count);

/** How a dispute ended. */
export const disputeResults = {
  agreed: 'Both agreed on an amount.',
  'our-offer': 'The certified entity chose our offer.',
  'their-offer': 'The certified entity chose the payer’s offer.',
  withdrawn: 'We gave it up, or were found not to be eligible.',
} as const;
export type DisputeResult = keyof typeof disputeResults;

export const disputeFees = {
  administrative: 'The government’s fee for taking part.',
  entity: 'The certified entity’s fee; who loses pays it, and the other gets it back.',
} as const;

/** What a dispute began from: a denial, a payment below the contract, or a claim that was paid too little without a contract. */
export type DisputedMatter =
  | { readonly kind: 'denial'; readonly denialId: string }
  | { readonly kind: 'variance'; readonly varianceId: string }
  | { readonly kind: 'claim' };

/** More time than the law gives: from the government, or because the certified entity asked for a resubmission. */
interface Extended {
  readonly extendedUntil?: LocalDate;
}

/** The last day for something, with the time that was given beyond the law's. */
export function lastDayWith(lawful: LocalDate, extendedUntil: LocalDate | undefined): LocalDate {
  return extendedUntil !== undefined && extendedUntil > lawful ? extendedUntil : lawful;
}

/** A dispute with a health plan, step by step. It changes nothing that is owed: the payment that follows does. */
export interface FederalDispute {
  readonly id: string;
  /** Goes up with every write; a write names the version that it read. */
  readonly version: number;
  readonly of: DisputedMatter;
  readonly claimId: ClaimId;
  readonly payerId: string;
  readonly payerPosition: number;
  readonly entityId: string;
  readonly billingProviderId: string;
  readonly serviceFrom: LocalDate;
  /** What is disputed, by code: the same may not be disputed again while it cools off. */
  readonly procedures: readonly string[];
  /** The additional amount that is asked for. */
  readonly cents: Cents;
  /** When the payer's denial or first payment came. */
  readonly firstAnswerOn: LocalDate;
  /** When the notice of open negotiation was sent. */
  readonly noticeOn: LocalDate;
  /** When the payer answered the notice. */
  readonly answeredOn?: LocalDate;
  /** With the number that the dispute got; disputes of one batch have the same. */
  readonly initiated?: { readonly on: LocalDate; readonly reference: string };
  /** The certified entity that decides, and when it was selected. */
  readonly decider?: { readonly on: LocalDate; readonly name: string };
  readonly offer?: { readonly on: LocalDate; readonly cents: Cents };
  readonly end?: { readonly on: LocalDate; readonly result: DisputeResult; readonly cents?: Cents };
  /** When the agreed or decided amount was paid, or when somebody decided that nothing is awaited any more. */
  readonly closed?: { readonly on: LocalDate; readonly isPaid: boolean };
  readonly fees: readonly DisputeFee[];
  readonly begun: Decided & Extended;
  /** Who recorded each step after the notice, oldest first. */
  readonly steps: readonly (Decided & Extended & { readonly do: string; readonly on: LocalDate })[];
}

export interface DisputeFee {
  readonly kind: keyof typeof disputeFees;
  readonly on: LocalDate;
  /** Below zero when it came back. */
  readonly cents: Cents;
}

export const disputeStandings = {
  negotiating: 'Open negotiation, or the days to initiate after it',
  initiated: 'Dispute resolution was asked for; a certified entity decides',
  'payment-awaited': 'It was agreed on or decided, and the payment is awaited',
  over: 'Nothing is awaited',
} as const;
export type DisputeStanding = keyof typeof disputeStandings;

export function standingOf({ initiated, end, closed }: FederalDispute): DisputeStanding {
  if (closed !== undefined || end?.result === 'withdrawn') return 'over';
  if (end !== undefined) return 'payment-awaited';
  return initiated === undefined ? 'negotiating' : 'initiated';
}

/** Payers to which the law does not apply: they are programmes of the government, or do not insure health. */
const outside: ReadonlySet<string> = new Set(['16', 'MA', 'MB', 'MC', 'CH', 'VA', 'OF', 'TV', 'WC', 'AM', 'LM']);

/** Remark codes by which a payer says that the law protects the patient. */
function isProtectedBy(remark: string): boolean {
  const number = /^N(\d+)$/.exec(remark)?.[1];
  return remark === 'N830' || (Number(number) >= 862 && Number(number) <= 882);
}

/** Why something cannot go to federal dispute resolution; none when it can. */
export function disputeObstacles(
  { filingIndicator }: PayerTerms,
  remarkCodes: readonly string[],
  isProtected: boolean,
): readonly ('payer-outside-the-law' | 'not-said-by-the-payer')[] {
  return [
    ...(filingIndicator !== undefined && outside.has(filingIndicator) ? (['payer-outside-the-law'] as const) : []),
    ...(isProtected || remarkCodes.some(isProtectedBy) ? [] : (['not-said-by-the-payer'] as const)),
  ];
}

/** The last day to begin open negotiation. */
export function noticeBy(firstAnswerOn: LocalDate): LocalDate {
  return lastOf(firstAnswerOn, days.toNotice);
}

/** The days of open negotiation that a notice begins: until when the payer answers, and until when both negotiate. */
export function negotiationDays(noticeOn: LocalDate): { readonly answerBy: LocalDate; readonly until: LocalDate } {
  return { answerBy: lastOf(noticeOn, days.toAnswer), until: lastOf(noticeOn, days.toNegotiate) };
}

/** What must be done next in a dispute, from and until when, and by whom. */
export interface DisputeClock {
  readonly what: 'initiate' | 'offer' | 'payment';
  readonly from: LocalDate;
  readonly on: LocalDate;
  /** The day by which the payer has to answer the notice. */
  readonly answerBy?: LocalDate;
  /** The last day of a cooling-off period that postpones the initiation. */
  readonly coolingOffUntil?: LocalDate;
}

type Earlier = Pick<FederalDispute, 'id' | 'payerId' | 'entityId' | 'procedures' | 'end'>;

/**
 * The last day of the cooling-off that an earlier decision about the same service, payer and legal entity began: until
 * then nothing is initiated. Only what a certified entity decided begins one.
 */
export function coolingOffUntil(dispute: FederalDispute, earlier: readonly Earlier[]): LocalDate | undefined {
  const { id, payerId, entityId, procedures } = dispute;
  const same = earlier.filter((each) => {
    const isDecided = each.end?.result === 'our-offer' || each.end?.result === 'their-offer';
    const isSameService = each.procedures.some((code) => procedures.includes(code));
    return isDecided && isSameService && each.id !== id && each.payerId === payerId && each.entityId === entityId;
  });
  return same
    .flatMap(({ end }) => (end === undefined ? [] : [addDays(end.on, afterDecision.coolingOff)]))
    .toSorted()
    .at(-1);
}

/** The next deadline of a dispute; undefined while the law sets none. */
export function disputeClock(dispute: FederalDispute, coolingOff?: LocalDate): DisputeClock | undefined {
  const { initiated, decider, offer, end, noticeOn } = dispute;
  switch (standingOf(dispute)) {
    case 'over':
      return undefined;
    case 'payment-awaited':
      return end === undefined ? undefined : paymentClock(end, initiated !== undefined);
    case 'initiated':
      if (decider === undefined || offer !== undefined) return undefined;
      return { what: 'offer', from: decider.on, on: addWorkdays(decider.on, days.toOffer) };
    case 'negotiating': {
      const { answerBy, until } = negotiationDays(noticeOn);
      const from = addWorkdays(until, 1);
      if (coolingOff === undefined || coolingOff < from) {
        return { what: 'initiate', from, on: lastOf(from, days.toInitiate), answerBy };
      }
      const put = addDays(coolingOff, 1);
      const on = addWorkdays(coolingOff, afterCoolingOff.toInitiate);
      return { what: 'initiate', from: put, on, ...present({ answerBy, coolingOffUntil: coolingOff }) };
    }
  }
}

function paymentClock(
  { on, result }: NonNullable<FederalDispute['end']>,
  isInitiated: boolean,
): DisputeClock | undefined {
  if (result !== 'agreed') return { what: 'payment', from: on, on: addDays(on, afterDecision.toPay) };
  // An agreement in open negotiation sets its own day of payment; the law sets none.
  return isInitiated ? { what: 'payment', from: on, on: addWorkdays(on, afterAgreement.toPay) } : undefined;
}
