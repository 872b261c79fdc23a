import { type Connection, fitsPattern, noCounts, type RunCounts } from '../../shared/domain/connection/connection.ts';
import type { FileFailure } from '../../shared/domain/connection/failures.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { ConnectionRun } from '../../shared/store/connections.ts';
import { connectionFileKey, type RemoteFileName } from '../../shared/store/keys/connection.ts';
import { type DownloadDeps, download } from './download.ts';
import { FileUnreadable, type RemoteSource, SourceFailed } from './source.ts';
import { noteIncomplete, type Taker, takeFile } from './take-file.ts';

/** What a run is bound by. */
export interface RunLimits {
  /** New files that one run takes; the rest is for the next one. */
  readonly filesPerRun: number;
  /** Between the listing and the second look at a file that may still be written. */
  readonly settleMilliseconds: number;
  /** A larger file is no remittance file: the API takes none either. */
  readonly fileBytes: number;
  /** So many entries are listed, for so long: a host may list without end. */
  readonly entriesListed: number;
  readonly listingMilliseconds: number;
}

export interface TakeFilesDeps extends Omit<DownloadDeps, 'partCame'>, RunLimits {
  now(): Date;
  pause(milliseconds: number): Promise<void>;
}

/** What a run has found so far; it stands when the run breaks off. */
export interface Tally {
  counts: RunCounts;
  fileFailures: Partial<Record<FileFailure, number>>;
  hasMore: boolean;
  /** Whether part of a large file came. */
  hasParts: boolean;
}

/** A run under way: whose it is, and what it has found so far. */
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
  /** Whether an earlier run found it just as it is, and without its end. */
  readonly wasIncomplete: boolean;
}

interface Listing {
  readonly candidates: readonly Candidate[];
  /** Taken by an earlier run and still there, though it was to be put away. */
  readonly leftOver: readonly string[];
  /** Whether the listing was ended before its end, and not because there is enough to take. */
  readonly isTooLong: boolean;
}

/**
 * Lists, tells what is new, and takes it file by file. `tally` is kept up to date all along.
 * A file that a fault of ours keeps from being taken stops no other; the fault is thrown in the end.
 * @throws SourceFailed when the other side cannot be used any longer
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
  const taker: Taker = { ...owner, at: deps.now().toISOString() };
  // Without its last trailer, or empty: somebody may be writing it who has only paused.
  const mayGrow = source.canGrow && !wasIncomplete;
  if (mayGrow && (downloaded.sizeBytes === 0 || !downloaded.sort.isComplete)) {
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
