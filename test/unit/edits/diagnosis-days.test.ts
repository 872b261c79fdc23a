import { expect, test } from 'vitest';
import type { CodeReferences } from '../../../shared/domain/code-set/references.ts';
import { runEdits } from '../../../shared/domain/edits/edits.ts';
import { readNotation } from '../../golden-edits/encounter-notation.ts';

/** The days for which diagnoses are looked up, by the names of the lookups. */
function daysAsked(notation: string): Readonly<Record<string, readonly string[]>> {
  const { encounter, context } = readNotation(notation);
  const asked = new Map<string, Set<string>>();
  const told = ([name, ask]: readonly [string, (...args: unknown[]) => unknown]) => [
    name,
    (...args: unknown[]) => {
      asked.set(name, (asked.get(name) ?? new Set()).add(String(args.at(-1))));
      return ask(...args);
    },
  ];
  const references = Object.fromEntries(Object.entries(context.references).map(told)) as CodeReferences;
  runEdits(encounter, { ...context, references });
  const names = ['diagnosis', 'inpatientProcedure', 'tabular', 'codeEditor', 'poaExempt'] as const;
  return Object.fromEntries(names.map((name) => [name, [...(asked.get(name) ?? [])]]));
}

test('all edits of the diagnoses and procedures of a stay use the releases of its discharge', () => {
  const stay = 'kind inpatient-facility admitted 2026-09-28 discharged 2026-10-01 pcs 0VT00ZZ@2026-09-29';
  const discharge = ['2026-10-01'];
  expect(daysAsked(`${stay} dx J209:Y / X9003 @2026-09-29`)).toEqual({
    ...{ diagnosis: discharge, inpatientProcedure: discharge, tabular: discharge, codeEditor: discharge },
    poaExempt: discharge,
  });
});

test('a stay of several years in a facility is checked by the days of service', () => {
  const days = daysAsked('kind nursing-facility admitted 2019-05-02 dx J209 / X9003 @2026-11-20');
  const service = ['2026-11-20'];
  expect([days.diagnosis, days.tabular, days.codeEditor]).toEqual([service, service, service]);
});
