import { artifactVersion } from '../../shared/code-sets/artifact-version.ts';
import { buildArtifact, type FileToLoad } from '../../shared/code-sets/build.ts';
import { bytesOfFile, withTemporaryFile } from '../../shared/code-sets/local-file.ts';
import {
  headBytes,
  type PlannedRelease,
  planRelease,
  type RecognisedFile,
  recogniseFile,
} from '../../shared/code-sets/recognise.ts';
import type { CodeSetLoad, LoadedRelease, LoadRefusal } from '../../shared/domain/code-set/load.ts';
import { isSameRelease } from '../../shared/domain/code-set/load.ts';
import type { Release } from '../../shared/domain/code-set/release.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, invariant, ok, type Result } from '../../shared/domain/result.ts';
import type { Instant } from '../../shared/domain/time/local-date.ts';
import type { MessageOf } from '../../shared/queue/messages.ts';
import { type Delivery, stopInTime } from '../../shared/runtime/queue-handler.ts';
import { workerAudit } from '../../shared/store/change.ts';
import {
  artifactKey,
  codeSetFileKey,
  loadedReleaseWrite,
  loadKey,
  ownerOf,
  readLoad,
  readLoadedRelease,
} from '../../shared/store/code-sets.ts';
import type { Files } from '../../shared/store/files.ts';
import type { Write } from '../../shared/store/table.ts';
import type { LoadDeps } from './context.ts';

/**
 * After this many attempts a load is given up, because something interrupts it each time. Must be below the queue's
 * number of attempts.
 */
const attempts = 3;

/** How often the progress is written. */
const progressMilliseconds = 2_000;

/** A load in progress. */
interface Work extends LoadDeps {
  readonly tenant: TenantId;
  readonly load: CodeSetLoad;
  readonly delivery: Delivery;
}

/**
 * Loads the files of one release: one streaming pass into an artifact, the artifact into the bucket, then the release
 * into the catalogue. An interrupted load leaves nothing that a lookup would find, and starts again. Loading the same
 * release again changes nothing.
 */
export async function loadCodeSet(
  message: MessageOf<'load-code-set'>,
  delivery: Delivery,
  deps: LoadDeps,
): Promise<void> {
  const tenant = message.tenantId as TenantId;
  const load = await readLoad(deps.table, tenant, message.loadId);
  invariant(load !== undefined, 'the item of a load precedes its message');
  if (load.state === 'loaded' || load.state === 'refused') return;
  const work: Work = { ...deps, tenant, load, delivery };
  const refusal = delivery.receiveCount > attempts ? ({ code: 'broke-off' } as const) : await loadFiles(work);
  if (refusal !== undefined) await refuse(work, refusal);
}

/** @returns why nothing was loaded; undefined when the release is loaded now */
async function loadFiles(work: Work): Promise<LoadRefusal | undefined> {
  const planned = await planOf(work);
  if (!planned.ok) return planned.failure;
  const { release } = planned.value;
  const there = await releaseOfDay(work, release);
  const wanted = { ...release, sources: work.load.files };
  // An artifact that an earlier version of the product made from the same files is made again.
  const isOutdated = there !== undefined && there.artifact.version !== artifactVersion && isSameRelease(wanted, there);
  if (there !== undefined && !isOutdated) return settleBeside(work, wanted, there);
  const built = await withTemporaryFile((path) => buildAndKeep(work, planned.value, path));
  return built.ok ? enterRelease(work, { ...release, ...built.value }, there) : built.failure;
}

function releaseOfDay({ table, tenant, load }: Work, { effectiveFrom }: Release): Promise<LoadedRelease | undefined> {
  return readLoadedRelease(table, ownerOf(load.kind, tenant), load.kind, effectiveFrom);
}

interface UploadedFile extends RecognisedFile, FileToLoad {
  readonly sha256: string;
}

/** Reads the beginning of each file, and determines their release. */
async function planOf({
  tenant,
  load,
  files,
  formats,
}: Work): Promise<Result<PlannedRelease<UploadedFile>, LoadRefusal>> {
  const recognised: UploadedFile[] = [];
  for (const { name, sha256 } of load.files) {
    const key = codeSetFileKey(tenant, sha256);
    const found = recogniseFile(formats, name, await files.getRange(key, 0, headBytes));
    if (!found.ok) return found;
    recognised.push({ ...found.value, sha256, content: () => contentOf(files, key) });
  }
  return planRelease(load.kind, recognised, load.said);
}

async function* contentOf(files: Files, key: string): AsyncGenerator<Uint8Array> {
  yield* await files.stream(key);
}

type KeptArtifact = Pick<LoadedRelease, 'artifact' | 'sources' | 'rows'>;

