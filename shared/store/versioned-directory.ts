import type { Instant } from '../domain/time/local-date.ts';
import { entityItem } from './entity-items.ts';
import type { Key } from './keys/table.ts';
import type { Write } from './table.ts';

/*
 * Directories of things of which an office has only a few (fee schedules, contracts with payers). All of them, without
 * their rows, are in one item, the directory. Each version of a thing is an item of its own, which never changes.
 */

/** Who made a version, when, and how many rows it added, changed and removed. */
export interface VersionMaking<Change extends string> {
  readonly at: Instant;
  readonly by: string;
  /** The kind of change that made it. */
  readonly change: Change;
  readonly counts: { readonly added: number; readonly changed: number; readonly removed: number };
}

/** A version without who made it. */
export function withoutMaking<Version extends VersionMaking<string>>(
  version: Version,
): Omit<Version, keyof VersionMaking<string>> {
  const { at: _at, by: _by, change: _change, counts: _counts, ...rest } = version;
  return rest;
}

/** The counts of a version that changes no row. */
export const nothingCounted = { added: 0, changed: 0, removed: 0 } as const;

/** The next version when only the description has changed: it keeps the rows of the former one. */
export function describedAnew<Body extends object, Rows>(
  { id, rows, version }: { readonly id: string; readonly rows: Rows; readonly version: number },
  body: Body,
  made: Pick<VersionMaking<'described'>, 'at' | 'by'>,
) {
  const making: VersionMaking<'described'> = { ...made, change: 'described', counts: nothingCounted };
  return { ...body, id, rows, version: version + 1, ...making };
}

/** The things of the directory after one has changed. The changed one comes last. */
export function withChanged<Thing extends { readonly id: string }>(things: readonly Thing[], changed: Thing): Thing[] {
  return [...things.filter(({ id }) => id !== changed.id), changed];
}

interface StoredAs<Document> {
  readonly key: Key;
  readonly type: string;
  readonly document: Document;
}

/**
 * Adds a version, and the next version of the directory. `taken` is the failure when somebody else has changed the same
 * thing meanwhile, `busy` the failure when somebody has changed another thing in the directory.
 */
export function versionWrites<Failure>(
  version: StoredAs<object>,
  directory: StoredAs<{ readonly revision: number }>,
  { taken, busy }: { readonly taken: Failure; readonly busy: Failure },
): Write<Failure>[] {
  const before = directory.document.revision - 1;
  const unchanged = before === 0 ? { absent: true as const } : { equals: { revision: before } };
  return [
    { put: entityItem(version.key, version.type, version.document), condition: { absent: true }, orElse: taken },
    { put: entityItem(directory.key, directory.type, directory.document), condition: unchanged, orElse: busy },
  ];
}
