import { randomUUID } from 'node:crypto';
import { codingWorkApi } from '../../functions/coding-work/api.ts';
import { operations } from '../../functions/coding-work/operations.ts';
import { remindOfQuery } from '../../functions/remind-coding/remind-of-query.ts';
import { type MessageOf, messageSchemas } from '../../shared/queue/messages.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { duePartition } from '../../shared/store/keys/work.ts';
import { type ApiHandler, callApi, coder, manager, type TestAnswer, type TestPrincipal } from './api-event.ts';
import { encounterBody, type Office, type OfficeApi, officeApi, setUpOffice } from './office.ts';
import { startTestTable, type TestEdge, type TestTable, testEdge } from './table.ts';

export const reviewer: TestPrincipal = { ...coder, subject: 'user-reviewer' };
export const physician: TestPrincipal = { ...coder, subject: 'user-physician', roles: 'physician' };

/** An office in which encounters are coded as work. */
export interface CodingDesk {
  readonly store: TestTable;
  readonly edge: TestEdge;
  readonly api: OfficeApi;
  readonly office: Office;
  get(path: string, principal?: TestPrincipal): Promise<TestAnswer>;
  /** Sends a request with an idempotency key, and with `If-Match` if a version is given. */
  send(path: string, body?: unknown, more?: Sent): Promise<TestAnswer>;
  /** Saves a draft. @returns its id */
  draft(more?: object): Promise<string>;
  /** Does something with a piece of work in its current version. */
  act(encounterId: string, action: object, principal?: TestPrincipal): Promise<TestAnswer>;
  finalize(encounterId: string, principal?: TestPrincipal): Promise<TestAnswer>;
  settings(change: object): Promise<void>;
  /**
   * Processes the due messages, as the relay and the worker would.
   * @returns how many there were
   */
  workOffDue(): Promise<number>;
}

interface Sent {
  readonly principal?: TestPrincipal;
  readonly version?: number;
  readonly method?: string;
  readonly key?: string;
}

export async function openCodingDesk(): Promise<CodingDesk> {
  const store = await startTestTable();
  const edge = testEdge(store.table);
  const api = officeApi(edge);
  const office = await setUpOffice(api);
  const handler: ApiHandler = createApiHandler(codingWorkApi, operations, edge);
  const handlerOf = (path: string) => (path.startsWith('/v1/encounters') ? api.handlers.codeEntry : handler);
  const get: CodingDesk['get'] = (path, principal = coder) =>
    callApi(handlerOf(path), { method: 'GET', path, principal });
  const send: CodingDesk['send'] = (path, body, { principal = coder, version, method = 'POST', key } = {}) => {
    const match = version === undefined ? {} : { 'If-Match': `"${version}"` };
    const headers = { 'Idempotency-Key': key ?? randomUUID(), ...match };
    return callApi(handlerOf(path), { method, path, body, principal, headers });
  };
  const versionOf = async (path: string) => (await get(path, manager)).body.version;
  return {
    store,
    edge,
    api,
    office,
    get,
    send,
    draft: async (more = {}) => {
      const answer = await send('/v1/encounters', { ...encounterBody(office), ...more });
      if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
      return answer.body.id;
    },
    act: async (id, action, principal) => {
      const path = `/v1/coding-work/${id}`;
      return send(`${path}/actions`, action, { version: await versionOf(path), ...(principal && { principal }) });
    },
    finalize: async (id, principal) => {
      const path = `/v1/encounters/${id}`;
      return send(`${path}/finalize`, undefined, { version: await versionOf(path), ...(principal && { principal }) });
    },
    settings: async (change) => {
      const { body } = await get('/v1/coding-settings', manager);
      const sent = { method: 'PUT', version: body.version, principal: manager };
      const answer = await send('/v1/coding-settings', { ...body, ...change }, sent);
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
    },
    workOffDue: async () => {
      const upTo = `${edge.now().toISOString()}#~`;
      const partitions = Array.from({ length: shards.due }, (_, shard) => duePartition(shard));
      const items = (
        await Promise.all(partitions.map((partition) => store.table.queryAll({ partition, upTo })))
      ).flat();
      const due = items.filter(({ queue }) => queue === 'remind-coding');
      for (const { pk, sk, body } of due) {
        const message = messageSchemas['remind-coding'].parse(body) as MessageOf<'remind-coding'>;
        await remindOfQuery(message, edge);
        // Each message is processed twice, because delivery is at least once.
        await remindOfQuery(message, edge);
        await store.table.transact([{ delete: { pk, sk } }]);
      }
      return due.length;
    },
  };
}
