import {
  type ClaimFate,
  type ClaimIntake,
  claimIntakeRefusals,
  type WaitingClaim,
} from '../../shared/domain/claim-intake/claim-intake.ts';
import { waitReasons } from '../../shared/domain/claim-intake/wait-reasons.ts';
import { largestFileBytes } from '../../shared/domain/file-limits.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { asAnswer, askedMarks, listMonth, listPage } from '../../shared/runtime/api/list-page.ts';
import { signedUpload } from '../../shared/runtime/api/signed-urls.ts';
import {
  claimIntakeFileKey,
  claimIntakeIdOf,
  claimIntakeMessage,
  claimIntakeOfItem,
  claimIntakeStateWrite,
  claimRetryMessage,
  readClaimIntake,
  readWaitingClaim,
  receivedClaims,
  waitingClaimOfItem,
  waitingClaimWrite,
  waitingOverWrite,
} from '../../shared/store/claim-intakes.ts';
import { waitingClaimKey, waitingClaimPrefix } from '../../shared/store/keys/intake.ts';
import type { Item, Write } from '../../shared/store/table.ts';
import type { ShownMark } from '../../shared/store/work-marks.ts';
import type { ClaimIntakeView, WaitingClaimView } from './claim-intake-routes.ts';
import type { IntakeOperations } from './context.ts';

export const claimIntakeOperations: IntakeOperations<
  | 'createClaimIntakeUpload'
  | 'createClaimIntake'
  | 'listClaimIntakes'
  | 'getClaimIntake'
  | 'listWaitingClaims'
  | 'retryClaimIntake'
  | 'dismissWaitingClaim'
