import type { Connection, FileOutcome, RunCounts, RunState } from '../domain/connection/connection.ts';
import type { FileFailure, RunFailure, UnrecognisedReason } from '../domain/connection/failures.ts';
import { idFromDigest, type TenantId } from '../domain/identity/ids.ts';
import type { Instant } from '../domain/time/local-date.ts';
import type { DueMessage } from './change.ts';
import { digestOf } from './digest.ts';
import { documentOfItem } from './entity-items.ts';
import {
  connectionFileIndex,
  connectionFileKey,
  connectionRunKey,
  connectionStateKey,
  type RemoteFileName,
} from './keys/connection.ts';
import { entityKey } from './keys/entity.ts';
import type { Item, Table } from './table.ts';

/** The data that every run of a connection changes. */
export interface ConnectionState {
  /** The next run in the due index; absent while the connection is off. */
  readonly nextRunAt?: Instant;
  /** Until then only the run `leaseRunId` may use the connection. */
  readonly leaseUntil?: Instant;
  readonly leaseRunId?: string;
  readonly lastRunAt?: Instant;
  readonly lastRunState?: RunState;
  readonly lastFailure?: RunFailure;
  readonly failuresInARow: number;
  /** When the last new file arrived. If none has arrived yet, when the connection was switched on. */
  readonly lastNewsAt: Instant;
  readonly quietExceptionId?: string;
  readonly failingExceptionId?: string;
}

/** One run in the history. */
export interface ConnectionRun extends RunCounts {
  readonly id: string;
  readonly connectionId: string;
  readonly runAt: Instant;
  readonly asked: boolean;
  readonly startedAt: Instant;
  readonly endedAt?: Instant;
  readonly state: RunState;
  readonly failure?: RunFailure;
  readonly fileFailures: Readonly<Partial<Record<FileFailure, number>>>;
  /** Whether files were left for the next run, because there were too many or the time was up. */
  readonly hasMore: boolean;
}

/** A file that a connection has looked at. */
export interface ConnectionFile extends RemoteFileName {
  readonly seenAt: Instant;
  readonly outcome: FileOutcome;
  readonly sha256?: string;
  /** The remittance file or acknowledgement file. */
  readonly fileId?: string;
  readonly reason?: UnrecognisedReason;
}

/** The progress of a large download: the SHA-256 of each part that is in the bucket. */
export interface Download {
  readonly partBytes: number;
  readonly parts: readonly string[];
}

const schemaVersion = 1;

export function connectionRunId(tenant: TenantId, connectionId: string, runAt: Instant, asked: boolean): string {
  const parts = ['connection-run', tenant, connectionId, runAt, asked ? 'asked' : 'planned'];
  return idFromDigest('connectionRun', digestOf(...parts));
}

/** The message that starts a run. The planned one is in the due index under the connection's id. */
export function runMessage(tenant: TenantId, connectionId: string, runAt: Instant, asked: boolean): DueMessage {
  return {
    queue: 'run-connection',
    id: asked ? connectionRunId(tenant, connectionId, runAt, asked) : connectionId,
    body: { schemaVersion, tenantId: tenant, work: 'run', connectionId, runAt, asked },
    dueAt: runAt,
  };
}

export function connectionStateItem(tenant: TenantId, connectionId: string, state: ConnectionState): Item {
  return { ...connectionStateKey(tenant, connectionId), type: 'connection-state', schemaVersion, ...state };
}

export function connectionRunItem(tenant: TenantId, run: ConnectionRun): Item {
  const key = connectionRunKey(tenant, run.connectionId, run.runAt, run.id);
  return { ...key, type: 'connection-run', schemaVersion, ...run };
}

export function connectionFileItem(tenant: TenantId, connectionId: string, file: ConnectionFile): Item {
  return {
    ...connectionFileKey(tenant, connectionId, file),
    ...connectionFileIndex(tenant, connectionId, file.seenAt, file),
    type: 'connection-file',
    schemaVersion,
    ...file,
  };
}

/** A connection with its state; undefined when there is none. */
export async function readConnection(
  table: Table,
  tenant: TenantId,
  connectionId: string,
): Promise<{ readonly connection: Connection; readonly state: ConnectionState } | undefined> {
  const keys = [entityKey(tenant, 'CONNECTION', connectionId), connectionStateKey(tenant, connectionId)];
  const [connection, state] = await table.batchGet(keys);
  if (connection === undefined || state === undefined) return undefined;
  return { connection: documentOfItem<Connection>(connection), state: documentOfItem<ConnectionState>(state) };
}
