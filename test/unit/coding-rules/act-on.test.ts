import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { actOn } from '../../../shared/domain/coding-rules/act-on.ts';
import type { RuleContext } from '../../../shared/domain/coding-rules/fields.ts';
import type { Action, CodingRule, Condition } from '../../../shared/domain/coding-rules/rule.ts';
import type { DraftEncounter, DraftLine } from '../../../shared/domain/encounter/encounter.ts';
import { parseQuantity, type Quantity } from '../../../shared/domain/encounter/quantity.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import type { Patient } from '../../../shared/domain/practice/practice.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';

const day = '2026-11-20' as LocalDate;

function units(text: string): Quantity {
  const parsed = parseQuantity(text);
  if (!parsed.ok) throw new Error('a test names a quantity that is none');
  return parsed.value;
}

function line(procedure: string, more: object = {}): DraftLine {
  return { procedure, modifiers: [], diagnosisPointers: [1], units: units('1'), serviceOn: day, ...more } as DraftLine;
}

function encounter(...lines: readonly DraftLine[]): DraftEncounter {
  return {
    kind: 'professional',
    id: 'enc',
    version: 1,
    state: { kind: 'draft' },
    patientId: 'pat',
    billingProviderId: 'prv',
    placeOfService: '11',
    documentation: [],
    diagnoses: ['J209', 'I10'],
    lines,
  } as unknown as DraftEncounter;
}

const context: RuleContext = {
  patient: { birthDate: '1960-11-21' as LocalDate, sex: 'F' } as Patient,
  coverages: [],
  payers: new Map(),
};

const rule = (name: string, when: readonly Condition[], ...actions: readonly Action[]): CodingRule => ({
  name,
  when,
  actions,
  because: 'the office wants it',
});
const about = (procedure: string): Condition => ({ field: 'procedure', is: 'in', values: [procedure] });
const act = (rules: readonly CodingRule[], ...lines: readonly DraftLine[]) =>
  actOn(encounter(...lines), rules, context);

