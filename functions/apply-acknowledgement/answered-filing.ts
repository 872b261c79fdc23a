import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { type Filing, hasLeft } from '../../shared/domain/claim/filing.ts';
import { dayIn } from '../../shared/domain/time/time-zone.ts';
import { readSubmission } from '../../shared/store/submissions.ts';
import type { ApplyDeps, ApplyTask } from './context.ts';

/** What an acknowledgement says of where the claim came from: the batch, and the day on which it was made. */
interface Said {
  readonly trace: string;
  readonly on: string | undefined;
}

/**
 * The number of the filing that an acknowledgement is about. A claim keeps its patient control number, so that the batch tells: the
 * reference of our file, which the payer returns unless a clearinghouse has put the claim into a batch of its own. Then it is the newest
 * filing that had left by the day of the acknowledgement. Undefined: the claim was never sent.
 */
export async function answeredFilingOf(
  { tenant }: ApplyTask,
  { filings }: Pick<ClaimBalance, 'filings'>,
  { trace, on }: Said,
  { table }: ApplyDeps,
): Promise<number | undefined> {
  const sent = filings.filter(({ state }) => hasLeft(state) || state.kind === 'rejected');
  const named = sent.find((filing) => submissionOf(filing) === trace);
  const [first, ...more] = sent;
  if (named !== undefined || more.length === 0) return (named ?? first)?.number;
  for (const filing of sent.toReversed()) {
    const id = submissionOf(filing);
    const submission = id === undefined ? undefined : await readSubmission(table, tenant, id);
    if (submission === undefined || on === undefined) return filing.number;
    if (dayIn(submission.timeZone, submission.createdAt) <= on) return filing.number;
  }
  return first?.number;
}

function submissionOf({ state }: Filing): string | undefined {
  return 'submissionId' in state ? state.submissionId : undefined;
}
