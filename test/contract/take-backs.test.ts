import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { remittanceText } from '../golden/remittance-text.ts';
import { openOffice, type ResolutionOffice } from '../support/resolution-office.ts';

/*
 * Money that a payer withholds and that the books do not know: how much of it waits for a person, and when that ends.
 */

let office: ResolutionOffice;
beforeEach(async () => {
  office = await openOffice({ A: { payers: ['bluecross'], lines: [10000] } });
});
afterEach(async () => {
  expect(await office.faults()).toEqual([]);
  expect(await office.disproofs()).toEqual([]);
  await office.stop();
});

/**
 * A payment of 100.00 for an unknown claim, less what the payer withholds under one reference (more, if the amount is
 * negative).
 */
const keeping = (day: number, cents: number) =>
  remittanceText(
    'bluecross',
    { amount: `${100 - cents / 100}`, trace: `T${day}`, date: `2026110${day}` },
    `CLP*STRANGER${day}*1*100*100*0*12*ICN${day}*11*1\nPLB*1234567893*20261231*WO:OTHER*${cents / 100}`,
  );

const takeBacks = async () => {
  const { items } = (await office.get('/v1/exceptions')).body;
  return items.filter(({ code }: { code: string }) => code === 'unresolved-take-back');
};

async function applied(): Promise<unknown> {
  const [{ id, version }] = await takeBacks();
  const body = { claimId: office.claims.get('A'), reason: 'the payer named the claim' };
  return office.send(`/v1/exceptions/${id}/apply`, body, { version });
}

describe('an unknown take-back', () => {
  it('is for the amount beyond what was withheld, and no more is put onto a claim', async () => {
    await office.post(keeping(2, -6000), keeping(3, 10_000));
    expect(await takeBacks()).toMatchObject([{ cents: 4000 }]);
    expect(await applied()).toMatchObject({ status: 200 });
    expect(await office.owed('A')).toMatchObject({ payers: [14_000] });
    expect((await office.accounts())['payer-recoupments-payable']).toBeUndefined();
  });

  it('ends when the payer returns all of it', async () => {
    await office.post(keeping(2, 4000));
    const [{ id }] = await takeBacks();
    await office.post(keeping(3, -4000));
    expect(await takeBacks()).toEqual([]);
    expect((await office.get(`/v1/exceptions/${id}`)).body.state).toBe('resolved');
    expect((await office.accounts())['payer-recoupments-payable']).toBeUndefined();
  });

  it('is for the rest when the payer returns a part of it', async () => {
    await office.post(keeping(2, 4000), keeping(3, -1000));
    expect(await takeBacks()).toHaveLength(1);
    expect(await applied()).toMatchObject({ status: 200 });
    expect(await office.owed('A')).toMatchObject({ payers: [13_000] });
    expect((await office.accounts())['payer-recoupments-payable']).toBeUndefined();
  });

  it('that was put onto a claim no longer counts under its reference: the next amount withheld is unknown again', async () => {
    await office.post(keeping(2, 4000));
    expect(await applied()).toMatchObject({ status: 200 });
    await office.post(keeping(3, -4000), keeping(4, 4000));
    expect(await takeBacks()).toEqual([]);
    await office.post(keeping(5, 4000));
    expect(await takeBacks()).toMatchObject([{ cents: 4000 }]);
  });
});
