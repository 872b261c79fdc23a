import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { remittanceText } from '../golden/remittance-text.ts';
import { chargeWrites, namesOf, partiesOf } from '../golden-accounts/run-account.ts';
import { type AccountDesk, openAccountDesk } from '../support/account-desk.ts';
import { manager } from '../support/api-event.ts';
import { bookFaults } from '../support/book-faults.ts';
import { createPipeline, goldenTenant } from '../support/remittance-pipeline.ts';
import { startTestTable } from '../support/table.ts';
import { wholeApi } from '../support/whole-api.ts';

let desk: AccountDesk;
beforeEach(async () => {
  desk = await openAccountDesk();
});
afterEach(async () => {
  expect(bookFaults(await desk.store.items())).toEqual([]);
  await desk.store.stop();
});

const biller = { ...manager, subject: 'user-biller', roles: 'biller' };
const second = { ...manager, subject: 'user-second' };
const get = async (path: string) => (await desk.call('GET', path)).body;
/** 100.00 that no claim needs. */
const paid = async (cents = 100_00) => {
  const payment = { accountId: desk.accountId, method: 'check', cents, receivedOn: '2026-11-22', reference: '1001' };
  const { entityId } = desk.office;
  return (await desk.send('POST', '/v1/patient-payments', { ...payment, entityId, allocations: [] })).body;
};
const ask = (body: object, principal = biller) =>
  desk.send('POST', '/v1/refunds', { reason: 'Paid too much', ...body }, { principal });
const decide = (id: string, deed: string, version: number, principal = second) => {
  const body = deed === 'clear' ? {} : { reason: 'Looked at' };
  return desk.send('POST', `/v1/refunds/${id}/${deed}`, body, { version, principal });
};
const send = (...refundIds: readonly string[]) =>
  desk.send('POST', '/v1/refund-checks', { refundIds, firstCheckNumber: 5001, reason: 'Printed' });

/** The sum of an account of the chart over all days. */
async function inTheBooks(account: string): Promise<number> {
  const { accounts } = await get('/v1/trial-balance');
  return accounts.find((each: { readonly account: string }) => each.account === account)?.balanceCents ?? 0;
}
const books = async () => [
  await inTheBooks('unapplied-patient-cash'),
  await inTheBooks('refunds-payable'),
  await inTheBooks('bank'),
];

