import { describe, expect, it } from 'vitest';
import type { ClaimBalance } from '../../../shared/domain/claim/balance.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import { defaultAdjustmentRules } from '../../../shared/domain/remittance/rules/adjustment-rules.ts';
import { legTexts, line, post, statement, submitted } from './statements.ts';

const three = () => submitted(10000, ['primary', 'secondary', 'tertiary']);

/** The claim after its first payer has left 15.00 to the second. */
function second(): ClaimBalance {
  const { after } = post(statement('1', [line(10000, 6000, 'CO-45 2500', 'PR-2 1500')]), three());
  if (after === undefined) throw new Error('the primary answer of this test posts');
  return after;
}

const asSecondary = (...lines: ReturnType<typeof line>[]) =>
  post(statement('2', lines), second(), { payerIds: ['secondary'] });

describe('the answer of a first payer', () => {
  it('with a bundle moves charge between its lines and denies nothing', () => {
    const bundle = statement('1', [line(6000, 10000, 'OA-94 -4000'), line(4000, 0, 'CO-97 4000')]);
    const posting = post(bundle, submitted(10000, ['primary']));
    expect(legTexts(posting.legs)).toEqual([
      'remittance-clearing 10000',
      'insurance-receivable primary -10000',
      'insurance-receivable primary 1 OA-94 4000',
      'insurance-receivable primary 2 CO-97 -4000',
    ]);
    expect(posting).toMatchObject({ notes: [], exceptions: [] });
    expect(posting.denial).toBeUndefined();
  });

  it('without a known rule is held, with its reason, and nothing moves', () => {
    const posting = post(statement('1', [line(10000, 6000, 'CO-131 4000')]), submitted(10000, ['primary']));
    expect(posting.notes).toEqual([{ meaning: 'held', reason: 'CO-131', cents: 4000, line: 1 }]);
    expect(posting.exceptions).toEqual([{ code: 'adjustment-without-rule', cents: 4000, facts: { reason: 'CO-131' } }]);
    expect(posting.after?.payers[0]?.receivableCents).toBe(4000);
  });

  it('beyond the charge shows the credit and whose it is', () => {
    const posting = post(statement('1', [line(10000, 12000, 'OA-94 -2000')]), submitted(10000, ['primary']));
    expect(posting.exceptions).toEqual([{ code: 'credit-balance', cents: -2000, facts: { position: 0 } }]);
    const beside = statement('1', [line(6000, 8000, 'OA-94 -2000'), line(4000, 0, 'CO-16 4000')]);
    expect(post(beside, submitted(10000, ['primary'])).exceptions).toEqual([
      { code: 'credit-balance', cents: 2000, facts: { position: 0 } },
    ]);
  });

  it('is one entry without empty notes', () => {
    const plain = post(statement('1', [line(10000, 10000)]), submitted(10000, ['primary']));
    expect(Object.keys(plain).sort()).toEqual([
      'adjudication',
      'after',
      'entryKind',
      'exceptions',
      'kind',
      'legs',
      'notes',
      'rulesVersion',
    ]);
    expect(plain.entryKind).toBe('remittance-claim');
    expect(Object.keys(plain.after?.payers[0] ?? {}).sort()).toEqual([
      'coverageId',
      'payerId',
      'receivableCents',
      'status',
    ]);
    const whole = statement('1', [], { chargeCents: cents(10000), paidCents: cents(0) });
    const denied = { ...whole, adjustments: [{ group: 'CO', carc: '29', cents: cents(10000) }] };
    expect(post(denied, submitted(10000, ['primary'])).notes).toStrictEqual([
      { meaning: 'denial', reason: 'CO-29', cents: 10000 },
    ]);
  });

  it('moves the rest to the next payer that has still to answer, past one that has and is owed nothing', () => {
    const balance = three();
    const [primary, other, tertiary] = balance.payers;
    const payers = [primary, { ...other, status: 'answered' }, tertiary] as ClaimBalance['payers'];
    const posting = post(statement('1', [line(10000, 8000, 'PR-2 2000')]), { ...balance, payers });
    expect(posting.after?.payers.map((payer) => payer.receivableCents)).toEqual([0, 0, 2000]);
    expect(posting.after?.payers.map((payer) => payer.status)).toEqual(['answered', 'answered', 'open']);
    const owing = payers.map((payer, index) => (index === 1 ? { ...payer, receivableCents: cents(-500) } : payer));
    const again = post(statement('1', [line(10000, 8000, 'PR-2 2000')]), { ...balance, payers: owing });
    expect(again.after?.payers.map((payer) => payer.receivableCents)).toEqual([0, 1500, 0]);
  });

  it('leaves a payer that is owed nothing where it was, and opens the one that is owed something', () => {
    const posting = post(statement('1', [line(10000, 8000, 'CO-45 2000')]), three());
    expect(posting.after?.payers.map((payer) => payer.status)).toEqual(['answered', 'waiting', 'waiting']);
    const shared = post(statement('1', [line(10000, 8000, 'PR-2 2000')]), three());
    expect(shared.after?.payers.map((payer) => payer.status)).toEqual(['answered', 'open', 'waiting']);
  });

  it('marks the payer to which it forwarded the claim, and no other', () => {
    const posting = post(statement('19', [line(10000, 8000, 'PR-2 2000')]), three());
    expect(posting.after?.payers.map((payer) => payer.forwardedBy)).toEqual([undefined, 0, undefined]);
    const plain = post(statement('1', [line(10000, 8000, 'PR-2 2000')]), three());
    expect(plain.after?.payers.map((payer) => payer.forwardedBy)).toEqual([undefined, undefined, undefined]);
  });

  it('of some lines names them in their order, once each', () => {
    const lineCharges = new Map([
      [1, cents(5000)],
      [2, cents(3000)],
      [3, cents(2000)],
    ]);
    const numbered = (number: number, charge: number) => ({ ...line(charge, charge), controlNumber: String(number) });
    const part = statement('1', [numbered(2, 1000), numbered(1, 5000), numbered(2, 2000)]);
    const posting = post(part, submitted(10000, ['primary'], { lineCount: 3 }), { lineCharges });
    expect(posting.adjudication?.lines).toEqual([1, 2]);
    expect(posting.after?.payers[0]?.answeredLines).toEqual([1, 2]);
    expect(posting.after?.state).toMatchObject({ outcome: 'partly-paid' });
    const rest = post(statement('1', [numbered(3, 2000)]), posting.after, { lineCharges });
    expect(rest.after?.state).toMatchObject({ outcome: 'paid' });
  });

  it('line by line comes to a denial when nothing of any of them was paid or moved', () => {
    const lineCharges = new Map([
      [1, cents(6000)],
      [2, cents(4000)],
    ]);
    const denied = (number: number, charge: number) =>
      statement('1', [{ ...line(charge, 0, `CO-197 ${charge}`), controlNumber: String(number) }]);
    const first = post(denied(1, 6000), submitted(10000, ['primary']), { lineCharges });
    expect(first.after?.state).toMatchObject({ outcome: 'partly-paid' });
    expect(post(denied(2, 4000), first.after, { lineCharges }).after?.state).toMatchObject({ outcome: 'denied' });
  });

  it('keeps the legal protection of the patient while it answers line by line, and drops that of an answer before', () => {
    const lineCharges = new Map([
      [1, cents(6000)],
      [2, cents(4000)],
    ]);
    const paid = (number: number, charge: number) => ({ ...line(charge, charge), controlNumber: String(number) });
    const shielded = statement('1', [{ ...paid(1, 6000), remarkCodes: ['N830'] }]);
    const first = post(shielded, submitted(10000, ['primary']), { lineCharges });
    const both = post(statement('1', [paid(2, 4000)]), first.after, { lineCharges });
    expect(both.after?.payers[0]).toMatchObject({ status: 'answered', patientProtection: 'no-surprises' });
    const balance = submitted(10000, ['primary']);
    const payers = balance.payers.map((payer) => ({ ...payer, patientProtection: 'no-surprises' as const }));
    const anew = post(statement('1', [paid(1, 6000), paid(2, 4000)]), { ...balance, payers });
    expect(anew.after?.payers[0]?.patientProtection).toBeUndefined();
  });
});

