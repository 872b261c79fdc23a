import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BankOffice, openBankOffice, paidClaim } from '../support/bank-office.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

/** The expected books are worked out by hand: 200.00 by card, of which the terminal keeps 5.00. */

let store: TestTable;
let bank: BankOffice;
let remittanceId: string;
beforeEach(async () => {
  store = await startTestTable();
  bank = await openBankOffice(store);
  remittanceId = await bank.receive('CARD9', [paidClaim('A', 20_000, 20_000)]);
});
afterEach(() => store?.stop());

const charge = async (more: object = {}) => {
  const body = { remittanceId, cents: 20_000, feeCents: 500, chargedOn: '2026-11-23', reference: 'TERM-77' };
  return (await bank.call('POST', '/v1/virtual-card-charges', { ...body, ...more })).body;
};
const inTransit = async () =>
  (await bank.call('GET', '/v1/deposits-in-transit')).body.items.map(
    ({ traceNumber, cents }: { readonly traceNumber: string; readonly cents: number }) => [traceNumber, cents],
  );
const deposit = async (more: object = {}) => {
  const body = { entityId: bank.office.entityId, bankAccount: 'operating', depositedOn: '2026-11-23', kind: 'card' };
  return (await bank.call('POST', '/v1/deposits', { ...body, cents: 19_500, traceNumber: 'TERM-77', ...more })).body
    .deposit;
};

describe('a payer’s virtual card', () => {
  it('pays its remittance when it is charged; the payout less the fee is in transit until the bank shows it', async () => {
    expect(await charge()).toMatchObject({ cents: 20_000, feeCents: 500, remittanceId });
    const fee = { 'merchant-and-agency-fees': 500, 'unapplied-payer-cash': -20_000 };
    expect(await bank.accounts()).toEqual({ 'deposits-in-transit': 19_500, ...fee });
    expect(await inTransit()).toEqual([['TERM-77', 19_500]]);
    expect(await deposit()).toMatchObject({ state: 'matched', matchedFeeCents: 0 });
    expect(await bank.accounts()).toEqual({ bank: 19_500, ...fee });
    expect(await inTransit()).toEqual([]);
  });

  it('is charged for exactly the amount of the remittance, once, and never for more than was received', async () => {
    expect(await charge({ cents: 19_999 })).toMatchObject({ status: 422, differenceCents: -1 });
    expect((await charge({ reference: '4111 1111 1111 1111' })).errors).toMatchObject([{ pointer: '/reference' }]);
    expect((await charge({ feeCents: 20_001 })).errors).toMatchObject([{ pointer: '/feeCents' }]);
    expect((await charge({ chargedOn: '2026-11-24' })).errors).toMatchObject([{ pointer: '/chargedOn' }]);
    await charge();
    expect((await charge()).type).toMatch(/remittance-not-in-transit$/);
  });

  it('that was declined afterwards is reversed, but not while the bank shows its money', async () => {
    const { id } = await charge();
    const matched = await deposit();
    const reverse = () => bank.decide(`/v1/virtual-card-charges/${id}/reverse`, 1, { reason: 'Declined' });
    expect((await reverse()).body.type).toMatch(/virtual-card-deposited$/);
    await bank.call('POST', `/v1/deposits/${matched.id}/unmatch`);
    expect((await reverse()).body).toMatchObject({ version: 2, reversed: { reason: 'Declined' } });
    expect(await inTransit()).toEqual([['CARD9', 20_000]]);
    expect(await bank.accounts()).toEqual({
      ...{ bank: 19_500, 'unidentified-receipts': -19_500 },
      ...{ 'deposits-in-transit': 20_000, 'unapplied-payer-cash': -20_000 },
    });
    expect((await bank.decide(`/v1/virtual-card-charges/${id}/reverse`, 2, { reason: 'Again' })).status).toBe(409);
  });
});
