import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Account, isClient, ownAccountId, usualPreferences } from '../../../shared/domain/account/account.ts';
import { applyClientEntry, emptyClientBalance } from '../../../shared/domain/account/client-balance.ts';
import type { ClaimBalance } from '../../../shared/domain/claim/balance.ts';
import { claimIdFromDigest, type TenantId } from '../../../shared/domain/identity/ids.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import {
  accountIdsOfPatients,
  accountWrite,
  clientBalanceWrite,
  type OwingAccount,
  type OwingPosition,
  owingAccounts,
  patientOwed,
  readAccount,
  readAccounts,
  readClientBalance,
  readUnappliedCents,
} from '../../../shared/store/accounts.ts';
import { balanceItem, balanceOfItem } from '../../../shared/store/claims.ts';
import { digestOf } from '../../../shared/store/digest.ts';
import { entityItem } from '../../../shared/store/entity-items.ts';
import { accountPaymentsIndex } from '../../../shared/store/keys/account.ts';
import { claimBalanceKey } from '../../../shared/store/keys/claim.ts';
import { entityKey } from '../../../shared/store/keys/entity.ts';
import { startTestTable, type TestTable } from '../../support/table.ts';

const tenant = 'owing-office' as TenantId;
const patientIds = Array.from({ length: 9 }, (_, index) => `pat_0000000000000000000000000${index}`);
const claimIdOf = (name: string) => claimIdFromDigest(digestOf('owing', name));

let store: TestTable;
beforeEach(async () => {
  store = await startTestTable();
});
afterEach(() => store.stop());

const balanceOf = (name: string, patientId: string, owed: number): ClaimBalance => ({
  claimId: claimIdOf(name),
  version: 1,
  state: { kind: 'self-pay' },
  entityId: 'ent_00000000000000000000000000',
  billingProviderId: 'prv_00000000000000000000000000',
  patientId,
  serviceFrom: '2026-10-05' as LocalDate,
  chargeCents: cents(100_00),
  lineCount: 1,
  payers: [],
  filings: [],
  patientCents: cents(owed),
});

const patientItem = (id: string, more: object = {}) =>
  entityItem(entityKey(tenant, 'PATIENT', id), 'patient', { id, version: 1, coverageRevision: 0, ...more });

const account = (id: string, memberIds: readonly string[]): Account => ({
  ...{ id, version: 1, memberIds, preferences: usualPreferences, holds: [] },
  guarantor: { kind: 'patient', patientId: memberIds[0] as string },
});

/** All accounts that owe something, read in portions of the given number of rows. */
async function everyone(limit: number): Promise<OwingAccount[]> {
  const found: OwingAccount[] = [];
  let position: OwingPosition | undefined;
  do {
    const { accounts, next } = await owingAccounts(store.table, tenant, position, limit);
    found.push(...accounts);
    position = next;
  } while (position !== undefined);
  return found;
}

const shown = (found: readonly OwingAccount[]) =>
  found
    .map(({ accountId, claims, clientCents }) => [
      accountId,
      claims.map((each) => each.patientCents).sort(),
      clientCents,
    ])
    .sort();

describe('the list of accounts that owe', () => {
  it('has an account while a patient’s share is not zero, a credit too, and not before or after', async () => {
    const [patientId = ''] = patientIds;
    await store.table.transact([
      { put: balanceItem(tenant, balanceOf('owed', patientId, 25_00)) },
      { put: balanceItem(tenant, balanceOf('credit', patientId, -5_00)) },
      { put: balanceItem(tenant, balanceOf('nothing', patientId, 0)) },
    ]);
    const owed = async () =>
      (await patientOwed(store.table, tenant, patientId)).map((each) => each.patientCents).sort();
    expect(await owed()).toEqual([-5_00, 25_00]);
    const item = await store.table.get(claimBalanceKey(tenant, claimIdOf('owed')));
    expect(balanceOfItem(item as never)).toEqual(balanceOf('owed', patientId, 25_00));
    await store.table.transact([{ put: balanceItem(tenant, balanceOf('owed', patientId, 0)) }]);
    expect(await owed()).toEqual([-5_00]);
  });

  it('has account after account, each once and whole, however small the portions are', async () => {
    const family = ownAccountId(patientIds[1] as string);
    await store.table.transact([
      ...patientIds.map((id, index) => ({
        put: patientItem(id, index === 4 || index === 7 ? { accountId: family } : {}),
      })),
      accountWrite(tenant, account(family, [patientIds[1], patientIds[4], patientIds[7]] as string[])),
      ...patientIds.flatMap((id, index) =>
        index === 1
          ? []
          : Array.from({ length: index % 4 }, (_, claim) => ({
              put: balanceItem(tenant, balanceOf(`${id} ${claim}`, id, 1000 * index + claim)),
            })),
      ),
    ]);
    // Patients 0, 4 and 8 have no claims, and 1 has none that is owed; 4 and 7 are in the family of 1. So 2 has 2
    // claims, 3 has 3, 5 has 1, and 6 has 2.
    const expected = [
      [family, [7000, 7001, 7002], 0],
      [ownAccountId(patientIds[2] as string), [2000, 2001], 0],
      [ownAccountId(patientIds[3] as string), [3000, 3001, 3002], 0],
      [ownAccountId(patientIds[5] as string), [5000], 0],
      [ownAccountId(patientIds[6] as string), [6000, 6001], 0],
    ].sort();
    for (const limit of [1, 2, 100]) expect(shown(await everyone(limit)), `portions of ${limit}`).toEqual(expected);
  });

  it('has a family once, with all of its patients who owe', async () => {
    const [one = '', two = '', three = ''] = patientIds;
    const family = ownAccountId(one);
    await store.table.transact([
      ...[one, two, three].map((id) => ({ put: patientItem(id, id === one ? {} : { accountId: family }) })),
      accountWrite(tenant, account(family, [one, two, three])),
      ...[one, two, three].map((id, index) => ({ put: balanceItem(tenant, balanceOf(id, id, index + 1)) })),
    ]);
    for (const limit of [1, 100]) expect(shown(await everyone(limit))).toEqual([[family, [1, 2, 3], 0]]);
  });

  it('has employers and facilities by the sum of their own entries', async () => {
    const accountId = 'acc_0000000000000000000000CL1N';
    const empty = emptyClientBalance(accountId);
    const leg = (amount: number) => ({ account: 'client-receivable' as const, cents: cents(amount) });
    const charged = applyClientEntry(empty, {
      entityId: 'ent_A',
      legs: [leg(80_00), { account: 'charges', cents: cents(-80_00) }],
    });
    await store.table.transact([clientBalanceWrite(tenant, empty, charged)]);
    expect(await everyone(10)).toEqual([{ accountId, claims: [], clientCents: 80_00 }]);
    const read = await readClientBalance(store.table, tenant, accountId);
    const paid = applyClientEntry(read, {
      entityId: 'ent_A',
      legs: [leg(-80_00), { account: 'bank', cents: cents(80_00) }],
    });
    expect(paid.receivables).toEqual([]);
    await store.table.transact([clientBalanceWrite(tenant, read, paid)]);
    expect(await everyone(10)).toEqual([]);
    expect((await store.table.transact([clientBalanceWrite(tenant, read, paid)])).ok).toBe(false);
  });
});