describe('under the No Surprises Act', () => {
  it('the patient pays cost sharing alone, whatever an office’s rule would assign', () => {
    const rule = { groups: ['PR'], carcs: ['45'], meaning: 'cost-sharing' } as const;
    const rules = { ...defaultAdjustmentRules, rules: [rule, ...defaultAdjustmentRules.rules] };
    const answer = (remarkCodes: string[]) =>
      post(
        statement('1', [{ ...line(10000, 6000, 'PR-45 2500', 'PR-2 1500'), remarkCodes }]),
        submitted(10000, ['primary']),
        { rules },
      );
    expect(answer([]).after?.patientCents).toBe(4000);
    const shielded = answer(['N862']);
    expect(shielded.after?.patientCents).toBe(1500);
    expect(shielded.exceptions).toMatchObject([{ code: 'adjustment-without-rule', cents: 2500 }]);
  });
});

describe('the subject of a denial', () => {
  it('is each reason once, and the lines in their order', () => {
    const numbered = (number: string, reason: string) => ({ ...line(5000, 0, reason), controlNumber: number });
    const posting = post(
      statement('1', [numbered('2', 'CO-16 5000'), numbered('1', 'CO-16 5000')]),
      submitted(10000, ['primary']),
    );
    expect(posting.denial).toMatchObject({ reasons: ['CO-16'], lines: [1, 2], cents: 10000 });
  });

  it('may be another payer’s when any of its reasons may', () => {
    const two = statement('1', [line(6000, 0, 'CO-16 6000'), line(4000, 0, 'CO-22 4000')]);
    expect(post(two, three()).denial).toMatchObject({ reasons: ['CO-16', 'CO-22'], mayBillNextPayer: true });
  });

  it('is the claim as a whole when no line is named', () => {
    const whole = { chargeCents: cents(10000), paidCents: cents(0) };
    const denied = { ...statement('4', []), ...whole, adjustments: [{ group: 'CO', carc: '29', cents: cents(10000) }] };
    expect(post(denied, submitted(10000, ['primary'])).denial).toMatchObject({ lines: [], cents: 10000 });
  });
});