describe('rules that act', () => {
  it('add a modifier to the line beside another, and say what it was before', () => {
    const beside: Condition = { field: 'procedureBeside', is: 'in', values: ['X9020'] };
    const rules = [
      rule('visit-beside-test', [about('X9003'), beside], { do: 'add-modifier', modifier: '25', place: 'last' }),
    ];
    const outcome = act(rules, line('X9003', { modifiers: ['95'] }), line('X9020'));
    expect(outcome.encounter.lines.map(({ modifiers }) => modifiers)).toEqual([['95', '25'], []]);
    expect(outcome.acts).toEqual([
      { rule: 'visit-beside-test', does: 'add-modifier', pointer: '/lines/0/modifiers', before: '95', after: '95 25' },
    ]);
    // A service on another day does not count as beside it.
    expect(act(rules, line('X9003'), line('X9020', { serviceOn: '2026-11-19' })).acts).toEqual([]);
    // A change that is already there is not made again.
    expect(act(rules, line('X9003', { modifiers: ['25'] }), line('X9020')).acts).toEqual([]);
  });

  it('see the changes of the rules before them', () => {
    const outcome = act(
      [
        rule('first', [about('X9003')], { do: 'add-modifier', modifier: '95', place: 'first' }),
        rule('second', [{ field: 'modifier', is: 'in', values: ['95'] }], {
          do: 'set',
          on: 'line',
          field: 'placeOfService',
          value: '10',
        }),
      ],
      line('X9003'),
    );
    expect(outcome.encounter.lines).toEqual([line('X9003', { modifiers: ['95'], placeOfService: '10' })]);
    expect(outcome.acts.map(({ rule: name }) => name)).toEqual(['first', 'second']);
  });

  it('add a line like the triggering one, without its charge, drug or words', () => {
    const added = { procedure: 'X9021', modifiers: ['LT'], units: units('2') };
    const drug = { ndc: '00000000000' };
    const outcome = act(
      [rule('supply', [about('X9003')], { do: 'add-line', line: added })],
      line('X9003', { placeOfService: '22', chargeCents: cents(5000), drug, description: 'words' }),
    );
    expect(outcome.encounter.lines[1]).toEqual({ ...line('X9021'), ...added, placeOfService: '22' });
    expect(outcome.origins).toEqual([0, undefined]);
    expect(outcome.acts).toEqual([{ rule: 'supply', does: 'add-line', pointer: '/lines/-', after: 'X9021 LT' }]);
  });

  it('do not act on a line that they added themselves', () => {
    const same = { procedure: 'X9003', modifiers: [], units: units('1') };
    const outcome = act([rule('twice', [about('X9003')], { do: 'add-line', line: same })], line('X9003'));
    expect(outcome.encounter.lines).toHaveLength(2);
  });

  it('drop lines, and return the new places of the others', () => {
    const outcome = act([rule('no-supply', [about('X9021')], { do: 'drop-line' })], line('X9021'), line('X9003'));
    expect(outcome.encounter.lines.map(({ procedure }) => procedure)).toEqual(['X9003']);
    expect(outcome.origins).toEqual([1]);
    expect(outcome.acts).toEqual([{ rule: 'no-supply', does: 'drop-line', pointer: '/lines/0', before: 'X9021' }]);
  });

  /** Charge, units, action and the right charge, worked out by hand. */
  const prices: readonly [string, number | undefined, string, Action, number | undefined][] = [
    ['85.5 % of 100.01 is 85.50855', 10_001, '1', { do: 'reprice', basisPoints: 8550 }, 8551],
    ['half a cent goes up: 50 % of 0.01', 1, '1', { do: 'reprice', basisPoints: 5000 }, 1],
    ['0 % is nothing', 10_000, '1', { do: 'reprice', basisPoints: 0 }, 0],
    ['12.34 for each of 2.5 units', undefined, '2.5', { do: 'reprice', centsPerUnit: cents(1234) }, 3085],
    ['the schedule gives the price', 10_000, '1', { do: 'reprice', by: 'fee-schedule' }, undefined],
  ];
  it.each(prices)('reprice: %s', (_, before, count, action, after) => {
    const charge = before === undefined ? {} : { chargeCents: cents(before) };
    const outcome = act([rule('price', [about('X9003')], action)], line('X9003', { units: units(count), ...charge }));
    expect(outcome.encounter.lines[0]?.chargeCents).toBe(after);
    expect(outcome.findings).toEqual([]);
  });

  it('never make more lines than can be entered', () => {
    const double = Array.from({ length: 12 }, (_, at) =>
      rule(`double-${at}`, [about('X9003')], {
        do: 'add-line',
        line: { procedure: 'X9003', modifiers: [], units: units('1') },
      }),
    );
    const outcome = act(double, line('X9003'));
    // 1, 2, 4 … 128 lines; the eighth rule would make 256, and so would those after it.
    expect(outcome.encounter.lines).toHaveLength(128);
    expect(outcome.findings.map(({ rule: name, message }) => [name, message])).toContainEqual([
      'double-7',
      'the rule could not act: the encounter would have more than 200 lines',
    ]);
  });

  it('stop together when they would find more than people can read', () => {
    const find = (name: string) =>
      rule(
        name,
        [about('X9003')],
        ...Array.from({ length: 30 }, (): Action => ({ do: 'find', severity: 'info', message: 'look' })),
      );
    const lines = Array.from({ length: 100 }, () => line('X9003'));
    const outcome = act([find('first'), find('second'), find('third')], ...lines);
    // 30 findings on each of 100 lines are 3,000; twice that is too much.
    expect(outcome.findings).toHaveLength(3001);
    expect(outcome.findings.at(-1)).toMatchObject({ rule: 'second', kind: 'failed', severity: 'error' });
  });

  it('stop, and report that, when they would compare more than a function can', () => {
    const asked = Array.from(
      { length: 20 },
      (): Condition => ({
        field: 'procedureBeside',
        is: 'not-in',
        values: ['Y0001', 'Y0002'],
      }),
    );
    const rules = Array.from({ length: 200 }, (_, number) =>
      rule(`rule-${number}`, asked, { do: 'tag', tag: 'looked' }),
    );
    const lines = Array.from({ length: 900 }, (_, number) => line(`X${number}`));
    const stay = { ...encounter(...lines), kind: 'inpatient-facility' } as DraftEncounter;
    const outcome = actOn(stay, rules, context);
    expect(outcome.findings).toMatchObject([
      { kind: 'failed', severity: 'error', message: expect.stringContaining('compare') },
    ]);
    expect(outcome.findings[0]?.rule).not.toBe('rule-199');
  });

  it('add a tag once, find, and hold', () => {
    const outcome = act(
      [
        rule('look', [{ field: 'patientAgeYears', is: 'at-least', value: 65 }], { do: 'tag', tag: 'senior' }),
        rule('mark', [{ field: 'patientAgeYears', is: 'at-most', value: 65 }], { do: 'tag', tag: 'audit' }),
        rule('again', [{ field: 'lineCount', is: 'at-least', value: 1 }], { do: 'tag', tag: 'audit' }),
        rule('wait', [about('X9003')], { do: 'hold', message: 'ask the manager' }),
        rule('tell', [about('X9003')], { do: 'find', severity: 'info', message: 'a long visit' }),
      ],
      line('X9020'),
      line('X9003'),
    );
    // On the day before the birthday she is still 65.
    expect(outcome.tags).toEqual(['senior', 'audit']);
    expect(outcome.findings).toEqual([
      { rule: 'wait', kind: 'held', severity: 'error', pointer: '/lines/1', message: 'ask the manager' },
      { rule: 'tell', kind: 'found', severity: 'info', pointer: '/lines/1', message: 'a long visit' },
    ]);
  });

  it('put the lines of a rule on a separate claim, one claim for each rule', () => {
    const outcome = act(
      [rule('labs', [about('X9020')], { do: 'split' }), rule('images', [about('X9030')], { do: 'split' })],
      line('X9020'),
      line('X9003'),
      line('X9030'),
      line('X9020'),
    );
    expect(outcome.encounter.lines.map(({ claimGroup }) => claimGroup)).toEqual([1, undefined, 2, 1]);
  });

  it('put lines in a group that differs from those that a coder made', () => {
    const outcome = act(
      [rule('labs', [about('X9020')], { do: 'split' })],
      line('X9003', { claimGroup: 1 }),
      line('X9020'),
      line('X9004', { claimGroup: 3 }),
    );
    expect(outcome.encounter.lines.map(({ claimGroup }) => claimGroup)).toEqual([1, 2, 3]);
  });

  const refused: readonly [string, readonly Action[], DraftLine][] = [
    [
      'a fifth modifier',
      [{ do: 'add-modifier', modifier: '25', place: 'last' }],
      line('X9003', { modifiers: ['A1', 'A2', 'A3', 'A4'] }),
    ],
    ['a part of a charge that is not there', [{ do: 'reprice', basisPoints: 9000 }], line('X9003')],
    [
      'a charge that no claim can have',
      [{ do: 'reprice', centsPerUnit: cents(9_999_999_999) }],
      line('X9003', { units: units('2') }),
    ],
    ['the last line dropped', [{ do: 'drop-line' }], line('X9003')],
    [
      'a field that the form does not have',
      [{ do: 'set', on: 'line', field: 'revenueCode', value: '0450' }],
      line('X9003'),
    ],
  ];
  it.each(refused)('do nothing at all, and hold, when they cannot do everything: %s', (_, actions, coded) => {
    const outcome = act([rule('whole', [about('X9003')], { do: 'tag', tag: 'half' }, ...actions)], coded);
    expect(outcome.encounter).toEqual(encounter(coded));
    expect(outcome.acts).toEqual([]);
    expect(outcome.tags).toEqual([]);
    expect(outcome.findings).toMatchObject([{ rule: 'whole', kind: 'failed', severity: 'error' }]);
  });
});

