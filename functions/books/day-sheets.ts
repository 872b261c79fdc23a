import { daySections, daySheetDocument } from '../../shared/document/day-sheet-document.ts';
import { type DayRow, type DaySheet, daySheet } from '../../shared/domain/books/day-sheet.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { cents, formatCents } from '../../shared/domain/money/cents.ts';
import type { LegalEntity, Payer, Provider } from '../../shared/domain/practice/practice.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, invalid, ok, type Result } from '../../shared/domain/result.ts';
import { csvLine } from '../../shared/domain/text/csv.ts';
import { addDays, type LocalDate } from '../../shared/domain/time/local-date.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { pdfOf } from '../../shared/runtime/api/kept-document.ts';
import { signedFile } from '../../shared/runtime/api/signed-urls.ts';
import { balancesOf, readBooks } from '../../shared/store/books.ts';
import { readDayFacts } from '../../shared/store/day-facts.ts';
import { readDocuments } from '../../shared/store/entity-items.ts';
import { fileKey, sha256Hex } from '../../shared/store/files.ts';
import type { Table } from '../../shared/store/table.ts';
import type { BooksOperations, BooksRequest } from './context.ts';

/** What was booked on a day, as JSON and as a file to keep. */
export const daySheetOperations: BooksOperations<'getDaySheet' | 'getDaySheetDocument'> = {
  getDaySheet: async (request, { table }) => {
    const asked = await readSheet(request, table);
    if (!asked.ok) return asked;
    const { day, entityId, sheet } = asked.value;
    return ok({ body: { day, ...present({ entityId }), trueAt: request.at, ...viewOf(sheet) } });
  },

  getDaySheetDocument: async (request, { table, files }) => {
    const asked = await readSheet(request, table);
    if (!asked.ok) return asked;
    const { day, entityId, sheet } = asked.value;
    const { tenantId } = request.principal;
    const names = await readNames(table, tenantId, sheet, entityId);
    const nameOf = (id: string) => names.get(id) ?? id;
    const { format } = request.query;
    const entityName = entityId === undefined ? undefined : nameOf(entityId);
    const bytes =
      format === 'csv'
        ? Buffer.from(csvOf(sheet, nameOf))
        : await pdfOf(daySheetDocument(sheet, { day, ...present({ entityName }), nameOf }));
    const sha256 = sha256Hex(bytes);
    const key = fileKey(tenantId, 'document', `${sha256}.${format}`);
    await files.put(key, bytes, mediaTypes[format]);
    return ok({ body: await signedFile(files, key, { sha256, sizeBytes: bytes.length }) });
  },
};

const mediaTypes = { csv: 'text/csv; charset=utf-8', pdf: 'application/pdf' } as const;

interface Sheet {
  readonly day: LocalDate;
  readonly entityId: string | undefined;
  readonly sheet: DaySheet;
}

async function readSheet(
  request: Pick<BooksRequest<'getDaySheet'>, 'principal' | 'at' | 'today'> & {
    readonly query: { readonly day: LocalDate; readonly entityId?: string };
  },
  table: Table,
): Promise<Result<Sheet, Failure>> {
  const { tenantId } = request.principal;
  const { day, entityId } = request.query;
  if (day > (await request.today())) {
    const detail = 'expected a day that has begun';
    return invalid('query/day', detail);
  }
  const { at } = request;
  const facts = await readDayFacts(table, tenantId, { day, at });
  if (facts === undefined) return fail({ kind: 'day-too-large' });
  const opening = balancesOf(await readBooks(table, tenantId, { asOf: addDays(day, -1), at }), entityId);
  const closing = balancesOf(await readBooks(table, tenantId, { asOf: day, at }), entityId);
  const own = facts.sums.filter((sum) => entityId === undefined || sum.entityId === entityId);
  return ok({ day, entityId, sheet: daySheet(own, opening, closing) });
}

/** The sheet in the API: its lists are copies. */
function viewOf({ receivables, byProvider, byUser, ...sections }: DaySheet) {
  const { charges, receipts, payments, adjustments, transfers, refunds, deposits, manual } = sections;
  return {
    receivables: [...receivables],
    ...{ charges: [...charges], receipts: [...receipts], payments: [...payments], adjustments: [...adjustments] },
    ...{ transfers: [...transfers], refunds: [...refunds], deposits: [...deposits], manual: [...manual] },
    ...{ byProvider: [...byProvider], byUser: [...byUser] },
  };
}

/** The names of payers, providers and the legal entity. */
async function readNames(
  table: Table,
  tenant: TenantId,
  sheet: DaySheet,
  entityId: string | undefined,
): Promise<ReadonlyMap<string, string>> {
  const rows = Object.keys(daySections).flatMap((name) => sheet[name as keyof typeof daySections]);
  const payers = await readDocuments<Payer>(
    table,
    tenant,
    'PAYER',
    rows.flatMap(({ payerId }) => payerId ?? []),
  );
  const providers = await readDocuments<Provider>(
    table,
    tenant,
    'PROVIDER',
    sheet.byProvider.map(({ id }) => id),
  );
  const entities = await readDocuments<LegalEntity>(
    table,
    tenant,
    'LEGAL-ENTITY',
    entityId === undefined ? [] : [entityId],
  );
  const nameOfProvider = ({ name }: Provider) =>
    name.kind === 'organization' ? name.organizationName : [name.lastName, name.firstName].join(', ');
  return new Map([
    ...[...payers].map(([id, { name }]) => [id, name] as const),
    ...[...providers].map(([id, provider]) => [id, nameOfProvider(provider)] as const),
    ...[...entities].map(([id, { name }]) => [id, name] as const),
  ]);
}

/** One line for each row of the sheet, with dollars as decimals. */
function csvOf(sheet: DaySheet, nameOf: (id: string) => string): string {
  const line = (section: string, what: DayRow | object, amount: number) => {
    const { account, kind, reason, method, bankAccount, payerId, entries } = what as Partial<DayRow>;
    const payer = payerId === undefined ? undefined : nameOf(payerId);
    return csvLine([section, account, kind, reason, method, bankAccount, payer, entries, decimal(amount)]);
  };
  const steps = [
    'opening',
    'charges',
    'payments',
    'adjustments',
    'transfers',
    'other',
    'closing',
    'difference',
  ] as const;
  return [
    csvLine(['section', 'account', 'kind', 'reason', 'method', 'bank account', 'payer or who', 'entries', 'amount']),
    ...sheet.receivables.flatMap((each) =>
      steps.map((step) => line(`receivables: ${step}`, { account: each.account }, each[`${step}Cents`])),
    ),
    ...Object.keys(daySections).flatMap((name) =>
      sheet[name as keyof typeof daySections].map((row) => line(name, row, row.cents)),
    ),
    ...(['byProvider', 'byUser'] as const).flatMap((name) =>
      sheet[name].flatMap(({ id, entries, ...amounts }) =>
        Object.entries(amounts).map(([what, amount]) =>
          csvLine([`${name}: ${what.replace('Cents', '')}`, '', '', '', '', '', nameOf(id), entries, decimal(amount)]),
        ),
      ),
    ),
  ].join('');
}

const decimal = (amount: number): string => formatCents(cents(amount));
