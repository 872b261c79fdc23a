import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { remittanceText } from '../golden/remittance-text.ts';
import { openOffice, type ResolutionOffice } from '../support/resolution-office.ts';

let office: ResolutionOffice;

beforeEach(async () => {
  office = await openOffice({ A: { payers: ['bluecross'], lines: [10000] } }, { holdsTests: true });
});
afterEach(async () => {
  expect(await office.faults()).toEqual([]);
  await office.stop();
});

const body = `CLP*{A}*1*100*80*0*12*ICN1*11*1
  SVC*HC:99213*100*80**1
  CAS*CO*45*20`;
/** The interchanges of golden ledgers are marked as tests. */
const test = remittanceText('bluecross', { amount: '80', trace: 'T1' }, body);
const real = test.replace('*0*T*:~', '*0*P*:~');

const only = async (fileId: string) => (await office.get(`/v1/remittance-files/${fileId}/remittances`)).body.items[0];
const openCodes = async () => (await office.get('/v1/exceptions')).body.items.map(({ code }: { code: string }) => code);

async function admit(id: string): Promise<void> {
  const { version } = (await office.get(`/v1/remittances/${id}`)).body;
  const reason = 'the payer has no other mark';
  const { status, body: answer } = await office.send(`/v1/remittances/${id}/admit`, { reason }, { version });
  expect([status, answer.state]).toEqual([202, 'admitting']);
  await office.pipeline.relay();
  await office.pipeline.drain();
}

describe('an interchange that is marked as a test, in production', () => {
  it('is held, books nothing, and shows on the file and on the exceptions', async () => {
    expect(real).not.toBe(test);
    const before = await office.accounts();
    const [fileId = ''] = await office.post(test);
    expect(await office.accounts()).toEqual(before);
    expect(await only(fileId)).toMatchObject({ state: 'held', isTest: true, reason: { code: 'test-interchange' } });
    const { body: file } = await office.get(`/v1/remittance-files/${fileId}`);
    expect(file).toMatchObject({ state: 'done', payments: 1, testPayments: 1 });
    expect(await openCodes()).toEqual(['test-interchange']);
  });

  it('posts when a person admits it, and the same payment as a real one is then recognised', async () => {
    const [fileId = ''] = await office.post(test);
    await admit((await only(fileId)).id);
    expect(await only(fileId)).toMatchObject({ state: 'posted', isTest: true, resolution: { kind: 'test-admitted' } });
    expect(await office.owed('A')).toEqual({ payers: [0], patient: 0, state: 'adjudicated' });
    expect(await openCodes()).toEqual([]);
    const [again = ''] = await office.post(real);
    expect(await only(again)).toMatchObject({ state: 'already-posted' });
    expect(await office.accounts()).toMatchObject({ 'deposits-in-transit': 8000 });
  });

  it('does not block the real payment: it posts beside the test, and admitting the test posts nothing again', async () => {
    const [fileId = ''] = await office.post(test);
    const [second = ''] = await office.post(real);
    expect(await only(second)).toMatchObject({ state: 'posted' });
    expect((await office.get(`/v1/remittance-files/${second}`)).body.testPayments).toBe(0);
    await admit((await only(fileId)).id);
    expect(await only(fileId)).toMatchObject({ state: 'already-posted', sameAs: (await only(second)).id });
    expect(await office.accounts()).toMatchObject({ 'deposits-in-transit': 8000 });
  });

  it('that has different content from the real payment is held once more when it is admitted', async () => {
    await office.post(real);
    const [fileId = ''] = await office.post(test.replace('ICN1', 'ICN7'));
    const { id } = await only(fileId);
    await admit(id);
    expect(await only(fileId)).toMatchObject({ state: 'held', reason: { code: 'identity-conflict' } });
    expect(await office.accounts()).toMatchObject({ 'deposits-in-transit': 8000 });
    await admit(id);
    expect(await only(fileId)).toMatchObject({ state: 'posted', resolution: { kind: 'admitted' } });
  });

  it('can be rejected, and then never posts', async () => {
    const [fileId = ''] = await office.post(test);
    const { id } = await only(fileId);
    expect(
      (await office.send(`/v1/remittances/${id}/reject`, { reason: 'a test of the payer' }, { version: 1 })).status,
    ).toBe(200);
    expect(await only(fileId)).toMatchObject({ state: 'rejected' });
    expect(await openCodes()).toEqual([]);
    expect((await office.send(`/v1/remittances/${id}/admit`, { reason: 'x' }, { version: 2 })).status).toBe(409);
  });
});

describe('a payment that is dated far ahead', () => {
  it('is held until a person admits it, and then posts as it is', async () => {
    const [, day = ''] = /\*(20\d{6})~/.exec(real) ?? [];
    const [fileId = ''] = await office.post(real.replace(`*${day}~`, '*99991231~'));
    expect(await only(fileId)).toMatchObject({ state: 'held', reason: { code: 'payment-date-far-ahead' } });
    expect(await openCodes()).toEqual(['payment-date-far-ahead']);
    expect(await office.accounts()).not.toHaveProperty('deposits-in-transit');
    await admit((await only(fileId)).id);
    expect(await only(fileId)).toMatchObject({ state: 'posted', resolution: { kind: 'date-admitted' } });
    expect(await office.owed('A')).toEqual({ payers: [0], patient: 0, state: 'adjudicated' });
  });

  it('posts automatically while the day is at most a year and a day ahead', async () => {
    const [, day = ''] = /\*(20\d{6})~/.exec(real) ?? [];
    // The office's day is 2026-11-23.
    const [last = ''] = await office.post(real.replace(`*${day}~`, '*20271124~'));
    expect(await only(last)).toMatchObject({ state: 'posted' });
    const [next = ''] = await office.post(real.replace(`*${day}~`, '*20271125~').replace('T1', 'T2'));
    expect(await only(next)).toMatchObject({ state: 'held', reason: { code: 'payment-date-far-ahead' } });
  });
});