describe('conditions', () => {
  const holding: readonly [string, Condition, boolean][] = [
    ['any diagnosis begins with J', { field: 'diagnosis', is: 'begins-with', values: ['J'] }, true],
    ['no diagnosis begins with Z', { field: 'diagnosis', is: 'not-begins-with', values: ['Z'] }, true],
    ['the principal one is I10', { field: 'principalDiagnosis', is: 'in', values: ['I10'] }, false],
    ['no modifier 25', { field: 'modifier', is: 'not-in', values: ['25'] }, true],
    ['a charge', { field: 'chargeCents', is: 'present' }, false],
    ['no charge', { field: 'chargeCents', is: 'absent' }, true],
    ['no charge is neither small', { field: 'chargeCents', is: 'at-most', value: 100 }, false],
    ['nor large', { field: 'chargeCents', is: 'at-least', value: 0 }, false],
    ['2.125 units are not at least 2.126', { field: 'units', is: 'at-least', value: 2.126 }, false],
    ['2.125 units are at most 2.125', { field: 'units', is: 'at-most', value: 2.125 }, true],
    ['the first day counts', { field: 'serviceOn', is: 'at-least', value: day }, true],
    ['the day after does not', { field: 'serviceOn', is: 'at-least', value: '2026-11-21' as LocalDate }, false],
    ['the encounter’s place is the line’s', { field: 'placeOfService', is: 'in', values: ['11'] }, true],
    ['what the line points at', { field: 'pointedDiagnosis', is: 'in', values: ['J209'] }, true],
    ['not what it does not point at', { field: 'pointedDiagnosis', is: 'in', values: ['I10'] }, false],
  ];
  it.each(holding)('%s', (_, condition, holds) => {
    const outcome = act(
      [rule('asked', [about('X9003'), condition], { do: 'find', severity: 'info', message: 'so' })],
      line('X9003', { units: units('2.125') }),
    );
    expect(outcome.findings).toHaveLength(holds ? 1 : 0);
  });
});

