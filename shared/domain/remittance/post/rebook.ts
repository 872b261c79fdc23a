import { filingOfEntry } from '../../claim/answered-filing.ts';
import { applyLegs, type ClaimBalance, type PayerShare } from '../../claim/balance.ts';
import { afterAnswer } from '../../claim/claim-events.ts';
import { balancedLegs, type EntryNote, type LedgerEntry, type Leg } from '../../ledger/entry.ts';
import { type Cents, negateCents, sumCents, zeroCents } from '../../money/cents.ts';
import { present } from '../../present.ts';
import { fail, invariant, ok, type Result } from '../../result.ts';
import type { LocalDate } from '../../time/local-date.ts';
import { claimEquationFailures, type EquationFailure } from '../equations.ts';
import type { ExceptionCode, PostingException } from '../failures.ts';
import type { Adjustment, RemittanceClaim, RemittanceLine } from '../remittance.ts';
import { adjustmentReason, judgeAdjustments } from '../rules/adjustment-meaning.ts';
import { crossoverOf } from '../rules/crossover.ts';
import { patientProtectionOf } from '../rules/patient-protection.ts';
import { type ClaimPosting, openAnswers } from './claim-posting.ts';
import type { PostClaimInput } from './claim-to-post.ts';
import { areAllLines, type LineCharges, lineChargesOf, statedLineNumber } from './own-lines.ts';
import { postAnswer } from './post-answer.ts';
import { answeredFiling, hasEarlierPayment, postClaim } from './post-claim.ts';
import { patientCredited } from './post-group.ts';
import { takeBack } from './post-reversal.ts';
import { isCash } from './stated-figures.ts';

/**
 * What people do with booked payments: match one that waits in unapplied payer cash with a claim, accept one that does not add up, unpost
 * one from a claim. Nothing is changed or removed: each of these is a new entry.
 */

/** Everything that the posting of a waiting answer to a claim depends on. Its cash is in unapplied payer cash. */
export interface MatchInput
  extends Pick<
    PostClaimInput,
    'claim' | 'payerIds' | 'share' | 'filing' | 'rules' | 'reversible' | 'formerCharges' | 'filingNumbers'
  > {
  readonly balance: ClaimBalance;
  readonly lineCharges: LineCharges;
  readonly paymentDate: LocalDate | undefined;
  /** The entry that holds the cash. */
  readonly held: Pick<LedgerEntry, 'legs'>;
  /** A person accepts it although it does not add up, or states another charge or order of payers. */
  readonly isAccepted: boolean;
}

/** Why an answer does not post to a claim: the exception that posting gives. */
export interface DoesNotFit {
  readonly code: ExceptionCode;
  readonly facts: PostingException['facts'];
}

/** What a person may accept. With any other exception it is another claim, another payer, or a second answer. */
const acceptable: readonly ExceptionCode[] = ['claim-unbalanced', 'charge-differs', 'payer-position-differs'];

/**
 * Posts an answer to a claim out of unapplied payer cash. It posts as usual, except that the cash comes from where it waits and not from
 * clearing.
 */
export function matchToClaim(input: MatchInput): Result<ClaimPosting, DoesNotFit> {
  const equationFailures = claimEquationFailures(input.claim);
  const posting = postClaim({ ...input, equationFailures });
  if (posting.kind !== 'unapplied') return ok(credited(fromUnapplied(posting, input.held), input.balance));
  const [exception] = posting.exceptions;
  invariant(exception !== undefined, 'what stays unapplied says why');
  if (!input.isAccepted || !acceptable.includes(exception.code)) return fail(exception);
  const accepted = acceptAnswer(input, equationFailures);
  return accepted.ok ? ok(credited(fromUnapplied(accepted.value, input.held), input.balance)) : accepted;
}

