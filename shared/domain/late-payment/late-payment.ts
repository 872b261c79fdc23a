import { addWorkdays } from '../deadline/calendar.ts';
import { type Cents, cents, formatAmount, zeroCents } from '../money/cents.ts';
import { present } from '../present.ts';
import { lawOn } from '../refund/state-law.ts';
import { fail, ok, type Result } from '../result.ts';
import { addDays, daysBetween, type LocalDate } from '../time/local-date.ts';
import {
  type LatePaymentLaw,
  type LatePenalty,
  type MedicareRate,
  medicareDays,
  medicareSource,
  shippedLatePaymentLaws,
  shippedMedicareRates,
} from './laws.ts';

/** What the office has set about late payments: laws and rates of its own come before the shipped ones. */
export interface LatePaymentSettings {
  /** The least amount of missing interest that is listed. */
  readonly leastCents: Cents;
  readonly states: readonly LatePaymentLaw[];
  readonly medicareRates: readonly MedicareRate[];
}

/** Why nothing can be said of a payment’s time. */
export type UntimedReason =
  /** States’ laws on late payment do not apply to the payer, and it is not Medicare itself. */
  | 'outside-state-law'
  /** No law of the state is on record: ask counsel, and enter it. */
  | 'no-law-on-record'
  /** Medicare’s rate of the day is not on record: enter it. */
  | 'no-rate-on-record';

/** A payment of a claim, and when the payer had the claim. */
export interface TimedPayment {
  readonly receivedOn: LocalDate;
  readonly paidOn: LocalDate;
  readonly paidCents: Cents;
  /** The charge that was answered, less what the payer allowed. */
  readonly beyondAllowedCents: Cents;
  readonly interestPaidCents: Cents;
}

/** The payer, and the state from which the claim was billed. */
export interface TimedPayer {
  readonly filingIndicator: string;
  readonly isOnPaper: boolean;
  readonly state: string | undefined;
}

/** A payment with the day on which it was due, and the interest or penalty for paying later. */
export interface Lateness extends Omit<TimedPayment, 'beyondAllowedCents'> {
  readonly dueOn: LocalDate;
  /** 0 when it was paid in time. */
  readonly daysLate: number;
  /** The interest or penalty by law. */
  readonly owedCents: Cents;
  readonly source: string;
  /** The arithmetic in words. */
  readonly how: string;
}

/** Claim filing indicators of Medicare itself, and of commercial plans: preferred providers, point of service, exclusive providers, indemnity, Blue Cross, commercial, HMO. */
const medicare = new Set(['MA', 'MB']);
const commercial = new Set(['12', '13', '14', '15', 'BL', 'CI', 'HM']);

/**
 * When a clean claim should have been paid, and what the payer owes for paying later, in cents, half a cent upwards.
 * Only the office knows whether the claim was clean, and whether the plan is insured: the law of a state does not reach
 * plans that employers fund themselves (29 U.S.C. 1144).
 */
export function lateness(
  payment: TimedPayment,
  payer: TimedPayer,
  settings: LatePaymentSettings,
): Result<Lateness, UntimedReason> {
  const { receivedOn, paidOn } = payment;
  if (medicare.has(payer.filingIndicator)) {
    const terms = { dueOn: addDays(receivedOn, medicareDays), source: medicareSource };
    const yearlyRate = medicareRate(settings, paidOn);
    if (yearlyRate === undefined && paidOn > terms.dueOn) return fail('no-rate-on-record');
    return ok(owed(payment, { ...terms, yearlyRate: yearlyRate ?? 0 }));
  }
  if (!commercial.has(payer.filingIndicator)) return fail('outside-state-law');
  const law = latePaymentLaw(settings, payer.state, receivedOn);
  if (law === undefined) return fail('no-law-on-record');
  const { source, penalties, yearlyRateOfHmo } = law;
  const yearlyRate = (payer.filingIndicator === 'HM' ? yearlyRateOfHmo : undefined) ?? law.yearlyRate;
  return ok(owed(payment, { dueOn: dueDay(law, receivedOn, payer), source, yearlyRate, ...present({ penalties }) }));
}

/** The law of a state on a day: as the office entered it, otherwise as shipped; undefined when none is on record. */
export function latePaymentLaw(
  { states }: Pick<LatePaymentSettings, 'states'>,
  state: string | undefined,
  on: LocalDate,
): LatePaymentLaw | undefined {
  return lawOn({ own: states, shipped: shippedLatePaymentLaws }, state, on);
}

/** Medicare’s yearly rate for payments on a day, in thousandths of a percent; undefined when none is on record. */
export function medicareRate(
  { medicareRates }: Pick<LatePaymentSettings, 'medicareRates'>,
  on: LocalDate,
): number | undefined {
  return [...medicareRates, ...shippedMedicareRates].find(({ from, to }) => from <= on && on <= to)?.yearlyRate;
}

function dueDay(
  { electronicDays, countsWorkdays, paperDays }: LatePaymentLaw,
  receivedOn: LocalDate,
  { isOnPaper }: TimedPayer,
): LocalDate {
  if (isOnPaper) return addDays(receivedOn, paperDays);
  return countsWorkdays ? addWorkdays(receivedOn, electronicDays) : addDays(receivedOn, electronicDays);
}

interface Terms {
  readonly dueOn: LocalDate;
  readonly source: string;
  readonly yearlyRate: number;
  readonly penalties?: readonly LatePenalty[];
}

function owed(
  { beyondAllowedCents, ...payment }: TimedPayment,
  { dueOn, source, yearlyRate, penalties }: Terms,
): Lateness {
  const { paidOn, paidCents } = payment;
  const daysLate = Math.max(0, daysBetween(dueOn, paidOn));
  const told = { ...payment, dueOn, daysLate, source };
  if (daysLate === 0) return { ...told, owedCents: zeroCents, how: 'Paid in time' };
  const rate = `${formatRate(yearlyRate)} a year for ${daysLate} days`;
  const penalty = penalties?.findLast(({ fromDaysLate }) => daysLate >= fromDaysLate);
  if (penalty === undefined) {
    const owedCents = simpleInterest(paidCents, yearlyRate, daysLate);
    return { ...told, owedCents, how: `$${formatAmount(paidCents)} at ${rate}` };
  }
  const { percent, mostCents } = penalty;
  const owedCents = cents(Math.min(mostCents, halfUp(BigInt(beyondAllowedCents) * BigInt(percent), 100n)));
  const how = `${percent}% of $${formatAmount(beyondAllowedCents)} beyond what is allowed, at most $${formatAmount(mostCents)}`;
  return { ...told, owedCents, how };
}

/** @param yearlyRate in thousandths of a percent, of a year of 365 days */
function simpleInterest(principal: Cents, yearlyRate: number, days: number): Cents {
  return cents(halfUp(BigInt(principal) * BigInt(yearlyRate) * BigInt(days), 100_000n * 365n));
}

function halfUp(dividend: bigint, divisor: bigint): number {
  return Number((2n * dividend + divisor) / (2n * divisor));
}

function formatRate(yearlyRate: number): string {
  return `${yearlyRate / 1000}%`;
}
