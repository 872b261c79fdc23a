import { afterEach, describe, expect, it } from 'vitest';
import { accountsApi } from '../../functions/accounts/api.ts';
import { bankApi } from '../../functions/bank/api.ts';
import { claimsApi } from '../../functions/claims/api.ts';
import { codeEntryApi } from '../../functions/code-entry/api.ts';
import { contractsApi } from '../../functions/contracts/api.ts';
import { denialsApi } from '../../functions/denials/api.ts';
import { exceptionsApi } from '../../functions/exceptions/api.ts';
import { inquiriesApi } from '../../functions/inquiries/api.ts';
import { paperApi } from '../../functions/paper/api.ts';
import { remittancesApi } from '../../functions/remittances/api.ts';
import { reportsApi } from '../../functions/reports/api.ts';
import { selfAuditApi } from '../../functions/self-audit/api.ts';
import { type AnyExceptionCode, exceptionCodes } from '../../shared/domain/exception/codes.ts';
import { quarantineReasons } from '../../shared/domain/remittance/post/quarantine.ts';
import { exceptionWrite } from '../../shared/store/exceptions.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { remittanceKey } from '../../shared/store/keys/remittance.ts';
import { quarantineExceptionId } from '../../shared/store/remittances.ts';
import { remittanceText } from '../golden/remittance-text.ts';
import { goldenTenant } from '../support/remittance-pipeline.ts';
import { manager, openOffice, type ResolutionOffice } from '../support/resolution-office.ts';

/*
 * There is always a way out: for every exception code one exception is opened, and the operation that its advice names
 * ends it.
 */

let office: ResolutionOffice;
afterEach(async () => {
  expect(await office.faults()).toEqual([]);
  expect(await office.disproofs()).toEqual([]);
  await office.stop();
});

type Ending = keyof typeof exceptionsApi;

/** How an exception of a code is opened, and how it ends. */
interface WayOut {
  /** Payments, in the order in which they arrive. */
  readonly texts: readonly string[];
  readonly by: Ending;
  readonly body?: () => object;
  /**
   * The code with which the exception opens here. The tested code is hard to cause but has the same way out, so the
   * test replaces the code.
   */
  readonly as?: AnyExceptionCode;
}

const paid = (claim: string, adjustments = 'CAS*CO*45*20', icn = 'ICN1') =>
  `CLP*${claim}*1*100*80*0*12*${icn}*11*1\nSVC*HC:99213*100*80**1\n${adjustments}`;
const blue = (amount: string, body: string, day = 2) =>
  remittanceText('bluecross', { amount, trace: `T${day}`, date: `2026110${day}` }, body);
const first = (amount: string, body: string, day = 2) =>
  remittanceText('medicare', { amount, trace: `M${day}`, date: `2026110${day}` }, body);
const second = (amount: string, body: string, day = 4) =>
  remittanceText('medicaid', { amount, trace: `S${day}`, date: `2026110${day}` }, body);

const claimOf = (name: string) => office.claims.get(name) as string;
const onA = () => ({ claimId: claimOf('A') });
const stranger = blue('80', paid('STRANGER'));
const answered = first('80', 'CLP*{C}*1*100*80*20*MB*ICN1*11*1\nCAS*PR*2*20');
const back = (paidText: string, adjustment: string) =>
  `CLP*{A}*22*-100*-${paidText}*0*12*ICN1*11*1\nSVC*HC:99213*-100*-${paidText}**1\n${adjustment}`;
const line2 = (sign: '' | '-', status: string) => `CLP*{B}*${status}*${sign}60*${sign}45*0*12*ICN2*11*1
  SVC*HC:85025*${sign}60*${sign}45**1\nCAS*CO*45*${sign}15\nREF*6R*2`;