/** A posting that takes its cash from unapplied payer cash, from the payer under which it waits. */
export function fromUnapplied(posting: ClaimPosting, held: Pick<LedgerEntry, 'legs'>): ClaimPosting {
  const waiting = held.legs.filter((leg) => leg.account === 'unapplied-payer-cash');
  const payer = waiting[0]?.payerId;
  const legs = posting.legs.map((leg): Leg => {
    if (leg.account !== 'remittance-clearing') return leg;
    const { payerId: _payerId, ...rest } = leg;
    return { ...rest, account: 'unapplied-payer-cash', ...present({ payerId: payer }) };
  });
  const taken = cashOf(legs, 'unapplied-payer-cash');
  const heldCents = sumCents(waiting.map((leg) => leg.cents));
  invariant(taken + heldCents === 0, 'a match takes exactly what waits');
  return { ...posting, entryKind: 'remittance-match', legs };
}

/**
 * An answer that a person accepts. Its cash posts as stated. Its adjustments post when they add up: a line's when the line balances, the
 * claim's own when they agree with lines and payment. An unexplained amount stays in the payer's receivable; nothing is plugged. The other
 * adjustments are kept in notes, so that the entry still holds everything that was stated.
 */
function acceptAnswer(input: MatchInput, failures: readonly EquationFailure[]): Result<ClaimPosting, DoesNotFit> {
  const { claim, balance, payerIds, rules } = input;
  // A reversal reverses an answer as it was stated, even when neither adds up.
  if (claim.statusCode === '22') return takenBackAsStated(input);
  const sound = soundPart(claim, failures);
  const whole = postClaim({ ...input, claim: sound, equationFailures: [] });
  if (whole.kind !== 'unapplied') return ok(withHeldNotes(whole, input, failures));
  const [exception] = whole.exceptions;
  if (exception !== undefined && !acceptable.includes(exception.code)) return fail(exception);
  const position = balance.payers.findIndex(
    (payer, index) =>
      payerIds.includes(payer.payerId) && payer.status !== 'answered' && (input.share ?? index) === index,
  );
  if (position === -1) return fail({ code: 'already-adjudicated', facts: {} });
  if (balance.payers.slice(0, position).some((payer) => payer.status !== 'answered')) {
    return fail({ code: 'earlier-payer-unanswered', facts: { position } });
  }
  const earlierPayerPaid = hasEarlierPayment(balance, position, input.reversible);
  const context = { payerPosition: position, alreadyPaid: false, earlierPayerPaid, lineCount: balance.lineCount };
  const filing = answeredFiling(input, balance, position);
  if (filing === 'unclear') return fail({ code: 'answered-filing-unclear', facts: { position } });
  const posting = postAnswer({
    claim: sound,
    balance,
    filing,
    position,
    judged: judgeAdjustments(sound, rules, context),
    rulesVersion: rules.version,
  });
  return ok(withHeldNotes(posting, input, failures));
}

function takenBackAsStated(input: MatchInput): Result<ClaimPosting, DoesNotFit> {
  const posting = postClaim({ ...input, equationFailures: [] });
  const [exception] = posting.exceptions;
  if (posting.kind !== 'unapplied' || exception === undefined) return ok(posting);
  return fail(exception);
}

/** The claim with only those adjustments that add up. */
function soundPart(claim: RemittanceClaim, failures: readonly EquationFailure[]): RemittanceClaim {
  const lines = claim.lines.map((line, index) => (isLineSound(index, failures) ? line : { ...line, adjustments: [] }));
  return { ...claim, lines, adjustments: areOwnSound(claim, failures) ? claim.adjustments : [] };
}

function isLineSound(index: number, failures: readonly EquationFailure[]): boolean {
  return failures.every((failure) => failure.line !== index + 1);
}

function areOwnSound(claim: RemittanceClaim, failures: readonly EquationFailure[]): boolean {
  const tells = claim.lines.length === 0 ? 'claim' : 'claim-payment';
  return failures.every((failure) => failure.equation !== tells);
}

