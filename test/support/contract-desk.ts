import { expect } from 'vitest';
import { accountsApi } from '../../functions/accounts/api.ts';
import { operations as accountsOperations } from '../../functions/accounts/operations.ts';
import { contractsApi } from '../../functions/contracts/api.ts';
import { operations } from '../../functions/contracts/operations.ts';
import { correspondenceApi } from '../../functions/correspondence/api.ts';
import { operations as correspondenceOperations } from '../../functions/correspondence/operations.ts';
import { findVariances as judge } from '../../functions/find-variances/find-variances.ts';
import { messageSchemas } from '../../shared/queue/messages.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createFiles } from '../../shared/store/files.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { duePartition } from '../../shared/store/keys/work.ts';
import { callApi, manager, type TestRequest } from './api-event.ts';
import { nextPayerDesk } from './next-payer-desk.ts';
import { signer } from './office.ts';
import { syntheticCodeSets } from './synthetic-code-sets.ts';
import type { TestTable } from './table.ts';

/** An office with a payer's contract, which sends claims to the payer and receives its remittances. */
export async function contractDesk(store: TestTable) {
  const sent: object[] = [];
  const desk = await nextPayerDesk(store, [], (queue, bodies) => {
    if (queue === 'find-variances') sent.push(...bodies);
  });
  const files = createFiles(desk.s3, 'files', signer);
  const deps = { ...desk.edge, files, codeSets: syntheticCodeSets };
  const handler = createApiHandler(contractsApi, operations, deps);
  const accounts = createApiHandler(accountsApi, accountsOperations, desk.edge);
  const contracts = (method: string, path: string, body?: unknown, more: Partial<TestRequest> = {}) =>
    callApi(handler, { method, path, body, principal: manager, ...more });
  const settings = async (method: 'GET' | 'PUT', body?: { readonly version: number }) => {
    const headers = body === undefined ? {} : { 'If-Match': `"${body.version}"` };
    return callApi(accounts, { method, path: '/v1/billing-settings', body, principal: manager, headers });
  };
  const marking = createApiHandler(correspondenceApi, correspondenceOperations, deps as never);
  /** Adds a note to a variance. */
  const mark = (body: object) =>
    callApi(marking, { method: 'POST', path: '/v1/work-marks', body, principal: manager, headers: desk.newKey() });
  const description = { name: 'Example Health 2026', payerIds: [desk.office.payerId], effectiveFrom: '2026-01-01' };

  /**
   * Enters a contract with these rates, one line of CSV each.
   * @returns its id
   */
  const contract = async (rates: readonly string[], more: object = {}): Promise<string> => {
    const made = await contracts('POST', '/v1/payer-contracts', { ...description, ...more });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    const csv = rates.join('\n').replaceAll('{schedule}', desk.office.feeScheduleId);
    const path = `/v1/payer-contracts/${made.body.id}/rates`;
    const loaded = await contracts('POST', path, { mode: 'replace', csv }, { headers: { 'If-Match': '"1"' } });
    expect(loaded.status, JSON.stringify(loaded.body)).toBe(200);
    return made.body.id;
  };

  /**
   * Compares answers with contracts: those of a message, or those that posting has sent and that are due. Processes at
   * most `most` messages, each with `left` milliseconds.
   */
  const findVariances = async (message?: object, { left = 300_000, most = 100 } = {}): Promise<void> => {
    const tenantId = manager.tenantId;
    if (message !== undefined) sent.push({ schemaVersion: 1, tenantId, ...message });
    for (let shard = 0; shard < shards.due; shard += 1) {
      for (const { pk, sk, queue, body } of await store.table.queryAll({ partition: duePartition(shard) })) {
        if (queue !== 'find-variances') continue;
        sent.push(body as object);
        await store.table.transact([{ delete: { pk, sk } }]);
      }
    }
    const queues = { send: async (_queue: string, bodies: readonly object[]) => void sent.push(...bodies) };
    const delivery = { messageId: 'test', receiveCount: 1, remainingMilliseconds: () => left };
    for (let count = 0; sent.length > 0 && count < most; count += 1) {
      await judge(messageSchemas['find-variances'].parse(sent.shift()), delivery, { ...deps, queues } as never);
    }
    if (left === 0) sent.splice(0);
  };

  return { ...desk, files, contracts, contract, settings, mark, description, findVariances, toJudge: () => [...sent] };
}
