import { present } from '../present.ts';
import { fail, invariant, ok, type Result } from '../result.ts';
import type { LocalDate } from '../time/local-date.ts';
import { voidOfReversal, wasSent } from './answered-filing.ts';
import type { ClaimBalance, ClaimState, PayerShare } from './balance.ts';
import { type ClaimEvent, claimTransition } from './claim-transitions.ts';
import { type AdjudicationOutcome, currentFiling, type Filing, hasLeft, isUnderway, sinceFiledAnew } from './filing.ts';
import { type FilingEvent, filingTransition } from './filing-transitions.ts';
import type { PredeterminedAnswer, PredeterminedDecision } from './predetermination.ts';
import { unansweredVoid } from './unanswered-void.ts';

/** How events of filings and payers' answers change a claim. Every change of a state goes through here. */

/** Why an event cannot happen: the filing's state does not allow it, or no payer is billed at all. */
export type FilingEventFailure =
  | { readonly kind: 'transition-illegal' }
  | { readonly kind: 'no-filing' }
  | { readonly kind: 'disclosure-forbidden' }
  | { readonly kind: CorrectionFailure };

/** A claim that is being corrected, or is void, cannot be filed as before. */
type CorrectionFailure = 'claim-being-corrected' | 'claim-void';

/** Events that bring a filing nearer to its payer. None may happen to a claim whose disclosure the patient forbade. */
const disclosing: ReadonlySet<FilingEvent['kind']> = new Set([
  ...(['assembled', 'released', 'batched', 'submitted'] as const),
]);

/** A claim after an event of its current filing. Once a filing is sent, the claim is filed. */
export function afterFilingEvent(balance: ClaimBalance, event: FilingEvent): Result<ClaimBalance, FilingEventFailure> {
  const filing = currentFiling(balance.filings);
  if (filing === undefined) return fail({ kind: 'no-filing' });
  if (balance.disclosureForbidden === true && disclosing.has(event.kind)) return fail({ kind: 'disclosure-forbidden' });
  const refused = event.kind === 'reassembly-requested' ? refusedByCorrection(balance, filing) : undefined;
  if (refused !== undefined) return fail({ kind: refused });
  const next = filingTransition(filing.state, event);
  if (!next.ok) return next;
  const isFurther = balance.filings.some((one) => one !== filing && one.share === filing.share && wasSent(one.state));
  const sentOn = event.kind === 'submitted' && isFurther ? { sentOn: event.on } : {};
  const filings = withFiling(balance.filings, { ...filing, ...sentOn, state: next.value });
  const isFirst = event.kind === 'submitted' && balance.state.kind === 'charged';
  return ok({ ...balance, filings, state: isFirst ? claimAfter(balance.state, { kind: 'filed' }) : balance.state });
}

/**
 * A claim after a payer or a clearinghouse accepted or rejected one of its filings. Fails when that cannot happen: the
 * filing was answered or rejected before.
 */
export function afterAcknowledgement(
  balance: ClaimBalance,
  number: number,
  event: Extract<FilingEvent, { readonly kind: 'accepted' | 'rejected' }>,
): Result<ClaimBalance, FilingEventFailure> {
  const filing = balance.filings.find((one) => one.number === number);
  if (filing === undefined) return fail({ kind: 'no-filing' });
  const next = filingTransition(filing.state, event);
  if (!next.ok) return next;
  return ok({ ...balance, filings: withFiling(balance.filings, { ...filing, state: next.value }) });
}

/**
 * One more filing of a claim: its payer and frequency. `payerClaimNumber` is the payer's own number of the claim that
 * it corrects; `changeReason` says why a facility corrects it.
 */
export type FilingOpened = { readonly kind: 'filing-opened' } & Pick<
  Filing,
  'share' | 'frequency' | 'payerClaimNumber' | 'changeReason'
>;

/**
 * Why no filing can be opened: one is being sent, its payer has not answered an earlier void, the claim has no such
 * share, no filing has been sent yet, or this payer has nothing to correct.
 */
export type FilingOpenedFailure =
  | { readonly kind: CorrectionFailure }
  | { readonly kind: 'nothing-to-correct' }
  | { readonly kind: 'filing-underway' }
  | { readonly kind: 'void-unanswered'; readonly filing: number }
  | { readonly kind: 'share-unknown' }
  | { readonly kind: 'disclosure-forbidden' }
  | { readonly kind: 'transition-illegal' };

