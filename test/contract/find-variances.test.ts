import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { PaymentVariance } from '../../shared/domain/contract/variance.ts';
import { contractDesk } from '../support/contract-desk.ts';
import { firstAnswer } from '../support/next-payer-desk.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

/** A visit at 120.00 of a charge of 130.00, and injections at 11.00. The usual answer allows 110.00 and 11.00. */
const rates = ['rate,code,amount,clause', 'fee,X9003,120.00,B 2.1', 'fee,J*,2.75,B 3'];

let store: TestTable;
let desk: Awaited<ReturnType<typeof contractDesk>>;

beforeEach(async () => {
  store = await startTestTable();
  desk = await contractDesk(store);
});
afterEach(() => store.stop());

/** The open variances, or those in a given state. */
const listed = async (query = ''): Promise<PaymentVariance[]> => {
  const { status, body } = await desk.contracts('GET', `/v1/payment-variances${query}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body.items;
};
const standing = async () => (await listed()).map(({ direction, state, cents }) => [direction, state, cents]);
const closed = async () =>
  (await listed('?state=closed')).map(({ direction, outcome, recoveredCents }) => [direction, outcome, recoveredCents]);
const versionOf = async (id: string) => (await desk.contracts('GET', `/v1/payment-variances/${id}`)).body.version ?? 1;
const decide = async (id: string, deed: string) =>
  desk.contracts(
    'POST',
    `/v1/payment-variances/${id}/decision`,
    { do: deed, reason: 'as they said' },
    { headers: { ...desk.newKey(), 'If-Match': `"${await versionOf(id)}"` } },
  );
const decideAll = async (ids: readonly string[], deed: string) => {
  const items = await Promise.all(ids.map(async (id) => ({ id, version: await versionOf(id) })));
  const body = { items, action: { do: deed, reason: 'as they said' } };
  return desk.contracts('POST', '/v1/payment-variances/bulk-actions', body, { headers: desk.newKey() });
};

/** The payer reverses its usual answer and answers again: it allows 120.00 and 11.00. */
const takenBack = (claimId: string) => `
  CLP*${claimId}*22*-141*-99*-22*12*ICN1*11*1
  SVC*HC:X9003:25*-130*-91**-1
  CAS*CO*45*-20
  CAS*PR*2*-19
  REF*6R*L1
  SVC*HC:J1885*-11*-8**-4
  CAS*PR*1*-3
  REF*6R*L2`;
const answeredAgain = (claimId: string, paid = 101, reduced = 10) => `
  CLP*${claimId}*1*141*${paid + 8}*22*12*ICN2*11*1
  SVC*HC:X9003:25*130*${paid}**1
  CAS*CO*45*${reduced}
  CAS*PR*2*19
  REF*6R*L1
  SVC*HC:J1885*11*8**4
  CAS*PR*1*3
  REF*6R*L2`;

describe('a payment that differs from the contract', () => {
  test('is on the list once the chunk was posted, with line, clause and arithmetic; posting itself writes nothing for it', async () => {
    const contractId = await desk.contract(rates, { disputeDays: 90 });
    const claimId = await desk.sentClaim();
    await desk.receive('first', '99', firstAnswer(claimId));
    expect(desk.toJudge()).toEqual([
      { schemaVersion: 1, tenantId: 'first-office', work: 'claims', claimIds: [claimId] },
    ]);
    expect(await listed()).toEqual([]);
    await desk.findVariances();
    const [found, ...others] = await listed();
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      ...{ claimId, contractId, direction: 'underpaid', state: 'open', payerId: desk.office.payerId },
      ...{ expectedCents: 12000, allowedCents: 11000, cents: 1000, recoveredCents: 0, disputeIds: [] },
      ...{ answeredOn: '2026-11-20', payerClaimNumber: 'ICN1', disputeBy: '2027-02-18' },
      lines: [
        {
          ...{ lines: [1], procedure: 'X9003', modifiers: ['25'], chargeCents: 13000, expectedCents: 12000 },
          ...{
            allowedCents: 11000,
            elsewhereCents: 0,
            cents: 1000,
            rate: 1,
            clause: 'B 2.1',
            steps: ['$120.00 a unit'],
          },
        },
      ],
    });
    const one = await desk.contracts('GET', `/v1/payment-variances/${found?.id}`);
    expect(one.body.id).toBe(found?.id);
    // Judging the same answer again changes nothing.
    await desk.findVariances({ work: 'claims', claimIds: [claimId] });
    expect((await listed())[0]?.version).toBe(1);
  });

  test('closes automatically when a later answer pays the difference', async () => {
    await desk.contract(rates);
    const claimId = await desk.sentClaim();
    await desk.receive('first', '99', firstAnswer(claimId));
    await desk.findVariances();
    await desk.receive('first', '10', `${takenBack(claimId)}${answeredAgain(claimId)}`, '20261121');
    await desk.findVariances();
    expect(await standing()).toEqual([]);
    expect(await closed()).toEqual([['underpaid', 'paid', 1000]]);
  });

  test('is smaller when a part is paid, and stays closed when a person accepts the rest', async () => {
    await desk.contract(rates);
    const claimId = await desk.sentClaim();
    await desk.receive('first', '99', firstAnswer(claimId));
    await desk.findVariances();
    // Now 116.00 of 120.00 are allowed: 6.00 of the missing 10.00 were paid.
    await desk.receive('first', '6', `${takenBack(claimId)}${answeredAgain(claimId, 97, 14)}`, '20261121');
    await desk.findVariances();
    const [part] = await listed();
    expect(part).toMatchObject({ state: 'open', cents: 400, recoveredCents: 600, answeredOn: '2026-11-21' });
    expect((await decide(part?.id as string, 'accept')).status).toBe(200);
    await desk.findVariances({ work: 'claims', claimIds: [claimId] });
    expect(await standing()).toEqual([]);
    expect(await closed()).toEqual([['underpaid', 'accepted', 600]]);
  });

  test('is listed in both directions, never offset; below the threshold it is not', async () => {
    // 125.00 expected, 110.00 allowed; 2.00 a unit expected, 8.00 in all, 11.00 allowed.
    await desk.contract(['rate,code,amount', 'fee,X9003,125.00', 'fee,J*,2.00']);
    const claimId = await desk.sentClaim();
    await desk.receive('first', '99', firstAnswer(claimId));
    await desk.findVariances();
    expect(await standing()).toEqual([
      ['underpaid', 'open', 1500],
      ['overpaid', 'open', 300],
    ]);
    expect((await listed('?direction=overpaid')).map(({ cents }) => cents)).toEqual([300]);
    expect(await listed('?procedure=J1885')).toHaveLength(1);
    // 3.00 of 8.00 are 37.5%, 15.00 of 125.00 are 12%.
    expect((await listed('?minBasisPoints=2000')).map(({ cents }) => cents)).toEqual([300]);
    expect(await listed('?minCents=1501')).toEqual([]);
    const { body } = await desk.contracts('GET', '/v1/payment-variances?limit=1');
    expect([body.count, body.totalCents, body.items.length]).toEqual([2, 1800, 1]);
    const { body: settings } = await desk.settings('GET');
    await desk.settings('PUT', {
      ...settings,
      contracts: { ...settings.contracts, threshold: { leastCents: 1501, leastBasisPoints: 0 } },
    });
    await desk.findVariances({ work: 'claims', claimIds: [claimId] });
    expect(await standing()).toEqual([]);
  });

  test('is decided together with the other one of its claim', async () => {
    await desk.contract(['rate,code,amount', 'fee,X9003,125.00', 'fee,J*,2.00']);
    const claimId = await desk.sentClaim();
    await desk.receive('first', '99', firstAnswer(claimId));
    await desk.findVariances();
    const ids = (await listed()).map(({ id }) => id);
    expect(ids).toHaveLength(2);
    const decided = await decideAll(ids, 'accept');
    expect(decided.body.items, JSON.stringify(decided.body)).toMatchObject(ids.map((id) => ({ id, outcome: 'done' })));
    expect(await standing()).toEqual([]);
  });

  test('closes when the contract is corrected, and says so', async () => {
    const contractId = await desk.contract(rates);
    const claimId = await desk.sentClaim();
    await desk.receive('first', '99', firstAnswer(claimId));
    await desk.findVariances();
    const mended = { mode: 'merge', csv: 'rate,code,amount,clause\nfee,X9003,110.00,B 2.1\n' };
    const path = `/v1/payer-contracts/${contractId}/rates`;
    expect((await desk.contracts('POST', path, mended, { headers: { 'If-Match': '"2"' } })).status).toBe(200);
    await desk.findVariances();
    expect(await closed()).toEqual([['underpaid', 'contract-changed', 0]]);
  });

  test('is found for other days, and by the daily round', async () => {
    const claimId = await desk.sentClaim();
    await desk.receive('first', '99', firstAnswer(claimId));
    // Without a contract no message asks for a comparison.
    expect(desk.toJudge()).toEqual([]);
    await desk.contract(rates);
    await desk.findVariances({ work: 'round' });
    expect(await standing()).toEqual([['underpaid', 'open', 1000]]);
    const days = { from: '2026-11-23', to: '2026-11-23' };
    const asked = await desk.contracts('POST', '/v1/payment-variances/updates', days);
    expect([asked.status, asked.body]).toEqual([202, days]);
    await desk.findVariances();
    expect(await standing()).toEqual([['underpaid', 'open', 1000]]);
    const years = { from: '1900-01-01', to: '9999-12-31' };
    const refused = await desk.contracts('POST', '/v1/payment-variances/updates', years);
    expect(refused.body.errors).toMatchObject([{ pointer: '/to' }]);
    const noDay = { from: 'never', to: '2026-11-23' };
    const malformed = await desk.contracts('POST', '/v1/payment-variances/updates', noDay);
    expect([malformed.status, malformed.body.errors]).toMatchObject([400, [{ pointer: '/from' }]]);
    // Whatever the message says, the range ends today. A worker that is short of time continues by messages, even on
    // days without entries.
    await desk.findVariances({ work: 'days', from: '9990-01-01', to: '9999-12-31' });
    await desk.findVariances({ work: 'days', from: '2026-11-21', to: '9999-12-31' }, { left: 0, most: 4 });
    // A worker that is short of time continues by messages.
    await desk.findVariances({ work: 'days', ...days }, { left: 0, most: 3 });
    expect(await standing()).toEqual([['underpaid', 'open', 1000]]);
  });
});

describe('what people do about it', () => {
  const found = async (): Promise<string> => {
    await desk.contract(rates);
    const claimId = await desk.sentClaim();
    await desk.receive('first', '99', firstAnswer(claimId));
    await desk.findVariances();
    return (await listed())[0]?.id as string;
  };

  test('can be done to one or to many at once, and can be undone', async () => {
    const id = await found();
    const absent = 'var_00000000000000000000000000';
    expect((await decideAll([absent, id], 'win')).body.items).toMatchObject([
      { id: absent, problem: 'not-found' },
      { id, problem: 'variance-not-in-state' },
    ]);
    const noted = { items: [id], note: 'called', addTags: ['call'], followUpOn: '2026-12-04' };
    expect((await desk.mark(noted)).status).toBe(200);
    const marked = (await desk.contracts('GET', '/v1/payment-variances?tag=call&followUpBy=2026-12-04')).body.items;
    expect(marked[0].mark).toMatchObject({ tags: ['call'], followUpOn: '2026-12-04' });
    expect(await listed('?tag=other')).toEqual([]);
    const early = await decide(id, 'win');
    expect([early.status, early.body.state]).toEqual([409, 'open']);
    expect((await decide(id, 'contract-wrong')).body).toMatchObject({ state: 'closed', outcome: 'contract-wrong' });
    const reopened = await decide(id, 'reopen');
    expect(reopened.body).toMatchObject({ state: 'open', decision: { kind: 'reopen', by: 'user-manager' } });
    expect(reopened.body.outcome).toBeUndefined();
  });

  test('is disputed by a letter per billing provider, which is the same bytes again; its outcome decides', async () => {
    const id = await found();
    const asked = { payerId: desk.office.payerId };
    const made = await desk.contracts('POST', '/v1/payment-disputes', asked, { headers: desk.newKey() });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    const [dispute] = made.body.items;
    expect(dispute).toMatchObject({
      varianceIds: [id],
      template: 'underpayment',
      expectedCents: 12000,
      allowedCents: 11000,
      cents: 1000,
    });
    const letter = await desk.contracts('GET', `/v1/payment-disputes/${dispute.id}/letter`);
    expect(letter.body).toMatchObject(dispute.letter);
    const kept = [...desk.s3.objects].find(([key]) => key.includes(dispute.letter.sha256))?.[1] as Uint8Array;
    expect(Buffer.from(kept).subarray(0, 5).toString()).toBe('%PDF-');
    expect(await standing()).toEqual([['underpaid', 'disputed', 1000]]);
    const again = await desk.contracts('POST', '/v1/payment-disputes', asked, { headers: desk.newKey() });
    expect(again.body.type).toMatch(/nothing-to-dispute$/);
    const named = await desk.contracts(
      'POST',
      '/v1/payment-disputes',
      { varianceIds: [id] },
      { headers: desk.newKey() },
    );
    expect(named.body.errors).toEqual([{ pointer: '/varianceIds/0', detail: 'is disputed' }]);
    const outcome = (body: object, version: number) =>
      desk.contracts(
        'POST',
        `/v1/payment-disputes/${dispute.id}/outcome`,
        { noticeOn: '2026-11-23', reason: 'their letter', ...body },
        {
          headers: { ...desk.newKey(), 'If-Match': `"${version}"` },
        },
      );
    const onDay = async (noticeOn: string) => (await outcome({ result: 'won', noticeOn }, 1)).body.errors;
    expect(await onDay('2026-11-22')).toEqual([
      { pointer: '/noticeOn', detail: 'is before the day on which the letter was written' },
    ]);
    expect(await onDay('2027-11-22')).toEqual([{ pointer: '/noticeOn', detail: 'is in the future' }]);
    const strange = await outcome({ result: 'won-in-part', wonVarianceIds: ['var_00000000000000000000000000'] }, 1);
    expect(strange.body.errors).toEqual([{ pointer: '/wonVarianceIds/0', detail: 'the letter is not about it' }]);
    expect((await outcome({ result: 'won' }, 1)).body.outcome).toMatchObject({ result: 'won', noticeOn: '2026-11-23' });
    expect(await standing()).toEqual([['underpaid', 'won', 1000]]);
    expect((await outcome({ result: 'lost' }, 2)).body.type).toMatch(/dispute-decided$/);
    expect((await desk.contracts('GET', '/v1/payment-disputes')).body.items).toHaveLength(1);
  });

  test('is added up by payer, code and contract, as a recount of the list gives it', async () => {
    const id = await found();
    await desk.contracts('POST', '/v1/payment-disputes', { varianceIds: [id] }, { headers: desk.newKey() });
    const report = async (query: string) => (await desk.contracts('GET', `/v1/underpayments?${query}`)).body.items;
    const sums = {
      count: 1,
      expectedCents: 12000,
      underpaidCents: 1000,
      openCents: 0,
      disputedCents: 1000,
      recoveredCents: 0,
    };
    expect(await report('by=payer')).toEqual([
      expect.objectContaining({ ...sums, key: desk.office.payerId, name: 'Example Health' }),
    ]);
    expect(await report('by=code')).toEqual([expect.objectContaining({ ...sums, key: 'X9003' })]);
    expect(await report('by=contract')).toEqual([expect.objectContaining({ ...sums, name: 'Example Health 2026' })]);
    const total = (await listed()).reduce((sum, { cents }) => sum + cents, 0);
    expect(
      (await report('by=provider')).reduce(
        (sum: number, row: { underpaidCents: number }) => sum + row.underpaidCents,
        0,
      ),
    ).toBe(total);
    expect((await decide(id, 'lose')).status).toBe(200);
    expect(await report('by=payer')).toEqual([]);
    expect(await report('by=payer&from=2026-11')).toEqual([
      expect.objectContaining({ underpaidCents: 1000, lostCents: 1000, disputedCents: 0 }),
    ]);
  });
});