const ways: Partial<Record<AnyExceptionCode, WayOut>> = {
  'claim-not-found': { texts: [stranger], by: 'matchException', body: onA },
  'claim-not-submitted': { texts: [stranger], as: 'claim-not-found', by: 'matchException', body: onA },
  'changed-since-plan': { texts: [stranger], as: 'claim-not-found', by: 'matchException', body: onA },
  'payee-differs': { texts: [stranger], as: 'claim-not-found', by: 'applyException', body: onA },
  'answered-filing-unclear': { texts: [stranger], as: 'claim-not-found', by: 'matchException', body: onA },
  'payer-twice-on-claim': { texts: [stranger], as: 'claim-not-found', by: 'applyException', body: onA },
  'payer-unknown': {
    texts: [stranger],
    as: 'claim-not-found',
    by: 'matchException',
    body: onA,
  },
  'claim-unreadable': { texts: [stranger], as: 'claim-not-found', by: 'applyException', body: onA },
  'claim-too-large': { texts: [stranger], as: 'claim-not-found', by: 'applyException', body: onA },
  'claim-unbalanced': { texts: [blue('80', paid('{A}', 'CAS*CO*45*15'))], by: 'acceptException' },
  'charge-differs': {
    texts: [blue('80', 'CLP*{A}*1*90*80*0*12*ICN1*11*1\nSVC*HC:99213*90*80**1\nCAS*CO*45*10')],
    by: 'acceptException',
  },
  'payer-position-differs': { texts: [blue('80', paid('{A}').replace('*1*100', '*2*100'))], by: 'acceptException' },
  'status-unknown': {
    texts: [blue('80', paid('{A}').replace('*1*100', '*99*100'))],
    by: 'applyException',
    body: onA,
  },
  'predetermination-paid': {
    texts: [blue('80', paid('{A}').replace('*1*100', '*25*100'))],
    by: 'applyException',
    body: onA,
  },
  'forwarded-with-payment': {
    texts: [blue('80', paid('{A}').replace('*1*100', '*23*100'))],
    by: 'bookException',
    body: () => ({ account: 'refunds-payable' }),
  },
  'payer-not-on-claim': {
    texts: [second('80', paid('{A}'))],
    by: 'applyException',
    // It was the secondary payment of another claim.
    body: () => ({ claimId: claimOf('C') }),
  },
  'earlier-payer-unanswered': {
    texts: [second('20', 'CLP*{C}*2*100*20*0*MC*ICN2*11*1\nCAS*OA*23*80')],
    by: 'applyException',
    body: () => ({ claimId: claimOf('C') }),
  },
  'already-adjudicated': {
    texts: [blue('80', paid('{A}')), blue('80', paid('{A}'), 3)],
    by: 'applyException',
    body: onA,
  },
  'reversal-without-original': {
    texts: [blue('0', `${back('80', 'CAS*CO*45*-20')}\nPLB*1234567893*20261231*WO:ICN1*-80`)],
    by: 'applyException',
    body: onA,
  },
  'partial-reversal': {
    texts: [blue('80', paid('{A}')), blue('0', `${back('70', 'CAS*CO*45*-30')}\nPLB*1234567893*20261231*WO:X*-70`, 3)],
    by: 'applyException',
    body: onA,
  },
  'payment-unposted': { texts: [blue('80', paid('{A}'))], by: 'matchException', body: onA },
  'reversed-in-part': {
    texts: [
      blue(
        '125',
        `CLP*{B}*1*160*125*0*12*ICN2*11*1\nSVC*HC:99213*100*80**1\nCAS*CO*45*20\nREF*6R*1
        SVC*HC:85025*60*45**1\nCAS*CO*45*15\nREF*6R*2`,
      ),
      blue('0', `${line2('-', '22')}\nPLB*1234567893*20261231*WO:ICN2*-45`, 3),
    ],
    by: 'closeException',
  },
  'adjustment-without-rule': { texts: [blue('80', paid('{A}', 'CAS*CO*900*20'))], by: 'writeOffException' },
  'no-next-payer': {
    texts: [blue('80', paid('{A}', 'CAS*OA*209*20'))],
    by: 'moveException',
    body: () => ({ to: 'patient' }),
  },
  'credit-balance': {
    texts: [blue('110', 'CLP*{A}*1*100*110*0*12*ICN1*11*1\nSVC*HC:99213*100*110**1\nCAS*OA*94*-10')],
    by: 'moveException',
    body: () => ({ to: 'refund' }),
  },
  'later-payer-answered': {
    texts: [
      answered,
      second('20', 'CLP*{C}*2*100*20*0*MC*ICN2*11*1\nCAS*OA*23*80'),
      first('0', 'CLP*{C}*22*-100*-80*-20*MB*ICN1*11*1\nCAS*PR*2*-20\nPLB*1234567893*20261231*WO:ICN1*-80', 6),
    ],
    by: 'moveException',
    body: () => ({ to: 'refund' }),
  },
  'prior-payer-differs': {
    texts: [answered, second('20', 'CLP*{C}*2*100*20*0*MC*ICN2*11*1\nCAS*OA*23*75\nCAS*CO*45*5')],
    by: 'closeException',
  },
  'ambiguous-secondary': {
    texts: [answered, second('20', 'CLP*{C}*2*100*20*0*MC*ICN2*11*1\nCAS*OA*23*80\nCAS*CO*45*5\nCAS*CO*900*-5')],
    by: 'closeException',
  },
  'paid-to-patient': { texts: [blue('0', 'CLP*{A}*1*100*0*100*12*ICN1*11*1\nCAS*PR*100*100')], by: 'closeException' },
  'unresolved-take-back': {
    texts: [blue('60', `${paid('{A}')}\nPLB*1234567893*20261231*WO:OTHER*20`)],
    by: 'applyException',
    body: onA,
  },
  'taken-back-twice': {
    texts: [
      blue('80', paid('{A}')),
      blue(
        '60',
        `CLP*{B}*1*160*160*0*12*ICN2*11*1\nSVC*HC:99213*160*160**1
        ${back('80', 'CAS*CO*45*-20')}\nPLB*1234567893*20261231*WO:ICN1*20`,
        3,
      ),
    ],
    by: 'bookException',
    body: () => ({ account: 'refunds-payable' }),
  },
  'provider-adjustment-without-rule': {
    texts: [blue('75', `${paid('{A}')}\nPLB*1234567893*20261231*ZZ:X*5`)],
    by: 'bookException',
    body: () => ({ account: 'other-adjustments' }),
  },
  'provider-adjustment-to-review': {
    texts: [blue('75', `${paid('{A}')}\nPLB*1234567893*20261231*CS:X*5`)],
    by: 'bookException',
    body: () => ({ account: 'merchant-and-agency-fees' }),
  },
};

