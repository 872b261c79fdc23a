import { type CodeSetKind, codeSets } from '../domain/code-set/kinds.ts';
import type { CodeSetLoad, LoadedRelease } from '../domain/code-set/load.ts';
import { installation, type TenantId } from '../domain/identity/ids.ts';
import type { Instant, LocalDate } from '../domain/time/local-date.ts';
import type { DueMessage } from './change.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { fileKey } from './files.ts';
import { codeSetPartition, loadedPrefix, loadedReleaseKey, withdrawnReleaseKey } from './keys/code-set.ts';
import { entityKey, monthIndex } from './keys/entity.ts';
import type { Key } from './keys/table.ts';
import type { Item, Table, Write } from './table.ts';

/** A withdrawn release. It is no longer used. */
export interface WithdrawnRelease extends LoadedRelease {
  readonly withdrawn: { readonly by: string; readonly at: Instant; readonly reason: string };
}

/** Who owns the releases of a set: the installation, or the office that loads them. */
export function ownerOf(kind: CodeSetKind, tenant: TenantId): TenantId {
  return codeSets[kind].owner === 'installation' ? installation : tenant;
}

/** Where an uploaded file is kept. */
export function codeSetFileKey(tenant: TenantId, sha256: string): string {
  return fileKey(tenant, 'code-set-file', sha256);
}

/** Where the artifact of a release is kept. */
export function artifactKey(owner: TenantId, sha256: string): string {
  return fileKey(owner, 'code-set', `${sha256}.sqlite`);
}

/** The releases for an office: the installation's and its own. Two queries, of some hundred small items. */
export async function readLoadedReleases(table: Table, tenant: TenantId): Promise<readonly LoadedRelease[]> {
  const owners = [installation, tenant];
  const found = await Promise.all(
    owners.map((owner) => table.queryAll({ partition: codeSetPartition(owner), prefix: loadedPrefix })),
  );
  return found.flat().map((item) => documentOfItem<LoadedRelease>(item));
}

export async function readLoadedRelease(
  table: Table,
  owner: TenantId,
  kind: CodeSetKind,
  effectiveFrom: LocalDate,
): Promise<LoadedRelease | undefined> {
  const item = await table.get(loadedReleaseKey(owner, kind, effectiveFrom));
  return item === undefined ? undefined : documentOfItem<LoadedRelease>(item);
}

/**
 * Adds a release to the catalogue. Fails when the same start day already has a release, other than the one to be
 * replaced.
 */
export function loadedReleaseWrite(owner: TenantId, release: LoadedRelease, replaced?: LoadedRelease): Write<never> {
  const key = loadedReleaseKey(owner, release.kind, release.effectiveFrom);
  const condition = replaced === undefined ? { absent: true as const } : { equals: { artifact: replaced.artifact } };
  return { put: entityItem(key, 'code-set-release', release), condition };
}

/** Removes a release from the catalogue, and records it as withdrawn. */
export function withdrawWrites<Failure>(owner: TenantId, release: WithdrawnRelease, gone: Failure): Write<Failure>[] {
  const { kind, effectiveFrom, artifact } = release;
  const key = withdrawnReleaseKey(owner, kind, effectiveFrom, release.withdrawn.at);
  return [
    { delete: loadedReleaseKey(owner, kind, effectiveFrom), condition: { equals: { artifact } }, orElse: gone },
    { put: entityItem(key, 'code-set-withdrawn', release) },
  ];
}

export function loadKey(tenant: TenantId, loadId: string): Key {
  return entityKey(tenant, 'CODE-SET-LOAD', loadId);
}

export function loadItem(tenant: TenantId, load: CodeSetLoad): Item {
  const index = monthIndex(tenant, 'CODE-SET-LOAD', load.requestedAt, load.id);
  return entityItem(loadKey(tenant, load.id), 'code-set-load', load, index);
}

export async function readLoad(table: Table, tenant: TenantId, loadId: string): Promise<CodeSetLoad | undefined> {
  const item = await table.get(loadKey(tenant, loadId));
  return item === undefined ? undefined : documentOfItem<CodeSetLoad>(item);
}

/** The message that starts a load. */
export function loadMessage(tenant: TenantId, loadId: string): DueMessage {
  return { queue: 'load-code-set', id: loadId, body: { schemaVersion: 1, tenantId: tenant, loadId } };
}
