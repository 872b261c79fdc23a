import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verdictOf } from '../../shared/domain/acknowledgement/verdict.ts';
import { findScenario, scenarioNames } from '../../simulator/find-scenario.ts';
import type { Scenario } from '../../simulator/scenario.ts';
import type { ScenarioExample } from '../../simulator/scenario-example.ts';
import { readAcknowledgements } from '../support/read-acknowledgements.ts';
import { openScenarioOffice } from '../support/scenario-office.ts';
import { answersTo } from '../support/simulated-payer.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;

beforeEach(async () => {
  store = await startTestTable();
});
afterEach(() => store?.stop());

function scenarioOf(name: string): Scenario & { readonly example: ScenarioExample } {
  const found = findScenario(name);
  if (!found.ok) throw new Error(JSON.stringify(found.failure.problems));
  const { example } = found.value;
  if (example === undefined) throw new Error(`${name} has no example`);
  return { ...found.value, example };
}

/** The result of the acknowledgements for each claim of the file, as the product reads them. */
function standingsIn(texts: readonly string[], claims: number): readonly string[] {
  const read = texts.map(readAcknowledgements);
  const isRejected = read.some(
    ({ interchanges, groups }) =>
      interchanges.some(({ outcome }) => outcome === 'rejected') ||
      groups.some(({ outcome }) => outcome === 'rejected'),
  );
  if (isRejected) return Array.from({ length: claims }, () => 'rejected');
  const [said = []] = read.flatMap((file) => (file.claims.length === 0 ? [] : [file.claims]));
  return Array.from({ length: claims }, (_, index) => {
    const status = said[index];
    return status === undefined ? 'unanswered' : verdictOf(status.statuses);
  });
}

describe('the ready-made scenarios', () => {
  it('are at least 80', () => {
    expect(scenarioNames().length).toBeGreaterThanOrEqual(80);
  });

  it.each(scenarioNames())('%s leads to the books that were worked out by hand', async (name) => {
    const scenario = scenarioOf(name);
    const { claims, books, patientPays = [], acknowledged = claims.map(() => 'accepted') } = scenario.example;
    const office = await openScenarioOffice(store, claims);
    const { remittances, acknowledgements, unused } = answersTo(office.claimFile, 'test', scenario);
    expect(unused).toEqual([]);
    expect(
      standingsIn(
        acknowledgements.map(({ text }) => text),
        claims.length,
      ),
    ).toEqual(acknowledged);
    for (const [index, { text }] of remittances.entries()) {
      await office.receive(text);
      for (const paid of patientPays) {
        if (paid.afterFiles === index + 1) await office.patientPays(paid.claim, paid.cents, paid.afterFiles);
      }
    }
    expect(await office.books()).toEqual(books);
    expect(await office.faults()).toEqual([]);
  });
});
