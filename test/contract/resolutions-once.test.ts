import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ClaimId } from '../../shared/domain/identity/ids.ts';
import { balanceItem, balanceOfItem } from '../../shared/store/claims.ts';
import { claimBalanceKey, claimIdOfControlNumber, payerClaimNumberKey } from '../../shared/store/keys/claim.ts';
import type { Item } from '../../shared/store/table.ts';
import { remittanceText } from '../golden/remittance-text.ts';
import { goldenTenant } from '../support/remittance-pipeline.ts';
import { openOffice, putSentClaim, type ResolutionOffice } from '../support/resolution-office.ts';

/** Waiting cash is used only once, whichever list shows it. What a payer did after its answer does not block it. */

let office: ResolutionOffice;

beforeEach(async () => {
  office = await openOffice({
    A: { payers: ['bluecross'], lines: [10000] },
    B: { payers: ['bluecross'], lines: [10000] },
    C: { payers: ['medicare', 'medicaid'], lines: [6000, 4000] },
    D: { payers: ['medicare', 'medicaid'], lines: [6000, 4000] },
    E: { payers: ['medicare', 'medicaid'], lines: [6000, 4000] },
    F: { payers: ['bluecross'], lines: [20000] },
  });
});
afterEach(async () => {
  expect(await office.faults()).toEqual([]);
  expect(await office.disproofs()).toEqual([]);
  await office.stop();
});

const primary = (number: string) =>
  remittanceText(
    'medicare',
    { amount: '80', trace: `P${number}`, date: '20261102' },
    `CLP*${number}*1*100*80*20*MB*ICN1*11*1
     SVC*HC:99213*60*50**1
     REF*6R*L1
     CAS*PR*2*10
     SVC*HC:85025*40*30**1
     REF*6R*L2
     CAS*PR*2*10`,
  );

const secondary = (number: string) =>
  remittanceText(
    'medicaid',
    { amount: '20', trace: `S${number}`, date: '20261104' },
    `CLP*${number}*2*100*20*0*MC*ICN2*11*1
     CAS*OA*23*80`,
  );

async function exceptions() {
  return (await office.get('/v1/exceptions')).body.items as {
    id: string;
    code: string;
    version: number;
    ledgerEntryId: string;
  }[];
}

/** The entry of the answer that paid the given amount. */
async function answerOn(name: string, paidCents: number): Promise<string> {
  const { body } = await office.get(`/v1/ledger-entries?claimId=${office.claims.get(name)}`);
  const isCash = (leg: Leg) => leg.account === 'remittance-clearing' && leg.cents === paidCents;
  return body.items.find(({ legs }: { legs: Leg[] }) => legs.some(isCash)).id;
}

interface Leg {
  readonly account: string;
  readonly cents: number;
}

describe('cash of a payment that was unposted', () => {
  it('is matched once, although another exception names the same entry', async () => {
    await office.post(primary('{C}'), secondary('{C}'));
    const id = await answerOn('C', 8000);
    const taken = await office.send(`/v1/ledger-entries/${id}/unpost`, { reason: 'wrong patient' });
    expect(taken.status).toBe(200);
    const open = await exceptions();
    expect(open.map((e) => e.code).sort()).toEqual(['later-payer-answered', 'payment-unposted']);
    const results = [];
    for (const [index, one] of open.entries()) {
      const body = { claimId: office.claims.get(index === 0 ? 'D' : 'E'), reason: 'x' };
      results.push((await office.send(`/v1/exceptions/${one.id}/match`, body, { version: 1 })).status);
    }
    expect(results.sort()).toEqual([200, 409]);
    const [other] = await exceptions();
    expect(other?.code).toBe('later-payer-answered');
    // This exception is about a credit of the later payer, which must be refunded, not closed.
    const path = `/v1/exceptions/${other?.id}`;
    expect((await office.send(`${path}/close`, { reason: 'told them' }, { version: 1 })).status).toBe(409);
    const refund = { to: 'refund', reason: 'told them' };
    expect((await office.send(`${path}/move`, refund, { version: 1 })).status).toBe(200);
    expect(await exceptions()).toEqual([]);
    expect(await office.accounts()).not.toHaveProperty('unapplied-payer-cash');
  });
});

