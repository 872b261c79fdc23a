import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fail, type Result } from '../shared/domain/result.ts';
import { readScenario } from './read-scenario.ts';
import type { Scenario, ScenarioFailure } from './scenario.ts';

/** Where the ready-made scenarios are. */
const scenarioFolder = join(import.meta.dirname, 'scenarios');

/** The names of the ready-made scenarios, sorted; none when the simulator runs without its files. */
export function scenarioNames(folder: string = scenarioFolder): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .sort();
}

/**
 * Reads a scenario: a file, or a ready-made one by its name. A file that cannot be read is reported like any other
 * problem.
 */
export function findScenario(nameOrFile: string): Result<Scenario, ScenarioFailure> {
  const isFile = statSync(nameOrFile, { throwIfNoEntry: false })?.isFile() === true;
  const ready = scenarioNames().includes(nameOrFile) ? join(scenarioFolder, `${nameOrFile}.json`) : undefined;
  const file = isFile ? nameOrFile : ready;
  if (file === undefined) {
    const message =
      'there is no such file, and no ready-made scenario of that name (superbill simulate --list shows them)';
    return fail({ kind: 'scenario-invalid', problems: [{ place: '', message }] });
  }
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const message = `the file cannot be read (${(error as NodeJS.ErrnoException).code ?? 'error'})`;
    return fail({ kind: 'scenario-invalid', problems: [{ place: '', message }] });
  }
  return readScenario(text);
}

/** The problems of a scenario, one line each, for its author. */
export function scenarioProblemLines({ problems }: ScenarioFailure): readonly string[] {
  return problems.map(({ place, message }) => (place === '' ? message : `${place}: ${message}`));
}
