import type { ClaimBalance } from '../claim/balance.ts';
import type { ClaimId } from '../identity/ids.ts';
import { type Cents, cents, sumCents } from '../money/cents.ts';
import type { Instant, LocalDate } from '../time/local-date.ts';
import type { Itemization } from './itemization.ts';

/** The state of a placement. */
export const caseStates = {
  placed: { meaning: 'An agency has it.' },
  closed: { meaning: 'Nothing is owed of it any more.' },
  recalled: { meaning: 'The office took it back; the patient owes the rest to the office as before.' },
  returned: { meaning: 'The agency gave it back; somebody decides what comes next.' },
} as const;
export type CaseState = keyof typeof caseStates;

/** Why an agency returns an account. */
export const returnReasons = {
  uncollectible: { meaning: 'It could not collect it.' },
  bankruptcy: { meaning: 'The guarantor filed for bankruptcy.' },
  deceased: { meaning: 'The guarantor died.' },
  disputed: { meaning: 'The guarantor disputes it.' },
  ceased: { meaning: 'The guarantor wants to hear no more of it (15 USC 1692c(c)).' },
  expired: { meaning: 'The time of the placement is over.' },
} as const;
export type ReturnReason = keyof typeof returnReasons;

/** A placed claim. */
export interface PlacedClaim {
  readonly claimId: ClaimId;
  readonly patientId: string;
  readonly serviceFrom: LocalDate;
  readonly placedCents: Cents;
  /** The part that this placement moved to bad debt; the agency collects it together with the patient's balance. */
  readonly badDebtCents: Cents;
  /** The id of that entry in the API. */
  readonly ledgerEntryId?: string;
}

/** What happened to a placement, and who did it. */
export interface CaseEvent {
  readonly at: Instant;
  readonly by: string;
  readonly what:
    | 'placed'
    | 'recalled'
    | 'returned'
    | 'collected'
    | 'collection-reversed'
    | 'office-paid'
    | 'told'
    | 'closed';
  readonly cents?: Cents;
  readonly reason?: string;
}

/** An account's balance at one legal entity, placed with an agency. Each amount is in entries of its claims. */
export interface CollectionCase {
  readonly id: string;
  /** Rises with each change. */
  readonly version: number;
  readonly state: CaseState;
  readonly accountId: string;
  readonly agencyId: string;
  readonly entityId: string;
  readonly placedOn: LocalDate;
  readonly placedCents: Cents;
  readonly claims: readonly PlacedClaim[];
  /** The hold of the account that belongs to it. */
  readonly holdNumber: number;
  /** The itemisation that was last reported to the agency. */
  readonly told: Itemization;
  /** Why the agency was ordered to stop, if it was. */
  readonly toldToStop?: string;
  readonly creditReporting: boolean;
  readonly firstStatementOn?: LocalDate;
  readonly limitationOn?: LocalDate;
  /** What the agency collected, and its fees, both less reversals. */
  readonly collectedCents: Cents;
  readonly feeCents: Cents;
  readonly returned?: ReturnReason;
  /** The latest events; the audit trail has all. */
  readonly events: readonly CaseEvent[];
}

/** At most this many claims in a placement, so that all of it changes in one transaction. */
export const mostCaseClaims = 20;
/** At most this many placements in one request. */
export const mostPlacements = 10;

const eventsKept = 50;

/** A placement with one more event. */
export function withEvent(placement: CollectionCase, event: CaseEvent): CollectionCase {
  return {
    ...placement,
    version: placement.version + 1,
    events: [...placement.events, event].slice(-eventsKept),
  };
}

/**
 * What the agency is to collect on a claim: the patient's balance, and the placement's bad debt. If a payer has lowered
 * the share since, the first is negative.
 */
export function outstandingOf(claim: PlacedClaim, balance: Pick<ClaimBalance, 'patientCents'> | undefined): Cents {
  return cents(Math.max(0, (balance?.patientCents ?? 0) + claim.badDebtCents));
}

/** Where an agency payment is applied. */
export interface RecoveryPart {
  readonly claimId: ClaimId;
  readonly cents: Cents;
  /** The part that is first moved back from bad debt. */
  readonly reinstatedCents: Cents;
}

/**
 * The part of bad debt that is no longer owed: a payer has lowered the share since, so the patient's balance is
 * negative without a payment.
 */
export function overstatedParts(
  placement: Pick<CollectionCase, 'claims'>,
  balances: ReadonlyMap<string, ClaimBalance>,
): Omit<RecoveryPart, 'cents'>[] {
  return placement.claims.flatMap(({ claimId, badDebtCents }) => {
    const over = Math.min(badDebtCents, -(balances.get(claimId)?.patientCents ?? 0));
    return over > 0 ? [{ claimId, reinstatedCents: cents(over) }] : [];
  });
}

/** Applies an amount to the claims of a placement, the oldest service first; the rest stays on the account. */
export function recoveryParts(
  placement: Pick<CollectionCase, 'claims'>,
  balances: ReadonlyMap<string, ClaimBalance>,
  amount: Cents,
): RecoveryPart[] {
  const order = ({ serviceFrom, claimId }: PlacedClaim): string => `${serviceFrom} ${claimId}`;
  const parts: RecoveryPart[] = [];
  let left: number = amount;
  for (const claim of [...placement.claims].sort((one, other) => (order(one) < order(other) ? -1 : 1))) {
    const own = Math.max(0, balances.get(claim.claimId)?.patientCents ?? 0);
    const part = Math.min(left, outstandingOf(claim, balances.get(claim.claimId)));
    if (part <= 0) continue;
    parts.push({ claimId: claim.claimId, cents: cents(part), reinstatedCents: cents(Math.max(0, part - own)) });
    left -= part;
  }
  return parts;
}

/** The claims after parts were moved back from bad debt, or (negative) to it again. */
export function withReinstated(
  claims: readonly PlacedClaim[],
  parts: readonly Pick<RecoveryPart, 'claimId' | 'reinstatedCents'>[],
): PlacedClaim[] {
  return claims.map((claim) => {
    const back = parts.filter(({ claimId }) => claimId === claim.claimId).map(({ reinstatedCents }) => reinstatedCents);
    return { ...claim, badDebtCents: cents(claim.badDebtCents - sumCents(back)) };
  });
}
