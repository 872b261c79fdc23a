import type { Submission, SubmissionState } from '../domain/claim/submission.ts';
import type { ClaimId, TenantId } from '../domain/identity/ids.ts';
import { type Cents, cents } from '../domain/money/cents.ts';
import { present } from '../domain/present.ts';
import type { Instant } from '../domain/time/local-date.ts';
import type { DueMessage } from './change.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { counterKey, joinedClaimsKey, joinedClaimsPrefix } from './keys/claim.ts';
import { entityKey, monthIndex } from './keys/entity.ts';
import type { Key } from './keys/table.ts';
import type { Item, Table, Write } from './table.ts';

/** A claim of a submission. */
export interface SubmissionClaim {
  readonly claimId: ClaimId;
  /** The number of the claim's filing in the file. */
  readonly filing: number;
  readonly joinedAt: Instant;
  readonly chargeCents: Cents;
}

/** The kind of the state is a separate attribute, because steps have conditions on it. */
function submissionItem(tenant: TenantId, { state, ...rest }: Submission): Item {
  const { kind, ...facts } = state;
  const key = entityKey(tenant, 'SUBMISSION', rest.id);
  const index = monthIndex(tenant, 'SUBMISSION', rest.createdAt, rest.id);
  return entityItem(key, 'submission', { ...rest, state: kind, stateFacts: facts }, index);
}

type StoredSubmission = Omit<Submission, 'state'> & {
  readonly state: SubmissionState['kind'];
  readonly stateFacts: object;
};

export function submissionOfItem(item: Item): Submission {
  const { state, stateFacts, ...rest } = documentOfItem<StoredSubmission>(item);
  return { ...rest, state: { kind: state, ...stateFacts } as SubmissionState };
}

export async function readSubmission(table: Table, tenant: TenantId, id: string): Promise<Submission | undefined> {
  const item = await table.get(entityKey(tenant, 'SUBMISSION', id));
  return item === undefined ? undefined : submissionOfItem(item);
}

/** Creates a submission, if it does not exist yet. */
export function newSubmissionWrite(tenant: TenantId, submission: Submission): Write<never> {
  return { put: submissionItem(tenant, submission), condition: { absent: true } };
}

/** The message that makes a worker process a submission. */
export function submissionDue(tenant: TenantId, submissionId: string): DueMessage {
  return {
    queue: 'submit-claims',
    id: `submit-${submissionId}`,
    body: { schemaVersion: 1, tenantId: tenant, submissionId },
  };
}

/**
 * Adds claims to the count of a gathering submission. The condition checks that it still gathers; the count keeps two workers from filling
 * a file beyond its limit.
 */
export function gatherWrite(tenant: TenantId, before: Submission, joining: readonly SubmissionClaim[]): Write {
  return {
    update: entityKey(tenant, 'SUBMISSION', before.id),
    set: { claims: before.claims + joining.length },
    add: { chargeCents: joining.reduce((sum, claim) => sum + claim.chargeCents, 0) },
    condition: { equals: { state: 'gathering', claims: before.claims } },
  };
}

/** Subtracts a refused claim from the count of a closed submission. */
export function leaveWrite(tenant: TenantId, submissionId: string, leaving: SubmissionClaim): Write {
  return {
    update: entityKey(tenant, 'SUBMISSION', submissionId),
    add: { claims: -1, chargeCents: -leaving.chargeCents },
    condition: { equals: { state: 'closed' } },
  };
}

interface SubmissionStep {
  readonly from: SubmissionState['kind'];
  readonly to: SubmissionState;
  readonly nextSubmissionId?: string | undefined;
}

/** Moves a submission from one state to the next, if it is still in the first. */
export function stepWrite(tenant: TenantId, submissionId: string, step: SubmissionStep): Write {
  const { from, to, nextSubmissionId } = step;
  const { kind, ...facts } = to;
  return {
    update: entityKey(tenant, 'SUBMISSION', submissionId),
    set: { state: kind, stateFacts: facts, ...present({ nextSubmissionId }) },
    condition: { equals: { state: from } },
  };
}

