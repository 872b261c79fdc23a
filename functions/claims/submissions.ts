import { currentFiling } from '../../shared/domain/claim/filing.ts';
import { isPaperLane } from '../../shared/domain/claim/paper-batch.ts';
import { gatheringSubmission, type LaneFacts } from '../../shared/domain/claim/submission.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import { fileAgainMessage, turnedAwayWithFile } from '../../shared/filing/file-again.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { asAnswer, listMonth } from '../../shared/runtime/api/list-page.ts';
import { signedFile } from '../../shared/runtime/api/signed-urls.ts';
import { readBalances, readLanes } from '../../shared/store/claims.ts';
import { readyPartition } from '../../shared/store/keys/claim.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { readOffice } from '../../shared/store/office.ts';
import { newSubmissionWrite, readSubmission, submissionDue, submissionOfItem } from '../../shared/store/submissions.ts';
import type { Table } from '../../shared/store/table.ts';
import { readPartnerTerms } from '../../shared/store/trading-partners.ts';
import type { ClaimsOperations } from './context.ts';
import { submissionView } from './views.ts';

/**
 * One request starts at most this many; each takes two writes of a transaction. The rest stays ready for the next
 * request.
 */
const submissionsPerRequest = 40;

export const submissionOperations: ClaimsOperations<
  | 'createSubmissions'
  | 'listSubmissions'
  | 'getSubmission'
  | 'getSubmissionFile'
  | 'resumeSubmission'
  | 'fileSubmissionAgain'
> = {
  createSubmissions: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const { receiverId, claimIds } = request.body;
    const chosen = claimIds === undefined ? undefined : await chosenClaims(table, tenantId, claimIds);
    if (chosen !== undefined && !chosen.ok) return chosen;
    const known = (await readLanes(table, tenantId)).filter(({ lane }) => !isPaperLane(lane));
    const asked = receiverId === undefined ? known : known.filter((lane) => lane.receiverId === receiverId);
    if (receiverId !== undefined && asked.length === 0) return fail({ kind: 'not-found' });
    if (chosen !== undefined) {
      const errors = claimsOfOthers(claimIds ?? [], chosen.value, asked);
      if (errors.length > 0) return fail({ kind: 'claims-of-other-receiver', errors });
      if (chosen.value.size > submissionsPerRequest) return fail({ kind: 'submissions-too-many' });
    }
    const lanes =
      chosen === undefined
        ? (await lanesWithClaims(table, tenantId, asked)).slice(0, submissionsPerRequest)
        : asked.filter(({ lane }) => chosen.value.has(lane));
    const { timeZone, submitterName } = await readOffice(table, tenantId);
    const by = { createdAt: request.at, timeZone, ...present({ submitterName }), createdBy: subject };
    const terms = await Promise.all(lanes.map((lane) => readPartnerTerms(table, tenantId, lane.receiverId)));
    const submissions = lanes.map((lane, index) => {
      const own = present({ partner: terms[index], claimIds: chosen?.value.get(lane.lane) });
      return gatheringSubmission(request.newId('submission'), lane, { ...by, ...own });
    });
    return ok({
      body: {
        items: submissions.map(({ id, receiverId: receiver }) => ({ id, receiverId: receiver })),
      },
      writes: submissions.map((submission) => newSubmissionWrite(tenantId, submission)),
      audit: {
        action: 'submission-created',
        entityId: submissions[0]?.id ?? 'submissions',
        facts: { submissions: lanes.length },
      },
      due: submissions.map((submission) => submissionDue(tenantId, submission.id)),
    });
  },

  listSubmissions: async (request, { table }) => {
    return asAnswer(
      await listMonth(request, table, { entity: 'SUBMISSION' }, (item) => submissionView(submissionOfItem(item))),
    );
  },

  getSubmission: async (request, { table }) => {
    const submission = await readSubmission(table, request.principal.tenantId, request.params.submissionId);
    return submission === undefined ? fail({ kind: 'not-found' }) : ok({ body: submissionView(submission) });
  },

  getSubmissionFile: async (request, { table, files }) => {
    const { submissionId } = request.params;
    const submission = await readSubmission(table, request.principal.tenantId, submissionId);
    if (submission === undefined) return fail({ kind: 'not-found' });
    if (submission.state.kind !== 'submitted') return fail({ kind: 'submission-not-written' });
    return ok({
      body: await signedFile(files, submission.state.fileKey, submission.state),
      writes: [],
      // Reads of patients' data are audited too.
      audit: { action: 'submission-file-read', entityId: submissionId },
    });
  },

  fileSubmissionAgain: async (request, { table }) => {
    const { tenantId, subject: by } = request.principal;
    const { submissionId } = request.params;
    if ((await readSubmission(table, tenantId, submissionId)) === undefined) return fail({ kind: 'not-found' });
    const claims = (await turnedAwayWithFile(table, tenantId, submissionId)).length;
    if (claims === 0) return fail({ kind: 'nothing-to-file' });
    return ok({
      body: { claims },
      writes: [],
      audit: { action: 'submission-refiled', entityId: submissionId, facts: { claims } },
      due: [fileAgainMessage(tenantId, { submissionId, by })],
    });
  },

  resumeSubmission: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { submissionId } = request.params;
    const submission = await readSubmission(table, tenantId, submissionId);
    if (submission === undefined) return fail({ kind: 'not-found' });
    return ok({
      body: submissionView(submission),
      writes: [],
      audit: { action: 'submission-resumed', entityId: submissionId },
      due: [submissionDue(tenantId, submissionId)],
    });
  },
};