async function buildAndKeep(
  work: Work,
  { release, files }: PlannedRelease<UploadedFile>,
  path: string,
): Promise<Result<KeptArtifact, LoadRefusal>> {
  const format = files[0]?.format;
  invariant(format !== undefined, 'a release has a file');
  const built = await buildArtifact({ format, release, files, path, progress: progressWriter(work) });
  if (!built.ok) return fail({ code: 'file-fault', ...built.failure });
  const { sha256, sizeBytes, sources, rows } = built.value;
  const differing = sources.find((source, index) => source.sha256 !== files[index]?.sha256);
  if (differing !== undefined) return fail({ code: 'content-differs', file: differing.name });
  const key = artifactKey(ownerOf(work.load.kind, work.tenant), sha256);
  const content = () => bytesOfFile(path);
  await work.files.putFrom({ key, sha256Hex: sha256, sizeBytes, content }, 'application/vnd.sqlite3');
  return ok({ artifact: { sha256, sizeBytes, version: artifactVersion }, sources, rows });
}

/** Writes the progress of the load from time to time, for people who wait. */
function progressWriter({ tenant, load, delivery, table, now }: Work) {
  let writtenAt = 0;
  return async ({ bytes, rows }: { readonly bytes: number; readonly rows: number }): Promise<void> => {
    stopInTime(delivery);
    const at = now().getTime();
    if (at - writtenAt < progressMilliseconds) return;
    writtenAt = at;
    await table.transact([{ update: loadKey(tenant, load.id), set: { state: 'loading', bytesRead: bytes, rows } }]);
  };
}

/** Enters the release into the catalogue and ends the load, in one transaction. */
async function enterRelease(
  work: Work,
  built: KeptArtifact & Release,
  replaced: LoadedRelease | undefined,
): Promise<LoadRefusal | undefined> {
  const { tenant, load, table, now, logger } = work;
  const at = now().toISOString();
  const by = { loadId: load.id, loadedAt: at, loadedBy: load.requestedBy, ...present({ licence: load.licence }) };
  const loaded: LoadedRelease = { ...built, ...by };
  const { kind, release, effectiveFrom, rows, artifact } = loaded;
  const facts = { kind, release, effectiveFrom, rows, artifact: artifact.sha256 };
  const written = await table.transact([
    loadedReleaseWrite(ownerOf(kind, tenant), loaded, replaced),
    endWrite(work, { ...endOf(work, loaded, at), wasLoaded: false }),
    workerAudit('load-code-set', tenant, at, { action: 'code-set-loaded', entityId: load.id, facts }),
  ]);
  if (written.ok) {
    logger.info('code-set-loaded', { tenantId: tenant, loadId: load.id, ...facts });
    return undefined;
  }
  const there = await releaseOfDay(work, built);
  // Otherwise another delivery of this message has ended the load.
  return there === undefined ? undefined : settleBeside(work, built, there);
}

/** A release with the same date is already loaded. If it is the same release, all is well; if not, it is a conflict. */
async function settleBeside(
  work: Work,
  wanted: Release & Pick<LoadedRelease, 'sources'>,
  there: LoadedRelease,
): Promise<LoadRefusal | undefined> {
  if (!isSameRelease(wanted, there)) {
    return { code: 'release-taken', detail: `It is ${there.release}, in force since ${there.effectiveFrom}.` };
  }
  const wasLoaded = there.loadId !== work.load.id;
  const end = { ...endOf(work, there, work.now().toISOString()), wasLoaded };
  await work.table.transact([endWrite(work, end)]);
  return undefined;
}

function endOf({ load }: Work, loaded: LoadedRelease, endedAt: Instant) {
  const { kind, release, effectiveFrom, effectiveTo, rows } = loaded;
  const bytesRead = load.files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  const named = { kind, release, effectiveFrom, ...present({ effectiveTo }) };
  return { state: 'loaded', release: named, rows, bytesRead, endedAt } as const;
}

async function refuse(work: Work, refusal: LoadRefusal): Promise<void> {
  const { tenant, load, table, now, logger } = work;
  const endedAt = now().toISOString();
  const facts = { kind: load.kind, code: refusal.code };
  await table.transact([
    endWrite(work, { state: 'refused', refusal, endedAt }),
    workerAudit('load-code-set', tenant, endedAt, { action: 'code-set-load-refused', entityId: load.id, facts }),
  ]);
  logger.warn('code-set-load-refused', { tenantId: tenant, loadId: load.id, ...facts });
}

/** Ends a load once: a second delivery finds it ended. */
function endWrite({ tenant, load }: Work, set: Partial<CodeSetLoad>): Write {
  return { update: loadKey(tenant, load.id), set: { ...set }, condition: { without: ['endedAt'] } };
}
