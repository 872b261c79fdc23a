import type { FilingContent, FilingDocument } from '../../shared/domain/claim/filing-document.ts';
import type { Submission } from '../../shared/domain/claim/submission.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import { invariant } from '../../shared/domain/result.ts';
import type { Instant } from '../../shared/domain/time/local-date.ts';
import { usageWith } from '../../shared/domain/trading-partner/trading-partner.ts';
import { errorReasons } from '../../shared/filing/content.ts';
import { stopInTime } from '../../shared/runtime/queue-handler.ts';
import { controlNumberRow } from '../../shared/store/acknowledgements.ts';
import { batchedLine, historyWrite } from '../../shared/store/claim-history.ts';
import { heldExceptionWrite, readBalances } from '../../shared/store/claims.ts';
import { readFilingDocuments } from '../../shared/store/filings.ts';
import {
  controlNumberWrite,
  lastControlNumber,
  leaveWrite,
  readSubmission,
  readSubmissionClaim,
  readSubmissionClaims,
  type SubmissionClaim,
  stepWrite,
  submissionClaimRemoval,
} from '../../shared/store/submissions.ts';
import type { Table, Write } from '../../shared/store/table.ts';
import { reasonOfFinding, structureFindings } from '../../shared/x12/837/scrub/scrub-claim.ts';
import { claimWriteProblems, writeSubmissionFile } from '../../shared/x12/837/submission-file.ts';
import { validate837 } from '../../shared/x12/837/validate/validate-837.ts';
import {
  actor,
  commit,
  commitPack,
  eventWrite,
  filingName,
  isBatchedIn,
  type KnownClaims,
  type SubmitDeps,
  type SubmitTask,
  stepAudit,
  wholeFileMilliseconds,
} from './context.ts';

const highestControlNumber = 999_999_999;

/**
 * Fixes which claims the file will contain. A claim that the writer refuses is removed first and held with the reason:
 * one transaction removes it from the submission's list and holds it, only while the submission is closed. So a claim
 * that was corrected and taken by a later submission cannot return to this one through a slower worker. Sealing then
 * takes a control number in one transaction: the number belongs to this submission or was never issued.
 */
export async function seal(
  task: SubmitTask,
  { submission, known }: { readonly submission: Submission; readonly known: KnownClaims },
  deps: SubmitDeps,
): Promise<void> {
  const rows = await readSubmissionClaims(deps.table, task.tenantId, task.submissionId);
  if (rows.length === 0) return end(task, deps);
  stopInTime(task.delivery, wholeFileMilliseconds);
  const documents = await readRows(deps.table, task.tenantId, rows, known);
  const refused = refusedClaims(submission, rows, documents, deps);
  // After refusals the caller reads the submission's state again.
  for (const { row, reasons } of refused) await refuse(task, row, reasons, deps);
  if (refused.length === 0) await numberIt(task, deps);
}

interface Refused {
  readonly row: SubmissionClaim;
  readonly reasons: readonly string[];
}

function refusedClaims(
  submission: Submission,
  rows: readonly SubmissionClaim[],
  documents: readonly (FilingDocument | undefined)[],
  deps: SubmitDeps,
): readonly Refused[] {
  const contents = documents.filter((document) => document !== undefined);
  const isWhole = contents.length === rows.length;
  const faults = isWhole ? faultsOfFile(submission, contents, deps) : [];
  if (isWhole && faults.length === 0) return [];
  const refused = rows.flatMap((row, index): Refused[] => {
    const document = documents[index];
    const reasons = document === undefined ? ['claim-has-errors'] : reasonsOf(document, submission);
    return reasons.length === 0 ? [] : [{ row, reasons }];
  });
  if (refused.length > 0) return refused;
  // Each claim is valid alone, but the file with all of them is not: none is sent.
  const reasons = ['claim-has-errors', ...faults.slice(0, reasonsKept)];
  return rows.map((row) => ({ row, reasons }));
}

/** What stops a file with these claims: what the writer refuses, or what the guides' tables find in its output. */
function faultsOfFile(submission: Submission, contents: readonly FilingContent[], deps: SubmitDeps): readonly string[] {
  const written = writeSubmissionFile({
    reference: submission.id,
    createdAt: submission.createdAt,
    timeZone: submission.timeZone,
    ...present({ submitterName: submission.submitterName, partner: submission.partner }),
    controlNumber: '000000001',
    usage: usageWith(submission.partner, deps.usage),
    contents,
  });
  if (!written.ok) return written.failure.problems.map(({ kind, place }) => `${kind} ${place}`);
  return validate837(written.value).map((fault) => reasonOfFinding({ ...fault, kind: fault.code, pointer: '/' }));
}

