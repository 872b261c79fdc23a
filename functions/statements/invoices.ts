import { countedPdfPages } from '../../shared/document/pdf-pages.ts';
import { invoiceDocument } from '../../shared/document/statement/invoice-document.ts';
import { type Account, isClient } from '../../shared/domain/account/account.ts';
import type { ClientCharge } from '../../shared/domain/account/client-charge.ts';
import { mayDo } from '../../shared/domain/account/may-do.ts';
import { idFromDigest, type TenantId } from '../../shared/domain/identity/ids.ts';
import { sumCents, zeroCents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import { languageOf } from '../../shared/domain/statement/content.ts';
import { type Invoice, invoiceLine, invoiceNumber, openOfInvoice } from '../../shared/domain/statement/invoice.ts';
import { addDays } from '../../shared/domain/time/local-date.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { listPage } from '../../shared/runtime/api/list-page.ts';
import { signedFile } from '../../shared/runtime/api/signed-urls.ts';
import { clientPeople } from '../../shared/statements/client-people.ts';
import { readAccount, readClientBalance } from '../../shared/store/accounts.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import { readClientCharges } from '../../shared/store/client-charges.ts';
import { digestOf } from '../../shared/store/digest.ts';
import { fileKey, sha256Hex } from '../../shared/store/files.ts';
import {
  freedWrites,
  invoiceCount,
  invoiceCountWrite,
  invoicedCharges,
  invoicedWrites,
  invoiceNumberWrite,
  invoiceOfItem,
  invoiceWrite,
  readInvoice,
} from '../../shared/store/invoices.ts';
import { accountInvoicesPartition } from '../../shared/store/keys/statement.ts';
import type { Table, Write } from '../../shared/store/table.ts';
import type { statementsApi } from './api.ts';
import type { StatementsDeps, StatementsOperations, StatementsRequest } from './context.ts';

type InvoiceView = AnswerOf<(typeof statementsApi)['getInvoice']>;

/** A charge is on at most one invoice, and an invoice has at most as many charges as fit into one transaction. */
const mostLines = 80;

export const invoiceOperations: StatementsOperations<
  'createInvoices' | 'listInvoices' | 'getInvoice' | 'getInvoiceFile' | 'withdrawInvoice'
> = {
  createInvoices: async (request, deps) => {
    const { table } = deps;
    const { tenantId } = request.principal;
    const { accountId } = request.body;
    const account = await readAccount(table, tenantId, accountId);
    if (account === undefined) return fail({ kind: 'not-found' });
    if (!isClient(account)) return fail({ kind: 'account-of-no-client' });
    const may = mayDo(account, undefined, 'statement', await request.today());
    if (!may.ok) return fail({ kind: 'statement-forbidden', facts: { because: may.failure.because } });
    const charges = await chargesToBill(request, table);
    if (!charges.ok) return charges;
    const count = await invoiceCount(table, tenantId);
    const byEntity = [...Map.groupBy(charges.value, ({ entityId }) => entityId).values()];
    const invoices: Invoice[] = [];
    for (const [place, own] of byEntity.entries()) {
      invoices.push(
        await invoiceOf(request, deps, { account, charges: own, number: invoiceNumber(count + place + 1) }),
      );
    }
    const writes: Write<Failure>[] = [
      invoiceCountWrite(tenantId, count, invoices.length),
      ...invoices.flatMap((invoice) => [
        invoiceWrite(tenantId, invoice),
        invoiceNumberWrite(tenantId, invoice),
        ...invoicedWrites(tenantId, invoice),
      ]),
    ];
    const facts = { invoices: invoices.map(({ number }) => number).join(' ') };
    return ok({
      body: { items: invoices.map((invoice) => viewOf(invoice, invoice.totalCents)) },
      writes,
      audit: { action: 'invoice-created', entityId: accountId, facts },
    });
  },

  listInvoices: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { accountId, limit } = request.query;
    const open = await openness(table, tenantId, accountId);
    const partitions = [accountInvoicesPartition(tenantId, accountId)];
    const page = await listPage(request, table, { partitions, index: true, newestFirst: true, limit }, (item) => {
      const invoice = invoiceOfItem(item);
      return viewOf(invoice, open(invoice));
    });
    if (!page.ok) return page;
    return ok({ body: page.value, writes: [], audit: { action: 'invoice-read', entityId: accountId } });
  },

  getInvoice: async (request, { table }) => {
    const { tenantId } = request.principal;
    const invoice = await readInvoice(table, tenantId, request.params.invoiceId);
    if (invoice === undefined) return fail({ kind: 'not-found' });
    const open = await openness(table, tenantId, invoice.accountId);
    return ok({
      body: viewOf(invoice, open(invoice)),
      version: invoice.version,
      writes: [],
      audit: readingOf(invoice),
    });
  },

  getInvoiceFile: async (request, { table, files }) => {
    const invoice = await readInvoice(table, request.principal.tenantId, request.params.invoiceId);
    if (invoice === undefined) return fail({ kind: 'not-found' });
    const { fileKey: key, ...digest } = invoice.file;
    return ok({ body: await signedFile(files, key, digest), writes: [], audit: readingOf(invoice) });
  },

  withdrawInvoice: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const invoice = await readInvoice(table, tenantId, request.params.invoiceId);
    if (invoice === undefined) return fail({ kind: 'not-found' });
    if (invoice.withdrawn !== undefined) return fail({ kind: 'invoice-withdrawn-already' });
    const withdrawn = { at: request.at, by: subject, reason: request.body.reason };
    const after: Invoice = { ...invoice, version: invoice.version + 1, withdrawn };
    return ok({
      body: viewOf(after, zeroCents),
      version: after.version,
      writes: [invoiceWrite(tenantId, after), ...freedWrites(tenantId, invoice)],
      audit: { action: 'invoice-withdrawn', entityId: invoice.accountId, facts: { invoiceId: invoice.id } },
    });
  },
};

