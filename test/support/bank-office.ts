import { createHash } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import { bankApi } from '../../functions/bank/api.ts';
import { operations as bankOperations } from '../../functions/bank/operations.ts';
import { booksApi } from '../../functions/books/api.ts';
import { operations as booksOperations } from '../../functions/books/operations.ts';
import { claimsApi } from '../../functions/claims/api.ts';
import { operations as claimsOperations } from '../../functions/claims/operations.ts';
import { exceptionsApi } from '../../functions/exceptions/api.ts';
import { operations as exceptionsOperations } from '../../functions/exceptions/operations.ts';
import { importFile } from '../../functions/import-remittance/import-file.ts';
import { postChunks } from '../../functions/post-remittance/post-chunks.ts';
import { postingRulesApi } from '../../functions/posting-rules/api.ts';
import { dryRunOperations } from '../../functions/posting-rules/dry-run.ts';
import { ruleOperations } from '../../functions/posting-rules/rules.ts';
import type { ReconcileDeps } from '../../functions/reconcile-bank/context.ts';
import { reconcile } from '../../functions/reconcile-bank/reconcile.ts';
import { remittancesApi } from '../../functions/remittances/api.ts';
import { operations as remittanceRoutes } from '../../functions/remittances/operations.ts';
import { retryExceptions } from '../../functions/retry-exceptions/retry-exceptions.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { cents, zeroCents } from '../../shared/domain/money/cents.ts';
import type { PartyIdentity } from '../../shared/domain/remittance/remittance.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { type MessageOf, messageSchemas } from '../../shared/queue/messages.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import type { Delivery } from '../../shared/runtime/queue-handler.ts';
import { statementObjectName } from '../../shared/store/deposits.ts';
import { createFiles, fileKey } from '../../shared/store/files.ts';
import { ledgerDayRanges } from '../../shared/store/keys/ledger.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { duePartition } from '../../shared/store/keys/work.ts';
import { entryOfItem } from '../../shared/store/ledger.ts';
import { remittanceObjectName } from '../../shared/store/manifest.ts';
import { createTable, type Item, type Sender } from '../../shared/store/table.ts';
import { type WrittenClaim, type WrittenPayment, writeRemittance } from '../../shared/x12/835/write-remittance.ts';
import { type ApiHandler, callApi, manager, type TestAnswer, type TestPrincipal } from './api-event.ts';
import { disproofsOf } from './exported-books.ts';
import { memoryS3 } from './memory-s3.ts';
import { type Office, officeApi, setUpOffice } from './office.ts';
import { type TestEdge, type TestTable, testEdge } from './table.ts';

/**
 * An office with a payer, and everything between the payer's file, the bank and the books, over an embedded DynamoDB.
 */
export interface BankOffice {
  readonly office: Office;
  readonly edge: TestEdge;
  readonly tenantId: TenantId;
  call(method: string, path: string, body?: unknown, principal?: TestPrincipal): Promise<TestAnswer>;
  /** A POST with the version that was read. */
  decide(path: string, version: number, body: unknown, principal?: TestPrincipal): Promise<TestAnswer>;
  /** Enters a claim that another system sent: the payer owes all of it. */
  open(controlNumber: string, chargeCents: number): Promise<TestAnswer>;
  /** Receives an 835 of the payer, imports and posts it. Returns the remittance's id. */
  receive(
    trace: string,
    claims: readonly WrittenClaim[],
    more?: { readonly paidOn?: string; readonly payee?: PartyIdentity },
  ): Promise<string>;
  /** Uploads a statement and requests its import, which does not run yet. Returns its id. */
  sendStatement(format: 'csv' | 'bai2', text: string, accounts: readonly string[]): Promise<string>;
  /** Sends a statement and imports it. Returns what the API shows of it. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever JSON has come
  takeStatement(format: 'csv' | 'bai2', text: string, accounts: readonly string[]): Promise<any>;
  /**
   * Processes every due message; one that fails is delivered again. `wrap` injects faults before the store and the
   * bucket.
   */
  workOff(wrap?: (sender: Sender) => Sender): Promise<void>;
  /**
   * The balance of each account; zeros are left out. Also checks that every entry sums to zero and that totals are the
   * sums of entries.
   */
  accounts(): Promise<Readonly<Record<string, number>>>;
  /** Everything in its exported books that `superbill verify` disproves. */
  disproofs(): Promise<string[]>;
}

const noPause = async () => undefined;
const delivery: Delivery = { messageId: 'test', receiveCount: 1, remainingMilliseconds: () => 300_000 };

/** The payer of the test office, as its remittances name it. */
const payer = { name: 'EXAMPLE HEALTH', idQualifier: 'XV', id: '99999', references: [] };
const clinicPayee = {
  name: 'EXAMPLE CLINIC',
  idQualifier: 'XX',
  id: '1234567893',
  references: [{ qualifier: 'TJ', value: '123456789' }],
};

