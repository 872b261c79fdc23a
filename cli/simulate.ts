import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { answerFile } from '../simulator/answer-file.ts';
import { findScenario, scenarioNames, scenarioProblemLines } from '../simulator/find-scenario.ts';
import { playScenario } from '../simulator/play-scenario.ts';
import type { Scenario } from '../simulator/scenario.ts';
import { fileProblems, withFile } from './open-file.ts';

const usage = `Usage: superbill simulate CLAIMFILE --out FOLDER [--scenario NAME] [--seed TEXT]
       superbill simulate --list

  --out FOLDER     where the remittances are written
  --scenario NAME  a scenario file, or a ready-made one by its name; without it everything is left to chance
  --seed TEXT      what chance is drawn from (practice)
  --list           the ready-made scenarios
`;

/** `superbill simulate`: writes what a made-up payer answers to a claim file. Exit code 1 when a part of the scenario fits no claim. */
export function simulate(words: readonly string[]): number {
  const options = readOptions(words);
  if (options === undefined) {
    process.stderr.write(usage);
    return 2;
  }
  if (options === 'list') return list();
  const { file, out, scenario, seed } = options;
  const found = scenario === undefined ? undefined : findScenario(scenario);
  if (found?.ok === false) {
    for (const line of scenarioProblemLines(found.failure)) process.stderr.write(`superbill simulate: ${line}\n`);
    return 2;
  }
  const read = withFile(file, 'pipe', (descriptor) => readFileSync(descriptor));
  if (!read.ok) return refuse(fileProblems[read.failure.kind]);
  const played = answer(read.value, found?.value, seed);
  if (played === undefined) return refuse('this is no file of claims (837P, 837I or 837D)');
  mkdirSync(out, { recursive: true });
  for (const { name, text } of played.files) {
    writeFileSync(join(out, name), text);
    process.stdout.write(`${join(out, name)}\n`);
  }
  for (const place of played.unused) process.stderr.write(`superbill simulate: ${place}: no claim of the file fits.\n`);
  return played.unused.length > 0 ? 1 : 0;
}

interface SimulatedFile {
  readonly name: string;
  readonly text: string;
}

/** The answers; undefined when the claims cannot be read. */
function answer(
  claims: Uint8Array,
  scenario: Scenario | undefined,
  seed: string,
): { readonly files: readonly SimulatedFile[]; readonly unused: readonly string[] } | undefined {
  if (scenario !== undefined) {
    const played = playScenario(claims, scenario, seed);
    return played.ok ? played.value : undefined;
  }
  const remittance = answerFile(claims, seed);
  return remittance.ok ? { files: [{ name: '01.835', text: remittance.value }], unused: [] } : undefined;
}

interface Options {
  readonly file: string;
  readonly out: string;
  readonly scenario: string | undefined;
  readonly seed: string;
}

function readOptions(words: readonly string[]): Options | 'list' | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        out: { type: 'string' },
        scenario: { type: 'string' },
        seed: { type: 'string', default: 'practice' },
        list: { type: 'boolean', default: false },
      },
    });
    const [file, ...more] = positionals;
    if (values.list) return 'list';
    if (file === undefined || more.length > 0 || values.out === undefined) return undefined;
    return { file, out: values.out, scenario: values.scenario, seed: values.seed };
  } catch {
    return undefined;
  }
}

function list(): number {
  for (const name of scenarioNames()) {
    const scenario = findScenario(name);
    process.stdout.write(`${name}\n    ${scenario.ok ? scenario.value.about : 'cannot be read'}\n`);
  }
  return 0;
}

function refuse(problem: string): number {
  process.stderr.write(`superbill simulate: ${problem}.\n`);
  return 2;
}
