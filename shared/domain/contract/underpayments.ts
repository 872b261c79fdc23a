import { allocateCents, type Cents, sumCents, zeroCents } from '../money/cents.ts';
import type { PaymentVariance } from './variance.ts';

/** How underpayments are grouped. */
export type UnderpaymentKey = 'payer' | 'code' | 'contract' | 'provider';

/** Totals of variances by payer, code, contract or provider. */
export interface UnderpaymentRow {
  readonly key: string;
  /** How many claims were underpaid, and what was expected for the underpaid lines. */
  readonly count: number;
  readonly expectedCents: Cents;
  readonly underpaidCents: Cents;
  readonly openCents: Cents;
  readonly disputedCents: Cents;
  readonly lostCents: Cents;
  readonly acceptedCents: Cents;
  readonly recoveredCents: Cents;
  readonly overpaidCount: number;
  readonly overpaidCents: Cents;
}

/** A variance, or its part for one code. */
interface Part {
  readonly key: string;
  readonly variance: PaymentVariance;
  readonly expectedCents: Cents;
  readonly cents: Cents;
  readonly recoveredCents: Cents;
}

/** Outcomes that were no underpayments after all. */
const unfounded: readonly (PaymentVariance['outcome'] | undefined)[] = [
  'contract-changed',
  'contract-wrong',
  'taken-back',
];

/** Adds up variances, the largest underpayment first. The parts of a variance by code add up to it. */
export function underpayments(variances: readonly PaymentVariance[], by: UnderpaymentKey): readonly UnderpaymentRow[] {
  const founded = variances.filter(
    ({ direction, outcome }) => direction !== 'paid-late' && !unfounded.includes(outcome),
  );
  const groups = Map.groupBy(
    founded.flatMap((variance) => partsOf(variance, by)),
    ({ key }) => key,
  );
  const rows = [...groups].map(([key, parts]) => rowOf(key, parts));
  return rows.toSorted((left, right) => right.underpaidCents - left.underpaidCents || (left.key < right.key ? -1 : 1));
}

function partsOf(variance: PaymentVariance, by: UnderpaymentKey): Part[] {
  const { payerId, contractId, providerId, billingProviderId, expectedCents, cents, recoveredCents, lines } = variance;
  const whole = { variance, expectedCents, cents, recoveredCents };
  if (by === 'payer') return [{ key: payerId, ...whole }];
  if (by === 'contract') return [{ key: contractId ?? '', ...whole }];
  if (by === 'provider') return [{ key: providerId ?? billingProviderId, ...whole }];
  const recovered = allocateCents(
    recoveredCents,
    lines.map((line) => line.cents),
  );
  return lines.map((line, index) => ({
    key: line.procedure ?? line.revenueCode ?? 'other',
    ...{ variance, expectedCents: line.expectedCents, cents: line.cents },
    recoveredCents: recovered[index] ?? zeroCents,
  }));
}

function rowOf(key: string, parts: readonly Part[]): UnderpaymentRow {
  const [under, over] = [inDirection(parts, 'underpaid'), inDirection(parts, 'overpaid')];
  const sum = (own: readonly Part[], field: 'cents' | 'expectedCents' | 'recoveredCents' = 'cents') =>
    sumCents(own.map((part) => part[field]));
  const inState = (...states: readonly PaymentVariance['state'][]) =>
    sum(under.filter(({ variance }) => states.includes(variance.state)));
  const withOutcome = (outcome: PaymentVariance['outcome']) =>
    sum(under.filter(({ variance }) => variance.outcome === outcome));
  return {
    key,
    count: countOf(under),
    expectedCents: sum(under, 'expectedCents'),
    underpaidCents: sum(under),
    openCents: inState('open'),
    disputedCents: inState('disputed', 'won'),
    lostCents: withOutcome('lost'),
    acceptedCents: withOutcome('accepted'),
    recoveredCents: sum(under, 'recoveredCents'),
    overpaidCount: countOf(over),
    overpaidCents: sum(over),
  };
}

const inDirection = (parts: readonly Part[], direction: PaymentVariance['direction']) =>
  parts.filter(({ variance }) => variance.direction === direction);

const countOf = (parts: readonly Part[]): number => new Set(parts.map(({ variance }) => variance.id)).size;
