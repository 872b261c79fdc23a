import { stageOf } from '../../shared/domain/deadline/notice.ts';
import { type DeadlineList, type ListedWork, listedOf, openDeadlines } from '../../shared/filing/open-deadlines.ts';
import { alarmEndedWrite, deadlineAlarmId } from '../../shared/store/deadline-alarms.ts';
import type { Entity } from '../../shared/store/entity-items.ts';
import type { StoredException } from '../../shared/store/exceptions.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import type { WatchDeps } from './context.ts';
import type { Watch } from './open-alarms.ts';

/**
 * Closes the alarms whose deadlines no longer apply as reported: the action was taken, the work is settled, or the day
 * has moved. The records behind an alarm are read fresh.
 */
export async function closeEnded(alarms: readonly StoredException[], watch: Watch, deps: WatchDeps): Promise<void> {
  if (alarms.length === 0) return;
  const due = await dueAlarms(alarms, watch, deps);
  for (const alarm of alarms) {
    if (due.has(alarm.id)) continue;
    // A person who closes it at the same moment is first.
    const closed = await deps.table.transact([alarmEndedWrite(watch.tenant, alarm, watch.at)]);
    if (closed.ok) deps.logger.info('deadline-alarm-ended', { tenantId: watch.tenant, exceptionId: alarm.id });
  }
}

/** The alarms that would be due now for the same subjects. */
async function dueAlarms(alarms: readonly StoredException[], watch: Watch, { table }: WatchDeps) {
  const { tenant, today, noticeDays } = watch;
  const named = (
    name: 'denialId' | 'exceptionId' | 'varianceId' | 'federalDisputeId' | 'accountId' | 'auditCaseId' | 'encounterId',
  ) => [...new Set(alarms.flatMap(({ facts }) => (facts[name] === undefined ? [] : [String(facts[name])])))];
  const read = async (list: DeadlineList, name: Parameters<typeof named>[0], entity: Entity): Promise<ListedWork> => {
    const items = await table.batchGet(named(name).map((id) => entityKey(tenant, entity, id)));
    return listedOf(
      list,
      items.filter((item) => item !== undefined),
    );
  };
  const parts = await Promise.all([
    read('denials', 'denialId', 'DENIAL'),
    read('exceptions', 'exceptionId', 'EXCEPTION'),
    read('variances', 'varianceId', 'PAYMENT-VARIANCE'),
    read('disputes', 'federalDisputeId', 'FEDERAL-DISPUTE'),
    read('accounts', 'accountId', 'ACCOUNT'),
    read('auditCases', 'auditCaseId', 'AUDIT-CASE'),
    read('drafts', 'encounterId', 'ENCOUNTER'),
  ]);
  const claimIds = alarms.flatMap(({ claimId }) => claimId ?? []);
  const listed: ListedWork = Object.assign({ claimIds }, ...parts);
  const found = await openDeadlines(table, tenant, listed, watch);
  return new Set(
    found.flatMap(({ open }) => {
      const stage = stageOf(open.clock.on, today, noticeDays);
      // When the day has passed, the warning is not closed here: the round that opens the exception about the missed
      // deadline replaces it.
      const stages = stage === undefined ? [] : stage === 'missed' ? (['near', 'missed'] as const) : [stage];
      return stages.map((each) => deadlineAlarmId(tenant, each, open));
    }),
  );
}
