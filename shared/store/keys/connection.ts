import type { TenantId } from '../../domain/identity/ids.ts';
import { digestText } from '../digest.ts';
import { collection, type IndexKey, type Key } from './table.ts';

/** Connections that fetch files, their runs, and what they have seen at the other side. */

/** What changes with every run of a connection, apart from what a person has set up. */
export function connectionStateKey(tenant: TenantId, connectionId: string): Key {
  return { pk: collection(tenant, 'CONNECTION', connectionId), sk: 'STATE' };
}

export const connectionRunPrefix = 'RUN#';

/** One run of a connection, by the instant that it was planned or asked for. */
export function connectionRunKey(tenant: TenantId, connectionId: string, runAt: string, runId: string): Key {
  return { pk: collection(tenant, 'CONNECTION', connectionId), sk: `${connectionRunPrefix}${runAt}#${runId}` };
}

/** What names one state of a file at the other side; a name may hold anything, so keys have its digest. */
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

/** How far the download of a large file has come. */
export function connectionDownloadKey(tenant: TenantId, connectionId: string, file: RemoteFileName): Key {
  return { pk: collection(tenant, 'CONNECTION-FILE', connectionId), sk: `DOWNLOAD#${remoteDigest(file)}` };
}

/** What a connection has seen, by time. */
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
