import type { CountedDeed } from '../audit/counted-deeds.ts';
import type { Account } from '../ledger/accounts.ts';
import type { LedgerEntry } from '../ledger/entry.ts';
import { type Cents, cents } from '../money/cents.ts';
import { present } from '../present.ts';
import { daysBetween, type LocalDate } from '../time/local-date.ts';
import type { OpenSum } from './ageing.ts';
import { type BookedEntry, type DaySum, isReceivable, payerOf, sumDay } from './day-sums.ts';

/** The facts of a day from which day sheets and reports are made. */
export interface DayFacts {
  readonly sums: readonly DaySum[];
  readonly counts: readonly DayCount[];
}

/**
 * What is counted besides cents, once per entry. `charged`: claims whose charges were booked, `days` from service to
 * booking. `answered`: payers' answers to claims, `days` from service to answer. `denied`: answers with a denial.
 * `denial`: denied amounts by reason. `done`: what a person booked, or completed of the open work. For denied amounts:
 * `denied-edit`, once for each overridden edit; `denied-procedure`, the denied cents of each procedure; `denied-coder`,
 * by who posted the charges. For claims with their first answer: `first-answer`; `first-paid`, nothing was denied;
 * `first-clean`, the claim was sent without an overridden edit and without a rejection; `first-overridden` and
 * `first-rejected`, it was not; `first-sent`, `days` from service to the file; `first-waited`, `days` from the file to
 * the answer.
 */
export type Counted =
  | 'charged'
  | 'answered'
  | 'denied'
  | 'denial'
  | 'done'
  | 'denied-edit'
  | 'denied-procedure'
  | 'denied-coder'
  | 'first-answer'
  | 'first-paid'
  | 'first-clean'
  | 'first-overridden'
  | 'first-rejected'
  | 'first-sent'
  | 'first-waited';

/** Counts of a day with all other fields equal. */
export interface DayCount {
  readonly what: Counted;
  readonly entityId: string;
  /** The receivable of the charge. */
  readonly account?: Account;
  readonly payerId?: string;
  readonly providerId?: string;
  readonly facilityId?: string;
  /** For a denial its group and CARC; for a person's work, the kind. */
  readonly reason?: string;
  /** The person. */
  readonly by?: string;
  readonly count: number;
  /** Total days over the counted items. */
  readonly days: number;
  readonly cents: Cents;
}

/** Work that a person completed on a day, an exception or a denial, or did without an entry: a call, an appeal, ... */
export interface EndedWork {
  readonly id: string;
  readonly kind: 'exception' | 'denial' | CountedDeed;
  readonly by: string;
  readonly payerId?: string;
  readonly claimId?: string;
  readonly cents: Cents;
}

/** The books for work without an entry: it belongs to the office as a whole. */
const officeItself = 'office';

/** Adds up a day's entries, and the work completed on it. */
export function factsOfDay(booked: readonly BookedEntry[], ended: readonly EndedWork[] = []): DayFacts {
  const counts = [...booked.flatMap(countsOf), ...ended.map(countOfEnded)];
  return { sums: sumDay(booked), counts: added(counts, ['count', 'days', 'cents']) };
}

/** The accounts for which the open amount of each claim, payment or account is kept. */
const openAccounts: readonly Account[] = ['unapplied-payer-cash', 'unapplied-patient-cash'];

/** How a day's entries change the open amounts. */
export function openOfDay(booked: readonly BookedEntry[]): OpenSum[] {
  return added(booked.flatMap(openOf), ['cents']);
}

function openOf(booked: BookedEntry): OpenSum[] {
  const { entry, servedOn = booked.entry.effectiveOn } = booked;
  const { entityId, providerId, facilityId } = entry;
  return entry.legs
    .filter(({ account }) => isReceivable(account) || openAccounts.includes(account))
    .map((leg) => ({
      ...{ entityId, account: leg.account },
      ...present({ payerId: payerOf(booked, leg), providerId, facilityId }),
      ...{ of: thingOf(entry, leg.account), servedOn, cents: leg.cents },
    }));
}

/** What a figure is listed under: cash under its payment, a balance under its claim or the client that owes it. */
function thingOf(entry: LedgerEntry, account: Account): string {
  const { claimId, paymentId, accountId, remittanceId, id } = entry;
  if (account === 'unapplied-patient-cash') return paymentId ?? claimId ?? accountId ?? id;
  if (account === 'client-receivable') return accountId ?? claimId ?? id;
  if (account === 'unapplied-payer-cash') return remittanceId ?? claimId ?? id;
  return claimId ?? accountId ?? paymentId ?? remittanceId ?? id;
}