describe('an answer that the payer has partly reversed', () => {
  it('is neither unposted nor moved, because what is left of it differs from its bytes', async () => {
    await office.post(
      primary('{C}'),
      remittanceText(
        'medicare',
        { amount: '0', trace: 'PART', date: '20261103' },
        `CLP*{C}*22*-60*-50*-10*MB*ICN1*11*1
         SVC*HC:99213*-60*-50**1
         REF*6R*L1
         CAS*PR*2*-10
         PLB*1234567893*20261231*FB:ICN1*-50`,
      ),
    );
    const path = `/v1/ledger-entries/${await answerOn('C', 8000)}`;
    const body = { claimId: office.claims.get('D'), reason: 'wrong patient' };
    expect((await office.send(`${path}/unpost`, { reason: 'wrong patient' })).status).toBe(409);
    expect((await office.send(`${path}/move`, body)).status).toBe(409);
    expect((await office.accounts())['unapplied-payer-cash']).toBeUndefined();
  });
});

describe('two claims with reversals that arrived first', () => {
  it('are both settled by one file', async () => {
    const both = (f: (n: string, i: string) => string) => `${f('{A}', 'ICNA')}\n${f('{B}', 'ICNB')}`;
    const back = (n: string, icn: string) => `CLP*${n}*22*-100*-80*0*12*${icn}*11*1
      SVC*HC:99213*-100*-80**1
      CAS*CO*45*-20`;
    const paid = (n: string, icn: string) => `CLP*${n}*1*100*80*0*12*${icn}*11*1
      SVC*HC:99213*100*80**1
      CAS*CO*45*20`;
    await office.post(
      remittanceText(
        'bluecross',
        { amount: '0', trace: 'T1', date: '20261105' },
        `${both(back)}\nPLB*1234567893*20261231*FB:X*-160`,
      ),
    );
    const [file = ''] = await office.post(
      remittanceText('bluecross', { amount: '160', trace: 'T2', date: '20261102' }, both(paid)),
    );
    expect((await office.pipeline.fileOf(file)).state).toBe('done');
    expect(await exceptions()).toEqual([]);
    expect(await office.owed('B')).toEqual({ payers: [10000], patient: 0, state: 'reversed' });
  });
});

describe('a claim that was accepted although it does not add up', () => {
  it('is reversed by the payer’s reversal, which does not add up either', async () => {
    const stated = (sign: '' | '-') => `CLP*{A}*${sign === '' ? 1 : 22}*${sign}100*${sign}80*0*12*ICN1*11*1
      SVC*HC:99213*${sign}100*${sign}80**1
      CAS*CO*45*${sign}15`;
    await office.post(remittanceText('bluecross', { amount: '80', trace: 'T1', date: '20261102' }, stated('')));
    let [one] = await exceptions();
    expect((await office.send(`/v1/exceptions/${one?.id}/accept`, { reason: 'x' }, { version: 1 })).status).toBe(200);
    await office.post(
      remittanceText(
        'bluecross',
        { amount: '0', trace: 'T2', date: '20261105' },
        `${stated('-')}\nPLB*1234567893*20261231*FB:ICN1*-80`,
      ),
    );
    one = (await exceptions()).find(({ code }) => code === 'claim-unbalanced');
    const back = await office.send(`/v1/exceptions/${one?.id}/accept`, { reason: 'x' }, { version: 1 });
    expect(back.status, JSON.stringify(back.body)).toBe(200);
    expect(await office.owed('A')).toEqual({ payers: [10000], patient: 0, state: 'reversed' });
    expect(await exceptions()).toEqual([]);
  });
});

describe('a claim that does not add up, with its lines in another order', () => {
  it('keeps what did not post under the line for which it was stated', async () => {
    await office.post(
      remittanceText(
        'medicare',
        { amount: '50', trace: 'T1' },
        `CLP*{C}*1*100*50*0*MB*ICN1*11*1
         SVC*HC:85025*40*10**1
         REF*6R*L2
         CAS*CO*45*25
         SVC*HC:99213*60*40**1
         REF*6R*L1
         CAS*CO*45*20`,
      ),
    );
    const [one] = await exceptions();
    const accepted = await office.send(`/v1/exceptions/${one?.id}/accept`, { reason: 'x' }, { version: 1 });
    expect(accepted.status).toBe(200);
    const { body } = await office.get(`/v1/ledger-entries/${accepted.body.ledgerEntryId}`);
    expect(body.notes).toEqual([{ meaning: 'held', reason: 'CO-45', cents: 2500, line: 2 }]);
  });
});

