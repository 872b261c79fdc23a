import { describe, expect, it } from 'vitest';
import { accounts } from '../../../shared/domain/ledger/accounts.ts';
import {
  type AdjustmentRule,
  defaultAdjustmentRules,
} from '../../../shared/domain/remittance/rules/adjustment-rules.ts';
import {
  adjustmentRulesOf,
  autoPostOf,
  layeredRules,
  layersInForce,
  type OfficeProviderRule,
  type OfficeRules,
  type PostingRulesVersion,
  patientProtections,
  type RuleScope,
  revisionOfName,
  rulesInForceFor,
  scopeName,
  versionName,
} from '../../../shared/domain/remittance/rules/posting-rules.ts';
import { providerAccounts, ruleFaults } from '../../../shared/domain/remittance/rules/posting-rules-check.ts';
import { diffRules } from '../../../shared/domain/remittance/rules/posting-rules-diff.ts';
import { providerAdjustmentRules } from '../../../shared/domain/remittance/rules/provider-adjustment-rules.ts';
import { isReachable } from '../../../shared/domain/remittance/rules/rule-reach.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';

const day = (text: string) => text as LocalDate;
const office: RuleScope = { kind: 'office' };
const payer: RuleScope = { kind: 'payer', payerId: 'P' };
const facility: RuleScope = { kind: 'facility', facilityId: 'F' };
const because = 'agreed with the payer in writing';

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

const faults = (rules: Partial<OfficeRules>) =>
  ruleFaults({ scope: office, adjustmentRules: [], providerAdjustments: [], ...rules });
const places = (...adjustmentRules: AdjustmentRule[]) => faults({ adjustmentRules }).map(({ pointer }) => pointer);
const rowPlaces = (...providerAdjustments: OfficeProviderRule[]) =>
  faults({ providerAdjustments }).map(({ pointer }) => pointer);

