import { afterEach, beforeEach, expect, test } from 'vitest';
import { codeEntryApi } from '../../functions/code-entry/api.ts';
import { operations } from '../../functions/code-entry/operations.ts';
import { ok } from '../../shared/domain/result.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createFiles } from '../../shared/store/files.ts';
import { worldReferences } from '../golden-edits/world.ts';
import { callApi, coder, type TestAnswer } from '../support/api-event.ts';
import { memoryS3 } from '../support/memory-s3.ts';
import {
  encounterBody,
  type Office,
  officeApi,
  renderingProviderBody,
  setUpOffice,
  signer,
} from '../support/office.ts';
import { startTestTable, type TestTable, testEdge } from '../support/table.ts';

let store: TestTable;
let office: Office;
let call: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<TestAnswer>;
let colleague: string;

beforeEach(async () => {
  store = await startTestTable();
  const edge = testEdge(store.table);
  const api = officeApi(edge);
  office = await setUpOffice(api);
  // The test's list of specialties has these two. Here it matters only that they differ.
  const body = { ...renderingProviderBody, npi: '1245319599', taxonomyCode: '261QM1300X' };
  colleague = (await api.call('POST', '/v1/providers', body)).body.id;
  const codeSets = {
    lookUp: (_tenant: unknown, work: (references: typeof worldReferences) => unknown) => work(worldReferences),
    prepare: async () => ok({ references: worldReferences, inForce: () => undefined }),
  };
  const files = createFiles(memoryS3(), 'files', signer);
  const handler = createApiHandler(codeEntryApi, operations, { ...edge, files, codeSets: codeSets as never });
  call = (method, path, sent, headers = {}) =>
    callApi(handler, { method, path, body: sent, principal: coder, headers });
});
afterEach(() => store.stop());

const enter = async (renderingProviderId: string, procedure: string, serviceOn: string): Promise<string> => {
  const lines = [{ procedure, diagnosisPointers: [1], units: 1, serviceOn, chargeCents: 10_000 }];
  const sent = { ...encounterBody(office), renderingProviderId, diagnoses: ['J209'], lines };
  return (await call('POST', '/v1/encounters', sent)).body.id;
};

test('a visit after a surgery is in its global period for the surgeon’s own specialty, but not for another one of the group', async () => {
  const surgery = await enter(office.renderingProviderId, 'X9011', '2026-11-01');
  const headers = { 'If-Match': '"1"', 'Idempotency-Key': 'surgery' };
  expect((await call('POST', `/v1/encounters/${surgery}/finalize`, undefined, headers)).status).toBe(200);
  const globals = async (who: string) => {
    const id = await enter(who, 'X9003', '2026-11-20');
    const { findings } = (await call('GET', `/v1/encounters/${id}/findings`)).body;
    return (findings as { editId: string }[]).filter(({ editId }) => editId === 'global-period').length;
  };
  expect([await globals(office.renderingProviderId), await globals(colleague)]).toEqual([1, 0]);
});
