import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { remittanceText } from '../golden/remittance-text.ts';
import { openOffice, putSentClaim, type ResolutionOffice } from '../support/resolution-office.ts';

let office: ResolutionOffice;

beforeEach(async () => {
  office = await openOffice({
    A: { payers: ['bluecross'], lines: [10000] },
    C: { payers: ['medicare', 'medicaid'], lines: [6000, 4000] },
  });
});
afterEach(async () => {
  expect(await office.faults()).toEqual([]);
  expect(await office.disproofs()).toEqual([]);
  await office.stop();
});

describe('a payer that alters our numbers', () => {
  const altered = (number: string, trace: string) =>
    remittanceText(
      'bluecross',
      { amount: '80', trace },
      `CLP*${number}*1*100*80*0*12*ICN1*11*1
       SVC*HC:99213*100*80**1
       DTM*472*20261005
       CAS*CO*45*20`,
    );

  it.each([
    ['in lower case with punctuation', (id: string) => `${id.slice(0, 4)}-${id.slice(4)}`.toLowerCase()],
    ['padded with zeros', (id: string) => `0000${id}`],
    ['cut off after 14 characters', (id: string) => id.slice(0, 14)],
    ['with letters for digits', (id: string) => id.replaceAll('0', 'O').replaceAll('1', 'I')],
  ])('has its answer posted in spite of a changed number: %s', async (_how, alter) => {
    const id = office.claims.get('A') as string;
    const [fileId = ''] = await office.post(altered(alter(id), 'ALTERED'));
    expect(await office.owed('A')).toEqual({ payers: [0], patient: 0, state: 'adjudicated' });
    expect(await office.accounts()).not.toHaveProperty('unapplied-payer-cash');
    expect((await office.get('/v1/exceptions')).body.items).toEqual([]);
    const { body } = await office.get(`/v1/remittance-files/${fileId}/remittances`);
    expect(body.items[0]).toMatchObject({ state: 'posted', claimsPosted: 1, claimsUnapplied: 0 });
    const claims = await office.get(`/v1/remittances/${body.items[0].id}/claims`);
    expect(claims.body.items).toMatchObject([{ claimId: id, kind: 'remittance-unapplied', paidCents: 8000 }]);

    // The payer altered our number once, so now its own claim number is known. A reversal under yet another number is
    // found by it.
    const reversal = remittanceText(
      'bluecross',
      { amount: '0', trace: 'BACK' },
      `CLP*LOST*22*-100*-80*0*12*ICN1*11*1
       SVC*HC:99213*-100*-80**1
       CAS*CO*45*-20
       PLB*1234567893*20261231*FB:ICN1*-80`,
    );
    await office.post(reversal, `${altered(alter(id), 'ALTERED')}\n`);
    expect(await office.owed('A')).toEqual({ payers: [10000], patient: 0, state: 'reversed' });
  });

  it('has its answer wait for a person when the charge differs', async () => {
    const id = (office.claims.get('A') as string).toLowerCase();
    const other = altered(id, 'X').replace('*1*100*80*', '*1*90*80*').replace('*100*80**1', '*90*80**1');
    await office.post(other.replace('*45*20', '*45*10'));
    const [exception] = (await office.get('/v1/exceptions')).body.items;
    expect(exception.code).toBe('claim-not-found');
    const { body } = await office.get(`/v1/exceptions/${exception.id}`);
    expect(body.candidates).toMatchObject([{ claimId: office.claims.get('A'), isCertain: false }]);
  });

  it('has its lines matched by what was sent, when it returns none of our line numbers', async () => {
    await putSentClaim(office, 'C', {
      memberId: 'M0003',
      lastName: 'Third',
      lines: [
        { procedure: '99213', modifiers: ['25'], cents: 6000 },
        { procedure: '85025', cents: 4000 },
      ],
    });
    // The lines in another order, and without the modifier.
    await office.post(
      remittanceText(
        'medicare',
        { amount: '70', trace: 'LINES' },
        `CLP*{C}*1*100*70*0*MB*ICN3*11*1
         SVC*HC:85025*40*30**1
         CAS*CO*45*10
         SVC*HC:99213*60*40**1
         CAS*CO*45*20`,
      ),
    );
    const { body } = await office.get(`/v1/ledger-entries?claimId=${office.claims.get('C')}`);
    const entry = body.items.find((item: { kind: string }) => item.kind === 'remittance-claim');
    const reductions = entry.legs.filter((leg: { account: string }) => leg.account === 'contractual-adjustments');
    expect(reductions).toMatchObject([
      { cents: 1000, line: 2 },
      { cents: 2000, line: 1 },
    ]);
  });

  it('does not identify a claim by a meaningless number that it gives to every claim', async () => {
    const denied = (number: string) =>
      altered(number, 'DENIED').replaceAll('100*80', '100*0').replace('CAS*CO*45*20', 'CAS*CO*197*100');
    const asGiven = (text: string) => text.replace('*ICN1*', '*000000*').replace('BPR*I*80*', 'BPR*I*0*');
    const id = office.claims.get('A') as string;
    await office.post(asGiven(denied(id.toLowerCase())));
    expect(await office.owed('A')).toMatchObject({ payers: [10000], state: 'adjudicated' });
    // A later payment of somebody else's claim with the same day and charge does not answer the denial of claim A.
    await office.post(
      asGiven(altered('SOMEBODY-ELSE', 'OTHER')).replace('BPR*I*0*', 'BPR*I*80*').replaceAll('20261102', '20261110'),
    );
    expect(await office.owed('A')).toMatchObject({ payers: [10000], state: 'adjudicated' });
    expect(await office.accounts()).toMatchObject({ 'unapplied-payer-cash': -8000 });
  });
});
