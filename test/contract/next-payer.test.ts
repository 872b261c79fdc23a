import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { coder } from '../support/api-event.ts';
import { firstAnswer, nextPayerDesk } from '../support/next-payer-desk.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;
let desk: Awaited<ReturnType<typeof nextPayerDesk>>;
beforeEach(async () => {
  store = await startTestTable();
  desk = await nextPayerDesk(store);
});
afterEach(() => store.stop());

const read = async (claimId: string) => (await desk.call('GET', `/v1/claims/${claimId}`)).body;
const due = async (query = '') => (await desk.call('GET', `/v1/next-payer-claims${query}`)).body;

describe('a claim with an answer from its first payer', () => {
  it('is on the list of next payers, by age and amount, with the reason', async () => {
    const claimId = await desk.sentClaim();
    expect(await due()).toMatchObject({ count: 0, items: [] });
    await desk.receive('first', '99', firstAnswer(claimId));
    const item = {
      ...{ claimId, share: 1, payerId: desk.payerIds.second, receivableCents: 2200, chargeCents: 14100 },
      ...{ dueSince: '2026-11-20', reason: { code: 'next-payer' }, billing: 'by-hand' },
    };
    expect(await due()).toMatchObject({ count: 1, totalCents: 2200, isComplete: true, items: [item] });
    expect(await due('?minAgeDays=4')).toMatchObject({ count: 0 });
    expect(await due('?minAgeDays=3&sort=largest&names=true')).toMatchObject({
      items: [{ ...item, payerName: 'EXAMPLE SUPPLEMENT', patientName: 'Canaryname, Testa' }],
    });
    expect(await desk.call('GET', `/v1/claims/${claimId}/next-filing`)).toMatchObject({
      body: {
        items: [{ share: 1, frequency: 'original', payerId: desk.payerIds.second, reason: { code: 'next-payer' } }],
      },
    });
  });

  it('that crossed over is listed as forwarded, and not proposed', async () => {
    const claimId = await desk.sentClaim();
    await desk.receive('first', '99', firstAnswer(claimId, '19'));
    expect(await read(claimId)).toMatchObject({ payers: [{}, { forwardedBy: 0, turnOn: '2026-11-20' }, {}] });
    expect(await due()).toMatchObject({ items: [{ reason: { code: 'forwarded' }, billing: 'by-hand' }] });
    expect(await desk.call('GET', `/v1/claims/${claimId}/next-filing`)).toMatchObject({ body: { items: [] } });
  });

  it('is removed from the list once its next payer is billed', async () => {
    const claimId = await desk.sentClaim();
    await desk.receive('first', '99', firstAnswer(claimId));
    expect(await desk.act(claimId, 'filings', {})).toMatchObject({
      status: 202,
      body: {
        filings: [{ state: { kind: 'answered' } }, { number: 2, payerPosition: 1, state: { kind: 'preparing' } }],
      },
    });
    expect(await due()).toMatchObject({ count: 0 });
  });
});

describe('a next payer that is not billed', () => {
  it('is passed over: the amount with it moves to the next payer, and from there to the patient', async () => {
    const claimId = await desk.sentClaim();
    await desk.receive('first', '99', firstAnswer(claimId));
    const reason = 'the plan ended before the service';
    expect(await desk.act(claimId, 'pass-over', { to: 'next-payer', reason })).toMatchObject({
      status: 200,
      body: {
        cents: 2200,
        claim: {
          payers: [
            { receivableCents: 0 },
            { receivableCents: 0, status: 'answered', isPassedOver: true },
            { receivableCents: 2200, status: 'open', turnOn: '2026-11-23' },
          ],
        },
      },
    });
    expect(await due()).toMatchObject({ items: [{ share: 2, payerId: desk.payerIds.third }] });
    expect((await desk.act(claimId, 'pass-over', { to: 'next-payer', reason })).body.type).toMatch(
      /settlement-does-not-fit$/,
    );
    expect(await desk.act(claimId, 'pass-over', { to: 'patient', reason })).toMatchObject({
      body: { claim: { patientCents: 2200, insuranceCents: 0 } },
    });
    expect(await due()).toMatchObject({ count: 0 });
    expect((await desk.act(claimId, 'pass-over', { to: 'patient', reason })).body.type).toMatch(/no-payer-in-turn$/);
  });

  it('is passed over by a biller, once nothing is being sent to it', async () => {
    const claimId = await desk.sentClaim();
    await desk.receive('first', '99', firstAnswer(claimId));
    await desk.act(claimId, 'filings', {});
    const body = { to: 'patient', reason: 'no' };
    expect((await desk.act(claimId, 'pass-over', body)).body.type).toMatch(/filing-underway$/);
    const headers = { ...desk.newKey(), 'If-Match': '"1"' };
    const path = `/v1/claims/${claimId}/pass-over`;
    expect((await desk.call('POST', path, { body, headers, principal: coder })).status).toBe(403);
  });
});

