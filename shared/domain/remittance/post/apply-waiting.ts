import type { ClaimBalance } from '../../claim/balance.ts';
import type { Leg } from '../../ledger/entry.ts';
import { isEarlier, type LocalDate } from '../../time/local-date.ts';
import type { RemittanceClaim } from '../remittance.ts';
import type { AdjustmentRules } from '../rules/adjustment-rules.ts';
import type { ClaimPosting } from './claim-posting.ts';
import type { PostClaimInput } from './claim-to-post.ts';
import { postClaim } from './post-claim.ts';
import { booksAfter, type ClaimBooks, patientCredited } from './post-group.ts';
import { negates, statedFigures } from './stated-figures.ts';

/** A claim whose cash waits in unapplied payer cash until something else of the claim posts. */
export interface WaitingClaim {
  /** The entry that holds its cash. */
  readonly entryId: string;
  /** The id of the entry that will apply it. */
  readonly appliedEntryId: string;
  readonly claim: RemittanceClaim;
  readonly payerIds: readonly string[];
  readonly paymentDate?: LocalDate;
}

/** What happened to waiting claims. */
export type AppliedPosting =
  /** The claim posts now: its legs take its cash out of unapplied payer cash. */
  | { readonly kind: 'applied'; readonly waiting: WaitingClaim; readonly posting: ClaimPosting }
  /** An answer and its reversal, neither booked on the claim: their cash offsets each other. */
  | {
      readonly kind: 'offset';
      readonly settled: readonly [WaitingClaim, WaitingClaim];
      readonly after: ClaimBalance;
    };

/** The rules for a claim that waits. It may be from another payer than the payment that lets it post. */
export type RulesOfWaiting = (waiting: WaitingClaim) => AdjustmentRules;

/** Further facts that the posting of a waiting claim depends on, besides the claim’s books. */
export interface KnownOfWaiting extends Pick<PostClaimInput, 'lineCharges' | 'formerCharges' | 'filingNumbers'> {
  readonly rules: RulesOfWaiting;
}

interface Books extends ClaimBooks {
  readonly balance: ClaimBalance;
}

/**
 * Once something of the claim has posted, tries the waiting claims again, in booking order, until none can be applied
 * any more. A reversal is applied only to an answer that was paid on an earlier day: one that was paid on the same day
 * or later may be its correction, and a reversal never reverses its own correction. An answer and a waiting reversal of
 * a later day that negates it exactly offset each other. Anything else keeps waiting with its exception.
 */
export function applyWaiting(
  before: Books,
  waiting: readonly WaitingClaim[],
  known: KnownOfWaiting,
): readonly AppliedPosting[] {
  let books = before;
  let left = [...waiting];
  const applied: AppliedPosting[] = [];
  for (let next = step(books, left, known); next !== undefined; next = step(books, left, known)) {
    applied.push(next);
    const settled: readonly WaitingClaim[] = next.kind === 'applied' ? [next.waiting] : next.settled;
    left = left.filter((one) => !settled.includes(one));
    const after = next.kind === 'applied' ? (next.posting.after ?? books.balance) : next.after;
    const reversible =
      next.kind === 'applied'
        ? booksAfter(books, next.waiting.appliedEntryId, next.posting, next.waiting.paymentDate).reversible
        : books.reversible;
    books = { balance: after, reversible };
  }
  return applied;
}

function step(books: Books, waiting: readonly WaitingClaim[], known: KnownOfWaiting): AppliedPosting | undefined {
  for (const one of waiting) {
    const posting = attempt(books, one, known);
    if (posting !== undefined) return { kind: 'applied', waiting: one, posting };
  }
  const pair = offsetting(waiting);
  if (pair === undefined) return undefined;
  return { kind: 'offset', settled: pair, after: without(books.balance, pair) };
}

/** The posting of a waiting claim; undefined when it still cannot post. */
function attempt(
  { balance, reversible }: Books,
  one: WaitingClaim,
  { rules, ...known }: KnownOfWaiting,
): ClaimPosting | undefined {
  const isReversal = one.claim.statusCode === '22';
  const posting = postClaim({
    claim: one.claim,
    balance,
    payerIds: one.payerIds,
    rules: rules(one),
    reversible: isReversal ? reversible.filter((entry) => isEarlier(entry.effectiveOn, one.paymentDate)) : reversible,
    ...known,
    paymentDate: one.paymentDate,
    equationFailures: [],
  });
  if (posting.kind !== 'posted' && posting.kind !== 'reversed') return undefined;
  const after = posting.after === undefined ? {} : { after: without(posting.after as ClaimBalance, [one]) };
  const legs = posting.legs.map((leg) => fromUnapplied(leg, one));
  const applied: ClaimPosting = { ...posting, entryKind: 'remittance-applied', legs, ...after };
  const isCredited = (applied.after?.patientCents ?? 0) < Math.min(0, balance.patientCents);
  return isCredited ? patientCredited(applied) : applied;
}

/** The cash comes from where it waited. */
function fromUnapplied(leg: Leg, { payerIds }: WaitingClaim): Leg {
  if (leg.account !== 'remittance-clearing') return leg;
  const payer = payerIds.length === 1 ? { payerId: payerIds[0] as string } : {};
  return { account: 'unapplied-payer-cash', cents: leg.cents, ...payer };
}

/** The first waiting answer that has a waiting reversal of a later day that negates it exactly. */
function offsetting(waiting: readonly WaitingClaim[]): readonly [WaitingClaim, WaitingClaim] | undefined {
  for (const answer of waiting.filter(({ claim }) => claim.statusCode !== '22')) {
    const reversal = waiting.find(
      ({ claim, payerIds, paymentDate }) =>
        claim.statusCode === '22' &&
        payerIds.join() === answer.payerIds.join() &&
        isEarlier(answer.paymentDate, paymentDate) &&
        negates(statedFigures(claim), statedFigures(answer.claim)),
    );
    if (reversal !== undefined) return [answer, reversal];
  }
  return undefined;
}

/** The claim without the entries that no longer wait. */
function without(balance: ClaimBalance, settled: readonly WaitingClaim[]): ClaimBalance {
  const { waiting = [], ...rest } = balance;
  const left = waiting.filter((entryId) => !settled.some((one) => one.entryId === entryId));
  return left.length === 0 ? rest : { ...rest, waiting: left };
}
