import type { Acknowledgement } from '../../shared/domain/acknowledgement/acknowledgement.ts';
import { verdictOf } from '../../shared/domain/acknowledgement/verdict.ts';
import type { Submission } from '../../shared/domain/claim/submission.ts';
import { present } from '../../shared/domain/present.ts';
import { awaitedOf, contradictionWrite, missingResolvedWrites } from '../../shared/store/acknowledgement-alarms.ts';
import { fileAnswerWrite, saidDigest, submissionAcknowledgementItem } from '../../shared/store/acknowledgements.ts';
import { readFilingDocuments } from '../../shared/store/filings.ts';
import { submissionAcknowledgementKey } from '../../shared/store/keys/acknowledgement.ts';
import { readSubmission, readSubmissionClaims, type SubmissionClaim } from '../../shared/store/submissions.ts';
import type { Write } from '../../shared/store/table.ts';
import type {
  ScannedClaimAcknowledgement,
  StatedBatch,
  StatedLevel,
} from '../../shared/x12/acknowledgement/claim-acknowledgement.ts';
import { areClaimsThere } from './already-there.ts';
import { unapplied } from './answered-file.ts';
import { type Applied, type ApplyDeps, type ApplyTask, commit, partAudit } from './context.ts';
import { rejectFilings } from './reject-filings.ts';
import { waitingClaims } from './waiting-claims.ts';

/**
 * Applies the statuses that a 277CA gives above its claims. A batch that is rejected without naming a claim is rejected
 * as a whole. If only one provider's part of it is rejected, only that provider's claims are. Statuses of batches are
 * kept with the submission.
 */
export async function applyBatches(
  task: ApplyTask,
  content: ScannedClaimAcknowledgement,
  deps: ApplyDeps,
): Promise<Applied> {
  const { tenant, file } = task;
  let known = 0;
  let unknown = 0;
  for (const batch of content.batches) {
    const submission = isSubmissionId(batch.trace) ? await readSubmission(deps.table, tenant, batch.trace) : undefined;
    if (submission?.state.kind === 'submitted') {
      await applyBatch(task, { content, batch, submission }, deps);
      known += 1;
    } else if (batch.claims === 0) unknown += 1;
  }
  if (unknown > 0 && known === 0) {
    const about = content.batches[0]?.trace ?? content.reference;
    return unapplied(task, { kind: '277CA', about, reason: 'batch-unknown' });
  }
  const answer = { kind: '277CA', about: content.reference, claims: content.claims } as const;
  return { parts: 1, counts: {}, writes: [fileAnswerWrite(tenant, file.id, file.steps, answer)] };
}

/** Closes the exception about missing answers once all claims of this submission have been answered. */
async function noLongerMissing({ tenant }: ApplyTask, submission: Submission, deps: ApplyDeps): Promise<Write[]> {
  const awaited = awaitedOf(submission, 'claims');
  const resolved = await missingResolvedWrites(deps.table, tenant, awaited, deps.now().toISOString());
  return resolved.length > 0 && (await waitingClaims(tenant, submission, deps)) === 0 ? resolved : [];
}

const isSubmissionId = (trace: string): boolean => /^sub_[0-9A-Z]{26}$/.test(trace);

interface Batch {
  readonly content: ScannedClaimAcknowledgement;
  readonly batch: StatedBatch;
  readonly submission: Submission;
}

/** The statuses of one batch, stored with its submission once, however often this is tried. */
async function applyBatch(task: ApplyTask, { content, batch, submission }: Batch, deps: ApplyDeps): Promise<void> {
  const { tenant, file } = task;
  const { createdOn = '', createdTime = '', source } = content;
  const refused = [batch, ...batch.providers].filter(isRefusedWhole);
  const inRefusal = refused.flatMap((level) => level.statuses);
  const isCopy = await areClaimsThere(task, submission.id, inRefusal, deps);
  const refusing = isCopy ? [] : refused;
  const statuses = [batch, ...batch.providers].flatMap((level) => level.statuses).slice(0, 50);
  const said: Acknowledgement = {
    kind: '277CA',
    receivedAt: file.receivedAt,
    fileId: file.id,
    saidAt: createdTime === '' ? createdOn : `${createdOn}T${createdTime}`,
    submissionId: submission.id,
    verdict: isCopy ? 'already-there' : refusing.length > 0 ? 'rejected' : verdictOf(batch.statuses),
    ...present({ by: source && { role: source.role, name: source.name, ...present({ id: source.id }) } }),
    statuses,
  };
  let isTakenIn = false;
  for (const level of refusing) {
    const isRefused = level === batch ? () => true : await ofProvider(task, submission, level.party?.id, deps);
    if (await rejectFilings(task, submission, { reason: 'batch-refused', said, isRefused }, deps)) isTakenIn = true;
  }
  const digest = saidDigest([said.kind, source?.id, content.reference, statuses, batch.claims]);
  const key = submissionAcknowledgementKey(tenant, submission.id, said.saidAt, digest);
  const at = deps.now().toISOString();
  await commit(task, deps, [
    { put: submissionAcknowledgementItem(key, said) },
    ...(isTakenIn ? [contradictionWrite(tenant, { submissionId: submission.id, fileId: file.id }, at)] : []),
    ...(await noLongerMissing(task, submission, deps)),
    partAudit(task, at, `batch-${submission.id}`, { action: 'acknowledgement-applied', facts: { batches: 1 } }),
  ]);
}

/** Whether a level is rejected without naming a claim: everything below it is then rejected. */
function isRefusedWhole({ statuses, claims }: StatedLevel): boolean {
  return claims === 0 && verdictOf(statuses) === 'rejected';
}

/**
 * The claims of one billing provider. Returns all claims when no provider is named, or when the batch has no claim of
 * that provider.
 */
async function ofProvider(
  { tenant }: ApplyTask,
  submission: Submission,
  npi: string | undefined,
  { table }: ApplyDeps,
): Promise<(claim: SubmissionClaim) => boolean> {
  const rows = await readSubmissionClaims(table, tenant, submission.id);
  const names = rows.map(({ claimId, filing }) => ({ claimId, number: filing }));
  const documents = await readFilingDocuments(table, tenant, names);
  const own = new Set(
    rows.filter((_, index) => documents[index]?.claim.billingProvider.npi === npi).map(({ claimId }) => claimId),
  );
  return npi === undefined || own.size === 0 ? () => true : ({ claimId }) => own.has(claimId);
}
