import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findScenario, scenarioNames, scenarioProblemLines } from '../../../simulator/find-scenario.ts';
import { readScenario } from '../../../simulator/read-scenario.ts';

/** The problems of a scenario, one per line; none when it is accepted. */
function problemsOf(scenario: unknown): readonly string[] {
  const read = readScenario(typeof scenario === 'string' ? scenario : JSON.stringify(scenario));
  return read.ok ? [] : scenarioProblemLines(read.failure);
}

const withRemittance = (remittance: unknown) => ({ about: 'a test', remittances: [remittance] });
const withAnswer = (answer: unknown) => withRemittance({ answers: [answer] });

describe('reading a scenario file', () => {
  it('accepts the smallest possible scenario', () => {
    expect(problemsOf(withAnswer({ claims: 'all' }))).toEqual([]);
  });

  it('reports a text that is not JSON, and shows its beginning', () => {
    expect(problemsOf('{ "about": }')[0]).toMatch(/^is not JSON: .*"about": }/);
  });

  it.each<[string, unknown, string]>([
    ['a part that is missing', { remittances: [] }, 'about: Invalid input: expected string, received undefined'],
    [
      'a word that it does not know',
      withAnswer({ claims: 'all', allow: 1 }),
      'remittances[0].answers[0]: Unrecognized key: "allow"',
    ],
    [
      'a status that no answer has',
      withAnswer({ claims: 'all', status: '5' }),
      'remittances[0].answers[0].status: a status is one of 1, 2, 3, 4, 19, 20, 21, 22, 23, 25, as text',
    ],
    [
      'an amount that is none',
      withAnswer({ claims: 'all', adjustments: { 'CO-45': '20.00' } }),
      'remittances[0].answers[0].adjustments.CO-45: an amount is a whole number of cents, or a share of what was charged: "80%", "-100% of line 2"',
    ],
    [
      'an amount with a fraction of a cent',
      withAnswer({ claims: 'all', adjustments: { 'CO-45': 10.5 } }),
      'remittances[0].answers[0].adjustments.CO-45: an amount is a whole number of cents, or a share of what was charged: "80%", "-100% of line 2"',
    ],
    [
      'an adjustment without its group',
      withAnswer({ claims: 'all', adjustments: { 45: 100 } }),
      'remittances[0].answers[0].adjustments.45: an adjustment is named by group and reason: "CO-45"',
    ],
    [
      'claims that are meant by a word it does not know',
      withAnswer({ claims: { index: 1 } }),
      'remittances[0].answers[0].claims: Unrecognized key: "index"',
    ],
    [
      'claims of which nothing is said',
      withAnswer({ claims: {} }),
      'remittances[0].answers[0].claims: selects no claims: give at least one condition',
    ],
    [
      'a position before the first',
      withAnswer({ claims: { position: 0 } }),
      'remittances[0].answers[0].claims.position: Too small: expected number to be >=1',
    ],
    [
      'claims that are not named',
      withAnswer({}),
      'remittances[0].answers[0].claims: is missing: which claims get this answer?',
    ],
    [
      'a reversal of what is not there',
      withAnswer({ reverses: 'first' }),
      'remittances[0].answers[0].reverses: no answer has this name',
    ],
    [
      'a reversal with a status of its own',
      withRemittance({
        answers: [
          { name: 'first', claims: 'all' },
          { reverses: 'first', status: '22' },
        ],
      }),
      'remittances[0].answers[1].status: a reversal always has status 22',
    ],
    [
      'a reversal of a reversal',
      withRemittance({
        answers: [{ name: 'first', claims: 'all' }, { name: 'back', reverses: 'first' }, { reverses: 'back' }],
      }),
      'remittances[0].answers[2].reverses: is a reversal itself',
    ],
    [
      'a name given twice',
      withRemittance({
        answers: [
          { name: 'first', claims: 'all' },
          { name: 'first', claims: 'rest' },
        ],
      }),
      'remittances[0].answers[1].name: another answer has this name',
    ],
    [
      'chance with figures beside it',
      withAnswer({ claims: 'all', decide: 'chance', adjustments: { 'CO-45': 1 } }),
      'remittances[0].answers[0].adjustments: is left to chance here',
    ],
    [
      'a share of several lines',
      withAnswer({ claims: 'all', lines: [{ line: [1, 2], share: '50%' }] }),
      'remittances[0].answers[0].lines[0].share: is of one line',
    ],
    [
      'a repetition of a later remittance',
      withRemittance({ repeats: 'second' }),
      'remittances[0].repeats: no earlier remittance has this name',
    ],
    [
      'an adjustment that names two things',
      withRemittance({
        answers: [{ name: 'first', claims: 'all' }],
        providerAdjustments: [{ code: 'WO', amount: 1, answer: 'first', reference: 'X' }],
      }),
      'remittances[0].providerAdjustments[0]: names one of answer, remittance, reference',
    ],
    [
      'a debt under no reference',
      withRemittance({ providerAdjustments: [{ code: 'WO', amount: 'owed' }] }),
      'remittances[0].providerAdjustments[0].amount: owed under which reference?',
    ],
    [
      'an edit that does two things',
      withRemittance({ edits: [{ at: 'SE', cut: true, remove: true }] }),
      'remittances[0].edits[0]: does one of to, add, insert, remove, cut',
    ],
    [
      'an edit of no element',
      withRemittance({ edits: [{ at: 'SE', to: '1' }] }),
      'remittances[0].edits[0].element: is missing: which element?',
    ],
    [
      'a rule that says two things',
      { about: 'a test', rules: [{ claims: 'all', decide: 'what-is-left', adjustments: { 'CO-50': '100%' } }] },
      'rules[0].adjustments: follows from what the payers before left',
    ],
    [
      'what is said of no claim',
      { about: 'a test', acknowledgements: { claims: [{ claims: {}, status: ['A7:562:85'] }] } },
      'acknowledgements.claims[0].claims: selects no claims: give at least one condition',
    ],
    [
      'a status without its code',
      { about: 'a test', acknowledgements: { claims: [{ claims: 'all', status: ['A7'] }] } },
      'acknowledgements.claims[0].status[0]: a status is a category, a code and, if it is about a party, the party: "A7:562:85"',
    ],
    [
      'a file in another folder',
      withRemittance({ file: '../up.835' }),
      'remittances[0].file: a file name without a folder',
    ],
  ])('refuses %s, and names the place', (_, scenario, problem) => {
    expect(problemsOf(scenario)).toEqual([problem]);
  });

  it('names every error, not the first only', () => {
    const scenario = { about: '', remittances: [{ after: -1 }, { method: 'CASH' }] };
    expect(problemsOf(scenario).map((line) => line.split(':')[0])).toEqual([
      'about',
      'remittances[0].after',
      'remittances[1].method',
    ]);
  });
});

describe('finding a scenario', () => {
  it('finds a ready-made one by its name, and any file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'scenario-'));
    try {
      const file = join(folder, 'own.json');
      writeFileSync(file, JSON.stringify(withAnswer({ claims: 'all' })));
      expect(findScenario('plain-payment').ok).toBe(true);
      expect(findScenario(file).ok).toBe(true);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('reports that there is none of that name', () => {
    const found = findScenario('no-such-scenario');
    expect(found.ok ? [] : scenarioProblemLines(found.failure)).toEqual([
      'there is no such file, and no ready-made scenario of that name (superbill simulate --list shows them)',
    ]);
  });

  it('has no ready-made ones where its folder is missing', () => {
    expect(scenarioNames(join(tmpdir(), 'no-such-folder'))).toEqual([]);
  });
});

describe('the ready-made scenarios', () => {
  it('are all named in the document about them', () => {
    const document = readFileSync(new URL('../../../docs/simulator.md', import.meta.url), 'utf8');
    const names = [...document.matchAll(/`([a-z-]+)`/g)].map((match) => match[1]);
    expect(scenarioNames().filter((name) => !names.includes(name))).toEqual([]);
  });
});