describe('a payment that a person matches, with a line that cannot be assigned with certainty', () => {
  it('notes that on the entry, as posting does', async () => {
    const lines = [
      { procedure: '99213', cents: 6000 },
      { procedure: '85025', cents: 4000 },
    ];
    await putSentClaim(office, 'C', { memberId: 'M0003', lastName: 'Third', lines });
    await office.post(
      remittanceText(
        'medicare',
        { amount: '70', trace: 'T1' },
        `CLP*OTHER*1*100*70*0*MB*ICN1*11*1
         SVC*HC:99213*60*40**1
         CAS*CO*45*20
         SVC*HC:G0001*35*25**1
         CAS*CO*45*10
         SVC*HC:G0002*5*5**1`,
      ),
    );
    const [one] = await exceptions();
    const body = { claimId: office.claims.get('C'), reason: 'x' };
    const matched = await office.send(`/v1/exceptions/${one?.id}/match`, body, { version: 1 });
    const { notes } = (await office.get(`/v1/ledger-entries/${matched.body.ledgerEntryId}`)).body;
    expect(notes.map(({ reason, line }: { reason: string; line: number }) => `${reason} ${line}`)).toEqual([
      'line-unmatched 2',
      'line-unmatched 3',
    ]);
  });
});

describe('a payment held because of its identity', () => {
  const paid = (number: string, icn: string) =>
    remittanceText(
      'bluecross',
      { amount: '80', trace: 'DUMMY' },
      `CLP*${number}*1*100*80*0*12*${icn}*11*1
       SVC*HC:99213*100*80**1
       CAS*CO*45*20`,
    );
  const only = async (fileId = '') => (await office.get(`/v1/remittance-files/${fileId}/remittances`)).body.items[0];
  const admit = async ({ id }: { id: string }) => {
    expect((await office.send(`/v1/remittances/${id}/admit`, { reason: 'another check' }, { version: 1 })).status).toBe(
      202,
    );
    await office.pipeline.relay();
    await office.pipeline.drain();
  };

  it('is recognised when it arrives again after a person admitted it', async () => {
    await office.post(paid('{A}', 'ICNA'));
    const [fileId] = await office.post(paid('{B}', 'ICNB'));
    const held = await only(fileId);
    await admit(held);
    const [again] = await office.post(`${paid('{B}', 'ICNB').trimEnd()}\n\n`);
    expect(await only(again)).toMatchObject({ state: 'already-posted', sameAs: held.id });
  });

  it('is admitted once, although it is held in two files', async () => {
    await office.post(paid('{A}', 'ICNA'));
    const files = await office.post(paid('{B}', 'ICNB'), `${paid('{B}', 'ICNB').trimEnd()}\n\n`);
    const [first, second] = [await only(files[0]), await only(files[1])];
    await admit(first);
    await admit(second);
    expect(await only(files[0])).toMatchObject({ state: 'posted' });
    expect(await only(files[1])).toMatchObject({ state: 'already-posted', sameAs: first.id });
    expect((await office.pipeline.fileOf(files[1] as string)).state).toBe('done');
    expect(await office.accounts()).toMatchObject({ 'deposits-in-transit': 16000 });
  });
});

