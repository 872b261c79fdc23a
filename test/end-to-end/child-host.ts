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
import type { AskedHost } from './asked-host.ts';

const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

/** The output of a program that has ended. */
export interface Finished {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program of the project to its end, with the same Node as the tests. */
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

/** Checks the books of a host: `superbill books check`, in this process. */
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
export interface ChildHost extends AskedHost {
  readonly folder: string;
  /** Ends it as a power failure would, and starts it again with the same folder and port. */
  killAndRestart(): Promise<void>;
  /** Ends it and removes its folder. */
  stop(): Promise<void>;
}

/** The facts that the host writes into a file about itself. */
interface HostFile extends Pick<AskedHost, 'url' | 'tokens'> {
  readonly dynamodbEndpoint: string;
  readonly s3Endpoint: string;
  readonly sqsEndpoint: string;
  readonly cardsEndpoint?: string;
}

/**
 * A free port below the range that systems use for outgoing connections, so that it is still free when a killed host
 * starts again.
 */
async function portToComeBackTo(): Promise<number> {
  for (;;) {
    const server = createServer();
    const port = await listen(server, randomInt(20_000, 32_000)).catch(() => undefined);
    await new Promise((resolve) => server.close(resolve));
    if (port !== undefined) return port;
  }
}

/** Starts a host in a folder of its own. */
export function startChildHost(...options: readonly string[]): Promise<ChildHost> {
  return startChildHostIn(mkdtempSync(join(tmpdir(), 'superbill-kill-')), ...options);
}

/** Starts a host in the subfolder `host` of a folder, which may contain data of an earlier host. */
export async function startChildHostIn(folder: string, ...options: readonly string[]): Promise<ChildHost> {
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
  const facts = () => JSON.parse(readFileSync(join(folder, 'host', 'host.json'), 'utf8')) as HostFile;
  const { url, tokens } = facts();
  return {
    folder,
    url,
    tokens,
    issueToken: async (wanted) => {
      const answer = await fetch(`${url}/oidc/token`, { method: 'POST', body: JSON.stringify(wanted) });
      return ((await answer.json()) as { readonly access_token: string }).access_token;
    },
    // After a restart the stand-ins have other ports.
    get endpoints() {
      const { dynamodbEndpoint: dynamodb, s3Endpoint: s3, sqsEndpoint: sqs, cardsEndpoint: cards } = facts();
      return { dynamodb, s3, sqs, ...(cards === undefined ? {} : { cards }) };
    },
    bucket: 'superbill-files',
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
