import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { coder } from '../support/api-event.ts';
import { type BankOffice, openBankOffice, paidClaim } from '../support/bank-office.ts';
import { setRules } from '../support/posting-rules.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;
let bank: BankOffice;

beforeEach(async () => {
  store = await startTestTable();
  bank = await openBankOffice(store);
  await bank.open('OLD-1', 15_000);
});
afterEach(() => store?.stop());

/** 150.00 charged in two lines: 90.00 paid, 40.00 contractual, 20.00 copayment. */
const body = (more: Record<string, unknown> = {}) => ({
  channel: 'paper',
  billingProviderId: bank.office.billingProviderId,
  payerId: bank.office.payerId,
  method: 'check',
  traceNumber: '0004711',
  paymentDate: '2026-11-20',
  paymentCents: 9_000,
  claims: [claim()],
  ...more,
});

const claim = (more: Record<string, unknown> = {}) => ({
  controlNumber: 'OLD-1',
  status: '1',
  payerClaimNumber: 'ICN1',
  patient: { lastName: 'Canaryname', firstName: 'Testa' },
  chargeCents: 15_000,
  paidCents: 9_000,
  patientResponsibilityCents: 2_000,
  lines: [
    {
      procedure: { code: '99213' },
      chargeCents: 10_000,
      paidCents: 6_000,
      serviceFrom: '2026-10-05',
      adjustments: [{ group: 'CO', carc: '45', cents: 4_000 }],
    },
    {
      procedure: { code: '99214', modifiers: ['25'] },
      chargeCents: 5_000,
      paidCents: 3_000,
      adjustments: [{ group: 'PR', carc: '3', cents: 2_000 }],
      remarkCodes: ['N130'],
    },
  ],
  ...more,
});

const enter = (more: Record<string, unknown> = {}) => bank.call('POST', '/v1/paper-remittances', body(more));

async function remittanceOf(fileId: string) {
  await bank.workOff();
  return (await bank.call('GET', `/v1/remittance-files/${fileId}/remittances`)).body.items[0];
}

/** The same payment as an ERA. A single line with the sums is enough, because lines are not compared. */
const era = (paidCents = 9_000) => ({
  ...paidClaim('OLD-1', 15_000, paidCents),
  adjustments: [
    { group: 'CO', carc: '45', cents: (13_000 - paidCents) as never },
    { group: 'PR', carc: '3', cents: 2_000 as never },
  ],
});

const posted = {
  'deposits-in-transit': 9_000,
  'contractual-adjustments': 4_000,
  'patient-receivable': 2_000,
  'opening-balances': -15_000,
};

