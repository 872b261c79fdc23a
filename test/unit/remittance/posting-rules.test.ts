import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { RemittanceClaim } from '../../../shared/domain/remittance/remittance.ts';
import { judgeAdjustments } from '../../../shared/domain/remittance/rules/adjustment-meaning.ts';
import {
  type AdjustmentCondition,
  type AdjustmentRule,
  defaultAdjustmentRules,
} from '../../../shared/domain/remittance/rules/adjustment-rules.ts';
import {
  adjustmentRulesOf,
  layersInForce,
  type OfficeRules,
  type PostingRulesVersion,
  providerRulesOf,
  type RuleScope,
  rulesInForceFor,
} from '../../../shared/domain/remittance/rules/posting-rules.ts';
import { ruleFaults } from '../../../shared/domain/remittance/rules/posting-rules-check.ts';
import { diffRules } from '../../../shared/domain/remittance/rules/posting-rules-diff.ts';
import { providerAdjustmentRules } from '../../../shared/domain/remittance/rules/provider-adjustment-rules.ts';
import { isReachable } from '../../../shared/domain/remittance/rules/rule-reach.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import { line, statement } from './statements.ts';

const day = (text: string) => text as LocalDate;
const office: RuleScope = { kind: 'office' };
const payer: RuleScope = { kind: 'payer', payerId: 'P' };
const facility: RuleScope = { kind: 'facility', facilityId: 'F' };

function version(revision: number, scope: RuleScope, rules: Partial<PostingRulesVersion> = {}): PostingRulesVersion {
  return {
    revision,
    scope,
    effectiveFrom: day('2026-01-01'),
    adjustmentRules: [],
    providerAdjustments: [],
    reason: '',
    createdAt: '',
    createdBy: '',
    ...rules,
  };
}

function meaning(claim: RemittanceClaim, layers: readonly PostingRulesVersion[]): string | undefined {
  const context = { payerPosition: 0, alreadyPaid: false, earlierPayerPaid: false, lineCount: 3 };
  return judgeAdjustments(claim, adjustmentRulesOf(layers), context)[0]?.meaning;
}

describe('the rules for a claim', () => {
  const versions = [
    version(1, office, { adjustmentRules: [{ carcs: ['131', 'B1', '96'], meaning: 'information' }] }),
    version(2, payer, { adjustmentRules: [{ carcs: ['131', '96'], meaning: 'held' }] }),
    version(3, facility, { adjustmentRules: [{ carcs: ['131'], meaning: 'denial' }] }),
  ];
  const ask = (payerId?: string, facilityId?: string) =>
    layersInForce(versions, { on: day('2026-11-23'), payerId, facilityId });

  it('are the facility’s, then the payer’s, then the office’s, then what is shipped', () => {
    const of = (carc: string) => statement('1', [line(9000, 5000, `CO-${carc} 4000`)]);
    expect(meaning(of('131'), ask('P', 'F'))).toBe('denial');
    expect(meaning(of('131'), ask('P'))).toBe('held');
    expect(meaning(of('131'), ask('another', 'another'))).toBe('information');
    expect(meaning(of('96'), ask('P', 'F'))).toBe('held');
    expect(meaning(of('B1'), ask('P', 'F'))).toBe('information');
    expect(meaning(of('45'), ask('P', 'F'))).toBe('contractual');
    expect(meaning(of('131'), [])).toBe('held');
  });

  it('name every version used, so that an entry shows for ever which rules decided it', () => {
    expect(adjustmentRulesOf(ask('P', 'F')).version).toBe('r3+r2+r1+2026-11-2');
    expect(adjustmentRulesOf(ask('P')).version).toBe('r2+r1+2026-11-2');
    expect(adjustmentRulesOf([])).toBe(defaultAdjustmentRules);
  });

  it('never make a qualified beneficiary’s share the patient’s, whatever the office wrote', () => {
    const own = version(1, office, {
      adjustmentRules: [{ groups: ['PR'], carcs: ['2', '209'], meaning: 'cost-sharing' }],
    });
    const share = statement('1', [line(10_000, 8000, 'PR-2 2000')]);
    expect(meaning({ ...share, remarkCodes: ['N782'] }, [own])).toBe('next-payer');
    expect(meaning(share, [own])).toBe('cost-sharing');
    expect(meaning(statement('1', [line(10_000, 8000, 'PR-209 2000')]), [own])).toBe('next-payer');
  });
});

