import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Deposit, InTransit } from '../../shared/domain/deposit/deposit.ts';
import { zeroCents } from '../../shared/domain/money/cents.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { bookMatch } from '../../shared/posting/deposit-booking.ts';
import { readDeposit, readInTransit } from '../../shared/store/deposits.ts';
import { manager } from '../support/api-event.ts';
import { type BankOffice, openBankOffice, paidClaim } from '../support/bank-office.ts';
import { faultAt } from '../support/faults.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

/** Golden cases of deposits: the books that must follow are worked out by hand from docs/bank.md. */

let store: TestTable;
let bank: BankOffice;

beforeEach(async () => {
  store = await startTestTable();
  bank = await openBankOffice(store);
});
afterEach(() => store?.stop());

const enter = async (more: Record<string, unknown>) =>
  (
    await bank.call('POST', '/v1/deposits', {
      entityId: bank.office.entityId,
      bankAccount: 'operating',
      depositedOn: '2026-11-23',
      kind: 'eft',
      ...more,
    })
  ).body.deposit;

const deposit = async (id: string) => (await bank.call('GET', `/v1/deposits/${id}`)).body;
const exceptions = async () =>
  (await bank.call('GET', '/v1/exceptions')).body.items.map((each: { code: string }) => each.code).sort();

