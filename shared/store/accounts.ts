import {
  type Account,
  accountIdOf,
  isClient,
  ownAccount,
  ownAccountId,
  patientOfOwnAccount,
} from '../domain/account/account.ts';
import { type ClientBalance, clientCents, emptyClientBalance } from '../domain/account/client-balance.ts';
import { type AccountHold, openHolds, withHold } from '../domain/account/hold.ts';
import type { ClaimBalance } from '../domain/claim/balance.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { type Cents, cents, sumCents, zeroCents } from '../domain/money/cents.ts';
import { ok, type Result } from '../domain/result.ts';
import { balanceOfItem } from './claims.ts';
import { documentOfItem, entityItem, readDocuments } from './entity-items.ts';
import {
  accountPaymentsPartition,
  clientBalanceKey,
  guarantorIndex,
  heldIndex,
  owedIndex,
  owedPartition,
  owedRange,
  ownerOfRow,
} from './keys/account.ts';
import { entityKey, listIndex } from './keys/entity.ts';
import { type IndexKey, shards } from './keys/table.ts';

import type { StoredPatient } from './patients.ts';
import { type Item, standsAt, type Table, type Write } from './table.ts';

/**
 * Reads accounts by their ids. An id without a stored item is its patient's own account; accounts that do not exist are
 * not in the map. If the guarantor's record has a date of death, the account has a hold, even if nobody entered one.
 */
