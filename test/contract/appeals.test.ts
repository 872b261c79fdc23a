import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { remittanceText } from '../golden/remittance-text.ts';
import { auditor, manager, openOffice, putPayer, type ResolutionOffice } from '../support/resolution-office.ts';

/** Appeals of denials: level by level, until the payer pays or no level is left. */

let office: ResolutionOffice;

beforeEach(async () => {
  office = await openOffice({
    A: { payers: ['bluecross'], lines: [10000, 5000] },
    B: { payers: ['medicare'], lines: [4000] },
  });
  await putPayer(office, 'bluecross', {
    appealDays: 90,
    filingDays: 60,
    furtherAppeals: [{ title: 'Peer review', days: 30, answerDays: 20 }],
  });
  await putPayer(office, 'medicare', { filingIndicator: 'MB' });
});
afterEach(async () => {
  expect(await office.faults()).toEqual([]);
  expect(await office.disproofs()).toEqual([]);
  await office.stop();
});

const answerOfA = (trace: string, date: string, paid: string, lines: string) =>
  remittanceText('bluecross', { amount: paid, trace, date }, `CLP*{A}*1*150*${paid}*0*12*ICN1*11*1\n${lines}`);

const deniedA = answerOfA(
  'D1',
  '20261102',
  '0',
  `SVC*HC:99213*100*0**1
   CAS*CO*197*100
   SVC*HC:85025*50*0**1
   CAS*CO*197*50`,
);
const deniedB = remittanceText(
  'medicare',
  { amount: '0', trace: 'D2' },
  `CLP*{B}*1*40*0*0*MB*ICN2*11*1
   SVC*HC:85025*40*0**1
   CAS*CO*16*40`,
);

const only = async () => {
  const { body } = await office.get('/v1/denials');
  expect(body.items).toHaveLength(1);
  return body.items[0];
};
const read = async (id: string) => (await office.get(`/v1/denials/${id}`)).body;

const appeal = async (more: object = {}) => {
  const { id, version } = await only();
  return office.send(
    `/v1/denials/${id}/answer`,
    { by: 'appeal', via: 'fax', reason: 'the record', ...more },
    { version },
  );
};

const decide = async (result: string, more: object = {}) => {
  const { id, version, appeals } = await only();
  const last = appeals.at(-1);
  const body = { result, noticeOn: last.sentOn, reason: 'their letter', ...more };
  return office.send(`/v1/denials/${id}/appeals/${last.id}/outcome`, body, { version });
};