/** Notes the adjustments that did not post. */
function withHeldNotes(
  posting: ClaimPosting,
  { claim, balance }: Pick<MatchInput, 'claim' | 'balance'>,
  failures: readonly EquationFailure[],
): ClaimPosting {
  const numberOf = (index: number) =>
    statedLineNumber(claim.lines[index] as RemittanceLine, balance.lineCount) ?? index + 1;
  const held = (adjustment: Adjustment, line?: number): EntryNote => ({
    meaning: 'held',
    reason: adjustmentReason(adjustment),
    cents: adjustment.cents,
    ...present({ line }),
  });
  const own = areOwnSound(claim, failures) ? [] : claim.adjustments.map((adjustment) => held(adjustment));
  const lines = claim.lines.flatMap((line, index) =>
    isLineSound(index, failures) ? [] : line.adjustments.map((adjustment) => held(adjustment, numberOf(index))),
  );
  return { ...posting, notes: [...posting.notes, ...[...own, ...lines].filter((note) => note.cents !== 0)] };
}

/**
 * Unposts an answer: negates its legs, moves its cash to unapplied payer cash, and waits for its payer again. What
 * later payers did since then stays and raises an exception, as with a payer's own reversal.
 * @param original for a reversal: the answer that it reverses, as the payer stated it
 * @returns undefined when the entry is not an answer that is still complete: the rest of a partly reversed answer
 * differs from its bytes in the file and could not be matched again
 */
export function unpostAnswer(
  balance: ClaimBalance,
  entries: readonly LedgerEntry[],
  entryId: string,
  original?: RemittanceClaim,
): ClaimPosting | undefined {
  const answer = openAnswers(entries).find((entry) => entry.id === entryId);
  if (answer?.adjudication === undefined) return unpostReversal(balance, entries, entryId, original);
  if (entries.some((entry) => entry.reversesPart === entryId)) return undefined;
  const { payerId } = answer.adjudication;
  const cash = sumCents(answer.legs.filter(isCash).map((leg) => leg.cents));
  const open = openAnswers(entries);
  const taken = takeBack({ paidCents: negateCents(cash), statusCode: 'unposted' }, balance, [answer], open);
  // Cash that a person matched goes back to the payer under which it waited.
  const origin = answer.legs.find((leg) => leg.account === 'unapplied-payer-cash');
  const payer = origin === undefined ? payerId : origin.payerId;
  const legs = taken.legs.map((leg): Leg => {
    if (leg.account !== 'remittance-clearing') return leg;
    return { ...leg, account: 'unapplied-payer-cash', ...present({ payerId: payer }) };
  });
  return credited({ ...taken, entryKind: 'remittance-unpost', legs: balancedLegs(legs) }, balance);
}

/** The answer that an entry reverses; undefined when it reverses none, or several. */
export function reversedAnswer(entries: readonly LedgerEntry[], entryId: string): LedgerEntry | undefined {
  const [reversed, ...others] = entries.find(({ id }) => id === entryId)?.reverses ?? [];
  return others.length > 0 ? undefined : entries.find(({ id }) => id === reversed);
}

/**
 * Unposts a reversal: the reversed answer is in force again, and the amount that the payer took waits in unapplied
 * payer cash.
 * @returns undefined when the entry is no payer's reversal of a whole answer, or when the payer has answered since. What
 * a person unposted is matched again, and not unposted: its cash waits already.
 */