describe('a later payer’s statement', () => {
  it('about earlier ones is one note for each amount, however much is open', () => {
    const posting = asSecondary(line(10000, 1000, 'OA-23 8500', 'CO-45 500'));
    expect(posting.notes).toEqual([{ meaning: 'information', reason: 'OA-23', cents: 8500, line: 1 }]);
    expect(posting.exceptions).toEqual([]);
  });

  it('about earlier ones is one note also while an amount is open, and does not change an earlier payer', () => {
    expect(asSecondary(line(10000, 1000, 'OA-23 9000')).notes).toEqual([
      { meaning: 'information', reason: 'OA-23', cents: 9000, line: 1 },
    ]);
    const partly = post(statement('1', [line(6000, 5000, 'PR-2 1000'), line(4000, 0, 'CO-16 4000')]), three()).after;
    const answer = post(statement('2', [line(10000, 1000, 'OA-23 9000')]), partly, { payerIds: ['secondary'] });
    expect(answer.after?.payers.map(({ status, receivableCents }) => [status, receivableCents])).toEqual([
      ['answered', 4000],
      ['answered', 0],
      ['waiting', 0],
    ]);
  });

  it('beyond the open amount is noted as a restatement and denies nothing', () => {
    const posting = asSecondary(line(10000, 1500, 'CO-197 8500'));
    expect(posting.notes).toEqual([{ meaning: 'information', reason: 'CO-197', cents: 8500, line: 1 }]);
    expect(posting.denial).toBeUndefined();
    expect(asSecondary(line(10000, 0, 'OA-23 8500', 'CO-197 1500')).notes).toEqual([
      { meaning: 'denial', reason: 'CO-197', cents: 1500, line: 1 },
      { meaning: 'information', reason: 'OA-23', cents: 8500, line: 1 },
    ]);
  });

  it('in a bundle moves nothing: the amount with it is not divided by line', () => {
    const posting = asSecondary(line(6000, 1500, 'OA-23 5000', 'OA-94 -500'), line(4000, 0, 'OA-23 3500', 'CO-97 500'));
    expect(legTexts(posting.legs)).toEqual(['remittance-clearing 1500', 'insurance-receivable secondary -1500']);
    expect(posting.notes.map(({ meaning, reason, cents: amount }) => [meaning, reason, amount])).toEqual([
      ['information', 'OA-94', -500],
      ['information', 'CO-97', 500],
      ['information', 'OA-23', 5000],
      ['information', 'OA-23', 3500],
    ]);
    expect(posting.exceptions).toEqual([]);
  });

  it('of a payment beyond the charge is noted, and the credit shown for review', () => {
    const posting = asSecondary(line(10000, 1600, 'OA-23 8500', 'OA-94 -100'));
    expect(posting.notes.map(({ meaning, cents: amount }) => [meaning, amount])).toEqual([
      ['information', 8500],
      ['information', -100],
    ]);
    expect(posting.exceptions).toEqual([{ code: 'credit-balance', cents: -100, facts: { position: 1 } }]);
  });

  it('that would increase what is owed is ambiguous: it stays, with its reason', () => {
    const posting = asSecondary(line(10000, 1700, 'OA-23 8500', 'CO-45 -200'));
    expect(posting.notes).toContainEqual({ meaning: 'held', reason: 'CO-45', cents: -200, line: 1 });
    expect(posting.exceptions).toContainEqual({
      code: 'ambiguous-secondary',
      cents: -200,
      facts: { reason: 'CO-45' },
    });
  });

  it('may be below zero where it pays no more than it owes, and its amounts are exactly the rest', () => {
    // 15.00 is owed: 14.90 paid and 0.50 sequestered, less the 0.40 that the payer adds to the fee schedule.
    const exact = asSecondary(line(10000, 1490, 'OA-23 8500', 'CO-253 50', 'CO-45 -40'));
    expect(exact.exceptions).toEqual([]);
    expect(exact.after?.payers[1]?.receivableCents).toBe(0);
    const not = asSecondary(line(10000, 1490, 'OA-23 8460', 'CO-253 90', 'CO-45 -40'));
    expect(not.exceptions.map(({ code }) => code)).toContain('ambiguous-secondary');
  });

  it('about earlier ones, where the books differ, is shown with both figures', () => {
    const posting = asSecondary(line(10000, 1500, 'OA-23 8400', 'CO-45 100'));
    expect(posting.exceptions).toEqual([
      { code: 'prior-payer-differs', cents: -100, facts: { statedCents: 8400, bookedCents: 8500 } },
    ]);
  });

  it('about earlier ones is compared as far as possible: a line refused with its whole charge does not matter', () => {
    // The books have 85.00 by the first payer of 100.00. At most 40.00 of it can be on the second line, so 45.00 is
    // enough and 44.99 is not.
    const refused = line(4000, 0, 'CO-197 4000');
    const told = asSecondary(line(6000, 1000, 'OA-23 4500', 'PR-3 500'), refused);
    expect(told.exceptions).toEqual([]);
    expect(asSecondary(line(6000, 1000, 'OA-23 4499', 'PR-3 501'), refused).exceptions).toEqual([
      { code: 'prior-payer-differs', cents: -4001, facts: { statedCents: 4499, bookedCents: 8500 } },
    ]);
    // A statement above the amount in the books is a difference, whatever a line leaves open. A claim that states the
    // amount as a whole leaves nothing open.
    expect(asSecondary(line(9000, 0, 'OA-23 8501', 'PR-3 499'), line(1000, 0, 'CO-197 1000')).exceptions).toMatchObject(
      [{ code: 'prior-payer-differs', cents: 1 }],
    );
    const whole = { ...statement('2', [line(10000, 10000)]), paidCents: cents(1500) };
    const adjustments = [
      { group: 'OA', carc: '23', cents: cents(8400) },
      { group: 'CO', carc: '45', cents: cents(100) },
    ];
    expect(post({ ...whole, adjustments }, second(), { payerIds: ['secondary'] }).exceptions).toMatchObject([
      { code: 'prior-payer-differs', cents: -100 },
    ]);
  });

  it('reduces what is open in this order: the share of the next, then reductions, then what it refuses', () => {
    const posting = asSecondary(line(10000, 500, 'CO-197 8200', 'CO-24 700', 'PR-3 600'));
    expect(legTexts(posting.legs)).toEqual([
      'remittance-clearing 500',
      'insurance-receivable secondary -500',
      'insurance-receivable tertiary 1 PR-3 600',
      'insurance-receivable secondary 1 PR-3 -600',
      'capitation-adjustments secondary 1 CO-24 400',
      'insurance-receivable secondary 1 CO-24 -400',
    ]);
    expect(posting.notes.map(({ meaning, reason, cents: amount }) => [meaning, reason, amount])).toEqual([
      ['information', 'CO-24', 300],
      ['information', 'CO-197', 8200],
    ]);
  });
});