describe('a remittance entered by hand', () => {
  it('posts like a payer’s own file, with our rendered bytes as the evidence of every cent', async () => {
    const answer = await enter();
    expect(answer).toMatchObject({ status: 202, body: { alreadyReceived: false, file: { source: 'paper' } } });
    const remittance = await remittanceOf(answer.body.file.id);
    expect(remittance).toMatchObject({ state: 'posted', channel: 'paper', traceNumber: '0004711', claimsPosted: 1 });
    expect(await bank.accounts()).toEqual(posted);
    const { id: claimId } = (await bank.call('POST', '/v1/opening-claims/search', { controlNumber: 'OLD-1' })).body
      .items[0];
    const entries = (await bank.call('GET', `/v1/ledger-entries?claimId=${claimId}`)).body.items;
    const entry = entries.find((each: { kind: string }) => each.kind === 'remittance-claim');
    const source = await bank.call('GET', `/v1/ledger-entries/${entry.id}/source`);
    expect(source.body.bytes).toMatch(/^CLP\*OLD-1\*1\*150\*90\*20\*\*ICN1~/);
    expect(source.body.bytes).toContain('SVC*HC:99214:25*50*30~');
    // A claim to the next payer states it like an answer from the payer’s own file.
    expect((await bank.call('GET', `/v1/claims/${claimId}/prior-answers`)).body.items).toMatchObject([
      {
        ...{ share: 0, source: 'remittance', decidedOn: '2026-11-20', payerClaimNumber: 'ICN1', paidCents: 9_000 },
        lines: [
          { procedure: '99213', paidCents: 6_000, adjustments: [{ group: 'CO', carc: '45', cents: 4_000 }] },
          { procedure: '99214', paidCents: 3_000, adjustments: [{ group: 'PR', carc: '3', cents: 2_000 }] },
        ],
      },
    ]);
  });

  it('is the same file when it is entered again, and nothing posts twice', async () => {
    const first = await enter();
    await bank.workOff();
    expect(await enter()).toMatchObject({
      status: 200,
      body: { alreadyReceived: true, file: { id: first.body.file.id } },
    });
    await bank.workOff();
    expect(await bank.accounts()).toEqual(posted);
  });

  it.each([
    [
      'a line',
      () => ({ claims: [claim({ lines: [{ ...claim().lines[0], paidCents: 5_999 }, claim().lines[1]] })] }),
      '/claims/0/lines/0',
      'charge less payment: 40.01; the line’s adjustments: 40.00; a difference of 0.01',
    ],
    [
      'a claim',
      () => ({ claims: [claim({ chargeCents: 15_001 })] }),
      '/claims/0',
      'charge less payment: 60.01; the adjustments of the claim and its lines: 60.00; a difference of 0.01',
    ],
    [
      'the payment',
      () => ({ paymentCents: 9_500 }),
      '/paymentCents',
      'the payment: 95.00; the claims’ payments less provider-level adjustments: 90.00; a difference of 5.00',
    ],
  ])('is refused, and not stored, when %s does not add up', async (_, more, pointer, detail) => {
    const refused = await enter(more());
    expect(refused.status).toBe(422);
    expect(refused.body.errors[0]).toEqual({ pointer, detail });
    expect((await bank.call('GET', '/v1/remittance-files')).body.items).toEqual([]);
  });

  it('books what the payer withholds or adds beside the claims', async () => {
    const providerAdjustments = [{ reasonCode: 'L6', cents: -500 }];
    const answer = await enter({ paymentCents: 9_500, providerAdjustments });
    expect((await remittanceOf(answer.body.file.id)).state).toBe('posted');
    expect(await bank.accounts()).toEqual({ ...posted, 'deposits-in-transit': 9_500, 'interest-income': -500 });
  });

  it('needs a payer and billing provider of the office, a role, and texts that X12 can carry', async () => {
    expect((await enter({ payerId: `pay_${'0'.repeat(26)}` })).body.errors).toEqual([
      { pointer: '/payerId', detail: 'no such payer here' },
    ]);
    expect((await enter({ billingProviderId: bank.office.renderingProviderId })).status).toBe(400);
    expect((await enter({ traceNumber: '1*2' })).body.errors[0].pointer).toBe('/traceNumber');
    const inexact = await enter({ claims: [claim({ chargeCents: -Number.MAX_SAFE_INTEGER })] });
    expect(inexact.body.errors[0].pointer).toBe('/claims/0/chargeCents');
    expect((await bank.call('POST', '/v1/paper-remittances', body(), coder)).status).toBe(403);
  });
});

