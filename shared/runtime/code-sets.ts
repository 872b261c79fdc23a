import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
import type { CodeReferences } from '../domain/code-set/references.ts';
import { releaseInForce } from '../domain/code-set/release.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { Logger } from '../domain/logger.ts';
import { fail, invariant, ok, type Result } from '../domain/result.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import { artifactKey, ownerOf, readLoadedReleases } from '../store/code-sets.ts';
import type { Files } from '../store/files.ts';
import type { Table } from '../store/table.ts';
import type { Environment } from './environment.ts';

/** How long the catalogue is remembered. A release that was loaded or withdrawn since is seen after this time at the latest. */
const rememberedMilliseconds = 30_000;

/** A set of which nothing is in force may have been loaded just now: the catalogue is read again, at most this often. */
const missingMilliseconds = 1_000;

/** The sets that were asked for, ready to be looked up without waiting. */
export interface PreparedCodeSets {
  readonly references: CodeReferences;
  /** The artifact itself, for search. @throws for a release that is loaded and was not asked for */
  readonly inForce: ArtifactInForce;
}

/** A stored artifact has other bytes than those that were loaded. */
export interface CodeSetDamaged {
  readonly kind: 'code-set-damaged';
  readonly facts: { readonly set: CodeSetKind; readonly release: string };
}

export interface CodeSets {
  /**
   * Makes the releases of these sets that are in force on any of these days ready: their artifacts are fetched once per instance and checked by their
   * digests. Then lookups of these sets on these days wait for nothing.
   */
  prepare(
    tenant: TenantId,
    kinds: readonly CodeSetKind[],
    days: readonly LocalDate[],
  ): Promise<Result<PreparedCodeSets, CodeSetDamaged>>;
}

export interface CodeSetsDeps {
  readonly table: Table;
  readonly files: Pick<Files, 'stream'>;
  readonly artifacts: LocalArtifacts;
  readonly logger: Logger;
  now(): Date;
}

/** Where a function keeps artifacts, and how much room there is. */
export function localArtifacts(environment: Environment): LocalArtifacts {
  const { CODE_SETS_FOLDER: folder = join(tmpdir(), 'code-sets'), CODE_SETS_MEGABYTES: megabytes } = environment;
  return createLocalArtifacts({ folder, mostBytes: megabytes * 1_000_000 });
}

/** The code sets of every office, over the catalogue in the table and the artifacts in the bucket. */
export function createCodeSets(deps: CodeSetsDeps): CodeSets {
  const catalogue = rememberedCatalogue(deps);

  const prepare: CodeSets['prepare'] = async (tenant, kinds, days) => {
    const releases = await catalogue(tenant, kinds, days);
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
    return ok({ references: createReferences(inForce), inForce });
  };
  return { prepare };
}

type Catalogue = ReadonlyMap<CodeSetKind, readonly LoadedRelease[]>;

function inForceOn(catalogue: Catalogue, kind: CodeSetKind, day: LocalDate): LoadedRelease | undefined {
  return releaseInForce(catalogue.get(kind) ?? [], day);
}

async function openReleases(
  tenant: TenantId,
  needed: readonly (LoadedRelease | undefined)[],
  { artifacts, files, logger }: CodeSetsDeps,
): Promise<Result<ReadonlyMap<string, OpenArtifact>, CodeSetDamaged>> {
  const byDigest = new Map(needed.flatMap((release) => (release ? [[release.artifact.sha256, release]] : [])));
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

/** Reads what is loaded for an office, and remembers it for a short time. */
function rememberedCatalogue({ table, now }: Pick<CodeSetsDeps, 'table' | 'now'>) {
  const known = new Map<TenantId, { readonly readAt: number; readonly catalogue: Catalogue }>();
  return async (tenant: TenantId, kinds: readonly CodeSetKind[], days: readonly LocalDate[]): Promise<Catalogue> => {
    const last = known.get(tenant);
    const at = now().getTime();
    if (last !== undefined) {
      const isMissing = () =>
        kinds.some((kind) => days.some((day) => inForceOn(last.catalogue, kind, day) === undefined));
      const age = at - last.readAt;
      if (age < missingMilliseconds || (age < rememberedMilliseconds && !isMissing())) return last.catalogue;
    }
    const releases = await readLoadedReleases(table, tenant);
    const catalogue: Catalogue = Map.groupBy(releases, ({ kind }) => kind);
    known.set(tenant, { readAt: at, catalogue });
    return catalogue;
  };
}