describe('unapplied cash that is given back', () => {
  test('is deducted from the payment when requested, from the bank when a check is sent, and ends when the bank has paid it', async () => {
    const { id: paymentId } = await paid();
    const { items } = await get('/v1/credits?kind=unapplied');
    // No law of Ohio on refunds is on record, and the list says so. The cash belongs to the state after three years.
    const law = { state: 'OH', askCounsel: true };
    const unclaimed = {
      ...{ unclaimedOn: '2029-11-22', reportBy: '2030-11-01', notice: { from: '2030-07-01', by: '2030-10-02' } },
      law: { state: 'OH', source: expect.stringContaining('Ohio Revised Code 169.01') },
    };
    expect(items).toEqual([
      {
        ...{ accountId: desk.accountId, cents: 100_00, paymentId, since: '2026-11-22' },
        ...{ refund: { law }, unclaimed },
      },
    ]);
    const { status, body } = await ask({ paymentId, cents: 60_00 });
    expect(status, JSON.stringify(body)).toBe(201);
    expect(body).toMatchObject({ state: 'requested', cents: 60_00, payee: { address: { city: 'Columbus' } } });
    expect(await books()).toEqual([-40_00, -60_00, 0]);
    expect(await get(`/v1/patient-payments/${paymentId}`)).toMatchObject({
      ...{ unappliedCents: 40_00, refundedCents: 60_00, version: 2 },
    });
    expect((await send(body.id)).body.type).toMatch(/refund-not-in-state$/);
    const own = await decide(body.id, 'approve', 1, { ...second, subject: 'user-biller' });
    expect(own.body.type).toMatch(/decided-by-oneself$/);
    expect((await decide(body.id, 'approve', 1)).body).toMatchObject({ state: 'approved', version: 2 });
    const sent = await send(body.id);
    expect(sent.status, JSON.stringify(sent.body)).toBe(201);
    expect(sent.body.items).toMatchObject([{ state: 'sent', sent: { checkNumber: '5001' } }]);
    expect(sent.body.file.sizeBytes).toBeGreaterThan(100);
    expect(await books()).toEqual([-40_00, 0, -60_00]);
    expect((await desk.call('GET', `/v1/refunds/${body.id}/letter`)).body.sizeBytes).toBeGreaterThan(500);
    expect((await decide(body.id, 'clear', 3)).body).toMatchObject({ state: 'cleared', version: 4 });
    expect((await decide(body.id, 'stop', 4)).body.type).toMatch(/refund-not-in-state$/);
    expect((await get('/v1/refunds?state=cleared')).items).toMatchObject([{ id: body.id }]);
    const reverse = (reversed: object) =>
      desk.send('POST', `/v1/patient-payments/${paymentId}/reverse`, reversed, { version: 2, principal: second });
    const voided = await reverse({ as: 'voided', reason: 'By mistake', bearsRefunds: true });
    expect(voided.body.type).toMatch(/payment-refunded$/);
    // The check that paid the visit is returned after the refund was cashed: 60.00 are lost.
    const returned = { as: 'returned', reason: 'No funds' };
    const refused = await reverse(returned);
    expect(refused.body).toMatchObject({ type: expect.stringMatching(/payment-refunded$/), refundId: body.id });
    const borne = await reverse({ ...returned, bearsRefunds: true });
    expect(borne.body, JSON.stringify(borne.body)).toMatchObject({
      ...{ unappliedCents: 0, refundedCents: 60_00 },
      reversed: { as: 'returned', lostCents: 60_00 },
    });
    expect(await books()).toEqual([0, 0, -60_00]);
    expect([await inTheBooks('bad-debt'), await inTheBooks('deposits-in-transit')]).toEqual([60_00, 0]);
  });

  test('is lost only once its refund has ended: a check that was sent is stopped first', async () => {
    const { id: paymentId } = await paid();
    const { body } = await ask({ paymentId }, manager);
    await send(body.id);
    const returned = { as: 'returned', reason: 'No funds', bearsRefunds: true };
    const reverse = (version: number) =>
      desk.send('POST', `/v1/patient-payments/${paymentId}/reverse`, returned, { version, principal: second });
    expect((await reverse(2)).body).toMatchObject({ refundId: body.id });
    await decide(body.id, 'stop', 2);
    await decide(body.id, 'decline', 3);
    expect((await reverse(3)).status).toBe(200);
    expect(await books()).toEqual([0, 0, 0]);
    expect(await inTheBooks('bad-debt')).toBe(0);
  });

  test('has a check with a number of its own: no other refund’s check has it, not even of the same moment', async () => {
    const ids = [];
    for (const cents of [10_00, 11_00, 12_00, 13_00]) {
      const { id: paymentId } = await paid(cents);
      ids.push((await ask({ paymentId }, manager)).body.id as string);
    }
    const [first = '', ...others] = ids;
    expect((await send(first)).status).toBe(201);
    const taken = await send(others[0] as string);
    expect([taken.status, taken.body.errors]).toEqual([
      400,
      [{ pointer: '/firstCheckNumber', detail: 'check 5001 was sent for another refund' }],
    ]);
    // The bank stops whatever has the number of a stopped check, also a check of another refund.
    await decide(first, 'stop', 2);
    expect((await send(others[0] as string)).status).toBe(400);
    const issue = (id: string) =>
      desk.send('POST', '/v1/refund-checks', { refundIds: [id], firstCheckNumber: 5002, reason: 'Printed' });
    const statuses = (await Promise.all(others.map(issue))).map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
  });

  test('returns to the payment when its check is stopped and the refund declined', async () => {
    const { id: paymentId } = await paid();
    const { body } = await ask({ paymentId }, manager);
    expect(body).toMatchObject({ state: 'approved', cents: 100_00 });
    expect((await send(body.id)).status).toBe(201);
    expect((await decide(body.id, 'decline', 2)).body.type).toMatch(/refund-not-in-state$/);
    const stopped = (await decide(body.id, 'stop', 2)).body;
    expect(stopped).toMatchObject({ state: 'approved', version: 3, stopped: [{ checkNumber: '5001' }] });
    expect(stopped.sent).toBeUndefined();
    // The bank stops whatever has the number of the stopped check.
    const again = await send(body.id);
    expect([again.status, again.body.errors]).toMatchObject([400, [{ pointer: '/firstCheckNumber' }]]);
    expect(await books()).toEqual([0, -100_00, 0]);
    const { accountId } = await get(`/v1/patient-payments/${paymentId}`);
    const told = async () =>
      (await get(`/v1/accounts/${accountId}/timeline`)).items.flatMap(
        ({ kind, cents: amount }: { kind: string; cents: number }) =>
          kind.startsWith('refund') ? [[kind, amount]] : [],
      );
    const movements = [
      ['refund-returned', 100_00],
      ['refunded', 100_00],
    ];
    expect(await told()).toEqual(movements);
    const { refunds } = await get(`/v1/day-sheets?day=2026-11-23`);
    expect(refunds).toContainEqual(expect.objectContaining({ kind: 'refund-returned', cents: -100_00 }));
    expect((await decide(body.id, 'decline', 3)).body).toMatchObject({ state: 'declined' });
    expect(await books()).toEqual([-100_00, 0, 0]);
    expect(await get(`/v1/patient-payments/${paymentId}`)).toMatchObject({ unappliedCents: 100_00, refundedCents: 0 });
    // It left and came back: both are still told, although the refund was declined in the end.
    expect(await told()).toEqual(movements);
    const { body: statement } = await desk.send('POST', '/v1/statements', { accountId });
    const { payments } = await get(`/v1/statements/${statement.id}`);
    expect(payments.map(({ as, cents: amount }: { as?: string; cents: number }) => [as, amount])).toEqual([
      [undefined, 100_00],
      ['refunded', -100_00],
      ['refund-returned', 100_00],
    ]);
  });

  test('is never more than the credit, however many people request it at the same time', async () => {
    const { id: paymentId } = await paid();
    expect((await ask({ paymentId, cents: 100_01 })).body).toMatchObject({ creditCents: 100_00 });
    const both = await Promise.all([ask({ paymentId, cents: 60_00 }), ask({ paymentId, cents: 60_00 }, second)]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await books()).toEqual([-40_00, -60_00, 0]);
    expect((await ask({ paymentId: 'pmt_01JD0EXAMP1E00000000000000' })).body.errors).toMatchObject([
      { pointer: '/paymentId' },
    ]);
    expect((await send('rfd_01JD0EXAMP1E00000000000000')).body.errors).toMatchObject([{ pointer: '/refundIds/0' }]);
  });
});

