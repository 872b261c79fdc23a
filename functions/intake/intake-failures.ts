import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { IntakeFailure } from '../../shared/domain/intake/intake.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { asAnswer, listPage } from '../../shared/runtime/api/list-page.ts';
import { readEncounter } from '../../shared/store/encounters.ts';
import {
  failureOfItem,
  failureWrite,
  intakeCountWrite,
  intakeRetryMessage,
  readFailure,
  readIntake,
} from '../../shared/store/intakes.ts';
import { intakeFailureKey, intakeFailurePrefix } from '../../shared/store/keys/intake.ts';
import { heardWrite, readKnownEncounter } from '../../shared/store/sent-encounters.ts';
import type { Item, Table, Write } from '../../shared/store/table.ts';
import type { IntakeOperations } from './context.ts';
import { failureView } from './views.ts';

export const failureOperations: IntakeOperations<
  'listIntakeFailures' | 'retryIntakeFailure' | 'takeIntakeFailure' | 'dismissIntakeFailure'
> = {
  listIntakeFailures: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { intakeId } = request.params;
    const { state, limit } = request.query;
    if ((await readIntake(table, tenantId, intakeId)) === undefined) return fail({ kind: 'not-found' });
    const query = { partitions: [intakeFailureKey(tenantId, intakeId, 0).pk], prefix: intakeFailurePrefix, limit };
    const viewOf = (item: Item) => {
      const failure = failureOfItem(item);
      return state === undefined || failure.state === state ? failureView(failure) : undefined;
    };
    return asAnswer(await listPage(request, table, query, viewOf));
  },

  retryIntakeFailure: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { intakeId } = request.params;
    const intake = await readIntake(table, tenantId, intakeId);
    if (intake?.state === 'reading') return fail({ kind: 'intake-reading' });
    const found = await openFailure(table, tenantId, request.params);
    if (!found.ok) return found;
    const { record } = found.value;
    return ok({
      body: failureView(found.value),
      writes: [],
      audit: { action: 'intake-retried', entityId: intakeId, facts: { record } },
      due: [intakeRetryMessage(tenantId, intakeId, request.requestId, { records: [record] })],
    });
  },

  takeIntakeFailure: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const { intakeId } = request.params;
    const intake = await readIntake(table, tenantId, intakeId);
    if (intake?.state === 'reading') return fail({ kind: 'intake-reading' });
    const found = await openFailure(table, tenantId, request.params);
    if (!found.ok) return found;
    const { record, conflict } = found.value;
    if (conflict?.canBeTaken !== true) return fail({ kind: 'intake-failure-not-takeable' });
    const take = { by: subject, reason: request.body.reason };
    return ok({
      body: failureView(found.value),
      writes: [],
      audit: { action: 'intake-failure-accepted', entityId: intakeId, facts: { record } },
      due: [intakeRetryMessage(tenantId, intakeId, request.requestId, { records: [record], take })],
    });
  },

  dismissIntakeFailure: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const { intakeId } = request.params;
    const found = await openFailure(table, tenantId, request.params);
    if (!found.ok) return found;
    const dismissed = { by: subject, at: request.at, reason: request.body.reason };
    const { after, writes } = await dismissal(table, tenantId, found.value, dismissed);
    return ok({
      body: failureView(after),
      writes,
      audit: { action: 'intake-failure-dismissed', entityId: intakeId, facts: { record: after.record } },
    });
  },
};

/**
 * The writes that dismiss a failure. The differences of an encounter are remembered, so that they are not reported
 * again.
 */
export async function dismissal(
  table: Table,
  tenant: TenantId,
  before: IntakeFailure,
  dismissed: NonNullable<IntakeFailure['dismissed']>,
): Promise<{ readonly after: IntakeFailure; readonly writes: readonly Write<Failure>[] }> {
  const after = { ...before, state: 'dismissed', dismissed } as const;
  const { conflict, intakeId } = before;
  const externalId =
    conflict === undefined ? undefined : (await readEncounter(table, tenant, conflict.encounterId))?.externalId;
  const known = externalId === undefined ? undefined : await readKnownEncounter(table, tenant, externalId);
  const isSame = known !== undefined && known.id === conflict?.encounterId;
  return {
    after,
    writes: [
      failureWrite<Failure>(tenant, after, { kind: 'intake-failure-over' }),
      intakeCountWrite(tenant, intakeId, { open: -1, dismissed: 1 }),
      ...(isSame ? [heardWrite<Failure>(tenant, known, conflict.said, { kind: 'write-conflict' })] : []),
    ],
  };
}

/** An open failure, by the number in the path. */
async function openFailure(
  table: Table,
  tenant: TenantId,
  { intakeId, record }: { readonly intakeId: string; readonly record: string },
): Promise<Result<IntakeFailure, Failure>> {
  const number = Number(record);
  const isNumber = Number.isSafeInteger(number) && number > 0;
  const failure = isNumber ? await readFailure(table, tenant, intakeId, number) : undefined;
  if (failure === undefined) return fail({ kind: 'not-found' });
  return failure.state === 'open' ? ok(failure) : fail({ kind: 'intake-failure-over' });
}