describe('a set of rules written by a person', () => {
  it.each(['contractual', 'capitation', 'cost-sharing', 'next-payer'] as const)(
    'names groups and reasons where %s moves money',
    (meaning) => {
      const found = places({ meaning, because } as AdjustmentRule);
      expect(found).toEqual(['/adjustmentRules/0/carcs', '/adjustmentRules/0/groups']);
    },
  );

  it.each(['denial', 'information', 'excess', 'held'] as const)(
    'need not name either where %s moves none',
    (meaning) => {
      expect(places({ meaning })).toEqual([]);
    },
  );

  it.each(['contractual', 'capitation'] as const)(
    'states in at least ten characters why it writes off as %s',
    (meaning) => {
      const rule = { groups: ['CO'], carcs: ['197'], meaning };
      const at = ['/adjustmentRules/0/because'];
      expect(places(rule)).toEqual(at);
      expect(places({ ...rule, because: ' 123456789 ' } as AdjustmentRule)).toEqual(at);
      expect(places({ ...rule, because: '1234567890' } as AdjustmentRule)).toEqual([]);
      expect(places({ ...rule, groups: ['CO', 'PR'], because } as AdjustmentRule)).toEqual([
        '/adjustmentRules/0/groups',
      ]);
    },
  );

  it('may send sequestration to nobody, yet write it off, and a share of group PR to the patient without a reason', () => {
    const share = { groups: ['PR'], carcs: ['1', '2'], meaning: 'cost-sharing' } as const;
    expect(places(share)).toEqual([]);
    expect(places({ ...share, carcs: ['1', '96'] })).toEqual(['/adjustmentRules/0/because']);
    expect(places({ ...share, carcs: ['1', '96'], because } as AdjustmentRule)).toEqual([]);
    expect(places({ groups: ['CO'], carcs: ['253'], meaning: 'contractual', because } as AdjustmentRule)).toEqual([]);
    expect(places({ groups: ['CO'], carcs: ['16'], meaning: 'next-payer' })).toEqual([]);
  });

  it('shows for a rule that never decides why: those before it, or what protects the patient', () => {
    const [shadowed] = faults({
      adjustmentRules: [
        { carcs: ['16'], meaning: 'held' },
        { carcs: ['16'], meaning: 'denial' },
      ],
    });
    const [protection] = faults({ adjustmentRules: [{ groups: ['PR'], carcs: ['209'], meaning: 'held' }] });
    expect(shadowed?.detail).toContain('rules before it');
    expect(protection?.detail).toContain('the rules that protect a patient');
  });

  it('reports each fault in its own words', () => {
    const row: OfficeProviderRule = { code: 'CS', account: 'other-adjustments', because: 'for a test' };
    const kept: OfficeProviderRule = { ...row, code: 'FB' };
    const found = [
      ...faults({ scope: facility, autoPost: true }),
      ...faults({ adjustmentRules: [{ meaning: 'cost-sharing' }] }),
      ...faults({ adjustmentRules: [{ groups: ['OA'], carcs: ['253', '96'], meaning: 'cost-sharing' }] }),
      ...faults({ adjustmentRules: [{ groups: ['PR'], carcs: ['1'], meaning: 'contractual' }] }),
      ...faults({ providerAdjustments: [row, row, kept] }),
      ...faults({
        providerAdjustments: [{ ...kept, account: 'payer-recoupments-payable', accountWhenTaken: 'plb-suspense' }],
      }),
    ].map(({ detail }) => detail);
    expect(found).toHaveLength(11);
    expect(new Set(found).size).toBe(found.length);
    for (const text of found) expect(text.length).toBeGreaterThan(10);
    const [ofFacility] = faults({ scope: facility, providerAdjustments: [row] });
    expect(ofFacility?.detail).toContain('no facility');
  });

  it('of a facility holds rules for adjustments, and nothing about payments', () => {
    expect(faults({ scope: facility, adjustmentRules: [{ carcs: ['16'], meaning: 'held' }] })).toEqual([]);
    for (const scope of [office, payer]) expect(faults({ scope, autoPost: false })).toEqual([]);
    expect(faults({ scope: facility, autoPost: false }).map(({ pointer }) => pointer)).toEqual(['/autoPost']);
  });

  it.each(['WO', 'FB'])(
    'tracks %s by reference, in the one account that is tracked so, whichever way it goes',
    (code) => {
      const row: OfficeProviderRule = { code, account: 'payer-recoupments-payable', because: 'for a test' };
      expect(rowPlaces(row)).toEqual([]);
      expect(rowPlaces({ ...row, account: 'plb-suspense' })).toEqual(['/providerAdjustments/0/account']);
      expect(rowPlaces({ ...row, accountWhenTaken: 'plb-suspense' })).toEqual([
        '/providerAdjustments/0/accountWhenTaken',
      ]);
      const other: OfficeProviderRule = {
        ...row,
        code: 'CS',
        account: 'interest-income',
        accountWhenTaken: 'plb-suspense',
      };
      expect(rowPlaces(other)).toEqual([]);
    },
  );

  it('may send provider-level adjustments to existing accounts, but to none of a claim, a patient or the bank', () => {
    for (const account of providerAccounts) expect(accounts[account]).toBeDefined();
    for (const account of ['insurance-receivable', 'patient-receivable', 'bank', 'remittance-clearing', 'charges'])
      expect(providerAccounts).not.toContain(account);
  });
});