/** The stored invoice, with its open amount. The cast only drops `readonly`. */
function viewOf({ file, ...invoice }: Invoice, open: Invoice['totalCents']): InvoiceView {
  const openCents = invoice.withdrawn === undefined ? open : zeroCents;
  const state = invoice.withdrawn !== undefined ? 'withdrawn' : openCents === 0 ? 'settled' : 'open';
  return { ...invoice, state, openCents, sha256: file.sha256 } as unknown as InvoiceView;
}

const readingOf = ({ id, accountId }: Invoice) =>
  ({ action: 'invoice-read', entityId: accountId, facts: { invoiceId: id } }) as const;

/** The charges that are on no invoice yet: all, or the named ones. */
async function chargesToBill(
  request: StatementsRequest<'createInvoices'>,
  table: Table,
): Promise<Result<readonly ClientCharge[], Failure>> {
  const { tenantId } = request.principal;
  const { accountId, chargeIds } = request.body;
  const [charges, invoiced] = await Promise.all([
    readClientCharges(table, tenantId, accountId),
    invoicedCharges(table, tenantId, accountId),
  ]);
  const free = charges.filter(({ id, reversed }) => reversed === undefined && !invoiced.has(id));
  const errors = (chargeIds ?? []).flatMap((id, place) => {
    if (free.some((charge) => charge.id === id)) return [];
    const detail = invoiced.has(id) ? 'is on an invoice already' : 'is not a charge of this account, or was reversed';
    return [{ pointer: `/chargeIds/${place}`, detail }];
  });
  if (errors.length > 0) return fail({ kind: 'request-invalid', errors });
  const named = chargeIds === undefined ? free : free.filter(({ id }) => chargeIds.includes(id));
  const oldest = named.toSorted((left, right) => (orderOf(left) < orderOf(right) ? -1 : 1)).slice(0, mostLines);
  return oldest.length === 0 ? fail({ kind: 'nothing-to-invoice' }) : ok(oldest);
}

const orderOf = ({ serviceOn, id }: ClientCharge): string => `${serviceOn} ${id}`;

interface Billing {
  readonly account: Account;
  readonly charges: readonly ClientCharge[];
  readonly number: string;
}

async function invoiceOf(
  request: StatementsRequest<'createInvoices'>,
  { table, files }: StatementsDeps,
  { account, charges, number }: Billing,
): Promise<Invoice> {
  const { tenantId, subject } = request.principal;
  const [{ statements: settings }, invoiceOn, people] = await Promise.all([
    readBillingSettings(table, tenantId),
    request.today(),
    clientPeople(table, tenantId, charges),
  ]);
  const { guarantor } = account;
  if (guarantor.kind === 'patient' || guarantor.kind === 'person')
    throw new Error('broken invariant: a client is billed');
  const language = languageOf(account);
  const lines = charges.map((charge) => invoiceLine(charge, people.nameOf, language));
  const drawn = {
    // One request makes one invoice per legal entity.
    id: idFromDigest('invoice', digestOf('invoice', tenantId, request.newId('invoice'), charges[0]?.entityId ?? '')),
    ...{ number, accountId: account.id, entityId: charges[0]?.entityId ?? '', version: 1 },
    ...{ createdAt: request.at, createdBy: subject, invoiceOn, dueOn: addDays(invoiceOn, settings.daysToPay) },
    billTo: { name: guarantor.organizationName, address: guarantor.address },
    sender: settings.sender === undefined ? people.sender : senderOf(settings.sender),
    ...{ lines, totalCents: sumCents(lines.map(({ cents }) => cents)) },
  };
  const { bytes } = await countedPdfPages(invoiceDocument(drawn, language));
  const sha256 = sha256Hex(bytes);
  const file = { fileKey: fileKey(tenantId, 'statement', `${sha256}.pdf`), sha256, sizeBytes: bytes.length };
  await files.put(file.fileKey, bytes, 'application/pdf');
  return { ...drawn, file };
}

function senderOf({ name, address, phone }: Invoice['sender']): Invoice['sender'] {
  return { name, ...present({ address, phone }) };
}

/** The open amounts of an account's invoices. */
async function openness(table: Table, tenant: TenantId, accountId: string) {
  const [charges, balance] = await Promise.all([
    readClientCharges(table, tenant, accountId),
    readClientBalance(table, tenant, accountId),
  ]);
  return (invoice: Invoice) => {
    const owed = balance.receivables.find(({ entityId }) => entityId === invoice.entityId)?.cents ?? zeroCents;
    const own = charges.filter(({ entityId }) => entityId === invoice.entityId);
    return openOfInvoice(invoice, own, owed);
  };
}
