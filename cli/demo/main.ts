import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DynamodbUnavailable } from '../../infra/local/dynamodb.ts';
import { startWithSimulators } from '../../infra/local/start-with-simulators.ts';
import { payerSimulator } from '../../simulator/companion.ts';
import type { Scenario } from '../../simulator/scenario.ts';
import { CommandProblem } from '../api-client.ts';
import { askedBy, readOptions } from '../read-options.ts';
import { keepFiles } from './keep.ts';
import { openOffice } from './office.ts';
import { tellStory } from './tell-story.ts';
import { visits } from './visits.ts';

const usage = `npm run demo [-- OPTIONS]

  --json       end with one line of JSON: the figures
  --keep DIR   keep everything in this folder, which must be empty or new: the data, the claim files, the remittances
  --seed TEXT  the seed of the simulated payers' random answers (demo)
  --help

Everything in it is synthetic.
`;

interface Options {
  readonly isJson: boolean;
  readonly keep: string | undefined;
  readonly seed: string;
}

function askedOptions(): Options {
  const { values } = readOptions({
    options: {
      json: { type: 'boolean', default: false },
      keep: { type: 'string' },
      seed: { type: 'string', default: 'demo' },
    },
  });
  return { isJson: values.json, keep: values.keep, seed: values.seed };
}

/** The folder of the run: the given one, which must be empty, or a temporary one. */
function freshFolder(keep: string | undefined): string {
  if (keep === undefined) return mkdtempSync(join(tmpdir(), 'superbill-demo-'));
  const folder = resolve(keep);
  mkdirSync(folder, { recursive: true });
  if (readdirSync(folder).length > 0) throw new CommandProblem(`${keep} is not empty. Give a new folder.`);
  return folder;
}

/** Stand-ins that run elsewhere keep their data after the demo, so each run with them uses an office of its own. */
function officeAndEndpoints() {
  // The demo's card payments go to the simulated processor, whatever processor the environment names.
  const { DYNAMODB_ENDPOINT: dynamodb, SQS_ENDPOINT: sqs, S3_ENDPOINT: s3 } = process.env;
  const endpoints = { ...(dynamodb ? { dynamodb } : {}), ...(sqs ? { sqs } : {}), ...(s3 ? { s3 } : {}) };
  return { endpoints, tenantId: dynamodb ? `demo-${Date.now().toString(36)}` : 'demo' };
}

/**
 * Payers that answer at random. They know the member ids on the patients' cards, and so reject the ids that the desk
 * mistyped.
 */
const payers: Scenario = {
  about: 'The payers of the demo.',
  knows: {
    members: visits.flatMap(({ who: { last, first, born }, insurances }) =>
      insurances.flatMap(({ memberId, mistyped }) =>
        mistyped === undefined ? [] : [{ id: memberId, last, first, born }],
      ),
    ),
  },
  remittances: [],
};

async function run({ isJson, keep, seed }: Options): Promise<number> {
  const started = performance.now();
  const say = (text: string) => process.stdout.write(text);
  const folder = freshFolder(keep);
  const clear = () => {
    if (keep === undefined) rmSync(folder, { recursive: true, force: true });
  };
  // Everything that was started here ends with this process.
  const end = (exitCode: number) => {
    clear();
    process.exit(exitCode);
  };
  process.once('SIGINT', () => end(130));
  // The reader of the output may stop early, as `head` does.
  process.stdout.once('error', () => end(1));
  try {
    const host = await startWithSimulators({
      ...officeAndEndpoints(),
      folder: join(folder, 'host'),
      dropFolderEveryMilliseconds: 100,
      payer: payerSimulator(seed, 250, payers),
    });
    try {
      say(`The backend is up at ${host.url}, in a fresh folder. Everything in it is synthetic.\n`);
      const processorUrl = String(host.endpoints.cards);
      const world = { office: openOffice(host.url, host.tokens), apiUrl: host.url, processorUrl };
      const story = await tellStory(world, say);
      if (keep !== undefined) await keepFiles(folder, join(host.folder, 'drop', host.tenantId), host, story);
      say(`\n${((performance.now() - started) / 1000).toFixed(1)} seconds.\n`);
      if (keep !== undefined) say(`Kept in ${keep}. Go on there with: npm start -- --folder ${join(keep, 'host')}\n`);
      if (isJson) say(`${JSON.stringify(story.figures)}\n`);
      return story.isSound ? 0 : 1;
    } finally {
      await host.stop();
    }
  } finally {
    clear();
  }
}

function isExpected(error: unknown): error is Error {
  return error instanceof CommandProblem || error instanceof DynamodbUnavailable;
}

try {
  const asked = askedBy(usage, process.argv.slice(2), askedOptions);
  process.exitCode = typeof asked === 'number' ? asked : await run(asked);
} catch (error) {
  process.stderr.write(`${isExpected(error) ? error.message : ((error as Error).stack ?? String(error))}\n`);
  process.exitCode = 1;
}