test('of a claim without a credit is refused', async () => {
  const claimId = await desk.selfPaid();
  expect((await ask({ claimId })).body).toMatchObject({ creditCents: 0 });
  expect((await ask({ claimId, cents: 1 })).status).toBe(409);
  expect((await get('/v1/credits')).items).toEqual([]);
});

/** In whole dollars: charged, paid, beyond what is allowed, and the patient's coinsurance. */
type Figures = readonly [charged: number, paid: number, beyond: number, share: number];

/** A payer's answer to a claim of one line, with a remark code on the claim if given. */
function answered(claim: string | undefined, [charged, paid, beyond, share]: Figures, remark?: string): string {
  return `
    CLP*${claim}*1*${charged}*${paid}*${share}*12*ICN${claim}*11*1
    ${remark === undefined ? '' : `MOA***${remark}`}
    SVC*HC:99213*${charged}*${paid}**1
    CAS*CO*45*${beyond}
    CAS*PR*2*${share}`;
}

/** The reversal of such an answer. */
function takenBack(claim: string | undefined, [charged, paid, beyond, share]: Figures): string {
  return `
    CLP*${claim}*22*-${charged}*-${paid}*-${share}*12*ICN${claim}*11*1
    SVC*HC:99213*-${charged}*-${paid}**-1
    CAS*CO*45*-${beyond}
    CAS*PR*2*-${share}`;
}

/*
 * Three visits of one patient, worked out by hand. Of A Medicare pays 64.00 of 100.00, 20.00 are beyond what it allows, and coinsurance is 16.00; of B
 * and C the plan pays 80.00 of 150.00 and 60.00 of 100.00, 50.00 and 10.00 are beyond, coinsurance is 20.00 and 30.00. The patient pays
 * 16.00 + 20.00 + 30.00 = 66.00. Then all three are corrected: A has the same amounts, and N782 (a Qualified Medicare Beneficiary): nothing is the
 * patient's, the credit is 16.00. Of B 90.00 are paid, and 10.00 are the patient's under the No Surprises Act (N862): the credit is 10.00. Of C 80.00 are
 * paid and 10.00 are the patient's: a credit of 20.00 that no law is about.
 */
