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
import { postingRulesKey, postingRulesVersionKey } from './keys/practice.ts';
import type { Remittance } from './remittances.ts';
import { type RuleFamily, readHead, readOnce, readVersions, versionWrites } from './rule-versions.ts';
import type { Table, Write } from './table.ts';

/** The versions of an office's posting rules. An office that has changed nothing is at revision 0. */
export interface PostingRulesHead {
  readonly revision: number;
  readonly headings: readonly VersionHeading[];
}

const family: RuleFamily = {
  headKind: 'posting-rules-head',
  versionKind: 'posting-rules-version',
  headKey: postingRulesKey,
  versionKey: postingRulesVersionKey,
};

export async function readRulesHead(table: Table, tenant: TenantId): Promise<PostingRulesHead> {
  const { revision, headings } = await readHead(table, tenant, family);
  return { revision, headings: headings.map(headingOfText) };
}

/** Reads versions by their revisions, in the given order; undefined for one that does not exist. */
export function readRulesVersions(
  table: Table,
  tenant: TenantId,
  revisions: readonly number[],
): Promise<(PostingRulesVersion | undefined)[]> {
  return readVersions<PostingRulesVersion>(table, { tenant, family }, revisions);
}

/** What decides the rules by which a payment posts: a revision, a day, and the payers that the payment may be from. */
export interface RulesAsked {
  /** 0 for the default rules only. */
  readonly revision: number;
  readonly on: LocalDate;
  readonly payerIds: readonly string[];
}

/** The rules by which a remittance posts. They were fixed when it was admitted or approved. */
export function rulesFixedFor({ rulesRevision = 0, postedOn, payerIds }: Remittance): RulesAsked {
  return { revision: rulesRevision, on: postedOn, payerIds };
}

/** A key that is the same for all remittances that post by the same rules. */
export function rulesName(remittance: Remittance): string {
  const { revision, on, payerIds } = rulesFixedFor(remittance);
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

/** The headings as they were at a revision, without later ones. They never change, so a warm function has them. */
async function headingsAt(table: Table, tenant: TenantId, revision: number): Promise<readonly VersionHeading[]> {
  const headings = await readOnce(table, `posting-rules-headings ${tenant} ${revision}`, async () => {
    const head = await readRulesHead(table, tenant);
    return head.headings.filter((heading) => heading.revision <= revision);
  });
  return headings ?? [];
}

/** Adds a version; `changed` is the failure when somebody else was first. */
export function rulesVersionWrites<Failure>(
  tenant: TenantId,
  before: PostingRulesHead,
  version: PostingRulesVersion,
  changed: Failure,
): Write<Failure>[] {
  const head = { revision: before.revision, headings: before.headings.map(headingText) };
  return versionWrites({ tenant, family }, head, { version, heading: headingText(version) }, changed);
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
