import type { AuditAction } from '../../shared/domain/audit/actions.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { accounts } from '../../shared/domain/ledger/accounts.ts';
import type { Adjudication } from '../../shared/domain/ledger/entry.ts';
import { sumCents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { asAnswer, asRead, type ListPage, listPage } from '../../shared/runtime/api/list-page.ts';
import { balancesOf, readBooks } from '../../shared/store/books.ts';
import { fileKey } from '../../shared/store/files.ts';
import { claimBalanceKey } from '../../shared/store/keys/claim.ts';
import {
  accountEntryKey,
  depositEntryKey,
  keyOfWireEntryId,
  ledgerDayRanges,
  ledgerEntryPrefix,
  patientPaymentEntryKey,
  wireEntryId,
} from '../../shared/store/keys/ledger.ts';
import { remittanceKey } from '../../shared/store/keys/remittance.ts';
import type { Key } from '../../shared/store/keys/table.ts';
import { auditPartition } from '../../shared/store/keys/work.ts';
import { entryOfItem } from '../../shared/store/ledger.ts';
import { remittanceObjectName } from '../../shared/store/manifest.ts';
import { bodyOfItem } from '../../shared/store/remittances.ts';
import type { Item, Table } from '../../shared/store/table.ts';
import type { BooksOperations, BooksRequest } from './context.ts';

function entryView(item: Item) {
  const { legs, notes, reverses, adjudication, ...entry } = entryOfItem(item);
  const { by, why } = item;
  return {
    ...entry,
    id: wireEntryId(item),
    legs: [...legs],
    ...present({ adjudication: adjudication && adjudicationView(adjudication) }),
    ...present({ reverses: reverses && [...reverses] }),
    ...present({ notes: notes && [...notes] }),
    ...(typeof by === 'string' ? { by } : {}),
    ...(typeof why === 'string' ? { reason: why } : {}),
  };
}

function adjudicationView({ lines, ...adjudication }: Adjudication) {
  return { ...adjudication, ...present({ lines: lines && [...lines] }) };
}

type ListRequest = BooksRequest<'listLedgerEntries'>;

export const booksOperations: BooksOperations<
  'listLedgerEntries' | 'getLedgerEntry' | 'getLedgerEntrySource' | 'getTrialBalance' | 'listAuditItems'
> = {
  listLedgerEntries: async (request, { table }) => {
    const { claimId, remittanceId, depositId, paymentId, accountId, postedOn } = request.query;
    const entityId = claimId ?? remittanceId ?? depositId ?? paymentId ?? accountId ?? String(postedOn);
    const audit = { action: 'ledger-entries-read', entityId } as const;
    const page = await entryPage(request, table);
    return asRead(page, audit, ({ items }) => items.flatMap((entry) => entry.claimId ?? []));
  },

  getLedgerEntry: async (request, { table }) => {
    const item = await entryItemOf(request, table);
    if (item === undefined) return fail({ kind: 'not-found' });
    const body = entryView(item);
    const entityId = body.claimId ?? body.remittanceId ?? body.depositId ?? body.paymentId ?? body.accountId ?? body.id;
    return ok({ body, writes: [], audit: { action: 'ledger-entries-read', entityId } });
  },

  getLedgerEntrySource: async (request, { table, files }) => {
    const item = await entryItemOf(request, table);
    const entry = item === undefined ? undefined : entryOfItem(item);
    if (entry?.source === undefined) return fail({ kind: 'not-found' });
    const { source } = entry;
    const key = fileKey(request.principal.tenantId, 'remittance', remittanceObjectName(source.fileSha256));
    const bytes = await files.getRange(key, source.byteOffset, source.byteLength);
    // The payer's bytes name a patient, so the audit trail records who read them.
    const audit = {
      action: 'ledger-entry-source-read',
      entityId: entry.claimId ?? entry.remittanceId ?? entry.id,
    } as const;
    return ok({ body: { ...source, bytes: Buffer.from(bytes).toString('latin1') }, writes: [], audit });
  },

  getTrialBalance: async (request, { table }) => {
    const { tenantId } = request.principal;
    const asOf = request.query.asOf ?? (await request.today());
    const { entityId } = request.query;
    const books = await readBooks(table, tenantId, { asOf, at: request.at });
    const totals = balancesOf(books, entityId);
    const own = books.filter((month) => entityId === undefined || month.entityId === entityId);
    const days = [...new Set(own.flatMap((month) => month.days))].sort();
    return ok({
      body: {
        asOf,
        accounts: [...totals].map(([account, balanceCents]) => ({
          account,
          type: accounts[account].type,
          balanceCents,
        })),
        totalCents: sumCents(totals.values()),
        days,
      },
    });
  },

  listAuditItems: async (request, { table }) => {
    const partitions = [auditPartition(request.principal.tenantId, request.params.entityId)];
    const query = { partitions, limit: request.query.limit, newestFirst: true };
    return asAnswer(await listPage(request, table, query, auditView));
  },
};

interface AuditView {
  readonly action: AuditAction;
  readonly entityId: string;
  readonly subject: string;
  readonly at: string;
  readonly requestId: string;
  readonly facts: Record<string, string | number>;
}

const auditView = (item: Item): AuditView => bodyOfItem<AuditView>(item);

async function entryItemOf(request: Pick<BooksRequest<'getLedgerEntry'>, 'principal' | 'params'>, table: Table) {
  const key = keyOfWireEntryId(request.principal.tenantId, request.params.entryId);
  return key === undefined ? undefined : table.get(key);
}

/** Entries by exactly one of claim, remittance, deposit, patient’s payment, account and day. */
async function entryPage(
  request: ListRequest,
  table: Table,
): Promise<Result<ListPage<ReturnType<typeof entryView>>, Failure>> {
  const { tenantId } = request.principal;
  const { postedOn, limit } = request.query;
  if (postedOn !== undefined) {
    const partitions = ledgerDayRanges(tenantId, postedOn);
    return listPage(request, table, { partitions, index: true, limit }, entryView);
  }
  const { pk } = collectionKey(tenantId, request.query);
  return listPage(request, table, { partitions: [pk], prefix: ledgerEntryPrefix, limit }, entryView);
}

function collectionKey(tenantId: TenantId, of: ListRequest['query']): Key {
  const { claimId, remittanceId, depositId, paymentId, accountId } = of;
  if (claimId !== undefined) return claimBalanceKey(tenantId, claimId);
  if (depositId !== undefined) return depositEntryKey(tenantId, depositId, '');
  if (paymentId !== undefined) return patientPaymentEntryKey(tenantId, paymentId, '');
  if (accountId !== undefined) return accountEntryKey(tenantId, accountId, '');
  return remittanceKey(tenantId, remittanceId as string);
}
