import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { auditPartition } from '../../shared/store/keys/work.ts';
import { coder, stranger } from '../support/api-event.ts';
import { contractDesk } from '../support/contract-desk.ts';
import { firstAnswer } from '../support/next-payer-desk.ts';
import { encounterBody } from '../support/office.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

const path = '/v1/payer-contracts';
/** A visit at 120.00, and the office's own price of injections. */
const rates = [
  'rate,code,amount,percent,fee schedule,clause',
  'fee,X9003,120.00,,,"B 2.1"',
  'percent-of-schedule,J*,,100,{schedule},B 3',
];

let store: TestTable;
let desk: Awaited<ReturnType<typeof contractDesk>>;

beforeEach(async () => {
  store = await startTestTable();
  desk = await contractDesk(store);
});
afterEach(() => store.stop());

const ifMatch = (version: number) => ({ headers: { 'If-Match': `"${version}"` } });
const typeOf = (answer: { readonly body: { readonly type: string } }) => answer.body.type.split('/').at(-1);

describe('a contract with payers', () => {
  test('is entered, shown, described anew, and listed by payer; its rates stay', async () => {
    const id = await desk.contract(rates, { disputeDays: 90, threshold: { leastCents: 500, leastBasisPoints: 200 } });
    const shown = (await desk.contracts('GET', `${path}/${id}`)).body;
    expect(shown).toMatchObject({ ...desk.description, version: 2, rateCount: 2, lesserOf: 'line', rounding: 'once' });
    const next = await desk.contracts('PUT', `${path}/${id}`, { ...shown, lesserOf: 'claim' }, ifMatch(2));
    expect(next.body).toEqual({ ...shown, version: 3, lesserOf: 'claim' });
    expect((await desk.contracts('GET', `${path}?payerId=${desk.office.payerId}`)).body.items).toEqual([next.body]);
    const others = await desk.contracts('GET', `${path}?payerId=pay_00000000000000000000000000`);
    expect(others.body.items).toEqual([]);
    expect(typeOf(await desk.contracts('PUT', `${path}/${id}`, shown, ifMatch(2)))).toBe('version-changed');
    const versions = (await desk.contracts('GET', `${path}/${id}/versions`)).body.items;
    expect(versions.map(({ change, rateCount }: { change: string; rateCount: number }) => [change, rateCount])).toEqual(
      [
        ['described', 2],
        ['rates-replaced', 2],
        ['created', 0],
      ],
    );
    const audit = await store.table.queryAll({ partition: auditPartition('first-office' as never, id) });
    // Their order is not certain: they may be in the same millisecond.
    expect(audit.map(({ action }) => action).sort()).toEqual([
      'payer-contract-created',
      'payer-contract-loaded',
      'payer-contract-replaced',
    ]);
  });

  test('names only what the office has, and ends after it begins', async () => {
    const unknown = { ...desk.description, entityIds: ['ent_00000000000000000000000000'] };
    const refused = await desk.contracts('POST', path, unknown);
    expect([refused.status, refused.body.errors]).toEqual([
      404,
      [{ pointer: '/entityIds/0', detail: 'nothing here has this id' }],
    ]);
    const backwards = await desk.contracts('POST', path, { ...desk.description, effectiveTo: '2025-12-31' });
    expect(backwards.body.errors).toEqual([
      { pointer: '/effectiveTo', detail: 'expected a day on or after effectiveFrom' },
    ]);
    const id = await desk.contract(rates);
    expect((await desk.contracts('GET', `${path}/${id}`, undefined, { principal: stranger })).status).toBe(404);
    expect((await desk.contracts('POST', path, desk.description, { principal: coder })).status).toBe(403);
  });

  test('takes rates by CSV: all of them, or additional and changed ones; a dry run and a file with faults change nothing', async () => {
    const id = await desk.contract(rates);
    const csv = 'rate,code,amount,from,to\nfee,X9003,125,,\nfee,X9004,80,,2026-06-30\nfee,X9004,85,2026-08-01,\n';
    const merge = { mode: 'merge', csv };
    const dry = await desk.contracts('POST', `${path}/${id}/rates/dry-run`, merge);
    const counts = { added: 2, changed: 1, removed: 0, unchanged: 1 };
    const gap = { kind: 'rates-gap', contractId: id, rates: [3, 4], from: '2026-07-01', to: '2026-07-31' };
    expect(dry.body).toEqual({ rateCount: 4, ...counts, findings: [expect.objectContaining(gap)] });
    const wrong = { mode: 'replace', csv: 'rate,code,amount\nfee,X9003,1.234\n' };
    const refused = await desk.contracts('POST', `${path}/${id}/rates`, wrong, ifMatch(2));
    expect([refused.status, typeOf(refused)]).toEqual([422, 'rates-unreadable']);
    expect(refused.body.errors[0]).toMatchObject({
      pointer: '/csv',
      detail: expect.stringMatching(/^line 2, column amount: /),
    });
    expect((await desk.contracts('GET', `${path}/${id}/rates`)).body.items).toHaveLength(2);
    const loaded = await desk.contracts('POST', `${path}/${id}/rates`, merge, ifMatch(2));
    expect(loaded.body).toMatchObject({ ...counts, contract: { version: 3, rateCount: 4 } });
    const shown = (await desk.contracts('GET', `${path}/${id}/rates`)).body.items;
    expect(shown.map((rate: { number: number; cents?: number }) => [rate.number, rate.cents])).toEqual([
      [1, 12500],
      [2, undefined],
      [3, 8000],
      [4, 8500],
    ]);
    const before = (await desk.contracts('GET', `${path}/${id}/rates?version=2`)).body.items;
    expect(before[0]).toEqual({ number: 1, kind: 'fee', code: 'X9003', modifiers: [], cents: 12000, clause: 'B 2.1' });
    const list = { mode: 'replace', rates: [{ kind: 'fee', code: 'X9003', basisPoints: 100 }] };
    const mixed = await desk.contracts('POST', `${path}/${id}/rates`, list, ifMatch(3));
    expect(
      mixed.body.errors.map(({ pointer, detail }: { pointer: string; detail: string }) => [pointer, detail]),
    ).toEqual([
      ['/rates/0/cents', 'fee needs an amount'],
      ['/rates/0/basisPoints', 'fee has no percentage'],
    ]);
  });

  test('shows where contracts overlap or leave days out, and which names in rates do not exist', async () => {
    const first = await desk.contract(rates, { effectiveTo: '2026-06-30' });
    const second = await desk.contract(['rate,amount', 'fee,10'], {
      effectiveFrom: '2026-06-01',
      effectiveTo: '2026-07-31',
    });
    const third = await desk.contract(
      ['rate,percent,fee schedule', 'percent-of-schedule,100,fee_00000000000000000000000000'],
      {
        effectiveFrom: '2026-09-01',
      },
    );
    const { items } = (await desk.contracts('GET', '/v1/payer-contract-findings')).body;
    const plain = items.map(({ because: _because, ...finding }: { because: string }) => finding);
    expect(plain).toEqual([
      { kind: 'contracts-overlap', contractId: first, otherContractId: second, from: '2026-06-01', to: '2026-06-30' },
      { kind: 'contracts-gap', contractId: second, otherContractId: third, from: '2026-08-01', to: '2026-08-31' },
      { kind: 'schedule-missing', contractId: third, rates: [1] },
    ]);
  });
});

