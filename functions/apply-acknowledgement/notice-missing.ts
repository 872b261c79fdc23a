import type { Submission } from '../../shared/domain/claim/submission.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { MessageOf } from '../../shared/queue/messages.ts';
import {
  type Awaited,
  missingMessage,
  missingResolvedWrites,
  missingState,
  missingWrite,
} from '../../shared/store/acknowledgement-alarms.ts';
import { dueWrite, workerAudit } from '../../shared/store/change.ts';
import { readSubmission } from '../../shared/store/submissions.ts';
import { type ApplyDeps, actor } from './context.ts';
import { waitingClaims } from './waiting-claims.ts';

/** After the first check, a submission is checked once a day, for this long. */
const dayMilliseconds = 24 * 3_600_000;
const daysLookedAt = 60;

/**
 * Checks whether a submission still lacks an answer that was due. If so, opens an exception, which closes by itself
 * when the answer comes. Checks end when a person has closed it, or after two months.
 */
export async function noticeMissing(
  tenant: TenantId,
  { submissionId, of }: Extract<MessageOf<'apply-acknowledgement'>, { readonly work: 'missing' }>,
  deps: ApplyDeps,
): Promise<void> {
  const { table, logger } = deps;
  const awaited: Awaited = { submissionId, of };
  const submission = await readSubmission(table, tenant, submissionId);
  const state = await missingState(table, tenant, awaited);
  if (submission?.state.kind !== 'submitted' || state === 'closed') return;
  const now = deps.now();
  const at = now.toISOString();
  const isAnswered = of === 'file' && isFileAnswered(submission);
  const claims = isAnswered ? 0 : await waitingClaims(tenant, submission, deps);
  if (claims === 0) {
    const resolved = await missingResolvedWrites(table, tenant, awaited, at);
    if (resolved.length > 0) await table.transact(resolved);
    return;
  }
  const hours = Math.floor((now.getTime() - Date.parse(submission.state.submittedAt)) / 3_600_000);
  const next = new Date(now.getTime() + dayMilliseconds).toISOString();
  const again = hours > daysLookedAt * 24 ? [] : [dueWrite(at, missingMessage(tenant, awaited, next))];
  if (state === 'open') {
    await table.transact(again);
    return;
  }
  await table.transact([
    missingWrite(tenant, awaited, { hours, claims, receiverId: submission.receiverId }, at),
    ...again,
    workerAudit(actor, tenant, at, { action: 'acknowledgement-missed', entityId: submissionId, facts: { of, hours } }),
  ]);
  logger.warn('acknowledgement-missing', { tenantId: tenant, submissionId, of, hours });
}

/** Whether the file was answered. A TA1 that accepts it says only that its envelope was readable. */
function isFileAnswered({ interchangeAnswer, functionalAnswer }: Submission): boolean {
  return functionalAnswer !== undefined || interchangeAnswer === 'rejected';
}
