import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finished } from './child-host.ts';

const root = join(import.meta.dirname, '../..');

/** A page of `docs/` whose commands are meant to be typed in order. */
export interface Page {
  readonly text: string;
  readonly blocks: readonly string[];
}

export function readPage(name: string): Page {
  const text = readFileSync(join(root, 'docs', name), 'utf8');
  return { text, blocks: [...text.matchAll(/^```bash\n([\s\S]*?)^```$/gm)].map(([, block]) => block as string) };
}

export interface Typed extends Finished {
  /** What the block that contains this text printed. */
  printed(by: string): string;
}

/** Types every block as it is written, in order, in one shell that ends at the first command that fails. */
export async function typeBlocks(blocks: readonly string[], environment: NodeJS.ProcessEnv): Promise<Typed> {
  const shell = spawn('bash', ['-euo', 'pipefail'], { cwd: root, env: { ...process.env, ...environment } });
  let [stdout, stderr] = ['', ''];
  shell.stdout.on('data', (data: Buffer) => {
    stdout += data.toString();
  });
  shell.stderr.on('data', (data: Buffer) => {
    stderr += data.toString();
  });
  shell.stdin.end(blocks.map((block, index) => `${block}\necho '--- end of block ${index}'\n`).join(''));
  const [exitCode] = (await once(shell, 'close')) as [number | null];
  const answers = stdout.split(/\n?--- end of block \d+\n/);
  const printed = (by: string) => answers[blocks.findIndex((block) => block.includes(by))] as string;
  return { exitCode, stdout, stderr, printed };
}
