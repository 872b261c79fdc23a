import type { UnappliedReason } from '../../shared/domain/acknowledgement/acknowledgement.ts';
import type { Verdict } from '../../shared/domain/acknowledgement/verdict.ts';
import { wasSent } from '../../shared/domain/claim/answered-filing.ts';
import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import type { Filing } from '../../shared/domain/claim/filing.ts';
import { dayIn } from '../../shared/domain/time/time-zone.ts';
import { readClaimAcknowledgements } from '../../shared/store/acknowledgements.ts';
import { readSubmission } from '../../shared/store/submissions.ts';
import type { ApplyDeps, ApplyTask } from './context.ts';

/**
 * What an acknowledgement says about the claim's origin: the batch, the day on which it was made, the payer's own
 * number.
 */
interface Said {
  readonly trace: string;
  readonly on: string | undefined;
  readonly payerClaimNumber: string | undefined;
  readonly verdict: Verdict;
}

/**
 * Finds the filing that an acknowledgement is about. All filings of a claim have the same patient control number, so
 * the batch decides: payers return our file's reference. When a clearinghouse has put the claim into a batch of its
 * own, only filings that had been sent by that day are possible. It is the only one of them; or the one with the
 * payer's number; or the only one that is not known under another number. An acceptance is never about a rejected
 * filing. When none of this decides, a person chooses. A filing that waits for an answer is not taken just because it
 * waits: a clearinghouse may be repeating its answer to an earlier filing. Nobody is asked when an acceptance changes
 * nothing, whichever filing it is about.
 */
export async function acknowledgedFilingOf(
  { tenant }: ApplyTask,
  { claimId, filings }: Pick<ClaimBalance, 'claimId' | 'filings'>,
  { trace, on, payerClaimNumber, verdict }: Said,
  { table }: ApplyDeps,
): Promise<number | Extract<UnappliedReason, 'claim-not-sent' | 'filing-unclear'>> {
  const sent = filings.filter(({ state }) => wasSent(state));
  const named = sent.find((filing) => submissionOf(filing) === trace);
  const [first, ...more] = sent;
  if (first === undefined) return 'claim-not-sent';
  if (named !== undefined || more.length === 0) return (named ?? first).number;
  const days = await Promise.all(sent.map((filing) => leftOn(filing)));
  const possible = sent.filter((_, index) => index === 0 || on === undefined || (days[index] ?? '') <= on);
  const known = await readClaimAcknowledgements(table, tenant, claimId);
  const saysOf = (own: Filing) => known.filter(({ filing }) => filing === own.number);
  const numbersOf = (own: Filing) => saysOf(own).flatMap((said) => said.payerClaimNumber ?? []);
  const isNumbered = (own: Filing) => payerClaimNumber !== undefined && numbersOf(own).includes(payerClaimNumber);
  const isOther = (own: Filing) => payerClaimNumber !== undefined && numbersOf(own).length > 0 && !isNumbered(own);
  const isAlive = ({ state }: Filing) => verdict !== 'accepted' || state.kind !== 'rejected';
  const left = possible.filter((filing) => !isOther(filing) && isAlive(filing));
  for (const [only, ...others] of [possible, possible.filter(isNumbered), left]) {
    if (only !== undefined && others.length === 0) return only.number;
  }
  const changesNothing = verdict === 'accepted' && left.every(({ state }) => state.kind !== 'submitted');
  const newest = left.at(-1);
  return changesNothing && payerClaimNumber === undefined && newest !== undefined ? newest.number : 'filing-unclear';

  async function leftOn(filing: Filing): Promise<string | undefined> {
    if (filing.sentOn !== undefined) return filing.sentOn;
    const id = submissionOf(filing);
    const submission = id === undefined ? undefined : await readSubmission(table, tenant, id);
    return submission === undefined ? undefined : dayIn(submission.timeZone, submission.createdAt);
  }
}

/** The submission that sent a filing; undefined when another system sent it. */
export function submissionOf(filing: Filing | undefined): string | undefined {
  const state = filing?.state;
  return state !== undefined && 'submissionId' in state ? state.submissionId : undefined;
}
