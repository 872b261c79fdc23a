import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { remittanceText } from '../golden/remittance-text.ts';
import { openOffice, type ResolutionOffice } from '../support/resolution-office.ts';

/**
 * An answer is taken off its claim after a later payer has answered. One exception holds its cash; another one shows
 * what this leaves open.
 */

const claims = {
  A: { payers: ['bluecross', 'medicaid'], lines: [10000] },
  B: { payers: ['bluecross'], lines: [10000] },
  C: { payers: ['bluecross'], lines: [10000] },
} as const;

const first = `CLP*{A}*1*100*50*30*12*ICNA*11*1
   SVC*HC:99213*100*50**1
   CAS*PR*2*30
   CAS*CO*45*20`;

const second = `CLP*{A}*2*100*20*0*MC*TCNA*11*1
   SVC*HC:99213*100*20**1
   CAS*CO*45*80`;

let office: ResolutionOffice;

beforeEach(async () => {
  office = await openOffice(claims);
  await office.post(
    remittanceText('bluecross', { amount: '50', trace: 'ONE' }, first),
    remittanceText('medicaid', { amount: '20', trace: 'TWO', date: '20261109' }, second),
  );
});
afterEach(() => office?.stop());

const reason = 'a test';

async function unpost(): Promise<Readonly<Record<string, { readonly id: string; readonly version: number }>>> {
  const { body } = await office.get(`/v1/ledger-entries?claimId=${office.claims.get('A')}`);
  const answer = body.items.find(
    (entry: { adjudication?: { payerId: string } }) => entry.adjudication?.payerId === 'bluecross',
  );
  expect((await office.send(`/v1/ledger-entries/${answer.id}/unpost`, { reason })).status).toBe(200);
  const open = (await office.get('/v1/exceptions')).body.items;
  return Object.fromEntries(open.map((exception: { code: string }) => [exception.code, exception]));
}

describe('cash that was taken off its claim', () => {
  it('is taken from where it waits once, whatever else is open about it', async () => {
    const { 'payment-unposted': holds, 'later-payer-answered': says } = await unpost();
    const match = (exception: typeof holds, name: string) =>
      office.send(
        `/v1/exceptions/${exception?.id}/match`,
        { claimId: office.claims.get(name), accept: true, reason },
        { version: exception?.version ?? 0 },
      );
    expect((await match(holds, 'B')).status).toBe(200);
    const accounts = await office.accounts();
    expect(accounts['unapplied-payer-cash']).toBeUndefined();
    const again = await match(says, 'C');
    expect([again.status, again.body.type]).toEqual([409, expect.stringMatching(/\/exception-holds-no-cash$/)]);
    expect(await office.accounts()).toEqual(accounts);
    expect(await office.faults()).toEqual([]);
  });

  it('does not keep a purely informative exception open, which ends when its own amount is settled', async () => {
    const { 'payment-unposted': holds, 'later-payer-answered': says } = await unpost();
    expect((await office.get(`/v1/exceptions/${says?.id}`)).body.stated).toBeUndefined();
    const close = (exception: typeof holds) =>
      office.send(`/v1/exceptions/${exception?.id}/close`, { reason }, { version: exception?.version ?? 0 });
    expect((await close(says)).status).toBe(409);
    const refund = { to: 'refund', reason };
    expect((await office.send(`/v1/exceptions/${says?.id}/move`, refund, { version: says?.version ?? 0 })).status).toBe(
      200,
    );
    expect((await close(holds)).status).toBe(409);
  });
});
