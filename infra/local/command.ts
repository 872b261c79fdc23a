import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { payerSimulator } from '../../simulator/companion.ts';
import { findScenario, scenarioProblemLines } from '../../simulator/find-scenario.ts';
import type { Scenario } from '../../simulator/scenario.ts';
import { MissingSource } from '../bundle.ts';
import { DynamodbUnavailable } from './dynamodb.ts';
import type { LocalHost } from './host.ts';
import { FolderInUse } from './lock.ts';
import { type SimulatorOptions, startWithSimulators } from './start-with-simulators.ts';

const usage = `npm start [-- OPTIONS]

  --port N         the port of the API (a free one unless given)
  --folder PATH    where everything is kept (.superbill)
  --scenario NAME  how the simulated payer answers: a scenario file, or the name of one in simulator/scenarios/ (random answers)
  --no-simulator   without the simulated payer and card processor
  --memory         keep everything in memory, and forget it at the end
  --log-level L    how much the functions log: error, warn, info, debug (info)
  --help

DYNAMODB_ENDPOINT, SQS_ENDPOINT, S3_ENDPOINT and CARD_PROCESSOR_ENDPOINT name stand-ins that run elsewhere, instead of the embedded ones.`;

/** A mistake on the command line, reported without a stack trace. */
class UsageError extends Error {}

/** Reads the options of the command line. @throws UsageError for anything else. */
function readOptions(args: readonly string[]): SimulatorOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string' },
      folder: { type: 'string', default: '.superbill' },
      memory: { type: 'boolean', default: false },
      scenario: { type: 'string' },
      'no-simulator': { type: 'boolean', default: false },
      'log-level': { type: 'string', default: 'info' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port >= 0 && port <= 65535)) {
    throw new UsageError(`--port takes a number from 0 to 65535, not ${values.port}`);
  }
  const {
    DYNAMODB_ENDPOINT: dynamodb,
    SQS_ENDPOINT: sqs,
    S3_ENDPOINT: s3,
    CARD_PROCESSOR_ENDPOINT: cards,
  } = process.env;
  return {
    port,
    folder: values.memory ? undefined : values.folder,
    logLevel: values['log-level'],
    payer: values['no-simulator'] ? undefined : payerSimulator('practice', undefined, scenarioOf(values.scenario)),
    endpoints: {
      ...(dynamodb ? { dynamodb } : {}),
      ...(sqs ? { sqs } : {}),
      ...(s3 ? { s3 } : {}),
      ...(cards ? { cards } : {}),
    },
  };
}

/** Reads the scenario. @throws UsageError with all its problems. */
function scenarioOf(name: string | undefined): Scenario | undefined {
  if (name === undefined) return undefined;
  const found = findScenario(name);
  if (found.ok) return found.value;
  throw new UsageError([`--scenario ${name}:`, ...scenarioProblemLines(found.failure)].join('\n  '));
}

function greeting(host: LocalHost, milliseconds: number): string {
  const folder = relative(process.cwd(), host.folder) || '.';
  const tokens = Object.entries(host.tokens).map(([role, token]) => `  ${role.padEnd(11)} ${token}`);
  return [
    `Superbill is up at ${host.url} after ${Math.round(milliseconds)} ms. Everything in it is synthetic: enter no real patients.`,
    '',
    `Tokens of the office ${host.tenantId}, one for each role (also in ${folder}/host.json, for the superbill command):`,
    ...tokens,
    '',
    'Try, in another terminal:',
    `  curl -s ${host.url}/v1/health`,
    `  curl -s ${host.url}/v1/openapi.json`,
    `  TOKEN=${host.tokens.biller}`,
    `  curl -s -H "Authorization: Bearer $TOKEN" ${host.url}/v1/claims`,
    `  cp FILE.835 ${folder}/drop/${host.tenantId}/     # a remittance that posts itself`,
    '',
    ...(host.endpoints.payer === undefined
      ? []
      : [
          'A simulated payer answers what you submit within seconds: at random, or by the scenario of npm start -- --scenario',
          '(docs/simulator.md); --no-simulator starts without it.',
        ]),
    ...(host.endpoints.cards === undefined
      ? []
      : [
          `A simulated card processor is at ${host.endpoints.cards}; the secret \`stripe\` is its key (docs/cards.md).`,
        ]),
    `The functions’ log is in ${folder}/host.log. Ctrl+C stops it; nothing is lost either way.`,
  ].join('\n');
}

function messageOf(error: unknown): string {
  const isExpected =
    error instanceof UsageError ||
    error instanceof FolderInUse ||
    error instanceof DynamodbUnavailable ||
    error instanceof MissingSource ||
    // Errors of esbuild. Their messages name the place in the source.
    Array.isArray((error as { errors?: unknown }).errors) ||
    String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS');
  if (isExpected) return (error as Error).message;
  if ((error as { code?: unknown }).code === 'EADDRINUSE')
    return 'That port is in use. Without --port, a free one is chosen.';
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/**
 * On Ctrl+C we get the signal from the terminal and again from npm. A second signal within this time is the same one.
 */
const sameSignalMilliseconds = 1000;

/** Stops on the first signal, after work in progress; a second signal does not wait. */
function stopOnSignal(host: LocalHost): void {
  let stoppingSince: number | undefined;
  const stop = (signal: string) => {
    if (stoppingSince !== undefined) {
      if (performance.now() - stoppingSince > sameSignalMilliseconds) process.exit(1);
      return;
    }
    stoppingSince = performance.now();
    console.log(`\n${signal}: finishing the work in progress …`);
    host.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(messageOf(error));
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', () => stop('SIGINT'));
  process.on('SIGTERM', () => stop('SIGTERM'));
}

/**
 * `npm start`: starts the host, prints its address, and stops it on a signal. Resolves when the host is up. If it cannot
 * start, one line says why, with exit code 1. `overrides` are for tests.
 */
export async function runHostCommand(args: readonly string[], overrides: SimulatorOptions = {}): Promise<void> {
  try {
    const options = readOptions(args);
    if (options === 'help') {
      console.log(usage);
      return;
    }
    const host = await startWithSimulators({ ...options, ...overrides });
    stopOnSignal(host);
    console.log(greeting(host, performance.now()));
  } catch (error) {
    console.error(messageOf(error));
    process.exitCode = 1;
  }
}