/** Exceptions that need no booking: they end only when a person has seen and closed them. */
const closed: readonly AnyExceptionCode[] = [
  'card-refund-not-booked',
  'report-not-made',
  'payment-below-zero',
  'insured-corrected',
  'clearing-open',
  'connection-quiet',
  'connection-failing',
  'delivery-failing',
  'acknowledgement-missing',
  'acknowledgement-unapplied',
  'acknowledgement-contradicts',
  'inquiry-file-rejected',
  'inquiry-answers-broken-off',
  'deadline-near',
  'deadline-missed',
];

/** These are opened and ended in the tests of their functions, which have offices of their own. */
const elsewhere: readonly AnyExceptionCode[] = [
  'claim-held',
  'claim-withdrawn',
  'claim-rejected',
  'claim-status-problem',
  'notice-to-file',
  'acknowledged-filing-unclear',
  'delivery-uncertain',
  'deposit-without-remittance',
  'balance-unexplained',
  'correction-awaited',
  'patient-credit',
  // These are in the stories of the golden accounts.
  'refund-of-cash-declined',
  'settled-denial-taken-back',
];

const open = async () => (await office.get('/v1/exceptions?limit=200')).body.items;

/** A new office with two claims for Blue Cross (B has two lines) and one for Medicare and Medicaid. */
async function fresh(): Promise<void> {
  office = await openOffice({
    A: { payers: ['bluecross'], lines: [10000] },
    B: { payers: ['bluecross'], lines: [10000, 6000] },
    C: { payers: ['medicare', 'medicaid'], lines: [10000] },
  });
}

async function end(exception: { id: string; version: number }, by: Ending, body: object) {
  const path = exceptionsApi[by].path.replace('{exceptionId}', exception.id);
  return office.send(path, { reason: 'seen', ...body }, { version: exception.version, principal: manager });
}