describe('an appeal', () => {
  it('that is refused becomes work again at the next level, with its deadline, until no level is left', async () => {
    await office.post(deniedA);
    expect((await only()).nextAppeal).toEqual({
      ...{ level: 1, title: 'First appeal to the payer', answerDays: 45, isBelowMinimum: false },
      by: { on: '2027-01-31', basis: 'contract' },
    });
    const sent = await appeal();
    expect(sent).toMatchObject({ status: 200, body: { sent: { by: 'appeal' } } });
    expect(sent.body.appeals).toMatchObject([
      { level: 1, via: 'fax', cents: 15000, notedBy: 'user-biller', isLate: false },
    ]);
    expect(sent.body.nextAppeal).toBeUndefined();
    expect((await appeal()).body).toMatchObject({ status: 409, type: expect.stringMatching(/appeal-standing/) });

    const refused = await decide('refused');
    expect(refused).toMatchObject({ status: 200, body: { state: 'open', openCents: 15000 } });
    expect(refused.body.sent).toBeUndefined();
    const { sentOn } = refused.body.appeals[0];
    const days = (Date.parse(refused.body.appealBy.on) - Date.parse(sentOn)) / 86_400_000;
    expect(days).toBe(30);
    expect(refused.body.nextAppeal).toMatchObject({ level: 2, title: 'Peer review', by: refused.body.appealBy });

    const second = await appeal();
    const { sent: again } = second.body;
    // The contract states within how many days this level is decided.
    expect((Date.parse(again.followUpOn) - Date.parse(again.on)) / 86_400_000).toBe(20);
    expect(second.body.appeals.map(({ level }: { level: number }) => level)).toEqual([1, 2]);
    const [first] = second.body.appeals;
    const early = await office.send(
      `/v1/denials/${second.body.id}/appeals/${first.id}/outcome`,
      { result: 'won', noticeOn: first.sentOn, reason: 'x' },
      { version: second.body.version },
    );
    expect(early.body.type).toMatch(/appeal-followed/);
    const last = await decide('refused');
    expect(last.body.nextAppeal).toBeUndefined();
    expect(last.body).toMatchObject({ state: 'open', endedBy: ['writeOffDenial', 'moveDenial'] });
    expect((await appeal()).body.type).toMatch(/appeal-levels-used/);
    // Nothing was written off automatically.
    expect(await office.owed('A')).toMatchObject({ payers: [15000] });
  });

  it('is won automatically when the payer pays, without or with a reversal', async () => {
    await office.post(deniedA);
    const { id } = (await appeal()).body;
    await office.post(
      answerOfA('P1', '20261110', '120', 'SVC*HC:99213*100*80**1\nCAS*CO*45*20\nSVC*HC:85025*50*40**1\nCAS*CO*45*10'),
    );
    const paid = await read(id);
    expect(paid).toMatchObject({ state: 'closed', outcome: 'payment' });
    expect(paid.appeals).toMatchObject([{ level: 1, outcome: { result: 'won', noticeOn: '2026-11-10' } }]);
    expect(paid.appeals[0].outcome.by).toBeUndefined();
    expect(await office.owed('A')).toMatchObject({ payers: [0] });

    await office.post(deniedB);
    const other = (await appeal()).body.id;
    await office.post(
      remittanceText(
        'medicare',
        { amount: '30', trace: 'P2', date: '20261111' },
        `CLP*{B}*22*-40*0*0*MB*ICN2*11*1
         SVC*HC:85025*-40*0**-1
         CAS*CO*16*-40
         CLP*{B}*1*40*30*0*MB*ICN2*11*1
         SVC*HC:85025*40*30**1
         CAS*CO*45*10`,
      ),
    );
    const back = await read(other);
    expect(back).toMatchObject({ state: 'closed', outcome: 'payment' });
    expect(back.appeals).toMatchObject([{ outcome: { result: 'won' } }]);
  });

  it('that the payer refuses by its next answer opens a denial at the next level', async () => {
    await office.post(deniedA);
    const { id } = (await appeal()).body;
    await office.post(
      answerOfA('D3', '20261110', '0', 'SVC*HC:99213*100*0**1\nCAS*CO*197*100\nSVC*HC:85025*50*0**1\nCAS*CO*197*50'),
    );
    expect((await read(id)).appeals).toMatchObject([{ outcome: { result: 'refused', noticeOn: '2026-11-10' } }]);
    const next = await only();
    expect(next.id).not.toBe(id);
    expect(next).toMatchObject({
      refusedAppeal: { denialId: id, level: 1 },
      nextAppeal: { level: 2, by: { on: '2026-12-10', basis: 'contract' } },
      appealBy: { on: '2026-12-10' },
      appeals: [],
    });
    expect((await appeal()).body.appeals).toMatchObject([{ level: 2, title: 'Peer review' }]);
  });

  it('that is won in part leaves the rest as work', async () => {
    await office.post(deniedA);
    const { id } = (await appeal()).body;
    expect((await decide('won-in-part')).status).toBe(400);
    expect((await decide('won-in-part', { allowedCents: 15000 })).status).toBe(400);
    const part = await decide('won-in-part', { allowedCents: 8000 });
    expect(part.body).toMatchObject({ state: 'open', nextAppeal: { level: 2 } });
    await office.post(
      answerOfA('P3', '20261110', '80', 'SVC*HC:99213*100*80**1\nCAS*CO*45*20\nSVC*HC:85025*50*0**1\nCAS*CO*197*50'),
    );
    expect((await read(id)).appeals).toMatchObject([{ outcome: { result: 'won-in-part' } }]);
    expect(await only()).toMatchObject({ lines: [2], openCents: 5000, refusedAppeal: { denialId: id, level: 1 } });
  });

  it('that is won by letter waits for the payment, and may still be refused', async () => {
    await office.post(deniedA);
    await appeal();
    const won = await decide('won');
    expect(won.body).toMatchObject({ state: 'open', sent: { by: 'appeal' } });
    expect((await appeal()).body.type).toMatch(/appeal-standing/);
    expect((await decide('refused')).body.nextAppeal).toMatchObject({ level: 2 });
  });

  it('counts from the day on which it was sent, with the proof that the payer received it', async () => {
    await office.post(deniedA);
    // Today is 23 November; the last day is 31 January 2027.
    const early = await appeal({ sentOn: '2026-11-01' });
    expect(early.body.errors).toEqual([{ pointer: '/sentOn', detail: 'is before the notice that it answers' }]);
    expect((await appeal({ sentOn: '2099-01-01' })).body.errors).toMatchObject([{ pointer: '/sentOn' }]);
    const other = { correspondenceId: 'cor_00000000000000000000000000' };
    expect((await appeal({ proof: other })).body.errors).toMatchObject([{ pointer: '/proof/correspondenceId' }]);
    const sent = await appeal({ sentOn: '2026-11-04', via: 'mail', proof: { number: '9400-1' } });
    expect(sent.body.appeals, JSON.stringify(sent.body)).toMatchObject([
      { sentOn: '2026-11-04', via: 'mail', proof: { number: '9400-1' }, by: { on: '2027-01-31' }, isLate: false },
    ]);
    // 45 days after it was sent.
    expect(sent.body.sent).toEqual({ by: 'appeal', on: '2026-11-04', followUpOn: '2026-12-19' });
    const { id, version, appeals } = sent.body;
    const path = `/v1/denials/${id}/appeals/${appeals[0].id}/sending`;
    const shown = { proof: { number: '9400-1', receivedOn: '2026-11-09' }, reason: 'the green card came' };
    const before = { ...shown, proof: { receivedOn: '2026-11-03' } };
    expect((await office.send(path, before, { version })).body.errors).toMatchObject([
      { pointer: '/proof/receivedOn' },
    ]);
    const recorded = await office.send(path, shown, { version });
    expect(recorded.body.appeals, JSON.stringify(recorded.body)).toMatchObject([
      { sentOn: '2026-11-04', proof: shown.proof },
    ]);
    // A decision cannot be earlier than the appeal.
    expect((await decide('refused', { noticeOn: '2026-11-03' })).status).toBe(400);
    expect((await decide('refused', { noticeOn: '2026-11-12' })).body.nextAppeal.by.on).toBe('2026-12-12');
  });

  it('cannot have been sent before the refusal of the level before, whenever it is recorded', async () => {
    await office.post(deniedA);
    await appeal({ sentOn: '2026-11-04' });
    await decide('refused', { noticeOn: '2026-11-12' });
    const { id, version, appeals } = (await appeal({ sentOn: '2026-11-16' })).body;
    const record = (index: number, sentOn: string) =>
      office.send(`/v1/denials/${id}/appeals/${appeals[index].id}/sending`, { sentOn, reason: 'x' }, { version });
    expect((await record(1, '2026-11-11')).body.errors).toEqual([
      { pointer: '/sentOn', detail: 'is before the notice that it answers' },
    ]);
    const recorded = await record(1, '2026-11-12');
    expect(recorded.body.appeals[1]).toMatchObject({ level: 2, sentOn: '2026-11-12' });
    // The appeal that is now pending was sent on that day too.
    expect(recorded.body.sent).toMatchObject({ by: 'appeal', on: '2026-11-12' });
    expect((await read(id)).sent).toEqual(recorded.body.sent);
  });

  it('that was noted by mistake is withdrawn: its level is open again', async () => {
    await office.post(deniedA);
    await appeal();
    const back = await decide('withdrawn');
    expect(back.body).toMatchObject({
      nextAppeal: { level: 1, by: { on: '2027-01-31' } },
      appealBy: { on: '2027-01-31' },
    });
    expect((await appeal()).body.appeals).toMatchObject([{ level: 1 }, { level: 1 }]);
  });

  it('needs the minimum amount of its level, alone or with others', async () => {
    await office.post(deniedB);
    for (const _level of [1, 2]) {
      await appeal();
      await decide('refused');
    }
    expect((await only()).nextAppeal).toMatchObject({ level: 3, minimumCents: 20000, isBelowMinimum: true });
    expect((await appeal()).body.type).toMatch(/appeal-below-minimum/);
    expect((await appeal({ isAggregated: true })).body.appeals.at(-1)).toMatchObject({ level: 3 });
  });

  it('is decided only by those who may, and by a possible decision', async () => {
    await office.post(deniedA);
    await appeal();
    const { id, version, appeals } = await only();
    const path = `/v1/denials/${id}/appeals/${appeals[0].id}/outcome`;
    const body = { result: 'refused', noticeOn: appeals[0].sentOn, reason: 'x' };
    expect((await office.send(path, body, { version, principal: auditor })).status).toBe(403);
    expect((await office.send(path, body, { version: version + 1 })).status).toBe(412);
    expect((await office.send(path, { ...body, noticeOn: '2020-01-01' }, { version })).status).toBe(400);
    expect((await office.send(path, { ...body, noticeOn: '2099-01-01' }, { version })).status).toBe(400);
    const unknown = `/v1/denials/${id}/appeals/apl_00000000000000000000000000/outcome`;
    expect((await office.send(unknown, body, { version, principal: manager })).status).toBe(404);
  });
});

