import { filingNumbersOf, filingOfAnswer, filingOfEntry } from '../../claim/answered-filing.ts';
import type { ClaimBalance, PayerShare } from '../../claim/balance.ts';
import type { Filing } from '../../claim/filing.ts';
import { claimStatus } from '../../claim/status.ts';
import { zeroCents } from '../../money/cents.ts';
import { present } from '../../present.ts';
import { isEarlier } from '../../time/local-date.ts';
import type { EquationFailure } from '../equations.ts';
import type { ExceptionCode, PostingException } from '../failures.ts';
import type { RemittanceClaim } from '../remittance.ts';
import { type JudgedAdjustment, judgeAdjustments } from '../rules/adjustment-meaning.ts';
import type { AdjustmentRules } from '../rules/adjustment-rules.ts';
import { type ClaimPosting, nothing, type ReversibleEntry, unappliedPosting } from './claim-posting.ts';
import type { PostClaimInput } from './claim-to-post.ts';
import { areAllLines, ownLineNumbers } from './own-lines.ts';
import { type AnsweredPart, note, postAnswer } from './post-answer.ts';
import { postReversal } from './post-reversal.ts';
import { predetermined } from './predetermined.ts';
import { bookedFigures, sameFigures, statedFigures } from './stated-figures.ts';

/** The place in the order of payers that a status names; undefined when it names none. */
const positionOfStatus: ReadonlyMap<string, number | undefined> = new Map([
  ['1', 0],
  ['2', 1],
  ['3', 2],
  ['4', undefined],
  ['19', 0],
  ['20', 1],
  ['21', 2],
]);

const insuredCorrected: PostingException = { code: 'insured-corrected', cents: zeroCents, facts: {} };

/**
 * Decides the posting of one claim of a remittance: legs that sum to zero and take exactly its payment out of clearing, notes about what
 * moves no money, exceptions for a person, and the claim's balance afterwards. When the posting is not certain, the cash goes to unapplied
 * payer cash and the claim stays as it was. Pure: the same input gives the same posting.
 */
export function postClaim(input: PostClaimInput): ClaimPosting {
  const { claim, balance, payerIds, equationFailures } = input;
  if (balance?.predetermination !== undefined || claim.statusCode === '25') {
    return claim.paidCents === 0 ? predetermined(input) : unapplied(input, 'predetermination-paid');
  }
  if (claim.statusCode === '23') return notPosted(input, 'forwarded-with-payment');
  if (equationFailures.length > 0) return unapplied(input, 'claim-unbalanced', equationFacts(equationFailures));
  if (claim.statusCode === '22') return postReversal(input);
  if (!positionOfStatus.has(claim.statusCode)) return unapplied(input, 'status-unknown');
  if (balance === undefined) return unapplied(input, 'claim-not-found');
  if (!['filed', 'adjudicated', 'reversed'].includes(balance.state.kind)) {
    return unapplied(input, 'claim-not-submitted', { state: claimStatus(balance).kind });
  }
  if (payerIds.length === 0) return unapplied(input, 'payer-unknown');
  const position = answeredShare(input, balance);
  return typeof position === 'number' ? judge(input, balance, position) : unapplied(input, position);
}

/** The payer's answer, once the payer is known; a failure when it cannot be the answer that the claim waits for. */
function judge(input: PostClaimInput, balance: ClaimBalance, position: number): ClaimPosting {
  const { claim, rules } = input;
  const payer = balance.payers[position] as PayerShare;
  const filing = answeredFiling(input, balance, position);
  const part = isOfFormerCharge(input, balance, filing) ? 'whole' : partOf(input, balance, position);
  if (part === 'differs') {
    return unapplied(input, 'charge-differs', { statedCents: claim.chargeCents, chargeCents: balance.chargeCents });
  }
  if (balance.payers.slice(0, position).some((earlier) => earlier.status !== 'answered')) {
    return unapplied(input, 'earlier-payer-unanswered', { position });
  }
  const replaced = replacedDenial(input, payer, position);
  const judged = judgeAdjustments(claim, rules, {
    payerPosition: position,
    alreadyPaid: payer.status === 'answered' && !isDenied(balance),
    earlierPayerPaid: hasEarlierPayment(balance, position, input.reversible),
    lineCount: balance.lineCount,
    ...(part === 'whole' ? {} : { lineNumbers: part.lineNumbers }),
  });
  if (
    hasAnswered(payer, part) &&
    (replaced === undefined || (repeats(claim, replaced) && !isDecidedAgain(balance, replaced, filing)))
  ) {
    const isRepeated = replaced !== undefined;
    return onlyInforms(input, position, judged) || isRepeated
      ? information(judged, rules)
      : unapplied(input, 'already-adjudicated', { position });
  }
  if (filing === 'unclear') return unapplied(input, 'answered-filing-unclear', { position });
  const answer = { claim, balance, position, judged, rulesVersion: rules.version, filing };
  const posting = postAnswer(part === 'whole' ? answer : { ...answer, part });
  const corrected = claim.correctedInsured ? [insuredCorrected] : [];
  return {
    ...posting,
    exceptions: [...posting.exceptions, ...corrected],
    ...present({ reverses: replaced === undefined ? undefined : [replaced.id] }),
  };
}

