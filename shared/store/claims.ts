import type { ClaimBalance } from '../domain/claim/balance.ts';
import type { ClaimDocument } from '../domain/claim/document.ts';
import type { LaneFacts } from '../domain/claim/submission.ts';
import { type ClaimId, idFromDigest, type TenantId } from '../domain/identity/ids.ts';
import type { Instant } from '../domain/time/local-date.ts';
import { digestOf, digestText } from './digest.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { exceptionResolvedWrite, exceptionWrite } from './exceptions.ts';
import { filingOfText, filingText } from './filings.ts';
import { claimBalanceKey, claimDocumentKey, claimHistoryKey, claimHistoryPrefix, receiverKey } from './keys/claim.ts';
import { monthIndex } from './keys/entity.ts';
import { ledgerEntryPrefix, wireEntryId } from './keys/ledger.ts';
import type { IndexKey } from './keys/table.ts';
import type { Item, Table, Write } from './table.ts';

/** The hot item of a claim. `index` keeps it in the list of ready claims. */
export function balanceItem(tenant: TenantId, balance: ClaimBalance, index?: IndexKey): Item {
  const filings = balance.filings.map(filingText);
  return {
    ...claimBalanceKey(tenant, balance.claimId),
    type: 'balance',
    schemaVersion: 1,
    ...index,
    ...balance,
    filings,
  };
}

/** Reads the hot item back. */
export function balanceOfItem(item: Item): ClaimBalance {
  const { pk: _pk, sk: _sk, g1pk: _g1pk, g1sk: _g1sk, type: _type, schemaVersion: _version, ...balance } = item;
  return { ...balance, filings: (item.filings as string[]).map(filingOfText) } as unknown as ClaimBalance;
}

/** Replaces a claim's balance by its next one, if nobody has written since `before` was read. */
export function balanceWrite(
  tenant: TenantId,
  before: ClaimBalance,
  after: Omit<ClaimBalance, 'version'>,
  index?: IndexKey,
): Write<never> {
  return {
    put: balanceItem(tenant, { ...after, version: before.version + 1 } as ClaimBalance, index),
    condition: { equals: { version: before.version } },
  };
}

/** One line of a claim's history: who, when, why, from, to. */
export interface ClaimHistoryLine {
  readonly at: string;
  readonly actor: string;
  readonly event: string;
  /** A status (`claimStatuses`), with its outcome once a payer has answered (`adjudicated:paid`); `none` before the first. */
  readonly from: string;
  readonly to: string;
  readonly facts?: Readonly<Record<string, string | number>>;
}

/** Appends to a claim's history. `discriminator` makes a repetition of the same event the same line. */
export function historyWrite(
  tenant: TenantId,
  claimId: ClaimId,
  line: ClaimHistoryLine,
  discriminator: string,
): Write<never> {
  return {
    put: {
      ...claimHistoryKey(tenant, claimId, line.at, discriminator),
      type: 'claim-history',
      schemaVersion: 1,
      ...line,
    },
  };
}

/** Reads a claim's history, oldest first. A claim's history is short: every line is a change of state. */
export async function readHistory(table: Table, tenant: TenantId, claimId: string): Promise<ClaimHistoryLine[]> {
  const { pk } = claimHistoryKey(tenant, claimId, '', '');
  const [lines, entries] = await Promise.all([
    table.queryAll({ partition: pk, prefix: claimHistoryPrefix }),
    table.queryAll({ partition: pk, prefix: ledgerEntryPrefix }),
  ]);
  // One chunk's postings have one time: the claim's versions tell their order.
  const posted = entries
    .filter((item) => item.to !== undefined)
    .sort((left, right) => Number(left.claimVersion) - Number(right.claimVersion))
    .map(postingLine);
  const told = lines.map((item) => documentOfItem<ClaimHistoryLine>(item));
  return [...told, ...posted].sort((left, right) => (left.at < right.at ? -1 : left.at > right.at ? 1 : 0));
}

/**
 * What a posted remittance, or a person who moved a payment, did to the claim: the ledger entry tells, so that posting writes no line of
 * its own.
 */
function postingLine(item: Item): ClaimHistoryLine {
  const { at, from, to, kind, remittance } = item as Item &
    Record<'at' | 'from' | 'to' | 'kind' | 'remittance', string>;
  return {
    at,
    actor: typeof item.by === 'string' ? item.by : 'posting',
    event: kind,
    from,
    to,
    facts: { ledgerEntryId: wireEntryId(item), ...(remittance === undefined ? {} : { remittanceId: remittance }) },
  };
}

/** The cold item of a claim, which also lists the claim in the month of its first assembly. */
export function documentItem(tenant: TenantId, document: ClaimDocument): Item {
  const { claimId, firstAssembledAt } = document;
  const index = monthIndex(tenant, 'CLAIM', firstAssembledAt, claimId);
  return entityItem(claimDocumentKey(tenant, claimId), 'claim-document', document, index);
}

/** Reads the cold items of claims, in the order asked; undefined where there is none. */
export async function readClaimDocuments(
  table: Table,
  tenant: TenantId,
  claimIds: readonly string[],
): Promise<(ClaimDocument | undefined)[]> {
  const items = await table.batchGet(claimIds.map((claimId) => claimDocumentKey(tenant, claimId)));
  return items.map((item) => (item === undefined ? undefined : documentOfItem<ClaimDocument>(item)));
}

/** Reads the hot items of claims, in the order asked; undefined where there is none. */
export async function readBalances(
  table: Table,
  tenant: TenantId,
  claimIds: readonly string[],
): Promise<(ClaimBalance | undefined)[]> {
  const items = await table.batchGet(claimIds.map((claimId) => claimBalanceKey(tenant, claimId)));
  return items.map((item) => (item === undefined ? undefined : balanceOfItem(item)));
}

/** The name of the list of ready claims that may share a file: of one submitter, for one receiver. */
export function laneOf(receiverId: string, submitterId: string): string {
  return digestText('lane', receiverId, submitterId);
}

/** A receiver of claim files, together with who sends to it. There are a handful. */
export function laneItem(tenant: TenantId, lane: LaneFacts): Item {
  return entityItem(receiverKey(tenant, lane.lane), 'receiver', lane);
}

/** All lanes that have had ready claims. */
export async function readLanes(table: Table, tenant: TenantId): Promise<LaneFacts[]> {
  const items = await table.queryAll({ partition: receiverKey(tenant, '').pk });
  return items.map((item) => documentOfItem<LaneFacts>(item));
}

/** A claim has at most one such exception: opening it again is the same item. */
function heldExceptionId(tenant: TenantId, claimId: ClaimId): string {
  return idFromDigest('exception', digestOf('claim-held', tenant, claimId));
}

/** Puts a held claim before a person. `reasons` are codes. */
export function heldExceptionWrite(
  tenant: TenantId,
  claimId: ClaimId,
  reasons: readonly string[],
  openedAt: Instant,
): Write<never> {
  const facts = { reasons: reasons.join(' ') };
  return exceptionWrite(tenant, { id: heldExceptionId(tenant, claimId), code: 'claim-held', openedAt, claimId, facts });
}

/** Takes a held claim's exception off the list: somebody has mended what was missing. */
export function heldExceptionResolvedWrite(tenant: TenantId, claimId: ClaimId, resolvedAt: Instant): Write<never> {
  return exceptionResolvedWrite(tenant, heldExceptionId(tenant, claimId), resolvedAt);
}
