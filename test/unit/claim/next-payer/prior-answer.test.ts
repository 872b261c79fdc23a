import { describe, expect, it } from 'vitest';
import { type PriorAnswer, priorAnswer } from '../../../../shared/domain/claim/next-payer/prior-answer.ts';
import { priorFaults } from '../../../../shared/domain/claim/next-payer/prior-balance.ts';
import { toldDecision, toldLine } from '../../../../shared/domain/claim/next-payer/tell-answer.ts';
import { cents } from '../../../../shared/domain/money/cents.ts';
import type { SentLine } from '../../../../shared/domain/remittance/match/match-lines.ts';
import { sent, stated } from './stated.ts';

/** The result of reading a payer's answer, which must exist. */
function answerOf(answers: Parameters<typeof priorAnswer>[0], lines: readonly SentLine[]): PriorAnswer {
  const answer = priorAnswer(answers, lines);
  if (answer === undefined) throw new Error('nothing stands');
  return answer;
}

const told = { payerId: '99999', form: 'professional' } as const;

const faultsOf = (answer: PriorAnswer, lines: readonly SentLine[]) =>
  priorFaults(answer, 1, { chargeCents: cents(lines.reduce((sum, line) => sum + line.chargeCents, 0)), lines });

/** The lines of an answer in short: our line, procedure, paid, adjustments. */
const shortOf = ({ lines }: PriorAnswer) =>
  lines.map(({ line, procedure, paidCents, adjustments }) =>
    [line, procedure.code, paidCents, ...adjustments.map((one) => `${one.group}-${one.carc} ${one.cents}`)].join(' '),
  );

describe('an answer with lines', () => {
  // 100.00 + 50.00; paid 60.00 + 30.00; written off 20.00 + 12.50; left to the patient 20.00 + 7.50.
  const lines = sent(['X9003', 100], ['X9004', 50]);
  const primary = stated(`
    CLP*C1*1*150*90*27.5*MB*ICN1*11*1
    MOA***MA01*MA18
    SVC*HC:X9003*100*60**1
    DTM*472*20261005
    CAS*CO*45*20
    CAS*PR*2*20
    REF*6R*L1
    SVC*HC:X9004*50*30**2
    DTM*472*20261005
    CAS*CO*45*12.5
    CAS*PR*1*5**2*2.5
    REF*6R*L2`);

  it('is reported at both levels: the claim what was paid, each line the payment, its adjustments, day and rest', () => {
    const answer = answerOf([primary], lines);
    expect(toldDecision(answer, 'professional')).toEqual({
      coverage: { paidCents: 9000, outpatientAdjudication: { remarkCodes: ['MA01', 'MA18'] } },
      payer: { claimControlNumber: 'ICN1' },
    });
    expect(toldLine(answer, lines[1] as SentLine, told)).toEqual([
      {
        ...{ payerId: '99999', paidCents: 3000, procedureKind: 'HC', procedure: 'X9004', quantity: '2' },
        adjustments: [
          { group: 'CO', carc: '45', cents: 1250 },
          { group: 'PR', carc: '1', cents: 500 },
          { group: 'PR', carc: '2', cents: 250 },
        ],
        ...{ decidedOn: '2026-11-10', remainingPatientLiabilityCents: 750 },
      },
    ]);
    expect(faultsOf(answer, lines)).toEqual([]);
  });

  it('that does not add up is refused with the line and both amounts', () => {
    const more = sent(['X9003', 110], ['X9004', 50]);
    expect(faultsOf(answerOf([primary], more), more)).toEqual([
      'prior-line-differs payer=1 line=1 charge=110.00 stated=100.00',
      'prior-claim-differs payer=1 charge=160.00 stated=150.00',
    ]);
  });

  it('that leaves a line out, or has a line that is not ours, is refused with the line', () => {
    const three = sent(['X9003', 100], ['X9004', 50], ['X9005', 10]);
    expect(faultsOf(answerOf([primary], three), three)).toEqual([
      'prior-line-unanswered payer=1 line=3',
      'prior-claim-differs payer=1 charge=160.00 stated=150.00',
    ]);
    const strange = stated('CLP*C1*1*150*150*0*MB*ICN1*11*1\nSVC*HC:X9100*70*70\nSVC*HC:X9101*80*80');
    expect(faultsOf(answerOf([strange], lines), lines)).toEqual([
      'prior-line-unmatched payer=1 place=1',
      'prior-line-unmatched payer=1 place=2',
      'prior-line-unanswered payer=1 line=1',
      'prior-line-unanswered payer=1 line=2',
    ]);
  });
});

