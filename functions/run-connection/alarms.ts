import { type Connection, quietSince } from '../../shared/domain/connection/connection.ts';
import { needsPerson, type RunFailure } from '../../shared/domain/connection/failures.ts';
import { idFromDigest, type TenantId } from '../../shared/domain/identity/ids.ts';
import type { Instant } from '../../shared/domain/time/local-date.ts';
import type { ConnectionState } from '../../shared/store/connections.ts';
import { digestOf } from '../../shared/store/digest.ts';
import { exceptionResolvedWrite, exceptionWrite } from '../../shared/store/exceptions.ts';
import type { Write } from '../../shared/store/table.ts';

/** How a run ended. */
interface RunEnd {
  readonly failure: RunFailure | undefined;
  /** Whether a new file arrived. */
  readonly news: boolean;
  readonly at: Instant;
}

/** What the end of a run changes: the connection's state, exceptions, and log events that alarms count. */
interface AlarmChanges {
  readonly set: Partial<ConnectionState>;
  readonly remove: readonly (keyof ConnectionState)[];
  readonly writes: readonly Write[];
  readonly events: readonly ('connection-quiet' | 'connection-failing')[];
}

/**
 * Opens one exception when a connection has brought nothing new for too long, and one when it cannot be used. Closes
 * them when a new file arrives, or a run succeeds.
 */
export function alarmChanges(
  tenant: TenantId,
  connection: Connection,
  state: ConnectionState,
  end: RunEnd,
): AlarmChanges {
  const parts = [quietChanges(tenant, connection, state, end), failingChanges(tenant, connection, state, end)];
  return {
    set: Object.assign({}, ...parts.map(({ set }) => set)),
    remove: parts.flatMap(({ remove }) => remove),
    writes: parts.flatMap(({ writes }) => writes),
    events: parts.flatMap(({ events }) => events),
  };
}

const noChanges: AlarmChanges = { set: {}, remove: [], writes: [], events: [] };

function quietChanges(tenant: TenantId, connection: Connection, state: ConnectionState, end: RunEnd): AlarmChanges {
  const { quietExceptionId } = state;
  if (end.news) {
    const set = { lastNewsAt: end.at };
    if (quietExceptionId === undefined) return { ...noChanges, set };
    return {
      ...noChanges,
      set,
      remove: ['quietExceptionId'],
      writes: [exceptionResolvedWrite(tenant, quietExceptionId, end.at)],
    };
  }
  const since = quietSince(connection.quietAfterHours, state.lastNewsAt, end.at);
  if (since === undefined || quietExceptionId !== undefined) return noChanges;
  const id = exceptionId(tenant, connection.id, 'connection-quiet', end.at);
  const hours = Math.floor((Date.parse(end.at) - Date.parse(since)) / 3_600_000);
  const facts = { hours, expectedWithinHours: connection.quietAfterHours ?? 0 };
  const exception = { id, code: 'connection-quiet', openedAt: end.at, connectionId: connection.id, facts } as const;
  return {
    set: { quietExceptionId: id },
    remove: [],
    writes: [exceptionWrite(tenant, exception)],
    events: ['connection-quiet'],
  };
}

function failingChanges(tenant: TenantId, connection: Connection, state: ConnectionState, end: RunEnd): AlarmChanges {
  const { failingExceptionId } = state;
  if (end.failure === undefined) {
    const set = { failuresInARow: 0 };
    if (failingExceptionId === undefined) return { ...noChanges, set };
    return {
      ...noChanges,
      set,
      remove: ['failingExceptionId'],
      writes: [exceptionResolvedWrite(tenant, failingExceptionId, end.at)],
    };
  }
  const failuresInARow = state.failuresInARow + 1;
  if (failingExceptionId !== undefined || !needsPerson(end.failure, failuresInARow)) {
    return { ...noChanges, set: { failuresInARow } };
  }
  const id = exceptionId(tenant, connection.id, 'connection-failing', end.at);
  const facts = { failure: end.failure };
  const exception = { id, code: 'connection-failing', openedAt: end.at, connectionId: connection.id, facts } as const;
  return {
    set: { failuresInARow, failingExceptionId: id },
    remove: [],
    writes: [exceptionWrite(tenant, exception)],
    events: ['connection-failing'],
  };
}

function exceptionId(tenant: TenantId, connectionId: string, code: string, at: Instant): string {
  return idFromDigest('exception', digestOf('exception', tenant, connectionId, code, at));
}