/**
 * A claim with one more filing, to be assembled. The claim's account does not change. A payer that is billed now no
 * longer counts as one to which another payer forwarded the claim. Only a claim with a sent filing can have another:
 * before that, its first filing is assembled again.
 */
export function afterFilingOpened(
  balance: ClaimBalance,
  { kind: _kind, ...asked }: FilingOpened,
): Result<ClaimBalance, FilingOpenedFailure> {
  const { state, filings, payers } = balance;
  if (balance.disclosureForbidden === true) return fail({ kind: 'disclosure-forbidden' });
  if (!['filed', 'adjudicated', 'reversed'].includes(state.kind)) return fail({ kind: 'transition-illegal' });
  if (payers[asked.share] === undefined) return fail({ kind: 'share-unknown' });
  if (filings.some((filing) => isUnderway(filing.state))) return fail({ kind: 'filing-underway' });
  const refused = refusedByCorrection(balance, asked);
  if (refused !== undefined) return fail({ kind: refused });
  if (asked.frequency !== 'original' && !isCorrectable(filings, asked)) return fail({ kind: 'nothing-to-correct' });
  const sent = asked.frequency === 'void' ? unansweredVoid(balance, asked.share) : undefined;
  if (sent !== undefined) return fail({ kind: 'void-unanswered', filing: sent.number });
  const number = (currentFiling(filings)?.number ?? 0) + 1;
  const shares = payers.map((payer, share) => (share === asked.share ? withoutForwarding(payer) : payer));
  const repeats = repeatedBy(filings, asked.share);
  const opened: Filing = { number, ...asked, ...present({ repeats }), state: { kind: 'preparing' } };
  return ok({ ...balance, payers: shares, filings: [...filings, opened] });
}

/** The rejected filing that a further one of the share repeats; undefined when the newest one was not rejected. */
function repeatedBy(filings: readonly Filing[], share: number): number | undefined {
  const own = filings.filter((filing) => filing.share === share);
  const last = own.findLast(({ state }) => state.kind !== 'withdrawn' && state.kind !== 'cancelled');
  return last?.state.kind === 'rejected' ? last.number : undefined;
}

function withoutForwarding({ forwardedBy: _forwarded, ...payer }: PayerShare): PayerShare {
  return payer;
}

/** Why a filing must wait for the correction of its claim, or conflicts with it. */
function refusedByCorrection(
  { correction }: ClaimBalance,
  { frequency }: Pick<Filing, 'frequency'>,
): CorrectionFailure | undefined {
  if (correction?.kind === 'open') return 'claim-being-corrected';
  return correction?.kind === 'void' && frequency !== 'void' ? 'claim-void' : undefined;
}

/**
 * Whether the payer has the claim to be corrected. A void needs proof: the claim was accepted or answered, or the payer
 * gave it a number.
 */
function isCorrectable(filings: readonly Filing[], { share, frequency, payerClaimNumber }: Omit<FilingOpened, 'kind'>) {
  const left = filings.filter((filing) => filing.share === share && hasLeft(filing.state));
  const sent = sinceFiledAnew(left);
  if (frequency !== 'void' || payerClaimNumber !== undefined) return sent.length > 0;
  return sent.some(({ state }) => state.kind !== 'submitted');
}

/**
 * A claim whose encounter is corrected or voided, without its charges. Fails once a filing is in a submission or with a
 * payer; no payer has a rejected one.
 */
export function afterCancellation(balance: ClaimBalance): Result<ClaimBalance, FilingEventFailure> {
  if (balance.filings.some((filing) => hasLeft(filing.state))) return fail({ kind: 'transition-illegal' });
  const state = claimTransition(balance.state, { kind: 'cancelled' });
  if (!state.ok) return state;
  const next = afterFilingEvent(balance, { kind: 'cancelled' });
  if (!next.ok && next.failure.kind !== 'no-filing') return next;
  return ok({ ...(next.ok ? next.value : balance), state: state.value });
}

/**
 * A claim that a payer has answered. `filing` is the answered one; none when another payer forwarded the claim. If a
 * reversal was taken as the answer to a void, the void is awaited again: the payer reversed its answer only to give a
 * new one.
 */
