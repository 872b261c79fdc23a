import { createHash } from 'node:crypto';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { Download } from '../../shared/store/connections.ts';
import { type Files, fileKey, sha256Hex } from '../../shared/store/files.ts';
import { connectionDownloadKey, type RemoteFileName } from '../../shared/store/keys/connection.ts';
import type { Table } from '../../shared/store/table.ts';
import { type FileSort, openFileSorter } from '../../shared/x12/file-sort.ts';
import { type RemoteSource, SourceFailed } from './source.ts';

export interface DownloadDeps {
  readonly table: Table;
  readonly files: Files;
  /** The size of a part. A file of several parts can continue after a break. */
  readonly partBytes: number;
  /** How many times a run continues a file after the connection broke. */
  readonly breaksBorne: number;
  /** Whether there is time for another part. */
  hasTime(): boolean;
  /** Called for each stored part of a large file. */
  partCame(): void;
}

/** A complete downloaded file: its kind, and its bytes, which can be read repeatedly. */
export interface Downloaded {
  readonly sha256: string;
  readonly sizeBytes: number;
  readonly sort: FileSort;
  content(): AsyncIterable<Uint8Array>;
}

/**
 * `changed`: the file is no longer the one that was listed. `out-of-time`: the next run continues after the last part.
 */
export type DownloadOutcome = Downloaded | 'changed' | 'out-of-time';

/** The part of a run that its files need. */
interface DownloadFor {
  readonly tenant: TenantId;
  readonly connectionId: string;
}

/**
 * Downloads a file: a small one into memory, a large one part by part into the bucket, each part under its own digest, with the
 * list of parts in the table. A break, within a run or between runs, costs only the current part.
 * @throws SourceFailed, FileUnreadable
 */
export async function download(
  { tenant, connectionId }: DownloadFor,
  file: RemoteFileName,
  source: RemoteSource,
  deps: DownloadDeps,
): Promise<DownloadOutcome> {
  const read = patiently(source, deps.breaksBorne);
  const { partBytes } = deps;
  if (file.sizeBytes <= partBytes) {
    const bytes = await read(file.name, 0, file.sizeBytes);
    return bytes.length < file.sizeBytes ? 'changed' : described(() => pieces([bytes]));
  }
  const ranges = rangesOf(file.sizeBytes, partBytes);
  if (source.isNear) {
    return described(async function* () {
      for (const { offset, length } of ranges) yield await source.read(file.name, offset, length);
    });
  }
  const key = connectionDownloadKey(tenant, connectionId, file);
  const known = (await deps.table.get(key)) as Partial<Download> | undefined;
  const parts = known?.partBytes === partBytes ? [...(known.parts ?? [])] : [];
  for (const { offset, length } of ranges.slice(parts.length)) {
    if (!deps.hasTime()) return 'out-of-time';
    const bytes = await read(file.name, offset, length);
    if (bytes.length < length) return 'changed';
    const digest = sha256Hex(bytes);
    await deps.files.putForDays(fileKey(tenant, 'incoming', digest), bytes, 'application/octet-stream');
    parts.push(digest);
    const put = { ...key, type: 'connection-download', schemaVersion: 1, partBytes, parts };
    await deps.table.transact([{ put }]);
    deps.partCame();
  }
  return described(async function* () {
    for (const part of parts) yield await deps.files.get(fileKey(tenant, 'incoming', part));
  });
}

function rangesOf(sizeBytes: number, partBytes: number) {
  return Array.from({ length: Math.ceil(sizeBytes / partBytes) }, (_, part) => ({
    offset: part * partBytes,
    length: Math.min(partBytes, sizeBytes - part * partBytes),
  }));
}

async function* pieces(all: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* all;
}

/** Reads the whole file once, for its digest and its kind. */
async function described(content: () => AsyncIterable<Uint8Array>): Promise<Downloaded> {
  const digest = createHash('sha256');
  const sorter = openFileSorter();
  let sizeBytes = 0;
  for await (const bytes of content()) {
    digest.update(bytes);
    sorter.push(bytes);
    sizeBytes += bytes.length;
  }
  return { sha256: digest.digest('hex'), sizeBytes, sort: sorter.finish(), content };
}

/** Continues reading after a break of the connection, a few times. */
function patiently(source: RemoteSource, breaksBorne: number): RemoteSource['read'] {
  let breaks = 0;
  return async function readOn(name, offset, length): Promise<Uint8Array> {
    try {
      return await source.read(name, offset, length);
    } catch (error) {
      breaks += 1;
      const isBreak = error instanceof SourceFailed && ['connection-lost', 'host-timeout'].includes(error.code);
      if (!isBreak || breaks > breaksBorne) throw error;
      return readOn(name, offset, length);
    }
  };
}
