import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { remittanceText } from '../golden/remittance-text.ts';
import { manager, openOffice, putPayer, type ResolutionOffice } from '../support/resolution-office.ts';

/** Denials that end or begin because something arrives in an unusual order. */

let office: ResolutionOffice;

beforeEach(async () => {
  office = await openOffice({ A: { payers: ['medicare', 'medicaid'], lines: [6000, 4000] } });
  await putPayer(office, 'medicaid', { filingIndicator: 'MC', appealDays: 30 });
});
afterEach(async () => {
  expect(await office.faults()).toEqual([]);
  expect(await office.disproofs()).toEqual([]);
  await office.stop();
});

const denials = async () => (await office.get('/v1/denials')).body.items;

describe('a line that was denied', () => {
  const answer = remittanceText(
    'medicare',
    { amount: '50', trace: 'T1', date: '20261102' },
    `CLP*{A}*1*100*50*0*MB*ICN1*11*1
     SVC*HC:99213*60*50**1
     REF*6R*L1
     CAS*CO*45*10
     SVC*HC:85025*40*0**1
     REF*6R*L2
     CAS*CO*197*40`,
  );
  const lineTwo = (sign: '' | '-', adjustment: string, paid: string) =>
    `CLP*{A}*${sign === '' ? 1 : 22}*${sign}40*${paid}*0*MB*ICN1*11*1
     SVC*HC:85025*${sign}40*${paid}**1
     REF*6R*L2
     ${adjustment}`;

  it('is no longer work once the payer reverses only that line and pays it', async () => {
    await office.post(answer);
    const [denial] = await denials();
    expect(denial).toMatchObject({ category: 'authorisation', lines: [2] });
    const body = `${lineTwo('-', 'CAS*CO*197*-40', '0')}\n${lineTwo('', 'CAS*CO*45*10', '30')}`;
    await office.post(remittanceText('medicare', { amount: '30', trace: 'T2', date: '20261109' }, body));
    expect(await office.owed('A')).toEqual({ payers: [0, 0], patient: 0, state: 'adjudicated' });
    expect(await denials()).toEqual([]);
    const { body: closed } = await office.get(`/v1/denials/${denial.id}`);
    expect(closed).toMatchObject({ state: 'closed', outcome: 'taken-back' });
  });

  it('stays work while the payer reverses another line', async () => {
    await office.post(answer);
    const back = `CLP*{A}*22*-60*-50*0*MB*ICN1*11*1
     SVC*HC:99213*-60*-50**1
     REF*6R*L1
     CAS*CO*45*-10
     PLB*1234567893*20261231*FB:ICN1*-50`;
    await office.post(remittanceText('medicare', { amount: '0', trace: 'T3', date: '20261109' }, back));
    expect(await denials()).toMatchObject([{ lines: [2], state: 'open' }]);
  });
});

describe('a denial that waited for an earlier payer', () => {
  it('has the deadline of its own payer’s contract', async () => {
    await office.post(
      remittanceText(
        'medicaid',
        { amount: '0', trace: 'S1', date: '20261102' },
        `CLP*{A}*2*100*0*0*MC*ICN2*11*1
         CAS*OA*23*80
         CAS*CO*197*20`,
      ),
      remittanceText(
        'medicare',
        { amount: '80', trace: 'P1', date: '20261105' },
        `CLP*{A}*1*100*80*20*MB*ICN1*11*1
         CAS*PR*2*20`,
      ),
    );
    expect(await denials()).toMatchObject([{ payerId: 'medicaid', appealBy: { on: '2026-12-02', basis: 'contract' } }]);
  });
});

describe('a claim that the first payer denied', () => {
  it('is not written off by the next payer’s CO-45, even after a person wrote off a part of it', async () => {
    const refused = 'CLP*{A}*1*100*0*0*MB*ICN1*11*1\nCAS*CO*197*100';
    await office.post(remittanceText('medicare', { amount: '0', trace: 'T1', date: '20261102' }, refused));
    const decide = async (what: string, body: object) => {
      const [{ id, version }] = await denials();
      const answer = await office.send(`/v1/denials/${id}/${what}`, body, { version, principal: manager });
      expect(answer.status).toBe(200);
    };
    await decide('write-off', { reason: 'too late for a part of it', cents: 1000 });
    await decide('move', { reason: 'the second payer may cover it', to: 'next-payer' });
    expect(await office.owed('A')).toMatchObject({ payers: [0, 9000] });
    const reduced = 'CLP*{A}*2*100*0*0*MC*ICN2*11*1\nCAS*CO*45*100';
    await office.post(remittanceText('medicaid', { amount: '0', trace: 'S1', date: '20261109' }, reduced));
    expect(await office.owed('A')).toMatchObject({ payers: [0, 9000] });
    expect(await denials()).toMatchObject([{ openCents: 9000 }]);
  });

  it('says whether the next payer may cover it: by its reason, while that payer has not answered and it is open', async () => {
    const lines = ['SVC*HC:99213*60*0**1', 'CAS*PR*119*60', 'SVC*HC:85025*40*0**1', 'CAS*CO*29*40'].join('\n');
    const refused = `CLP*{A}*1*100*0*60*MB*ICN1*11*1\n${lines}`;
    await office.post(remittanceText('medicare', { amount: '0', trace: 'T1', date: '20261102' }, refused));
    const told = async () =>
      Object.fromEntries(
        (await denials()).map((each: { category: string; mayBillNextPayer: boolean }) => [
          each.category,
          each.mayBillNextPayer,
        ]),
      );
    expect(await told()).toEqual({ eligibility: true, 'timely-filing': false });
    const [{ id, version }] = (await denials()).filter((each: { category: string }) => each.category === 'eligibility');
    const body = { reason: 'its maximum is reached', to: 'next-payer' };
    await office.send(`/v1/denials/${id}/move`, body, { version, principal: manager });
    expect((await office.get(`/v1/denials/${id}`)).body.mayBillNextPayer).toBe(false);
    const paid = 'CLP*{A}*2*100*60*0*MC*ICN2*11*1\nCAS*OA*23*40';
    await office.post(remittanceText('medicaid', { amount: '60', trace: 'S1', date: '20261109' }, paid));
    const again = 'CLP*{A}*22*-100*0*-60*MB*ICN1*11*1\nCAS*CO*29*-40\nCAS*PR*119*-60';
    await office.post(
      remittanceText('medicare', { amount: '0', trace: 'T2', date: '20261116' }, `${again}\n${refused}`),
    );
    expect(Object.values(await told())).not.toContain(true);
  });
});
