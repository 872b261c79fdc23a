import { type Connection, fitsPattern, noCounts, type RunCounts } from '../../shared/domain/connection/connection.ts';
import type { FileFailure } from '../../shared/domain/connection/failures.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import type { ConnectionRun } from '../../shared/store/connections.ts';
import { connectionFileKey, type RemoteFileName } from '../../shared/store/keys/connection.ts';
import { type DownloadDeps, download } from './download.ts';
import { FileUnreadable, type RemoteSource, SourceFailed } from './source.ts';
import { noteIncomplete, type Taker, takeFile } from './take-file.ts';

/** The limits of a run. */
export interface RunLimits {
  /** At most this many new files are taken by one run; the next one takes the rest. */
  readonly filesPerRun: number;
  /** How long a run waits before it checks whether a listed file is still growing. */
  readonly settleMilliseconds: number;
  /** A larger file is not a remittance file; the API does not take one either. */
  readonly fileBytes: number;
  /** At most this many entries are listed, for at most this long, because a host may list without end. */
  readonly entriesListed: number;
  readonly listingMilliseconds: number;
}

export interface TakeFilesDeps extends Omit<DownloadDeps, 'partCame'>, RunLimits {
  now(): Date;
  pause(milliseconds: number): Promise<void>;
}

/** What a run has found so far; it is kept when the run stops early. */
export interface Tally {
  counts: RunCounts;
  fileFailures: Partial<Record<FileFailure, number>>;
  hasMore: boolean;
  /** Whether a part of a large file was downloaded. */
  hasParts: boolean;
}

/** A run in progress: its connection, and what it has found so far. */
export interface RunUnderWay {
  readonly tenant: TenantId;
  readonly connection: Connection;
  readonly run: ConnectionRun;
  readonly tally: Tally;
}

export function newTally(): Tally {
  return { counts: noCounts, fileFailures: {}, hasMore: false, hasParts: false };
}

/** A listed file that no run has taken. */
interface Candidate {
  readonly file: RemoteFileName;
  /** Whether an earlier run found it incomplete, and it has not changed since. */
  readonly wasIncomplete: boolean;
}

interface Listing {
  readonly candidates: readonly Candidate[];
  /** An earlier run took it, but could not archive or delete it. */
  readonly leftOver: readonly string[];
  /** Whether the listing stopped early because it was too long, and not because enough files were found. */
  readonly isTooLong: boolean;
}

/**
 * Lists the files, finds new ones, and takes them one by one. `tally` is always up to date.
 * When our own fault keeps a file from being taken, the others are still taken; the fault is thrown at the end.
 * @throws SourceFailed when the host can no longer be used
 */
export async function takeFiles(underWay: RunUnderWay, source: RemoteSource, deps: TakeFilesDeps): Promise<void> {
  const { tally } = underWay;
  const { candidates, leftOver, isTooLong } = await listNew(underWay, source, deps);
  for (const name of leftOver) await putAway(source, name, tally);
  if (source.canGrow && candidates.length > 0) await deps.pause(deps.settleMilliseconds);
  let fault: { readonly error: unknown } | undefined;
  for (const candidate of candidates) {
    if (!deps.hasTime()) {
      tally.hasMore = true;
      break;
    }
    try {
      await takeOne(underWay, candidate, source, deps);
    } catch (error) {
      if (error instanceof SourceFailed) throw error;
      if (error instanceof FileUnreadable) noteFailure(tally, 'file-unreadable');
      else fault ??= { error };
    }
  }
  if (fault !== undefined) throw fault.error;
  if (isTooLong) throw new SourceFailed('listing-too-long');
}