describe('a line that the payer answers differently from how it was sent', () => {
  it('is reported as often as it was split', () => {
    // 200.00 in two parts: 120.00 = 100.00 paid + 20.00; 80.00 = 50.00 paid + 30.00.
    const lines = sent(['X9003', 200]);
    const split = stated(`
      CLP*C1*1*200*150*30*CI*ICN1*11*1
      SVC*HC:X9011*120*100****HC:X9003
      CAS*CO*45*20
      REF*6R*L1
      SVC*HC:X9012*80*50****HC:X9003
      CAS*PR*3*30
      REF*6R*L1`);
    const answer = answerOf([split], lines);
    expect(shortOf(answer)).toEqual(['1 X9011 10000 CO-45 2000', '1 X9012 5000 PR-3 3000']);
    expect(toldLine(answer, lines[0] as SentLine, told)).toHaveLength(2);
    expect(faultsOf(answer, lines)).toEqual([]);
  });

  it('is reported with the line into which it was bundled', () => {
    // 60.00 and 40.00 answered as one line of 100.00: 70.00 paid, 30.00 written off.
    const lines = sent(['X9003', 60], ['X9004', 40]);
    const bundled = stated(`
      CLP*C1*1*100*70*0*CI*ICN1*11*1
      SVC*HC:X9010*60*70****HC:X9003
      CAS*CO*45*30
      CAS*OA*94*-40
      REF*6R*L1
      SVC*HC:X9010*40*0**0*HC:X9004
      CAS*CO*97*40
      REF*6R*L2`);
    const answer = answerOf([bundled], lines);
    expect(answer.lines.map(({ line, bundledInto }) => [line, bundledInto])).toEqual([
      [1, undefined],
      [2, 1],
    ]);
    expect(toldLine(answer, lines[1] as SentLine, told)).toMatchObject([{ bundledLine: '1', paidCents: 0 }]);
    expect(faultsOf(answer, lines)).toEqual([]);
  });

  it('is separated again where the payer made one line of several', () => {
    // One line of 100.00 instead of 60.00 and 40.00: 70.00 paid and 30.00 written off. The first line takes over the
    // charge of the second.
    const lines = sent(['X9003', 60], ['X9003', 40]);
    const combined = stated(`
      CLP*C1*1*100*70*0*CI*ICN1*11*1
      SVC*HC:X9003*100*70**2
      DTM*472*20261005
      CAS*CO*45*30`);
    const answer = answerOf([combined], lines);
    expect(shortOf(answer)).toEqual(['1 X9003 7000 CO-45 3000 OA-94 -4000', '2  0 OA-97 4000']);
    expect(toldLine(answer, lines[1] as SentLine, told)).toMatchObject([{ procedureKind: 'HC', procedure: 'X9003' }]);
    expect(answer.lines[1]).toMatchObject({ bundledInto: 1, units: '0' });
    expect(faultsOf(answer, lines)).toEqual([]);
  });

  it('under a code that claims cannot repeat is reported as it was sent', () => {
    const lines = sent(['X9003', 60]);
    const odd = stated('CLP*C1*1*60*60*0*CI*ICN1*11*1\nSVC*N4:00000000000*60*60\nREF*6R*L1');
    expect(toldLine(answerOf([odd], lines), lines[0] as SentLine, told)).toMatchObject([
      { procedureKind: 'HC', procedure: 'X9003' },
    ]);
  });
});