describe('versions', () => {
  it('are valid from their day until the next one of the same scope; of one day the last made is', () => {
    const versions = [
      version(1, office, { effectiveFrom: day('2026-01-01') }),
      version(2, office, { effectiveFrom: day('2026-06-01') }),
      version(3, office, { effectiveFrom: day('2026-06-01') }),
      version(4, payer, { effectiveFrom: day('2026-03-01') }),
    ];
    const inForce = (on: string) =>
      layersInForce(versions, { on: day(on), payerId: 'P' }).map(({ revision }) => revision);
    expect(inForce('2025-12-31')).toEqual([]);
    expect(inForce('2026-02-28')).toEqual([1]);
    expect(inForce('2026-05-31')).toEqual([4, 1]);
    expect(inForce('2026-06-01')).toEqual([4, 3]);
  });

  it('state whether payments wait: the payer’s setting before the office’s; any candidate’s when the payer is uncertain', () => {
    const versions = [version(1, office, { autoPost: false }), version(2, payer, { autoPost: true })];
    const waits = (...payerIds: string[]) => !rulesInForceFor(versions, day('2026-11-23'), payerIds).autoPost;
    expect([waits(), waits('Q'), waits('P'), waits('P', 'Q')]).toEqual([true, true, false, true]);
    expect(rulesInForceFor([], day('2026-11-23'), []).autoPost).toBe(true);
  });

  it('have a separate table of provider-level adjustments each, code by code', () => {
    const row = (code: string, account: 'interest-income' | 'other-adjustments') => ({
      code,
      account,
      because: 'for a test',
    });
    const layers = [
      version(2, payer, { providerAdjustments: [row('CS', 'interest-income')] }),
      version(1, office, { providerAdjustments: [row('CS', 'other-adjustments'), row('ZZ', 'other-adjustments')] }),
    ];
    const table = providerRulesOf(layers);
    expect(table.get('CS')?.account).toBe('interest-income');
    expect(table.get('ZZ')?.account).toBe('other-adjustments');
    expect(table.get('L6')).toBe(providerAdjustmentRules.get('L6'));
    expect(providerRulesOf([])).toBe(providerAdjustmentRules);
  });
});

const because = 'agreed with the payer in writing';
const faultsOf = (rules: Partial<OfficeRules>) =>
  ruleFaults({ scope: office, adjustmentRules: [], providerAdjustments: [], ...rules }).map(({ pointer }) => pointer);

