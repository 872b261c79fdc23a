import type { TenantId } from '../../domain/identity/ids.ts';
import { digestText } from '../digest.ts';
import { collection, type IndexKey, type Key } from './table.ts';

/** Connections that fetch files, their runs, and the files that they have seen. */

/** The data that changes with every run of a connection, separate from its set-up. */
export function connectionStateKey(tenant: TenantId, connectionId: string): Key {
  return { pk: collection(tenant, 'CONNECTION', connectionId), sk: 'STATE' };
}

export const connectionRunPrefix = 'RUN#';

/** One run of a connection, by the time for which it was planned or requested. */
export function connectionRunKey(tenant: TenantId, connectionId: string, runAt: string, runId: string): Key {
  return { pk: collection(tenant, 'CONNECTION', connectionId), sk: `${connectionRunPrefix}${runAt}#${runId}` };
}

/** Identifies one state of a file at the other side. A name may contain anything, so keys have its digest. */
export interface RemoteFileName {
  readonly name: string;
  readonly sizeBytes: number;
  readonly modifiedAt: string;
}

const remoteDigest = ({ name, sizeBytes, modifiedAt }: RemoteFileName): string =>
  digestText(name, String(sizeBytes), modifiedAt);

/** A file that a connection has seen. */
export function connectionFileKey(tenant: TenantId, connectionId: string, file: RemoteFileName): Key {
  return { pk: collection(tenant, 'CONNECTION-FILE', connectionId), sk: `SEEN#${remoteDigest(file)}` };
}

/** The progress of the download of a large file. */
export function connectionDownloadKey(tenant: TenantId, connectionId: string, file: RemoteFileName): Key {
  return { pk: collection(tenant, 'CONNECTION-FILE', connectionId), sk: `DOWNLOAD#${remoteDigest(file)}` };
}

/** The files that a connection has seen, by time. */
export function connectionFileIndex(
  tenant: TenantId,
  connectionId: string,
  at: string,
  file: RemoteFileName,
): IndexKey {
  return { g1pk: connectionFilePartition(tenant, connectionId), g1sk: `${at}#${remoteDigest(file)}` };
}

export function connectionFilePartition(tenant: TenantId, connectionId: string): string {
  return `${tenant}#CONNECTION-FILES#${connectionId}`;
}