async function listNew(
  { tenant, connection: { id, origin }, tally }: RunUnderWay,
  source: RemoteSource,
  deps: TakeFilesDeps,
): Promise<Listing> {
  const candidates: Candidate[] = [];
  const leftOver: string[] = [];
  const until = deps.now().getTime() + deps.listingMilliseconds;
  let entries = 0;
  let isTooLong = false;
  const isLeft = origin.kind === 's3-drop' || origin.afterDownload.kind === 'leave';
  for await (const page of source.list()) {
    entries += page.length;
    const fitting = page.filter(({ name }) => fitsPattern(origin.pattern, name));
    count(tally, { listed: fitting.length });
    const seen = await deps.table.batchGet(fitting.map((file) => connectionFileKey(tenant, id, file)));
    for (const [index, file] of fitting.entries()) {
      const outcome = seen[index]?.outcome;
      if (outcome === undefined || outcome === 'incomplete') {
        candidates.push({ file, wasIncomplete: outcome === 'incomplete' });
      } else if (!isLeft && outcome !== 'unrecognised' && leftOver.length < deps.filesPerRun) leftOver.push(file.name);
    }
    if (candidates.length > deps.filesPerRun || !deps.hasTime()) {
      tally.hasMore = true;
      break;
    }
    isTooLong = entries >= deps.entriesListed || deps.now().getTime() >= until;
    if (isTooLong) break;
  }
  return { candidates: candidates.slice(0, deps.filesPerRun), leftOver, isTooLong };
}

async function takeOne(
  { tenant, connection, run, tally }: RunUnderWay,
  { file, wasIncomplete }: Candidate,
  source: RemoteSource,
  deps: TakeFilesDeps,
): Promise<void> {
  if (file.sizeBytes > deps.fileBytes) return noteFailure(tally, 'file-too-large');
  if (!(await isStill(file, source))) return count(tally, { growing: 1 });
  const owner = { tenant, connectionId: connection.id, runId: run.id };
  const downloaded = await download(owner, file, source, {
    ...deps,
    partCame: () => {
      tally.hasParts = true;
    },
  });
  if (downloaded === 'out-of-time') {
    tally.hasMore = true;
    return;
  }
  if (downloaded === 'changed' || !(await isStill(file, source))) return count(tally, { growing: 1 });
  const { claimFiles, documents } = connection;
  const taker: Taker = { ...owner, ...present({ claimFiles, documents }), at: deps.now().toISOString() };
  // The file has no last trailer, is a fax without its end, or is empty: somebody may still be writing it.
  const mayGrow = source.canGrow && !wasIncomplete;
  const { sizeBytes, sort } = downloaded;
  const isCutOff = documents !== undefined && sort.isCutOff === true;
  if (mayGrow && (sizeBytes === 0 || !sort.isComplete || isCutOff)) {
    await noteIncomplete(taker, file, deps);
    return count(tally, { growing: 1 });
  }
  const outcome = await takeFile(taker, file, downloaded, deps);
  count(tally, { [counterOf[outcome]]: 1 });
  if (outcome !== 'unrecognised') await putAway(source, file.name, tally);
}

const counterOf = {
  imported: 'imported',
  duplicate: 'duplicates',
  'set-aside': 'setAside',
  unrecognised: 'unrecognised',
  incomplete: 'growing',
} as const;

async function isStill(file: RemoteFileName, source: RemoteSource): Promise<boolean> {
  if (!source.canGrow) return true;
  const now = await source.look(file.name);
  return now !== undefined && now.sizeBytes === file.sizeBytes && now.modifiedAt === file.modifiedAt;
}

async function putAway(source: RemoteSource, name: string, tally: Tally): Promise<void> {
  if (!(await source.putAway(name))) noteFailure(tally, 'archive-failed');
}

function count(tally: Tally, more: Partial<RunCounts>): void {
  const counts: Record<string, number> = { ...tally.counts };
  for (const [name, added] of Object.entries(more)) counts[name] = (counts[name] ?? 0) + added;
  tally.counts = counts as unknown as RunCounts;
}

function noteFailure(tally: Tally, code: FileFailure): void {
  count(tally, { failed: 1 });
  tally.fileFailures[code] = (tally.fileFailures[code] ?? 0) + 1;
}
