import { fail, ok } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { asAnswer, listPage } from '../../shared/runtime/api/list-page.ts';
import { failureOfItem, failureWrite, intakeCountWrite, readFailure, readIntake } from '../../shared/store/intakes.ts';
import { intakeFailureKey, intakeFailurePrefix } from '../../shared/store/keys/intake.ts';
import type { Item } from '../../shared/store/table.ts';
import type { IntakeOperations } from './context.ts';
import { failureView } from './views.ts';

export const failureOperations: IntakeOperations<'listIntakeFailures' | 'dismissIntakeFailure'> = {
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

  dismissIntakeFailure: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const { intakeId } = request.params;
    const record = Number(request.params.record);
    const before =
      Number.isSafeInteger(record) && record > 0 ? await readFailure(table, tenantId, intakeId, record) : undefined;
    if (before === undefined) return fail({ kind: 'not-found' });
    const over: Failure = { kind: 'intake-failure-over' };
    if (before.state !== 'open') return fail(over);
    const dismissed = { by: subject, at: request.at, reason: request.body.reason };
    const after = { ...before, state: 'dismissed', dismissed } as const;
    return ok({
      body: failureView(after),
      writes: [failureWrite(tenantId, after, over), intakeCountWrite(tenantId, intakeId, { open: -1, dismissed: 1 })],
      audit: { action: 'intake-failure-dismissed', entityId: intakeId, facts: { record } },
    });
  },
};