describe('the table of exceptions', () => {
  it('has a way out for every code, by an existing operation', async () => {
    await fresh();
    const known = [...Object.keys(ways), ...closed, ...elsewhere, ...Object.keys(quarantineReasons)];
    expect(known.sort()).toEqual(Object.keys(exceptionCodes).sort());
    const apis = { ...exceptionsApi, ...remittancesApi, ...claimsApi, ...bankApi, ...codeEntryApi };
    const others = { ...accountsApi, ...contractsApi, ...selfAuditApi };
    const operations = Object.keys({ ...apis, ...inquiriesApi, ...denialsApi, ...paperApi, ...reportsApi, ...others });
    for (const { endedBy, meaning } of Object.values(exceptionCodes)) {
      expect(operations).toEqual(expect.arrayContaining([...endedBy]));
      expect(meaning).not.toMatch(/by hand|[Dd]ecide it\b|where it belongs/);
    }
  });

  it('names closing for an answer that waits without cash, and not what is done with cash', async () => {
    await fresh();
    const lines = 'SVC*HC:99213*100*0**1\nCAS*CO*45*100';
    const body = `CLP*NOBODY*1*100*0**12*ICN1*11*1\n${lines}`;
    await office.post(remittanceText('bluecross', { amount: '0', trace: 'T1' }, body));
    const [{ id, version }] = await open();
    const { endedBy } = (await office.get(`/v1/exceptions/${id}`)).body;
    expect(endedBy).toEqual(['matchException', 'retryExceptions', 'closeException']);
    const booked = await end({ id, version }, 'bookException', { account: 'refunds-payable' });
    expect(booked.body.type).toMatch(/exception-holds-no-cash$/);
    expect((await end({ id, version }, 'closeException', {})).status).toBe(200);
  });

  it.each(Object.entries(ways))('ends %s as its advice describes', async (code, { texts, by, body, as }) => {
    await fresh();
    await office.post(...texts);
    if (code === 'payment-unposted') {
      const { items } = (await office.get(`/v1/ledger-entries?claimId=${claimOf('A')}`)).body;
      const answer = items.find(({ kind }: { kind: string }) => kind === 'remittance-claim');
      await office.send(`/v1/ledger-entries/${answer.id}/unpost`, { reason: 'wrong claim' });
    }
    const made = (await open()).find((each: { code: string }) => each.code === (as ?? code));
    expect(made, JSON.stringify(await open())).toBeDefined();
    if (as !== undefined) {
      const update = entityKey(goldenTenant, 'EXCEPTION', made.id);
      await office.pipeline.table.transact([{ update, set: { code } }]);
    }
    const shown = (await office.get(`/v1/exceptions/${made.id}`)).body;
    expect(shown.endedBy).toContain(by);
    const ended = await end(made, by, body?.() ?? {});
    expect(ended.status, JSON.stringify(ended.body)).toBe(200);
    expect((await open()).filter(({ id }: { id: string }) => id === made.id)).toEqual([]);
    const over = (await office.get(`/v1/exceptions/${made.id}`)).body;
    expect(over.endedBy).toEqual([]);
    expect(over.candidates ?? []).toEqual([]);
  });

  it.each(closed)('lets %s be closed after it was seen', async (code) => {
    await fresh();
    const at = '2026-11-23T08:00:00.000Z';
    const exception = { id: 'exc_00000000000000000000000001', code, openedAt: at, facts: {} } as const;
    await office.pipeline.table.transact([exceptionWrite(goldenTenant, exception)]);
    expect((await end({ id: exception.id, version: 1 }, 'closeException', {})).status).toBe(200);
    expect(await open()).toEqual([]);
  });

  it.each(Object.keys(quarantineReasons))('lets a payment that posts nothing be rejected: %s', async (reason) => {
    await fresh();
    await office.post(blue('90', paid('{A}')));
    const [made] = await open();
    expect(made.code).toBe('payment-unbalanced');
    const { remittanceId } = made;
    const id = quarantineExceptionId(goldenTenant, remittanceId, reason as keyof typeof quarantineReasons);
    await office.pipeline.table.transact([
      { update: remittanceKey(goldenTenant, remittanceId), set: { reason } },
      { delete: entityKey(goldenTenant, 'EXCEPTION', made.id) },
    ]);
    const { state: _s, version: _v, detail: _d, endedBy: _e, ...item } = made;
    await office.pipeline.table.transact([exceptionWrite(goldenTenant, { ...item, id, code: reason })]);
    expect(exceptionCodes[reason as AnyExceptionCode].endedBy).toContain('rejectRemittance');
    const path = `/v1/remittances/${remittanceId}/reject`;
    expect((await office.send(path, { reason: 'not ours' }, { principal: manager, version: 1 })).status).toBe(200);
    expect(await open()).toEqual([]);
  });
});
