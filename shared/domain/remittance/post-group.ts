import type { ClaimBalance } from '../claim/balance.ts';
import type { AdjustmentRules } from './adjustment-rules.ts';
import type { ClaimPosting, ReversibleEntry } from './claim-posting.ts';
import type { EquationFailure } from './equations.ts';
import { postClaim } from './post-claim.ts';
import type { RemittanceClaim } from './remittance.ts';

/** One claim of a group. */
export interface GroupClaim {
  readonly claim: RemittanceClaim;
  readonly equationFailures: readonly EquationFailure[];
  /** The id that the claim's entry will have, whatever it books. */
  readonly entryId: string;
}

/** All claims of one payment that bear one patient control number, in file order. */
export interface PostGroupInput {
  readonly claims: readonly GroupClaim[];
  readonly balance: ClaimBalance | undefined;
  readonly payerIds: readonly string[];
  readonly rules: AdjustmentRules;
  /** Answers booked before this payment that have not been taken back, the oldest first. */
  readonly reversible: readonly ReversibleEntry[];
}

/** A claim's posting with its place in the group. */
export interface GroupPosting {
  readonly index: number;
  readonly entryId: string;
  readonly posting: ClaimPosting;
}

/**
 * Posts a group of claims against one balance, each upon what the ones before left, in the order in which they are to be booked.
 * That is file order, except that a correction waits for its reversal: an answer refused because the payer has answered before
 * is tried again after the reversals that follow it.
 */
export function postGroup(input: PostGroupInput): readonly GroupPosting[] {
  const books = { balance: input.balance, reversible: [...input.reversible] };
  const postings: GroupPosting[] = [];
  const book = (index: number, member: GroupClaim, posting: ClaimPosting) => {
    postings.push({ index, entryId: member.entryId, posting });
    keep(books, member.entryId, posting);
  };
  const attempt = ({ claim, equationFailures }: GroupClaim) =>
    postClaim({ ...input, claim, equationFailures, ...books });

  const waiting: [number, GroupClaim][] = [];
  for (const [index, member] of input.claims.entries()) {
    const posting = attempt(member);
    const isReversed = input.claims.slice(index + 1).some((later) => later.claim.statusCode === '22');
    if (isReversed && posting.exceptions[0]?.code === 'already-adjudicated') waiting.push([index, member]);
    else book(index, member, posting);
  }
  for (const [index, member] of waiting) book(index, member, attempt(member));
  return postings;
}

/** Carries a posting's effects on to the claims after it. */
function keep(
  books: { balance: ClaimBalance | undefined; reversible: ReversibleEntry[] },
  entryId: string,
  posting: ClaimPosting,
): void {
  const { legs, notes, adjudication, reverses } = posting;
  if (posting.after !== undefined) books.balance = posting.after;
  if (reverses !== undefined) books.reversible = books.reversible.filter((entry) => entry.id !== reverses);
  if (adjudication !== undefined) books.reversible.push({ id: entryId, legs, notes, adjudication });
}
