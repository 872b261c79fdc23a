import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { auditPartition } from '../../shared/store/keys/work.ts';
import { remittanceText } from '../golden/remittance-text.ts';
import { goldenTenant } from '../support/remittance-pipeline.ts';
import {
  auditor,
  biller,
  manager,
  openOffice,
  putPayer,
  type ResolutionOffice,
  stranger,
} from '../support/resolution-office.ts';

let office: ResolutionOffice;

beforeEach(async () => {
  office = await openOffice({
    A: { payers: ['bluecross'], lines: [10000, 5000] },
    B: { payers: ['medicare'], lines: [4000] },
  });
  await putPayer(office, 'bluecross', { appealDays: 90, filingDays: 60 });
  await putPayer(office, 'medicare', { filingIndicator: 'MB' });
});
afterEach(async () => {
  expect(await office.faults()).toEqual([]);
  expect(await office.disproofs()).toEqual([]);
  await office.stop();
});

const deniedByBluecross = remittanceText(
  'bluecross',
  { amount: '0', trace: 'D1' },
  `CLP*{A}*1*150*0*0*12*ICN1*11*1
   SVC*HC:99213*100*0**1
   CAS*CO*197*80**45*20
   LQ*HE*N54
   SVC*HC:85025*50*0**1
   CAS*CO*29*50`,
);

const deniedByMedicare = remittanceText(
  'medicare',
  { amount: '0', trace: 'D2' },
  `CLP*{B}*1*40*0*0*MB*ICN2*11*1
   MOA***MA130
   SVC*HC:85025*40*0**1
   CAS*CO*16*40`,
);

const list = async (query = '') => (await office.get(`/v1/denials${query}`)).body.items;

const readsOf = async (entityId: string) =>
  (await office.pipeline.edge.table.queryAll({ partition: auditPartition(goldenTenant, entityId) }))
    .map(({ action }) => String(action))
    .filter((action) => action.endsWith('-read'));