describe('one payment received in several forms', () => {
  it('posts once when the ERA comes after the paper, with the same figures', async () => {
    await enter();
    await bank.workOff();
    const remittanceId = await bank.receive('4711', [era()]);
    expect((await bank.call('GET', `/v1/remittances/${remittanceId}`)).body).toMatchObject({ state: 'already-posted' });
    expect(await bank.accounts()).toEqual(posted);
  });

  it('posts once when a person enters what an ERA has brought', async () => {
    await bank.receive('4711', [era()]);
    const answer = await enter({ channel: 'portal' });
    expect(await remittanceOf(answer.body.file.id)).toMatchObject({ state: 'already-posted', channel: 'portal' });
    expect(await bank.accounts()).toEqual(posted);
  });

  it('is held with what differs, when the two say different things', async () => {
    await enter();
    await bank.workOff();
    // The same check and amount, but it pays another claim.
    const remittanceId = await bank.receive('4711', [{ ...era(), patientControlNumber: 'OLD-2' }]);
    expect((await bank.call('GET', `/v1/remittances/${remittanceId}`)).body).toMatchObject({
      state: 'held',
      reason: { code: 'other-channel-differs' },
    });
    expect((await bank.call('GET', '/v1/exceptions')).body.items).toMatchObject([
      { code: 'other-channel-differs', facts: { agreeing: 0, differing: 1, chargeCents: 0, paidCents: 0 } },
    ]);
    expect(await bank.accounts()).toEqual(posted);
  });

  it('is two payments when number or amount differ', async () => {
    await enter();
    await bank.workOff();
    await bank.receive('4712', [paidClaim('OTHER', 9_000, 9_000)]);
    expect((await bank.accounts())['deposits-in-transit']).toBe(18_000);
  });

  it('is paid by one deposit, whichever form arrived first', async () => {
    await enter();
    await bank.receive('4711', [era()]);
    const deposit = {
      ...{ entityId: bank.office.entityId, bankAccount: 'operating', depositedOn: '2026-11-23' },
      ...{ cents: 9_000, kind: 'check', slip: [{ checkNumber: '4711', cents: 9_000 }] },
    };
    expect((await bank.call('POST', '/v1/deposits', deposit)).body.deposit.state).toBe('matched');
    expect(await bank.accounts()).toEqual({ ...posted, 'deposits-in-transit': undefined, bank: 9_000 });
  });
});

describe('a payment that a person entered after its file was rejected', () => {
  it('posts, and the file that arrives again is recognised as the same payment', async () => {
    await setRules(store.table, bank.tenantId, { autoPost: false });
    const rejected = await bank.receive('0004711', [era()]);
    const reason = 'a page of it is missing';
    expect((await bank.decide(`/v1/remittances/${rejected}/reject`, 1, { reason })).body.state).toBe('rejected');
    await setRules(store.table, bank.tenantId, { autoPost: true });
    const entered = await enter();
    expect(await remittanceOf(entered.body.file.id)).toMatchObject({ state: 'posted' });
    expect(await bank.accounts()).toEqual(posted);
    const again = await bank.receive('0004711', [era()], { paidOn: '2026-11-21' });
    expect((await bank.call('GET', `/v1/remittances/${again}`)).body.state).toBe('already-posted');
    expect(await bank.accounts()).toEqual(posted);
  });
});