function countsOf(booked: BookedEntry): DayCount[] {
  const { entry, by, servedOn } = booked;
  const { kind, entityId, providerId, facilityId, adjudication, legs, postedOn } = entry;
  const moved = legs.reduce((sum, leg) => (leg.cents > 0 ? sum + leg.cents : sum), 0);
  const done: DayCount[] =
    by === undefined
      ? []
      : [
          {
            what: 'done',
            entityId,
            ...present({ providerId, by }),
            reason: kind,
            count: 1,
            days: 0,
            cents: cents(moved),
          },
        ];
  if (kind === 'charge') {
    const leg = legs.find(({ account }) => isReceivable(account));
    const of = present({ account: leg?.account, payerId: leg && payerOf(booked, leg), providerId, facilityId, by });
    const days = daysFrom(servedOn, postedOn);
    const charged = legs.reduce((sum, each) => (each.account === 'charges' ? sum - each.cents : sum), 0);
    return [...done, { what: 'charged', entityId, ...of, count: 1, days, cents: cents(charged) }];
  }
  if (kind !== 'remittance-claim' || adjudication === undefined) return done;
  return [...done, ...answerCounts(booked), ...causeCounts(booked), ...firstCounts(booked)];
}

function answerCounts({ entry, servedOn }: BookedEntry): DayCount[] {
  const { entityId, providerId, facilityId, adjudication, postedOn } = entry;
  const of = { entityId, ...present({ payerId: adjudication?.payerId, providerId, facilityId }) };
  const denials = denialsOf(entry);
  const denied = cents(denials.reduce((sum, note) => sum + note.cents, 0));
  return [
    { what: 'answered', ...of, count: 1, days: daysFrom(servedOn, postedOn), cents: cents(0) },
    ...(denials.length === 0 ? [] : [{ what: 'denied', ...of, count: 1, days: 0, cents: denied } as const]),
    ...denials.map(
      (note) => ({ what: 'denial', ...of, reason: note.reason, count: 1, days: 0, cents: note.cents }) as const,
    ),
  ];
}

/** The cause of a denial in how the claim was coded. A denial of the claim as a whole belongs to no procedure. */
function causeCounts({ entry, coding }: BookedEntry): DayCount[] {
  const denials = denialsOf(entry);
  if (coding === undefined || denials.length === 0) return [];
  const { entityId, providerId, facilityId, adjudication } = entry;
  const { edits, procedures, coder } = coding;
  const of = { entityId, ...present({ payerId: adjudication?.payerId, providerId, facilityId, by: coder }) };
  const denied = cents(denials.reduce((sum, note) => sum + note.cents, 0));
  const byProcedure = Map.groupBy(denials, ({ line }) => (line === undefined ? undefined : procedures[line - 1]));
  return [
    { what: 'denied-coder', ...of, count: 1, days: 0, cents: denied },
    ...edits.map((reason) => ({ what: 'denied-edit', ...of, reason, count: 1, days: 0, cents: denied }) as const),
    ...[...byProcedure].map(([reason, notes]) => {
      const own = cents(notes.reduce((sum, note) => sum + note.cents, 0));
      return { what: 'denied-procedure', ...of, ...present({ reason }), count: 1, days: 0, cents: own } as const;
    }),
  ];
}

/** What a claim's first answer shows about how the claim was sent. */
function firstCounts({ entry, servedOn, past }: BookedEntry): DayCount[] {
  if (past === undefined) return [];
  const { entityId, providerId, facilityId, adjudication, postedOn } = entry;
  const of = { entityId, ...present({ payerId: adjudication?.payerId, providerId, facilityId }) };
  const { sentOn, wasOverridden, wasRejected } = past;
  const row = (what: Counted, days = 0): DayCount => ({ what, ...of, count: 1, days, cents: cents(0) });
  return [
    row('first-answer'),
    ...(denialsOf(entry).length === 0 ? [row('first-paid')] : []),
    ...(wasOverridden ? [row('first-overridden')] : []),
    ...(wasRejected ? [row('first-rejected')] : []),
    ...(wasOverridden || wasRejected ? [] : [row('first-clean')]),
    ...(sentOn === undefined
      ? []
      : [row('first-sent', daysFrom(servedOn, sentOn)), row('first-waited', daysFrom(sentOn, postedOn))]),
  ];
}

const denialsOf = ({ notes = [] }: LedgerEntry) => notes.filter(({ meaning }) => meaning === 'denial');

function daysFrom(from: LocalDate | undefined, to: LocalDate): number {
  return from === undefined ? 0 : Math.max(0, daysBetween(from, to));
}

function countOfEnded({ kind, by, payerId, cents: amount }: EndedWork): DayCount {
  return {
    ...{ what: 'done', entityId: officeItself, ...present({ payerId, by }), reason: kind },
    ...{ count: 1, days: 0, cents: cents(Math.abs(amount)) },
  };
}

/** Adds up rows that differ only in these numbers; rows with only zeros are dropped. */
function added<Row extends object, Sum extends keyof Row>(rows: readonly Row[], numbers: readonly Sum[]): Row[] {
  const sums = new Map<string, Row>();
  for (const row of rows) {
    const name = JSON.stringify({ ...row, ...Object.fromEntries(numbers.map((each) => [each, 0])) });
    const before = sums.get(name);
    const total = numbers.map((each) => [each, Number(before?.[each] ?? 0) + Number(row[each])]);
    sums.set(name, { ...row, ...Object.fromEntries(total) });
  }
  return [...sums.values()].filter((row) => numbers.some((each) => row[each] !== 0));
}
