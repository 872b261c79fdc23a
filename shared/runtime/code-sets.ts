import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { artifactVersion } from '../code-sets/artifact-version.ts';
import {
  ArtifactDamaged,
  createLocalArtifacts,
  type LocalArtifacts,
  type NamedArtifact,
} from '../code-sets/local-artifacts.ts';
import type { OpenArtifact } from '../code-sets/open.ts';
import { type ArtifactInForce, createReferences } from '../code-sets/references.ts';
import type { CodeSetKind } from '../domain/code-set/kinds.ts';
import type { LoadedRelease } from '../domain/code-set/load.ts';
import type { CodeReferences, EndedRelease } from '../domain/code-set/references.ts';
import { releaseInForce, releaseThatEnded } from '../domain/code-set/release.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { Logger } from '../domain/logger.ts';
import { fail, invariant, ok, type Result } from '../domain/result.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import { artifactKey, ownerOf, readLoadedReleases } from '../store/code-sets.ts';
import type { Files } from '../store/files.ts';
import type { Table } from '../store/table.ts';
import type { Environment } from './environment.ts';

/**
 * How long the catalogue is cached. After this time at the latest, a release that has since been loaded or withdrawn is
 * noticed.
 */
const rememberedMilliseconds = 30_000;

/** If no release is in force, one may have just been loaded: the catalogue is read again, at most this often. */
const missingMilliseconds = 500;

/** Sets of moderate size that most work uses: when one of them is needed, all are fetched at the same time. */
const usedTogether: readonly CodeSetKind[] = [
  'icd-10-cm',
  'icd-10-cm-tabular',
  'hcpcs',
  'cpt',
  'modifiers',
  'place-of-service',
  'taxonomy',
  'ncci-add-on',
  'mue-practitioner',
  'mpfs',
  'code-editor',
  'clia-waived',
];

/** The prepared sets, for lookups without waiting. */
export interface PreparedCodeSets {
  readonly references: CodeReferences;
  /**
   * The artifact itself, for search.
   * @throws if the release is loaded but was not prepared
   */
  readonly inForce: ArtifactInForce;
}

/**
 * The fault of a stored artifact whose bytes are not those that were loaded, or whose layout this version cannot read.
 */
export interface CodeSetUnreadable {
  readonly kind: 'code-set-damaged' | 'code-set-outdated';
  readonly facts: { readonly set: CodeSetKind; readonly release: string };
}

export interface CodeSets {
  /**
   * Runs work that looks codes up, and fetches what it needs: when a lookup needs an artifact that is not here yet, the
   * artifact is fetched and the work starts again. So the work must only read and decide, as an operation of an API
   * does.
   */
  lookUp<Value, Failure>(
    tenant: TenantId,
    work: (references: CodeReferences) => Promise<Result<Value, Failure>>,
  ): Promise<Result<Value, Failure | CodeSetUnreadable>>;
  /**
   * Prepares the releases of these sets that are in force on any of these days: their artifacts are fetched once per
   * instance and checked by their digests. Then lookups of these sets on these days do not wait.
   */
  prepare(
    tenant: TenantId,
    kinds: readonly CodeSetKind[],
    days: readonly LocalDate[],
  ): Promise<Result<PreparedCodeSets, CodeSetUnreadable>>;
}

export interface CodeSetsDeps {
  readonly table: Table;
  readonly files: Pick<Files, 'stream'>;
  readonly artifacts: LocalArtifacts;
  readonly logger: Logger;
  now(): Date;
}

/**
 * The part of the temporary folder for artifacts. The rest is for artifacts in use now, and for other users of the
 * folder.
 */
const shareOfRoom = 0.6;

/** Where a function stores artifacts, and how much room it has. */
export function localArtifacts(environment: Environment): LocalArtifacts {
  const { CODE_SETS_FOLDER: folder = join(tmpdir(), 'code-sets'), TEMPORARY_MEGABYTES: megabytes } = environment;
  return createLocalArtifacts({ folder, mostBytes: megabytes * shareOfRoom * 1_000_000 });
}