describe('versions and scopes', () => {
  it('have names that are read back', () => {
    expect(revisionOfName(versionName(17))).toBe(17);
    for (const name of ['17', 'r0', 'r', 'r01', 'xr1', 'r1x', 'r1234567890', ''])
      expect(revisionOfName(name), name).toBeUndefined();
    expect(revisionOfName('r123456789')).toBe(123456789);
  });

  it('are distinguished by name', () => {
    expect([office, payer, facility].map(scopeName)).toEqual(['office', 'payer P', 'facility F']);
  });

  it('use first what protects a patient, then the narrowest scope, then what is shipped, each rule once', () => {
    const own = { carcs: ['131'], meaning: 'held' } as const;
    const layers = [
      version(2, payer, { adjustmentRules: [own] }),
      version(1, office, { adjustmentRules: [{ carcs: ['16'], meaning: 'held' }] }),
    ];
    const rules = layeredRules(layers);
    expect(patientProtections.length).toBeGreaterThan(1);
    expect(patientProtections.every((rule) => rule.meaning === 'next-payer')).toBe(true);
    expect(rules.slice(0, patientProtections.length).map(({ rule }) => rule)).toEqual(patientProtections);
    expect(rules.slice(patientProtections.length, -1)[0]).toEqual({ layer: 'payer', version: 'r2', rule: own });
    expect(
      rules.map(({ layer, version: name }) => `${layer} ${name}`).filter((text, index, all) => text !== all[index - 1]),
    ).toEqual(['protection 2026-11-2', 'payer r2', 'office r1', 'shipped 2026-11-2']);
    expect(rules).toHaveLength(defaultAdjustmentRules.rules.length + 2);
    expect(new Set(rules.map(({ rule }) => rule)).size).toBe(rules.length);
  });

  it('take effect together on the day of the last of them', () => {
    const layers = [
      version(2, payer, { effectiveFrom: day('2026-03-01') }),
      version(3, facility, { effectiveFrom: day('2026-06-01') }),
      version(1, office, { effectiveFrom: day('2026-01-01') }),
    ];
    expect(adjustmentRulesOf(layers).effectiveFrom).toBe('2026-06-01');
  });

  it('are used only for the payer and the facility that are known', () => {
    const versions = [version(1, office), version(2, payer), version(3, facility)];
    const asked = (payerId?: string, facilityId?: string) =>
      layersInForce(versions, { on: day('2026-11-23'), payerId, facilityId }).map(({ revision }) => revision);
    expect([asked(), asked('P'), asked(undefined, 'F'), asked('P', 'F'), asked('F', 'P')]).toEqual([
      [1],
      [2, 1],
      [3, 1],
      [3, 2, 1],
      [1],
    ]);
  });

  it('are sorted by the last to take effect, and of one day by the last made, in whatever order they are stored', () => {
    const on = (revision: number, effectiveFrom: string) =>
      version(revision, office, { effectiveFrom: day(effectiveFrom) });
    const inForce = (...versions: PostingRulesVersion[]) =>
      layersInForce(versions, { on: day('2026-11-23') }).map(({ revision, scope }) => `${scope.kind} ${revision}`);
    for (const versions of [
      [on(1, '2026-06-01'), on(2, '2026-01-01')],
      [on(2, '2026-01-01'), on(1, '2026-06-01')],
    ]) {
      expect(inForce(...versions)).toEqual(['office 1']);
    }
    for (const versions of [
      [on(1, '2026-06-01'), on(2, '2026-06-01')],
      [on(2, '2026-06-01'), on(1, '2026-06-01')],
    ]) {
      expect(inForce(...versions)).toEqual(['office 2']);
    }
  });

  it('state whether payments wait by the narrowest with a setting', () => {
    const says = (autoPost?: boolean) => version(1, office, autoPost === undefined ? {} : { autoPost });
    expect(autoPostOf([])).toBe(true);
    expect(autoPostOf([says(), says(false), says(true)])).toBe(false);
    expect(autoPostOf([says(true), says(false)])).toBe(true);
    expect(autoPostOf([says()])).toBe(true);
  });
});

