import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeSets } from '../../../shared/domain/code-set/kinds.ts';
import { runEdits } from '../../../shared/domain/edits/edits.ts';
import type { Finding, FixChange } from '../../../shared/domain/edits/finding.ts';
import { editRules, ruleOf } from '../../../shared/domain/edits/rules.ts';
import type { DraftEncounter } from '../../../shared/domain/encounter/encounter.ts';
import { readNotation } from '../../golden-edits/encounter-notation.ts';
import { readCases } from '../../golden-edits/read-cases.ts';

const cases = readCases().map((row) => ({ ...row, ...readNotation(row.encounter) }));
const findings = cases.flatMap(({ id, encounter, context }) =>
  runEdits(encounter, context).map((finding) => ({ id, encounter, context, finding })),
);

/** By its rule, the finding about a repetition is at a line that depends on the order. */
const ordered = new Set(['line-repeated', 'frequency-exceeded']);

/**
 * The place of a finding, comparable after lines were reordered: places outside the lines as they are, lines by their
 * original position.
 */
function placesOf({ editId, severity, pointer, related = [] }: Finding, originally: readonly number[]): string {
  const place = (text: string) =>
    text.replace(/^\/lines\/(\d+)/, (_all, position) => `/lines/${originally[Number(position)]}`);
  const places = ordered.has(editId) ? [] : [pointer, ...related].map(place).sort();
  return [severity, editId, ...places].join(' ');
}

describe('findings', () => {
  test('do not depend on the order of the lines', () => {
    const several = cases.filter(({ encounter }) => encounter.lines.length > 1);
    expect(several.length).toBeGreaterThan(25);
    fc.assert(
      fc.property(
        fc.constantFrom(...several),
        fc.array(fc.nat({ max: 1000 }), { minLength: 4, maxLength: 4 }),
        ({ encounter, context }, weights) => {
          const order = encounter.lines.map((_line, index) => index);
          const shuffled = [...order].sort((left, right) => (weights[left] ?? 0) - (weights[right] ?? 0));
          const lines = shuffled.map((index) => encounter.lines[index]);
          const other = { ...encounter, lines } as unknown as DraftEncounter;
          const told = (of: DraftEncounter, positions: readonly number[]) =>
            runEdits(of, context)
              .map((finding) => placesOf(finding, positions))
              .sort();
          expect(told(other, shuffled)).toEqual(told(encounter, order));
        },
      ),
      { numRuns: 400 },
    );
  });

  test('are the same when the same encounter is edited again', () => {
    for (const { encounter, context } of cases) {
      expect(runEdits(structuredClone(encounter), context)).toEqual(runEdits(encounter, context));
    }
  });

  test('from an official file cite it: the row, or the release without one', () => {
    const kinds = Object.keys(codeSets);
    const named = (source: string) => kinds.filter((kind) => new RegExp(`(^|[;,] )${kind}(?=$|[;,])`).test(source));
    const withFile = findings.filter(({ finding }) => named(ruleOf(finding.editId).source).length > 0);
    expect(withFile.length).toBeGreaterThan(90);
    const bad = withFile.filter(({ finding: { editId, citation } }) => {
      const isPlaced = citation?.row === undefined || /^line \d+$/.test(citation.row);
      return citation === undefined || !named(ruleOf(editId).source).includes(citation.set) || !isPlaced;
    });
    expect(bad.map(({ id, finding }) => `${id} ${finding.editId}`)).toEqual([]);
  });
});

type Json = { [name: string]: Json } & Json[];

function change(encounter: DraftEncounter, { op, pointer, ...rest }: FixChange): DraftEncounter {
  const changed = structuredClone(encounter) as unknown as Json;
  const path = pointer.split('/').slice(1);
  const last = path.pop() ?? '';
  const parent = path.reduce((at, name) => at[name] as Json, changed);
  const [value] = 'values' in rest ? rest.values : [];
  if (op === 'set') parent[last] = value as unknown as Json;
  else if (op === 'add') parent.push(value as unknown as Json);
  else if (Array.isArray(parent)) parent.splice(Number(last), 1);
  else delete parent[last];
  return changed as unknown as DraftEncounter;
}

describe('the suggested fix of a finding', () => {
  const mendable = findings.filter(({ finding }) => finding.fix?.changes !== undefined);

  test('clears it when it is applied as described', () => {
    expect(new Set(mendable.map(({ finding }) => finding.editId)).size).toBeGreaterThan(30);
    const left = mendable.filter(({ encounter, context, finding }) => {
      const mended = (finding.fix?.changes ?? []).reduce(change, encounter);
      return runEdits(mended, context).some(
        ({ editId, pointer }) => editId === finding.editId && pointer === finding.pointer,
      );
    });
    expect(left.map(({ id, finding }) => `${id} ${finding.editId}`)).toEqual([]);
  });

  test('has values to choose from, and each is one', () => {
    const changes = mendable.flatMap(({ finding }) => finding.fix?.changes ?? []);
    expect(changes.filter((each) => each.op !== 'remove' && each.values.length === 0)).toEqual([]);
  });
});

describe('the golden edits', () => {
  /**
   * Tested in `edits.test.ts` and in `form-edits.test.ts`: rules about the record and the form, for which coders need
   * no table.
   */
  const elsewhere = new Set([
    ...[
      'diagnoses-too-many',
      'date-unknown',
      'patient-unknown',
      'provider-unknown',
      'npi-wrong',
      'provider-does-not-bill',
    ],
    ...['provider-not-a-person', 'facility-unknown', 'coverage-missing', 'coverage-changes', 'payer-unknown'],
    ...['accident-date-missing', 'transport-missing', 'type-of-bill-of-another-kind', 'attending-missing'],
    ...['accident-state-missing', 'stay-incomplete', 'discharge-status-missing', 'days-reversed'],
    ...['pointers-too-many', 'charge-wrong', 'price-missing', 'office-rule', 'office-rule-hold', 'office-rule-failed'],
  ]);

  test('try every edit, where it fires and beside where it does not', () => {
    const fired = new Set(findings.map(({ finding }) => finding.editId));
    const untried = Object.keys(editRules).filter((id) => !fired.has(id) && !elsewhere.has(id));
    expect(untried).toEqual([]);
    expect(cases.filter(({ findings: expected }) => expected.length === 0).length).toBeGreaterThan(70);
  });
});
