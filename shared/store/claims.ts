import { atStakeCents } from '../domain/claim/at-stake.ts';
import type { ClaimBalance } from '../domain/claim/balance.ts';
import type { ClaimKind } from '../domain/claim/claim.ts';
import { currentFiling } from '../domain/claim/filing.ts';
import { dueShare } from '../domain/claim/next-payer/due-share.ts';
import type { LaneFacts } from '../domain/claim/submission.ts';
import { type ClaimId, idFromDigest, parseClaimId, type TenantId } from '../domain/identity/ids.ts';
import type { Instant } from '../domain/time/local-date.ts';
import { digestOf, digestText } from './digest.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { endedExceptionWrite, exceptionResolvedWrite, exceptionWrite } from './exceptions.ts';
import { filingOfText, filingText } from './filings.ts';
import { owedIndex } from './keys/account.ts';
import { claimBalanceKey, nextPayerIndex, readyIndex, receiverKey } from './keys/claim.ts';
import type { Item, Table, Write } from './table.ts';

/**
 * The balance item of a claim. Every write keeps it on its lists: ready claims while its filing is ready; claims due to
 * a next payer; and the patient's own list while the patient has a balance or a credit.
 */
export function balanceItem(tenant: TenantId, balance: ClaimBalance): Item {
  const filings = balance.filings.map(filingText);
  const state = currentFiling(balance.filings)?.state;
  return {
    ...claimBalanceKey(tenant, balance.claimId),
    type: 'balance',
    schemaVersion: 1,
    ...(state?.kind === 'ready' ? readyIndex(tenant, state.lane, balance.claimId) : {}),
    ...(dueShare(balance) === undefined ? {} : nextPayerIndex(tenant, balance.claimId)),
    ...(balance.patientCents === 0 ? {} : owedIndex(tenant, balance.patientId, balance.claimId)),
    ...balance,
    filings,
  };
}

/** Reads the balance item. */
export function balanceOfItem(item: Item): ClaimBalance {
  return { ...documentOfItem<ClaimBalance>(item), filings: (item.filings as string[]).map(filingOfText) };
}

/** Replaces a claim's balance with the next one, if nobody has written since `before` was read. */
export function balanceWrite(
  tenant: TenantId,
  before: ClaimBalance,
  after: Omit<ClaimBalance, 'version'>,
): Write<never> {
  return {
    put: balanceItem(tenant, { ...after, version: before.version + 1 } as ClaimBalance),
    condition: { equals: { version: before.version } },
  };
}

/** The claim that a request names; undefined when the text is not a claim id, or no claim has this id. */
export async function readNamedClaim(table: Table, tenant: TenantId, named: string): Promise<ClaimBalance | undefined> {
  const id = parseClaimId(named);
  if (!id.ok) return undefined;
  const [balance] = await readBalances(table, tenant, [id.value]);
  return balance;
}

/** Claims by their ids. Claims that do not exist are not in the map. */
export async function readBalancesById(
  table: Table,
  tenant: TenantId,
  claimIds: readonly string[],
): Promise<ReadonlyMap<string, ClaimBalance>> {
  const balances = await readBalances(table, tenant, claimIds);
  return new Map(balances.flatMap((each) => (each === undefined ? [] : [[each.claimId, each]])));
}

/** Reads the balances of claims, in the given order; undefined for a claim that does not exist. */
export async function readBalances(
  table: Table,
  tenant: TenantId,
  claimIds: readonly string[],
): Promise<(ClaimBalance | undefined)[]> {
  const items = await table.batchGet(claimIds.map((claimId) => claimBalanceKey(tenant, claimId)));
  return items.map((item) => (item === undefined ? undefined : balanceOfItem(item)));
}

/**
 * The name of a lane: the list of ready claims that may be in the same file, because they have the same form, submitter
 * and receiver.
 */
export function laneOf(kind: ClaimKind, receiverId: string, submitterId: string): string {
  return digestText('lane', kind, receiverId, submitterId);
}

/** A receiver of claim files with its submitter. An office has only a few. */
export function laneItem(tenant: TenantId, lane: LaneFacts): Item {
  return entityItem(receiverKey(tenant, lane.lane), 'receiver', lane);
}

/** All lanes that have had ready claims. */
export async function readLanes(table: Table, tenant: TenantId): Promise<LaneFacts[]> {
  const items = await table.queryAll({ partition: receiverKey(tenant, '').pk });
  return items.map((item) => documentOfItem<LaneFacts>(item));
}

/** A claim has at most one such exception: opening it again writes the same item. */
function heldExceptionId(tenant: TenantId, claimId: ClaimId): string {
  return idFromDigest('exception', digestOf('claim-held', tenant, claimId));
}

/** Opens the exception of a held claim, with the amount at stake. `reasons` are codes. */
export function heldExceptionWrite(
  tenant: TenantId,
  claim: ClaimBalance,
  reasons: readonly string[],
  openedAt: Instant,
): Write<never> {
  const { claimId } = claim;
  const about = { claimId, cents: atStakeCents(claim), facts: { reasons: reasons.join(' ') } };
  return exceptionWrite(tenant, { id: heldExceptionId(tenant, claimId), code: 'claim-held', openedAt, ...about });
}

/**
 * Writes the exception of a withdrawn claim. It replaces that of a held claim.
 * @param end `ended` when nothing more has to be done for the claim
 */
export function withdrawnExceptionWrite(
  tenant: TenantId,
  { claim, at: openedAt }: { readonly claim: ClaimBalance; readonly at: Instant },
  end: 'open' | 'ended',
): Write<never> {
  const { claimId } = claim;
  const id = heldExceptionId(tenant, claimId);
  const exception = { id, code: 'claim-withdrawn', openedAt, claimId, cents: atStakeCents(claim), facts: {} } as const;
  return end === 'open' ? exceptionWrite(tenant, exception) : endedExceptionWrite(tenant, exception);
}

/** Closes the exception of a claim that was held or withdrawn. */
export function heldExceptionResolvedWrite(tenant: TenantId, claimId: ClaimId, resolvedAt: Instant): Write<never> {
  return exceptionResolvedWrite(tenant, heldExceptionId(tenant, claimId), resolvedAt);
}