/** At most this many of a claim's errors are kept. */
const reasonsKept = 5;

/** Why a claim cannot be sent: findings of its own scrub, or characters that the receiver's separators rule out. */
function reasonsOf(document: FilingContent, { partner }: Submission): readonly string[] {
  const reasons = errorReasons(document);
  if (reasons.length > 0 || partner === undefined) return reasons;
  const problems = claimWriteProblems(document, 'syntax', partner).map(({ kind, place }) => `${kind} ${place}`);
  const found = problems.length > 0 ? problems : structureFindings(document, partner).map(reasonOfFinding);
  return found.length === 0 ? [] : ['claim-has-errors', ...found.slice(0, reasonsKept)];
}

/**
 * The claims of a submission, as they are sent. A claim that is being sent keeps its document, so known claims are not
 * read again.
 */
export async function readRows(
  table: Table,
  tenant: TenantId,
  rows: readonly SubmissionClaim[],
  { documents }: Pick<KnownClaims, 'documents'>,
): Promise<(FilingDocument | undefined)[]> {
  const names = rows.map(({ claimId, filing }) => ({ claimId, number: filing }));
  const missing = names.filter((name) => !documents.has(filingName(name)));
  for (const document of await readFilingDocuments(table, tenant, missing)) {
    if (document !== undefined) documents.set(filingName(document), document);
  }
  return names.map((name) => documents.get(filingName(name)));
}

async function refuse(task: SubmitTask, row: SubmissionClaim, reasons: readonly string[], deps: SubmitDeps) {
  const { tenantId, submissionId } = task;
  await commitPack(task, deps, async () => {
    const [balance] = await readBalances(deps.table, tenantId, [row.claimId]);
    const submission = await readSubmission(deps.table, tenantId, submissionId);
    const found = await readSubmissionClaim(deps.table, tenantId, submissionId, row.claimId);
    if (!isBatchedIn(balance, submissionId) || submission?.state.kind !== 'closed' || found === undefined)
      return undefined;
    const at = deps.now().toISOString();
    return [
      leaveWrite(tenantId, submissionId, row),
      submissionClaimRemoval(found),
      eventWrite(tenantId, balance, { kind: 'refused', submissionId, reasons }),
      ...refusalLines(task, row, balance.version, at),
      heldExceptionWrite(tenantId, balance, reasons, at),
      stepAudit(task, 'submission-claim-refused', { at, part: `refuse-${row.claimId}`, claims: 1 }),
    ];
  });
}

/** A removed claim has no row in the submission any more, so the claim's own history records both steps. */
function refusalLines(
  { tenantId, submissionId }: SubmitTask,
  row: SubmissionClaim,
  version: number,
  at: Instant,
): Write[] {
  const refused = { at, actor, event: 'refused', from: 'batched', to: 'held', facts: { submissionId } };
  const discriminator = String(version + 1).padStart(9, '0');
  return [
    historyWrite(tenantId, row.claimId, batchedLine(submissionId, row), `${discriminator}-batched`),
    historyWrite(tenantId, row.claimId, refused, `${discriminator}-refused`),
  ];
}

/** The submission has no claim left. */
async function end(task: SubmitTask, deps: SubmitDeps): Promise<void> {
  await commit(task, deps, [stepWrite(task.tenantId, task.submissionId, { from: 'closed', to: { kind: 'empty' } })]);
}

async function numberIt(task: SubmitTask, deps: SubmitDeps): Promise<void> {
  const { tenantId, submissionId } = task;
  await commitPack(task, deps, async () => {
    const submission = await readSubmission(deps.table, tenantId, submissionId);
    if (submission?.state.kind !== 'closed') return undefined;
    const last = await lastControlNumber(deps.table, tenantId);
    invariant(
      last < highestControlNumber,
      'all control numbers of nine digits are used: agree with the receiver to start again',
    );
    const controlNumber = String(last + 1).padStart(9, '0');
    return [
      controlNumberWrite(tenantId, last),
      controlNumberRow(tenantId, controlNumber, submissionId),
      stepWrite(tenantId, submissionId, { from: 'closed', to: { kind: 'sealed', controlNumber } }),
    ];
  });
}
