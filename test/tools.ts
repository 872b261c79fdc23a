import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const projectRoot = fileURLToPath(new URL('..', import.meta.url));

/**
 * The tools' own JavaScript entry files: they are started with the same Node as this process, never with another one
 * from the path.
 */
const entries = {
  biome: '@biomejs/biome/bin/biome',
  knip: 'knip/bin/knip.js',
  tsc: 'typescript/bin/tsc',
  vitest: 'vitest/vitest.mjs',
} as const;

export type Tool = keyof typeof entries;

export interface ToolRun {
  readonly passed: boolean;
  /** Its output; empty when it wrote to our own output. */
  readonly output: string;
  readonly seconds: number;
}

/** Runs a tool from the project's root. `show` lets it write to our own output while it runs. */
export function runTool(tool: Tool, options: readonly string[], show: 'show' | 'keep'): Promise<ToolRun> {
  const started = performance.now();
  const child = spawn(process.execPath, [join(projectRoot, 'node_modules', entries[tool]), ...options], {
    cwd: projectRoot,
    stdio: show === 'show' ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const ended = (passed: boolean, more = ''): ToolRun => ({
    passed,
    output: output + more,
    seconds: (performance.now() - started) / 1000,
  });
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(ended(false, `${tool} could not be started: ${error.message}\n`)));
    child.once('close', (code) => resolve(ended(code === 0)));
  });
}

/** One check of the sources: its name, and how it is run. */
export interface Check {
  readonly name: string;
  readonly tool: Tool;
  readonly options: readonly string[];
}

/**
 * The compiler divides files among checkers, and each checker works out the types that its files use: four checkers
 * take twice the processor time of one. On two cores other checks need the other core, so one checker is the fastest.
 */
const checkers = String(Math.min(4, Math.max(1, Math.floor(availableParallelism() / 2))));

/** The checks that are not tests: format, types and dead code. */
export const staticChecks: readonly Check[] = [
  { name: 'format and lint', tool: 'biome', options: ['ci', '--colors=off', '--error-on-warnings', '.'] },
  { name: 'types', tool: 'tsc', options: ['-p', '.', '--checkers', checkers] },
  { name: 'dead code', tool: 'knip', options: [] },
];

/** Runs a check and prints the result, with the tool's output when it failed. */
export async function runCheck({ name, tool, options }: Check): Promise<ToolRun> {
  const run = await runTool(tool, options, 'keep');
  console.log(`${run.passed ? 'ok    ' : 'FAILED'} ${name} (${run.seconds.toFixed(1)} s)`);
  if (!run.passed) console.log(run.output);
  return run;
}
