import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { booksApi } from '../../functions/books/api.ts';
import { operations as booksOperations } from '../../functions/books/operations.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createFiles } from '../../shared/store/files.ts';
import { reversalAndCorrection as golden } from '../golden/09-reversal-and-correction.ts';
import { type ApiHandler, callApi, type TestPrincipal } from '../support/api-event.ts';
import { booksKeeper } from '../support/books-keeper.ts';
import { signer } from '../support/office.ts';
import { chargeGolden, createPipeline, filledIn, goldenTenant, type Pipeline } from '../support/remittance-pipeline.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

/* What was charged on 6 October and paid on 23 November (golden ledger 09): the accounts are worked out there. */
const dora: TestPrincipal = { tenantId: goldenTenant, subject: 'user-dora', roles: 'manager' };

let store: TestTable;
let pipeline: Pipeline;
let handler: ApiHandler;
let key = 0;

beforeAll(async () => {
  store = await startTestTable();
  pipeline = createPipeline(store);
  await chargeGolden(pipeline.table, golden);
  for (const text of golden.remittances) {
    await pipeline.receive(filledIn(golden, text));
    await pipeline.drain();
  }
  const files = createFiles(pipeline.bucket, 'bucket', signer);
  handler = createApiHandler(booksApi, booksOperations, { ...pipeline.edge, files });
});
afterAll(() => store?.stop());

const get = (path: string) => callApi(handler, { method: 'GET', path, principal: dora });
async function ask(body: object) {
  key += 1;
  const headers = { 'Idempotency-Key': `key-${key}` };
  return callApi(handler, { method: 'POST', path: '/v1/journals', body, principal: dora, headers });
}

/** A journal once it is written, and its lines without the headings. */
async function written(body: object, left?: number) {
  const asked = await ask(body);
  expect(asked).toMatchObject({ status: 202, body: { state: 'writing', files: [] } });
  const messages = await booksKeeper(pipeline.edge, pipeline.files, left).workOff();
  const journal = (await get(`/v1/journals/${asked.body.id}`)).body;
  const lines: string[][] = [];
  for (const { url } of journal.files) {
    const bytes = await pipeline.files.get(decodeURIComponent(new URL(url).pathname.slice(1)));
    const [heading, ...rest] = Buffer.from(bytes).toString('utf8').split('\r\n');
    expect(heading).toBe(
      'date,journal number,account,account name,debit,credit,description,legal entity,payer,reference',
    );
    lines.push(...rest.filter((line) => line !== '').map((line) => line.split(',')));
  }
  return { journal, lines, messages };
}

const centsOf = (lines: readonly string[][], column: number) =>
  lines.reduce((sum, line) => sum + Math.round(100 * Number(line[column] || 0)), 0);

describe('a journal', () => {
  it('has a line for each leg of each entry, and adds up to the trial balance', async () => {
    const { journal, lines } = await written({ form: 'entries', from: '2026-10-01', to: '2026-11-23' });
    expect(journal).toMatchObject({ state: 'written', differences: [], lines: lines.length });
    const accounts = journal.accounts.map(({ account, cents }: { account: string; cents: number }) => [account, cents]);
    expect(Object.fromEntries(accounts)).toEqual(golden.expected.accounts);
    expect(journal.debitCents).toBe(journal.creditCents);
    expect([centsOf(lines, 4), centsOf(lines, 5)]).toEqual([journal.debitCents, journal.creditCents]);
    expect(lines.filter(([date]) => date === '2026-10-06')).toHaveLength(4);
    const reduced = lines.filter(([, , account]) => account === 'CA').map((line) => line.slice(3, 7));
    expect(reduced.sort()).toEqual([
      ['contractual adjustments', '', '50.00', 'remittance-reversal CO-45'],
      ['contractual adjustments', '20.00', '', 'remittance-claim CO-45'],
      ['contractual adjustments', '50.00', '', 'remittance-claim CO-45'],
      ['contractual adjustments', '50.00', '', 'remittance-claim CO-45'],
    ]);
    const [, number] = lines.find(([, , account]) => account === 'CA') as string[];
    expect((await get(`/v1/ledger-entries/${number}`)).body.id).toBe(number);
  });

  it('has a line for each account and day as a summary', async () => {
    const { journal, lines } = await written({ form: 'summary', from: '2026-11-01', to: '2026-11-23' });
    expect(journal.differences).toEqual([]);
    expect(lines.map(([date, , account, , debit, credit]) => [date, account, debit, credit])).toEqual([
      ['2026-11-23', 'IR', '', '230.00'],
      ['2026-11-23', 'PR', '10.00', ''],
      ['2026-11-23', 'DT', '150.00', ''],
      ['2026-11-23', 'CA', '70.00', ''],
    ]);
  });

  it('is for one legal entity, and for days without any booking has only a heading', async () => {
    const none = await written({ form: 'entries', from: '2026-10-01', to: '2026-11-23', entityId: 'nobody' });
    expect([none.journal.differences, none.lines, none.journal.files.length]).toEqual([[], [], 1]);
  });

  it('continues with a new message when time runs out, and has the same lines', async () => {
    const order = { form: 'entries', from: '2026-10-01', to: '2026-11-23' };
    const [whole, inParts] = [await written(order), await written(order, 0)];
    expect([whole.messages, inParts.messages]).toEqual([1, 2]);
    expect(inParts.journal.files).toHaveLength(2);
    expect(inParts.lines).toEqual(whole.lines);
    expect(inParts.journal).toMatchObject({ differences: [], debitCents: whole.journal.debitCents });
  });

  it('covers days that have begun, in order, and ten years at most', async () => {
    for (const [from, to] of [
      ['2026-11-23', '2026-11-24'],
      ['2026-11-23', '2026-11-22'],
      ['2016-10-01', '2026-11-23'],
    ]) {
      expect((await ask({ form: 'summary', from, to })).status).toBe(400);
    }
    expect((await get('/v1/journals?month=2026-11')).body.items.length).toBeGreaterThan(3);
  });
});