> = {
  createClaimIntakeUpload: async (request, { files }) => {
    const key = claimIntakeFileKey(request.principal.tenantId, request.body.sha256);
    return ok({ body: await signedUpload(files, key, request.body, request.at) });
  },

  createClaimIntake: async (request, { table, files }) => {
    const { tenantId, subject } = request.principal;
    const { sha256, purpose, name } = request.body;
    const known = await readClaimIntake(table, tenantId, claimIntakeIdOf(tenantId, sha256));
    if (known !== undefined) {
      if (known.purpose !== purpose) return fail({ kind: 'claim-intake-known', facts: { claimIntakeId: known.id } });
      return ok({ body: claimIntakeView(known) });
    }
    const sizeBytes = await files.head(claimIntakeFileKey(tenantId, sha256));
    if (sizeBytes === undefined || sizeBytes > largestFileBytes.claimIntake) return fail({ kind: 'file-not-uploaded' });
    const file = { sha256, sizeBytes, purpose, ...present({ name }) };
    const { intake, writes, audit, due } = receivedClaims(tenantId, file, { at: request.at, by: subject });
    const orElse: Failure = { kind: 'write-conflict' };
    return ok({ body: claimIntakeView(intake), writes: writes.map((write) => ({ ...write, orElse })), audit, due });
  },

  listClaimIntakes: async (request, { table }) => {
    const marks = askedMarks(request);
    const viewOf = (item: Item, mark: ShownMark | undefined) => {
      const intake = claimIntakeOfItem(item);
      return request.query.hasWaiting === undefined || intake.waiting > 0
        ? { ...claimIntakeView(intake), ...present({ mark }) }
        : undefined;
    };
    return asAnswer(await listMonth(request, table, { entity: 'CLAIM-INTAKE', marks }, viewOf));
  },

  getClaimIntake: async (request, { table }) => {
    const intake = await readClaimIntake(table, request.principal.tenantId, request.params.claimIntakeId);
    return intake === undefined ? fail({ kind: 'not-found' }) : ok({ body: claimIntakeView(intake) });
  },

  listWaitingClaims: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { claimIntakeId } = request.params;
    const { state, limit } = request.query;
    if ((await readClaimIntake(table, tenantId, claimIntakeId)) === undefined) return fail({ kind: 'not-found' });
    const query = { partitions: [waitingClaimKey(tenantId, claimIntakeId, 0).pk], prefix: waitingClaimPrefix, limit };
    const viewOf = (item: Item) => {
      const claim = waitingClaimOfItem(item);
      return state === undefined || claim.state === state ? waitingClaimView(claim) : undefined;
    };
    const page = await listPage(request, table, query, viewOf);
    if (!page.ok) return page;
    const audit = { action: 'waiting-claims-read', entityId: claimIntakeId } as const;
    return ok({ body: page.value, writes: [], audit });
  },

  retryClaimIntake: async (request, { table }) => {
    const { tenantId } = request.principal;
    const intake = await readClaimIntake(table, tenantId, request.params.claimIntakeId);
    if (intake === undefined) return fail({ kind: 'not-found' });
    if (intake.state === 'reading') return fail({ kind: 'claim-intake-reading' });
    const { id } = intake;
    const isBroken = intake.refusal === 'broke-off';
    const after: ClaimIntake = isBroken ? { ...intake, state: 'reading' } : intake;
    const conflict: Failure = { kind: 'write-conflict' };
    const resumed: Write<Failure>[] = isBroken
      ? [{ ...claimIntakeStateWrite(tenantId, intake, { state: 'reading' }), orElse: conflict }]
      : [];
    return ok({
      body: claimIntakeView(after),
      writes: resumed,
      audit: { action: 'claim-intake-retried', entityId: id, facts: { waiting: intake.waiting } },
      due: isBroken
        ? [claimIntakeMessage(tenantId, id, `${id}-${request.requestId}`)]
        : [claimRetryMessage(tenantId, id, request.requestId)],
    });
  },

  dismissWaitingClaim: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const { claimIntakeId, record } = request.params;
    const number = Number(record);
    const isNumber = Number.isSafeInteger(number) && number > 0;
    const before = isNumber ? await readWaitingClaim(table, tenantId, claimIntakeId, number) : undefined;
    if (before === undefined) return fail({ kind: 'not-found' });
    const over: Failure = { kind: 'waiting-claim-over' };
    if (before.state !== 'waiting') return fail(over);
    const dismissed = { by: subject, at: request.at, reason: request.body.reason };
    const after: WaitingClaim = { ...before, state: 'dismissed', dismissed };
    return ok({
      body: waitingClaimView(after),
      writes: [waitingClaimWrite(tenantId, after, over), waitingOverWrite(tenantId, before, 'dismissed')],
      audit: { action: 'waiting-claim-dismissed', entityId: claimIntakeId, facts: { record: number } },
    });
  },
};

function claimIntakeView(intake: ClaimIntake): ClaimIntakeView {
  const { id, purpose, sha256, sizeBytes, name, connectionId, receivedAt, receivedBy, state } = intake;
  const { refusal, remarks, endedAt, records, chargeCents } = intake;
  const fate = (kind: ClaimFate) => ({ claims: intake[kind], chargeCents: intake[`${kind}Cents`] });
  // A file that is read again is no longer refused.
  const refused = state === 'refused' ? refusal : undefined;
  return {
    ...{ id, purpose, sha256, sizeBytes, receivedAt, receivedBy, state },
    ...present({ name, connectionId, endedAt }),
    ...present({ refusal: refused && { code: refused, detail: claimIntakeRefusals[refused] } }),
    all: { claims: records, chargeCents },
    ...{ taken: fate('taken'), known: fate('known'), waiting: fate('waiting'), dismissed: fate('dismissed') },
    remarks: [...(remarks ?? [])],
  };
}

function waitingClaimView(claim: WaitingClaim): WaitingClaimView {
  const { record, controlNumber, chargeCents, at, state, reasons, claimId, dismissed } = claim;
  return {
    ...{ record, controlNumber, chargeCents, at, state },
    reasons: reasons.map((reason) => ({ ...reason, detail: waitReasons[reason.code] })),
    ...present({ claimId, dismissed }),
  };
}