describe('a set of rules', () => {
  it.each([
    ['a patient’s share of group CO', { groups: ['CO'], carcs: ['1'], meaning: 'cost-sharing' }, '/groups'],
    ['a patient’s share of group PI', { groups: ['PR', 'PI'], carcs: ['1'], meaning: 'cost-sharing' }, '/groups'],
    ['a patient’s share of group OA', { groups: ['OA'], carcs: ['1'], meaning: 'cost-sharing' }, '/groups'],
    ['a patient’s share of any group', { carcs: ['1'], meaning: 'cost-sharing' }, '/groups'],
    ['a patient’s share for any reason', { groups: ['PR'], meaning: 'cost-sharing' }, '/carcs'],
    ['sequestration for the patient', { groups: ['PR'], carcs: ['1', '253'], meaning: 'cost-sharing' }, '/carcs'],
    ['sequestration for the next payer', { groups: ['CO'], carcs: ['253'], meaning: 'next-payer' }, '/carcs'],
    ['a denial written off without a word', { groups: ['CO'], carcs: ['197'], meaning: 'contractual' }, '/because'],
    [
      'a denial written off with hardly one',
      { groups: ['CO'], carcs: ['29'], meaning: 'contractual', because: ' ok       ' },
      '/because',
    ],
    ['a write-off for any reason', { groups: ['CO'], meaning: 'contractual', because }, '/carcs'],
    [
      'a write-off of the patient’s share',
      { groups: ['PR'], carcs: ['1'], meaning: 'contractual', because },
      '/groups',
    ],
    [
      'a denial that becomes the patient’s without a word',
      { groups: ['PR'], carcs: ['96'], meaning: 'cost-sharing' },
      '/because',
    ],
  ] as const)('may not contain %s', (_, rule, place) => {
    expect(faultsOf({ adjustmentRules: [rule as AdjustmentRule] })).toEqual([`/adjustmentRules/0${place}`]);
  });

  it('may write a denial off when a person states why', () => {
    expect(
      faultsOf({ adjustmentRules: [{ groups: ['CO'], carcs: ['197'], meaning: 'contractual', because }] }),
    ).toEqual([]);
  });

  it('may not contain a rule that others never let decide, alone or together; its place is reported', () => {
    const rules = (...adjustmentRules: AdjustmentRule[]) => faultsOf({ adjustmentRules });
    expect(
      rules({ carcs: ['16', '18'], meaning: 'held' }, { groups: ['CO'], carcs: ['18'], meaning: 'denial' }),
    ).toEqual(['/adjustmentRules/1']);
    const halves: AdjustmentRule[] = [
      { carcs: ['16'], paid: 'something', meaning: 'held' },
      { carcs: ['16'], paid: 'nothing', meaning: 'denial' },
    ];
    expect(rules(...halves, { carcs: ['16'], meaning: 'information' })).toEqual(['/adjustmentRules/2']);
    expect(rules(...halves, { carcs: ['16', '17'], meaning: 'information' })).toEqual([]);
    expect(
      rules({ carcs: ['16'], remarkCodes: ['N1', 'N2'], meaning: 'held' }, { carcs: ['16'], meaning: 'denial' }),
    ).toEqual([]);
    expect(rules({ groups: ['PR'], carcs: ['209'], meaning: 'cost-sharing' })).toEqual(['/adjustmentRules/0']);
  });

  it('leaves provider-level adjustments and waiting to the office and its payers, and tracks WO and FB by reference', () => {
    const row = { code: 'CS', account: 'other-adjustments', because: 'for a test' } as const;
    expect(faultsOf({ scope: facility, providerAdjustments: [row], autoPost: false })).toEqual([
      '/providerAdjustments',
      '/autoPost',
    ]);
    expect(faultsOf({ providerAdjustments: [row, row] })).toEqual(['/providerAdjustments/1/code']);
    expect(faultsOf({ providerAdjustments: [{ ...row, code: 'WO' }] })).toEqual(['/providerAdjustments/0/account']);
  });
});

const codes = (...list: string[]) => fc.option(fc.subarray(list, { minLength: 1 }), { nil: undefined });
const maybe = <Value>(...values: Value[]) => fc.option(fc.constantFrom(...values), { nil: undefined });

/** Conditions over a world that is small enough to try every case. */
const conditions: fc.Arbitrary<AdjustmentCondition> = fc
  .record({
    groups: codes('CO', 'PR'),
    carcs: codes('1', '16', '45'),
    remarkCodes: codes('N1', 'N2'),
    paid: maybe<'something' | 'nothing'>('something', 'nothing'),
    statusCodes: codes('1', '4'),
  })
  .map((condition) => Object.fromEntries(Object.entries(condition).filter(([, value]) => value !== undefined)));

interface Case {
  readonly group: string;
  readonly carc: string;
  readonly remarks: readonly string[];
  readonly paid: 'something' | 'nothing';
  readonly status: string;
}

const allCases: readonly Case[] = ['CO', 'PR', 'OA'].flatMap((group) =>
  ['1', '16', '45', '99'].flatMap((carc) =>
    [[], ['N1'], ['N2'], ['N1', 'N2']].flatMap((remarks) =>
      (['something', 'nothing'] as const).flatMap((paid) =>
        ['1', '4', '2'].map((status) => ({ group, carc, remarks, paid, status })),
      ),
    ),
  ),
);

/** Whether a condition holds in a case, written separately for this test. */
function holds(condition: AdjustmentCondition, { group, carc, remarks, paid, status }: Case): boolean {
  return (
    (condition.groups?.includes(group) ?? true) &&
    (condition.carcs?.includes(carc) ?? true) &&
    (condition.remarkCodes?.some((code) => remarks.includes(code)) ?? true) &&
    (condition.paid ?? paid) === paid &&
    (condition.statusCodes?.includes(status) ?? true)
  );
}

