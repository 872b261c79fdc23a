import { type CodingRulesVersion, codingRulesOn } from '../domain/coding-rules/rule.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { invariant } from '../domain/result.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import { codingRulesKey, codingRulesVersionKey } from './keys/practice.ts';
import { type RuleFamily, type RulesHead, readHead, readVersions, versionWrites } from './rule-versions.ts';
import type { Table, Write } from './table.ts';

const family: RuleFamily = {
  headKind: 'coding-rules-head',
  versionKind: 'coding-rules-version',
  headKey: codingRulesKey,
  versionKey: codingRulesVersionKey,
};

type Heading = Pick<CodingRulesVersion, 'revision' | 'effectiveFrom'>;

export function readCodingRulesHead(table: Table, tenant: TenantId): Promise<RulesHead> {
  return readHead(table, tenant, family);
}

export function readCodingRulesVersions(
  table: Table,
  tenant: TenantId,
  revisions: readonly number[],
): Promise<(CodingRulesVersion | undefined)[]> {
  return readVersions<CodingRulesVersion>(table, { tenant, family }, revisions);
}

/** The version of a head in force on a day; undefined for an office without rules. */
export function headingInForce({ headings }: RulesHead, day: LocalDate): Heading | undefined {
  return codingRulesOn(headings.map(headingOfText), day);
}

/**
 * An office's rules in force on a day, found through their head. This takes one read of the version, which a warm
 * function has cached.
 */
export async function codingRulesInForce(
  table: Table,
  tenant: TenantId,
  head: RulesHead,
  day: LocalDate,
): Promise<CodingRulesVersion | undefined> {
  const heading = headingInForce(head, day);
  if (heading === undefined) return undefined;
  const [version] = await readCodingRulesVersions(table, tenant, [heading.revision]);
  invariant(version !== undefined, 'a version that the head names is there');
  return version;
}

/** Adds a version; `changed` is the failure when another writer was first. */
export function codingRulesWrites<Failure>(
  tenant: TenantId,
  before: RulesHead,
  version: CodingRulesVersion,
  changed: Failure,
): Write<Failure>[] {
  const heading = `${version.revision} ${version.effectiveFrom}`;
  return versionWrites({ tenant, family }, before, { version, heading }, changed);
}

function headingOfText(text: string): Heading {
  const [revision, effectiveFrom] = text.split(' ');
  return { revision: Number(revision), effectiveFrom: effectiveFrom as LocalDate };
}
