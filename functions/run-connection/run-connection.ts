import type { Connection, RunState } from '../../shared/domain/connection/connection.ts';
import type { RunFailure } from '../../shared/domain/connection/failures.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { faultOf } from '../../shared/domain/logger.ts';
import { present } from '../../shared/domain/present.ts';
import type { MessageOf } from '../../shared/queue/messages.ts';
import type { Edge } from '../../shared/runtime/edge.ts';
import type { Delivery } from '../../shared/runtime/queue-handler.ts';
import { nextRunAt } from '../../shared/runtime/schedule.ts';
import { dueWrite } from '../../shared/store/change.ts';
import {
  type ConnectionRun,
  type ConnectionState,
  connectionRunId,
  connectionRunItem,
  readConnection,
  runMessage,
} from '../../shared/store/connections.ts';
import { connectionRunKey, connectionStateKey } from '../../shared/store/keys/connection.ts';
import type { Condition, Write } from '../../shared/store/table.ts';
import { alarmChanges } from './alarms.ts';
import type { DownloadDeps } from './download.ts';
import { type RemoteSource, SourceFailed } from './source.ts';
import { newTally, type RunLimits, type RunUnderWay, type Tally, takeFiles } from './take-files.ts';

export interface RunDeps
  extends Pick<Edge, 'table' | 'logger' | 'now'>,
    RunLimits,
    Omit<DownloadDeps, 'hasTime' | 'partCame'> {
  /** A run lasts at most this long. Another run takes the rest, after the messages of other connections. */
  readonly runMilliseconds: number;
  /** @throws SourceFailed when the secret is missing or malformed */
  openSource(tenant: TenantId, connection: Connection, runId: string): Promise<RemoteSource>;
  pause(milliseconds: number): Promise<void>;
}

/** The message that starts a run. */
export type RunMessage = Extract<MessageOf<'run-connection'>, { readonly work: 'run' }>;

/** Another run took the connection at the same moment. The message comes again and finds that out. */
class LeaseTaken extends Error {
  override readonly name = 'LeaseTaken';
}

/** Longer than the function's timeout, so that no run outlives its lease. */
const leaseMilliseconds = 16 * 60_000;
/** A message is delivered at most this many times (`infra/functions.ts`). At the last time, a fault ends the run. */
const mostDeliveries = 3;
/** With less than this left of the function's time, nothing new is started. */
const spareMilliseconds = 60_000;

/**
 * Runs a connection once. Only one run at a time holds its lease. A planned run plans the next one in the same
 * transaction, so that the schedule continues whatever happens to this run. If a run dies, the files that it took stay
 * taken; its message is delivered again and takes the rest.
 */
export async function runConnection(message: RunMessage, delivery: Delivery, deps: RunDeps): Promise<void> {
  const tenant = message.tenantId as TenantId;
  const { connectionId } = message;
  const found = await readConnection(deps.table, tenant, connectionId);
  if (found === undefined || !found.connection.isOn) return;
  const { connection, state } = found;
  const run = await beginRun(message, connection, state, deps);
  if (run === undefined) return;
  const underWay: RunUnderWay = { tenant, connection, run, tally: newTally() };
  const until = deps.now().getTime() + deps.runMilliseconds;
  const hasTime = () => delivery.remainingMilliseconds() > spareMilliseconds && deps.now().getTime() < until;
  const failure = await work(underWay, { ...deps, hasTime }).catch((error: unknown) => {
    deps.logger.error('connection-run-broken', { tenantId: tenant, connectionId: connection.id, ...faultOf(error) });
    // The message is delivered again and retries. After the last delivery the fault counts as lasting: the run ends,
    // and the next one comes as planned.
    if (delivery.receiveCount < mostDeliveries) throw error;
    return 'run-broken' as const;
  });
  await endRun(underWay, failure, deps);
}

