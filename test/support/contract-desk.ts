import { expect } from 'vitest';
import { contractsApi } from '../../functions/contracts/api.ts';
import { operations } from '../../functions/contracts/operations.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createFiles } from '../../shared/store/files.ts';
import { callApi, manager, type TestRequest } from './api-event.ts';
import { nextPayerDesk } from './next-payer-desk.ts';
import { signer } from './office.ts';
import { syntheticCodeSets } from './synthetic-code-sets.ts';
import type { TestTable } from './table.ts';

/** An office that has a contract with its payer, to whom claims are sent and from whom remittances come. */
export async function contractDesk(store: TestTable) {
  const desk = await nextPayerDesk(store, []);
  const files = createFiles(desk.s3, 'files', signer);
  const handler = createApiHandler(contractsApi, operations, { ...desk.edge, files, codeSets: syntheticCodeSets });
  const contracts = (method: string, path: string, body?: unknown, more: Partial<TestRequest> = {}) =>
    callApi(handler, { method, path, body, principal: manager, ...more });
  const description = { name: 'Example Health 2026', payerIds: [desk.office.payerId], effectiveFrom: '2026-01-01' };

  /** Enters a contract with these rates, a line of CSV each. @returns its id */
  const contract = async (rates: readonly string[], more: object = {}): Promise<string> => {
    const made = await contracts('POST', '/v1/payer-contracts', { ...description, ...more });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    const csv = rates.join('\n').replaceAll('{schedule}', desk.office.feeScheduleId);
    const path = `/v1/payer-contracts/${made.body.id}/rates`;
    const loaded = await contracts('POST', path, { mode: 'replace', csv }, { headers: { 'If-Match': '"1"' } });
    expect(loaded.status, JSON.stringify(loaded.body)).toBe(200);
    return made.body.id;
  };

  return { ...desk, files, contracts, contract, description };
}
