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
 * the batch decides: payers return our file's reference, unless a clearinghouse has put the claim into its own batch.
 * Otherwise, of the filings that had been sent by that day, it is the one with the payer's number, or the only one that
 * nobody has acknowledged yet. A payer may answer a filing before its acknowledgement comes, so an answer alone does not
 * rule it out. An acceptance is never about a rejected filing. When none of this decides, a person chooses.
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
  const numbered = possible.filter((filing) =>
    saysOf(filing).some((said) => payerClaimNumber !== undefined && said.payerClaimNumber === payerClaimNumber),
  );
  const waiting = possible.filter(
    (filing) => filing.state.kind === 'submitted' || (isAnswered(filing) && saysOf(filing).length === 0),
  );
  const alive = verdict === 'accepted' ? possible.filter(({ state }) => state.kind !== 'rejected') : [];
  for (const [only, ...others] of [possible, numbered, waiting, alive]) {
    if (only !== undefined && others.length === 0) return only.number;
  }
  return 'filing-unclear';

  async function leftOn(filing: Filing): Promise<string | undefined> {
    if (filing.sentOn !== undefined) return filing.sentOn;
    const id = submissionOf(filing);
    const submission = id === undefined ? undefined : await readSubmission(table, tenant, id);
    return submission === undefined ? undefined : dayIn(submission.timeZone, submission.createdAt);
  }
}

function isAnswered({ state }: Filing): boolean {
  return state.kind === 'answered' || state.kind === 'reversed';
}

/** The submission that sent a filing; undefined when another system sent it. */
export function submissionOf(filing: Filing | undefined): string | undefined {
  const state = filing?.state;
  return state !== undefined && 'submissionId' in state ? state.submissionId : undefined;
}