/** Lists claims that join a submission together, at least one: one item for all of them. */
export function joinedClaimsWrite(tenant: TenantId, submissionId: string, claims: readonly SubmissionClaim[]): Write {
  const sorted = [...claims].sort((left, right) => (left.claimId < right.claimId ? -1 : 1));
  const [first] = sorted as [SubmissionClaim, ...SubmissionClaim[]];
  const key = joinedClaimsKey(tenant, submissionId, first.claimId);
  const packed = { joinedAt: first.joinedAt, claims: sorted.map(claimText) };
  return { put: entityItem(key, 'submission-claims', packed), condition: { absent: true } };
}

/** Removes a claim from the list in which it joined the submission, if nobody else has changed that list. */
export function submissionClaimRemoval(found: SubmissionClaimFound): Write {
  const { key, claims } = found.joined;
  const rest = claims.filter((text) => claimOfText(text).claimId !== found.claimId);
  const condition = { equals: { claims } };
  return rest.length === 0 ? { delete: key, condition } : { update: key, set: { claims: rest }, condition };
}

/** A claim of a submission, with its list. */
export interface SubmissionClaimFound extends SubmissionClaim {
  readonly joined: { readonly key: Key; readonly claims: readonly string[] };
}

/**
 * One claim of a submission; undefined when it is not, or no longer, in the submission. Lists of claims that were added
 * together are ordered by their first claims, so that the claim is nearly always on the last list that starts before
 * it.
 */
export async function readSubmissionClaim(
  table: Table,
  tenant: TenantId,
  submissionId: string,
  claimId: ClaimId,
): Promise<SubmissionClaimFound | undefined> {
  const { pk: partition, sk: upTo } = joinedClaimsKey(tenant, submissionId, claimId);
  let after: Readonly<Record<string, string>> | undefined;
  let limit = 1;
  do {
    const page = await table.query({ partition, upTo, newestFirst: true, limit, after });
    const found = page.items.flatMap(claimsOfItem).find((claim) => claim.claimId === claimId);
    if (found !== undefined) return found;
    after = page.items.every(({ sk }) => sk.startsWith(joinedClaimsPrefix)) ? page.next : undefined;
    limit = 50;
  } while (after !== undefined);
  return undefined;
}

/** The claims of a submission. There are at most as many as one file may have. */
export async function readSubmissionClaims(table: Table, tenant: TenantId, id: string): Promise<SubmissionClaim[]> {
  const { pk } = entityKey(tenant, 'SUBMISSION', id);
  const items = await table.queryAll({ partition: pk, prefix: joinedClaimsPrefix });
  return items.flatMap(claimsOfItem);
}

function claimsOfItem(item: Item): SubmissionClaimFound[] {
  if (!item.sk.startsWith(joinedClaimsPrefix)) return [];
  const { joinedAt, claims } = documentOfItem<{ readonly joinedAt: Instant; readonly claims: string[] }>(item);
  const joined = { key: { pk: item.pk, sk: item.sk }, claims };
  return claims.map((text) => ({ ...claimOfText(text), joinedAt, joined }));
}

/** `claim|filing|cents` */
function claimText({ claimId, filing, chargeCents }: SubmissionClaim): string {
  return [claimId, filing, chargeCents].join('|');
}

function claimOfText(text: string): Omit<SubmissionClaim, 'joinedAt'> {
  const [claimId, filing, amount] = text.split('|');
  return { claimId: claimId as ClaimId, filing: Number(filing), chargeCents: cents(Number(amount)) };
}

/** The last issued interchange control number, 0 before the first. */
export async function lastControlNumber(table: Table, tenant: TenantId): Promise<number> {
  const item = await table.get(counterKey(tenant, 'interchange'));
  return Number(item?.last ?? 0);
}

/** Issues the number after `last`, if nobody has issued it meanwhile. */
export function controlNumberWrite(tenant: TenantId, last: number): Write {
  return {
    update: counterKey(tenant, 'interchange'),
    set: { type: 'counter', schemaVersion: 1, last: last + 1 },
    condition: last === 0 ? { without: ['last'] } : { equals: { last } },
  };
}