/** Takes the lease and records the run. Undefined: there is nothing, or nothing more, to do for this message. */
async function beginRun(
  { runAt, asked, ...message }: RunMessage,
  connection: Connection,
  state: ConnectionState,
  deps: RunDeps,
): Promise<ConnectionRun | undefined> {
  const tenant = message.tenantId as TenantId;
  const { id: connectionId } = connection;
  const id = connectionRunId(tenant, connectionId, runAt, asked);
  const startedAt = deps.now().toISOString();
  const isOurs = state.leaseRunId === id;
  const isPlanned = !asked && state.nextRunAt === runAt;
  // The plan was changed, or another delivery of this message has carried it out.
  if (!asked && !isPlanned && !isOurs) return undefined;
  if (asked && !isOurs) {
    const before = await deps.table.get(connectionRunKey(tenant, connectionId, runAt, id));
    if (before !== undefined) return undefined;
  }
  const isBusy = !isOurs && (state.leaseUntil ?? '') > startedAt;
  const next = isPlanned ? nextRunAt(connection.schedule, startedAt) : undefined;
  const run: ConnectionRun = {
    id,
    connectionId,
    runAt,
    asked,
    startedAt,
    state: 'running',
    ...newTally().counts,
    fileFailures: {},
    hasMore: false,
  };
  const lease = {
    leaseUntil: new Date(Date.parse(startedAt) + leaseMilliseconds).toISOString(),
    leaseRunId: id,
    lastRunAt: startedAt,
    lastRunState: 'running' as RunState,
  };
  const writes: Write[] = [
    {
      update: connectionStateKey(tenant, connectionId),
      set: { ...(isBusy ? {} : lease), ...(isPlanned ? { nextRunAt: next } : {}) },
      condition: asRead(state),
      ...(isPlanned && next === undefined ? { remove: ['nextRunAt'] } : {}),
    },
    ...(isBusy ? [] : [{ put: connectionRunItem(tenant, run) }]),
    ...(next === undefined ? [] : [dueWrite(startedAt, runMessage(tenant, connectionId, next, false))]),
  ];
  if (isBusy && !isPlanned) return undefined;
  const written = await deps.table.transact(writes);
  if (!written.ok) throw new LeaseTaken();
  return isBusy ? undefined : run;
}

/** True while nobody has changed the lease or the plan since they were read. */
function asRead({ nextRunAt: planned, leaseUntil }: ConnectionState): Condition {
  const read = Object.entries({ nextRunAt: planned, leaseUntil });
  return {
    exists: true,
    equals: Object.fromEntries(read.filter(([, value]) => value !== undefined)),
    without: read.filter(([, value]) => value === undefined).map(([name]) => name),
  };
}

/** @returns why the run stopped before its end, if it did @throws when the fault is our own */
async function work(underWay: RunUnderWay, deps: RunDeps & { hasTime(): boolean }): Promise<RunFailure | undefined> {
  const { tenant, connection, run } = underWay;
  let source: RemoteSource | undefined;
  try {
    source = await deps.openSource(tenant, connection, run.id);
    await takeFiles(underWay, source, deps);
    return undefined;
  } catch (error) {
    if (error instanceof SourceFailed) return error.code;
    throw error;
  } finally {
    await source?.close();
  }
}

/**
 * Whether the run took anything. Only then does another run follow at once for the rest; otherwise this might never
 * end.
 */
function hasProgress({ counts, hasParts }: Tally): boolean {
  return hasParts || counts.imported + counts.duplicates + counts.setAside + counts.unrecognised > 0;
}

async function endRun(
  { tenant, connection, run, tally }: RunUnderWay,
  failure: RunFailure | undefined,
  deps: RunDeps,
): Promise<void> {
  const endedAt = deps.now().toISOString();
  const found = await readConnection(deps.table, tenant, connection.id);
  // Our lease has ended and another run took over: only that run may record its end.
  if (found === undefined || found.state.leaseRunId !== run.id) return;
  const { counts, fileFailures, hasMore } = tally;
  const state: RunState = failure === undefined ? 'done' : 'failed';
  const ended: ConnectionRun = {
    ...run,
    ...counts,
    fileFailures,
    hasMore,
    endedAt,
    state,
    ...present({ failure }),
  };
  const news = counts.imported + counts.setAside + counts.unrecognised > 0;
  const changes = alarmChanges(tenant, connection, found.state, { failure, news, at: endedAt });
  const continues = hasMore && failure === undefined && hasProgress(tally);
  const { id } = connection;
  const written = await deps.table.transact([
    {
      update: connectionStateKey(tenant, id),
      set: { ...changes.set, lastRunState: state, ...present({ lastFailure: failure }) },
      remove: ['leaseUntil', 'leaseRunId', ...changes.remove, ...(failure === undefined ? ['lastFailure'] : [])],
      condition: { equals: { leaseRunId: run.id } },
    },
    { put: connectionRunItem(tenant, ended) },
    ...changes.writes,
    ...(continues ? [dueWrite(endedAt, runMessage(tenant, id, endedAt, true))] : []),
  ]);
  if (!written.ok) throw new LeaseTaken();
  for (const event of changes.events) deps.logger.warn(event, { tenantId: tenant, connectionId: id, failure });
  deps.logger.info('connection-run', { tenantId: tenant, connectionId: id, runId: run.id, state, failure, ...counts });
}
