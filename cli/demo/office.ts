import { randomUUID } from 'node:crypto';
import { present } from '../../shared/domain/present.ts';
import { type ApiTarget, callApi, listAll } from '../api-client.ts';

/** The people of the demo's office, each with a token for one role. */
export type Person = 'coder' | 'biller' | 'manager' | 'auditor' | 'physician' | 'operator';

/** The API as the office's people use it: over HTTP, each with their own token. The demo uses nothing else. */
export interface Office {
  get<Body>(person: Person, path: string): Promise<Body>;
  /** Sends a POST with its own idempotency key, so that a repeat does nothing. */
  post<Body>(person: Person, path: string, body?: unknown, version?: string): Promise<Versioned<Body>>;
  put<Body>(person: Person, path: string, body: unknown, version: string): Promise<Versioned<Body>>;
  /** All items of a paged list. */
  list<Item>(person: Person, path: string): Promise<Item[]>;
}

/** An answer, and the version that the next change must name. */
export interface Versioned<Body> {
  readonly body: Body;
  readonly version: string;
}

/** Opens the office at an address. */
export function openOffice(url: string, tokens: Readonly<Record<Person, string>>): Office {
  const target = (person: Person): ApiTarget => ({ url, token: tokens[person] });
  const change = async <Body>(
    person: Person,
    method: 'POST' | 'PUT',
    path: string,
    sent: { readonly body: unknown; readonly version: string | undefined },
  ): Promise<Versioned<Body>> => {
    const answer = await callApi<Body>(target(person), method, path, {
      ...present(sent),
      ...(method === 'POST' ? { idempotencyKey: randomUUID() } : {}),
    });
    return { body: answer.body, version: answer.version ?? '' };
  };
  return {
    get: async <Body>(person: Person, path: string) => (await callApi<Body>(target(person), 'GET', path)).body,
    post: (person, path, body, version) => change(person, 'POST', path, { body, version }),
    put: (person, path, body, version) => change(person, 'PUT', path, { body, version }),
    list: async <Item>(person: Person, path: string) => {
      const items: Item[] = [];
      for await (const item of listAll<Item>(target(person), path)) items.push(item);
      return items;
    },
  };
}

/** How long the demo waits for anything before it gives up. */
const patienceMilliseconds = 300_000;

/** Polls until there is an answer. @throws when none comes within five minutes */
export async function waitFor<Value>(what: string, look: () => Promise<Value | undefined>): Promise<Value> {
  const end = Date.now() + patienceMilliseconds;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > end) throw new Error(`waited five minutes for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}