describe('denials', () => {
  it('are work items by kind, the nearest deadline first, each with codes, words and the open amount', async () => {
    await office.post(deniedByMedicare, deniedByBluecross);
    const items = await list();
    const [first, second, last] = items;
    expect(last).toMatchObject({
      category: 'information-missing',
      remarkCodes: ['MA130'],
      // 120 days from receipt, which is presumed 5 days after the notice.
      appealBy: { on: '2027-03-07', basis: 'medicare' },
      correctedClaimBy: { on: '2027-10-05', basis: 'medicare' },
    });
    expect([first, second].find(({ category }) => category === 'timely-filing')).toMatchObject({
      lines: [2],
      deniedCents: 5000,
      remarkCodes: [],
    });
    expect([first, second].find(({ category }) => category === 'authorisation')).toMatchObject({
      reasons: [
        { group: 'CO', carc: '197' },
        { group: 'CO', carc: '45' },
      ],
      remarkCodes: ['N54'],
      lines: [1],
      deniedCents: 10000,
      remainingCents: 15000,
      noticeOn: '2026-11-02',
      appealBy: { on: '2027-01-31', basis: 'contract' },
      correctedClaimBy: { on: '2026-12-04', basis: 'contract' },
    });
    for (const item of items) {
      expect(item.advice).toMatch(/\w/);
      const { body, headers } = await office.get(`/v1/denials/${item.id}`);
      expect(body).toEqual(item);
      expect(headers.ETag).toBe('"1"');
      expect((await office.get(`/v1/denials/${item.id}`, stranger)).status).toBe(404);
    }
    expect((await office.get('/v1/denials', stranger)).body.items).toEqual([]);
    // The audit trail has who read them: an item for each claim whose denial was read, and one for the page of the
    // list.
    for (const item of items) expect(await readsOf(item.claimId)).toContain('denial-read');
    expect(await readsOf('denials')).toEqual(['denials-read']);
    // They are not exceptions any more.
    expect((await office.get('/v1/exceptions')).body.items).toEqual([]);
  });

  it('are listed page by page over all shards, in order of deadline', async () => {
    const claims = Object.fromEntries(
      Array.from({ length: 9 }, (_, index) => [`N${index}`, { payers: ['bluecross'] as const, lines: [1000] }]),
    );
    await office.stop();
    office = await openOffice(claims);
    for (const [index, name] of Object.keys(claims).entries()) {
      await office.post(
        remittanceText(
          'bluecross',
          { amount: '0', trace: `P${index}`, date: `202611${String(20 - index).padStart(2, '0')}` },
          `CLP*{${name}}*1*10*0*0*12*ICN${index}*11*1\nSVC*HC:99213*10*0**1\nCAS*CO*29*10`,
        ),
      );
    }
    const seen: string[] = [];
    let token = '';
    do {
      const { body } = await office.get(`/v1/denials?limit=2${token}`);
      seen.push(...body.items.map((item: { appealBy: { on: string } }) => item.appealBy.on));
      token = body.nextPageToken === undefined ? '' : `&pageToken=${body.nextPageToken}`;
      expect(body.items.length).toBeLessThanOrEqual(2);
    } while (token !== '');
    expect(seen).toHaveLength(9);
    expect(seen).toEqual([...seen].sort());
    expect(new Set(seen).size).toBe(9);
    expect((await list())[0].appealBy.basis).toBe('assumed');
  });

  it('stay open while an appeal or a corrected claim is with the payer, and are due on the day to ask about it', async () => {
    await office.post(deniedByBluecross);
    const [first, second] = await list();
    const body = { by: 'appeal', followUpOn: '2027-12-31', reason: 'letter sent' };
    const path = `/v1/denials/${first.id}/answer`;
    const answered = await office.send(path, body, { version: 1, key: 'answer' });
    expect(answered).toMatchObject({
      status: 200,
      body: {
        state: 'open',
        version: 2,
        sent: { by: 'appeal', followUpOn: '2027-12-31' },
        resolution: { reason: 'letter sent' },
      },
    });
    const again = await office.send(path, body, { version: 1, key: 'answer' });
    expect(again.headers['Idempotent-Replay']).toBe('true');
    expect((await office.send(path, body, { version: 1 })).status).toBe(412);
    expect((await office.send(path, { ...body, followUpOn: '2020-01-01' }, { version: 2 })).status).toBe(400);
    expect((await list()).map((item: { id: string }) => item.id)).toEqual([second.id, first.id]);
    expect(await office.owed('A')).toMatchObject({ payers: [15000] });
  });

  it('are written off by a manager, at most the open amount', async () => {
    await office.post(deniedByBluecross);
    const denial = (await list()).find((item: { category: string }) => item.category === 'authorisation');
    const path = `/v1/denials/${denial.id}/write-off`;
    const body = { reason: 'not collectable' };
    expect((await office.send(path, body, { version: 1, principal: biller })).status).toBe(403);
    expect((await office.send(path, body, { version: 1, principal: stranger })).status).toBe(404);
    expect((await office.send(path, body, { version: 3, principal: manager })).status).toBe(412);
    const tooMuch = await office.send(path, { ...body, cents: 10001 }, { version: 1, principal: manager });
    expect(tooMuch.status).toBe(409);
    const written = await office.send(path, body, { version: 1, principal: manager, key: 'w' });
    expect(written).toMatchObject({
      status: 200,
      body: { cents: 10000, denial: { state: 'closed', outcome: 'write-off', remainingCents: 5000 } },
    });
    expect(await office.accounts()).toMatchObject({ 'other-adjustments': 10000, 'insurance-receivable': 9000 });
    const entry = await office.get(`/v1/ledger-entries/${written.body.ledgerEntryId}`);
    expect(entry.body).toMatchObject({ kind: 'write-off', by: 'user-manager', reason: 'not collectable' });
    const again = await office.send(path, body, { version: 1, principal: manager, key: 'w' });
    expect(again.headers['Idempotent-Replay']).toBe('true');
    expect(await office.owed('A')).toMatchObject({ payers: [5000] });
  });

  it('are worked only by those who may', async () => {
    await office.post(deniedByBluecross);
    const [denial] = await list();
    const body = { by: 'appeal', reason: 'x' };
    const path = `/v1/denials/${denial.id}/answer`;
    expect((await office.send(path, body, { version: 1, principal: stranger })).status).toBe(404);
    expect((await office.send(path, body, { version: 1, principal: auditor })).status).toBe(403);
    expect((await office.send(path, { ...body, by: 'payment' }, { version: 1 })).status).toBe(400);
    expect((await office.send(path, body)).status).toBe(428);
  });

  it('end automatically when the payer reverses the denial, and no new one opens when it then pays', async () => {
    await office.post(deniedByMedicare);
    const [denial] = await list();
    await office.post(
      remittanceText(
        'medicare',
        { amount: '30', trace: 'D3' },
        `CLP*{B}*22*-40*0*0*MB*ICN2*11*1
         SVC*HC:85025*-40*0**-1
         CAS*CO*16*-40
         CLP*{B}*1*40*30*0*MB*ICN2*11*1
         SVC*HC:85025*40*30**1
         CAS*CO*45*10`,
      ),
    );
    expect(await list()).toEqual([]);
    const { body } = await office.get(`/v1/denials/${denial.id}`);
    expect(body).toMatchObject({ state: 'closed', outcome: 'taken-back', remainingCents: 0 });
    expect(await office.owed('B')).toEqual({ payers: [0], patient: 0, state: 'adjudicated' });
  });
});