/** A claim of an 835 that pays the whole charge except a contractual reduction. */
export function paidClaim(controlNumber: string, chargeCents: number, paidCents: number): WrittenClaim {
  const reduction = chargeCents - paidCents;
  return {
    patientControlNumber: controlNumber,
    statusCode: '1',
    chargeCents: cents(chargeCents),
    paidCents: cents(paidCents),
    patientResponsibilityCents: zeroCents,
    payerClaimNumber: `P${controlNumber}`,
    adjustments: reduction === 0 ? [] : [{ group: 'CO', carc: '45', cents: cents(reduction) }],
    remarkCodes: [],
    lines: [],
  };
}

/**
 * @param owner whose office it is: several offices may share a table, but must not process messages at the same time
 */
export async function openBankOffice(store: TestTable, owner: TestPrincipal = manager): Promise<BankOffice> {
  const edge = testEdge(store.table);
  const office = await setUpOffice(officeApi(edge), owner);
  const bucket = memoryS3();
  const signer = new S3Client({ region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });
  const files = createFiles(bucket, 'bucket', signer);
  const deps = { ...edge, files };
  const tenantId = owner.tenantId as TenantId;
  const handlers: Readonly<Record<string, ApiHandler>> = {
    bank: createApiHandler(bankApi, bankOperations, deps),
    remittances: createApiHandler(remittancesApi, remittanceRoutes, deps),
    exceptions: createApiHandler(exceptionsApi, exceptionsOperations, deps),
    claims: createApiHandler(claimsApi, claimsOperations, deps),
    'posting-rules': createApiHandler(postingRulesApi, { ...ruleOperations, ...dryRunOperations }, deps),
    books: createApiHandler(booksApi, booksOperations, deps),
  };
  const chunks: MessageOf<'post-remittance'>[] = [];
  let keys = 0;

  const handlerOf = (path: string) => handlers[functionOf(path)] as ApiHandler;
  const newKey = () => {
    keys += 1;
    return { 'Idempotency-Key': `key-${keys}` };
  };

  const call: BankOffice['call'] = (method, path, body, principal = owner) =>
    callApi(handlerOf(path), { method, path, body, principal, headers: newKey() });

  const decide: BankOffice['decide'] = (path, version, body, principal = owner) => {
    const headers = { ...newKey(), 'If-Match': `"${version}"` };
    return callApi(handlerOf(path), { method: 'POST', path, body, principal, headers });
  };

  const workOff: BankOffice['workOff'] = async (wrap) => {
    const table = wrap === undefined ? store.table : createTable(wrap(store.sender), store.tableName, noPause);
    const faulty = wrap === undefined ? deps : { ...edge, table, files: createFiles(wrap(bucket), 'bucket') };
    for (let due = await dueMessages(store); due.length > 0; due = await dueMessages(store)) {
      for (const item of due) {
        const done = await work(item, faulty).then(
          () => true,
          (error: unknown) => {
            if (wrap === undefined) throw error;
            return false;
          },
        );
        if (done) await store.table.transact([{ delete: { pk: item.pk, sk: item.sk } }]);
      }
    }
  };

  const work = async (item: Item, deps: ReconcileDeps): Promise<void> => {
    if (item.queue === 'reconcile-bank') {
      return reconcile(messageSchemas['reconcile-bank'].parse(item.body), delivery, deps);
    }
    if (item.queue === 'retry-exceptions') {
      const none = { send: async () => undefined };
      return retryExceptions(messageSchemas['retry-exceptions'].parse(item.body), delivery, { ...deps, queues: none });
    }
    const queues = {
      send: async (_queue: string, bodies: readonly unknown[]) => {
        chunks.push(...(bodies as MessageOf<'post-remittance'>[]));
      },
    };
    await importFile(messageSchemas['import-remittance'].parse(item.body), delivery, { ...deps, queues });
    while (chunks.length > 0) {
      await postChunks(chunks[0] as MessageOf<'post-remittance'>, delivery, { ...deps, queues });
      chunks.shift();
    }
  };

  const put = (kind: string, name: string, bytes: Uint8Array) =>
    createFiles(bucket, 'bucket').put(fileKey(tenantId, kind, name), bytes, 'text/plain');

  const receive: BankOffice['receive'] = async (trace, paid, { paidOn = '2026-11-20', payee = clinicPayee } = {}) => {
    const day = paidOn as LocalDate;
    const received = paid.reduce((sum, claim) => sum + claim.paidCents, 0);
    const paymentCents = cents(Math.abs(received));
    const creditDebit = received < 0 ? 'D' : 'C';
    const payment: WrittenPayment = {
      ...{ handlingCode: 'I', paymentCents, creditDebit, method: 'ACH', paymentDate: day, productionDate: day },
      ...{ traceNumber: trace, traceOriginator: '1999999999', payer, payee, claims: paid, providerAdjustments: [] },
    };
    const file = { controlNumber: '1', senderId: '99999', receiverId: 'CLINIC', createdOn: day, payments: [payment] };
    const bytes = Buffer.from(writeRemittance(file), 'latin1');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await put('remittance', remittanceObjectName(sha256), bytes);
    const { body } = await call('POST', '/v1/remittance-files', { sha256 });
    await workOff();
    const listed = await call('GET', `/v1/remittance-files/${body.file.id}/remittances`);
    return listed.body.items[0].id;
  };

  const sendStatement: BankOffice['sendStatement'] = async (format, text, accounts) => {
    const bytes = Buffer.from(text, 'latin1');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await put('bank-statement', statementObjectName(sha256), bytes);
    const named = accounts.map((bankAccount) => ({ bankAccount, entityId: office.entityId }));
    const { body } = await call('POST', '/v1/bank-statements', { sha256, format, accounts: named });
    return body.statement.id;
  };

  const takeStatement: BankOffice['takeStatement'] = async (format, text, accounts) => {
    const id = await sendStatement(format, text, accounts);
    await workOff();
    return (await call('GET', `/v1/bank-statements/${id}`)).body;
  };

  const open: BankOffice['open'] = (controlNumber, chargeCents) =>
    call('POST', '/v1/opening-claims', {
      billingProviderId: office.billingProviderId,
      claims: [
        {
          ...{ controlNumber, patientId: office.patientId, serviceFrom: '2026-10-05', chargeCents, lineCount: 1 },
          ...{ payers: [{ payerId: office.payerId, receivableCents: chargeCents }], patientCents: 0 },
        },
      ],
    });

  const accounts = async () => {
    const folded = await foldedEntries(store, tenantId);
    const { body } = await call('GET', '/v1/trial-balance');
    const stated = Object.fromEntries(
      body.accounts
        .filter((each: { balanceCents: number }) => each.balanceCents !== 0)
        .map((each: { account: string; balanceCents: number }) => [each.account, each.balanceCents]),
    );
    if (JSON.stringify(sorted(stated)) !== JSON.stringify(sorted(folded))) {
      throw new Error(`totals ${JSON.stringify(stated)} are not the fold ${JSON.stringify(folded)}`);
    }
    return stated;
  };

  const disproofs = async () => disproofsOf(await store.items(), bucket);

  return {
    office,
    edge,
    tenantId,
    call,
    decide,
    open,
    receive,
    sendStatement,
    takeStatement,
    workOff,
    accounts,
    disproofs,
  };
}

