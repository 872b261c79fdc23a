import { randomBytes } from 'node:crypto';
import { functionRows } from '../../infra/functions.ts';
import type { Api, Route } from '../../shared/http/api.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import type { Operations } from '../../shared/runtime/api/operation.ts';
import { createFiles, type Files } from '../../shared/store/files.ts';
import { type ApiHandler, callApi, manager, type TestAnswer, type TestRequest } from './api-event.ts';
import { memoryS3 } from './memory-s3.ts';
import { signer } from './office.ts';
import { syntheticCodeSets } from './synthetic-code-sets.ts';
import type { TestEdge } from './table.ts';

/** A family of routes, as in the list of functions. */
interface ApiFamily {
  readonly folder: string;
  readonly api: Api;
  readonly families: readonly string[];
}

const rows = functionRows.flatMap(({ name, trigger }) => (trigger.kind === 'api' ? [{ name, trigger }] : []));

/** Every API of the project. */
const apiFamilies: readonly ApiFamily[] = await Promise.all(
  rows.map(async ({ name, trigger }) => {
    const module = (await import(`../../functions/${name}/api.ts`)) as Record<string, Api>;
    const api = Object.entries(module).find(([exported]) => exported.endsWith('Api'))?.[1] as Api;
    return { folder: name, api, families: trigger.families };
  }),
);

/** Every route with its operation's name. */
export const allRoutes: readonly (Route & { readonly name: string })[] = apiFamilies.flatMap(({ api }) =>
  Object.entries(api).map(([name, route]) => ({ name, ...route })),
);

export type CallApi = (
  method: string,
  path: string,
  body?: unknown,
  more?: Partial<TestRequest>,
) => Promise<TestAnswer>;

/** The offices' secrets, and the network to a card processor. */
export interface CardsOutside {
  readonly secrets: { get(tenant: string, name: string): Promise<string | undefined> };
  readonly fetch: typeof globalThis.fetch;
}

const noCards: CardsOutside = {
  secrets: { get: async () => undefined },
  fetch: async () => {
    throw new TypeError('no network in tests');
  },
};

/**
 * Loads all modules that are otherwise loaded at the first call. A run that replays by its seed must not wait for a
 * module in between.
 */
export async function loadOperations(): Promise<void> {
  for (const { folder } of apiFamilies) await import(`../../functions/${folder}/operations.ts`);
}

/**
 * All functions of the API over one test table. Calls are made as a manager of the first office unless another
 * principal is given.
 */
export async function wholeApi(
  edge: TestEdge,
  files: Files = createFiles(memoryS3(), 'bucket', signer),
  cards: CardsOutside = noCards,
): Promise<CallApi> {
  const deps = { ...edge, files, codeSets: syntheticCodeSets, randomBytes, ...cards };
  const handlers = new Map<string, ApiHandler>();
  /** A test calls only some of the functions, so each is loaded when it is first called. */
  const handlerOf = async (family: string): Promise<ApiHandler> => {
    const served = apiFamilies.find(({ families }) => families.includes(family));
    if (served === undefined) throw new Error(`no function serves /v1/${family}`);
    const { operations } = (await import(`../../functions/${served.folder}/operations.ts`)) as {
      readonly operations: Operations<Api, typeof deps>;
    };
    const handler = createApiHandler(served.api, operations, deps);
    handlers.set(family, handler);
    return handler;
  };
  return async (method, path, body, more = {}) => {
    const family = path.split(/[/?]/)[2] ?? '';
    const handler = handlers.get(family) ?? (await handlerOf(family));
    return callApi(handler, { method, path, body, principal: manager, ...more });
  };
}
