import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { bookFaults } from '../support/book-faults.ts';
import { agencyBody, type CollectionDesk, openCollectionDesk } from '../support/collection-desk.ts';
import { billingProviderBody } from '../support/office.ts';

let desk: CollectionDesk;
beforeEach(async () => {
  desk = await openCollectionDesk();
  await desk.set({});
});
afterEach(async () => {
  expect(bookFaults(await desk.store.items())).toEqual([]);
  await desk.store.stop();
});

const get = async (path: string) => {
  const { status, body } = await desk.call('GET', path);
  expect(status, `${path}: ${JSON.stringify(body)}`).toBe(200);
  return body;
};

/** Accounts of the chart that are not zero. */
async function books(): Promise<Record<string, number>> {
  const { accounts } = await get('/v1/trial-balance');
  const rows = accounts as readonly { readonly account: string; readonly balanceCents: number }[];
  return Object.fromEntries(rows.filter((row) => row.balanceCents !== 0).map((row) => [row.account, row.balanceCents]));
}

/** The placement of a claim of 141.00. */
async function placed() {
  const claimId = await desk.owed();
  const { status, body } = await desk.place();
  expect(status, JSON.stringify(body)).toBe(201);
  return { claimId, placement: body.items[0] };
}
const readCase = (id: string) => get(`/v1/collection-cases/${id}`);
const file = () => desk.send('POST', '/v1/agency-files', { agencyId: desk.agencyId });

