import { type UnclaimedSettings, unclaimedLaw } from '../billing-settings/unclaimed.ts';
import type { Cents } from '../money/cents.ts';
import { present } from '../present.ts';
import { addDays, addMonths, type LocalDate } from '../time/local-date.ts';
import { dayIn, type TimeZone } from '../time/time-zone.ts';
import type { Refund } from './refund.ts';
import type { LawOnRecord } from './refund-law.ts';

/** A refund that its owner has not asked for, or a check that the owner has not cashed. */
export interface IdleMoney {
  readonly cents: Cents;
  /** The day on which it was owed, the check left, or the owner was last heard of. */
  readonly since: LocalDate;
  readonly isBusiness: boolean;
  /** The state of the owner’s last address; the holder’s state when no address is known. */
  readonly state: string | undefined;
}

/**
 * The day on which idle money goes to the state, the last day to report and hand it over, and the days for the letter
 * to its owner.
 */
export interface UnclaimedDays {
  readonly unclaimedOn: LocalDate;
  readonly reportBy?: LocalDate;
  /** Absent when the law on record requires no letter for this amount. */
  readonly notice?: { readonly from: LocalDate; readonly by: LocalDate };
  readonly law: LawOnRecord;
}

/**
 * The days by the law that was in force when the money became idle; undefined when that state exempts it, as a small
 * amount or as a debt between businesses.
 */
export function unclaimedDays(settings: UnclaimedSettings, money: IdleMoney): UnclaimedDays | undefined {
  const { cents, since, isBusiness, state } = money;
  const law = unclaimedLaw(settings, state, since);
  if (isBusiness && law?.businesses === 'exempt') return undefined;
  if (law?.exemptCents !== undefined && cents <= law.exemptCents) return undefined;
  const months = isBusiness ? law?.businesses : law?.months;
  const unclaimedOn = addMonths(since, typeof months === 'number' ? months : settings.assumedMonths);
  if (law === undefined || typeof months !== 'number') {
    return { unclaimedOn, law: { ...present({ state }), askCounsel: true } };
  }
  const askCounsel = law.isOfMonths;
  const told = { unclaimedOn, law: { state: law.state, source: law.source, ...present({ askCounsel }) } };
  if (law.report === undefined) return told;
  const reportBy = yearly(law.report.by, addDays(yearly(law.report.heldOn, unclaimedOn), 1));
  const { notice } = law;
  if (notice === undefined || cents < notice.fromCents) return { ...told, reportBy };
  const { atMostDays, atLeastDays } = notice;
  return { ...told, reportBy, notice: { from: addDays(reportBy, -atMostDays), by: addDays(reportBy, -atLeastDays) } };
}

/** The first day with this `MM-DD` that is not before the given day. */
function yearly(monthDay: string, from: LocalDate): LocalDate {
  const year = Number(from.slice(0, 4));
  const same = `${year}-${monthDay}` as LocalDate;
  return same >= from ? same : (`${year + 1}-${monthDay}` as LocalDate);
}

/** A refund as idle money; undefined while it is not approved yet, and once it is completed. */
export function idleRefund(
  { state, cents, sent, creditSince, requested, ownerAnsweredOn, payee }: Refund,
  holdersState: string | undefined,
  officeZone: TimeZone,
): IdleMoney | undefined {
  if (state !== 'sent' && state !== 'approved') return undefined;
  const owedOn = sent?.on ?? creditSince ?? dayIn(officeZone, requested.at);
  const since = ownerAnsweredOn !== undefined && ownerAnsweredOn > owedOn ? ownerAnsweredOn : owedOn;
  return { cents, since, isBusiness: payee.isBusiness === true, state: payee.address?.state ?? holdersState };
}
