import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cents } from '../../shared/domain/money/cents.ts';
import { claimIdOfControlNumber } from '../../shared/store/keys/claim.ts';
import { coder, stranger } from '../support/api-event.ts';
import { type BankOffice, openBankOffice, paidClaim } from '../support/bank-office.ts';
import { coverageBody, officeApi, payerBody } from '../support/office.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;
let bank: BankOffice;

beforeEach(async () => {
  store = await startTestTable();
  bank = await openBankOffice(store);
});
afterEach(() => store?.stop());

const claim = (controlNumber: string, more: Record<string, unknown> = {}) => ({
  controlNumber,
  patientId: bank.office.patientId,
  serviceFrom: '2026-10-05',
  chargeCents: 15_000,
  lineCount: 2,
  payers: [{ payerId: bank.office.payerId, receivableCents: 15_000 }],
  patientCents: 0,
  ...more,
});

const take = (claims: readonly unknown[], principal?: typeof coder) => {
  const { billingProviderId } = bank.office;
  return bank.call('POST', '/v1/opening-claims', { billingProviderId, claims }, principal);
};

const found = async (controlNumber: string) =>
  (await bank.call('POST', '/v1/opening-claims/search', { controlNumber })).body.items;

describe('a claim from another system', () => {
  it('that a payer has answered and still owes is on the list of exceptions with the open amount', async () => {
    const answered = { payers: 1, outcome: 'partly-paid' };
    const payers = [{ payerId: bank.office.payerId, receivableCents: 4_000 }];
    const { body } = await take([claim('LEGACY 010', { payers, answered })]);
    const { items } = (await bank.call('GET', '/v1/exceptions')).body;
    expect(items).toMatchObject([{ code: 'balance-unexplained', claimId: body.items[0].id, cents: 4_000 }]);
    expect(body.items[0].openWork).toMatchObject([{ id: items[0].id, kind: 'exception', cents: 4_000 }]);
  });

  it('is taken over with the amounts of payer and patient, and found by the other system’s number', async () => {
    const answered = { payers: 1, outcome: 'patient-responsibility' };
    const payers = [{ payerId: bank.office.payerId, receivableCents: 0 }];
    const { status, body } = await take([
      claim('LEGACY 001'),
      claim('LEGACY 002', { payers, patientCents: 2_500, answered }),
    ]);
    expect(status).toBe(201);
    expect(body.items).toMatchObject([
      { controlNumber: 'LEGACY 001', state: { kind: 'submitted' }, insuranceCents: 15_000, patientCents: 0 },
      {
        controlNumber: 'LEGACY 002',
        state: { kind: 'adjudicated', outcome: 'patient-responsibility', payerPosition: 0 },
        insuranceCents: 0,
        patientCents: 2_500,
      },
    ]);
    expect(await found('LEGACY 001')).toMatchObject([{ id: body.items[0].id }]);
    expect(await found('LEGACY 003')).toEqual([]);
    const read = await bank.call('GET', `/v1/claims/${body.items[0].id}`);
    expect(read.body).toMatchObject({
      controlNumber: 'LEGACY 001',
      filings: [{ number: 1, payerPosition: 0, frequency: 'original', state: { kind: 'submitted' } }],
    });
    expect((await bank.call('GET', '/v1/claims')).body.items).toHaveLength(2);
    expect(await bank.accounts()).toEqual({
      'insurance-receivable': 15_000,
      'patient-receivable': 2_500,
      'opening-balances': -17_500,
    });
    expect((await bank.call('GET', `/v1/claims/${body.items[0].id}`, undefined, stranger)).status).toBe(404);
  });

  it('is due to its next payer once the first has answered here, and is passed over where it cannot be billed', async () => {
    const api = officeApi(bank.edge);
    const second = (await api.call('POST', '/v1/payers', { ...payerBody, remittanceIdentities: [] })).body.id;
    const coverage = { ...coverageBody, payerId: second, order: 2, memberId: 'M2' };
    await api.call('POST', `/v1/patients/${bank.office.patientId}/coverages`, coverage);
    const payers = [...claim('LEGACY 020').payers, { payerId: second, receivableCents: 0 }];
    const { id } = (await take([claim('LEGACY 020', { payers })])).body.items[0];
    await bank.receive('T1', [
      {
        ...paidClaim('LEGACY 020', 15_000, 12_000),
        adjustments: [{ group: 'PR', carc: '2', cents: cents(3_000) }],
      },
    ]);
    const listed = (await bank.call('GET', '/v1/next-payer-claims')).body;
    expect(listed).toMatchObject({ count: 1, items: [{ claimId: id, share: 1, receivableCents: 3_000 }] });
    const { version } = listed.items[0];
    // Its services are not on file here, so no claim can be made from it.
    const refused = await bank.decide(`/v1/claims/${id}/filings`, version, {});
    expect([refused.status, refused.body.type]).toEqual([409, expect.stringMatching(/claim-without-services$/)]);
    const passed = await bank.decide(`/v1/claims/${id}/pass-over`, version, { to: 'patient', reason: 'not covered' });
    expect(passed.body.claim).toMatchObject({ patientCents: 3_000, insuranceCents: 0 });
    expect((await bank.call('GET', '/v1/next-payer-claims')).body.count).toBe(0);
    expect(await bank.disproofs()).toEqual([]);
  });

  it('is refused when an amount is larger than any claim’s, because sums of such amounts are not exact', async () => {
    const payers = [{ ...claim('LEGACY-9').payers[0], receivableCents: Number.MAX_SAFE_INTEGER }];
    const answer = await take([{ ...claim('LEGACY-9'), payers, patientCents: Number.MAX_SAFE_INTEGER }]);
    expect(answer).toMatchObject({
      status: 400,
      body: {
        errors: [{ pointer: '/claims/0/payers/0/receivableCents' }, { pointer: '/claims/0/patientCents' }],
      },
    });
  });

  it('has its remittances posted, under its own number or under ours', async () => {
    await take([claim('LEGACY-1'), claim('LEGACY-2')]);
    await bank.receive('ONE', [paidClaim('LEGACY-1', 15_000, 10_000)]);
    await bank.receive('TWO', [paidClaim(claimIdOfControlNumber('LEGACY-2'), 15_000, 9_000)]);
    expect((await found('LEGACY-1'))[0]).toMatchObject({ state: { kind: 'adjudicated', outcome: 'paid' } });
    expect((await found('LEGACY-2'))[0]).toMatchObject({ state: { kind: 'adjudicated' }, insuranceCents: 0 });
    expect(await bank.accounts()).toEqual({
      'deposits-in-transit': 19_000,
      'contractual-adjustments': 11_000,
      'opening-balances': -30_000,
    });
    expect((await bank.call('GET', '/v1/exceptions')).body.items).toEqual([]);
  });

  it('is known to a dry run of posting rules', async () => {
    const { payerId } = bank.office;
    await take([claim('LEGACY-1'), claim('LEGACY-2')]);
    await bank.receive('ONE', [paidClaim('LEGACY-1', 15_000, 10_000), paidClaim('LEGACY-2', 15_000, 15_000)]);
    const { body: list } = await bank.call('GET', `/v1/remittances?month=2026-11`);
    const { status, body } = await bank.call('POST', '/v1/posting-rules/dry-run', {
      rules: {
        scope: { kind: 'payer', payerId },
        adjustmentRules: [{ groups: ['CO'], carcs: ['45'], meaning: 'held' }],
        providerAdjustments: [],
      },
      remittanceIds: list.items.map(({ id }: { id: string }) => id),
    });
    expect([status, body.notComparable]).toEqual([200, []]);
    expect(body.items).toMatchObject([
      {
        claimId: (await found('LEGACY-1'))[0].id,
        accounts: [
          { account: 'insurance-receivable', cents: 5_000 },
          { account: 'contractual-adjustments', cents: -5_000 },
        ],
      },
    ]);
  });

  it('is booked once in a remittance that names it twice, by both numbers', async () => {
    await take([claim('LEGACY-1')]);
    const own = claimIdOfControlNumber('LEGACY-1');
    await bank.receive('BOTH', [paidClaim('LEGACY-1', 15_000, 10_000), paidClaim(own, 15_000, 10_000)]);
    expect(await bank.accounts()).toEqual({
      'deposits-in-transit': 20_000,
      'contractual-adjustments': 5_000,
      'unapplied-payer-cash': -10_000,
      'opening-balances': -15_000,
    });
  });

  it('is taken over once: its number is a conflict afterwards, and nothing of that request is written', async () => {
    await take([claim('LEGACY-1')]);
    const again = await take([claim('LEGACY-9'), claim('LEGACY-1')]);
    expect(again).toMatchObject({ status: 409, body: { errors: [{ pointer: '/claims/1/controlNumber' }] } });
    expect(await found('LEGACY-9')).toEqual([]);
    expect(await bank.accounts()).toMatchObject({ 'opening-balances': -15_000 });
  });

  it('takes twenty in one request, all or none', async () => {
    const claims = Array.from({ length: 20 }, (_, index) => claim(`MANY-${index}`));
    expect((await take(claims)).status).toBe(201);
    expect((await take([...claims, claim('MANY-20')])).status).toBe(400);
    expect(await bank.accounts()).toMatchObject({ 'opening-balances': -300_000 });
  });

  it.each([
    ['no such patient', { patientId: `pat_${'0'.repeat(26)}` }, '/claims/0/patientId'],
    ['more standing than was charged', { patientCents: 1 }, '/claims/0/chargeCents'],
    [
      'a payer without a coverage',
      { payers: [{ payerId: `pay_${'0'.repeat(26)}`, receivableCents: 0 }] },
      '/claims/0/payers/0/payerId',
    ],
    ['more answers than payers', { answered: { payers: 2, outcome: 'paid' } }, '/claims/0/answered/payers'],
    ['a number of our own form', { controlNumber: claimIdOfControlNumber('x') }, '/claims/0/controlNumber'],
  ])('is refused with %s', async (_, more, pointer) => {
    const refused = await take([claim('LEGACY-1', more)]);
    expect(refused.status).toBe(400);
    expect(refused.body.errors.map((each: { pointer: string }) => each.pointer)).toContain(pointer);
    expect(await bank.accounts()).toEqual({});
  });

  it('is refused when one request names a number twice, and without the role', async () => {
    expect((await take([claim('A'), claim('A')])).body.errors).toEqual([
      { pointer: '/claims/1/controlNumber', detail: 'given more than once' },
    ]);
    expect((await take([claim('A')], coder)).status).toBe(403);
  });
});