export async function readAccounts(
  table: Table,
  tenant: TenantId,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, Account>> {
  const stored = await readDocuments<Account>(table, tenant, 'ACCOUNT', accountIds);
  const patientIdOf = (accountId: string): string | undefined => {
    const guarantor = stored.get(accountId)?.guarantor ?? {
      kind: 'patient',
      patientId: patientOfOwnAccount(accountId),
    };
    return guarantor.kind === 'patient' ? guarantor.patientId : undefined;
  };
  const patientIds = accountIds.flatMap((id) => patientIdOf(id) ?? []);
  const patients = await readDocuments<StoredPatient>(table, tenant, 'PATIENT', patientIds);
  const accounts = new Map<string, Account>();
  for (const id of accountIds) {
    const patient = patients.get(patientIdOf(id) ?? '');
    const account = stored.get(id) ?? (patient === undefined ? undefined : ownAccount(patient));
    if (account !== undefined) accounts.set(id, withDeath(account, patient));
  }
  return accounts;
}

/** The hold that follows from a patient's record is never stored, so it has no number. */
function withDeath(account: Account, patient: StoredPatient | undefined): Account {
  const { deathDate } = patient ?? {};
  if (deathDate === undefined || account.holds.some(({ kind, ended }) => kind === 'deceased' && ended === undefined)) {
    return account;
  }
  const reason = 'The patient’s record has a day of death.';
  const hold: AccountHold = { number: 0, kind: 'deceased', reason, by: 'superbill', at: `${deathDate}T00:00:00.000Z` };
  return { ...account, holds: [...account.holds, hold] };
}

export async function readAccount(table: Table, tenant: TenantId, accountId: string): Promise<Account | undefined> {
  return (await readAccounts(table, tenant, [accountId])).get(accountId);
}

/** Employers and facilities are listed; other guarantors who are not patients are found by name. */
function accountIndex(tenant: TenantId, { id, guarantor }: Account): IndexKey | undefined {
  if (guarantor.kind === 'patient') return undefined;
  return guarantor.kind === 'person'
    ? guarantorIndex(tenant, guarantor.name.lastName, id)
    : listIndex(tenant, 'ACCOUNT', id);
}

/** Writes a new version of an account, if it is unchanged since it was read. */
export function accountWrite(tenant: TenantId, account: Account): Write<{ readonly kind: 'version-changed' }> {
  const { id, version } = account;
  const holds = account.holds.filter(({ number }) => number > 0);
  const held = holds.some(({ ended }) => ended === undefined) ? heldIndex(tenant, id) : {};
  const document = { ...account, holds, ...held };
  return {
    put: entityItem(entityKey(tenant, 'ACCOUNT', id), 'account', document, accountIndex(tenant, account)),
    condition: version === 1 ? { absent: true } : { equals: { version: version - 1 } },
    orElse: { kind: 'version-changed' },
  };
}

/** Puts an account on hold because mail was returned, unless it already is. */
export function returnedMailWrites(
  tenant: TenantId,
  account: Account,
  act: Parameters<typeof withHold>[2],
): Result<Write<{ readonly kind: 'version-changed' }>[], 'hold-open-already' | 'holds-too-many'> {
  const open = openHolds(account.holds, act.today);
  if (open.some(({ kind, claimIds }) => kind === 'bad-address' && claimIds === undefined)) return ok([]);
  const holds = withHold(account.holds, { kind: 'bad-address' }, act);
  if (!holds.ok) return holds;
  return ok([accountWrite(tenant, { ...account, holds: holds.value, version: account.version + 1 })]);
}

/** The accounts that patients' shares are billed to, by patient; none for a patient who does not exist. */
export async function accountIdsOfPatients(
  table: Table,
  tenant: TenantId,
  patientIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const patients = await readDocuments<StoredPatient>(table, tenant, 'PATIENT', patientIds);
  return new Map([...patients].map(([id, patient]) => [id, accountIdOf(patient)]));
}

/** The balances of a patient's claims with a patient balance or credit, unordered. */
export async function patientOwed(table: Table, tenant: TenantId, patientId: string): Promise<ClaimBalance[]> {
  const rows = await table.queryAll({ ...owedRange(tenant, patientId), index: 'second' });
  return balancesOfRows(table, rows);
}

/** The index may be out of date, so settled claims are filtered out. */
async function balancesOfRows(table: Table, rows: readonly Item[]): Promise<ClaimBalance[]> {
  const items = await table.batchGet(rows.map(({ pk, sk }) => ({ pk, sk })));
  const balances = items.flatMap((item) => (item === undefined ? [] : [balanceOfItem(item)]));
  return balances.filter(({ patientCents }) => patientCents !== 0);
}

/** The balance of an employer or a facility. */
export async function readClientBalance(table: Table, tenant: TenantId, accountId: string): Promise<ClientBalance> {
  const item = await table.get(clientBalanceKey(tenant, accountId));
  return item === undefined ? emptyClientBalance(accountId) : documentOfItem<ClientBalance>(item);
}

/** Replaces an employer's or facility's balance, if it is unchanged since `before` was read. */
export function clientBalanceWrite(
  tenant: TenantId,
  before: ClientBalance,
  after: ClientBalance,
): Write<{ readonly kind: 'write-conflict' }> {
  const { accountId, version } = before;
  const isOwed = after.receivables.length > 0;
  const document = { ...after, version: version + 1, ...(isOwed ? owedIndex(tenant, accountId) : {}) };
  return {
    put: entityItem(clientBalanceKey(tenant, accountId), 'client-balance', document),
    condition: standsAt(version),
    orElse: { kind: 'write-conflict' },
  };
}

/** An account's unapplied cash: the sum of its payments' remainders. */
export async function readUnappliedCents(table: Table, tenant: TenantId, accountId: string): Promise<Cents> {
  const rows = await table.queryAll({ partition: accountPaymentsPartition(tenant, accountId), index: true });
  const payments = await table.batchGet(rows.map(({ pk, sk }) => ({ pk, sk })));
  return sumCents(payments.map((payment) => cents(Number(payment?.unappliedCents ?? 0))));
}

/** An account with all of its balances. */
export interface OwingAccount {
  readonly accountId: string;
  /** The claims of its patients whose patient share is not zero. */
  readonly claims: readonly ClaimBalance[];
  /** The charges of the account that are on no claim: an employer's or a facility's charges, and patients' fees. */
  readonly clientCents: Cents;
}

/** The place at which {@link owingAccounts} continues. It has only ids. */
export interface OwingPosition {
  readonly shard: number;
  readonly after?: Readonly<Record<string, string>>;
}

/**
 * A batch of the accounts with a balance or a credit, each with all its claims, and where the next batch starts. A
 * family's account is in one batch only, that of its first patient in the index. A batch may be empty although more
 * batches follow.
 */
export async function owingAccounts(
  table: Table,
  tenant: TenantId,
  { shard, after }: OwingPosition = { shard: 0 },
  limit = 100,
): Promise<{ readonly accounts: readonly OwingAccount[]; readonly next: OwingPosition | undefined }> {
  const page = await table.query({ partition: owedPartition(tenant, shard), index: 'second', limit, after });
  const last = page.items.at(-1);
  const rows =
    last === undefined || page.next === undefined ? page.items : await wholeOwners(table, tenant, page.items);
  const accounts = await accountsOfRows(table, tenant, rows);
  const end = rows.at(-1);
  if (page.next !== undefined && end !== undefined) return { accounts, next: { shard, after: placeOf(end) } };
  return { accounts, next: shard + 1 < shards.owed ? { shard: shard + 1 } : undefined };
}

const placeOf = ({ pk, sk, g2pk, g2sk }: Item) =>
  ({ pk, sk, g2pk, g2sk }) as Record<'pk' | 'sk' | 'g2pk' | 'g2sk', string>;

/** The rows of a page, which may end in the middle of a patient, completed by all rows of its last patient. */
async function wholeOwners(table: Table, tenant: TenantId, rows: readonly Item[]): Promise<readonly Item[]> {
  const last = ownerOfRow(String(rows.at(-1)?.g2sk));
  const before = rows.filter(({ g2sk }) => ownerOfRow(String(g2sk)) !== last);
  return [...before, ...(await table.queryAll({ ...owedRange(tenant, last), index: 'second' }))];
}

/** The accounts of the rows, which must be complete for each patient. Rows may also be of employers and facilities. */
async function accountsOfRows(table: Table, tenant: TenantId, rows: readonly Item[]): Promise<OwingAccount[]> {
  const items = await table.batchGet(rows.map(({ pk, sk }) => ({ pk, sk })));
  const charged = items.flatMap((item) =>
    item?.type === 'client-balance' ? [documentOfItem<ClientBalance>(item)] : [],
  );
  const claims = items.flatMap((item) => (item?.type === 'balance' ? [balanceOfItem(item)] : []));
  const owed = new Map<string, ClaimBalance[]>();
  for (const claim of claims) {
    if (claim.patientCents !== 0) owed.set(claim.patientId, [...(owed.get(claim.patientId) ?? []), claim]);
  }
  const accountIds = await accountIdsOfPatients(table, tenant, [...owed.keys()]);
  const stored = await readDocuments<Account>(table, tenant, 'ACCOUNT', [...new Set(accountIds.values())]);
  const fees = await readClientCents(table, tenant, [...new Set(accountIds.values())]);
  const clients = await chargedAccounts(table, tenant, charged);
  const patients: OwingAccount[] = [];
  for (const [patientId, own] of owed) {
    const accountId = accountIds.get(patientId) ?? ownAccountId(patientId);
    const memberIds = stored.get(accountId)?.memberIds ?? [patientId];
    const all = memberIds.length < 2 ? own : await familyClaims(table, tenant, { memberIds, patientId });
    if (all !== undefined) patients.push({ accountId, claims: all, clientCents: fees.get(accountId) ?? zeroCents });
  }
  return [...patients, ...clients];
}

/** Accounts' balances outside claims; accounts that were never charged are not in the map. */
async function readClientCents(
  table: Table,
  tenant: TenantId,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, Cents>> {
  const items = await table.batchGet(accountIds.map((id) => clientBalanceKey(tenant, id)));
  const balances = items.flatMap((item) => (item === undefined ? [] : [documentOfItem<ClientBalance>(item)]));
  return new Map(balances.map((balance) => [balance.accountId, clientCents(balance)]));
}

/**
 * The accounts of employers and facilities, and patients' accounts that owe only fees. An account that owes on a claim
 * is left out, because the rows of its patients give it.
 */
async function chargedAccounts(
  table: Table,
  tenant: TenantId,
  charged: readonly ClientBalance[],
): Promise<OwingAccount[]> {
  const accounts = await readAccounts(
    table,
    tenant,
    charged.map(({ accountId }) => accountId),
  );
  const owing = charged.map(async (balance): Promise<OwingAccount[]> => {
    const { accountId } = balance;
    const account = accounts.get(accountId);
    const members = account === undefined || isClient(account) ? [] : account.memberIds;
    const claims = await Promise.all(members.map((id) => patientOwed(table, tenant, id)));
    return claims.flat().length > 0 ? [] : [{ accountId, claims: [], clientCents: clientCents(balance) }];
  });
  return (await Promise.all(owing)).flat();
}

/**
 * The claims of a whole family, if the patient is the family's first one in the index. Undefined for its other
 * patients, because the first one has already given the account.
 */
async function familyClaims(
  table: Table,
  tenant: TenantId,
  { memberIds, patientId }: { readonly memberIds: readonly string[]; readonly patientId: string },
): Promise<ClaimBalance[] | undefined> {
  const place = (id: string): string => `${owedRange(tenant, id).partition}#${id}`;
  const inOrder = [...memberIds].sort((left, right) => (place(left) < place(right) ? -1 : 1));
  const owed = await Promise.all(inOrder.map((id) => patientOwed(table, tenant, id)));
  const first = inOrder.find((_, index) => (owed[index] as ClaimBalance[]).length > 0);
  return first === patientId ? owed.flat() : undefined;
}