describe('golden deposits', () => {
  it('an EFT matches one to one: 100.00 moves from transit to the bank, however the number is written', async () => {
    const remittanceId = await bank.receive('00EFT-77', [paidClaim('A', 10_000, 10_000)]);
    const entered = await enter({ cents: 10_000, traceNumber: 'eft77' });
    expect(entered).toMatchObject({ state: 'matched', remittanceIds: [remittanceId] });
    // The claim is unknown, so its cash is unapplied. The deposit takes 100.00 out of transit.
    expect(await bank.accounts()).toEqual({ bank: 10_000, 'unapplied-payer-cash': -10_000 });
    expect(await exceptions()).toEqual(['claim-not-found']);
  });

  it('a slip of three checks matches many to one, once the last of its remittances has arrived', async () => {
    await bank.receive('1001', [paidClaim('A', 5000, 5000)]);
    await bank.receive('1002', [paidClaim('B', 2500, 2500)]);
    const slip = [
      { checkNumber: '1001', cents: 5000 },
      { checkNumber: '1002', cents: 2500 },
      { checkNumber: '1003', cents: 2500 },
    ];
    const { id, state } = await enter({ cents: 10_000, kind: 'check', reference: 'SLIP 7', slip });
    expect(state).toBe('unmatched');
    // 75.00 are in transit, and 100.00 are at the bank. The deposit is not fully explained, so both wait.
    expect(await bank.accounts()).toMatchObject({ 'deposits-in-transit': 7500, 'unidentified-receipts': -10_000 });
    await bank.receive('1003', [paidClaim('C', 2500, 2500)]);
    const matched = await deposit(id);
    expect(matched.state).toBe('matched');
    expect(matched.remittanceIds).toHaveLength(3);
    expect(await bank.accounts()).toEqual({ bank: 10_000, 'unapplied-payer-cash': -10_000 });
    expect(await exceptions()).toEqual(['claim-not-found', 'claim-not-found', 'claim-not-found']);
  });

  it('a card payment of 200.00 arrives as 195.00: the fee of 5.00 is merchant and agency fees', async () => {
    await bank.receive('CARD9', [paidClaim('A', 20_000, 20_000)]);
    const entered = await enter({ cents: 19_500, feeCents: 500, kind: 'card', traceNumber: 'CARD9' });
    expect(entered).toMatchObject({ state: 'matched', matchedFeeCents: 500 });
    expect(await bank.accounts()).toEqual({
      bank: 19_500,
      'merchant-and-agency-fees': 500,
      'unapplied-payer-cash': -20_000,
    });
  });

  it('a fee that only a person knows of is stated when the person matches', async () => {
    const remittanceId = await bank.receive('CARD9', [paidClaim('A', 20_000, 20_000)]);
    const { id } = await enter({ cents: 19_500, kind: 'card', traceNumber: 'CARD9' });
    const match = { remittanceIds: [remittanceId], feeCents: 500 };
    expect((await bank.call('POST', `/v1/deposits/${id}/match`, match)).status).toBe(200);
    expect(await bank.accounts()).toMatchObject({ bank: 19_500, 'merchant-and-agency-fees': 500 });
    await bank.call('POST', `/v1/deposits/${id}/unmatch`);
    expect(await bank.accounts()).toEqual({
      bank: 19_500,
      'unidentified-receipts': -19_500,
      'deposits-in-transit': 20_000,
      'unapplied-payer-cash': -20_000,
    });
  });

  it('cash before its remittance is unidentified, and moves when the remittance arrives', async () => {
    const { id } = await enter({ cents: 9_000, traceNumber: 'EFT5' });
    expect(await bank.accounts()).toEqual({ bank: 9_000, 'unidentified-receipts': -9_000 });
    expect(await exceptions()).toEqual(['deposit-without-remittance']);
    await bank.open('A5', 12_000);
    await bank.receive('EFT5', [paidClaim('A5', 12_000, 9_000)]);
    expect((await deposit(id)).state).toBe('matched');
    // Claim of 120.00 taken over, 90.00 paid, 30.00 contractual.
    expect(await bank.accounts()).toEqual({
      bank: 9_000,
      'contractual-adjustments': 3_000,
      'opening-balances': -12_000,
    });
    expect(await exceptions()).toEqual([]);
  });

  describe('a withdrawal by a payer', () => {
    const taken = { ...paidClaim('A', -5_000, -5_000), statusCode: '22' };

    it('is a deposit below zero, and matches the remittance that is a debit', async () => {
      const remittanceId = await bank.receive('TAKE', [taken]);
      expect(await bank.accounts()).toEqual({ 'deposits-in-transit': -5_000, 'unapplied-payer-cash': 5_000 });
      expect((await bank.call('GET', '/v1/deposits-in-transit')).body.totalCents).toBe(-5_000);
      const entered = await enter({ cents: -5_000, traceNumber: 'TAKE' });
      expect(entered).toMatchObject({ state: 'matched', remittanceIds: [remittanceId] });
      expect(await bank.accounts()).toEqual({ bank: -5_000, 'unapplied-payer-cash': 5_000 });
      expect((await bank.call('GET', '/v1/deposits-in-transit')).body).toMatchObject({ totalCents: 0, items: [] });
    });

    it('is matched when its remittance arrives later, and the match can be reversed', async () => {
      const { id } = await enter({ cents: -5_000, traceNumber: 'TAKE' });
      expect(await bank.accounts()).toEqual({ bank: -5_000, 'unidentified-receipts': 5_000 });
      expect(await exceptions()).toEqual(['deposit-without-remittance']);
      await bank.receive('TAKE', [taken]);
      expect((await deposit(id)).state).toBe('matched');
      expect(await bank.accounts()).toEqual({ bank: -5_000, 'unapplied-payer-cash': 5_000 });
      await bank.call('POST', `/v1/deposits/${id}/unmatch`);
      expect(await bank.accounts()).toEqual({
        bank: -5_000,
        'unidentified-receipts': 5_000,
        'deposits-in-transit': -5_000,
        'unapplied-payer-cash': 5_000,
      });
    });

    it('never matches a payment of the same number and amount, nor vice versa', async () => {
      await bank.receive('SAME', [paidClaim('A', 5_000, 5_000)]);
      expect((await enter({ cents: -5_000, traceNumber: 'SAME' })).state).toBe('unmatched');
      await bank.receive('BACK', [taken]);
      expect((await enter({ cents: 5_000, traceNumber: 'BACK' })).state).toBe('unmatched');
      expect(await bank.accounts()).toEqual({});
    });

    it('is matched by hand together with payments that the bank shows as one sum', async () => {
      const ids = [await bank.receive('MORE', [paidClaim('A', 8_000, 8_000)]), await bank.receive('LESS', [taken])];
      const { id } = await enter({ cents: 3_000 });
      const proposed = await deposit(id);
      expect(proposed.proposal).toBeUndefined();
      expect((await bank.call('POST', `/v1/deposits/${id}/match`, { remittanceIds: ids })).status).toBe(200);
      expect(await bank.accounts()).toEqual({ bank: 3_000, 'unapplied-payer-cash': -3_000 });
    });

    it('has neither fee nor slip', async () => {
      const given = { entityId: bank.office.entityId, bankAccount: 'operating', kind: 'eft' };
      const body = { ...given, depositedOn: '2026-11-23', cents: -5_000, feeCents: 100 };
      const answer = await bank.call('POST', '/v1/deposits', body);
      const detail = 'what a payer took has neither fee nor slip';
      expect([answer.status, answer.body.errors]).toEqual([400, [{ pointer: '/cents', detail }]]);
    });

    it.each([
      [
        'csv',
        'date,amount,text\n2026-11-23,-50.00,ACH DEBIT TRN*1*TAKE*1999999999\n2026-11-23,-900.00,RENT NOVEMBER\n',
      ],
      [
        'bai2',
        [
          '01,BANK,CLINIC,261123,0600,1,,,2/',
          '02,CLINIC,BANK,1,261123,,USD,/',
          '03,operating,USD,,,,/',
          '16,455,5000,Z,REF1,,ACH DEBIT TRN*1*TAKE*1999999999',
          '16,475,90000,Z,REF2,,RENT NOVEMBER',
          '49,95000,4/',
          '98,95000,1,6/',
          '99,95000,1,8/',
        ].join('\n'),
      ],
    ] as const)('is distinguished from other withdrawals of a statement by its number (%s)', async (format, text) => {
      const remittanceId = await bank.receive('TAKE', [taken]);
      const statement = await bank.takeStatement(format, text, ['operating']);
      expect(statement).toMatchObject({ state: 'done', deposits: 1, depositCents: -5_000, otherRecords: 1 });
      expect(await bank.accounts()).toEqual({ bank: -5_000, 'unapplied-payer-cash': 5_000 });
      const { body } = await bank.call('GET', '/v1/deposits?month=2026-11');
      expect(body.items).toMatchObject([{ cents: -5_000, state: 'matched', remittanceIds: [remittanceId] }]);
    });
  });

  it.each([
    ['another amount', { cents: 10_001, traceNumber: 'EFT1' }],
    ['another number', { cents: 10_000, traceNumber: 'EFT2' }],
    ['another payer', { cents: 10_000, traceNumber: 'EFT1', traceOriginator: '1888888888' }],
    ['a date long before', { cents: 10_000, traceNumber: 'EFT1', depositedOn: '2026-10-01' }],
  ])('both sides are unchanged with %s', async (_, more) => {
    await bank.receive('EFT1', [paidClaim('A', 10_000, 10_000)]);
    const entered = await enter(more);
    await bank.workOff();
    expect((await deposit(entered.id)).state).toBe('unmatched');
    expect(await bank.accounts()).toEqual({
      bank: more.cents,
      'unidentified-receipts': -more.cents,
      'deposits-in-transit': 10_000,
      'unapplied-payer-cash': -10_000,
    });
  });

  it('two remittances that look alike are no match: a person chooses', async () => {
    await bank.receive('DUMMY', [paidClaim('A', 500, 500)], { paidOn: '2026-11-20' });
    await bank.receive('DUMMY', [paidClaim('B', 500, 500)], { paidOn: '2026-11-21' });
    expect((await enter({ cents: 500, traceNumber: 'DUMMY' })).state).toBe('unmatched');
  });

  it('a message that arrives again, and a deposit entered by statement after a person, book nothing twice', async () => {
    await enter({ cents: 1250, reference: 'REF1', traceNumber: 'E1' });
    const text = 'date,amount,reference,trace\n2026-11-23,12.50,REF1,E1\n2026-11-23,12.50,REF1,E1\n';
    const statement = await bank.takeStatement('csv', text, ['operating']);
    // Two lines that look alike are two deposits; the first of them is the one that a person had entered.
    expect(statement).toMatchObject({ state: 'done', deposits: 2, depositCents: 2500, alreadyEntered: 1 });
    expect(await bank.accounts()).toEqual({ bank: 2500, 'unidentified-receipts': -2500 });
    const again = await bank.takeStatement('csv', `${text}\n`, ['operating']);
    expect(again).toMatchObject({ state: 'done', deposits: 2, alreadyEntered: 2 });
    expect(await bank.accounts()).toEqual({ bank: 2500, 'unidentified-receipts': -2500 });
  });
});