describe('a remittance that was entered by mistake', () => {
  afterEach(async () => expect(await bank.disproofs()).toEqual([]));

  const voidIt = (id: string, version = 1, principal?: typeof coder) =>
    bank.decide(`/v1/remittances/${id}/void`, version, { reason: 'entered twice' }, principal);
  const open = async () => (await bank.call('GET', '/v1/exceptions')).body.items;
  const entered = async (more: Record<string, unknown> = {}) =>
    remittanceOf((await enter(more)).body.file.id) as Promise<{ id: string; state: string }>;
  const opened = { 'insurance-receivable': 15_000, 'opening-balances': -15_000 };
  const interest = { reasonCode: 'L6', cents: -500 };
  const taken = { reasonCode: 'WO', reference: 'OLD9', cents: 1_000 };

  it('is reversed completely, and the right one can be entered under its number', async () => {
    const { id } = await entered();
    expect(await voidIt(id)).toMatchObject({ status: 200, body: { state: 'voided', resolution: { kind: 'voided' } } });
    expect(await bank.accounts()).toEqual(opened);
    expect(await open()).toEqual([]);
    expect((await bank.call('GET', '/v1/deposits-in-transit')).body.items).toEqual([]);
    expect((await voidIt(id)).status).toBe(412);
    expect((await voidIt(id, 2)).body.type).toMatch(/remittance-not-entered$/);
    // Entered again with another claim number of the payer, the remittance posts.
    const right = await entered({ claims: [claim({ payerClaimNumber: 'ICN2' })] });
    expect(right.state).toBe('posted');
    expect(await bank.accounts()).toEqual(posted);
  });

  it('is voided also after its virtual card was charged and declined, but not while the charge is valid', async () => {
    const { id } = await entered();
    const [{ cents }] = (await bank.call('GET', '/v1/deposits-in-transit')).body.items;
    const body = { remittanceId: id, cents, feeCents: 0, chargedOn: '2026-11-23', reference: 'TERM-9' };
    const charged = (await bank.call('POST', '/v1/virtual-card-charges', body)).body;
    expect((await voidIt(id)).body.type).toMatch(/remittance-settled-otherwise$/);
    await bank.decide(`/v1/virtual-card-charges/${charged.id}/reverse`, 1, { reason: 'Declined' });
    expect((await voidIt(id)).status).toBe(200);
    expect(await bank.accounts()).toEqual(opened);
    expect((await bank.call('GET', '/v1/deposits-in-transit')).body.items).toEqual([]);
  });

  it('also reverses cash that waits, interest, and what the payer took, with their exceptions', async () => {
    const stranger = claim({ controlNumber: 'NOBODY' });
    const more = { paymentCents: 17_500, claims: [claim(), stranger], providerAdjustments: [interest, taken] };
    const { id } = await entered(more);
    expect((await open()).map(({ code }: { code: string }) => code).sort()).toEqual([
      'claim-not-found',
      'unresolved-take-back',
    ]);
    expect((await voidIt(id)).status).toBe(200);
    expect(await bank.accounts()).toEqual(opened);
    expect(await open()).toEqual([]);
    // The void has removed what was known of the reference.
    const again = await entered({ ...more, claims: [claim(), claim({ controlNumber: 'NOBODY 2' })] });
    expect(again.state).toBe('posted');
    expect((await open()).find(({ code }: { code: string }) => code === 'unresolved-take-back').facts).toMatchObject({
      takenCents: 1_000,
      openCents: 0,
    });
  });

  it('is voided also when its answer has been taken off its claim before', async () => {
    const { id } = await entered();
    const [row] = (await bank.call('GET', `/v1/remittances/${id}/claims`)).body.items;
    await bank.call('POST', `/v1/ledger-entries/${row.ledgerEntryId}/unpost`, { reason: 'wrong' });
    expect((await voidIt(id)).status).toBe(200);
    expect(await bank.accounts()).toEqual(opened);
    expect(await open()).toEqual([]);
  });

  it('stays when a part of it is settled, when the bank has paid it, or for a person without the right', async () => {
    const { id } = await entered({ paymentCents: 8_000, providerAdjustments: [taken] });
    const [exception] = await open();
    expect((await voidIt(id, 1, coder)).status).toBe(403);
    const booked = { account: 'refunds-payable', reason: 'known' };
    expect((await bank.decide(`/v1/exceptions/${exception.id}/book`, 1, booked)).status).toBe(200);
    expect((await voidIt(id)).body.type).toMatch(/remittance-settled-otherwise$/);
  });

  it('stays while a deposit has paid it; payers’ own remittances stay', async () => {
    const { id } = await entered();
    const deposit = {
      ...{ entityId: bank.office.entityId, bankAccount: 'MAIN', depositedOn: '2026-11-23', cents: 9_000 },
      ...{ kind: 'check', traceNumber: '0004711', reference: 'SLIP 1' },
    };
    expect((await bank.call('POST', '/v1/deposits', deposit)).body.deposit.state).toBe('matched');
    expect((await voidIt(id)).body.type).toMatch(/remittance-arrived$/);
    const own = await bank.receive('ERA1', [paidClaim('OLD-1', 15_000, 9_000)]);
    expect((await voidIt(own)).body.type).toMatch(/remittance-not-entered$/);
  });
});