describe('any rules', () => {
  const anyAction = fc.constantFrom<Action>(
    { do: 'add-modifier', modifier: '25', place: 'last' },
    { do: 'remove-modifier', modifier: '25' },
    { do: 'drop-line' },
    { do: 'add-line', line: { procedure: 'X9004', modifiers: [], units: units('1') } },
    { do: 'reprice', basisPoints: 9000 },
    { do: 'split' },
  );
  const anyRule = fc
    .tuple(fc.constantFrom('X9003', 'X9004', 'X9020'), fc.array(anyAction, { minLength: 1, maxLength: 3 }))
    .map(([procedure, actions]) => rule('any', [about(procedure)], ...actions));
  const anyLine = fc
    .tuple(fc.constantFrom('X9003', 'X9004', 'X9020'), fc.option(fc.integer({ min: 0, max: 99_999 })))
    .map(([procedure, charge]) => line(procedure, charge === null ? {} : { chargeCents: cents(charge) }));

  property.prop([fc.array(anyRule, { maxLength: 5 }), fc.array(anyLine, { minLength: 1, maxLength: 5 })])(
    'leave a line, keep track of every line, and never change what they were given',
    (rules, lines) => {
      const given = encounter(...lines);
      const copy = structuredClone(given);
      const { encounter: after, origins } = actOn(given, rules, context);
      expect(given).toEqual(copy);
      expect(after.lines.length).toBeGreaterThan(0);
      expect(origins).toHaveLength(after.lines.length);
      for (const [index, origin] of origins.entries()) {
        if (origin !== undefined) expect(after.lines[index]?.procedure).toBe(lines[origin]?.procedure);
      }
    },
  );
});
