import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { remittancesApi } from '../../functions/remittances/api.ts';
import { operations } from '../../functions/remittances/operations.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { reversalAndCorrection as golden } from '../golden/09-reversal-and-correction.ts';
import { callApi } from '../support/api-event.ts';
import { faultAt } from '../support/faults.ts';
import { setRules } from '../support/posting-rules.ts';
import {
  chargeGolden,
  createPipeline,
  filledIn,
  goldenTenant,
  type Pipeline,
  remittancesOf,
  storedBooks,
} from '../support/remittance-pipeline.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

const principal = { tenantId: goldenTenant, subject: 'user-biller', roles: 'biller' };

let store: TestTable;
beforeAll(async () => {
  store = await startTestTable();
});
afterAll(() => store?.stop());

async function fresh(fault = faultAt()): Promise<Pipeline> {
  await store.stop();
  store = await startTestTable();
  const pipeline = createPipeline(store, fault.wrap);
  await chargeGolden(pipeline.table, golden);
  await setRules(pipeline.table, goldenTenant, { autoPost: false });
  return pipeline;
}

/**
 * Imports each file, approves its plan and posts it. The approval itself runs on a table without faults, because a
 * person would simply ask again.
 */
async function approveAll(
  pipeline: Pipeline,
  maximumReceives: number,
  mark: () => void = () => undefined,
): Promise<void> {
  const handler = createApiHandler(remittancesApi, operations, {
    ...pipeline.edge,
    table: pipeline.table,
    files: pipeline.plainFiles,
  });
  for (const text of golden.remittances) {
    const fileId = await pipeline.receive(filledIn(golden, text));
    expect(await pipeline.drain(maximumReceives)).toBe(0);
    for (const { id } of await remittancesOf(pipeline, fileId)) {
      const path = `/v1/remittances/${id}`;
      const { body } = await callApi(handler, { method: 'GET', path: `${path}/posting-plan`, principal });
      const headers = { 'Idempotency-Key': id };
      const approval = { method: 'POST', path: `${path}/post`, body: { planHash: body.planHash }, headers, principal };
      expect((await callApi(handler, approval)).status).toBe(202);
    }
    await pipeline.relay();
    mark();
    expect(await pipeline.drain(maximumReceives)).toBe(0);
    mark();
    for (const { state } of await remittancesOf(pipeline, fileId)) expect(state).toBe('posted');
  }
}

describe('posting of an approved payment that is interrupted at any request and continues', () => {
  it('ends with the same books, wherever it was interrupted', async () => {
    const whole = faultAt();
    const pipeline = await fresh(whole);
    const marks: number[] = [];
    await approveAll(pipeline, 1, () => marks.push(whole.count()));
    const expected = await storedBooks(pipeline.table, golden);
    expect(expected.totals).toEqual(golden.expected.accounts);
    // Only requests after each approval are cut here; other tests cut those of the import.
    const [firstFrom = 0, firstTo = 0, secondFrom = 0, secondTo = 0] = marks;
    const requests = Array.from({ length: whole.count() }, (_, index) => index + 1).filter(
      (at) => (at > firstFrom && at <= firstTo) || (at > secondFrom && at <= secondTo),
    );
    expect(requests.length).toBeGreaterThan(30);
    for (const at of requests) {
      for (const when of ['before', 'after'] as const) {
        const cut = await fresh(faultAt(at, when));
        await approveAll(cut, 4);
        const books = await storedBooks(cut.table, golden);
        expect(books.totals, `cut ${when} request ${at}`).toEqual(expected.totals);
        expect(books.claims, `cut ${when} request ${at}`).toEqual(expected.claims);
        expect(books.exceptions, `cut ${when} request ${at}`).toEqual(expected.exceptions);
        const ids = (from: typeof books) => from.entries.map(({ id }) => id).sort();
        expect(ids(books), `cut ${when} request ${at}`).toEqual(ids(expected));
      }
    }
  });
});
