import type { TenantId } from '../domain/identity/ids.ts';
import {
  type PostingRulesVersion,
  type RuleScope,
  type RulesFor,
  rulesInForceFor,
  scopeName,
  type VersionHeading,
  versionInForce,
} from '../domain/remittance/rules/posting-rules.ts';
import { invariant } from '../domain/result.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { postingRulesKey, postingRulesVersionKey } from './keys/practice.ts';
import type { Remittance } from './remittances.ts';
import type { Table, Write } from './table.ts';

/** The versions of an office's posting rules. An office that has changed nothing is at revision 0. */
export interface PostingRulesHead {
  readonly revision: number;
  readonly headings: readonly VersionHeading[];
}

/** A cache of versions and headings. They never change, so a warm function reads each only once. */
interface Known {
  readonly headings: Map<string, readonly VersionHeading[]>;
  readonly versions: Map<string, PostingRulesVersion>;
}

const known = new WeakMap<Table, Known>();
const mostKept = 1000;

function knownOf(table: Table): Known {
  const found = known.get(table);
  if (found !== undefined) return found;
  const empty: Known = { headings: new Map(), versions: new Map() };
  known.set(table, empty);
  return empty;
}

function keep<Value>(kept: Map<string, Value>, name: string, value: Value): void {
  if (kept.size >= mostKept) kept.clear();
  kept.set(name, value);
}

export async function readRulesHead(table: Table, tenant: TenantId): Promise<PostingRulesHead> {
  const item = await table.get(postingRulesKey(tenant));
  if (item === undefined) return { revision: 0, headings: [] };
  const { revision, headings } = documentOfItem<{ revision: number; headings: string[] }>(item);
  const head = { revision, headings: headings.map(headingOfText) };
  keep(knownOf(table).headings, `${tenant} ${revision}`, head.headings);
  return head;
}

/** Reads versions by their revisions, in the given order; undefined for one that does not exist. */
export async function readRulesVersions(
  table: Table,
  tenant: TenantId,
  revisions: readonly number[],
): Promise<(PostingRulesVersion | undefined)[]> {
  const { versions } = knownOf(table);
  const nameOf = (revision: number) => `${tenant} ${revision}`;
  const missing = [...new Set(revisions)].filter((revision) => !versions.has(nameOf(revision)));
  const read = new Map<number, PostingRulesVersion>();
  if (missing.length > 0) {
    const items = await table.batchGet(missing.map((revision) => postingRulesVersionKey(tenant, revision)));
    for (const [index, item] of items.entries()) {
      if (item === undefined) continue;
      const version = documentOfItem<PostingRulesVersion>(item);
      read.set(missing[index] as number, version);
      keep(versions, nameOf(version.revision), version);
    }
  }
  return revisions.map((revision) => read.get(revision) ?? versions.get(nameOf(revision)));
}

/** The rules by which a payment posts: those of a revision, on a day, for the payers that it may be from. */
export interface RulesAsked {
  /** 0 for the default rules only. */
  readonly revision: number;
  readonly on: LocalDate;
  readonly payerIds: readonly string[];
}

/** The rules by which a remittance posts. They were fixed when it was admitted or approved. */
export function rulesAskedBy({ rulesRevision = 0, postedOn, payerIds }: Remittance): RulesAsked {
  return { revision: rulesRevision, on: postedOn, payerIds };
}

/** The same key for remittances that post by the same rules. */
export function rulesName(remittance: Remittance): string {
  const { revision, on, payerIds } = rulesAskedBy(remittance);
  return [revision, on, ...payerIds].join(' ');
}

/**
 * The rules for a payment, for all facilities of its claims. It takes one read of the head and one of the versions in force. A warm
 * function has both already, and an office that never changed a rule needs no read.
 */
export async function rulesFor(table: Table, tenant: TenantId, asked: RulesAsked): Promise<RulesFor> {
  const versions = await versionsFor(table, tenant, asked);
  return rulesInForceFor(versions, asked.on, asked.payerIds);
}

/** Every version in force on a day, because a payment may let waiting claims of other payers post. */
export async function versionsFor(
  table: Table,
  tenant: TenantId,
  { revision, on }: Pick<RulesAsked, 'revision' | 'on'>,
): Promise<readonly PostingRulesVersion[]> {
  if (revision === 0) return [];
  const headings = await headingsAt(table, tenant, revision);
  const scopes = new Map(headings.map(({ scope }) => [scopeName(scope), scope]));
  const needed = [...scopes.values()].flatMap((scope) => versionInForce(headings, scope, on)?.revision ?? []);
  const versions = await readRulesVersions(table, tenant, needed);
  return versions.map((version) => {
    invariant(version !== undefined, 'a version that the head names is there');
    return version;
  });
}

/** The headings as they were at a revision, without later ones. */
async function headingsAt(table: Table, tenant: TenantId, revision: number): Promise<readonly VersionHeading[]> {
  const { headings } = knownOf(table);
  const name = `${tenant} ${revision}`;
  const found = headings.get(name);
  if (found !== undefined) return found;
  const head = await readRulesHead(table, tenant);
  const read = head.headings.filter((heading) => heading.revision <= revision);
  keep(headings, name, read);
  return read;
}

/**
 * Adds a version if the head still has the revision that the caller saw; otherwise nothing is written. `changed` is the failure when
 * somebody else was first.
 */
export function rulesVersionWrites<Failure>(
  tenant: TenantId,
  before: PostingRulesHead,
  version: PostingRulesVersion,
  changed: Failure,
): Write<Failure>[] {
  const headings = [...before.headings, version].map(headingText);
  const head = entityItem(postingRulesKey(tenant), 'posting-rules-head', { revision: version.revision, headings });
  const item = entityItem(postingRulesVersionKey(tenant, version.revision), 'posting-rules-version', version);
  const unchanged = before.revision === 0 ? { absent: true as const } : { equals: { revision: before.revision } };
  return [
    { put: head, condition: unchanged, orElse: changed },
    { put: item, condition: { absent: true }, orElse: changed },
  ];
}

function headingText({ revision, effectiveFrom, scope }: VersionHeading): string {
  return `${revision} ${effectiveFrom} ${scopeName(scope)}`;
}

function headingOfText(text: string): VersionHeading {
  const [revision, effectiveFrom, kind, id = ''] = text.split(' ');
  const scope: RuleScope =
    kind === 'payer' ? { kind, payerId: id } : kind === 'facility' ? { kind, facilityId: id } : { kind: 'office' };
  return { revision: Number(revision), effectiveFrom: effectiveFrom as LocalDate, scope };
}
