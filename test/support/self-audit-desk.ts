import { randomUUID } from 'node:crypto';
import { runSelfAudit } from '../../functions/run-self-audit/run-self-audit.ts';
import { selfAuditApi } from '../../functions/self-audit/api.ts';
import { operations } from '../../functions/self-audit/operations.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { ok } from '../../shared/domain/result.ts';
import { type MessageOf, messageSchemas } from '../../shared/queue/messages.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import type { CodeSets } from '../../shared/runtime/code-sets.ts';
import { evaluationCodesWrite } from '../../shared/store/evaluations.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { duePartition } from '../../shared/store/keys/work.ts';
import type { Table } from '../../shared/store/table.ts';
import { type ApiHandler, callApi, manager, type TestAnswer, type TestPrincipal } from './api-event.ts';
import { encounterBody, type Office, type OfficeApi, officeApi, renderingProviderBody, setUpOffice } from './office.ts';
import { type RowsRelease, referencesOfRows } from './references-of-rows.ts';
import { startTestTable, type TestEdge, type TestTable, testEdge } from './table.ts';

type Message = MessageOf<'run-self-audit'>;

/** An office that audits its own billing: the API and its worker over one table. */
export interface SelfAuditDesk {
  readonly store: TestTable;
  readonly edge: TestEdge;
  readonly api: OfficeApi;
  readonly office: Office;
  /** Another provider with the same taxonomy. */
  readonly peerId: string;
  get(path: string, principal?: TestPrincipal): Promise<TestAnswer>;
  send(path: string, body?: unknown, more?: Sent): Promise<TestAnswer>;
  /** Saves an encounter of one service and finalises it. @returns its id */
  billed(line: object, more?: object): Promise<string>;
  /**
   * Processes what is due, and the messages that follow; `remaining` is the time left whenever the worker asks for it.
   * A message that fails with `table` is delivered again, with the usual table.
   */
  workOff(remaining?: () => number, receiveCount?: number, table?: Table): Promise<number>;
  /** Requests a self-audit, runs it, and reads how it ended. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever JSON has come
  audit(body: object): Promise<any>;
}

interface Sent {
  readonly principal?: TestPrincipal;
  readonly version?: number;
  readonly method?: string;
}

/** @param releases the official tables that are loaded; X9003 and X9004 are visits of level 3 and 4 */
export async function openSelfAuditDesk(releases: readonly RowsRelease[] = []): Promise<SelfAuditDesk> {
  const store = await startTestTable();
  const edge = testEdge(store.table);
  const api = officeApi(edge);
  const office = await setUpOffice(api);
  const peer = await api.call('POST', '/v1/providers', { ...renderingProviderBody, npi: '1245319599' });
  const references = referencesOfRows(releases);
  const codeSets: Pick<CodeSets, 'prepare'> = {
    prepare: async () => ok({ references, inForce: () => undefined }),
  };
  const handler: ApiHandler = createApiHandler(selfAuditApi, operations, { ...edge, codeSets });
  const levels = [3, 4].map((level) => ({ category: 'office-established' as const, level, code: `X900${level}` }));
  const codes = { version: 1, levels, prolonged: [] };
  await store.table.transact([evaluationCodesWrite(manager.tenantId as TenantId, codes)]);

  const get: SelfAuditDesk['get'] = (path, principal = manager) => callApi(handler, { method: 'GET', path, principal });
  const send: SelfAuditDesk['send'] = (path, body, { principal = manager, version, method = 'POST' } = {}) => {
    const match = version === undefined ? {} : { 'If-Match': `"${version}"` };
    return callApi(handler, { method, path, body, principal, headers: { 'Idempotency-Key': randomUUID(), ...match } });
  };

  const billed: SelfAuditDesk['billed'] = async (line, more = {}) => {
    const service = { procedure: 'X9003', diagnosisPointers: [1], units: 1, chargeCents: 10_000, ...line };
    const body = { ...encounterBody(office), lines: [service], ...more };
    const saved = await api.call('POST', '/v1/encounters', body, { principal: { ...manager, roles: 'coder' } });
    if (saved.status !== 201) throw new Error(JSON.stringify(saved.body));
    const path = `/v1/encounters/${saved.body.id}/finalize`;
    const sent = {
      principal: { ...manager, roles: 'coder' },
      headers: { 'If-Match': '"1"', 'Idempotency-Key': randomUUID() },
    };
    const final = await api.call('POST', path, undefined, sent);
    if (final.status !== 200) throw new Error(JSON.stringify(final.body));
    return saved.body.id;
  };

  const workOff: SelfAuditDesk['workOff'] = async (remaining = () => 900_000, receiveCount = 1, table = edge.table) => {
    const partitions = Array.from({ length: shards.due }, (_, shard) => duePartition(shard));
    const items = (await Promise.all(partitions.map((partition) => store.table.queryAll({ partition })))).flat();
    const waiting: Message[] = [];
    for (const { pk, sk, queue, body } of items) {
      if (queue !== 'run-self-audit') continue;
      waiting.push(messageSchemas['run-self-audit'].parse(body));
      await store.table.transact([{ delete: { pk, sk } }]);
    }
    const queues = {
      send: async (_queue: string, sent: readonly unknown[]) => void waiting.push(...(sent as Message[])),
    };
    let worked = 0;
    for (let message = waiting.shift(); message !== undefined; message = waiting.shift()) {
      worked += 1;
      const delivery = { messageId: 'message', receiveCount, remainingMilliseconds: remaining };
      const deps = { ...edge, codeSets, queues: queues as never };
      try {
        await runSelfAudit(message, delivery, { ...deps, table });
      } catch {
        // A message that failed is delivered again.
        await runSelfAudit(message, delivery, deps);
      }
      // Each message is processed twice, because delivery is at least once.
      if (waiting.length === 0) await runSelfAudit(message, delivery, deps);
    }
    return worked;
  };

  const audit: SelfAuditDesk['audit'] = async (body) => {
    const asked = await send('/v1/self-audits', body);
    if (asked.status !== 202) return asked.body;
    await workOff();
    return (await get(`/v1/self-audits/${asked.body.id}`)).body;
  };

  return { store, edge, api, office, peerId: peer.body.id, get, send, billed, workOff, audit };
}

/** A day of November 2026. */
export function november(day: number): string {
  return `2026-11-${String(day).padStart(2, '0')}`;
}
