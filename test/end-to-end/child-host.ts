import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';
import { books } from '../../cli/books-check.ts';
import { listen } from '../../infra/local/ports.ts';
import { runLongCommand } from '../support/run-command.ts';

const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

/** What a finished program said. */
export interface Finished {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program of the project to its end, under the Node that runs the tests. */
export async function runNode(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Finished> {
  const child = spawn(process.execPath, args, { cwd: projectRoot, env: { ...process.env, ...environment } });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (data: Buffer) => {
    stdout += data.toString();
  });
  child.stderr.on('data', (data: Buffer) => {
    stderr += data.toString();
  });
  const [exitCode] = (await once(child, 'close')) as [number | null];
  return { exitCode, stdout, stderr };
}

/** Refolds the books of a host: `superbill books check`, in this process. */
export async function checkBooks(url: string, token: string): Promise<{ exitCode: number; out: string }> {
  vi.stubEnv('SUPERBILL_URL', url);
  vi.stubEnv('SUPERBILL_TOKEN', token);
  try {
    return await runLongCommand(books, ['check']);
  } finally {
    vi.unstubAllEnvs();
  }
}

/** `npm start` as a process of its own, which can be killed. */
export interface ChildHost {
  readonly folder: string;
  readonly url: string;
  readonly tokens: Readonly<
    Record<'coder' | 'biller' | 'manager' | 'auditor' | 'physician' | 'operator' | 'api-client', string>
  >;
  /** Ends it as a power failure would, and starts it again on the same folder and port. */
  killAndRestart(): Promise<void>;
  /** Ends it and removes its folder. */
  stop(): Promise<void>;
}

/** A free port below those that systems give to outgoing connections: nobody has it when a host that was killed comes back. */
async function portToComeBackTo(): Promise<number> {
  for (;;) {
    const server = createServer();
    const port = await listen(server, randomInt(20_000, 32_000)).catch(() => undefined);
    await new Promise((resolve) => server.close(resolve));
    if (port !== undefined) return port;
  }
}

export async function startChildHost(...options: readonly string[]): Promise<ChildHost> {
  const folder = mkdtempSync(join(tmpdir(), 'superbill-kill-'));
  const port = await portToComeBackTo();
  const start = async (): Promise<ChildProcess> => {
    const child = spawn(
      process.execPath,
      ['infra/local/main.ts', '--folder', join(folder, 'host'), '--port', `${port}`, ...options],
      {
        cwd: projectRoot,
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    for await (const data of child.stdout as AsyncIterable<Buffer>) if (data.toString().includes(' is up at ')) break;
    if (child.exitCode !== null) throw new Error('the host did not start');
    return child;
  };
  let child = await start();
  const end = async (signal: NodeJS.Signals) => {
    const closed = once(child, 'exit');
    child.kill(signal);
    await closed;
  };
  const { url, tokens } = JSON.parse(readFileSync(join(folder, 'host', 'host.json'), 'utf8')) as ChildHost;
  return {
    folder,
    url,
    tokens,
    killAndRestart: async () => {
      await end('SIGKILL');
      child = await start();
    },
    stop: async () => {
      await end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