describe('a deposit that a person enters and a statement shows', () => {
  const line = (date: string, more = ',') => `date,amount,reference,trace\n${date},12.50${more}\n`;
  const once = { bank: 1250, 'unidentified-receipts': -1250 };
  const twice = { bank: 2500, 'unidentified-receipts': -2500 };

  it('is one, though the bank has a later day and a reference of its own', async () => {
    const entered = await enter({ cents: 1250, kind: 'other', depositedOn: '2026-11-18' });
    const statement = await bank.takeStatement('csv', line('2026-11-23', ',REF1,E1'), ['operating']);
    expect(statement).toMatchObject({ state: 'done', deposits: 1, alreadyEntered: 1 });
    expect(await bank.accounts()).toEqual(once);
    expect(await deposit(entered.id)).toMatchObject({ confirmedBy: statement.id, state: 'unmatched' });
    // The same line again, in another file, is still that deposit.
    const again = await bank.takeStatement('csv', `${line('2026-11-23', ',REF1,E1')}\n`, ['operating']);
    expect(again).toMatchObject({ deposits: 1, alreadyEntered: 1 });
    expect(await bank.accounts()).toEqual(once);
  });

  it('is recognised once: another line is another deposit, even one of the same day', async () => {
    await enter({ cents: 1250, kind: 'other' });
    const text = `${line('2026-11-22')}2026-11-23,12.50,,\n`;
    expect(await bank.takeStatement('csv', text, ['operating'])).toMatchObject({ deposits: 2, alreadyEntered: 1 });
    expect(await bank.accounts()).toEqual(twice);
  });

  it.each([
    ['six days apart', { kind: 'other' }, '2026-11-17', ','],
    ['with another number', { kind: 'other', traceNumber: 'E2' }, '2026-11-23', ',,E1'],
    ['with another reference', { kind: 'other', reference: 'REF2' }, '2026-11-23', ',REF1,'],
  ])('are two when they are %s', async (_why, facts, date, more) => {
    await enter({ cents: 1250, ...facts });
    await bank.takeStatement('csv', line(date, more), ['operating']);
    expect(await bank.accounts()).toEqual(twice);
  });

  it('is found over the end of a month', async () => {
    await enter({ cents: 1250, kind: 'other', depositedOn: '2026-10-30' });
    await bank.takeStatement('csv', line('2026-11-02', ',REF1,E1'), ['operating']);
    expect(await bank.accounts()).toEqual(once);
  });

  it('stays recognised in the statement, whoever books it at the same moment', async () => {
    const entered = await enter({ cents: 1250, kind: 'other', depositedOn: '2026-11-20' });
    const remittance = await bank.receive('CHK1', [paidClaim('A', 1250, 1250)]);
    const before = (await readDeposit(store.table, bank.tenantId, entered.id)) as Deposit;
    const [row] = await readInTransit(store.table, bank.tenantId, [remittance]);
    const statement = await bank.takeStatement('csv', line('2026-11-20', ',REF1,E1'), ['operating']);
    const time = { at: bank.edge.now().toISOString(), today: '2026-11-23' as LocalDate };
    const { writes } = bookMatch(bank.tenantId, before, { remittances: [row as InTransit], feeCents: zeroCents }, time);
    expect((await store.table.transact(writes)).ok).toBe(false);
    expect(await deposit(entered.id)).toMatchObject({ confirmedBy: statement.id, state: 'unmatched' });
  });

  it('is not entered again after the statement without a confirmation', async () => {
    await bank.takeStatement('csv', line('2026-11-20', ',REF1,E1'), ['operating']);
    const [stated] = (await bank.call('GET', '/v1/deposits?state=unmatched')).body.items;
    const { entityId } = bank.office;
    const body = { entityId, bankAccount: 'operating', cents: 1250, kind: 'other', depositedOn: '2026-11-23' };
    const refused = await bank.call('POST', '/v1/deposits', body);
    expect(refused).toMatchObject({ status: 409, body: { depositId: stated.id } });
    expect(refused.body.type).toContain('deposit-on-statement');
    expect((await bank.call('POST', '/v1/deposits', { ...body, isAnother: true })).status).toBe(201);
    expect(await bank.accounts()).toEqual(twice);
  });
});