function unpostReversal(
  balance: ClaimBalance,
  entries: readonly LedgerEntry[],
  entryId: string,
  stated: RemittanceClaim | undefined,
): ClaimPosting | undefined {
  const isUndone = entries.some(({ reverses }) => reverses?.includes(entryId));
  const reversal = isUndone ? undefined : entries.find(({ id }) => id === entryId);
  const original = reversedAnswer(entries, entryId);
  const answered = original?.adjudication;
  if (
    reversal === undefined ||
    reversal.kind === 'remittance-unpost' ||
    reversal.adjudication !== undefined ||
    original === undefined ||
    answered === undefined
  ) {
    return undefined;
  }
  const { share } = answered;
  if (balance.payers[share]?.status !== 'open') return undefined;
  const payer = { payerId: answered.payerId };
  const legs = balancedLegs(
    reversal.legs.map((leg): Leg => {
      const cents = negateCents(leg.cents);
      return isCash(leg) ? { account: 'unapplied-payer-cash', cents, ...payer } : { ...leg, cents };
    }),
  );
  const folded = applyLegs(balance, legs);
  const again = answeredAgain(folded.payers[share] as PayerShare, original, lineChargesOf(entries));
  // The law that the answer names protects the patient again.
  const protection = present({ patientProtection: stated && patientProtectionOf(stated) });
  const forwarded = forwardedAgain(balance, share, stated);
  const payers = folded.payers.map((each, index): PayerShare => {
    if (index === share) return { ...again, ...protection };
    // A payer that owes an amount again is awaited again.
    const isAsked = index > share && each.status === 'waiting' && each.receivableCents > 0;
    const asked = isAsked ? { ...each, status: 'open' as const } : each;
    return forwarded.includes(index) ? { ...asked, forwardedBy: share } : asked;
  });
  const outcome = (payers[share]?.receivableCents ?? 0) > 0 ? 'partly-paid' : 'paid';
  return {
    kind: 'posted',
    entryKind: 'remittance-unpost',
    legs,
    notes: [],
    exceptions: [],
    after: afterAnswer({ ...folded, payers }, share, outcome, filingOfEntry(balance.filings, answered)),
    reverses: [entryId],
  };
}

/** The later payers to which an answer that is in force again has forwarded the claim, and which were not billed since. */
function forwardedAgain({ payers, filings }: ClaimBalance, share: number, stated: RemittanceClaim | undefined) {
  const crossover = stated && crossoverOf(stated);
  const later = payers.flatMap(({ status }, index) => (index > share && status !== 'answered' ? [index] : []));
  const told = crossover === 'several' ? later : crossover === 'next-payer' ? later.slice(0, 1) : [];
  return told.filter((index) => !filings.some((filing) => filing.share === index));
}

/** A payer's share once its answer is in force again; with the answered lines when the payer answers in parts. */
function answeredAgain(share: PayerShare, { adjudication }: LedgerEntry, lineCharges: LineCharges): PayerShare {
  const { answeredLines = [], ...rest } = share;
  if (adjudication?.lines === undefined) return { ...rest, status: 'answered' };
  const lines = [...new Set([...answeredLines, ...adjudication.lines])].sort((left, right) => left - right);
  return areAllLines(lines, lineCharges)
    ? { ...rest, status: 'answered' }
    : { ...rest, status: 'open', answeredLines: lines };
}

/** Reports that the patient has a new or larger credit. */
function credited(posting: ClaimPosting, before: ClaimBalance): ClaimPosting {
  const isCredited = (posting.after?.patientCents ?? 0) < Math.min(0, before.patientCents);
  return isCredited ? patientCredited(posting) : posting;
}

/** The cents that an entry moves on an account. */
export function cashOf(legs: readonly Leg[], account: Leg['account']): Cents {
  return legs.filter((leg) => leg.account === account).reduce((sum, leg) => sumCents([sum, leg.cents]), zeroCents);
}

/**
 * The legs that move waiting cash from one entity's books (first) to another's (second). The legs in each entity's books sum to zero: the
 * amount that one owes the other is booked between them.
 */
export function transferLegs(held: Pick<LedgerEntry, 'legs'>): readonly [readonly Leg[], readonly Leg[]] {
  const waiting = held.legs.filter((leg) => leg.account === 'unapplied-payer-cash');
  const owed: Leg = { account: 'between-entities', cents: sumCents(waiting.map((leg) => leg.cents)) };
  const reversed = (leg: Leg): Leg => ({ ...leg, cents: negateCents(leg.cents) });
  return [balancedLegs([...waiting.map(reversed), owed]), balancedLegs([...waiting, reversed(owed)])];
}