describe('the rules for a payment', () => {
  const row: OfficeProviderRule = { code: 'CS', account: 'other-adjustments', because: 'for a test' };
  const versions = [
    version(1, office),
    version(2, payer, { autoPost: false, providerAdjustments: [row] }),
    version(3, facility, { adjustmentRules: [{ carcs: ['131'], meaning: 'denial' }] }),
    version(4, { kind: 'payer', payerId: 'Q' }, { autoPost: true }),
  ];
  const rulesFor = (...payerIds: string[]) => rulesInForceFor(versions, day('2026-11-23'), payerIds);

  it('are the payer’s own when it is the only possible one', () => {
    expect(rulesFor('P').version).toBe('r2+r1+2026-11-2');
    expect(rulesFor('P', 'Q').version).toBe('r1+2026-11-2');
    expect(rulesFor().version).toBe('r1+2026-11-2');
    expect(rulesFor('P').providerAdjustments.get('CS')).toEqual({
      account: 'other-adjustments',
      because: 'for a test',
    });
    expect(rulesFor('Q').providerAdjustments.get('CS')).toBe(providerAdjustmentRules.get('CS'));
  });

  it('make it wait when the rules of any possible payer do', () => {
    expect([rulesFor('P'), rulesFor('Q'), rulesFor('Q', 'P'), rulesFor()].map(({ autoPost }) => autoPost)).toEqual([
      false,
      true,
      false,
      true,
    ]);
  });

  it('are the same day’s for the payers of a claim that waited', () => {
    expect(rulesFor('Q').forPayers(['P']).version).toBe('r2+r1+2026-11-2');
    expect(rulesFor('Q').forPayers(['P']).autoPost).toBe(false);
  });

  it('for a claim are those of its facility, and are combined once', () => {
    const rules = rulesFor('P');
    expect(rules.adjustments('F').version).toBe('r3+r2+r1+2026-11-2');
    expect(rules.adjustments(undefined).version).toBe('r2+r1+2026-11-2');
    expect(rules.adjustments('G').version).toBe('r2+r1+2026-11-2');
    expect(rules.adjustments('F')).toBe(rules.adjustments('F'));
    expect(rules.adjustments(undefined)).toBe(rules.adjustments(undefined));
    expect(rules.adjustments('F').rules).not.toEqual(rules.adjustments(undefined).rules);
  });
});

describe('the difference of two versions', () => {
  const none = { adjustmentRules: [], providerAdjustments: [] };
  const rule: AdjustmentRule = { carcs: ['1', '2'], groups: ['CO'], meaning: 'held' };
  const other: AdjustmentRule = { carcs: ['3'], meaning: 'held' };
  const changes = (before: readonly AdjustmentRule[], after: readonly AdjustmentRule[]) =>
    diffRules({ ...none, adjustmentRules: before }, { ...none, adjustmentRules: after }).adjustmentRules.map(
      ({ change, from, to }) => [change, from, to],
    );

  it('is nothing for the same rule written in another order', () => {
    expect(changes([rule], [{ meaning: 'held', groups: ['CO'], carcs: ['2', '1'] }])).toEqual([]);
    expect(changes([rule], [{ ...rule, paid: undefined } as unknown as AdjustmentRule])).toEqual([]);
  });

  it('is a change where meaning or reason is different, and another rule where the condition is', () => {
    expect(changes([other, rule], [other, { ...rule, meaning: 'denial' }])).toEqual([['changed', 1, 1]]);
    expect(changes([rule], [{ ...rule, because } as AdjustmentRule])).toEqual([['changed', 0, 0]]);
    expect(changes([rule], [{ ...rule, carcs: ['1'] }])).toEqual([
      ['removed', 0, undefined],
      ['added', undefined, 0],
    ]);
  });

  it('is no move where rules before it came or went', () => {
    expect(changes([other, rule], [rule])).toEqual([['removed', 0, undefined]]);
    expect(changes([rule], [other, rule])).toEqual([['added', undefined, 0]]);
    expect(changes([other, rule], [rule, other])).toEqual([
      ['moved', 1, 0],
      ['moved', 0, 1],
    ]);
  });

  it('distinguishes rules of one condition by their order', () => {
    const again: AdjustmentRule = { ...other, meaning: 'denial' };
    expect(changes([other, again], [other, again])).toEqual([]);
    expect(changes([other, other, other], [other, other])).toEqual([['removed', 2, undefined]]);
    expect(changes([other, again], [again])).toEqual([
      ['removed', 1, undefined],
      ['changed', 0, 0],
    ]);
  });

  it('lists provider-level adjustments by code, in whatever order they are', () => {
    const row = (code: string, account: OfficeProviderRule['account']): OfficeProviderRule => ({
      code,
      account,
      because: 'x',
    });
    const before = { ...none, providerAdjustments: [row('A', 'bank'), row('B', 'bank'), row('C', 'bank')] };
    const after = { ...none, providerAdjustments: [row('C', 'bank'), row('B', 'charges'), row('D', 'bank')] };
    expect(diffRules(before, after)).toEqual({
      adjustmentRules: [],
      providerAdjustments: [
        { change: 'removed', from: 0, before: row('A', 'bank') },
        { change: 'changed', from: 1, to: 1, before: row('B', 'bank'), after: row('B', 'charges') },
        { change: 'added', to: 2, after: row('D', 'bank') },
      ],
    });
  });

  it('shows whether payments wait only where that changed', () => {
    const waits = (autoPost: boolean) => ({ ...none, autoPost });
    expect(diffRules(waits(true), waits(false)).autoPost).toEqual({ before: true, after: false });
    expect(diffRules(waits(false), waits(false))).toEqual(none);
  });
});