describe('appeals of several denials', () => {
  const all = async () => (await office.get('/v1/denials?sort=oldest')).body.items;
  const send = (denials: readonly Seen[], more: object = {}) =>
    office.send('/v1/denials/bulk-actions', {
      items: denials.map(({ id, version }) => ({ id, version })),
      action: { do: 'answer', by: 'appeal', via: 'mail', reason: 'in one envelope', ...more },
    });
  const problems = ({ body }: { readonly body: { readonly items: readonly { readonly problem?: string }[] } }) =>
    body.items.map(({ problem }) => problem);

  it('are recorded in one request, also for two denials of a claim, each with its own level and day to ask', async () => {
    await office.post(
      answerOfA('D4', '20261102', '0', 'SVC*HC:99213*100*0**1\nCAS*CO*197*100\nSVC*HC:85025*50*0**1\nCAS*CO*16*50'),
      deniedB,
    );
    const denials = await all();
    expect(denials).toHaveLength(3);
    const sent = await send(denials, { sentOn: '2026-11-20' });
    expect(problems(sent)).toEqual([undefined, undefined, undefined]);
    for (const denial of await all()) {
      expect(denial).toMatchObject({
        state: 'open',
        version: 2,
        appeals: [{ level: 1, sentOn: '2026-11-20', via: 'mail' }],
      });
      // The day to ask the payer: after 45 days for Blue Cross, after 60 for Medicare, which denied 40.00.
      expect(denial.sent.followUpOn).toBe(denial.deniedCents === 40_00 ? '2027-01-19' : '2027-01-04');
    }
    expect(problems(await send((await all()).slice(0, 1)))).toEqual(['appeal-standing']);
  });

  it('are each recorded if possible, whatever happens to the others', async () => {
    await office.post(deniedA, deniedB);
    const denials: readonly Seen[] = await all();
    expect(problems(await send(denials, { sentOn: '2026-11-01' }))).toEqual(['request-invalid', 'request-invalid']);
    expect(problems(await send(denials, { sentOn: '2099-01-01' }))).toEqual(['request-invalid', 'request-invalid']);
    for (const { version, appeals } of await all()) expect([version, appeals]).toEqual([1, []]);
    const absent = { id: 'den_00000000000000000000000000', version: 1 };
    expect(problems(await send([absent, ...denials]))).toEqual(['not-found', undefined, undefined]);
  });
});

interface Seen {
  readonly id: string;
  readonly version: number;
}
