import { describe, expect, it } from 'vitest';
import type { ClaimBalance } from '../../../shared/domain/claim/balance.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import type { ReversibleEntry } from '../../../shared/domain/remittance/post/claim-posting.ts';
import {
  areAllLines,
  lineChargesOf,
  ownLineNumbers,
  statedLineNumber,
} from '../../../shared/domain/remittance/post/own-lines.ts';
import { patientProtectionOf } from '../../../shared/domain/remittance/rules/patient-protection.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import { line, post, reversalOf, statement, submitted } from './statements.ts';

const charges = new Map([
  [1, cents(10000)],
  [2, cents(6000)],
  [3, cents(6000)],
]);
const numbered = (controlNumber: string, charge: number, paid: number, ...reductions: string[]) => ({
  ...line(charge, paid, ...reductions),
  controlNumber,
});

describe('the lines of ours that a part of a claim is about', () => {
  it('are identified by the control numbers that the payer returns', () => {
    expect(ownLineNumbers([numbered('3', 6000, 0), numbered('L1', 10000, 0)], charges, 1)).toEqual([3, 1]);
  });

  it('are identified by a charge that no other line has', () => {
    expect(ownLineNumbers([line(10000, 0)], charges, 1)).toEqual([1]);
    expect(ownLineNumbers([line(-10000, 0)], charges, -1)).toEqual([1]);
  });

  it('count several lines of one control number as one line of ours, when their charges are its charge', () => {
    expect(ownLineNumbers([numbered('1', 7000, 0), numbered('1', 3000, 0)], charges, 1)).toEqual([1, 1]);
  });

  it.each([
    ['two lines have the charge', [line(6000, 0)]],
    ['no line has the charge', [line(5000, 0)]],
    ['the charge of the line is not whole', [numbered('1', 7000, 0)]],
    ['the control number is nobody’s', [numbered('4', 6000, 0)]],
    ['the control number has another form', [numbered('ITEM1', 10000, 0)]],
    ['there is no line', []],
    ['the sign is the other one', [line(-10000, 0)]],
    ['one of them is whole and another is not', [numbered('1', 10000, 0), numbered('2', 100, 0)]],
  ])('are uncertain when %s', (_, lines) => {
    expect(ownLineNumbers(lines, charges, 1)).toBeUndefined();
  });

  it('are all of them when only lines without a charge are left', () => {
    expect(areAllLines([1, 2, 3], charges)).toBe(true);
    expect(areAllLines([1, 3], charges)).toBe(false);
    expect(
      areAllLines(
        [1],
        new Map([
          [1, cents(100)],
          [2, cents(0)],
        ]),
      ),
    ).toBe(true);
  });

  it('are identified by our number of a line, up to as many as the claim has', () => {
    const stated = (controlNumber: string, lineCount = 20) =>
      statedLineNumber(numbered(controlNumber, 1, 1), lineCount);
    expect(['3', 'L3', '12', 'L20'].map((number) => stated(number))).toEqual([3, 3, 12, 20]);
    for (const number of ['21', '3X', 'X3', 'L', '', '0', '03', '1 2', '1234'])
      expect(stated(number), number).toBeUndefined();
    expect(stated('123', 200)).toBe(123);
    expect(statedLineNumber(line(1, 1), 20)).toBeUndefined();
  });

  it('are uncertain when the number is of a line that was never charged', () => {
    const sparse = new Map([...charges].filter(([number]) => number !== 2));
    expect(ownLineNumbers([numbered('2', 0, 0)], sparse, 1)).toBeUndefined();
  });

  it('depend on what the lines were charged, and on no charge of the whole claim', () => {
    const charged = [
      { kind: 'charge', legs: [{ account: 'charges', cents: cents(-10000), line: 1 }] },
      { kind: 'charge', legs: [{ account: 'charges', cents: cents(-700) }] },
    ] as const;
    expect([...lineChargesOf(charged)]).toEqual([[1, 10000]]);
    const entries = [
      { kind: 'charge', legs: [{ account: 'charges', cents: cents(-10000), line: 1 }] },
      { kind: 'remittance-claim', legs: [{ account: 'charges', cents: cents(-500), line: 2 }] },
    ] as const;
    expect(lineChargesOf(entries)).toEqual(new Map([[1, 10000]]));
  });
});

