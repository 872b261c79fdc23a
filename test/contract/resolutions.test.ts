import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { remittanceText } from '../golden/remittance-text.ts';
import {
  auditor,
  biller,
  openOffice,
  putSentClaim,
  type ResolutionOffice,
  stranger,
} from '../support/resolution-office.ts';

let office: ResolutionOffice;

beforeEach(async () => {
  office = await openOffice({
    A: { payers: ['bluecross'], lines: [10000] },
    B: { payers: ['bluecross'], lines: [10000] },
    C: { payers: ['medicare', 'medicaid'], lines: [6000, 4000] },
  });
});
afterEach(async () => {
  expect(await office.faults()).toEqual([]);
  expect(await office.disproofs()).toEqual([]);
  await office.stop();
});

const paid = (number: string, more = '', trace = 'T1') =>
  remittanceText(
    'bluecross',
    { amount: '80', trace },
    `CLP*${number}*1*100*80*0*12*ICN1*11*1
     ${more}
     SVC*HC:99213*100*80**1
     DTM*472*20261005
     CAS*CO*45*20`,
  );

async function onlyException() {
  const { body } = await office.get('/v1/exceptions');
  expect(body.items).toHaveLength(1);
  return body.items[0];
}

describe('a payment whose claim is not found', () => {
  const strangers = paid('OTHER-NUMBER', 'NM1*QC*1*SAMPLE*SAM****MI*M-0001');

  beforeEach(async () => {
    const lines = [{ procedure: '99213', cents: 10000 }];
    await putSentClaim(office, 'A', { memberId: 'M0001', lastName: 'Sample', lines });
    await putSentClaim(office, 'B', { memberId: 'M0001', lastName: 'Other', lines });
    await office.post(strangers);
  });

  it('shows the possible claims, the most likely first, each with its reasons', async () => {
    const { id } = await onlyException();
    const { body, headers } = await office.get(`/v1/exceptions/${id}`);
    expect(headers.ETag).toBe('"1"');
    expect(body).toMatchObject({
      code: 'claim-not-found',
      stated: { patientControlNumber: 'OTHER-NUMBER', chargeCents: 10000, paidCents: 8000, serviceFrom: '2026-10-05' },
      equations: [],
    });
    const ids = body.candidates.map((candidate: { claimId: string }) => candidate.claimId);
    expect(ids).toEqual([office.claims.get('A'), office.claims.get('B')]);
    const [best, second] = body.candidates;
    expect(best.score).toBeGreaterThan(second.score);
    expect(best.isCertain).toBe(false);
    expect(best.reasons.map((each: { criterion: string }) => each.criterion)).toEqual([
      'member-id',
      'service-date',
      'charge',
      'payer',
      'patient-name',
    ]);
  });

  it('is matched by a person: the cash moves from unapplied to the claim, once', async () => {
    const { id } = await onlyException();
    const body = { claimId: office.claims.get('A'), reason: 'same member and day' };
    const first = await office.send(`/v1/exceptions/${id}/match`, body, { version: 1, key: 'match-1' });
    expect(first).toMatchObject({
      status: 200,
      body: {
        claimId: body.claimId,
        exception: {
          state: 'resolved',
          version: 2,
          resolution: { kind: 'matched', by: 'user-biller', reason: 'same member and day' },
          resolvedBy: first.body.ledgerEntryId,
        },
      },
    });
    expect(await office.owed('A')).toEqual({ payers: [0], patient: 0, state: 'adjudicated' });
    expect(await office.accounts()).not.toHaveProperty('unapplied-payer-cash');
    expect((await office.get('/v1/exceptions')).body.items).toEqual([]);
    const entry = await office.get(`/v1/ledger-entries/${first.body.ledgerEntryId}`);
    expect(entry.body).toMatchObject({
      kind: 'remittance-match',
      by: 'user-biller',
      reason: 'same member and day',
      takenFrom: (await office.get(`/v1/exceptions/${id}`)).body.ledgerEntryId,
      source: { element: 'CLP04' },
    });
    const source = await office.get(`/v1/ledger-entries/${first.body.ledgerEntryId}/source`);
    expect(source.body.bytes).toContain('CLP*OTHER-NUMBER*1*100*80');

    const again = await office.send(`/v1/exceptions/${id}/match`, body, { version: 1, key: 'match-1' });
    expect(again.headers['Idempotent-Replay']).toBe('true');
    expect(again.body).toEqual(first.body);
    expect((await office.send(`/v1/exceptions/${id}/match`, body, { version: 1 })).status).toBe(412);
    expect((await office.send(`/v1/exceptions/${id}/match`, body, { version: 2 })).status).toBe(409);
  });

  it('is matched by one of two people who try at the same time', async () => {
    const { id } = await onlyException();
    const answers = await Promise.all(
      ['A', 'B'].map((name) =>
        office.send(`/v1/exceptions/${id}/match`, { claimId: office.claims.get(name), reason: 'x' }, { version: 1 }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it('stays open when it does not fit the claim, with the reason of posting', async () => {
    const { id } = await onlyException();
    const body = { claimId: office.claims.get('C'), reason: 'a try' };
    expect(await office.send(`/v1/exceptions/${id}/match`, body, { version: 1 })).toMatchObject({
      status: 409,
      body: {
        type: expect.stringContaining('claim-does-not-fit'),
        exceptionCode: 'payer-not-on-claim',
        exceptionDetail: expect.stringContaining('This payer is not on the claim'),
      },
    });
    const closing = await office.send(`/v1/exceptions/${id}/close`, { reason: 'away with it' }, { version: 1 });
    expect(closing).toMatchObject({
      status: 409,
      body: { type: expect.stringContaining('exception-closes-otherwise') },
    });
    expect((await onlyException()).state).toBe('open');
  });

  it('is resolved by people with the right role, in their own office, with the current version', async () => {
    const { id } = await onlyException();
    const body = { claimId: office.claims.get('A'), reason: 'x' };
    const routes: [string, unknown][] = [
      ['match', body],
      ['accept', body],
      ['close', { reason: 'x' }],
    ];
    for (const [route, sent] of routes) {
      const path = `/v1/exceptions/${id}/${route}`;
      expect((await office.send(path, sent, { version: 1, principal: stranger })).status, route).toBe(404);
      expect((await office.send(path, sent, { version: 1, principal: auditor })).status, route).toBe(403);
      expect((await office.send(path, sent, { version: 9 })).status, route).toBe(412);
      expect((await office.send(path, sent)).status, route).toBe(428);
      expect((await office.send(path, { ...body, reason: ' ' }, { version: 1 })).status, route).toBe(400);
    }
    const unknown = { claimId: 'S0123456789ABCDX', reason: 'x' };
    expect((await office.send(`/v1/exceptions/${id}/match`, unknown, { version: 1 })).status).toBe(400);
  });
});

describe('a claim that does not add up', () => {
  const unbalanced = remittanceText(
    'medicare',
    { amount: '50', trace: 'T2' },
    `CLP*{C}*1*100*50*0*MB*ICN2*11*1
     SVC*HC:99213*60*40**1
     CAS*CO*45*20
     SVC*HC:85025*40*10**1
     CAS*CO*45*25`,
  );

  it('shows each sum that fails with its numbers, and is accepted with a reason', async () => {
    await office.post(unbalanced);
    const { id, facts } = await onlyException();
    expect(facts).toMatchObject({ equation: 'line', line: 2, leftCents: 3000, rightCents: 2500, differenceCents: 500 });
    const { body } = await office.get(`/v1/exceptions/${id}`);
    expect(body.equations).toMatchObject([
      { equation: 'line', line: 2, differenceCents: 500 },
      { equation: 'claim', leftCents: 5000, rightCents: 4500, differenceCents: 500 },
    ]);
    const match = { claimId: office.claims.get('C'), reason: 'x' };
    expect(await office.send(`/v1/exceptions/${id}/match`, match, { version: 1 })).toMatchObject({
      status: 409,
      body: { exceptionCode: 'claim-unbalanced' },
    });
    const accepted = await office.send(`/v1/exceptions/${id}/accept`, { reason: 'the payer says so' }, { version: 1 });
    expect(accepted).toMatchObject({ status: 200, body: { exception: { resolution: { kind: 'accepted' } } } });
    // Line 1 adds up: 40.00 and 20.00. Of line 2 only the cash of 10.00 posts; 30.00 stay in the payer's balance, and
    // nothing is plugged.
    expect(await office.owed('C')).toEqual({ payers: [3000, 0], patient: 0, state: 'adjudicated' });
    expect(await office.accounts()).toMatchObject({ 'contractual-adjustments': 2000, 'insurance-receivable': 23000 });
    const entry = await office.get(`/v1/ledger-entries/${accepted.body.ledgerEntryId}`);
    expect(entry.body.notes).toContainEqual({ meaning: 'held', reason: 'CO-45', cents: 2500, line: 2 });
  });

  it('is accepted too when the payer states a different charge', async () => {
    await office.post(
      paid('{A}').replace('*1*100*80*', '*1*90*80*').replace('*100*80**1', '*90*80**1').replace('*45*20', '*45*10'),
    );
    const { id, code } = await onlyException();
    expect(code).toBe('charge-differs');
    await office.send(`/v1/exceptions/${id}/accept`, { reason: 'split by the payer' }, { version: 1 });
    expect(await office.owed('A')).toEqual({ payers: [1000], patient: 0, state: 'adjudicated' });
  });
});

describe('a payment on the wrong claim', () => {
  const entryOf = async (name: string) => {
    const { body } = await office.get(`/v1/ledger-entries?claimId=${office.claims.get(name)}`);
    return body.items.find((item: { kind: string }) => item.kind === 'remittance-claim');
  };

  beforeEach(() => office.post(paid('{A}')));

  it('is unposted by a reversing entry, and matched with another claim', async () => {
    const { id } = await entryOf('A');
    const taken = await office.send(`/v1/ledger-entries/${id}/unpost`, { reason: 'wrong patient' });
    expect(taken.status).toBe(200);
    expect(await office.owed('A')).toEqual({ payers: [10000], patient: 0, state: 'reversed' });
    expect(await office.accounts()).toMatchObject({ 'unapplied-payer-cash': -8000 });
    const exception = await onlyException();
    expect(exception).toMatchObject({
      code: 'payment-unposted',
      cents: 8000,
      ledgerEntryId: taken.body.ledgerEntryIds[0],
    });

    expect((await office.send(`/v1/ledger-entries/${id}/unpost`, { reason: 'again' })).status).toBe(409);
    const body = { claimId: office.claims.get('B'), reason: 'the right patient' };
    expect((await office.send(`/v1/exceptions/${exception.id}/match`, body, { version: 1 })).status).toBe(200);
    expect(await office.owed('B')).toEqual({ payers: [0], patient: 0, state: 'adjudicated' });
    expect(await office.accounts()).not.toHaveProperty('unapplied-payer-cash');
  });

  it('is moved in one step, and a payer’s reversal finds it where it is', async () => {
    const { id } = await entryOf('A');
    const claimId = office.claims.get('B');
    const moved = await office.send(`/v1/ledger-entries/${id}/move`, { claimId, reason: 'twins' }, { key: 'move-1' });
    expect(moved.body.ledgerEntryIds).toHaveLength(2);
    expect(moved.body.exceptionIds).toEqual([]);
    expect(await office.owed('A')).toEqual({ payers: [10000], patient: 0, state: 'reversed' });
    expect(await office.owed('B')).toEqual({ payers: [0], patient: 0, state: 'adjudicated' });
    const again = await office.send(`/v1/ledger-entries/${id}/move`, { claimId, reason: 'twins' }, { key: 'move-1' });
    expect(again.headers['Idempotent-Replay']).toBe('true');

    const reversal = remittanceText(
      'bluecross',
      { amount: '0', trace: 'T9' },
      `CLP*{B}*22*-100*-80*0*12*ICN1*11*1
       SVC*HC:99213*-100*-80**1
       CAS*CO*45*-20
       PLB*1234567893*20261231*FB:ICN1*-80`,
    );
    await office.post(reversal);
    expect(await office.owed('B')).toEqual({ payers: [10000], patient: 0, state: 'reversed' });
    expect(await office.accounts()).not.toHaveProperty('unapplied-payer-cash');
  });

  it('stays where it is when the other claim cannot accept it, or for people without the right role', async () => {
    const { id } = await entryOf('A');
    const path = `/v1/ledger-entries/${id}`;
    const claimId = office.claims.get('C') as string;
    expect(await office.send(`${path}/move`, { claimId, reason: 'x' })).toMatchObject({
      status: 409,
      body: { exceptionCode: 'payer-not-on-claim' },
    });
    const onto = { claimId: office.claims.get('A'), reason: 'x' };
    expect((await office.send(`${path}/move`, onto)).status).toBe(400);
    for (const [route, body] of [
      ['unpost', { reason: 'x' }],
      ['move', { claimId, reason: 'x' }],
    ] as const) {
      expect((await office.send(`${path}/${route}`, body, { principal: stranger })).status, route).toBe(404);
      expect((await office.send(`${path}/${route}`, body, { principal: auditor })).status, route).toBe(403);
    }
    const { body } = await office.get(`/v1/ledger-entries?claimId=${office.claims.get('A')}`);
    const charge = body.items.find((item: { kind: string }) => item.kind === 'charge');
    expect((await office.send(`/v1/ledger-entries/${charge.id}/unpost`, { reason: 'x' })).status).toBe(409);
    expect(await office.owed('A')).toEqual({ payers: [0], patient: 0, state: 'adjudicated' });
  });
});

describe('a held payment', () => {
  const only = async (fileId: string) => {
    const { body } = await office.get(`/v1/remittance-files/${fileId}/remittances`);
    return body.items[0];
  };

  it('is compared claim by claim with the payment of the same identity, and posts once a person admits it', async () => {
    await office.post(paid('{A}'));
    const other = paid('{B}').replace('CLP*', 'CLP*').replace('ICN1', 'ICN7');
    const [fileId = ''] = await office.post(other);
    const held = await only(fileId);
    expect(held).toMatchObject({ state: 'held', reason: { code: 'identity-conflict' } });
    const difference = await office.get(`/v1/remittances/${held.id}/difference`);
    expect(difference.body).toMatchObject({
      comparedWith: held.sameAs,
      changed: 0,
      onlyHere: 1,
      onlyThere: 1,
      isComplete: true,
      items: [
        { change: 'only-here', payerClaimNumber: 'ICN7', here: { paidCents: 8000 } },
        { change: 'only-there', payerClaimNumber: 'ICN1', there: { paidCents: 8000 } },
      ],
    });
    expect((await office.get(`/v1/remittances/${held.sameAs}/difference`)).status).toBe(409);
    expect((await office.get(`/v1/remittances/${held.id}/difference`, stranger)).status).toBe(404);

    const path = `/v1/remittances/${held.id}/admit`;
    expect((await office.send(path, { reason: 'x' }, { principal: stranger, version: 1 })).status).toBe(404);
    expect((await office.send(path, { reason: 'x' }, { principal: auditor, version: 1 })).status).toBe(403);
    const admitted = await office.send(path, { reason: 'two checks of one amount' }, { key: 'admit', version: 1 });
    expect(admitted).toMatchObject({ status: 202, body: { state: 'admitting', resolution: { by: 'user-biller' } } });
    expect((await office.send(path, { reason: 'again' }, { version: 1 })).status).toBe(412);
    expect((await office.send(path, { reason: 'again' }, { version: 2 })).status).toBe(409);
    expect(await office.pipeline.relay()).toBe(1);
    await office.pipeline.drain();
    // It was held, decided and posted: each step raised the version, so a person who still sees it as held is refused.
    expect(await only(fileId)).toMatchObject({ state: 'posted', version: 3, resolution: { kind: 'admitted' } });
    expect(await only(fileId)).toMatchObject({ claimsPosted: 1 });
    expect((await office.get(`/v1/remittances/${held.id}`)).headers.ETag).toBe('"3"');
    expect(await office.owed('B')).toEqual({ payers: [0], patient: 0, state: 'adjudicated' });
    expect((await office.pipeline.fileOf(fileId)).state).toBe('done');
    expect((await office.get('/v1/exceptions')).body.items).toEqual([]);
    expect(await office.accounts()).toMatchObject({ 'deposits-in-transit': 16000 });
  });

  it('describes a changed claim by what changed in it', async () => {
    await office.post(paid('{A}'));
    const [fileId = ''] = await office.post(paid('{A}').replace('*CO*45*20', '*CO*96*20'));
    const { id } = await only(fileId);
    const { body } = await office.get(`/v1/remittances/${id}/difference`);
    expect(body).toMatchObject({ changed: 1, items: [{ change: 'changed', fields: ['lines'] }] });
  });

  it('is rejected with a reason, and never posted when it does not balance', async () => {
    const [fileId = ''] = await office.post(paid('{A}').replace('BPR*I*80*', 'BPR*I*81*'));
    const quarantined = await only(fileId);
    const exception = await onlyException();
    expect(exception).toMatchObject({
      code: 'payment-unbalanced',
      facts: { equation: 'payment', leftCents: 8100, rightCents: 8000, differenceCents: 100 },
    });
    const path = `/v1/remittances/${quarantined.id}`;
    expect((await office.send(`${path}/admit`, { reason: 'x' }, { version: 1 })).status).toBe(409);
    expect((await office.send(`/v1/exceptions/${exception.id}/close`, { reason: 'x' }, { version: 1 })).status).toBe(
      409,
    );
    for (const principal of [stranger, auditor]) {
      const { status } = await office.send(`${path}/reject`, { reason: 'x' }, { principal, version: 1 });
      expect(status).toBe(principal === stranger ? 404 : 403);
    }
    const rejected = await office.send(
      `${path}/reject`,
      { reason: 'the payer sends another' },
      { key: 'reject', version: 1 },
    );
    expect(rejected).toMatchObject({ status: 200, body: { state: 'rejected' } });
    const replayed = await office.send(
      `${path}/reject`,
      { reason: 'the payer sends another' },
      { key: 'reject', version: 1 },
    );
    expect(replayed.headers['Idempotent-Replay']).toBe('true');
    expect((await office.send(`${path}/reject`, { reason: 'again' }, { version: 2 })).status).toBe(409);
    expect((await office.get('/v1/exceptions')).body.items).toEqual([]);
    expect(await office.accounts()).not.toHaveProperty('deposits-in-transit');
  });
});

describe('an exception without an amount', () => {
  it('is closed by a person with a reason', async () => {
    await office.post(
      remittanceText(
        'medicare',
        { amount: '80', trace: 'T1', date: '20261102' },
        'CLP*{C}*1*100*80*20*MB*ICN1*11*1\nCAS*PR*2*20',
      ),
      // It states that the first payer paid 75.00, but that payer paid 80.00. People are told of the difference; no
      // account holds it.
      remittanceText(
        'medicaid',
        { amount: '20', trace: 'T2', date: '20261104' },
        'CLP*{C}*2*100*20*0*MC*ICN2*11*1\nCAS*OA*23*75\nCAS*CO*45*5',
      ),
    );
    const { id, code } = await onlyException();
    expect(code).toBe('prior-payer-differs');
    const closed = await office.send(`/v1/exceptions/${id}/close`, { reason: 'asked the payer' }, { version: 1 });
    expect(closed).toMatchObject({ status: 200, body: { state: 'closed', resolution: { reason: 'asked the payer' } } });
    expect((await office.get('/v1/exceptions', biller)).body.items).toEqual([]);
    expect((await office.send(`/v1/exceptions/${id}/close`, { reason: 'x' }, { version: 2 })).status).toBe(409);
  });
});