function functionOf(path: string): string {
  if (/^\/v1\/(deposits|deposits-in-transit|bank-statements|virtual-card-charges)\b/.test(path)) return 'bank';
  if (/^\/v1\/(claims|next-payer-claims|opening-claims|submissions)\b/.test(path)) return 'claims';
  if (/^\/v1\/posting-rules\b/.test(path)) return 'posting-rules';
  if (/^\/v1\/(exceptions|exception-retries)\b/.test(path)) return 'exceptions';
  return /^\/v1\/(ledger-entries|trial-balance|accounting-periods|audit-items|day-sheets|deposit-reconciliation)\b/.test(
    path,
  )
    ? 'books'
    : 'remittances';
}

async function dueMessages(store: TestTable): Promise<Item[]> {
  const partitions = Array.from({ length: shards.due }, (_, shard) => duePartition(shard));
  const items = (await Promise.all(partitions.map((partition) => store.table.queryAll({ partition })))).flat();
  // Deadlines are not part of this office.
  return items.filter(({ queue }) => queue !== 'watch-deadlines');
}

/** Cents per account over every entry of the test's day. @throws when an entry does not sum to zero */
async function foldedEntries(store: TestTable, tenantId: TenantId): Promise<Record<string, number>> {
  const ranges = ledgerDayRanges(tenantId, '2026-11-23' as LocalDate);
  const rows = await Promise.all(ranges.map((range) => store.table.queryAll({ ...range, index: true })));
  const totals: Record<string, number> = {};
  for (const item of await store.table.batchGet(rows.flat())) {
    const { legs } = entryOfItem(item as Item);
    if (legs.reduce((sum, leg) => sum + leg.cents, 0) !== 0) throw new Error('an entry does not sum to zero');
    for (const leg of legs) totals[leg.account] = (totals[leg.account] ?? 0) + leg.cents;
  }
  return Object.fromEntries(Object.entries(totals).filter(([, total]) => total !== 0));
}

const sorted = (record: Readonly<Record<string, number>>) =>
  Object.entries(record).sort(([left], [right]) => (left < right ? -1 : 1));
