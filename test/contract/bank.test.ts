import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { manager, stranger } from '../support/api-event.ts';
import { type BankOffice, openBankOffice, paidClaim } from '../support/bank-office.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;
let bank: BankOffice;

beforeEach(async () => {
  store = await startTestTable('embedded');
  bank = await openBankOffice(store);
});
afterEach(() => store?.stop());

const deposit = (more: Record<string, unknown> = {}) => ({
  entityId: bank.office.entityId,
  bankAccount: 'operating',
  depositedOn: '2026-11-23',
  cents: 10_000,
  kind: 'eft',
  traceNumber: 'EFT1',
  ...more,
});

const enter = (more: Record<string, unknown> = {}) => bank.call('POST', '/v1/deposits', deposit(more));
const listed = async (path: string) => (await bank.call('GET', path)).body;
const openExceptions = async () =>
  (await listed('/v1/exceptions')).items.map((each: { code: string }) => each.code).sort();

describe('a deposit', () => {
  it('is entered once: the same facts again are the same deposit, and other facts are a conflict', async () => {
    const first = await enter();
    expect(first).toMatchObject({ status: 201, body: { alreadyEntered: false, deposit: { state: 'unmatched' } } });
    const { id } = first.body.deposit;
    expect(await enter()).toMatchObject({ status: 200, body: { alreadyEntered: true, deposit: { id } } });
    expect(await enter({ kind: 'check' })).toMatchObject({ status: 409, body: { depositId: id } });
    const second = await enter({ sequence: 2 });
    expect(second.status).toBe(201);
    expect(second.body.deposit.id).not.toBe(id);
    expect(await bank.accounts()).toEqual({ bank: 20_000, 'unidentified-receipts': -20_000 });
  });

  it('without a remittance is unidentified, on the list, and an exception; other offices do not see it', async () => {
    const { id } = (await enter()).body.deposit;
    expect((await listed('/v1/deposits?state=unmatched')).items).toMatchObject([{ id, state: 'unmatched' }]);
    expect((await listed('/v1/deposits')).items).toMatchObject([{ id }]);
    const [exception] = (await listed('/v1/exceptions')).items;
    expect(exception).toMatchObject({ code: 'deposit-without-remittance', depositId: id, cents: 10_000 });
    expect(exception.detail).toContain('unidentified receipts');
    expect((await bank.call('GET', `/v1/deposits/${id}`, undefined, stranger)).status).toBe(404);
    expect((await bank.call('GET', '/v1/deposits?state=unmatched', undefined, stranger)).body.items).toEqual([]);
    const entries = (await listed(`/v1/ledger-entries?depositId=${id}`)).items;
    expect(entries).toMatchObject([{ kind: 'deposit', depositId: id }]);
    expect((await listed(`/v1/ledger-entries/${entries[0].id}`)).id).toBe(entries[0].id);
  });

  it('is refused when its slip does not add up to it, its amount is zero, or a role is missing', async () => {
    const slip = [{ checkNumber: '1', cents: 4000 }];
    expect(await enter({ slip })).toMatchObject({ status: 422, body: { differenceCents: -6000 } });
    expect((await enter({ cents: 0 })).body.errors).toEqual([
      { pointer: '/cents', detail: 'expected an amount other than zero' },
    ]);
    const auditor = { ...manager, roles: 'auditor' };
    expect((await bank.call('POST', '/v1/deposits', deposit(), auditor)).status).toBe(403);
    expect(await bank.accounts()).toEqual({});
  });
});