describe('a BAI2 statement', () => {
  const statement = (control = '30000') =>
    [
      '01,121000248,CLINIC,261123,0600,1,80,1,2/',
      '02,CLINIC,121000248,1,261123,0600,USD,2/',
      '03,OPERATING,USD,010,5000,,/',
      '16,165,10000,Z,BANKREF1,,EXAMPLE HEALTH HCCLAIMPMT',
      '88,TRN*1*EFT1*1999999999\\/',
      '16,301,10000,0,BANKREF2,SLIP9/',
      '16,475,5000,0,,CHECK PAID/',
      `49,${control},6/`,
      `98,${control},1,8/`,
      `99,${control},1,10/`,
    ].join('\n');

  it('adds its credits, each matched by the trace in its text, and leaves out debits', async () => {
    await bank.receive('EFT1', [paidClaim('A', 10_000, 10_000)]);
    const taken = await bank.takeStatement('bai2', statement(), ['OPERATING']);
    expect(taken).toMatchObject({ state: 'done', deposits: 2, depositCents: 20_000, otherRecords: 1 });
    expect(await bank.accounts()).toEqual({
      bank: 20_000,
      'unidentified-receipts': -10_000,
      'unapplied-payer-cash': -10_000,
    });
  });

  it('with a wrong control total books nothing, and the place is named', async () => {
    const refused = await bank.takeStatement('bai2', statement('30001'), ['OPERATING']);
    expect(refused).toMatchObject({
      state: 'refused',
      deposits: 0,
      refusal: { code: 'control-total-differs', line: 8, field: 2, stated: 30_001, found: 30_000 },
    });
    expect(await bank.accounts()).toEqual({});
  });

  it('leaves out accounts that the import does not name', async () => {
    const taken = await bank.takeStatement('bai2', statement(), ['PAYROLL']);
    expect(taken).toMatchObject({ state: 'done', deposits: 0, otherAccounts: 2 });
    expect(await bank.accounts()).toEqual({});
  });
});

