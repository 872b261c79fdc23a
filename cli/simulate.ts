import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findScenario, scenarioNames, scenarioProblemLines } from '../simulator/find-scenario.ts';
import { openPayer, type PayerAnswer } from '../simulator/payer.ts';
import { fileProblems, withFile } from './open-file.ts';
import { makeFolder, writeOutput } from './output-file.ts';
import { askedBy, readOptions, UsageProblem } from './read-options.ts';

const usage = `Usage: superbill simulate FILE... --out FOLDER [--scenario NAME] [--seed TEXT]
       superbill simulate --list

  FILE             claims (837P, 837I, 837D), documents for claims (275), or questions about eligibility (270), claim status
                   (276) and prior authorisation (278). If there are several files, the payer remembers the earlier ones
  --out FOLDER     where the answers are written: TA1, 999, 277CA and 835; 271; 277; 278
  --scenario NAME  a scenario file, or the name of a ready-made one; without it, all answers are random
  --seed TEXT      the seed of the random numbers (practice)
  --list           the ready-made scenarios
`;

/**
 * `superbill simulate`: writes the answers of a simulated payer. Exit code 1 when a part of the scenario fits no claim.
 */
export function simulate(words: readonly string[]): number {
  const asked = askedBy(usage, words, () => readWords(words));
  if (typeof asked === 'number') return asked;
  if (asked.files === undefined) return list();
  const { files, out, scenario, seed } = asked;
  const found = scenario === undefined ? undefined : findScenario(scenario);
  if (found?.ok === false) {
    for (const line of scenarioProblemLines(found.failure)) process.stderr.write(`superbill simulate: ${line}\n`);
    return 2;
  }
  const payer = openPayer(seed, found?.value);
  const answers: PayerAnswer[] = [];
  for (const file of files) {
    const named = files.length > 1 ? `${file}: ` : '';
    const read = withFile(file, 'pipe', (descriptor) => readFileSync(descriptor));
    if (!read.ok) return refuse(`${named}${fileProblems[read.failure.kind]}`);
    const answer = payer.receive(read.value);
    if (!answer.ok)
      return refuse(
        `${named}this is no file of claims (837P, 837I, 837D), questions (270, 276, 278) or documents (275)`,
      );
    answers.push(answer.value);
  }
  return writeAnswers(answers, out);
}

/**
 * Writes the answers, after all files have been answered. With several files, names begin with the number of the file.
 */
function writeAnswers(answers: readonly PayerAnswer[], out: string): number {
  makeFolder(out);
  const several = answers.length > 1;
  for (const [index, { files }] of answers.entries()) {
    for (const { name, text } of files) {
      const path = join(out, several ? `${index + 1}-${name}` : name);
      writeOutput(path, text);
      process.stdout.write(`${path}\n`);
    }
  }
  // A part of the scenario is used when it fits any of the files.
  const [first = [], ...others] = answers.map(({ unused }) => unused);
  const unused = first.filter((place) => others.every((each) => each.includes(place)));
  for (const place of unused) process.stderr.write(`superbill simulate: ${place}: no claim of the file fits.\n`);
  return unused.length > 0 ? 1 : 0;
}

/** What to simulate. Without files, the scenarios are listed. */
type Asked = { readonly files?: never } | Simulated;

interface Simulated {
  readonly files: readonly string[];
  readonly out: string;
  readonly scenario: string | undefined;
  readonly seed: string;
}

/** @throws UsageProblem when the words ask for something that the command cannot do */
function readWords(words: readonly string[]): Asked {
  const { values, positionals: files } = readOptions({
    args: [...words],
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      scenario: { type: 'string' },
      seed: { type: 'string', default: 'practice' },
      list: { type: 'boolean', default: false },
    },
  });
  const { list: isList, out, scenario, seed } = values;
  if (isList) return {};
  if (files.length === 0) throw new UsageProblem('it takes at least one file');
  if (out === undefined) throw new UsageProblem('it takes --out');
  return { files, out, scenario, seed };
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