test('of a credit that a law protects names the law, and no other credit does', async () => {
  const store = await startTestTable();
  onTestFinished(() => store.stop());
  const pipeline = createPipeline(store);
  const call = await wholeApi(pipeline.edge);
  const visit = (payer: 'medicare' | 'bluecross', cents: number) =>
    ({ patient: 'kim', payers: [payer], lines: [cents], on: '2026-10-05' }) as const;
  const claims = { A: visit('medicare', 100_00), B: visit('bluecross', 150_00), C: visit('bluecross', 100_00) };
  const none = { accounts: {}, claims: {}, books: {}, work: [] };
  const story = { name: '', reasoning: '', patients: ['kim'], claims, steps: [], asOf: '2026-11-27', expected: none };
  const names = namesOf(story);
  await pipeline.table.transact(partiesOf(story, names));
  for (const [name, each] of Object.entries(claims)) await pipeline.table.transact(chargeWrites(names, name, each));
  const [a, b, c, patientId, accountId] = ['A', 'B', 'C', 'kim', 'kim.account'].map((name) => String(names.get(name)));
  const receive = async (payer: 'medicare' | 'bluecross', amount: string, trace: string, body: string) => {
    await pipeline.receive(remittanceText(payer, { amount, trace }, body));
    for (let more = true; more; more = (await pipeline.relay()) > 0) await pipeline.drain();
  };
  await receive('medicare', '64', 'R1', answered(a, [100, 64, 20, 16]));
  await receive('bluecross', '140', 'R2', answered(b, [150, 80, 50, 20]) + answered(c, [100, 60, 10, 30]));
  const principal = { ...manager, tenantId: goldenTenant };
  const payment = { patientId, method: 'check', reference: '77', cents: 66_00, receivedOn: '2026-11-20' };
  const headers = { 'Idempotency-Key': 'paid' };
  const made = await call('POST', '/v1/patient-payments', payment, { principal, headers });
  expect(made.body, JSON.stringify(made.body)).toMatchObject({ unappliedCents: 0 });
  const credits = async () => (await call('GET', '/v1/credits', undefined, { principal })).body.items;
  expect(await credits()).toEqual([]);
  await receive('medicare', '0', 'R3', takenBack(a, [100, 64, 20, 16]) + answered(a, [100, 64, 20, 16], 'N782'));
  const corrected = answered(b, [150, 90, 50, 10], 'N862') + answered(c, [100, 80, 10, 10]);
  await receive('bluecross', '30', 'R4', takenBack(b, [150, 80, 50, 20]) + takenBack(c, [100, 60, 10, 30]) + corrected);
  const found = (await credits()).toSorted(
    (left: { cents: number }, right: { cents: number }) => left.cents - right.cents,
  );
  const shown = found.map(({ refund, unclaimed: _unclaimed, since, ...credit }: Record<string, unknown>) => {
    expect(refund).toMatchObject({ law: { askCounsel: true } });
    // The day on which the corrected answers were posted.
    expect(since).toMatch(/^2026-11-2\d$/);
    return credit;
  });
  expect(shown).toEqual([
    { accountId, patientId, claimId: b, cents: 10_00, protection: 'no-surprises' },
    { accountId, patientId, claimId: a, cents: 16_00, protection: 'qualified-beneficiary' },
    { accountId, patientId, claimId: c, cents: 20_00 },
  ]);
  // Whoever asks for no kind gets every credit: those of claims, then unapplied cash, page by page.
  const cash = [];
  for (const reference of ['78', '79', '80']) {
    const more = { ...payment, reference, allocations: [] };
    const { body } = await call('POST', '/v1/patient-payments', more, {
      principal,
      headers: { 'Idempotency-Key': reference },
    });
    cash.push(body.id);
  }
  for (const limit of [1, 2, 4, 100]) {
    const listed: { readonly claimId?: string; readonly paymentId?: string }[] = [];
    let token = '';
    do {
      const next = token === '' ? '' : `&pageToken=${encodeURIComponent(token)}`;
      const page = await call('GET', `/v1/credits?limit=${limit}${next}`, undefined, { principal });
      listed.push(...page.body.items);
      token = page.body.nextPageToken ?? '';
    } while (token !== '');
    expect(listed.slice(0, 3).map(({ claimId }) => claimId)).toEqual(expect.arrayContaining([a, b, c]));
    expect(listed.slice(3).map(({ paymentId }) => paymentId)).toEqual(cash.toSorted());
  }
  const ofKind = async (kind: string) =>
    (await call('GET', `/v1/credits?kind=${kind}`, undefined, { principal })).body.items.length;
  expect([await ofKind('claim'), await ofKind('unapplied')]).toEqual([3, 3]);
  expect(bookFaults(await store.items())).toEqual([]);
});
