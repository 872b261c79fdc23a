import { randomUUID } from 'node:crypto';
import { reportsApi } from '../../functions/reports/api.ts';
import { operations as reportsOperations } from '../../functions/reports/operations.ts';
import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import type { ClaimId, TenantId } from '../../shared/domain/identity/ids.ts';
import { type EntryFacts, type Leg, ledgerEntry } from '../../shared/domain/ledger/entry.ts';
import { cents } from '../../shared/domain/money/cents.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { balanceItem } from '../../shared/store/claims.ts';
import { createFiles, type Files } from '../../shared/store/files.ts';
import { entryItem, totalsWrite } from '../../shared/store/ledger.ts';
import { callApi, manager, type TestAnswer, type TestPrincipal } from './api-event.ts';
import { booksKeeper } from './books-keeper.ts';
import { memoryS3 } from './memory-s3.ts';
import { signer } from './office.ts';
import { startTestTable, type TestEdge, type TestTable, testEdge } from './table.ts';

export const reportsTenant = manager.tenantId as TenantId;

/** An office whose ledger a test writes entry by entry, and whose reports are made from it. */
export interface ReportsDesk {
  readonly store: TestTable;
  readonly edge: TestEdge;
  readonly files: Files;
  /** Books an entry on a day. */
  book(day: string, claimId: ClaimId | undefined, facts: BookedFacts, by?: string): Promise<void>;
  /** Sets the day of service of a claim. */
  serve(claimId: ClaimId, serviceFrom: string, more?: Partial<ClaimBalance>): Promise<void>;
  get(path: string, principal?: TestPrincipal): Promise<TestAnswer>;
  /** Sends a request with its own idempotency key, and with `If-Match` if a version is given. */
  send(method: string, path: string, body: unknown, version?: number, principal?: TestPrincipal): Promise<TestAnswer>;
  /**
   * Requests an update of the reports, and has the worker do it.
   * @returns how many messages it had
   */
  bring(fromStart?: boolean, left?: number): Promise<number>;
  /** All parts of a figure, over all pages. */
  parts(path: string, limit?: number): Promise<Part[]>;
}

interface Part {
  readonly id: string;
  readonly value: number;
  readonly [name: string]: unknown;
}

type BookedFacts = Pick<EntryFacts, 'kind' | 'legs'> & Partial<EntryFacts>;

export const leg = (account: Leg['account'], amount: number, reason?: string): Leg => ({
  account,
  cents: cents(amount),
  ...(account === 'insurance-receivable' ? { payerId: 'pay_a', share: 0 } : {}),
  ...(reason === undefined ? {} : { reason }),
});

/** @param instant the current time: days that are over by then are in the reports */
export async function openReportsDesk(instant: string): Promise<ReportsDesk> {
  const store = await startTestTable();
  const edge = testEdge(store.table, instant);
  const files = createFiles(memoryS3(), 'bucket', signer);
  const handler = createApiHandler(reportsApi, reportsOperations, { ...edge, files });
  let entries = 0;
  const get: ReportsDesk['get'] = (path, principal = manager) =>
    callApi(handler, { method: 'GET', path: `/v1/${path}`, principal });
  return {
    ...{ store, edge, files, get },
    send: (method, path, body, version, principal = manager) => {
      const match = version === undefined ? {} : { 'If-Match': `"${version}"` };
      const headers = { 'Idempotency-Key': randomUUID(), ...match };
      return callApi(handler, { method, path: `/v1/${path}`, body, headers, principal });
    },
    book: async (day, claimId, facts, by) => {
      entries += 1;
      const postedOn = day as LocalDate;
      const id = `led_${String(entries).padStart(26, '0')}`;
      const of = { effectiveOn: postedOn, postedOn, entityId: 'ent_a', claimId };
      const entry = ledgerEntry({ ...of, providerId: 'prv_a', facilityId: 'fac_a', ...facts, id });
      const item = entryItem(reportsTenant, claimId, entry, id);
      const said = by === undefined ? {} : { by };
      await store.table.transact([{ put: { ...item, ...said } }, totalsWrite(reportsTenant, entry, day, entry.legs)]);
    },
    serve: async (claimId, serviceFrom, more = {}) => {
      const balance: ClaimBalance = {
        ...{ claimId, version: 1, state: { kind: 'filed' }, entityId: 'ent_a', billingProviderId: 'prv_a' },
        ...{ patientId: 'pat_a', serviceFrom: serviceFrom as LocalDate, chargeCents: cents(0), lineCount: 1 },
        ...{ payers: [], filings: [], patientCents: cents(0), ...more },
      };
      await store.table.transact([{ put: balanceItem(reportsTenant, balance) }]);
    },
    bring: async (fromStart = false, left) => {
      await callApi(handler, { method: 'POST', path: '/v1/reports/updates', body: { fromStart }, principal: manager });
      return booksKeeper(edge, files, left).workOff();
    },
    parts: async (path, limit = 50) => {
      const parts: Part[] = [];
      let token: string | undefined;
      do {
        const answer: TestAnswer = await get(
          `reports/${path}&limit=${limit}${token === undefined ? '' : `&pageToken=${encodeURIComponent(token)}`}`,
        );
        if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
        parts.push(...answer.body.items);
        token = answer.body.nextPageToken;
      } while (token !== undefined);
      return parts;
    },
  };
}
