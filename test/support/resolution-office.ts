import { booksApi } from '../../functions/books/api.ts';
import { operations as booksOperations } from '../../functions/books/operations.ts';
import { correspondenceApi } from '../../functions/correspondence/api.ts';
import { operations as correspondenceOperations } from '../../functions/correspondence/operations.ts';
import { denialsApi } from '../../functions/denials/api.ts';
import { operations as denialOperations } from '../../functions/denials/operations.ts';
import { exceptionsApi } from '../../functions/exceptions/api.ts';
import { operations as exceptionsOperations } from '../../functions/exceptions/operations.ts';
import { remittancesApi } from '../../functions/remittances/api.ts';
import { operations as remittancesOperations } from '../../functions/remittances/operations.ts';
import type { FilingDocument } from '../../shared/domain/claim/filing-document.ts';
import { owedOutOfSight } from '../../shared/domain/claim/open-work.ts';
import type { ClaimId } from '../../shared/domain/identity/ids.ts';
import { cents } from '../../shared/domain/money/cents.ts';
import type { Payer } from '../../shared/domain/practice/practice.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { balanceOfItem } from '../../shared/store/claims.ts';
import { entityItem } from '../../shared/store/entity-items.ts';
import { filingDocumentItem } from '../../shared/store/filings.ts';
import { claimBalanceKey } from '../../shared/store/keys/claim.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import type { Item } from '../../shared/store/table.ts';
import type { GoldenClaim, GoldenLedger } from '../golden/golden-ledger.ts';
import { controlNumbers } from '../golden/run-in-memory.ts';
import { type ApiHandler, callApi, type TestAnswer, type TestPrincipal } from './api-event.ts';
import { disproofsOf } from './exported-books.ts';
import {
  chargeGolden,
  createPipeline,
  filledIn,
  goldenTenant,
  type Pipeline,
  payByPatient,
  storedBooks,
} from './remittance-pipeline.ts';
import { startTestTable, type TestTable } from './table.ts';

export const biller: TestPrincipal = { tenantId: goldenTenant, subject: 'user-biller', roles: 'biller' };
export const manager: TestPrincipal = { tenantId: goldenTenant, subject: 'user-manager', roles: 'manager' };
export const auditor: TestPrincipal = { tenantId: goldenTenant, subject: 'user-auditor', roles: 'auditor' };
export const stranger: TestPrincipal = { tenantId: 'other-office', subject: 'user-stranger', roles: 'biller manager' };

/** An office whose remittances have posted, with people who resolve what waits. */
export interface ResolutionOffice {
  readonly pipeline: Pipeline;
  readonly claims: ReadonlyMap<string, ClaimId>;
  /** Posts remittances; `{A}` stands for the number of claim A. Returns the files' ids. */
  post(...texts: readonly string[]): Promise<string[]>;
  get(path: string, principal?: TestPrincipal): Promise<TestAnswer>;
  /** A POST with its own Idempotency-Key, and with If-Match if a version is given. */
  send(path: string, body: unknown, more?: SendOptions): Promise<TestAnswer>;
  /** Everything that is wrong with the books: totals, balances and clearing, compared with the entries. */
  faults(): Promise<string[]>;
  /** Cents per account, zeros left out. */
  accounts(): Promise<Readonly<Record<string, number>>>;
  /** What a claim's payers and patient owe. */
  owed(name: string): Promise<{ readonly payers: readonly number[]; readonly patient: number; readonly state: string }>;
  /** Books what a patient paid for a claim. */
  payByPatient(name: string, cents: number): Promise<void>;
  /** Everything in its exported books that `superbill verify` disproves. */
  disproofs(): Promise<string[]>;
  stop(): Promise<void>;
}

export interface SendOptions {
  readonly version?: number;
  readonly key?: string;
  readonly principal?: TestPrincipal;
}

/** Sets an office up with charged and submitted claims. */
export async function openOffice(
  charged: Readonly<Record<string, GoldenClaim>>,
  { holdsTests = false }: { readonly holdsTests?: boolean } = {},
): Promise<ResolutionOffice> {
  const store = await startTestTable();
  const pipeline = createPipeline(store, undefined, { holdsTests });
  const golden = ledgerOf(charged);
  await chargeGolden(pipeline.table, golden);
  const claims = controlNumbers(golden);
  const deps = { ...pipeline.edge, files: pipeline.files };
  const remittances = createApiHandler(remittancesApi, remittancesOperations, deps);
  const books = createApiHandler(booksApi, booksOperations, deps);
  const presignGet = async (key: string) => `https://files.example/${key}`;
  const files = { ...pipeline.files, presignGet };
  const denials = createApiHandler(denialsApi, denialOperations, { ...deps, files });
  const handlers: Readonly<Record<string, ApiHandler>> = {
    remittances,
    exceptions: createApiHandler(exceptionsApi, exceptionsOperations, deps),
    'exception-retries': createApiHandler(exceptionsApi, exceptionsOperations, deps),
    'remittance-files': remittances,
    'ledger-entries': books,
    'trial-balance': books,
    denials,
    'denial-guide': denials,
    'denial-causes': denials,
    'unanswered-claims': denials,
    'federal-disputes': denials,
    'work-marks': createApiHandler(correspondenceApi, correspondenceOperations, { ...deps, files }),
  };
  const handlerOf = (path: string) => handlers[path.split(/[/?]/)[2] ?? ''] as ApiHandler;
  let keys = 0;
  return {
    pipeline,
    claims,
    post: async (...texts) => {
      const files: string[] = [];
      for (const text of texts) {
        files.push(await pipeline.receive(filledIn(golden, text)));
        await pipeline.drain();
      }
      return files;
    },
    get: (path, principal = biller) => callApi(handlerOf(path), { method: 'GET', path, principal }),
    send: (path, body, { version, key, principal = biller } = {}) => {
      keys += 1;
      const headers = {
        'Idempotency-Key': key ?? `key-${keys}`,
        ...(version === undefined ? {} : { 'If-Match': `"${version}"` }),
      };
      return callApi(handlerOf(path), { method: 'POST', path, body, headers, principal });
    },
    faults: () => bookFaults(store, pipeline, golden, claims),
    accounts: async () => (await storedBooks(pipeline.table, golden)).totals,
    owed: async (name) => {
      const key = claimBalanceKey(goldenTenant, claims.get(name) as ClaimId);
      const balance = balanceOfItem((await pipeline.table.get(key)) as Item);
      const payers = balance.payers.map((payer) => payer.receivableCents);
      return { payers, patient: balance.patientCents, state: balance.state.kind };
    },
    payByPatient: (claim, cents) => payByPatient(pipeline.table, golden, { claim, cents, after: 1 }),
    disproofs: async () => disproofsOf(await store.items(), pipeline.bucket),
    stop: () => store.stop(),
  };
}