describe('an answer about some lines', () => {
  const known = { lineCharges: new Map([...charges].slice(0, 2)) };
  const whole = submitted(16000, ['primary', 'secondary']);
  const first = statement('1', [numbered('1', 10000, 8000, 'CO-45 2000')]);
  const second = statement('1', [numbered('2', 6000, 0, 'CO-16 6000')]);

  it('leaves the payer open for the others, and records which it has answered', () => {
    const posting = post(first, whole, known);
    expect(posting.adjudication?.lines).toEqual([1]);
    expect(posting.after?.payers[0]).toMatchObject({ status: 'open', answeredLines: [1], receivableCents: 6000 });
    const last = post(second, posting.after, known);
    expect(last.after?.payers[0]).toEqual({
      payerId: 'primary',
      coverageId: 'cov_primary',
      receivableCents: 6000,
      status: 'answered',
    });
    expect(last.after?.state).toMatchObject({ outcome: 'partly-paid' });
  });

  it('names our line, although the payer returns no number', () => {
    const posting = post(statement('1', [line(6000, 0, 'CO-16 6000')]), whole, known);
    expect(posting.denial?.lines).toEqual([2]);
    expect(posting.notes).toEqual([{ meaning: 'denial', reason: 'CO-16', cents: 6000, line: 2 }]);
  });

  it('is refused when it answers any line again', () => {
    const lineCharges = new Map([...known.lineCharges, [3, cents(500)]]);
    const more = submitted(16500, ['primary'], { lineCount: 3 });
    const { after } = post(first, more, { lineCharges });
    const again = statement('1', [...first.lines, ...second.lines]);
    expect(post(again, after, { lineCharges }).exceptions[0]?.code).toBe('already-adjudicated');
  });

  it('is refused when it answers a line again, or all of them', () => {
    const { after } = post(first, whole, known);
    for (const claim of [first, statement('1', [...first.lines, ...second.lines])]) {
      expect(post(claim, after, known).exceptions[0]?.code).toBe('already-adjudicated');
    }
  });

  it('is held when it is unknown what the lines were charged, or a later payer sends it', () => {
    expect(post(first, whole).exceptions[0]?.code).toBe('charge-differs');
    const later: ClaimBalance = {
      ...whole,
      payers: whole.payers.map((one) => ({ ...one, status: 'answered' as const })),
    };
    const posting = post({ ...first, statusCode: '2' }, later, { ...known, payerIds: ['secondary'] });
    expect(posting.exceptions[0]?.code).toBe('charge-differs');
  });
});

describe('a reversal of some lines', () => {
  const known = { lineCharges: new Map([...charges].slice(0, 2)) };
  const claim = statement('1', [
    numbered('1', 10000, 8000, 'CO-45 2000'),
    numbered('2', 6000, 4500, 'CO-45 1000', 'PR-2 500'),
  ]);
  const booked = () => {
    const { after, legs, notes, adjudication } = post(claim, submitted(16000, ['primary']));
    const entry: ReversibleEntry = { id: 'led_1', legs, notes, ...(adjudication && { adjudication }) };
    return { after, entry };
  };
  const lastLine = reversalOf(statement('1', [claim.lines[1] as (typeof claim.lines)[1]]));

  it('reverses these lines and no others', () => {
    const { after, entry } = booked();
    const posting = post(lastLine, after, { ...known, reversible: [entry] });
    expect(posting).toMatchObject({ kind: 'reversed', reversesPart: 'led_1', adjudication: { lines: [1] } });
    expect(posting.reverses).toBeUndefined();
    expect(posting.after?.payers[0]).toMatchObject({ receivableCents: 6000, status: 'open', answeredLines: [1] });
    expect(posting.after?.patientCents).toBe(0);
    expect(posting.exceptions[0]).toMatchObject({ code: 'reversed-in-part', cents: -4500, facts: { lines: '2' } });
  });

  it.each([
    ['another payment of the line', reversalOf(statement('1', [numbered('2', 6000, 4000, 'CO-45 1500', 'PR-2 500')]))],
    ['another reason', reversalOf(statement('1', [numbered('2', 6000, 4500, 'CO-253 1000', 'PR-2 500')]))],
    [
      'adjustments of the claim as a whole',
      { ...lastLine, adjustments: claim.adjustments.concat([{ group: 'CO', carc: '45', cents: cents(0) }]) },
    ],
    ['a line that is not ours', reversalOf(statement('1', [numbered('9', 6000, 4500, 'CO-45 1000', 'PR-2 500')]))],
  ])('is held when it states %s', (_, reversal) => {
    const { after, entry } = booked();
    const posting = post(reversal, after, { ...known, reversible: [entry] });
    expect(posting).toMatchObject({ kind: 'unapplied', exceptions: [{ code: 'partial-reversal' }] });
  });

  it('is held when two answers fit', () => {
    const { after, entry } = booked();
    const posting = post({ ...lastLine, payerClaimNumber: 'X' }, after, {
      ...known,
      reversible: [entry, { ...entry, id: 'led_2' }],
    });
    expect(posting.kind).toBe('unapplied');
  });

  it('does not change an answer that was paid later', () => {
    const { after, entry } = booked();
    const later = { ...entry, effectiveOn: '2026-11-16' as LocalDate };
    const posting = post(lastLine, after, {
      ...known,
      reversible: [later],
      paymentDate: '2026-11-09' as LocalDate,
    });
    expect(posting.exceptions[0]?.code).toBe('reversal-without-original');
  });
});

describe('a patient’s protection by law', () => {
  it.each([
    ['N781', 'qualified-beneficiary'],
    ['N783', 'qualified-beneficiary'],
    ['N830', 'no-surprises'],
    ['N862', 'no-surprises'],
    ['N882', 'no-surprises'],
    ['N861', undefined],
    ['N883', undefined],
    ['MA01', undefined],
  ])('by remark %s is %s', (code, expected) => {
    const plain = statement('1', [line(100, 100)]);
    expect(patientProtectionOf({ ...plain, remarkCodes: [code] })).toBe(expected);
    expect(patientProtectionOf({ ...plain, lines: [{ ...line(100, 100), remarkCodes: [code] }] })).toBe(expected);
  });
});
