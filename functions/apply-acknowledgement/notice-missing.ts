import type { Submission } from '../../shared/domain/claim/submission.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { hoursFor } from '../../shared/domain/trading-partner/answers-due.ts';
import type { MessageOf } from '../../shared/queue/messages.ts';
import {
  type Awaited,
  awaitedOf,
  missingMessage,
  missingResolvedWrites,
  missingState,
  missingWrite,
} from '../../shared/store/acknowledgement-alarms.ts';
import { dueWrite, workerAudit } from '../../shared/store/change.ts';
import { readSubmission } from '../../shared/store/submissions.ts';
import { readPartnerTerms } from '../../shared/store/trading-partners.ts';
import { type ApplyDeps, actor } from './context.ts';
import { waitingClaims } from './waiting-claims.ts';

/** After the first check, a submission is checked once a day for two months, then once a week while the exception is open. */
const dayMilliseconds = 24 * 3_600_000;
const dailyDays = 60;
const weekMilliseconds = 7 * dayMilliseconds;

/**
 * Checks whether a submission still lacks an answer that was due. If so, opens an exception, which closes by itself
 * when the answer comes, when payers have decided all claims, or when the partner's terms expect no answer any more.
 * Checks end then, or when a person has closed it.
 */
export async function noticeMissing(
  tenant: TenantId,
  { submissionId, of }: Extract<MessageOf<'apply-acknowledgement'>, { readonly work: 'missing' }>,
  deps: ApplyDeps,
): Promise<void> {
  const { table, logger } = deps;
  const submission = await readSubmission(table, tenant, submissionId);
  if (submission?.state.kind !== 'submitted') return;
  const { submittedAt } = submission.state;
  const awaited = awaitedOf(submission, of);
  const state = await missingState(table, tenant, awaited, submittedAt);
  if (state === 'closed') return;
  const now = deps.now();
  const at = now.toISOString();
  const isOver = (of === 'file' && isFileAnswered(submission)) || (await isSilent(tenant, awaited, deps));
  const claims = isOver ? 0 : await waitingClaims(tenant, submission, deps);
  if (claims === 0) {
    const resolved = await missingResolvedWrites(table, tenant, awaited, at);
    if (resolved.length > 0) await table.transact(resolved);
    return;
  }
  const hours = Math.floor((now.getTime() - Date.parse(submittedAt)) / 3_600_000);
  const pause = hours > dailyDays * 24 ? weekMilliseconds : dayMilliseconds;
  const again = dueWrite(at, missingMessage(tenant, awaited, new Date(now.getTime() + pause).toISOString()));
  if (state === 'open') {
    await table.transact([again]);
    return;
  }
  await table.transact([
    missingWrite(tenant, awaited, { hours, claims, receiverId: submission.receiverId }, at),
    again,
    workerAudit(actor, tenant, at, { action: 'acknowledgement-missed', entityId: submissionId, facts: { of, hours } }),
  ]);
  logger.warn('acknowledgement-missing', { tenantId: tenant, submissionId, of, hours });
}

/** Whether a partner with which nothing was agreed when the file was sent is now known not to answer. */
async function isSilent(tenant: TenantId, { receiverId, of }: Awaited, { table }: ApplyDeps): Promise<boolean> {
  const terms = receiverId === undefined ? undefined : await readPartnerTerms(table, tenant, receiverId);
  return terms?.expects !== undefined && hoursFor(terms.expects, of) === undefined;
}

/** Whether the file was answered. A TA1 that accepts it says only that its envelope was readable. */
function isFileAnswered({ interchangeAnswer, functionalAnswer }: Submission): boolean {
  return functionalAnswer !== undefined || interchangeAnswer === 'rejected';
}
