import type { Acknowledgement } from '../../shared/domain/acknowledgement/acknowledgement.ts';
import { noAnswers } from '../../shared/domain/acknowledgement/acknowledgement.ts';
import {
  claimAcknowledgementItem,
  saidDigest,
  stepWrite,
  submissionAcknowledgementItem,
} from '../../shared/store/acknowledgements.ts';
import { claimAcknowledgementKey, submissionAcknowledgementKey } from '../../shared/store/keys/acknowledgement.ts';
import { namedIn, reportBytesRead, submissionsListed } from '../../shared/store/named-in-report.ts';
import { officeDay } from '../../shared/store/office.ts';
import { readSubmission } from '../../shared/store/submissions.ts';
import { type ApplyDeps, type ApplyTask, commit, partAudit } from './context.ts';

/** How many claims get their copy of a report in one transaction. */
const claimsAtOnce = 100;

/**
 * Keeps a payer's report in a form of its own with the submissions and claims that it is about: those that a person
 * named, and those whose id or number its text contains. Nothing in the report is taken as an answer.
 */
export async function applyReport(task: ApplyTask, deps: ApplyDeps): Promise<void> {
  const { tenant, file } = task;
  const length = Math.min(file.sizeBytes, reportBytesRead);
  const text = Buffer.from(await deps.files.getRange(file.object, 0, length)).toString('latin1');
  const given = file.submissionIds ?? [];
  const named = await namedIn(deps.table, tenant, text);
  const found = [...new Set([...given, ...named.submissionIds])].slice(0, submissionsListed);
  const submissions = await Promise.all(found.map((id) => readSubmission(deps.table, tenant, id)));
  const known = found.filter((_, index) => submissions[index] !== undefined);
  const said: Acknowledgement = {
    kind: 'report',
    receivedAt: file.receivedAt,
    fileId: file.id,
    saidAt: await officeDay(deps.table, tenant, file.receivedAt),
    verdict: 'passed-on',
  };
  const digest = saidDigest(['report', file.id]);
  const ofClaims = named.claimIds.map((claimId) => ({
    put: claimAcknowledgementItem(claimAcknowledgementKey(tenant, claimId, said.saidAt, digest), {
      ...said,
      effect: 'none',
    }),
  }));
  // A report may name more claims than a transaction has room for. The same report writes the same items again.
  for (let from = 0; from < ofClaims.length; from += claimsAtOnce) {
    await deps.table.transact(ofClaims.slice(from, from + claimsAtOnce));
  }
  const end = { state: 'applied' as const, submissionIds: known };
  await commit(task, deps, [
    ...known.map((submissionId) => ({
      put: submissionAcknowledgementItem(submissionAcknowledgementKey(tenant, submissionId, said.saidAt, digest), {
        ...said,
        submissionId,
      }),
    })),
    stepWrite(tenant, file, { steps: 1, counts: noAnswers, end }),
    partAudit(task, deps.now().toISOString(), 'report', {
      action: 'acknowledgement-applied',
      facts: { submissions: known.length, claims: named.claimIds.length },
    }),
  ]);
}
