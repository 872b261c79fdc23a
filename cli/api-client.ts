import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { present } from '../shared/domain/present.ts';

/** The API's address, and the caller's token. */
export interface ApiTarget {
  readonly url: string;
  readonly token: string;
}

/** A problem whose message is shown to the person unchanged. It says what is wrong and what to do. */
export class CommandProblem extends Error {
  override readonly name = 'CommandProblem';
  /** The HTTP status, when the API answered. */
  readonly status: number | undefined;

  constructor(message: string, status?: number) {
    super(message);
    this.status = status;
  }
}

/** Runs a command, and shows its problem to the person if it has one. @returns the exit code: 2 for a problem */
export async function tellingProblems(command: string, work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof CommandProblem)) throw error;
    process.stderr.write(`superbill ${command}: ${error.message}\n`);
    return 2;
  }
}

/**
 * Finds the API: the one that the environment names (`SUPERBILL_URL`, `SUPERBILL_TOKEN`), or else the local host whose
 * folder the environment names (`SUPERBILL_FOLDER`), or else the local host that runs here.
 * @throws CommandProblem when there is none
 */
export function findTarget(
  role: 'manager' | 'api-client' | 'operator',
  environment: NodeJS.ProcessEnv = process.env,
): ApiTarget {
  const { SUPERBILL_URL: url, SUPERBILL_TOKEN: token } = environment;
  if (url !== undefined && token !== undefined) return { url: url.replace(/\/$/, ''), token };
  const folder = environment.SUPERBILL_FOLDER ?? '.superbill';
  try {
    const host = JSON.parse(readFileSync(join(folder, 'host.json'), 'utf8')) as {
      url: string;
      tokens: Record<string, string>;
    };
    return { url: host.url, token: host.tokens[role] as string };
  } catch {
    throw new CommandProblem(
      `There is no running host in ${folder}. Start one with "npm start", name its folder in SUPERBILL_FOLDER, or set SUPERBILL_URL and SUPERBILL_TOKEN.`,
    );
  }
}

interface ProblemBody {
  readonly title?: string;
  readonly detail?: string;
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[];
}

/**
 * Calls the API with JSON.
 * @throws CommandProblem with the title and detail that the API answered
 */
export async function callApi<Answer>(
  target: ApiTarget,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  options: { readonly body?: unknown; readonly idempotencyKey?: string; readonly version?: string } = {},
): Promise<{ readonly status: number; readonly body: Answer; readonly version: string | null }> {
  const answer = await fetch(`${target.url}${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${target.token}`,
      ...present({
        'Content-Type': options.body === undefined ? undefined : 'application/json',
        'Idempotency-Key': options.idempotencyKey,
        'If-Match': options.version,
      }),
    },
    ...present({ body: options.body === undefined ? undefined : JSON.stringify(options.body) }),
  }).catch(() => {
    throw new CommandProblem(`Nothing answers at ${target.url}. Is the host running?`);
  });
  const body = (await answer.json()) as unknown;
  if (!answer.ok) throw new CommandProblem(problemText(answer.status, body as ProblemBody), answer.status);
  return { status: answer.status, body: body as Answer, version: answer.headers.get('etag') };
}

function problemText(status: number, problem: ProblemBody): string {
  const places = (problem.errors ?? []).map(({ pointer, detail }) => `\n  ${pointer || 'body'}: ${detail}`).join('');
  return `${problem.title ?? 'Refused'} (${status}). ${problem.detail ?? ''}${places}`;
}

/** Every item of a paged list. */
export async function* listAll<Item>(target: ApiTarget, path: string): AsyncGenerator<Item, void, undefined> {
  let pageToken: string | undefined;
  do {
    const separator = path.includes('?') ? '&' : '?';
    const query = pageToken === undefined ? '' : `${separator}pageToken=${encodeURIComponent(pageToken)}`;
    const { body } = await callApi<{ items: Item[]; nextPageToken?: string }>(target, 'GET', `${path}${query}`);
    yield* body.items;
    pageToken = body.nextPageToken;
  } while (pageToken !== undefined);
}
