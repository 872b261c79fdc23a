import type { TenantId } from '../domain/identity/ids.ts';
import type { FieldError } from '../domain/result.ts';
import type { Instant, LocalDate } from '../domain/time/local-date.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import type { Key } from './keys/table.ts';
import type { Table, Write } from './table.ts';

/**
 * Rules that an office changes by versions: a head, which counts the changes and has a line of text about each, and an
 * immutable item per version.
 */
export interface RuleFamily {
  readonly headKind: 'posting-rules-head' | 'coding-rules-head';
  readonly versionKind: 'posting-rules-version' | 'coding-rules-version';
  readonly headKey: (tenant: TenantId) => Key;
  readonly versionKey: (tenant: TenantId, revision: number) => Key;
}

/** The versions of an office's rules. An office that has changed nothing is at revision 0. */
export interface RulesHead {
  readonly revision: number;
  readonly headings: readonly string[];
}

/** Versions never change, so a warm function reads each only once. */
const known = new WeakMap<Table, Map<string, unknown>>();
const mostKept = 1000;

function knownOf(table: Table): Map<string, unknown> {
  const found = known.get(table) ?? new Map<string, unknown>();
  known.set(table, found);
  if (found.size >= mostKept) found.clear();
  return found;
}

/** Lets a table that wraps another one share the other's cache of immutable items. */
export function remembersLike(own: Table, table: Table): Table {
  known.set(own, knownOf(table));
  return own;
}

/**
 * Reads an item that never changes once it exists, such as a version: from memory if this function has read it before.
 */
export async function readOnce<Value>(
  table: Table,
  name: string,
  read: () => Promise<Value | undefined>,
): Promise<Value | undefined> {
  const kept = knownOf(table);
  if (kept.has(name)) return kept.get(name) as Value;
  const value = await read();
  if (value !== undefined) kept.set(name, value);
  return value;
}

export async function readHead(table: Table, tenant: TenantId, family: RuleFamily): Promise<RulesHead> {
  const item = await table.get(family.headKey(tenant));
  return item === undefined ? { revision: 0, headings: [] } : documentOfItem<RulesHead>(item);
}

/** Reads versions by their revisions, in the given order; undefined for one that does not exist. */
export async function readVersions<Version>(
  table: Table,
  { tenant, family }: { readonly tenant: TenantId; readonly family: RuleFamily },
  revisions: readonly number[],
): Promise<(Version | undefined)[]> {
  const kept = knownOf(table);
  const nameOf = (revision: number) => `${family.versionKind} ${tenant} ${revision}`;
  const missing = [...new Set(revisions)].filter((revision) => !kept.has(nameOf(revision)));
  const read = new Map<number, Version>();
  if (missing.length > 0) {
    const items = await table.batchGet(missing.map((revision) => family.versionKey(tenant, revision)));
    for (const [index, item] of items.entries()) {
      const revision = missing[index] as number;
      if (item === undefined) continue;
      const version = documentOfItem<Version>(item);
      read.set(revision, version);
      kept.set(nameOf(revision), version);
    }
  }
  return revisions.map((revision) => read.get(revision) ?? (kept.get(nameOf(revision)) as Version | undefined));
}

/**
 * Adds a version if the head still has the revision that the caller read; otherwise nothing is written. `changed` is
 * the failure when another writer was first.
 */
export function versionWrites<Failure>(
  { tenant, family }: { readonly tenant: TenantId; readonly family: RuleFamily },
  before: RulesHead,
  { version, heading }: { readonly version: { readonly revision: number }; readonly heading: string },
  changed: Failure,
): Write<Failure>[] {
  const { revision } = version;
  const head = { revision, headings: [...before.headings, heading] };
  const unchanged = before.revision === 0 ? { absent: true as const } : { equals: { revision: before.revision } };
  return [
    { put: entityItem(family.headKey(tenant), family.headKind, head), condition: unchanged, orElse: changed },
    {
      put: entityItem(family.versionKey(tenant, revision), family.versionKind, version),
      condition: { absent: true },
      orElse: changed,
    },
  ];
}

/** Rules must begin today or later, so that work of past days is never judged by other rules. */
export function pastDayFaults(effectiveFrom: LocalDate, today: LocalDate): readonly FieldError[] {
  const detail = 'rules are never changed for days past: expected today or a later day';
  return effectiveFrom < today ? [{ pointer: '/effectiveFrom', detail }] : [];
}

/** What the next version states besides its rules: from which day it applies, why, and who made it. */
export function nextVersion(
  { revision }: Pick<RulesHead, 'revision'>,
  said: { readonly effectiveFrom: LocalDate; readonly reason: string },
  made: { readonly at: Instant; readonly by: string },
) {
  return { revision: revision + 1, ...said, createdAt: made.at, createdBy: made.by };
}