/** The code sets of every office, over the catalogue in the table and the artifacts in the bucket. */
export function createCodeSets(deps: CodeSetsDeps): CodeSets {
  const catalogue = rememberedCatalogue(deps);

  const prepare: CodeSets['prepare'] = async (tenant, kinds, days) => {
    const { releases } = await catalogue.read(tenant, (known) =>
      kinds.some((kind) => days.some((day) => inForceOn(known, kind, day) === undefined)),
    );
    const needed = kinds.flatMap((kind) => days.map((day) => inForceOn(releases, kind, day)));
    const opened = await openReleases(tenant, needed, deps);
    if (!opened.ok) return opened;
    const inForce: ArtifactInForce = (kind, day) => {
      const release = inForceOn(releases, kind, day);
      if (release === undefined) return undefined;
      const artifact = opened.value.get(release.artifact.sha256);
      invariant(artifact !== undefined, 'a set that is loaded is made ready before it is looked up');
      return artifact;
    };
    const references = createReferences(inForce, (kind, day) => endedBefore(releases, kind, day));
    return ok({ references, inForce });
  };

  const lookUp: CodeSets['lookUp'] = async (tenant, work) => {
    let known = await catalogue.read(tenant);
    const inForce: ArtifactInForce = (kind, day) => {
      const release = inForceOn(known.releases, kind, day);
      if (release === undefined) {
        if (catalogue.isOld(known)) throw new CatalogueOld();
        return undefined;
      }
      const artifact = deps.artifacts.held(release.artifact.sha256);
      if (artifact === undefined) throw new ArtifactNeeded(release, day);
      return artifact;
    };
    const references = createReferences(inForce, (kind, day) => endedBefore(known.releases, kind, day));
    const needed: (LoadedRelease | undefined)[] = [];
    for (;;) {
      try {
        return await work(references);
      } catch (error) {
        if (error instanceof CatalogueOld) {
          known = await catalogue.read(tenant, () => true);
          continue;
        }
        if (!(error instanceof ArtifactNeeded)) throw error;
        if (needed.length === 0) needed.push(...usedTogether.map((kind) => inForceOn(known.releases, kind, error.day)));
        needed.push(error.release);
        const opened = await openReleases(tenant, needed, deps);
        if (!opened.ok) return opened;
      }
    }
  };
  return { prepare, lookUp };
}

/** Thrown by a lookup of a set without a release in force, when the catalogue was not just read. */
class CatalogueOld extends Error {
  override readonly name = 'CatalogueOld';
}

/** Thrown by a lookup in a release whose artifact is not here yet. */
class ArtifactNeeded extends Error {
  override readonly name = 'ArtifactNeeded';
  readonly release: LoadedRelease;
  readonly day: LocalDate;

  constructor(release: LoadedRelease, day: LocalDate) {
    super('an artifact is fetched before it is looked up');
    this.release = release;
    this.day = day;
  }
}

type Catalogue = ReadonlyMap<CodeSetKind, readonly LoadedRelease[]>;

function inForceOn(catalogue: Catalogue, kind: CodeSetKind, day: LocalDate): LoadedRelease | undefined {
  return releaseInForce(catalogue.get(kind) ?? [], day);
}

function endedBefore(catalogue: Catalogue, kind: CodeSetKind, day: LocalDate): EndedRelease | undefined {
  const found = releaseThatEnded(catalogue.get(kind) ?? [], day);
  return found && { release: found.release, effectiveTo: found.effectiveTo };
}

async function openReleases(
  tenant: TenantId,
  needed: readonly (LoadedRelease | undefined)[],
  { artifacts, files, logger }: CodeSetsDeps,
): Promise<Result<ReadonlyMap<string, OpenArtifact>, CodeSetUnreadable>> {
  const byDigest = new Map(needed.flatMap((release) => (release ? [[release.artifact.sha256, release]] : [])));
  const outdated = [...byDigest.values()].find(({ artifact }) => artifact.version !== artifactVersion);
  if (outdated !== undefined) {
    const { kind: set, release } = outdated;
    logger.error('code-set-outdated', { set, release });
    return fail({ kind: 'code-set-outdated', facts: { set, release } });
  }
  const fetch = ({ sha256 }: NamedArtifact) => {
    const release = byDigest.get(sha256) as LoadedRelease;
    return files.stream(artifactKey(ownerOf(release.kind, tenant), sha256));
  };
  try {
    return ok(
      await artifacts.open(
        [...byDigest.values()].map(({ artifact }) => artifact),
        fetch,
      ),
    );
  } catch (error) {
    if (!(error instanceof ArtifactDamaged)) throw error;
    const { kind: set, release } = byDigest.get(error.sha256) as LoadedRelease;
    logger.error('code-set-damaged', { set, release, sha256: error.sha256 });
    return fail({ kind: 'code-set-damaged', facts: { set, release } });
  }
}

/** The loaded releases of an office, and when they were read. */
interface KnownReleases {
  readonly readAt: number;
  readonly releases: Catalogue;
}

/** Reads the loaded releases of an office, and caches them for a short time. */
function rememberedCatalogue({ table, now }: Pick<CodeSetsDeps, 'table' | 'now'>) {
  const known = new Map<TenantId, KnownReleases>();
  const isOld = ({ readAt }: KnownReleases): boolean => now().getTime() - readAt >= missingMilliseconds;

  /** @param isMissing whether the cached releases lack something that may have been loaded since */
  const read = async (
    tenant: TenantId,
    isMissing: (known: Catalogue) => boolean = () => false,
  ): Promise<KnownReleases> => {
    const last = known.get(tenant);
    const at = now().getTime();
    if (last !== undefined && at - last.readAt < rememberedMilliseconds) {
      if (!isOld(last) || !isMissing(last.releases)) return last;
    }
    const releases = Map.groupBy(await readLoadedReleases(table, tenant), ({ kind }) => kind);
    const fresh = { readAt: at, releases };
    known.set(tenant, fresh);
    return fresh;
  };
  return { read, isOld };
}
