import type { Submission, SubmittedFile } from '../../shared/domain/claim/submission.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import { invariant } from '../../shared/domain/result.ts';
import type { Instant } from '../../shared/domain/time/local-date.ts';
import { dayIn } from '../../shared/domain/time/time-zone.ts';
import { usageWith } from '../../shared/domain/trading-partner/trading-partner.ts';
import { stopInTime } from '../../shared/runtime/queue-handler.ts';
import { dueWrite } from '../../shared/store/change.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { deadlinesEnded } from '../../shared/store/deadline-alarms.ts';
import { deliveryMessage, expectationWrites, newDelivery, newDeliveryWrite } from '../../shared/store/deliveries.ts';
import { fileKey, sha256Hex } from '../../shared/store/files.ts';
import { readSubmissionClaims, type SubmissionClaim, stepWrite } from '../../shared/store/submissions.ts';
import type { Write } from '../../shared/store/table.ts';
import { writeSubmissionFile } from '../../shared/x12/837/submission-file.ts';
import {
  actor,
  claimsPerTransaction,
  commit,
  commitPack,
  eventWrite,
  isBatchedIn,
  type KnownClaims,
  packsOf,
  type SubmitDeps,
  type SubmitTask,
  stepAudit,
  wholeFileMilliseconds,
} from './context.ts';
import { readRows } from './seal.ts';

/** A submission whose claims and control number are fixed. */
interface Sealed {
  readonly submission: Submission;
  readonly controlNumber: string;
  readonly known: KnownClaims;
}

/**
 * Writes the file of a sealed submission, then marks its claims and itself as submitted. An existing file is kept: a later version of the
 * program, which might write other bytes, finishes with the earlier one's file.
 */
export async function write(task: SubmitTask, sealed: Sealed, deps: SubmitDeps): Promise<void> {
  const { submission, controlNumber } = sealed;
  const { tenantId, submissionId } = task;
  const rows = await readSubmissionClaims(deps.table, tenantId, submissionId);
  const file = await writtenFile(task, { ...sealed, rows }, deps);
  const packs = packsOf(rows, deps.claimsTogether ?? claimsPerTransaction).entries();
  // While the store writes one pack, the next one is prepared. Two packs have no claim in common. Both have ended
  // before the function ends.
  const work = async () => {
    for (const [number, pack] of packs) await markSubmitted(task, sealed, { pack, part: String(number) }, deps);
  };
  const ended = await Promise.allSettled([work(), work()]);
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
  const at = deps.now().toISOString();
  const submitted = { kind: 'submitted', controlNumber, submittedAt: at, ...file } as const;
  await commit(task, deps, [
    stepWrite(tenantId, submissionId, { from: 'sealed', to: submitted }),
    stepAudit(task, 'submission-written', { at, part: 'submitted', claims: rows.length }),
    ...leavingWrites(tenantId, { ...submission, state: submitted }, at),
    dueWrite(at, deadlinesEnded(tenantId, at)),
  ]);
}

/** How the file leaves, by its partner's terms. If people fetch it, answers are expected from now on. */
function leavingWrites(tenant: TenantId, submission: Submission, at: Instant): Write[] {
  const target = submission.partner?.delivery;
  if (target === undefined || target.kind === 'by-hand') return expectationWrites(tenant, submission, at);
  const delivery = newDelivery(submission, target, { number: 1, at, by: actor });
  return [newDeliveryWrite(tenant, delivery), dueWrite(at, deliveryMessage(tenant, delivery, at))];
}

/** The content of a submission's file. */
interface FileContent extends Sealed {
  readonly rows: readonly SubmissionClaim[];
}

async function writtenFile(
  { tenantId, submissionId, delivery }: SubmitTask,
  { submission, controlNumber, known, rows }: FileContent,
  deps: SubmitDeps,
): Promise<SubmittedFile> {
  const { table, files } = deps;
  const key = fileKey(tenantId, 'claim-file', `${submissionId}.837`);
  if ((await files.head(key)) !== undefined) return factsOf(key, await files.get(key));
  stopInTime(delivery, wholeFileMilliseconds);
  const contents = (await readRows(table, tenantId, rows, known)).filter((document) => document !== undefined);
  invariant(contents.length === rows.length, 'a claim on its way keeps its document');
  const { createdAt, timeZone, submitterName, partner } = submission;
  const written = writeSubmissionFile({
    reference: submissionId,
    createdAt,
    timeZone,
    ...present({ submitterName, partner }),
    controlNumber,
    usage: usageWith(submission.partner, deps.usage),
    contents,
  });
  invariant(written.ok, 'a sealed submission can be written');
  const bytes = Buffer.from(written.value, 'latin1');
  await files.put(key, bytes, 'application/edi-x12');
  return factsOf(key, bytes);
}

function factsOf(key: string, bytes: Uint8Array): SubmittedFile {
  return { fileKey: key, sha256: sha256Hex(bytes), sizeBytes: bytes.length };
}

async function markSubmitted(
  task: SubmitTask,
  { submission: { createdAt, timeZone }, known }: Sealed,
  { pack, part }: { readonly pack: readonly SubmissionClaim[]; readonly part: string },
  deps: SubmitDeps,
): Promise<void> {
  const { tenantId, submissionId } = task;
  // The file's own date: a retry marks the claims with the same date.
  const on = dayIn(timeZone, createdAt);
  await commitPack(task, deps, async () => {
    const ids = pack.map((row) => row.claimId);
    const written = ids.map((id) => known.balances.get(id));
    // What is known of the claims is used for the first try only: if somebody has written since, they are read again.
    for (const id of ids) known.balances.delete(id);
    const current = written.includes(undefined) ? await readBalances(deps.table, tenantId, ids) : written;
    const balances = current.filter((balance) => isBatchedIn(balance, submissionId));
    if (balances.length === 0) return undefined;
    const at = deps.now().toISOString();
    return [
      ...balances.map((balance) => eventWrite(tenantId, balance, { kind: 'submitted', submissionId, on })),
      stepAudit(task, 'submission-claims-submitted', { at, part: `submit-${part}`, claims: balances.length }),
    ];
  });
}
