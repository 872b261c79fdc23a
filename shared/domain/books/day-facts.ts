import { daysBetween } from '../deposit/match.ts';
import type { Account } from '../ledger/accounts.ts';
import { type Cents, cents } from '../money/cents.ts';
import { present } from '../present.ts';
import type { LocalDate } from '../time/local-date.ts';
import { type BookedEntry, type DaySum, isReceivable, payerOf, sumDay } from './day-sums.ts';

/** Everything about a day that day sheets and reports are made of. */
export interface DayFacts {
  readonly sums: readonly DaySum[];
  readonly aged: readonly AgedSum[];
  readonly counts: readonly DayCount[];
}

/** What a day changed of what is owed for the services of one day. */
export interface AgedSum {
  readonly entityId: string;
  readonly account: Account;
  readonly payerId?: string;
  readonly providerId?: string;
  readonly facilityId?: string;
  /** The first day of service of the claims; the day of booking where there is no claim. */
  readonly servedOn: LocalDate;
  readonly cents: Cents;
}

/** What is counted beside cents. */
export interface DayCount {
  /**
   * `charged`: claims whose charges were booked, `days` from service to booking. `answered`: payers' answers to claims, `days` from service to answer. `denied`: answers
   * in which something was denied. `denial`: denied amounts by reason.
   */
  readonly what: 'charged' | 'answered' | 'denied' | 'denial';
  readonly entityId: string;
  readonly payerId?: string;
  readonly providerId?: string;
  readonly facilityId?: string;
  readonly reason?: string;
  readonly count: number;
  /** Days, added up over what is counted. */
  readonly days: number;
  readonly cents: Cents;
}

/** Adds up what was booked on a day. */
export function factsOfDay(booked: readonly BookedEntry[]): DayFacts {
  return {
    sums: sumDay(booked),
    aged: added(booked.flatMap(agedOf), ['cents']),
    counts: added(booked.flatMap(countsOf), ['count', 'days', 'cents']),
  };
}

function agedOf(booked: BookedEntry): AgedSum[] {
  const { entry, servedOn = booked.entry.effectiveOn } = booked;
  const { entityId, providerId, facilityId } = entry;
  return entry.legs
    .filter(({ account }) => isReceivable(account))
    .map((leg) => ({
      ...{ entityId, account: leg.account },
      ...present({ payerId: payerOf(booked, leg), providerId, facilityId }),
      ...{ servedOn, cents: leg.cents },
    }));
}

function countsOf({ entry, servedOn }: BookedEntry): DayCount[] {
  const { kind, entityId, providerId, facilityId, adjudication, legs, notes = [], postedOn } = entry;
  const of = { entityId, ...present({ payerId: adjudication?.payerId, providerId, facilityId }) };
  const days = servedOn === undefined ? 0 : Math.max(0, daysBetween(servedOn, postedOn));
  if (kind === 'charge') {
    const charged = legs.reduce((sum, { account, cents }) => (account === 'charges' ? sum - cents : sum), 0);
    return [{ what: 'charged', ...of, count: 1, days, cents: cents(charged) }];
  }
  if (kind !== 'remittance-claim' || adjudication === undefined) return [];
  const denials = notes.filter(({ meaning }) => meaning === 'denial');
  const denied = cents(denials.reduce((sum, note) => sum + note.cents, 0));
  return [
    { what: 'answered', ...of, count: 1, days, cents: cents(0) },
    ...(denials.length === 0 ? [] : [{ what: 'denied', ...of, count: 1, days: 0, cents: denied } as const]),
    ...denials.map(
      (note) => ({ what: 'denial', ...of, reason: note.reason, count: 1, days: 0, cents: note.cents }) as const,
    ),
  ];
}

/** Adds rows up that differ in nothing but these numbers; what is zero in all of them is left out. */
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