describe('whether a rule can ever decide', () => {
  it('is checked for positions, shares and denials beside it, and payments before, each separately', () => {
    const carcs = ['16'];
    for (const name of ['allowedProven', 'besideCostSharing', 'besideDenial', 'alreadyPaid'] as const) {
      expect(isReachable({ carcs }, [{ carcs, [name]: true }]), name).toBe(true);
      expect(isReachable({ carcs }, [{ carcs, [name]: false }]), name).toBe(true);
      expect(isReachable({ carcs, [name]: false }, [{ carcs, [name]: true }]), name).toBe(true);
      expect(isReachable({ carcs, [name]: true }, [{ carcs, [name]: true }]), name).toBe(false);
      expect(
        isReachable({ carcs }, [
          { carcs, [name]: true },
          { carcs, [name]: false },
        ]),
        name,
      ).toBe(false);
    }
    expect(isReachable({ carcs, payerPositions: [0, 1] }, [{ carcs, payerPositions: [0] }])).toBe(true);
    expect(isReachable({ carcs, payerPositions: [0] }, [{ carcs, payerPositions: [1, 0] }])).toBe(false);
    expect(isReachable({ carcs }, [{ carcs, payerPositions: [0, 1, 2] }])).toBe(true);
  });

  it('is checked for the largest amount that a rule is for', () => {
    const carcs = ['246'];
    expect(isReachable({ carcs }, [{ carcs, atMostCents: 1 }])).toBe(true);
    expect(isReachable({ carcs, atMostCents: 2 }, [{ carcs, atMostCents: 1 }])).toBe(true);
    expect(isReachable({ carcs, atMostCents: 1 }, [{ carcs, atMostCents: 1 }])).toBe(false);
    expect(isReachable({ carcs, atMostCents: 1 }, [{ carcs }])).toBe(false);
  });

  it('is checked for each case by the rules that remain in it, not by how many', () => {
    const before = [{ carcs: ['1'] }, { carcs: ['2'], paid: 'nothing' as const }];
    expect(isReachable({ carcs: ['1', '2'] }, before)).toBe(true);
    expect(isReachable({ carcs: ['1'] }, before)).toBe(false);
  });

  it('is false after a rule without conditions, and true if no rule is before it', () => {
    expect(isReachable({}, [])).toBe(true);
    expect(isReachable({ carcs: ['16'] }, [{}])).toBe(false);
    expect(isReachable({}, [{ carcs: ['16'] }])).toBe(true);
  });
});
