import type { Acknowledgement } from '../../shared/domain/acknowledgement/acknowledgement.ts';
import { noAnswers } from '../../shared/domain/acknowledgement/acknowledgement.ts';
import { saidDigest, stepWrite, submissionAcknowledgementItem } from '../../shared/store/acknowledgements.ts';
import { submissionAcknowledgementKey } from '../../shared/store/keys/acknowledgement.ts';
import { reportBytesRead, submissionsListed, submissionsNamedIn } from '../../shared/store/named-submissions.ts';
import { officeDay } from '../../shared/store/office.ts';
import { readSubmission } from '../../shared/store/submissions.ts';
import { type ApplyDeps, type ApplyTask, commit, partAudit } from './context.ts';

/**
 * Keeps a payer's report in a form of its own with the submissions that it is about: those that a person named, and
 * those whose id, control number or claims its text contains. Nothing in the report is taken as an answer.
 */
export async function applyReport(task: ApplyTask, deps: ApplyDeps): Promise<void> {
  const { tenant, file } = task;
  const length = Math.min(file.sizeBytes, reportBytesRead);
  const text = Buffer.from(await deps.files.getRange(file.object, 0, length)).toString('latin1');
  const given = file.submissionIds ?? [];
  const found = [...new Set([...given, ...(await submissionsNamedIn(deps.table, tenant, text))])].slice(
    0,
    submissionsListed,
  );
  const submissions = await Promise.all(found.map((id) => readSubmission(deps.table, tenant, id)));
  const known = found.filter((_, index) => submissions[index] !== undefined);
  const said: Acknowledgement = {
    kind: 'report',
    receivedAt: file.receivedAt,
    fileId: file.id,
    saidAt: await officeDay(deps.table, tenant, file.receivedAt),
    verdict: 'passed-on',
  };
  const end = { state: 'applied' as const, submissionIds: known };
  await commit(task, deps, [
    ...known.map((submissionId) => ({
      put: submissionAcknowledgementItem(
        submissionAcknowledgementKey(tenant, submissionId, said.saidAt, saidDigest(['report', file.id])),
        { ...said, submissionId },
      ),
    })),
    stepWrite(tenant, file, { steps: 1, counts: noAnswers, end }),
    partAudit(task, deps.now().toISOString(), 'report', {
      action: 'acknowledgement-applied',
      facts: { submissions: known.length },
    }),
  ]);
}