describe('an office that bills next payers automatically', () => {
  const office = async (billNextPayer: string) => {
    const { body } = await desk.practice.call('GET', '/v1/office');
    const headers = { 'If-Match': `"${body.version}"` };
    const put = { timeZone: body.timeZone, billNextPayer };
    expect((await desk.practice.call('PUT', '/v1/office', put, { headers })).status).toBe(200);
  };
  const payer = async (id: string | undefined, billNextPayer: string) => {
    const path = `/v1/payers/${id}`;
    const { body, headers: got } = await desk.practice.call('GET', path);
    const headers = { 'If-Match': got.ETag ?? '' };
    expect((await desk.practice.call('PUT', path, { ...body, billNextPayer }, { headers })).status).toBe(200);
  };

  const anHourLater = async () => {
    desk.edge.setNow(new Date(desk.edge.now().getTime() + 3_600_000).toISOString());
    await desk.workOff();
  };

  it('opens the filing automatically, in a round each hour, and stops when the setting is off', async () => {
    const claimId = await desk.sentClaim();
    await desk.receive('first', '99', firstAnswer(claimId));
    await office('automatic');
    expect(await due()).toMatchObject({ items: [{ billing: 'automatic' }] });
    await desk.workOff();
    expect(await read(claimId)).toMatchObject({ filings: [{}, { number: 2, payerPosition: 1 }] });
    const second = await desk.sentClaim();
    await desk.receive('first', '99', firstAnswer(second));
    await anHourLater();
    expect(await read(second)).toMatchObject({ filings: [{}, { number: 2 }] });
    await office('by-hand');
    const third = await desk.sentClaim();
    await desk.receive('first', '99', firstAnswer(third));
    await anHourLater();
    await anHourLater();
    expect((await read(third)).filings).toHaveLength(1);
  });

  it('leaves out a payer that is billed by hand, and bills one automatically where the office does not', async () => {
    const claimId = await desk.sentClaim();
    await desk.receive('first', '99', firstAnswer(claimId));
    await payer(desk.payerIds.second, 'by-hand');
    await office('automatic');
    await desk.workOff();
    expect((await read(claimId)).filings).toHaveLength(1);
    expect(await due()).toMatchObject({ items: [{ billing: 'by-hand' }] });
    await office('by-hand');
    await payer(desk.payerIds.second, 'automatic');
    await desk.workOff();
    expect((await read(claimId)).filings).toHaveLength(2);
  });
});

const segmentsOf = (file: string) => file.split('~').map((segment) => segment.trim());