describe('an answer without lines', () => {
  it('is reported at the claim, with its day and what is left to the patient', () => {
    const lines = sent(['X9003', 100], ['X9004', 50]);
    const whole = stated('CLP*C1*1*150*90*27.5*CI*ICN1*11*1\nCAS*CO*45*32.5\nCAS*PR*2*27.5');
    const answer = answerOf([whole], lines);
    expect(toldDecision(answer, 'professional')).toEqual({
      coverage: {
        paidCents: 9000,
        adjustments: [
          { group: 'CO', carc: '45', cents: 3250 },
          { group: 'PR', carc: '2', cents: 2750 },
        ],
        remainingPatientLiabilityCents: 2750,
      },
      payer: { decidedOn: '2026-11-10', claimControlNumber: 'ICN1' },
    });
    expect(toldLine(answer, lines[0] as SentLine, told)).toEqual([]);
    expect(faultsOf(answer, lines)).toEqual([]);
  });

  it('beside lines moves the patient’s part to the claim level, so that it is reported once', () => {
    // The guide’s example 3c: lines paid in full except 3.00, and the patient’s 36.89 stated for the claim as a whole.
    const lines = sent(['X9003', 43], ['X9004', 36.04]);
    const mixed = stated(`
      CLP*C1*1*79.04*39.15*36.89*CI*ICN1*11*1
      CAS*PR*1*21.89**2*15
      SVC*HC:X9003*43*40
      CAS*CO*42*3
      REF*6R*L1
      SVC*HC:X9004*36.04*36.04
      REF*6R*L2`);
    const answer = answerOf([mixed], lines);
    expect(toldDecision(answer, 'professional').coverage.remainingPatientLiabilityCents).toBe(3689);
    expect(toldLine(answer, lines[0] as SentLine, told)[0]).not.toHaveProperty('remainingPatientLiabilityCents');
    expect(faultsOf(answer, lines)).toEqual([]);
  });
});

describe('an answer about an inpatient’s stay', () => {
  it('is reported as inpatient by a facility, and with its remarks alone by anybody else', () => {
    const stay = stated('CLP*C1*1*150*90*60*MA*ICN1*11*1\nCAS*PR*1*60\nMIA*3**1*70*MA01');
    const answer = answerOf([stay], sent(['0120', 150]));
    expect(toldDecision(answer, 'institutional').coverage).toMatchObject({
      inpatientAdjudication: {
        coveredDays: '3',
        lifetimePsychiatricDays: '1',
        groupCents: 7000,
        remarkCodes: ['MA01'],
      },
    });
    const { coverage } = toldDecision(answer, 'professional');
    expect(coverage).toMatchObject({ outpatientAdjudication: { remarkCodes: ['MA01'] } });
    expect(coverage).not.toHaveProperty('inpatientAdjudication');
  });
});

describe('several answers of one payer', () => {
  const lines = sent(['X9003', 100], ['X9004', 50]);
  const part = (number: number, charge: number, paid: number, left: number) =>
    `SVC*HC:X900${number + 2}*${charge}*${paid}**1
     CAS*PR*2*${left}
     REF*6R*L${number}`;

  it('are reported as their sum when they came in parts', () => {
    const one = stated(`CLP*C1*1*100*80*20*CI*ICN1*11*1\n${part(1, 100, 80, 20)}`, '2026-11-01');
    const two = stated(`CLP*C1*1*50*40*10*CI*ICN2*11*1\n${part(2, 50, 40, 10)}`, '2026-11-08');
    const answer = answerOf([one, two], lines);
    expect(answer).toMatchObject({ paidCents: 12000, payerClaimNumber: 'ICN2', decidedOn: '2026-11-08' });
    expect(answer.lines.map(({ decidedOn }) => decidedOn)).toEqual(['2026-11-01', '2026-11-08']);
    expect(faultsOf(answer, lines)).toEqual([]);
  });

  it('are reported without the line that was reversed, and with what corrected it', () => {
    const first = stated(`CLP*C1*1*150*120*30*CI*ICN1*11*1\n${part(1, 100, 80, 20)}\n${part(2, 50, 40, 10)}`);
    const taken = stated(`CLP*C1*22*-50*-40*-10*CI*ICN1*11*1\n${part(2, -50, -40, -10)}`, '2026-11-20');
    const corrected = stated(
      `CLP*C1*1*50*35*15*CI*ICN3*11*1\nSVC*HC:X9004*50*35**1\nCAS*PR*2*15\nREF*6R*L2`,
      '2026-11-20',
    );
    const answer = answerOf([first, taken, corrected], lines);
    expect(shortOf(answer)).toEqual(['1 X9003 8000 PR-2 2000', '2 X9004 3500 PR-2 1500']);
    expect(answer).toMatchObject({ paidCents: 11500, payerClaimNumber: 'ICN3' });
    expect(faultsOf(answer, lines)).toEqual([]);
    const open = answerOf([first, taken], lines);
    expect(shortOf(open)).toEqual(['1 X9003 8000 PR-2 2000']);
    expect(faultsOf(open, lines)).toContain('prior-line-unanswered payer=1 line=2');
  });

  it('that were all reversed are no answer', () => {
    expect(priorAnswer([], lines)).toBeUndefined();
  });
});