/**
 * Whether an earlier payer's answer has left less than the whole charge. A person's write-off of a denial proves
 * nothing. If the earlier answers are in another system's books, the amount that they left decides.
 */
export function hasEarlierPayment(
  { payers, chargeCents }: ClaimBalance,
  position: number,
  reversible: readonly ReversibleEntry[],
): boolean {
  const standing = payers[position]?.receivableCents ?? zeroCents;
  const answers = reversible.filter(({ adjudication }) => adjudication !== undefined && adjudication.share < position);
  const isMoved = answers.length === 0 || answers.some(({ legs }) => legs.length > 0);
  return position > 0 && standing < chargeCents && isMoved;
}

/** Whether a further answer of a payer changes nothing: it repeats its answer, or denies what it paid on the same day. */
function onlyInforms(
  { claim, reversible, paymentDate }: PostClaimInput,
  position: number,
  judged: readonly JudgedAdjustment[],
): boolean {
  if (claim.paidCents !== 0) return false;
  const isAnsweredToday = reversible.some(
    ({ adjudication, legs, effectiveOn }) =>
      adjudication?.share === position && legs.length > 0 && effectiveOn !== undefined && effectiveOn === paymentDate,
  );
  return judged.every(({ meaning }) => meaning === 'information' || (meaning === 'denial' && isAnsweredToday));
}

/** The filing that is answered: the one that a person names, or the one that the answer, its charge, its payer’s numbers and its day point to. */
export function answeredFiling(
  input: Omit<PostClaimInput, 'equationFailures'>,
  balance: ClaimBalance,
  share: number,
): Filing | 'unclear' | undefined {
  const { claim, filing, filingNumbers, reversible, paymentDate } = input;
  const { filings, correction } = balance;
  if (filing !== undefined) return filings.find(({ number }) => number === filing);
  const { frequencyCode, payerClaimNumber } = claim;
  const stated = { share, paidOn: paymentDate, frequencyCode, payerClaimNumber };
  const charged = { charge: statedCharge(input, balance), correctedAfter: correction?.chargedAfter };
  return filingOfAnswer(filings, { ...stated, ...charged }, filingNumbers ?? filingNumbersOf(filings, reversible));
}

/**
 * Which charge an answer states when a claim's charge was corrected: the former one, the corrected one, or that of its
 * late charges.
 */
function statedCharge(
  { claim: { chargeCents: stated }, formerCharges = [] }: Pick<PostClaimInput, 'claim' | 'formerCharges'>,
  { chargeCents, correction }: ClaimBalance,
): 'former' | 'corrected' | undefined {
  const former = formerCharges.at(-1);
  if (former === undefined || correction?.chargedAfter === undefined || correction.kind === 'open') return undefined;
  const told = correction.kind === 'lines-added' ? chargeCents - former : chargeCents;
  const isFormer = formerCharges.includes(stated);
  if (isFormer === (stated === told)) return undefined;
  return isFormer ? 'former' : 'corrected';
}

/** Whether an answer is about the claim before its correction: it states a former charge. */
function isOfFormerCharge(
  { claim, formerCharges = [] }: PostClaimInput,
  { correction, chargeCents }: ClaimBalance,
  filing: Filing | 'unclear' | undefined,
): boolean {
  const { kind, chargedAfter = 0 } = correction ?? {};
  if (kind === undefined || kind === 'lines-added' || typeof filing !== 'object') return false;
  const isOther = claim.chargeCents !== chargeCents;
  return isOther && filing.number <= chargedAfter && formerCharges.includes(claim.chargeCents);
}

/** Whether an answer is about the whole claim, or about which of its lines; `differs` when this is not certain. */
function partOf(input: PostClaimInput, balance: ClaimBalance, position: number): 'whole' | 'differs' | AnsweredPart {
  const { claim, lineCharges } = input;
  if (claim.chargeCents === balance.chargeCents) return 'whole';
  // A later payer's balance is known only for the whole claim, not by line.
  if (position > 0 || claim.chargeCents > balance.chargeCents || lineCharges === undefined) return 'differs';
  const lineNumbers = ownLineNumbers(claim.lines, lineCharges, 1);
  if (lineNumbers === undefined) return 'differs';
  const earlier = balance.payers[position]?.answeredLines ?? [];
  const answeredLines = [...new Set([...earlier, ...lineNumbers])].sort((left, right) => left - right);
  return { lineNumbers, answeredLines, isLast: areAllLines(answeredLines, lineCharges) };
}