describe('all steps', () => {
  it('lead from the first payer’s answer to the second and the third payer and the patient, to the cent', async () => {
    const claimId = await desk.sentClaim();
    await desk.receive('first', '99', firstAnswer(claimId));
    await desk.act(claimId, 'filings', {});
    await desk.workOff();
    expect((await read(claimId)).state).toEqual({ kind: 'ready' });
    const second = segmentsOf(await desk.submit());
    const from = (begin: string) => second.slice(second.findIndex((segment) => segment.startsWith(begin)));
    expect(from('SBR*S')[0]).toBe('SBR*S*18*******CI');
    expect(from('SBR*P').slice(0, 4)).toEqual([
      'SBR*P*18*******CI',
      'AMT*D*99',
      'OI***Y***Y',
      expect.stringMatching(/^NM1\*IL/),
    ]);
    expect(from('NM1*PR*2*Example Health').slice(0, 2)).toEqual([
      'NM1*PR*2*Example Health*****PI*99999',
      'REF*F8*ICN1',
    ]);
    expect(second).toContain('SBR*T*18*******MC');
    const line = (number: number) => from(`LX*${number}`).slice(4, 10);
    expect(line(1)).toEqual([
      ...['SVD*99999*91*HC:X9003:25**1', 'CAS*CO*45*20', 'CAS*PR*2*19', 'DTP*573*D8*20261120', 'AMT*EAF*19'],
      'LX*2',
    ]);
    expect(line(2).slice(0, 4)).toEqual([
      ...['SVD*99999*8*HC:J1885**4', 'CAS*PR*1*3', 'DTP*573*D8*20261120', 'AMT*EAF*3'],
    ]);
    // The second payer pays 10.00 and 1.00, and leaves 9.00 and 2.00.
    await desk.receive(
      'second',
      '11',
      `CLP*${claimId}*2*141*11*11*12*ICN2*11*1
       SVC*HC:X9003:25*130*10**1
       CAS*OA*23*111
       CAS*PR*2*9
       REF*6R*L1
       SVC*HC:J1885*11*1**4
       CAS*OA*23*8
       CAS*PR*1*2
       REF*6R*L2`,
    );
    expect(await due()).toMatchObject({ items: [{ claimId, share: 2, receivableCents: 1100 }] });
    await desk.act(claimId, 'filings', {});
    await desk.workOff();
    const third = segmentsOf(await desk.submit());
    expect(third.filter((segment) => /^(?:SBR|AMT\*D|SVD|REF\*F8|AMT\*EAF)/.test(segment))).toEqual([
      ...['SBR*T*18*******MC', 'SBR*P*18*******CI', 'AMT*D*99', 'REF*F8*ICN1'],
      ...['SBR*S*18*******CI', 'AMT*D*11', 'REF*F8*ICN2'],
      ...['SVD*99999*91*HC:X9003:25**1', 'AMT*EAF*19', 'SVD*88888*10*HC:X9003:25**1', 'AMT*EAF*9'],
      ...['SVD*99999*8*HC:J1885**4', 'AMT*EAF*3', 'SVD*88888*1*HC:J1885**4', 'AMT*EAF*2'],
    ]);
    // Medicaid pays 4.00; the rest is the patient’s: 5.00 and 2.00.
    await desk.receive(
      'third',
      '4',
      `CLP*${claimId}*3*141*4*7*MC*ICN3*11*1
       SVC*HC:X9003:25*130*4**1
       CAS*OA*23*121
       CAS*PR*3*5
       REF*6R*L1
       SVC*HC:J1885*11*0**4
       CAS*OA*23*9
       CAS*PR*3*2
       REF*6R*L2`,
    );
    expect(await read(claimId)).toMatchObject({
      state: { kind: 'adjudicated', payerPosition: 2 },
      patientCents: 700,
      insuranceCents: 0,
      filings: [{ state: { kind: 'answered' } }, { state: { kind: 'answered' } }, { state: { kind: 'answered' } }],
    });
    expect(await due()).toMatchObject({ count: 0 });
  });

  it('assemble the claim again when the first payer has corrected its answer before the claim is sent', async () => {
    const claimId = await desk.sentClaim();
    await desk.receive('first', '99', firstAnswer(claimId));
    await desk.act(claimId, 'filings', {});
    await desk.workOff();
    // The answer to the first line is reversed, and replaced by one with 81.00 instead of 91.00.
    await desk.receive(
      'first',
      '0',
      `CLP*${claimId}*22*-130*-91*-19*12*ICN1*11*1
       SVC*HC:X9003:25*-130*-91**1
       CAS*CO*45*-20
       CAS*PR*2*-19
       REF*6R*L1
       CLP*${claimId}*1*130*91*19*12*ICN4*11*1
       SVC*HC:X9003:25*130*91**1
       CAS*CO*45*10
       CAS*PR*2*29
       REF*6R*L1`,
    );
    const file = segmentsOf(await desk.submit());
    expect(file.filter((segment) => /^(?:AMT\*D|SVD|CAS|REF\*F8)/.test(segment))).toEqual([
      ...['AMT*D*99', 'REF*F8*ICN4', 'SVD*99999*91*HC:X9003:25**1', 'CAS*CO*45*10', 'CAS*PR*2*29'],
      ...['SVD*99999*8*HC:J1885**4', 'CAS*PR*1*3'],
    ]);
  });

  it('do not send to a payer that has answered meanwhile, because the claim was forwarded after all', async () => {
    const claimId = await desk.sentClaim();
    await desk.receive('first', '99', firstAnswer(claimId));
    await desk.act(claimId, 'filings', {});
    await desk.workOff();
    expect((await read(claimId)).state).toEqual({ kind: 'ready' });
    await desk.receive(
      'second',
      '22',
      `CLP*${claimId}*2*141*22*0*12*ICN2*11*1
       SVC*HC:X9003:25*130*19**1
       CAS*OA*23*111
       REF*6R*L1
       SVC*HC:J1885*11*3**4
       CAS*OA*23*8
       REF*6R*L2`,
    );
    const before = desk.s3.objects.size;
    await desk.submit();
    expect(desk.s3.objects.size).toBe(before);
    expect((await read(claimId)).state).toMatchObject({ kind: 'held', reasons: [{ code: 'already-asked' }] });
  });

  it('bill a payer to which the claim was said to be forwarded, once a person names it', async () => {
    const claimId = await desk.sentClaim();
    await desk.receive('first', '99', firstAnswer(claimId, '19'));
    expect(await desk.act(claimId, 'filings', { share: 1 })).toMatchObject({ status: 202 });
    expect((await read(claimId)).payers[1]).not.toHaveProperty('forwardedBy');
    await desk.workOff();
    expect((await read(claimId)).state).toEqual({ kind: 'ready' });
  });

  it('stop at the line that does not add up', async () => {
    const claimId = await desk.sentClaim();
    await desk.receive(
      'first',
      '119',
      `CLP*${claimId}*1*141*119*22*12*ICN1*11*1
       SVC*HC:X9003:25*136*114**1
       CAS*PR*2*22
       REF*6R*L1
       SVC*HC:J1885*5*5**4
       REF*6R*L2`,
    );
    await desk.act(claimId, 'filings', {});
    await desk.workOff();
    const { state } = await read(claimId);
    expect(state).toMatchObject({
      kind: 'held',
      reasons: [{ code: 'prior-line-differs' }, { code: 'prior-line-differs' }],
    });
    expect(state.reasons[0].detail).toContain('(payer 1, line 1, charge 130.00, stated 136.00)');
  });

  it('continue with what a person enters in its place, until the payer gives another answer', async () => {
    const claimId = await desk.sentClaim();
    const path = `/v1/claims/${claimId}/prior-answers`;
    await desk.receive(
      'first',
      '119',
      `CLP*${claimId}*1*141*119*22*12*ICN1*11*1
       SVC*HC:X9003:25*136*114**1
       CAS*PR*2*22
       REF*6R*L1
       SVC*HC:J1885*5*5**4
       REF*6R*L2`,
    );
    expect((await desk.call('GET', path)).body.items).toMatchObject([
      { share: 0, source: 'remittance', paidCents: 11900, faults: [{ code: 'prior-line-differs' }, {}] },
    ]);
    await desk.act(claimId, 'filings', {});
    await desk.workOff();
    const reason = 'the payer’s letter of 2 December';
    const lines = [
      { line: 1, paidCents: 11000, adjustments: [{ group: 'PR', carc: '2', cents: 2000 }] },
      { line: 2, paidCents: 900, units: '4', adjustments: [{ group: 'PR', carc: '2', cents: 100 }] },
    ];
    const answer = { decidedOn: '2026-11-20', payerClaimNumber: 'ICN1', paidCents: 11900, lines };
    expect(await desk.call('POST', path, { body: { share: 0, reason, answer } })).toMatchObject({
      status: 400,
      body: {
        errors: [
          {
            pointer: '/answer/lines',
            detail: expect.stringContaining('(payer 1, line 2, charge 11.00, stated 10.00)'),
          },
          { pointer: '/answer' },
        ],
      },
    });
    const right = {
      ...answer,
      lines: [lines[0], { ...lines[1], adjustments: [{ group: 'PR', carc: '2', cents: 200 }] }],
    };
    const wrongShare = await desk.call('POST', path, { body: { share: 2, reason, answer: right } });
    expect(wrongShare).toMatchObject({ status: 400, body: { errors: [{ pointer: '/share' }] } });
    expect(await desk.call('POST', path, { body: { share: 0, reason, answer: right } })).toMatchObject({ status: 200 });
    expect((await desk.call('GET', path)).body.items).toMatchObject([{ source: 'entered', reason, faults: [] }]);
    const { version } = await read(claimId);
    const headers = { 'If-Match': `"${version}"` };
    expect((await desk.call('POST', `/v1/claims/${claimId}/reassemble`, { headers })).status).toBe(202);
    await desk.workOff();
    expect((await read(claimId)).state).toEqual({ kind: 'ready' });
    await desk.call('POST', path, { body: { share: 0, reason: 'it was wrong after all' } });
    const held = await desk.submit();
    expect(held).not.toContain('SVD*99999*110');
    expect((await read(claimId)).state).toMatchObject({ kind: 'held', reasons: [{ code: 'prior-line-differs' }, {}] });
    await desk.call('POST', path, { body: { share: 0, reason, answer: right } });
    const again = { 'If-Match': `"${(await read(claimId)).version}"` };
    await desk.call('POST', `/v1/claims/${claimId}/reassemble`, { headers: again });
    await desk.workOff();
    expect(segmentsOf(await desk.submit())).toContain('SVD*99999*110*HC:X9003:25**1');
  });
});
