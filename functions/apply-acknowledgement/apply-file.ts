import { type AnswerCounts, noAnswers } from '../../shared/domain/acknowledgement/acknowledgement.ts';
import { idFromDigest, type TenantId } from '../../shared/domain/identity/ids.ts';
import { invariant } from '../../shared/domain/result.ts';
import { type AcknowledgementFile, readAcknowledgementFile, stepWrite } from '../../shared/store/acknowledgements.ts';
import { digestOf } from '../../shared/store/digest.ts';
import { exceptionWrite } from '../../shared/store/exceptions.ts';
import type { Finding } from '../../shared/x12/finding.ts';
import { applyClaims } from './apply-claims.ts';
import { applyInterchange } from './apply-interchange.ts';
import { applyReport } from './apply-report.ts';
import { applyTransaction } from './apply-transaction.ts';
import { type Applied, type ApplyDeps, type ApplyTask, attempts, commit, partAudit } from './context.ts';
import { type ClaimPart, type Part, partsOf } from './parts.ts';

/**
 * Applies a file from where earlier messages stopped. Each part changes its claims or its submission in one transaction
 * that also records the part as done, so that a crash, a repeated message or a second worker applies it only once.
 */
export async function applyFile(
  { tenant, fileId, delivery }: { tenant: TenantId; fileId: string; delivery: ApplyTask['delivery'] },
  deps: ApplyDeps,
): Promise<void> {
  const file = await readAcknowledgementFile(deps.table, tenant, fileId);
  invariant(file !== undefined, 'a file item precedes its message');
  if (file.state !== 'received') return;
  const task = { tenant, delivery, file };
  if (file.transactions.length === 0) {
    await applyReport(task, deps);
    return;
  }
  const findings: Finding[] = [];
  let seen = 0;
  let current = file;
  for await (const parts of partsOf(await deps.files.stream(file.object), findings)) {
    const rest = parts.slice(Math.max(0, current.steps - seen));
    seen += parts.length;
    current = await applyParts({ ...task, file: current }, rest, deps);
  }
  await finish({ ...task, file: current }, findings, deps);
}

async function applyParts(task: ApplyTask, parts: readonly Part[], deps: ApplyDeps): Promise<AcknowledgementFile> {
  let { file } = task;
  let rest = parts;
  while (rest.length > 0) {
    const before = file.steps;
    file = await applyNext({ ...task, file }, rest, deps);
    rest = rest.slice(file.steps - before);
  }
  return file;
}

/** Applies the next part, or the next claims together. Retries while others write the same claims. */
async function applyNext(task: ApplyTask, rest: readonly Part[], deps: ApplyDeps): Promise<AcknowledgementFile> {
  const { tenant, file } = task;
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const { parts, counts, writes } = await decide(task, rest, deps);
    const after = { ...file, steps: file.steps + parts, ...added(file, counts) };
    const written = await commit(task, deps, [
      ...writes,
      stepWrite(tenant, file, { steps: after.steps, counts: countsOf(after) }),
      partAudit(task, deps.now().toISOString(), String(after.steps), {
        action: 'acknowledgement-applied',
        facts: { parts },
      }),
    ]);
    if (written.ok) return after;
    const now = await readAcknowledgementFile(deps.table, tenant, file.id);
    if (now?.steps !== file.steps)
      throw new Error('another worker applies this file: the message will be delivered again');
  }
  throw new Error('other writers came first too often: the message will be delivered again');
}

async function decide(task: ApplyTask, rest: readonly Part[], deps: ApplyDeps): Promise<Applied> {
  const [first] = rest as readonly [Part, ...Part[]];
  switch (first.kind) {
    case 'interchange':
      return applyInterchange(task, first, deps);
    case 'transaction':
      return applyTransaction(task, first.transaction, deps);
    case 'claim':
      return applyClaims(task, claimsFrom(rest), deps);
  }
}

/** The claims at the beginning of these parts. */
function claimsFrom(parts: readonly Part[]): readonly ClaimPart[] {
  const end = parts.findIndex(({ kind }) => kind !== 'claim');
  return (end === -1 ? parts : parts.slice(0, end)) as readonly ClaimPart[];
}

function countsOf(counts: AnswerCounts): AnswerCounts {
  const { claims, accepted, rejected, passedOn, filingUnclear, unapplied, repeated } = counts;
  return { claims, accepted, rejected, passedOn, filingUnclear, unapplied, repeated };
}

function added(before: AnswerCounts, more: Partial<AnswerCounts>): AnswerCounts {
  const names = Object.keys(noAnswers) as (keyof AnswerCounts)[];
  return Object.fromEntries(names.map((name) => [name, before[name] + (more[name] ?? 0)])) as unknown as AnswerCounts;
}

/** Ends a file. Parts that matched nothing need a person, and so does a file without any answer. */
async function finish(task: ApplyTask, findings: readonly Finding[], deps: ApplyDeps): Promise<void> {
  const { tenant, file } = task;
  const at = deps.now().toISOString();
  const id = idFromDigest('exception', digestOf('acknowledgement-unapplied', tenant, file.id));
  const isOpen = file.steps === 0 || file.unapplied > 0;
  const facts = { fileId: file.id, unapplied: file.unapplied };
  await commit(task, deps, [
    stepWrite(tenant, file, { steps: file.steps, counts: countsOf(file), end: { state: 'applied', findings } }),
    ...(isOpen ? [exceptionWrite(tenant, { id, code: 'acknowledgement-unapplied', openedAt: at, facts })] : []),
    partAudit(task, at, 'end', { action: 'acknowledgement-applied', facts: { unapplied: file.unapplied } }),
  ]);
  deps.logger.info('acknowledgement-applied', { tenantId: tenant, fileId: file.id, ...countsOf(file) });
}