/** Whether the payer has answered any part of this before. */
function hasAnswered(payer: PayerShare, part: 'whole' | AnsweredPart): boolean {
  if (payer.status === 'answered') return true;
  const answered = payer.answeredLines ?? [];
  return part === 'whole' ? answered.length > 0 : part.lineNumbers.some((line) => answered.includes(line));
}

/**
 * The payer's denial that a new answer of the same or a later day replaces. The denial moved no money, so nothing has to be taken back
 * first: payers often pay what they denied without sending a reversal.
 */
function replacedDenial(
  { reversible, paymentDate }: PostClaimInput,
  payer: PayerShare,
  position: number,
): ReversibleEntry | undefined {
  if (payer.status !== 'answered') return undefined;
  const answers = reversible.filter((entry) => entry.adjudication?.share === position);
  const [only] = answers;
  if (answers.length !== 1 || only?.legs.length !== 0 || only.adjudication?.lines !== undefined) return undefined;
  if (only.effectiveOn === undefined || paymentDate === undefined) return undefined;
  return isEarlier(paymentDate, only.effectiveOn) ? undefined : only;
}

function repeats(claim: RemittanceClaim, denial: ReversibleEntry): boolean {
  return sameFigures(statedFigures(claim), bookedFigures(denial));
}

/**
 * Whether a denial with the same figures is a new answer, with deadlines of its own: the claim was sent again after the
 * first denial, or this one is, or may be, about another filing.
 */
function isDecidedAgain(
  { openWork = [], filings }: ClaimBalance,
  denial: ReversibleEntry,
  filing: Filing | 'unclear' | undefined,
): boolean {
  if (filing === 'unclear') return true;
  const denied = denial.adjudication && filingOfEntry(filings, denial.adjudication);
  if (filing !== undefined && filing.number !== denied?.number) return true;
  return openWork.some(({ entryId, isSent }) => entryId === denial.id && isSent === true);
}

function isDenied({ state }: ClaimBalance): boolean {
  return state.kind === 'adjudicated' && state.outcome === 'denied';
}

/**
 * The share of the claim that is answered, 0 for the primary payer's, or why it is not certain: the payer's own share, at the place that
 * the status names.
 */
function answeredShare(input: PostClaimInput, balance: ClaimBalance): number | ExceptionCode {
  const own = balance.payers.flatMap((payer, index) => (input.payerIds.includes(payer.payerId) ? [index] : []));
  const [first] = own;
  if (first === undefined) return 'payer-not-on-claim';
  if (input.share !== undefined) return own.includes(input.share) ? input.share : 'payer-not-on-claim';
  const stated = positionOfStatus.get(input.claim.statusCode);
  if (stated !== undefined) return own.includes(stated) ? stated : 'payer-position-differs';
  if (own.length === 1) return first;
  return shareByBooks(input, balance, own) ?? 'payer-twice-on-claim';
}

/**
 * Which of several shares an answer is about when its status names no place: the first that has not been answered, unless the answer
 * repeats an earlier one. A repetition is for the same share if no other one is open; otherwise it is not certain.
 */
function shareByBooks(
  { claim, reversible }: PostClaimInput,
  { payers }: ClaimBalance,
  own: readonly number[],
): number | undefined {
  const stated = statedFigures(claim);
  const repeated = reversible.filter((entry) => sameFigures(stated, bookedFigures(entry)));
  const [repeats, ...others] = own.filter((share) => repeated.some((entry) => entry.adjudication?.share === share));
  const next = own.find((share) => payers[share]?.status !== 'answered');
  if (repeats === undefined) return next;
  const isAsked = next !== undefined && payers[next]?.status === 'open';
  return isAsked || others.length > 0 ? undefined : repeats;
}

/** Statuses without money: when such a claim has a payment, a person looks at it. */
function notPosted(input: PostClaimInput, code: ExceptionCode): ClaimPosting {
  if (input.claim.paidCents !== 0) return unapplied(input, code);
  return nothing;
}

/** The payer repeats its answer: no money moves, and the claim stays as it is. */
function information(judged: readonly JudgedAdjustment[], rules: AdjustmentRules): ClaimPosting {
  const notes = judged.map((one) => note('information', one, one.adjustment.cents));
  return { ...nothing, notes, rulesVersion: rules.version };
}

function unapplied(input: PostClaimInput, code: ExceptionCode, facts?: PostingException['facts']): ClaimPosting {
  const { claim, payerIds } = input;
  const payerId = payerIds.length === 1 ? payerIds[0] : undefined;
  return unappliedPosting(claim.paidCents, payerId, code, { status: claim.statusCode, ...facts });
}

function equationFacts(failures: readonly EquationFailure[]): PostingException['facts'] {
  const [first] = failures;
  if (first === undefined) return {};
  return { failed: failures.length, ...first };
}