describe('an interrupted run', () => {
  /** Two remittances; a statement with an EFT, a slip whose second check comes later, and money that nobody explains. */
  const statement = [
    'date,amount,kind,reference,trace,slip',
    '2026-11-23,100.00,eft,R1,EFT1,',
    '2026-11-23,30.00,check,R2,,1001=10.00;1002=20.00',
    '2026-11-23,7.00,other,R3,,',
  ].join('\n');

  let offices = 0;

  async function run(fault: ReturnType<typeof faultAt>) {
    offices += 1;
    bank = await openBankOffice(store, { ...manager, tenantId: `office-${offices}` });
    await bank.receive('EFT1', [paidClaim('A', 10_000, 10_000)]);
    await bank.receive('1001', [paidClaim('B', 1_000, 1_000)]);
    const id = await bank.sendStatement('csv', statement, ['operating']);
    await bank.workOff(fault.wrap);
    await bank.receive('1002', [paidClaim('C', 2_000, 2_000)]);
    return (await bank.call('GET', `/v1/bank-statements/${id}`)).body;
  }

  // Each cut is made after a request. Cutting before the next request would leave the same state.
  it('after any request leads to the same books once it has continued', async () => {
    const whole = faultAt();
    const taken = await run(whole);
    const expected = { bank: 13_700, 'unidentified-receipts': -700, 'unapplied-payer-cash': -13_000 };
    expect(taken).toMatchObject({ state: 'done', deposits: 3, depositCents: 13_700, alreadyEntered: 0 });
    expect(await bank.accounts()).toEqual(expected);
    expect(whole.count()).toBeGreaterThan(10);
    for (let at = 1; at <= whole.count(); at += 1) {
      const again = await run(faultAt(at, 'after'));
      expect(again, `request ${at}`).toMatchObject({ state: 'done', deposits: 3, depositCents: 13_700 });
      expect(await bank.accounts(), `request ${at}`).toEqual(expected);
      const open = (await bank.call('GET', '/v1/deposits?state=unmatched')).body.items;
      expect(open, `request ${at}`).toHaveLength(1);
    }
  });
});

it('finds deposit and remittance for each other, whichever was processed first', async () => {
  // Each is written after the other's first look has found nothing. So only a look after the write can find the match.
  const entering = enter({ cents: 4_200, traceNumber: 'RACE' });
  const receiving = bank.receive('RACE', [paidClaim('A', 4_200, 4_200)]);
  await Promise.all([entering, receiving]);
  await bank.workOff();
  expect(await bank.accounts()).toEqual({ bank: 4_200, 'unapplied-payer-cash': -4_200 });
});