describe('an expected payment', () => {
  test('is explained for a draft, with the prices that its lines will have', async () => {
    const id = await desk.contract(rates);
    const draft = await desk.practice.call('POST', '/v1/encounters', encounterBody(desk.office));
    const { body } = await desk.contracts('GET', `/v1/expected-payments/encounters/${draft.body.id}`, undefined, {
      principal: coder,
    });
    expect(body.items).toHaveLength(1);
    expect(body.items[0]).toMatchObject({
      ...{ payerId: desk.office.payerId, expectedCents: 13100, isComplete: true },
      contracts: [{ contractId: id, version: 2, name: 'Example Health 2026' }],
      lines: [
        {
          ...{ line: 1, procedure: 'X9003', modifiers: ['25'], chargeCents: 13000, expectedCents: 12000 },
          ...{ rate: 1, clause: 'B 2.1', steps: ['$120.00 a unit'] },
        },
        {
          ...{ line: 2, procedure: 'J1885', chargeCents: 1100, expectedCents: 1100, clause: 'B 3' },
          steps: ['Synthetic prices: $2.75 × 4 = $11.00', '100% = $11.00'],
        },
      ],
    });
    const own = { ...encounterBody(desk.office), selfPay: true };
    const { body: selfPaid } = await desk.practice.call('POST', '/v1/encounters', own);
    const refused = await desk.contracts('GET', `/v1/expected-payments/encounters/${selfPaid.id}`);
    expect([refused.status, typeOf(refused)]).toEqual([409, 'no-payer-billed']);
  });

  test('is compared with what the payer allowed, line by line, once it has answered', async () => {
    await desk.contract(rates);
    const claimId = await desk.sentClaim();
    const before = (await desk.contracts('GET', `/v1/expected-payments/claims/${claimId}`)).body;
    expect(before).toMatchObject({ claimId, expectedCents: 13100, isComplete: true });
    expect(before.answered).toBeUndefined();
    // Allowed 110.00 of 120.00 (91.00 paid, 19.00 the patient's), and 11.00 of 11.00.
    await desk.receive('first', '99', firstAnswer(claimId));
    const { answered } = (await desk.contracts('GET', `/v1/expected-payments/claims/${claimId}`)).body;
    expect(answered).toEqual({
      on: '2026-11-20',
      compared: [
        {
          lines: [1],
          expectedCents: 12000,
          allowedCents: 11000,
          elsewhereCents: 0,
          differenceCents: -1000,
          isListed: true,
        },
        { lines: [2], expectedCents: 1100, allowedCents: 1100, elsewhereCents: 0, differenceCents: 0, isListed: false },
      ],
    });
    const encounterId = (await desk.call('GET', `/v1/claims/${claimId}`)).body.encounterId;
    const ofEncounter = (await desk.contracts('GET', `/v1/expected-payments/encounters/${encounterId}`)).body;
    expect(ofEncounter.items.map((item: { claimId: string }) => item.claimId)).toEqual([claimId]);
  });

  test('is absent if there is no contract', async () => {
    const claimId = await desk.sentClaim();
    const { body } = await desk.contracts('GET', `/v1/expected-payments/claims/${claimId}`);
    expect(body).toMatchObject({ contracts: [], expectedCents: 0, isComplete: false });
    expect(body.lines.map(({ standing }: { standing: string }) => standing)).toEqual(['no-contract', 'no-contract']);
    const absent = await desk.contracts('GET', '/v1/expected-payments/claims/S000000000000000');
    expect(absent.status).toBe(404);
  });
});