describe('a person', () => {
  it('matches a deposit with remittances that add up to it, and undoes the match by reversal', async () => {
    await bank.open('A1', 15_000);
    const first = await bank.receive('CHK1', [paidClaim('A1', 15_000, 9_000)]);
    const { id } = (await enter({ traceNumber: 'OTHER' })).body.deposit;
    const match = (body: unknown) => bank.call('POST', `/v1/deposits/${id}/match`, body);
    expect(await match({ remittanceIds: [first] })).toMatchObject({ status: 422, body: { differenceCents: 1000 } });
    const second = await bank.receive('CHK2', [paidClaim('B1', 1000, 1000)]);
    expect((await match({ remittanceIds: [first, first] })).body.errors).toEqual([
      { pointer: '/remittanceIds/1', detail: 'given more than once' },
    ]);
    expect(await match({ remittanceIds: [first, second] })).toMatchObject({ status: 200, body: { state: 'matched' } });
    expect(await match({ remittanceIds: [first, second] })).toMatchObject({ status: 409 });
    expect((await listed('/v1/deposits?state=unmatched')).items).toEqual([]);
    expect(await listed('/v1/deposits-in-transit')).toMatchObject({ count: 0, totalCents: 0, items: [] });
    expect(await openExceptions()).toEqual(['claim-not-found']);
    const matched = await bank.accounts();
    expect(matched).toMatchObject({ bank: 10_000 });
    expect(matched['deposits-in-transit']).toBeUndefined();

    const undone = await bank.call('POST', `/v1/deposits/${id}/unmatch`);
    expect(undone).toMatchObject({ status: 200, body: { state: 'unmatched', remittanceIds: [] } });
    expect((await bank.call('POST', `/v1/deposits/${id}/unmatch`)).status).toBe(409);
    expect(await bank.accounts()).toMatchObject({
      bank: 10_000,
      'unidentified-receipts': -10_000,
      'deposits-in-transit': 10_000,
    });
    expect(await listed('/v1/deposits-in-transit')).toMatchObject({ count: 2, totalCents: 10_000 });
    const kinds = (await listed(`/v1/ledger-entries?depositId=${id}`)).items.map((each: { kind: string }) => each.kind);
    expect(kinds.sort()).toEqual(['deposit', 'deposit-match', 'deposit-unmatch']);
    await bank.workOff();
    expect((await listed(`/v1/deposits/${id}`)).state).toBe('unmatched');
  });

  it('is shown the only set of remittances that adds up to a deposit, and nothing is booked for it', async () => {
    const a = await bank.receive('CHK1', [paidClaim('A', 7000, 7000)]);
    const b = await bank.receive('CHK2', [paidClaim('B', 3000, 3000)]);
    await bank.receive('CHK3', [paidClaim('C', 4500, 4500)]);
    const { id } = (await enter({ traceNumber: undefined, kind: 'check' })).body.deposit;
    const shown = await listed(`/v1/deposits/${id}`);
    expect(shown.state).toBe('unmatched');
    expect([...shown.proposal].sort()).toEqual([a, b].sort());
    await bank.receive('CHK4', [paidClaim('D', 5500, 5500)]);
    expect((await listed(`/v1/deposits/${id}`)).proposal).toBeUndefined();
  });

  it('cannot match a remittance twice, nor one that is not there', async () => {
    const remittance = await bank.receive('EFT1', [paidClaim('A', 10_000, 10_000)]);
    expect((await enter()).body.deposit.state).toBe('matched');
    const { id } = (await enter({ sequence: 2 })).body.deposit;
    for (const remittanceId of [remittance, `rem_${'0'.repeat(26)}`]) {
      const answer = await bank.call('POST', `/v1/deposits/${id}/match`, { remittanceIds: [remittanceId] });
      expect(answer).toMatchObject({ status: 409, body: { errors: [{ pointer: '/remittanceIds/0' }] } });
    }
  });
});

describe('a deposit that was entered by mistake', () => {
  it('is voided by reversal: it is on no list, and nothing is matched with it any more', async () => {
    const { id } = (await enter({ traceNumber: 'OTHER' })).body.deposit;
    expect(await bank.call('POST', `/v1/deposits/${id}/void`, { reason: 'entered twice' })).toMatchObject({
      status: 200,
      body: { state: 'voided' },
    });
    expect(await bank.accounts()).toEqual({});
    expect((await listed('/v1/deposits?state=unmatched')).items).toEqual([]);
    expect(await openExceptions()).toEqual([]);
    await bank.open('A', 10_000);
    const remittance = await bank.receive('EFT1', [paidClaim('A', 10_000, 10_000)]);
    const before = await bank.accounts();
    const matched = await bank.call('POST', `/v1/deposits/${id}/match`, { remittanceIds: [remittance] });
    expect(matched).toMatchObject({ status: 409, body: { title: 'The deposit is void' } });
    expect((await listed(`/v1/deposits/${id}`)).proposal).toBeUndefined();
    expect(await bank.accounts()).toEqual(before);
    expect((await bank.call('POST', `/v1/deposits/${id}/void`, { reason: 'again' })).status).toBe(409);
  });

  it('is voided once, and a late request is told of a conflict, not of a version that it did not name', async () => {
    const { id } = (await enter()).body.deposit;
    const all = Array.from({ length: 5 }, () => bank.call('POST', `/v1/deposits/${id}/void`, { reason: 'twice' }));
    const statuses = (await Promise.all(all)).map(({ status }) => status);
    expect(statuses.sort()).toEqual([200, 409, 409, 409, 409]);
    expect(await bank.accounts()).toEqual({});
  });
});

