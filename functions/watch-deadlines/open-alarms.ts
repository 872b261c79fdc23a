import type { LineClock } from '../../shared/domain/deadline/line-clocks.ts';
import { type DeadlineStage, stageOf, subjectOf } from '../../shared/domain/deadline/notice.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { invariant } from '../../shared/domain/result.ts';
import type { Instant, LocalDate } from '../../shared/domain/time/local-date.ts';
import type { TimeZone } from '../../shared/domain/time/time-zone.ts';
import { readLineClocks } from '../../shared/filing/line-deadlines.ts';
import type { FoundDeadline } from '../../shared/filing/open-deadlines.ts';
import { auditWrite } from '../../shared/store/change.ts';
import { alarmEndedWrite, alarmWrite, deadlineAlarmId } from '../../shared/store/deadline-alarms.ts';
import { exceptionOfItem, exceptionReducedWrite, type StoredException } from '../../shared/store/exceptions.ts';
import { claimBalanceKey } from '../../shared/store/keys/claim.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import type { Key } from '../../shared/store/keys/table.ts';
import type { Table, Write } from '../../shared/store/table.ts';
import type { WatchDeps } from './context.ts';

/** The office whose deadlines are watched, and the day. */
export interface Watch {
  readonly tenant: TenantId;
  readonly at: Instant;
  readonly today: LocalDate;
  readonly timeZone: TimeZone;
  readonly noticeDays: number;
  /** How many alarms were skipped, because another writer was active at the same moment. */
  overtaken: number;
}

/** A deadline that people must be told of, with its exceptions so far. */
interface Alarm {
  readonly stage: DeadlineStage;
  readonly deadline: FoundDeadline;
  /** The exception of the current stage, and the earlier warning. */
  readonly known: StoredException | undefined;
  readonly near: StoredException | undefined;
}

/**
 * Opens the exceptions of deadlines that are near or have passed, each once: an open one stays, with the current amount
 * at stake; one that a person closed stays closed. Each transaction has the condition that the deadline's subject has
 * not changed.
 */
export async function openAlarms(deadlines: readonly FoundDeadline[], watch: Watch, deps: WatchDeps): Promise<void> {
  const alarms = await alarmsOf(deadlines, watch, deps.table);
  const fresh = alarms.filter(({ known }) => known === undefined || known.state === 'resolved');
  const lines = await readLineClocks(
    deps.table,
    watch.tenant,
    fresh.map(({ deadline }) => deadline),
    watch.today,
  );
  for (const [index, alarm] of fresh.entries()) await openAlarm(alarm, lines[index] ?? [], watch, deps);
  for (const { known, deadline } of alarms) {
    if (known?.state !== 'open' || known.cents === deadline.open.cents) continue;
    await deps.table.transact([exceptionReducedWrite(watch.tenant, known, deadline.open.cents)]);
  }
}

async function alarmsOf(deadlines: readonly FoundDeadline[], watch: Watch, table: Table): Promise<readonly Alarm[]> {
  const { tenant, today, noticeDays } = watch;
  const due = deadlines.flatMap((deadline) => {
    const stage = stageOf(deadline.open.clock.on, today, noticeDays);
    return stage === undefined ? [] : [{ stage, deadline }];
  });
  const read = async (stageFor: (stage: DeadlineStage) => DeadlineStage) => {
    const ids = due.map(({ stage, deadline }) => deadlineAlarmId(tenant, stageFor(stage), deadline.open));
    const items = await table.batchGet(ids.map((id) => entityKey(tenant, 'EXCEPTION', id)));
    return items.map((item) => (item === undefined ? undefined : exceptionOfItem(item)));
  };
  const [known, near] = [await read((stage) => stage), await read(() => 'near')];
  return due.map((each, index) => ({ ...each, known: known[index], near: near[index] }));
}

async function openAlarm(
  { stage, deadline, known, near }: Alarm,
  lines: readonly LineClock[],
  watch: Watch,
  { table, logger }: WatchDeps,
): Promise<void> {
  const { tenant, at } = watch;
  const { open } = deadline;
  const id = deadlineAlarmId(tenant, stage, open);
  const { kind, on } = open.clock;
  const actor = { principal: { tenantId: tenant, subject: 'watch-deadlines' }, at, requestId: `watch-deadlines.${id}` };
  const written = await table.transact([
    alarmWrite(tenant, { stage, open, known }, at, lineFacts(lines)),
    // The day has passed: the warning becomes this exception.
    ...(stage === 'missed' && near?.state === 'open' ? [alarmEndedWrite(tenant, near, at)] : []),
    unchanged(tenant, deadline),
    auditWrite(actor, {
      action: 'deadline-alarmed',
      entityId: subjectOf(open),
      facts: { exceptionId: id, stage, kind, on },
    }),
  ]);
  if (written.ok) logger.info('deadline-alarmed', { tenantId: tenant, exceptionId: id, stage, kind });
  else watch.overtaken += 1;
}

/** The condition that the deadline's sources are as they were read. */
function unchanged(tenant: TenantId, deadline: FoundDeadline): Write {
  const { denial, exception, variance, dispute, estimate, account, auditCase, encounter, balance } = deadline;
  const standing = (check: Key, { version }: { readonly version: number }): Write => {
    return { check, condition: { equals: { version } } };
  };
  if (denial !== undefined) return standing(entityKey(tenant, 'DENIAL', denial.id), denial);
  if (exception !== undefined) return standing(entityKey(tenant, 'EXCEPTION', exception.id), exception);
  if (variance !== undefined) return standing(entityKey(tenant, 'PAYMENT-VARIANCE', variance.id), variance);
  if (dispute !== undefined) return standing(entityKey(tenant, 'FEDERAL-DISPUTE', dispute.id), dispute);
  if (estimate !== undefined) return standing(entityKey(tenant, 'ESTIMATE', estimate.id), estimate);
  if (account !== undefined) return standing(entityKey(tenant, 'ACCOUNT', account.id), account);
  if (auditCase !== undefined) return standing(entityKey(tenant, 'AUDIT-CASE', auditCase.id), auditCase);
  if (encounter !== undefined) return standing(entityKey(tenant, 'ENCOUNTER', encounter.id), encounter);
  invariant(balance !== undefined, 'a deadline is about something');
  return standing(claimBalanceKey(tenant, balance.claimId), balance);
}

/** The line numbers that are late, and those that are not, when some are still in time. */
function lineFacts(lines: readonly LineClock[]): Readonly<Record<string, string>> {
  const numbers = (timeliness: LineClock['timeliness']) =>
    lines.flatMap((line) => (line.timeliness === timeliness ? [line.line] : [])).join(' ');
  const inPart = lines.flatMap(({ line, timeliness, from, untimelyTo }) =>
    timeliness === 'part' ? [`${line}: ${from} to ${untimelyTo}`] : [],
  );
  if (lines.every(({ timeliness }) => timeliness === 'in-time')) return {};
  const facts = { untimelyLines: numbers('late'), untimelyDays: inPart.join('; '), linesInTime: numbers('in-time') };
  return Object.fromEntries(Object.entries(facts).filter(([, text]) => text !== ''));
}