describe('a remittance of a collection agency', () => {
  test('pays the claim out of bad debt, with its fee in a separate account, and is in transit to the bank in full', async () => {
    const { claimId, placement } = await placed();
    const taken = await desk.remit(
      [`payment,A-1,${placement.id},2027-04-10,agency,100.00,25.00,75.00`],
      'total,1,,,,100.00,25.00,75.00',
    );
    expect(taken.status, JSON.stringify(taken.body)).toBe(202);
    expect(await books()).toEqual({
      ...{ 'bad-debt': 41_00, 'deposits-in-transit': 75_00, 'merchant-and-agency-fees': 25_00, charges: -141_00 },
    });
    expect(await readCase(placement.id)).toMatchObject({
      collectedCents: 100_00,
      feeCents: 25_00,
      outstandingCents: 41_00,
    });
    const { items } = await get(`/v1/agency-remits/${taken.body.id}/lines`);
    expect(items).toMatchObject([{ state: 'posted', parts: [{ claimId, cents: 100_00, reinstatedCents: 100_00 }] }]);
    expect(items[0].agreedFeeCents).toBeUndefined();
    expect((await get(`/v1/agency-remits/${taken.body.id}`)).state).toBe('posted');
    // The agency knows what it collected, so only the placement is new to it.
    expect((await file()).body).toMatchObject({ placements: 1, updates: 0 });
    const again = await desk.remit(
      [`payment,A-1,${placement.id},2027-04-10,agency,100.00,25.00,75.00`],
      'total,1,,,,100.00,25.00,75.00',
    );
    expect([again.status, again.body.remitId]).toEqual([409, taken.body.id]);
    const deposit = {
      bankAccount: 'OPERATING',
      depositedOn: '2027-04-15',
      cents: 75_00,
      reference: 'ACH-77',
      kind: 'eft',
    };
    const banked = await desk.send('POST', '/v1/deposits', { ...deposit, entityId: desk.office.entityId });
    const matched = await desk.send('POST', `/v1/deposits/${banked.body.deposit.id}/match`, {
      remittanceIds: [taken.body.id],
    });
    expect(matched.status, JSON.stringify([banked.body, matched.body])).toBeLessThan(300);
    expect((await books())['deposits-in-transit']).toBeUndefined();
  });

  test('is refused whole when it does not add up, with the lines and the sums', async () => {
    const { placement } = await placed();
    const refused = await desk.remit(
      [
        `payment,A-1,${placement.id},2027-04-10,agency,100.00,25.00,75.10`,
        `payment,A-2,${placement.id},2027-04-31,agency,10.005,2.50,7.50`,
      ],
      'total,2,,,,110.00,27.50,82.60',
    );
    expect(refused.status).toBe(422);
    expect(refused.body.errors.map((each: { readonly detail: string }) => each.detail)).toEqual([
      'line 2: net is 75.00, and the line says 75.10',
      'line 3: paid_on is a date that exists, such as 2026-03-31',
      'line 3: collected is an amount with at most two decimals, such as 120.50',
    ]);
    const total = await desk.remit(
      [`payment,A-1,${placement.id},2027-04-10,agency,100.00,25.00,75.00`],
      'total,2,,,,100.00,25.00,80.00',
    );
    expect(total.body.errors.map((each: { readonly detail: string }) => each.detail)).toEqual([
      'line 3: there are 1 lines, and the total says 2',
      'line 3: net of the lines is 75.00, and the total says 80.00',
    ]);
    expect((await get('/v1/agency-remits')).items).toEqual([]);
  });

  test('waits while its account is unknown, and is booked once a person names it', async () => {
    const { placement } = await placed();
    const taken = await desk.remit(
      ['payment,A-9,THEIR-77,2027-04-10,agency,50.00,10.00,40.00'],
      'total,1,,,,50.00,10.00,40.00',
    );
    expect(await books()).toMatchObject({
      'unidentified-receipts': -50_00,
      'deposits-in-transit': 40_00,
      'bad-debt': 141_00,
    });
    const [line] = (await get('/v1/agency-remit-lines')).items;
    // The agreed fee was a quarter of 50.00.
    expect(line).toMatchObject({ because: 'case-unknown', caseId: 'THEIR-77', agreedFeeCents: 12_50 });
    const match = { caseId: placement.id, reason: 'The agency says so' };
    const path = `/v1/agency-remits/${taken.body.id}/lines/2/match`;
    const matched = await desk.send('POST', path, match);
    expect(matched.body, JSON.stringify(matched.body)).toMatchObject({ state: 'posted', caseId: placement.id });
    expect(await books()).toEqual({
      ...{ 'bad-debt': 91_00, 'deposits-in-transit': 40_00, 'merchant-and-agency-fees': 10_00, charges: -141_00 },
    });
    expect((await get('/v1/agency-remit-lines')).items).toEqual([]);
    expect((await desk.send('POST', path, match)).body.type).toMatch(/remit-line-not-waiting$/);
  });

  test('is returned: the claim is in bad debt again, and a paid placement is with the agency again', async () => {
    const { placement } = await placed();
    await desk.remit(
      [`payment,A-1,${placement.id},2027-04-10,agency,141.00,35.25,105.75`],
      'total,1,,,,141.00,35.25,105.75',
    );
    expect((await readCase(placement.id)).state).toBe('closed');
    expect((await get(`/v1/accounts/${desk.accountId}`)).state).toBe('active');
    const other = await desk.remit(
      [
        `payment,A-2,THEIR-1,2027-04-11,agency,300.00,75.00,225.00`,
        `reversal,A-1,${placement.id},2027-04-12,agency,-141.00,-35.25,-105.75`,
      ],
      'total,2,,,,159.00,39.75,119.25',
    );
    expect(other.status, JSON.stringify(other.body)).toBe(202);
    expect(await readCase(placement.id)).toMatchObject({
      state: 'placed',
      outstandingCents: 141_00,
      collectedCents: 0,
    });
    expect(await books()).toEqual({
      ...{ 'bad-debt': 141_00, 'deposits-in-transit': 225_00, 'merchant-and-agency-fees': 75_00 },
      ...{ 'unidentified-receipts': -300_00, charges: -141_00 },
    });
    const held = (await get(`/v1/accounts/${desk.accountId}`)).holds.filter((each: { ended?: object }) => !each.ended);
    expect(held).toMatchObject([{ kind: 'agency' }]);
  });

  test('is returned under another placement: it waits, and is then taken off the placement that it paid', async () => {
    const claimIds = [await desk.owed(), await desk.owed()];
    const cases = [];
    for (const claimId of claimIds)
      cases.push((await desk.place(desk.accountId, { claimIds: [claimId] })).body.items[0].id);
    const [first, second] = cases;
    const paid = await desk.remit(
      [`payment,A-1,${first},2027-04-10,agency,141.00,35.25,105.75`],
      'total,1,,,,141.00,35.25,105.75',
    );
    const [{ paymentId }] = (await get(`/v1/agency-remits/${paid.body.id}/lines`)).items;
    const back = await desk.remit(
      [
        `payment,A-2,THEIR-1,2027-04-11,agency,300.00,75.00,225.00`,
        `reversal,A-1,${second},2027-04-12,agency,-141.00,-35.25,-105.75`,
      ],
      'total,2,,,,159.00,39.75,119.25',
    );
    expect((await get('/v1/agency-remit-lines')).items).toMatchObject([
      { reference: 'A-2' },
      { reference: 'A-1', because: 'payment-elsewhere' },
    ]);
    const path = `/v1/agency-remits/${back.body.id}/lines/3/match`;
    const match = { caseId: second, paymentId, reason: 'The agency says so' };
    expect((await desk.send('POST', path, match)).body.errors).toMatchObject([{ pointer: '/caseId' }]);
    expect(await readCase(second)).toMatchObject({ collectedCents: 0, outstandingCents: 141_00 });
    const matched = await desk.send('POST', path, { ...match, caseId: first });
    expect(matched.status, JSON.stringify(matched.body)).toBe(200);
    expect(await readCase(first)).toMatchObject({ state: 'placed', collectedCents: 0, outstandingCents: 141_00 });
    expect(await books()).toMatchObject({ 'bad-debt': 282_00, 'unidentified-receipts': -300_00 });
  });

  test('is not returned out of a payment to another legal entity', async () => {
    const { placement } = await placed();
    const billing = { ...billingProviderBody.billing, taxId: { kind: 'ein', value: '987654321' } };
    const provider = await desk.call('POST', '/v1/providers', { ...billingProviderBody, npi: '1245319599', billing });
    const other = { accountId: desk.accountId, entityId: provider.body.entityId, method: 'check', reference: '7' };
    const payment = await desk.send('POST', '/v1/patient-payments', {
      ...other,
      cents: 50_00,
      receivedOn: '2027-04-10',
    });
    expect(payment.status, JSON.stringify([provider.body, payment.body])).toBe(201);
    const back = await desk.remit(
      [
        `payment,A-2,THEIR-1,2027-04-11,agency,300.00,75.00,225.00`,
        `reversal,A-1,${placement.id},2027-04-12,agency,-50.00,-12.50,-37.50`,
      ],
      'total,2,,,,250.00,62.50,187.50',
    );
    const match = { caseId: placement.id, paymentId: payment.body.id, reason: 'The agency says so' };
    const refused = await desk.send('POST', `/v1/agency-remits/${back.body.id}/lines/3/match`, match);
    expect(refused.body.errors, JSON.stringify(refused.body)).toMatchObject([{ pointer: '/paymentId' }]);
  });

  test('is returned to an account with no room for more holds: the placement is with the agency again nevertheless', async () => {
    const { placement } = await placed();
    await desk.remit(
      [`payment,A-1,${placement.id},2027-04-10,agency,141.00,35.25,105.75`],
      'total,1,,,,141.00,35.25,105.75',
    );
    const account = (await desk.store.items()).find(({ type, id }) => type === 'account' && id === desk.accountId);
    if (account === undefined) throw new Error('there is an account');
    const holds = Array.from({ length: 20 }, (_, index) => {
      const about = { kind: 'dispute', claimIds: [`claim-${index}`], reason: 'Told', by: 'user-manager' };
      return { ...about, number: 100 + index, at: '2027-04-11T15:00:00.000Z' };
    });
    await desk.store.table.transact([{ put: { ...account, holds } }]);
    await desk.remit(
      [
        `payment,A-2,THEIR-1,2027-04-11,agency,300.00,75.00,225.00`,
        `reversal,A-1,${placement.id},2027-04-12,agency,-141.00,-35.25,-105.75`,
      ],
      'total,2,,,,159.00,39.75,119.25',
    );
    expect(await readCase(placement.id)).toMatchObject({ state: 'placed', outstandingCents: 141_00 });
  });

  test('may be gross: the fee is owed until a check pays it, and is claimed from what the office got', async () => {
    const agency = await get(`/v1/collection-agencies/${desk.agencyId}`);
    const path = `/v1/collection-agencies/${desk.agencyId}`;
    await desk.send('PUT', path, { ...agency, remits: 'gross' }, { version: 1 });
    const { placement } = await placed();
    await desk.remit(
      [
        `payment,A-1,${placement.id},2027-04-10,agency,100.00,25.00,100.00`,
        `payment,A-2,${placement.id},2027-04-11,office,20.00,5.00,0.00`,
      ],
      'total,2,,,,120.00,30.00,100.00',
    );
    expect(await books()).toMatchObject({ 'deposits-in-transit': 100_00, 'agency-fees-payable': -30_00 });
    const fee = { entityId: desk.office.entityId, cents: 30_01, checkNumber: '2001', reason: 'Bill of November' };
    expect((await desk.send('POST', `${path}/fee-payments`, fee)).body).toMatchObject({ owedCents: 30_00 });
    const other = (await desk.call('POST', '/v1/collection-agencies', agencyBody)).body.id;
    const stranger = `/v1/collection-agencies/${other}/fee-payments`;
    expect((await desk.send('POST', stranger, { ...fee, cents: 1 })).body).toMatchObject({ owedCents: 0 });
    const owed = async () => (await get(`${path}/recovery`)).feesOwed;
    expect(await owed()).toEqual([{ entityId: desk.office.entityId, owedCents: 30_00 }]);
    // Two checks at the same time; either one alone would be right.
    const both = await Promise.all(
      ['2001', '2002'].map((checkNumber) =>
        desk.send('POST', `${path}/fee-payments`, { ...fee, cents: 30_00, checkNumber }),
      ),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(await owed()).toEqual([{ entityId: desk.office.entityId, owedCents: 0 }]);
    expect((await books()).bank).toBe(-30_00);
    const { total, months } = await get(`${path}/recovery`);
    expect(months).toMatchObject([{ month: '2027-04', placedCents: 141_00 }]);
    expect(total).toMatchObject({
      collectedCents: 120_00,
      feeCents: 30_00,
      netCents: 90_00,
      recoveredBasisPoints: 8511,
    });
  });

  test('is returned in part: the rest stays where it is, and the bank amount falls by what the agency states', async () => {
    const { claimId, placement } = await placed();
    await desk.remit(
      [`payment,A-1,${placement.id},2027-04-10,agency,141.00,35.25,105.75`],
      'total,1,,,,141.00,35.25,105.75',
    );
    await desk.remit(
      [
        `payment,A-2,THEIR-1,2027-04-11,agency,300.00,75.00,225.00`,
        `reversal,A-1,${placement.id},2027-04-12,agency,-41.00,-10.25,-30.75`,
      ],
      'total,2,,,,259.00,64.75,194.25',
    );
    // 105.75 and 194.25 are in transit. 41.00 are in bad debt again, as they were before they were paid.
    expect(await books()).toEqual({
      ...{ 'deposits-in-transit': 300_00, 'merchant-and-agency-fees': 100_00, 'bad-debt': 41_00 },
      ...{ 'unidentified-receipts': -300_00, charges: -141_00 },
    });
    expect((await get('/v1/agency-remit-lines')).items).toMatchObject([{ reference: 'A-2' }]);
    const open = { state: 'placed', collectedCents: 100_00, outstandingCents: 41_00 };
    expect(await readCase(placement.id)).toMatchObject({ ...open, told: { currentCents: 41_00 } });
    const [{ id, version, ...payment }] = (await get(`/v1/patient-payments?accountId=${desk.accountId}`)).items;
    expect(payment).toMatchObject({
      ...{ allocations: [{ claimId, cents: 100_00 }], unappliedCents: 0 },
      chargedBack: { disputeId: 'A-1', cents: 41_00 },
    });
    // The rest is returned too, as the bank reports.
    const rest = { as: 'returned', on: '2027-04-14', reason: 'The bank says so' };
    const back = await desk.send('POST', `/v1/patient-payments/${id}/reverse`, rest, { version });
    expect(back.status, JSON.stringify(back.body)).toBe(200);
    const { items: rows } = await get('/v1/deposits-in-transit');
    expect(rows.map(({ cents }: { cents: number }) => cents).sort()).toEqual([-100_00, 105_75, 194_25]);
    expect(await get(`/v1/claims/${claimId}`)).toMatchObject({ patientCents: 100_00 });
  });

  test('is returned after a part of it went to another account: it waits until that part is reversed', async () => {
    const { placement } = await placed();
    const sister = await desk.register({ medicalRecordNumber: 'SISTER' });
    const { accountId } = await get(`/v1/patients/${sister}`);
    const paid = await desk.remit(
      [`payment,A-1,${placement.id},2027-04-10,agency,200.00,50.00,150.00`],
      'total,1,,,,200.00,50.00,150.00',
    );
    const [{ paymentId }] = (await get(`/v1/agency-remits/${paid.body.id}/lines`)).items;
    const payment = await get(`/v1/patient-payments/${paymentId}`);
    const moved = await desk.send(
      'POST',
      `/v1/patient-payments/${paymentId}/transfer`,
      { accountId, reason: 'Pays for her too' },
      { version: payment.version },
    );
    expect(moved.status, JSON.stringify(moved.body)).toBe(201);
    const back = await desk.remit(
      [
        `payment,A-2,THEIR-1,2027-04-11,agency,300.00,75.00,225.00`,
        `reversal,A-1,${placement.id},2027-04-12,agency,-200.00,-50.00,-150.00`,
      ],
      'total,2,,,,100.00,25.00,75.00',
    );
    expect(await books()).toMatchObject({ 'unidentified-receipts': -100_00, 'unapplied-patient-cash': -59_00 });
    const waiting = (await get('/v1/agency-remit-lines')).items;
    expect(waiting).toMatchObject([{ reference: 'A-2' }, { reference: 'A-1', because: 'payment-transferred' }]);
    const match = { caseId: placement.id, paymentId, reason: 'The agency says so' };
    const path = `/v1/agency-remits/${back.body.id}/lines/3/match`;
    expect((await desk.send('POST', path, match)).body.errors).toMatchObject([{ pointer: '/paymentId' }]);
    const home = { as: 'voided', reason: 'It came back' };
    await desk.send('POST', `/v1/patient-payments/${moved.body.id}/reverse`, home, { version: 1 });
    const matched = await desk.send('POST', path, match);
    expect(matched.status, JSON.stringify(matched.body)).toBe(200);
    // The amount that had left bad debt for the payment is in bad debt again.
    expect(await books()).toEqual({
      ...{ 'bad-debt': 141_00, 'deposits-in-transit': 225_00, 'merchant-and-agency-fees': 75_00 },
      ...{ 'unidentified-receipts': -300_00, charges: -141_00 },
    });
  });

  test('with a number used before is settled once a person assigns it, and does not change the first one', async () => {
    const { claimId, placement } = await placed();
    const first = await desk.remit(
      [`payment,A-1,${placement.id},2027-04-10,agency,40.00,10.00,30.00`],
      'total,1,,,,40.00,10.00,30.00',
    );
    const other = await desk.remit(
      [`payment,A-1,${placement.id},2027-04-11,agency,60.00,15.00,45.00`],
      'total,1,,,,60.00,15.00,45.00',
    );
    expect((await get('/v1/agency-remit-lines')).items).toMatchObject([{ because: 'reference-known' }]);
    const match = { caseId: placement.id, reason: 'Really another one' };
    const matched = await desk.send('POST', `/v1/agency-remits/${other.body.id}/lines/2/match`, match);
    expect(matched.status, JSON.stringify(matched.body)).toBe(200);
    expect((await get('/v1/agency-remit-lines')).items).toEqual([]);
    const linesOf = async ({ body }: typeof first) => (await get(`/v1/agency-remits/${body.id}/lines`)).items;
    expect(await linesOf(first)).toMatchObject([{ collectedCents: 40_00, parts: [{ claimId, cents: 40_00 }] }]);
    expect(await linesOf(other)).toMatchObject([{ collectedCents: 60_00, state: 'posted' }]);
  });
});