describe('deposits in transit', () => {
  it('age by the payment’s date, and equal the balance of the account', async () => {
    const days = ['2026-11-23', '2026-11-20', '2026-11-19', '2026-11-09', '2026-10-24', '2026-10-23'];
    for (const [index, paidOn] of days.entries()) {
      await bank.receive(`T${index}`, [paidClaim(`A${index}`, 100 * 10 ** index, 100 * 10 ** index)], { paidOn });
    }
    const { ages, totalCents, items } = await listed('/v1/deposits-in-transit?limit=4');
    expect(ages).toEqual([
      { fromDays: 0, toDays: 3, remittances: 2, cents: 1100 },
      { fromDays: 4, toDays: 7, remittances: 1, cents: 10_000 },
      { fromDays: 8, toDays: 14, remittances: 1, cents: 100_000 },
      { fromDays: 15, toDays: 30, remittances: 1, cents: 1_000_000 },
      { fromDays: 31, remittances: 1, cents: 10_000_000 },
    ]);
    expect(items).toHaveLength(4);
    expect((await bank.accounts())['deposits-in-transit']).toBe(totalCents);
  });
});

describe('legal entities and payers that the office does not know', () => {
  const nobody = 'ent_01K9Z3V5Q8F2M7R4T6W0X1Y2Z3';

  it('get no deposits, and no statement is imported for them', async () => {
    expect(await enter({ entityId: nobody, payerId: 'pay_01K9Z3V5Q8F2M7R4T6W0X1Y2Z3' })).toMatchObject({
      status: 400,
      body: {
        errors: [
          { pointer: '/entityId', detail: 'no such legal entity here' },
          { pointer: '/payerId', detail: 'no such payer here' },
        ],
      },
    });
    expect((await enter({ entityId: 'unassigned' })).status).toBe(201);
    const accounts = [
      { bankAccount: 'ours', entityId: bank.office.entityId },
      { bankAccount: 'theirs', entityId: nobody },
    ];
    const statement = { sha256: 'a'.repeat(64), format: 'csv', accounts };
    expect(await bank.call('POST', '/v1/bank-statements', statement)).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/accounts/1/entityId', detail: 'no such legal entity here' }] },
    });
  });
});

describe('bank statements', () => {
  it('are uploaded to a signed URL, and are not imported before that', async () => {
    const sha256 = 'a'.repeat(64);
    const upload = await bank.call('POST', '/v1/bank-statements/uploads', { sha256, sizeBytes: 10 });
    expect(upload.status).toBe(201);
    expect(upload.body.uploadUrl).toContain(`bank-statement/${sha256}.statement`);
    const accounts = [{ bankAccount: 'x', entityId: bank.office.entityId }];
    const early = await bank.call('POST', '/v1/bank-statements', { sha256, format: 'csv', accounts });
    expect(early).toMatchObject({ status: 409, body: { title: 'The statement has not been uploaded' } });
  });

  it('are listed with what they brought, and imported again they are the same statement', async () => {
    const text = 'date,amount,trace\n2026-11-23,12.50,E1\n';
    const first = await bank.takeStatement('csv', text, ['operating']);
    expect(first).toMatchObject({ state: 'done', deposits: 1, depositCents: 1250, alreadyEntered: 0 });
    expect((await bank.takeStatement('csv', text, ['operating'])).id).toBe(first.id);
    expect((await listed('/v1/bank-statements')).items).toMatchObject([{ id: first.id }]);
  });
});
