import type { Acknowledgement } from '../../shared/domain/acknowledgement/acknowledgement.ts';
import { noAnswers } from '../../shared/domain/acknowledgement/acknowledgement.ts';
import { parseClaimId } from '../../shared/domain/identity/ids.ts';
import {
  saidDigest,
  stepWrite,
  submissionAcknowledgementItem,
  submissionOfControlNumber,
} from '../../shared/store/acknowledgements.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { submissionAcknowledgementKey } from '../../shared/store/keys/acknowledgement.ts';
import { officeDay } from '../../shared/store/office.ts';
import { readSubmission } from '../../shared/store/submissions.ts';
import { type ApplyDeps, type ApplyTask, commit, partAudit } from './context.ts';

/** At most this much of a report is read to find the submissions that it mentions, and at most this many are listed. */
const readBytes = 1 << 20;
const submissionsListed = 20;
const claimsLookedUp = 200;

/**
 * Keeps a payer's report in a form of its own with the submissions that it is about: those that a person named, and
 * those whose id, control number or claims its text contains. Nothing in the report is taken as an answer.
 */
export async function applyReport(task: ApplyTask, deps: ApplyDeps): Promise<void> {
  const { tenant, file } = task;
  const length = Math.min(file.sizeBytes, readBytes);
  const text = Buffer.from(await deps.files.getRange(file.object, 0, length)).toString('latin1');
  const given = file.submissionIds ?? [];
  const found = [...new Set([...given, ...(await submissionsIn(task, text, deps))])].slice(0, submissionsListed);
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

async function submissionsIn({ tenant }: ApplyTask, text: string, { table }: ApplyDeps): Promise<readonly string[]> {
  const ids = text.match(/\bsub_[0-9A-HJKMNP-TV-Z]{26}\b/g) ?? [];
  const numbers = [...new Set(text.match(/\b\d{9}\b/g) ?? [])].slice(0, submissionsListed);
  const byNumber = await Promise.all(numbers.map((number) => submissionOfControlNumber(table, tenant, number)));
  const claims = [...new Set(text.match(/\bS[0-9A-HJKMNP-TV-Z]{15}\b/g) ?? [])].filter((id) => parseClaimId(id).ok);
  const balances = await readBalances(table, tenant, claims.slice(0, claimsLookedUp));
  const byClaim = balances.flatMap((balance) =>
    (balance?.filings ?? []).flatMap(({ state }) => ('submissionId' in state ? [state.submissionId] : [])),
  );
  return [...ids, ...byNumber, ...byClaim].filter((id) => id !== undefined);
}
