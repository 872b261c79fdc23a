import { describe, expect, it } from 'vitest';
import {
  denialCarcs,
  denialReasons,
  otherPayerCarcs,
} from '../../../shared/domain/remittance/denial/denial-reasons.ts';
import type { RemittanceClaim } from '../../../shared/domain/remittance/remittance.ts';
import {
  type AdjustmentContext,
  adjustmentReason,
  judgeAdjustments,
} from '../../../shared/domain/remittance/rules/adjustment-meaning.ts';
import {
  type AdjustmentRules,
  defaultAdjustmentRules,
} from '../../../shared/domain/remittance/rules/adjustment-rules.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import { adjustments, line, statement } from './statements.ts';

const primary = { payerPosition: 0, alreadyPaid: false, earlierPayerPaid: false, lineCount: 3 };

function meanings(
  claim: RemittanceClaim,
  rules: AdjustmentRules = defaultAdjustmentRules,
  context: Partial<AdjustmentContext> = {},
) {
  const judged = judgeAdjustments(claim, rules, { ...primary, ...context });
  return judged.map((one) => `${adjustmentReason(one.adjustment)} ${one.meaning}`);
}

describe('what an adjustment means', () => {
  it.each([
    ['CO-45 beside a payment', line(10000, 8000, 'CO-45 2000'), ['CO-45 contractual']],
    ['CO-253 beside a payment', line(10000, 9800, 'CO-253 200'), ['CO-253 contractual']],
    [
      'CO-45 beside a patient’s share',
      line(9000, 0, 'CO-45 2000', 'PR-1 7000'),
      ['CO-45 contractual', 'PR-1 cost-sharing'],
    ],
    ['CO-45 with nothing paid and no share', line(9000, 0, 'CO-45 9000'), ['CO-45 denial']],
    ['CO-253 with nothing paid and no share', line(9000, 0, 'CO-253 9000'), ['CO-253 denial']],
    ['CO-45 beside a denial', line(9000, 0, 'CO-45 2000', 'CO-50 7000'), ['CO-45 denial', 'CO-50 denial']],
    [
      'CO-45 beside a payment and a denial',
      line(9000, 1000, 'CO-45 2000', 'CO-50 6000'),
      ['CO-45 contractual', 'CO-50 denial'],
    ],
    [
      'CO-45 beside a patient’s share and a denial',
      line(9000, 0, 'CO-45 2000', 'PR-1 1000', 'CO-50 6000'),
      ['CO-45 contractual', 'PR-1 cost-sharing', 'CO-50 denial'],
    ],
    [
      'CO-45 beside what an earlier payer paid',
      line(9000, 0, 'OA-23 7000', 'CO-45 2000'),
      ['OA-23 information', 'CO-45 contractual'],
    ],
    ['Medicaid’s share of cost', line(9000, 5000, 'PR-142 4000'), ['PR-142 cost-sharing']],
    ['a spend-down', line(9000, 5000, 'PR-178 4000'), ['PR-178 cost-sharing']],
    ['a spend-down that is not met, by the contract’s group', line(9000, 0, 'CO-178 9000'), ['CO-178 denial']],
    [
      'a payment to the patient',
      line(9000, 0, 'CO-45 2000', 'PR-100 7000'),
      ['CO-45 contractual', 'PR-100 paid-to-patient'],
    ],
    ['sequestration under the patient’s group', line(9000, 8800, 'PR-253 200'), ['PR-253 held']],
    ['a refusal below zero', line(9000, 9800, 'CO-197 -800'), ['CO-197 held']],
    [
      'a refusal below zero beside one above',
      line(9000, 9000, 'CO-197 800', 'CO-16 -800'),
      ['CO-197 denial', 'CO-16 held'],
    ],
    [
      'a reduction below zero that belongs to the refusal beside it',
      line(9000, 0, 'CO-97 9800', 'CO-45 -800'),
      ['CO-97 denial', 'CO-45 denial'],
    ],
    ['several procedures on one day', line(9000, 5000, 'CO-59 4000'), ['CO-59 contractual']],
    ['several procedures, of which nothing is paid', line(9000, 0, 'CO-59 9000'), ['CO-59 held']],
    ['several procedures under the patient’s group', line(9000, 5000, 'PR-59 4000'), ['PR-59 held']],
    ['the dialysis network', line(9000, 8950, 'CO-118 50'), ['CO-118 contractual']],
    ['an incentive that is not Medicare’s', line(9000, 9100, 'CO-144 -100'), ['CO-144 held']],
    ['a penalty that is not Medicare’s', line(9000, 8900, 'CO-237 100'), ['CO-237 held']],
    ['the cent of a reporting code', line(1, 0, 'CO-246 1'), ['CO-246 contractual']],
    ['more than the cent of a reporting code', line(2, 0, 'CO-246 2'), ['CO-246 held']],
    ['a denial by the patient’s group', line(9000, 0, 'PR-204 9000'), ['PR-204 denial']],
    ['a denial by a neutral group', line(9000, 0, 'OA-197 9000'), ['OA-197 denial']],
    ['a payer’s own reduction by a denial reason', line(9000, 0, 'PI-16 9000'), ['PI-16 denial']],
    ['a duplicate of a claim never paid', line(9000, 0, 'CO-18 9000'), ['CO-18 denial']],
    ['a blood deductible', line(9000, 5000, 'PR-66 4000'), ['PR-66 cost-sharing']],
    ['coverage by capitation', line(9000, 0, 'CO-24 9000'), ['CO-24 capitation']],
    ['a prior payer restated', line(9000, 5000, 'OA-23 4000'), ['OA-23 information']],
    ['a prior payer restated under another group', line(9000, 5000, 'CO-23 4000'), ['CO-23 information']],
    ['an amount for the next payer', line(9000, 5000, 'OA-209 4000'), ['OA-209 next-payer']],
    ['payment beyond the charge', line(9000, 10000, 'OA-94 -1000'), ['OA-94 excess']],
    ['a patient’s group without a rule', line(9000, 5000, 'PR-45 4000'), ['PR-45 held']],
    ['a reason without a rule', line(9000, 5000, 'CO-131 4000'), ['CO-131 held']],
    ['a payer’s own reduction without a rule', line(9000, 5000, 'PI-45 4000'), ['PI-45 held']],
  ] as const)('%s', (_, one, expected) => {
    expect(meanings(statement('1', [one]))).toEqual(expected);
  });

  it('is judged line by line: a payment on one line does not matter for another', () => {
    const claim = statement('1', [line(6000, 5000, 'CO-45 1000'), line(4000, 0, 'CO-45 4000')]);
    expect(meanings(claim)).toEqual(['CO-45 contractual', 'CO-45 denial']);
  });

  it('of a later payer shows what it allows when it paid another line, or our books have an earlier payment', () => {
    const later = { payerPosition: 1 };
    const oneLine = statement('2', [line(6000, 5000, 'CO-45 1000'), line(4000, 0, 'CO-45 4000')]);
    expect(meanings(oneLine, defaultAdjustmentRules, later)).toEqual(['CO-45 contractual', 'CO-45 contractual']);
    const zero = statement('2', [line(9000, 0, 'CO-45 9000')]);
    expect(meanings(zero, defaultAdjustmentRules, later)).toEqual(['CO-45 denial']);
    expect(meanings(zero, defaultAdjustmentRules, { ...later, earlierPayerPaid: true })).toEqual(['CO-45 contractual']);
  });

  it('treats the claim’s own adjustments as if they were on each line', () => {
    const own = { adjustments: adjustments('PR-1 1000') };
    const claim = statement('1', [line(6000, 1000, 'CO-45 5000')], own);
    expect(claim.paidCents).toBe(0);
    expect(meanings(claim)).toEqual(['PR-1 cost-sharing', 'CO-45 contractual']);
  });

  it('is contractual where Medicare raises or lowers a payment for quality and states so by remark', () => {
    const up = line(10000, 8096, 'CO-45 2000', 'CO-144 -96');
    const down = line(10000, 7424, 'CO-45 2000', 'CO-237 576');
    for (const [one, reason] of [
      [up, 'CO-144'],
      [down, 'CO-237'],
    ] as const) {
      const told = statement('1', [{ ...one, remarkCodes: ['N807'] }]);
      expect(meanings(told)).toEqual(['CO-45 contractual', `${reason} contractual`]);
      expect(meanings(statement('1', [one]))).toEqual(['CO-45 contractual', `${reason} held`]);
    }
  });

  it('sends a qualified beneficiary’s share to the next payer, by remark on the line or on the claim', () => {
    const share = line(10000, 8000, 'PR-2 2000');
    expect(meanings(statement('1', [{ ...share, remarkCodes: ['N782'] }]))).toEqual(['PR-2 next-payer']);
    expect(meanings(statement('1', [share], { remarkCodes: ['N781'] }))).toEqual(['PR-2 next-payer']);
    expect(meanings(statement('1', [share], { remarkCodes: ['MA01'] }))).toEqual(['PR-2 cost-sharing']);
    for (const group of ['CO', 'OA']) {
      const other = statement('1', [line(10000, 8000, `${group}-2 2000`)], { remarkCodes: ['N783'] });
      expect(meanings(other)).toEqual([`${group}-2 next-payer`]);
    }
  });

  it('is information when a payer calls a claim that it paid a duplicate', () => {
    expect(
      meanings(statement('1', [line(9000, 0, 'CO-18 9000')]), defaultAdjustmentRules, { alreadyPaid: true }),
    ).toEqual(['CO-18 information']);
  });

  it('is a bundle only when the paying and the absorbed lines offset each other', () => {
    const bundle = (absorbed: number) =>
      statement('1', [line(10000, 14000, 'OA-94 -4000'), line(absorbed, 0, `CO-97 ${absorbed}`)]);
    expect(meanings(bundle(4000))).toEqual(['OA-94 bundled', 'CO-97 bundled']);
    expect(meanings(bundle(3000))).toEqual(['OA-94 excess', 'CO-97 denial']);
    expect(meanings(statement('1', [line(3000, 0, 'CO-97 3000')]))).toEqual(['CO-97 denial']);
    const offset = (paying: string, absorbed: string) =>
      meanings(statement('1', [line(10000, 14000, paying), line(4000, 0, absorbed)]));
    expect(offset('OA-23 -4000', 'CO-97 4000')).toEqual(['OA-23 information', 'CO-97 denial']);
    expect(offset('CO-94 -4000', 'CO-97 4000')).toEqual(['CO-94 held', 'CO-97 denial']);
    expect(offset('OA-94 -4000', 'PR-97 4000')).toEqual(['OA-94 excess', 'PR-97 denial']);
    expect(offset('OA-94 4000', 'CO-97 -4000')).toEqual(['OA-94 excess', 'CO-97 held']);
    const ofClaim = { adjustments: adjustments('CO-97 4000') };
    expect(meanings(statement('1', [line(10000, 14000, 'OA-94 -4000')], ofClaim))).toEqual([
      'CO-97 denial',
      'OA-94 excess',
    ]);
  });

  it('of the claim as a whole depends on whether the claim was paid', () => {
    const own = (...texts: string[]) =>
      meanings(statement('1', [line(10000, 10000)], { adjustments: adjustments(...texts) }));
    expect(own('CO-45 10000')).toEqual(['CO-45 denial']);
    expect(own('CO-45 9999')).toEqual(['CO-45 contractual']);
  });

  it('leaves out adjustments of zero, and ignores them beside others', () => {
    expect(meanings(statement('1', [line(9000, 0, 'CO-45 9000', 'PR-1 0')]))).toEqual(['CO-45 denial']);

    const claim = statement('1', [line(9000, 7000, 'CO-45 2000', 'CO-50 0', 'PR-1 0')]);
    expect(meanings(claim)).toEqual(['CO-45 contractual']);
  });

  it('is named by one short word, whatever a payer writes', () => {
    expect(
      adjustmentReason({ group: 'C|O', carc: '4 5#JOHN DOE', cents: adjustments('CO-1 1')[0]?.cents as never }),
    ).toBe('C?O-4?5?JOHN');
  });
});

