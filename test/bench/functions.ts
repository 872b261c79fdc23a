import { pathToFileURL } from 'node:url';
import { bundleFunctions } from '../../infra/bundle.ts';
import { functionRows } from '../../infra/functions.ts';
import { functionEnvironment } from '../../infra/local/environment.ts';
import { runNode } from './run-process.ts';

/** Settings that lead nowhere: importing a function calls nothing. */
const nowhere = {
  endpoints: { dynamodb: 'http://127.0.0.1:9', sqs: 'http://127.0.0.1:9', s3: 'http://127.0.0.1:9' },
  tableName: 'bench',
  bucket: 'bench',
  queueUrls: new Map(functionRows.map(({ name }) => [name, `http://127.0.0.1:9/queue/${name}`])),
  issuer: 'http://127.0.0.1:9',
  jwksUri: 'http://127.0.0.1:9/keys',
  longestRetrySeconds: 30,
  logLevel: 'silent',
  secretsFile: 'secrets.json',
  codeSetsFolder: 'code-sets',
};

const repetitions = 5;

/** Milliseconds that a fresh process takes to import a bundle, beyond its own start; the fastest of several. */
function importMilliseconds(file: string, environment: Record<string, string>): number {
  const timed = `const start = performance.now(); await import(${JSON.stringify(pathToFileURL(file).href)});
    process.stdout.write(String(performance.now() - start), () => process.exit(0));`;
  const times = Array.from({ length: repetitions }, () =>
    Number(runNode(['--input-type=module', '--eval', timed], false, environment).output),
  );
  return Math.min(...times);
}

/** Prints how large each function's bundle is, and how long it takes to import: most of what a cold start costs. */
export async function printFunctions(outDir: string, rows = functionRows): Promise<void> {
  const bundles = await bundleFunctions(outDir, rows);
  process.stdout.write(`\n${'function'.padEnd(24)}${'bundle kB'.padStart(10)}${'import ms'.padStart(10)}\n`);
  for (const { name, file, bytes } of bundles) {
    const row = functionRows.find((one) => one.name === name);
    if (row === undefined) throw new Error(`${name} has no row`);
    const kilobytes = (bytes / 1000).toFixed(0).padStart(10);
    const milliseconds = importMilliseconds(file, functionEnvironment(row, nowhere)).toFixed(0).padStart(10);
    process.stdout.write(`${name.padEnd(24)}${kilobytes}${milliseconds}\n`);
  }
}
