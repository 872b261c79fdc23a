import type { ClaimBalance } from '../../claim/balance.ts';
import { present } from '../../present.ts';
import type { LocalDate } from '../../time/local-date.ts';
import type { EquationFailure } from '../equations.ts';
import type { ExceptionCode } from '../failures.ts';
import type { RemittanceClaim } from '../remittance.ts';
import { type ClaimPosting, type ReversibleEntry, withoutPart } from './claim-posting.ts';
import type { PostClaimInput } from './claim-to-post.ts';
import { postClaim } from './post-claim.ts';

/** One claim of a group. */
export interface GroupClaim {
  readonly claim: RemittanceClaim;
  readonly equationFailures: readonly EquationFailure[];
  /** The id that the claim's entry will have. */
  readonly entryId: string;
}

/** All claims of one payment with the same patient control number, in file order. */
export interface PostGroupInput extends Omit<PostClaimInput, keyof GroupClaim> {
  readonly claims: readonly GroupClaim[];
}

/** A claim's posting with its place in the group. */
export interface GroupPosting {
  readonly index: number;
  readonly entryId: string;
  readonly posting: ClaimPosting;
}

/** What postings start from: the claim as it is, and its answers in force. */
export interface ClaimBooks {
  readonly balance: ClaimBalance | undefined;
  readonly reversible: readonly ReversibleEntry[];
}

/**
 * Reasons for which a claim's cash waits only until something else of the claim posts: the original of a reversal, the reversal before a
 * correction, the earlier payer's answer; and the reversal of an answer from a payer that was not to answer, or not at this place.
 */
const waitingCodes: readonly ExceptionCode[] = [
  'reversal-without-original',
  'partial-reversal',
  'already-adjudicated',
  'earlier-payer-unanswered',
  'payer-position-differs',
  'payer-not-on-claim',
];

/** At most this many entries wait on one claim, each with at most this many lines; any beyond wait for a person only. */
const waitingLimit = 20;
const waitingLineLimit = 300;

/**
 * Posts a group of claims against one balance, each on the result of those before it, in the order in which they are to be booked. This is
 * file order, except that a correction waits for its reversal: an answer that cannot post because the payer has answered before is tried
 * again after the reversals that follow it. `applyWaiting` tries a posting that `waits` again, now and whenever something of the claim
 * posts.
 */
export function postGroup(input: PostGroupInput): readonly GroupPosting[] {
  let books: ClaimBooks = { balance: input.balance, reversible: input.reversible };
  const postings: GroupPosting[] = [];
  const book = (index: number, member: GroupClaim, decided: ClaimPosting) => {
    const posting = waiting(decided, member, books.balance);
    postings.push({ index, entryId: member.entryId, posting });
    books = booksAfter(books, member.entryId, posting, input.paymentDate);
  };
  const attempt = ({ claim, equationFailures }: GroupClaim) =>
    postClaim({ ...input, claim, equationFailures, ...books });

  const refused: [number, GroupClaim][] = [];
  for (const [index, member] of input.claims.entries()) {
    const posting = attempt(member);
    const isReversed = input.claims.slice(index + 1).some((later) => later.claim.statusCode === '22');
    if (isReversed && posting.exceptions[0]?.code === 'already-adjudicated') refused.push([index, member]);
    else book(index, member, posting);
  }
  for (const [index, member] of refused) book(index, member, attempt(member));
  return withPatientCredit(postings, input.balance);
}

/** Adds a posting whose cash waits to the claim's list of waiting entries. */
function waiting(posting: ClaimPosting, member: GroupClaim, balance: ClaimBalance | undefined): ClaimPosting {
  const code = posting.exceptions[0]?.code;
  const earlier = balance?.waiting ?? [];
  if (balance === undefined || code === undefined || !waitingCodes.includes(code)) return posting;
  if (earlier.length >= waitingLimit || member.claim.lines.length > waitingLineLimit) return posting;
  return { ...posting, waits: true, after: { ...balance, waiting: [...earlier, member.entryId] } };
}

/** Applies a posting's effects for the postings that come after it. */
export function booksAfter(
  { balance, reversible }: ClaimBooks,
  entryId: string,
  posting: ClaimPosting,
  effectiveOn: LocalDate | undefined,
): ClaimBooks {
  const { legs, notes, adjudication, reverses, reversesPart } = posting;
  const open = reversible
    .filter((entry) => !reverses?.includes(entry.id))
    .map((entry) =>
      entry.id === reversesPart ? withoutPart(entry, { legs, notes, ...present({ adjudication }) }) : entry,
    );
  const isAnswer = adjudication !== undefined && reversesPart === undefined;
  const answer = isAnswer ? [{ id: entryId, legs, notes, adjudication, ...present({ effectiveOn }) }] : [];
  return { balance: posting.after ?? balance, reversible: [...open, ...answer] };
}

/**
 * Reports that the patient has a new or larger credit. The exception is on the last posting that changed the claim, since a correction
 * often removes the credit that its reversal caused.
 */
function withPatientCredit(postings: readonly GroupPosting[], before: ClaimBalance | undefined): GroupPosting[] {
  const last = postings.findLast(({ posting }) => posting.after !== undefined && posting.kind !== 'unapplied');
  const cents = last?.posting.after?.patientCents ?? 0;
  const isLower = cents < Math.min(0, before?.patientCents ?? 0);
  return postings.map((one) => (one === last && isLower ? { ...one, posting: patientCredited(one.posting) } : one));
}

/** A posting with the exception that the patient has a credit. */
export function patientCredited(posting: ClaimPosting): ClaimPosting {
  const cents = posting.after?.patientCents;
  if (cents === undefined) return posting;
  return { ...posting, exceptions: [...posting.exceptions, { code: 'patient-credit', cents, facts: {} }] };
}