describe('a tenant’s own rules', () => {
  const own: AdjustmentRules = {
    version: 'office-1',
    effectiveFrom: '2026-06-01' as LocalDate,
    rules: [
      { groups: ['CO'], carcs: ['131'], paid: 'something', payerPositions: [0], meaning: 'contractual' },
      { groups: ['CO'], carcs: ['131'], statusCodes: ['4'], meaning: 'denial' },
    ],
  };

  it('are decided by the first that applies, with payment, status and position', () => {
    expect(meanings(statement('1', [line(9000, 5000, 'CO-131 4000')]), own)).toEqual(['CO-131 contractual']);
    expect(meanings(statement('4', [line(9000, 0, 'CO-131 9000')]), own)).toEqual(['CO-131 denial']);
    expect(meanings(statement('1', [line(9000, 0, 'CO-131 9000')]), own)).toEqual(['CO-131 held']);
  });

  it('can require a denial beside an adjustment, which itself does not count', () => {
    const beside: AdjustmentRules = {
      ...own,
      rules: [
        { carcs: ['50'], besideDenial: true, meaning: 'information' },
        { carcs: ['50', '29'], meaning: 'denial' },
      ],
    };
    expect(meanings(statement('1', [line(9000, 0, 'CO-50 9000')]), beside)).toEqual(['CO-50 denial']);
    expect(meanings(statement('1', [line(9000, 0, 'CO-50 8000', 'CO-29 1000')]), beside)).toEqual([
      'CO-50 information',
      'CO-29 denial',
    ]);
  });
});

describe('the table of denials', () => {
  it('has words for each, and no reason that moves money', () => {
    for (const words of Object.values(denialReasons)) expect(words.length).toBeGreaterThan(4);
    for (const carc of ['1', '2', '3', '23', '24', '45', '66', '94', '209', '253'])
      expect(denialCarcs).not.toContain(carc);
    for (const carc of otherPayerCarcs) expect(denialCarcs).toContain(carc);
  });

  it('writes nothing off by default: only what fee schedules and laws reduce, capitation and the cent of CO-246', () => {
    const reducing = defaultAdjustmentRules.rules.filter((rule) =>
      ['contractual', 'capitation'].includes(rule.meaning),
    );
    expect(new Set(reducing.flatMap((rule) => rule.carcs))).toEqual(
      new Set(['45', '253', '59', '118', '144', '237', '24', '246']),
    );
    expect(reducing.filter(({ carcs }) => carcs?.includes('246')).map((rule) => rule.atMostCents)).toEqual([1]);
    expect(reducing.every((rule) => rule.groups?.every((group) => group === 'CO'))).toBe(true);
  });
});
