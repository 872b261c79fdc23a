import type { IntakeFailure } from '../../shared/domain/intake/intake.ts';
import { ok } from '../../shared/domain/result.ts';
import { failureMeanings } from '../../shared/http/failures.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { type Actor, type AuditFact, auditWrite, dueWrite } from '../../shared/store/change.ts';
import { failureOfItem, intakeOfItem, intakeRetryMessage } from '../../shared/store/intakes.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { intakeFailureKey } from '../../shared/store/keys/intake.ts';
import type { Table, Write } from '../../shared/store/table.ts';
import { joinAdditions } from '../../shared/store/table-writes.ts';
import type { BulkBody, BulkResult } from './api.ts';
import type { IntakeOperations } from './context.ts';
import { dismissal } from './intake-failures.ts';

type Named = BulkBody['failures'][number];
type Action = BulkBody['action'];

/** How many are written together: each takes up to four writes of a transaction, which has at most 100. */
const writtenTogether = 24;

export const bulkOperations: IntakeOperations<'changeManyIntakeFailures'> = {
  /**
   * Each failure is judged and answered separately. Dismissals are written in groups; if one of a group has ended
   * meanwhile, each of the group is written alone. Retries and corrections are handed to the worker, file by file.
   */
  changeManyIntakeFailures: async (request, { table }) => {
    const { failures, action } = request.body;
    const judged = await judge(table, request, failures, action);
    const items = action.do === 'dismiss' ? await dismiss(table, request, judged, action.reason) : judged;
    if (action.do !== 'dismiss') await begin(table, request, judged, action);
    const refused = items.filter(({ result }) => result.outcome === 'refused').length;
    const facts = { do: action.do, accepted: items.length - refused, refused };
    return ok({
      body: { items: items.map(({ result }) => result) },
      writes: [],
      audit: { action: 'intake-failures-changed', entityId: 'intake-failures', facts },
    });
  },
};

/** A failure with its answer; without the failure there is nothing left to do. */
interface Judged {
  readonly result: BulkResult;
  readonly failure?: IntakeFailure;
}

function refused({ intakeId, record }: Named, problem: Failure['kind']): Judged {
  return { result: { intakeId, record, outcome: 'refused', problem, title: failureMeanings[problem].title } };
}

async function judge(
  table: Table,
  { principal: { tenantId, subject } }: Actor,
  failures: readonly Named[],
  action: Action,
): Promise<readonly Judged[]> {
  const files = [...new Set(failures.map(({ intakeId }) => intakeId))];
  const intakes = await table.batchGet(files.map((id) => entityKey(tenantId, 'INTAKE', id)));
  const isRead = new Map(
    files.map((id, index) => [id, intakes[index] && intakeOfItem(intakes[index]).state !== 'reading']),
  );
  const found = await table.batchGet(
    failures.map(({ intakeId, record }) => intakeFailureKey(tenantId, intakeId, record)),
  );
  return failures.map((named, index): Judged => {
    const item = found[index];
    if (item === undefined) return refused(named, 'not-found');
    const failure = failureOfItem(item);
    const { state, conflict, dismissed } = failure;
    const done = { ...named, outcome: action.do === 'dismiss' ? 'done' : 'begun' } as const;
    // An interrupted request is sent again.
    const isOwn = action.do === 'dismiss' && dismissed?.by === subject && dismissed.reason === action.reason;
    if (isOwn) return { result: done };
    if (state !== 'open') return refused(named, 'intake-failure-over');
    if (action.do !== 'dismiss' && isRead.get(named.intakeId) === false) return refused(named, 'intake-reading');
    if (action.do === 'take' && conflict?.canBeTaken !== true) return refused(named, 'intake-failure-not-takeable');
    return { result: done, failure };
  });
}

async function dismiss(
  table: Table,
  actor: Actor,
  judged: readonly Judged[],
  reason: string,
): Promise<readonly Judged[]> {
  const { tenantId, subject } = actor.principal;
  const writesOf = async ({ failure }: Judged): Promise<readonly Write<Failure>[]> => {
    if (failure === undefined) return [];
    const { intakeId, record } = failure;
    const { writes } = await dismissal(table, tenantId, failure, { by: subject, at: actor.at, reason });
    const fact: AuditFact = { action: 'intake-failure-dismissed', entityId: intakeId, facts: { record } };
    // Several failures of a file share one audit item.
    return [...writes, auditWrite({ ...actor, requestId: `${actor.requestId}.${record}` }, fact)];
  };
  const results: Judged[] = [];
  for (let start = 0; start < judged.length; start += writtenTogether) {
    const slice = judged.slice(start, start + writtenTogether);
    const writes = await Promise.all(slice.map(writesOf));
    const together = joinAdditions(writes.flat());
    if (together !== undefined && (together.length === 0 || (await table.transact(together)).ok)) {
      results.push(...slice);
      continue;
    }
    for (const [index, each] of slice.entries()) {
      const own = writes[index] ?? [];
      const isWritten = own.length === 0 || (await table.transact(own)).ok;
      results.push(isWritten ? each : refused(each.result, 'intake-failure-over'));
    }
  }
  return results;
}

async function begin(table: Table, actor: Actor, judged: readonly Judged[], action: Action): Promise<void> {
  const { tenantId, subject } = actor.principal;
  const accepted = judged.flatMap(({ failure }) => failure ?? []);
  const byFile = [...Map.groupBy(accepted, ({ intakeId }) => intakeId)];
  const take = action.do === 'take' ? { take: { by: subject, reason: action.reason } } : {};
  for (let start = 0; start < byFile.length; start += writtenTogether) {
    const writes = byFile.slice(start, start + writtenTogether).flatMap(([intakeId, own]): Write[] => {
      const records = own.map(({ record }) => record);
      const done = action.do === 'take' ? 'intake-failure-accepted' : 'intake-retried';
      return [
        dueWrite(actor.at, intakeRetryMessage(tenantId, intakeId, actor.requestId, { records, ...take })),
        auditWrite(actor, { action: done, entityId: intakeId, facts: { records: records.join(' ') } }),
      ];
    });
    await table.transact(writes);
  }
}
