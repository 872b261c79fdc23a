import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { remittanceText } from '../golden/remittance-text.ts';
import { openOffice, type ResolutionOffice } from '../support/resolution-office.ts';

let office: ResolutionOffice;

beforeEach(async () => {
  office = await openOffice({ A: { payers: ['bluecross', 'bluecross'], lines: [10000] } });
});
afterEach(async () => {
  expect(await office.faults()).toEqual([]);
  expect(await office.disproofs()).toEqual([]);
  await office.stop();
});

/**
 * The payer leaves all of it to the next payer, with a status that does not say whether it answered as primary or
 * secondary.
 */
const nothing = (trace: string) =>
  remittanceText(
    'bluecross',
    { amount: '0', trace },
    `CLP*{A}*4*100*0*100*12*ICN1*11*1
     SVC*HC:99213*100*0**1
     CAS*PR*1*100`,
  );

describe('an answer that fits both shares of one payer', () => {
  it('is matched by a person who names the coverage', async () => {
    await office.post(nothing('T1'));
    expect(await office.owed('A')).toMatchObject({ payers: [0, 10000], patient: 0 });
    await office.post(nothing('T2'));
    const { body: list } = await office.get('/v1/exceptions');
    expect(list.items).toMatchObject([{ code: 'payer-twice-on-claim' }]);
    const match = (coverageId: string, key: string) => {
      const body = { claimId: office.claims.get('A'), reason: 'the second card', coverageId };
      return office.send(`/v1/exceptions/${list.items[0].id}/match`, body, { version: 1, key });
    };
    expect(await match('cov_00000000000000000000000009', 'match-1')).toMatchObject({
      status: 400,
      body: { errors: [{ pointer: '/coverageId' }] },
    });
    expect((await match('cov_00000000000000000000000001', 'match-2')).status).toBe(200);
    expect(await office.owed('A')).toMatchObject({ payers: [0, 0], patient: 10000 });
  });
});

describe('a reversal that fits the one answer of a share, and the sum of another share’s answers', () => {
  const both = (
    sign: '' | '-',
    status: string,
    icn: string,
  ) => `CLP*{A}*${status}*${sign}100*0*${sign}100*12*${icn}*11*1
    SVC*HC:99211*${sign}50*0**1\nCAS*PR*1*${sign}50\nREF*6R*1\nSVC*HC:99212*${sign}50*0**1\nCAS*PR*1*${sign}50\nREF*6R*2`;
  const part = (line: number) =>
    `CLP*{A}*1*50*0*50*12*ICN${line}*11*1\nSVC*HC:9921${line}*50*0**1\nCAS*PR*1*50\nREF*6R*${line}`;
  const paid = (day: number, body: string) =>
    remittanceText('bluecross', { amount: '0', trace: `P${day}`, date: `2026110${day}` }, body);
  const codes = async () => (await office.get('/v1/exceptions')).body.items.map(({ code }: { code: string }) => code);

  beforeEach(async () => {
    await office.stop();
    office = await openOffice({ A: { payers: ['bluecross', 'bluecross'], lines: [5000, 5000] } });
    await office.post(paid(2, part(1)), paid(3, part(2)), paid(4, both('', '2', 'ICN3')));
    expect(await office.owed('A')).toMatchObject({ payers: [0, 0], patient: 10000 });
  });

  it('is left to a person', async () => {
    await office.post(paid(5, both('-', '22', 'OTHER')));
    expect(await codes()).toEqual(['payer-twice-on-claim']);
    expect(await office.owed('A')).toMatchObject({ payers: [0, 0], patient: 10000 });
  });

  it('reverses that one when it has the payer’s own number of it', async () => {
    await office.post(paid(5, both('-', '22', 'ICN3')));
    expect(await codes()).toEqual([]);
    expect(await office.owed('A')).toMatchObject({ payers: [0, 10000], patient: 0 });
  });
});