describe('an account', () => {
  it('belongs to each patient alone when nothing is stored, and the patient is its guarantor', async () => {
    const [id = ''] = patientIds;
    await store.table.transact([{ put: patientItem(id) }]);
    expect(await readAccount(store.table, tenant, ownAccountId(id))).toEqual({
      ...account(ownAccountId(id), [id]),
      version: 0,
    });
    expect(await readAccount(store.table, tenant, ownAccountId(patientIds[1] as string))).toBeUndefined();
  });

  it('is found by its patients, who name it when it is not their own', async () => {
    const [one = '', two = '', three = ''] = patientIds;
    const family = ownAccountId(one);
    await store.table.transact([{ put: patientItem(one) }, { put: patientItem(two, { accountId: family }) }]);
    expect([...(await accountIdsOfPatients(store.table, tenant, [one, two, three]))]).toEqual([
      [one, family],
      [two, family],
    ]);
    const found = await readAccounts(store.table, tenant, [family, ownAccountId(two), ownAccountId(three)]);
    expect([...found.values()].map((each) => [each.memberIds, isClient(each)])).toEqual([
      [[one], false],
      [[], false],
    ]);
  });

  it('has the unapplied cash of its payments', async () => {
    const [id = ''] = patientIds;
    const accountId = ownAccountId(id);
    const payments = [12_00, 0, 3_50].map((unappliedCents, index) => {
      const paymentId = `pmt_0000000000000000000000000${index}`;
      const day = '2026-11-20' as LocalDate;
      const key = { pk: `${tenant}#PATIENT-PAYMENT#${paymentId}`, sk: 'PATIENT-PAYMENT' };
      return {
        put: entityItem(
          key,
          'patient-payment',
          { unappliedCents },
          accountPaymentsIndex(tenant, accountId, day, paymentId),
        ),
      };
    });
    expect(await readUnappliedCents(store.table, tenant, accountId)).toBe(0);
    await store.table.transact(payments);
    expect(await readUnappliedCents(store.table, tenant, accountId)).toBe(15_50);
  });

  it('has no patient any more once its patient is with another account', async () => {
    const [id = '', other = ''] = patientIds;
    await store.table.transact([{ put: patientItem(id, { accountId: ownAccountId(other) }) }]);
    expect((await readAccount(store.table, tenant, ownAccountId(id)))?.memberIds).toEqual([]);
  });

  it('is held when the guarantor’s record has a day of death, until another person is the guarantor', async () => {
    const [id = ''] = patientIds;
    await store.table.transact([{ put: patientItem(id, { deathDate: '2026-11-01' }) }]);
    const found = (await readAccount(store.table, tenant, ownAccountId(id))) as Account;
    expect(found.holds).toMatchObject([{ number: 0, kind: 'deceased', by: 'superbill' }]);
    const estate = {
      ...found,
      version: 1,
      guarantor: { kind: 'person', name: { lastName: 'SAMPLE' }, address: { line1: '1 MAIN ST', city: 'COLUMBUS' } },
    } as Account;
    await store.table.transact([accountWrite(tenant, estate)]);
    expect((await readAccount(store.table, tenant, ownAccountId(id)))?.holds).toEqual([]);
  });
});