function ledgerOf(claims: Readonly<Record<string, GoldenClaim>>): GoldenLedger {
  const expected = { accounts: {}, payers: {}, claims: {}, exceptions: [], recoupments: {}, quarantined: [] };
  return { name: 'resolutions', reasoning: '', claims, remittances: [], expected };
}

/**
 * Adds up every entry again: each sums to zero, account totals and claims' balances are the sums, and clearing is at
 * zero.
 */
async function bookFaults(
  _store: TestTable,
  pipeline: Pipeline,
  golden: GoldenLedger,
  claims: ReadonlyMap<string, ClaimId>,
): Promise<string[]> {
  const books = await storedBooks(pipeline.table, golden);
  const faults: string[] = [];
  const accounts = new Map<string, number>();
  const shares = new Map<string, number>();
  const add = (sums: Map<string, number>, name: string, amount: number) =>
    sums.set(name, (sums.get(name) ?? 0) + amount);
  for (const { id, legs, claimId } of books.entries) {
    if (legs.reduce((sum, leg) => sum + leg.cents, 0) !== 0) faults.push(`entry ${id} does not balance`);
    for (const leg of legs) {
      add(accounts, leg.account, leg.cents);
      if (leg.account === 'insurance-receivable') add(shares, `${claimId} ${leg.share}`, leg.cents);
      if (leg.account === 'patient-receivable') add(shares, `${claimId} patient`, leg.cents);
    }
  }
  const totals: Readonly<Record<string, number>> = books.totals;
  for (const name of new Set([...accounts.keys(), ...Object.keys(totals)])) {
    const folded = accounts.get(name) ?? 0;
    if (folded !== (totals[name] ?? 0)) faults.push(`account ${name}: ${totals[name] ?? 0} stored, ${folded} folded`);
  }
  if ((totals['remittance-clearing'] ?? 0) !== 0) faults.push('clearing is not at zero');
  for (const claimId of claims.values()) {
    const balance = balanceOfItem((await pipeline.table.get(claimBalanceKey(goldenTenant, claimId))) as Item);
    for (const [share, { receivableCents }] of balance.payers.entries()) {
      const folded = shares.get(`${claimId} ${share}`) ?? 0;
      if (folded !== receivableCents)
        faults.push(`claim ${claimId}, share ${share}: ${receivableCents}, ${folded} folded`);
    }
    for (const { share, cents } of owedOutOfSight(balance))
      faults.push(`claim ${claimId}: ${cents} of share ${share} unseen`);
    const patient = shares.get(`${claimId} patient`) ?? 0;
    if (patient !== balance.patientCents) faults.push(`claim ${claimId} patient: ${balance.patientCents}, ${patient}`);
  }
  return faults;
}

/** What was sent for a claim: member, patient, lines. With these the claim can be found. */
export interface SentClaim {
  readonly memberId: string;
  readonly lastName: string;
  readonly lines: readonly {
    readonly procedure: string;
    readonly modifiers?: readonly string[];
    readonly cents: number;
  }[];
}

/** Stores a claim's document and its look-up row, as assembly does. */
export async function putSentClaim(office: ResolutionOffice, name: string, sent: SentClaim): Promise<void> {
  const claimId = office.claims.get(name) as ClaimId;
  const serviceFrom = '2026-10-05' as LocalDate;
  const at = '2026-10-06T08:00:00.000Z';
  const claim = {
    subscriber: { name: { kind: 'person', last: sent.lastName, first: 'SAM' }, memberId: sent.memberId },
    serviceLines: sent.lines.map((line, index) => ({
      procedure: line.procedure,
      modifiers: line.modifiers ?? [],
      chargeCents: cents(line.cents),
      controlNumber: `L${index + 1}`,
      serviceFrom,
    })),
  };
  const document = {
    claimId,
    number: 1,
    serviceFrom,
    assembledAt: at,
    assembledFrom: [],
    claim,
  } as unknown as FilingDocument;
  await office.pipeline.table.transact([{ put: filingDocumentItem(goldenTenant, document) }]);
}

/** Stores the terms of the contract with a payer. */
export async function putPayer(office: ResolutionOffice, id: string, terms: Partial<Payer>): Promise<void> {
  const payer = { id, version: 1, name: 'EXAMPLE', filingIndicator: 'CI', remittanceIdentities: [], ...terms };
  const item = entityItem(entityKey(goldenTenant, 'PAYER', id), 'payer', payer);
  await office.pipeline.table.transact([{ put: item }]);
}
