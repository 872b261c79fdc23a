import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { remittanceText } from '../golden/remittance-text.ts';
import { manager, openOffice, type ResolutionOffice } from '../support/resolution-office.ts';

/* The first payer leaves an amount to the next one, takes its answer back, and answers again. */

let office: ResolutionOffice;
let traces = 0;
const paid = (payer: 'bluecross' | 'medicare', amount: string, body: string) => {
  traces += 1;
  return remittanceText(payer, { amount, trace: `T${traces}`, date: '20261105' }, body);
};
const open = async () =>
  (await office.get('/v1/exceptions')).body.items.map(({ code, cents }: { code: string; cents: number }) => [
    code,
    cents,
  ]);

afterEach(async () => {
  expect(await office.faults()).toEqual([]);
  expect(await office.disproofs()).toEqual([]);
  await office.stop();
});

/** The first payer leaves this much of 100.00 to the next one. */
const left = (
  shared: number,
  sign: '' | '-' = '',
) => `CLP*{A}*${sign === '' ? 1 : 22}*${sign}100*0*${sign}${shared}*12*ICN1*11*1
  SVC*HC:99213*${sign}100*0**1
  ${shared === 100 ? '' : `CAS*CO*45*${sign}${100 - shared}`}
  CAS*PR*1*${sign}${shared}`;
const second = (cents: number, number: string, sign: '' | '-' = '') =>
  `CLP*{A}*${sign === '' ? 2 : 22}*${sign}100*${sign}${cents}**MB*${number}*11*1
  SVC*HC:99213*${sign}100*${sign}${cents}**1
  CAS*OA*23*${sign}${100 - cents}`;

describe('a later payer that has answered twice', () => {
  beforeEach(async () => {
    office = await openOffice({ A: { payers: ['bluecross', 'medicare'], lines: [10000] } });
  });

  it('and takes its first answer back has still answered: the difference is work', async () => {
    await office.post(paid('bluecross', '0', left(20)), paid('medicare', '20', second(20, 'M1')));
    await office.post(paid('bluecross', '0', `${left(20, '-')}\n${left(100)}`));
    expect(await office.owed('A')).toMatchObject({ payers: [0, 8000] });
    await office.post(paid('medicare', '70', second(70, 'M2')));
    await office.post(paid('medicare', '0', `${second(20, 'M1', '-')}\nPLB*1234567893*20261231*FB:M1*-20`));
    expect(await office.owed('A')).toMatchObject({ payers: [0, 3000], patient: 0, state: 'adjudicated' });
    expect(await open()).toContainEqual(['balance-unexplained', 3000]);
  });
});

describe('a denial of a later payer that was written off', () => {
  it('is the credit of a payer that is not billed, once both payers took their answers back: nobody closes it away', async () => {
    office = await openOffice({ A: { payers: ['bluecross', 'medicare'], lines: [10000] } });
    const denied = (sign: '' | '-') => `CLP*{A}*${sign === '' ? 2 : 22}*${sign}100*0**MB*M1*11*1
      SVC*HC:99213*${sign}100*0**1\nCAS*OA*23*${sign}80\nCAS*CO*50*${sign}20`;
    await office.post(paid('bluecross', '0', left(20)), paid('medicare', '0', denied('')));
    const [denial] = (await office.get('/v1/denials')).body.items;
    const { version } = denial;
    const written = await office.send(
      `/v1/denials/${denial.id}/write-off`,
      { reason: 'x' },
      { version, principal: manager },
    );
    expect(written.status).toBe(200);
    await office.post(paid('medicare', '0', denied('-')), paid('bluecross', '0', left(20, '-')));
    expect(await office.owed('A')).toMatchObject({ payers: [10000, -2000] });
    const about = async () =>
      (await office.get('/v1/exceptions')).body.items.find(
        ({ code }: { code: string }) => code === 'settled-denial-taken-back',
      );
    const end = async (way: string, more: object = {}) => {
      const { id, version: seen } = await about();
      return office.send(
        `/v1/exceptions/${id}/${way}`,
        { reason: 'x', ...more },
        { version: seen, principal: manager },
      );
    };
    expect((await end('close')).body.type).toMatch(/exception-closes-otherwise$/);
    expect((await end('write-off', { as: 'write-off' })).status).toBe(200);
    expect(await office.owed('A')).toMatchObject({ payers: [10000, 0] });
  });
});

describe('a denial of a later payer', () => {
  beforeEach(async () => {
    office = await openOffice({ A: { payers: ['bluecross', 'medicare'], lines: [9000, 1000] } });
  });
  const both = (sign: '' | '-') => `CLP*{A}*${sign === '' ? 1 : 22}*${sign}100*0*${sign}100*12*ICN1*11*1
    SVC*HC:99211*${sign}90*0**1\nCAS*PR*1*${sign}90\nREF*6R*1\nSVC*HC:99212*${sign}10*0**1\nCAS*PR*1*${sign}10\nREF*6R*2`;

  it('cannot be settled while the payer before it answers for the amount again', async () => {
    await office.post(paid('bluecross', '0', both('')));
    const one = (sign: '' | '-') => `SVC*HC:99211*${sign}90*${sign}90**1\nREF*6R*1`;
    const answer = `CLP*{A}*2*100*90**MB*M1*11*1\n${one('')}\nSVC*HC:99212*10*0**1\nCAS*CO*50*10\nREF*6R*2`;
    await office.post(paid('medicare', '90', answer));
    const partBack = `CLP*{A}*22*-90*-90**MB*M1*11*1\n${one('-')}\nPLB*1234567893*20261231*FB:M1*-90`;
    await office.post(paid('medicare', '0', partBack), paid('bluecross', '0', both('-')));
    expect(await office.owed('A')).toMatchObject({ payers: [10000, 0] });
    const settle = async (way: string, more: object = {}) => {
      const [{ id, version }] = (await office.get('/v1/denials')).body.items;
      return office.send(`/v1/denials/${id}/${way}`, { reason: 'decided', ...more }, { version, principal: manager });
    };
    for (const [way, more] of [['write-off', {}] as const, ['move', { to: 'patient' }] as const]) {
      const { status, body } = await settle(way, more);
      expect([way, status, body.type]).toEqual([way, 409, expect.stringMatching(/settlement-does-not-fit$/)]);
    }
    await office.post(paid('bluecross', '0', both('')));
    expect((await settle('write-off')).status).toBe(200);
    expect(await office.owed('A')).toMatchObject({ payers: [0, 9000] });
  });
});