describe('a payment to a payee unknown to the office', () => {
  const stranger = remittanceText(
    'bluecross',
    { amount: '80', trace: 'T1' },
    `CLP*OTHER*1*100*80*0*12*ICN1*11*1
     SVC*HC:99213*100*80**1
     CAS*CO*45*20`,
  )
    .replace('*XX*1234567893', '*XX*1999999984')
    .replace('REF*TJ*123456789~\n', '')
    .replace(/SE\*\d+/, 'SE*14');

  const balancesOf = async (entityId: string) => {
    const { body } = await office.get(`/v1/trial-balance?entityId=${entityId}`);
    const accounts = body.accounts as { account: string; balanceCents: number }[];
    return Object.fromEntries(accounts.map(({ account, balanceCents }) => [account, balanceCents]));
  };

  it('is matched with a claim of an entity, and each entity’s books balance', async () => {
    await office.post(stranger);
    const [one] = await exceptions();
    const held = await office.get(`/v1/ledger-entries/${one?.ledgerEntryId}`);
    expect(held.body.entityId).toBe('unassigned');
    const claim = await office.get(`/v1/ledger-entries?claimId=${office.claims.get('A')}`);
    const { entityId } = claim.body.items[0];
    const before = await balancesOf(entityId);
    const body = { claimId: office.claims.get('A'), reason: 'an old number of ours' };
    const matched = await office.send(`/v1/exceptions/${one?.id}/match`, body, { version: 1 });
    expect(matched.status, JSON.stringify(matched.body)).toBe(200);
    expect(await office.owed('A')).toEqual({ payers: [0], patient: 0, state: 'adjudicated' });
    expect(await balancesOf('unassigned')).toEqual({
      'between-entities': -8000,
      'deposits-in-transit': 8000,
      'remittance-clearing': 0,
      'unapplied-payer-cash': 0,
    });
    expect(await balancesOf(entityId)).toEqual({
      ...before,
      'between-entities': 8000,
      'contractual-adjustments': 2000,
      'insurance-receivable': (before['insurance-receivable'] ?? 0) - 10000,
      'unapplied-payer-cash': 0,
    });
    expect(await office.accounts()).not.toHaveProperty('between-entities');
  });
});

describe('a claim of another system that is loaded after its payment', () => {
  it('is the first candidate, by its own number', async () => {
    await office.post(
      remittanceText(
        'bluecross',
        { amount: '80', trace: 'T1' },
        `CLP*LEGACY-9*1*100*80*0*12*ICN1*11*1
         SVC*HC:99213*100*80**1
         CAS*CO*45*20`,
      ),
    );
    const { table } = office.pipeline;
    const stored = await table.get(claimBalanceKey(goldenTenant, office.claims.get('A') as ClaimId));
    const claimId = claimIdOfControlNumber('LEGACY-9');
    const loaded = { ...balanceOfItem(stored as Item), claimId, controlNumber: 'LEGACY-9' };
    await table.transact([{ put: balanceItem(goldenTenant, loaded) }]);
    const [one] = await exceptions();
    const { body } = await office.get(`/v1/exceptions/${one?.id}`);
    expect(body.candidates).toMatchObject([{ claimId, reasons: [{ criterion: 'control-number' }, {}, {}] }]);
    // The control number was not altered, so the payer's own number is not stored for finding the claim.
    const accepted = await office.send(`/v1/exceptions/${one?.id}/accept`, { reason: 'loaded since' }, { version: 1 });
    expect(accepted.body).toMatchObject({ claimId });
    expect(await table.get(payerClaimNumberKey(goldenTenant, 'bluecross', 'ICN1'))).toBeUndefined();
  });
});

describe('a claim with more adjustments than one entry holds', () => {
  it('is refused by the match too, with that reason', async () => {
    const lines = Array.from(
      { length: 5000 },
      (_, index) => `SVC*HC:99213*.04*${index === 0 ? '.01' : '0'}**1
       CAS*CO*45*.01**253*.01
       CAS*PR*1*.01${index === 0 ? '' : '**2*.01'}`,
    );
    await office.post(
      remittanceText(
        'bluecross',
        { amount: '.01', trace: 'T1' },
        `CLP*{F}*1*200*.01*99.99*12*ICN1*11*1\n${lines.join('\n')}`,
      ),
    );
    const [one] = await exceptions();
    expect(one?.code).toBe('claim-too-large');
    const body = { claimId: office.claims.get('F'), reason: 'x' };
    const matched = await office.send(`/v1/exceptions/${one?.id}/match`, body, { version: 1 });
    expect(matched).toMatchObject({ status: 409, body: { exceptionCode: 'claim-too-large' } });
  });
});