export function afterAnswer(
  balance: ClaimBalance,
  share: number,
  outcome: AdjudicationOutcome,
  filing: Filing | undefined,
): ClaimBalance {
  const state = claimAfter(balance.state, { kind: 'adjudicated', outcome, payerPosition: share });
  const filings = withEvent(balance.filings, filing, { kind: 'answered', outcome });
  const mistaken = filings.find(
    (each) => each.share === share && each.frequency === 'void' && isInferred(each) && each.number !== filing?.number,
  );
  return { ...balance, state, filings: withEvent(filings, mistaken, { kind: 'answer-mistaken' }) };
}

/** A predetermination that was sent, with its payer's answer. Nothing is owed, so no payer is in turn. */
export function afterPredetermination(balance: ClaimBalance, answer: PredeterminedAnswer): ClaimBalance {
  const filing = balance.filings.findLast(({ state }) => hasLeft(state));
  return {
    ...balance,
    predetermination: { ...balance.predetermination, answer },
    filings: withEvent(balance.filings, filing, { kind: 'answered' }),
  };
}

/** A predetermination with its payer's decision in a review. A payer that has not decided has not answered. */
export function afterPredeterminationReviewed(balance: ClaimBalance, decision: PredeterminedDecision): ClaimBalance {
  const filing = balance.filings.findLast(({ state }) => hasLeft(state));
  const isDecided = decision.status !== 'pended' && decision.status !== 'refused';
  return {
    ...balance,
    predetermination: { ...balance.predetermination, decision },
    filings: isDecided ? withEvent(balance.filings, filing, { kind: 'answered' }) : balance.filings,
  };
}

/** A predetermination whose payer took its answer back: it waits for another one. */
export function afterPredeterminationReversed(balance: ClaimBalance): ClaimBalance {
  const filing = balance.filings.findLast(({ state }) => hasLeft(state));
  const answered = filing === undefined ? [] : [filing];
  const { answer: _taken, ...predetermination } = balance.predetermination ?? {};
  return {
    ...balance,
    predetermination,
    filings: withEach(balance.filings, answered, { kind: 'answer-reversed' }),
  };
}

/** Whether a filing counts as answered only because of a reversal, which states no outcome. */
function isInferred({ state }: Filing): boolean {
  return state.kind === 'answered' && state.outcome === undefined;
}

/** The extent of a payer's reversal. */
export interface TakenBack {
  readonly share: number;
  /** None of that payer’s answers is left. */
  readonly isWhole: boolean;
  /** The filings whose answers are reversed in full, and those with a partial reversal. */
  readonly filings: readonly Filing[];
  readonly filingsInPart: readonly Filing[];
  /** The day of the reversal. A void that had been sent by then has its answer. */
  readonly on?: LocalDate | undefined;
}

/**
 * A claim whose answers are reversed in full or in part. A filing that was sent since waits for an answer of its own.
 */
export function afterReversal(
  balance: ClaimBalance,
  { share, isWhole, filings, filingsInPart, on }: TakenBack,
): ClaimBalance {
  const state = claimAfter(
    balance.state,
    isWhole
      ? { kind: 'reversed', payerPosition: share }
      : { kind: 'adjudicated', outcome: 'partly-paid', payerPosition: share },
  );
  const back = withEach(balance.filings, filings, { kind: 'answer-reversed' });
  const after = withEach(back, filingsInPart, { kind: 'answered', outcome: 'partly-paid' });
  const voided = isWhole ? voidOfReversal(after, share, on) : undefined;
  return { ...balance, state, filings: withEvent(after, voided, { kind: 'answered' }) };
}

/** The filings after an event of the answered ones. */
function withEach(all: readonly Filing[], some: readonly Filing[], event: FilingEvent): readonly Filing[] {
  const answered = some.filter(({ state }) => state.kind === 'answered');
  return answered.reduce((filings, filing) => withEvent(filings, filing, event), all);
}

function claimAfter(state: ClaimState, event: ClaimEvent): ClaimState {
  const next = claimTransition(state, event);
  invariant(next.ok, 'the event can happen to the claim');
  return next.value;
}

function withEvent(filings: readonly Filing[], filing: Filing | undefined, event: FilingEvent): readonly Filing[] {
  if (filing === undefined) return filings;
  const next = filingTransition(filing.state, event);
  invariant(next.ok, 'what has left can be answered, and an answer reversed');
  return withFiling(filings, { ...filing, state: next.value });
}

function withFiling(filings: readonly Filing[], changed: Filing): readonly Filing[] {
  return filings.map((filing) => (filing.number === changed.number ? changed : filing));
}
