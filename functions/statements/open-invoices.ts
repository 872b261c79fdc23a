import type { ClientBalance } from '../../shared/domain/account/client-balance.ts';
import { openCharges } from '../../shared/domain/account/client-charge.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { type Cents, sumCents } from '../../shared/domain/money/cents.ts';
import { ok } from '../../shared/domain/result.ts';
import type { Invoice } from '../../shared/domain/statement/invoice.ts';
import { daysBetween, type LocalDate } from '../../shared/domain/time/local-date.ts';
import { listWork, readListed, type Work } from '../../shared/runtime/api/work-list.ts';
import { readClientCharges } from '../../shared/store/client-charges.ts';
import { documentOfItem } from '../../shared/store/entity-items.ts';
import { invoiceOfItem, invoicesOfCharges } from '../../shared/store/invoices.ts';
import { clientBalanceKey } from '../../shared/store/keys/account.ts';
import { entityKey, listPartition } from '../../shared/store/keys/entity.ts';
import type { Table } from '../../shared/store/table.ts';
import type { StatementsOperations, StatementsRequest } from './context.ts';
import type { OpenInvoiceView } from './open-invoice-schema.ts';

/** At most this many employers and facilities that owe something are looked at: all charges of each are read. */
const mostClients = 500;

/** How many clients are read at once. */
const readTogether = 20;

interface OpenInvoice extends Work {
  readonly invoice: Invoice;
}

const ranks = {
  oldest: ({ invoice }: OpenInvoice) => invoice.invoiceOn,
  due: ({ invoice }: OpenInvoice) => invoice.dueOn,
  largest: ({ cents }: OpenInvoice) => -cents,
} as const;

export const openInvoiceOperations: StatementsOperations<'listOpenInvoices'> = {
  listOpenInvoices: async (request, { table }) => {
    const { query } = request;
    const today = await request.today();
    const { invoices, notInvoiced, isComplete } = await readOpenInvoices(table, request.principal.tenantId, query);
    const listed = await listWork<OpenInvoice, OpenInvoiceView>(request, table, {
      works: invoices.filter(({ invoice }) => isAsked(invoice, query, today)),
      isComplete,
      rank: ranks[query.sort],
      view: ({ invoice, cents }) => viewOf(invoice, cents, today),
      marks: ({ id }) => id,
      audit: { action: 'invoice-read', entityId: 'open-invoices' },
    });
    if (!listed.ok) return listed;
    return ok({ ...listed.value, body: { notInvoiced, ...listed.value.body } });
  },
};

type Query = StatementsRequest<'listOpenInvoices'>['query'];

function isAsked({ dueOn, entityId }: Invoice, query: Query, today: LocalDate): boolean {
  const isOverdue = dueOn < today;
  return (
    (query.entityId === undefined || entityId === query.entityId) &&
    (query.isOverdue === undefined || isOverdue === (query.isOverdue === 'true'))
  );
}

function viewOf(invoice: Invoice, openCents: Cents, today: LocalDate): OpenInvoiceView {
  const { id, number, accountId, billTo, entityId, invoiceOn, dueOn, totalCents } = invoice;
  return {
    ...{ id, number, accountId, clientName: billTo.name, entityId, invoiceOn, dueOn, totalCents, openCents },
    ageDays: daysBetween(invoiceOn, today),
    ...(dueOn < today ? { daysOverdue: daysBetween(dueOn, today) } : {}),
  };
}

/** The open invoices of employers and facilities, and what they owe that is on no invoice. */
interface OpenInvoices {
  readonly invoices: readonly OpenInvoice[];
  readonly notInvoiced: { readonly charges: number; readonly cents: Cents };
  readonly isComplete: boolean;
}

/**
 * What is open follows from the entries of the accounts, not from the invoices. So only accounts that owe something are
 * read.
 */
async function readOpenInvoices(table: Table, tenant: TenantId, { accountId }: Query): Promise<OpenInvoices> {
  const { keys, isComplete } =
    accountId === undefined
      ? await readListed(table, listPartition(tenant, 'ACCOUNT'), { index: true })
      : { keys: [{ g1sk: accountId }], isComplete: true };
  const balances = await table.batchGet(keys.map(({ g1sk }) => clientBalanceKey(tenant, String(g1sk))));
  const owing = balances
    .flatMap((item) => (item === undefined ? [] : [documentOfItem<ClientBalance>(item)]))
    .filter(({ receivables }) => receivables.some(({ cents }) => cents > 0));
  const read: Billed[] = [];
  for (let start = 0; start < Math.min(owing.length, mostClients); start += readTogether) {
    const some = owing.slice(start, Math.min(start + readTogether, mostClients));
    read.push(...(await Promise.all(some.map((balance) => billedOf(table, tenant, balance)))));
  }
  const rest = read.flatMap(({ notInvoiced }) => notInvoiced);
  return {
    invoices: read.flatMap(({ invoices }) => invoices),
    notInvoiced: { charges: rest.length, cents: sumCents(rest) },
    isComplete: isComplete && owing.length <= mostClients,
  };
}

interface Billed {
  readonly invoices: readonly OpenInvoice[];
  /** The open amount of each charge that is on no invoice. */
  readonly notInvoiced: readonly Cents[];
}

/** What one client owes: by invoice, and the charges that are on none. */
async function billedOf(table: Table, tenant: TenantId, { accountId, receivables }: ClientBalance): Promise<Billed> {
  const charges = await readClientCharges(table, tenant, accountId);
  const open = receivables.flatMap(({ entityId, cents }) =>
    openCharges(
      charges.filter((charge) => charge.entityId === entityId),
      cents,
    ),
  );
  const invoiced = await invoicesOfCharges(
    table,
    tenant,
    accountId,
    open.map(({ charge }) => charge.id),
  );
  const ids = [...new Set(invoiced.values())];
  const items = await table.batchGet(ids.map((id) => entityKey(tenant, 'INVOICE', id)));
  const invoices = items.flatMap((item): OpenInvoice[] => {
    if (item === undefined) return [];
    const invoice = invoiceOfItem(item);
    const own = open.filter(({ charge }) => invoiced.get(charge.id) === invoice.id);
    return [{ id: invoice.id, since: invoice.invoiceOn, cents: sumCents(own.map(({ cents }) => cents)), invoice }];
  });
  const notInvoiced = open.filter(({ charge }) => !invoiced.has(charge.id)).map(({ cents }) => cents);
  return { invoices, notInvoiced };
}