describe('whatever the rules are', () => {
  property.prop([conditions, fc.array(conditions, { maxLength: 6 })], {
    numRuns: fc.readConfigureGlobal().numRuns ?? 500,
  })('a rule is called unreachable exactly when no case is left to it', (rule, before) => {
    const isLeft = allCases.some((one) => holds(rule, one) && !before.some((other) => holds(other, one)));
    expect(isReachable(rule, before)).toBe(isLeft);
  });

  const meanings = fc.constantFrom('denial' as const, 'information' as const, 'held' as const, 'excess' as const);
  const rules = fc.array(
    fc.tuple(conditions, meanings).map(([one, meant]) => ({ ...one, meaning: meant })),
    { maxLength: 5 },
  );

  property.prop([rules, rules, rules, fc.constantFrom(...allCases)], {
    numRuns: fc.readConfigureGlobal().numRuns ?? 500,
  })(
    'exactly one rule decides: the first that applies of the narrowest scope that has one, and the same each time',
    (ofOffice, ofPayer, ofFacility, one) => {
      const layers = [
        version(3, facility, { adjustmentRules: ofFacility }),
        version(2, payer, { adjustmentRules: ofPayer }),
        version(1, office, { adjustmentRules: ofOffice }),
      ];
      const paidCents = one.paid === 'nothing' ? 0 : 5000;
      const said = line(9000, paidCents, `${one.group}-${one.carc} ${9000 - paidCents}`);
      const claim = statement(one.status, [said], { remarkCodes: one.remarks });
      const own = [...ofFacility, ...ofPayer, ...ofOffice].find((rule) => holds(rule, one));
      expect(meaning(claim, layers)).toBe(own?.meaning ?? meaning(claim, []));
      expect(meaning(claim, layers)).toBe(meaning(claim, layers));
    },
  );

  const dated = fc.array(
    fc.record({
      scope: fc.constantFrom(office, payer, facility),
      effectiveFrom: fc.constantFrom(day('2026-01-01'), day('2026-02-01'), day('2026-03-01')),
    }),
    { maxLength: 8 },
  );
  property.prop([dated, fc.constantFrom(day('2025-12-31'), day('2026-01-15'), day('2026-02-01'), day('2026-12-31'))])(
    'on any day each scope has at most one valid version, and a later change for a later day does not affect it',
    (headings, on) => {
      const versions = headings.map((heading, index) => version(index + 1, heading.scope, heading));
      const asked = { on, payerId: 'P', facilityId: 'F' };
      const inForce = layersInForce(versions, asked);
      expect(new Set(inForce.map(({ scope }) => scope.kind)).size).toBe(inForce.length);
      expect(inForce.every(({ effectiveFrom }) => effectiveFrom <= on)).toBe(true);
      const later = version(99, office, { effectiveFrom: day('2027-01-01') });
      expect(layersInForce([...versions, later], asked)).toEqual(inForce);
    },
  );

  property.prop([rules])('a version does not differ from itself, and from none by each of its rules', (list) => {
    const whole = { adjustmentRules: list, providerAdjustments: [] };
    const none = { adjustmentRules: [], providerAdjustments: [] };
    expect(diffRules(whole, whole)).toEqual(none);
    expect(diffRules(none, whole).adjustmentRules.map(({ change }) => change)).toEqual(list.map(() => 'added'));
    expect(diffRules(whole, none).adjustmentRules.map(({ change }) => change)).toEqual(list.map(() => 'removed'));
  });
});

describe('the difference of two versions', () => {
  it('shows what was added, removed, changed and moved, and whether payments wait', () => {
    const [a, b, c]: AdjustmentRule[] = [
      { carcs: ['1'], meaning: 'held' },
      { carcs: ['2'], meaning: 'held' },
      { carcs: ['3'], meaning: 'held' },
    ] as const;
    const changed = { carcs: ['1'], meaning: 'denial' } as const;
    const before = { adjustmentRules: [a as AdjustmentRule, b as AdjustmentRule], providerAdjustments: [] };
    const after = {
      adjustmentRules: [b as AdjustmentRule, changed, c as AdjustmentRule],
      providerAdjustments: [],
      autoPost: false,
    };
    expect(diffRules(before, after)).toEqual({
      adjustmentRules: [
        { change: 'moved', from: 1, to: 0, before: b, after: b },
        { change: 'changed', from: 0, to: 1, before: a, after: changed },
        { change: 'added', to: 2, after: c },
      ],
      providerAdjustments: [],
      autoPost: { before: undefined, after: false },
    });
  });
});
