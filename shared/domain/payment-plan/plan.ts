import type { ConsentForm } from '../card/card-on-file.ts';
import type { ClaimBalance } from '../claim/balance.ts';
import type { ClaimId } from '../identity/ids.ts';
import { type Cents, cents, subtractCents, sumCents, zeroCents } from '../money/cents.ts';
import type { Instant, LocalDate } from '../time/local-date.ts';
import type { Instalment, PlanRhythm } from './schedule.ts';

/** Why a plan is over: it was paid, both sides agreed to something else, or instalments were missed and the office asks for all of it. */
export const planEnds = ['completed', 'cancelled', 'broken'] as const;

/**
 * What a guarantor agreed to pay in instalments: what was owed of some claims on that day. How much of it is paid is never stored; it follows
 * from what is still owed of the claims.
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
  /** How the guarantor agreed to it, where the card was put after the plan was agreed. */
  readonly cardConsent?: { readonly on: LocalDate; readonly form: ConsentForm; readonly recordedBy: string };
  /** Counts the cards that the plan has had: what was begun for an earlier one is not charged. */
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

/** How an instalment stands on a day. */
export interface InstalmentStanding extends Instalment {
  readonly paidCents: Cents;
  readonly state: 'paid' | 'missed' | 'due' | 'coming';
}

/** How a plan stands on a day. */
export interface PlanStanding {
  readonly state: 'current' | 'behind' | 'completed' | 'cancelled' | 'broken';
  readonly paidCents: Cents;
  readonly remainingCents: Cents;
  /** Of instalments whose day has passed. */
  readonly missedCents: Cents;
  /** To be paid by today, that of missed instalments included. */
  readonly dueCents: Cents;
  /** Owed of the claims beyond what was agreed: a payer took something back since. */
  readonly beyondCents: Cents;
  readonly instalments: readonly InstalmentStanding[];
}

/** What is owed of claims; a credit of one is no payment of another. */
export function owedOf(claims: readonly Pick<ClaimBalance, 'patientCents'>[]): Cents {
  return sumCents(claims.map(({ patientCents }) => cents(Math.max(0, patientCents))));
}

/**
 * How a plan stands: what is no longer owed of its claims has paid its instalments, the earliest first. So a payment counts however it was
 * entered, and one that comes back is missed again.
 * @param owedCents what is owed of its claims now
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
