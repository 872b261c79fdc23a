import type { ConsentForm } from '../card/card-on-file.ts';
import type { ClaimBalance } from '../claim/balance.ts';
import type { ClaimId } from '../identity/ids.ts';
import { type Cents, cents, subtractCents, sumCents, zeroCents } from '../money/cents.ts';
import type { Instant, LocalDate } from '../time/local-date.ts';
import type { Instalment, PlanRhythm } from './schedule.ts';

/**
 * Why a plan is over: it was paid, both sides agreed to something else, or instalments were missed and the office
 * demands the full amount.
 */
export const planEnds = ['completed', 'cancelled', 'broken'] as const;

/**
 * A guarantor's agreement to pay some claims' balances of that day in instalments. The paid amount is never stored; it
 * follows from the claims' remaining balances.
 */
export interface PaymentPlan {
  readonly id: string;
  readonly version: number;
  readonly accountId: string;
  readonly claimIds: readonly ClaimId[];
  readonly totalCents: Cents;
  readonly every: PlanRhythm;
  readonly instalments: readonly Instalment[];
  readonly agreedOn: LocalDate;
  readonly agreedBy: string;
  /** The day on which the guarantor got the disclosures of Regulation Z, which a plan of more than four instalments needs. */
  readonly disclosedOn?: LocalDate;
  /** The card on file that pays the instalments, each after it was announced. */
  readonly cardId?: string;
  /** How the guarantor agreed to the card, if it was added after the plan was agreed. */
  readonly cardConsent?: { readonly on: LocalDate; readonly form: ConsentForm; readonly recordedBy: string };
  /** Counts the plan's cards: charges that were started for an earlier card are not made. */
  readonly cardRound?: number;
  readonly ended?: {
    readonly as: (typeof planEnds)[number];
    readonly on: LocalDate;
    readonly by: string;
    readonly at: Instant;
    readonly reason?: string;
  };
}

/** A written agreement about more than this many instalments is consumer credit, also without a finance charge (12 CFR 1026.2(a)(17)). */
export const instalmentsWithoutDisclosures = 4;

/** At most this many claims are paid by one plan. */
export const mostPlanClaims = 100;

/** The state of an instalment on a day. */
export interface InstalmentStanding extends Instalment {
  readonly paidCents: Cents;
  readonly state: 'paid' | 'missed' | 'due' | 'coming';
}

/** The state of a plan on a day. */
export interface PlanStanding {
  readonly state: 'current' | 'behind' | 'completed' | 'cancelled' | 'broken';
  readonly paidCents: Cents;
  readonly remainingCents: Cents;
  /** The total of instalments whose day has passed. */
  readonly missedCents: Cents;
  /** Due by today, including missed instalments. */
  readonly dueCents: Cents;
  /** Claims' balances beyond the agreed total: a payer reversed a payment since. */
  readonly beyondCents: Cents;
  readonly instalments: readonly InstalmentStanding[];
}

/** The total balance of claims; one claim's credit does not pay another. */
export function owedOf(claims: readonly Pick<ClaimBalance, 'patientCents'>[]): Cents {
  return sumCents(claims.map(({ patientCents }) => cents(Math.max(0, patientCents))));
}

/**
 * A plan's standing: the reduction of its claims' balances has paid its instalments, the earliest first. So every
 * payment counts however it was entered, and a returned payment is missed again.
 * @param owedCents the claims' current balance
 */
export function standingOf(plan: PaymentPlan, owedCents: Cents, today: LocalDate): PlanStanding {
  const remainingCents = cents(Math.min(plan.totalCents, owedCents));
  const paidCents = subtractCents(plan.totalCents, remainingCents);
  let left: number = paidCents;
  const instalments = plan.instalments.map((instalment): InstalmentStanding => {
    const own = cents(Math.min(left, instalment.cents));
    left -= own;
    return { ...instalment, paidCents: own, state: stateOf(instalment, own, today) };
  });
  const openOf = (states: readonly InstalmentStanding['state'][]): Cents =>
    sumCents(
      instalments.map((each) => (states.includes(each.state) ? subtractCents(each.cents, each.paidCents) : zeroCents)),
    );
  const missedCents = openOf(['missed']);
  const running = remainingCents === 0 ? 'completed' : missedCents > 0 ? 'behind' : 'current';
  return {
    state: plan.ended?.as ?? running,
    ...{ paidCents, remainingCents, missedCents, dueCents: openOf(['missed', 'due']) },
    beyondCents: subtractCents(owedCents, remainingCents),
    instalments,
  };
}

function stateOf({ cents: own, dueOn }: Instalment, paid: Cents, today: LocalDate): InstalmentStanding['state'] {
  if (paid === own) return 'paid';
  if (dueOn < today) return 'missed';
  return dueOn === today ? 'due' : 'coming';
}