/** The claims that a person chose, by the list in which each waits. Every one must be ready. */
async function chosenClaims(
  table: Table,
  tenant: TenantId,
  claimIds: readonly string[],
): Promise<Result<ReadonlyMap<string, readonly string[]>, Failure>> {
  const balances = await readBalances(table, tenant, [...new Set(claimIds)]);
  const laneOf = new Map(
    balances.flatMap((balance) => {
      const state = currentFiling(balance?.filings ?? [])?.state;
      const isReady = balance !== undefined && state?.kind === 'ready' && !isPaperLane(state.lane);
      return isReady ? [[balance.claimId as string, state.lane] as const] : [];
    }),
  );
  const errors = claimIds.flatMap((claimId, index) =>
    laneOf.has(claimId) ? [] : [{ pointer: `/claimIds/${index}`, detail: 'no claim with this id is ready' }],
  );
  if (errors.length > 0) return fail({ kind: 'claims-not-ready', errors });
  const byLane = Map.groupBy(laneOf.keys(), (claimId) => laneOf.get(claimId) as string);
  return ok(byLane);
}

/** Claims for another receiver than the requested one. */
function claimsOfOthers(
  claimIds: readonly string[],
  chosen: ReadonlyMap<string, readonly string[]>,
  asked: readonly LaneFacts[],
): { readonly pointer: string; readonly detail: string }[] {
  const lanes = new Set(asked.map(({ lane }) => lane));
  const others = new Set([...chosen].flatMap(([lane, ids]) => (lanes.has(lane) ? [] : ids)));
  return claimIds.flatMap((claimId, index) =>
    others.has(claimId) ? [{ pointer: `/claimIds/${index}`, detail: 'this claim is for another receiver' }] : [],
  );
}

async function lanesWithClaims(table: Table, tenant: TenantId, lanes: readonly LaneFacts[]): Promise<LaneFacts[]> {
  const ready: LaneFacts[] = [];
  for (const lane of lanes) if (await hasClaims(table, tenant, lane)) ready.push(lane);
  return ready;
}

async function hasClaims(table: Table, tenant: TenantId, { lane }: LaneFacts): Promise<boolean> {
  for (let shard = 0; shard < shards.ready; shard += 1) {
    const page = await table.query({ partition: readyPartition(tenant, lane, shard), index: true, limit: 1 });
    if (page.items.length > 0) return true;
  }
  return false;
}
