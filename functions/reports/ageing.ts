import { type AgedRow, ageColumns } from '../../shared/domain/books/ageing.ts';
import { receivables } from '../../shared/domain/books/day-sums.ts';
import { financialClasses, financialClassOf } from '../../shared/domain/books/financial-class.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { type Cents, cents, sumCents, zeroCents } from '../../shared/domain/money/cents.ts';
import type { Facility, Payer } from '../../shared/domain/practice/practice.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import { booksRoundNow, readAgeing, readKeptReports } from '../../shared/store/ageing.ts';
import { balancesOf, readBooks } from '../../shared/store/books.ts';
import { readDocuments } from '../../shared/store/entity-items.ts';
import type { Table } from '../../shared/store/table.ts';
import type { ReportsOperations } from './context.ts';
import { namesOfProviders } from './names.ts';

type By = 'account' | 'payer' | 'provider' | 'facility' | 'financial-class';

/** What is owed by age, and having reports made. */
export const ageingOperations: ReportsOperations<'getReceivablesAgeing' | 'getReportUpdate' | 'updateReports'> = {
  getReceivablesAgeing: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { by, entityId } = request.query;
    const kept = await readKeptReports(table, tenantId);
    if (kept === undefined) return fail({ kind: 'reports-not-made' });
    const { through } = kept;
    const { asOf = through } = request.query;
    const all = asOf > through ? undefined : await readAgeing(table, tenantId, asOf);
    if (all === undefined) return fail({ kind: 'report-not-kept', facts: { trueUpTo: through } });
    const rows = all.filter((row) => entityId === undefined || row.entityId === entityId);
    const grouped = await groupsOf(table, tenantId, rows, by);
    const columns = addedUp(rows);
    const balances = balancesOf(await readBooks(table, tenantId, { asOf, at: request.at }), entityId);
    return ok({
      body: {
        ...{ asOf, trueUpTo: through, by },
        columns: ageColumns.map((fromDays, index) => ({
          fromDays,
          ...present({
            toDays: ageColumns[index + 1] === undefined ? undefined : (ageColumns[index + 1] as number) - 1,
          }),
        })),
        rows: grouped,
        cents: columns,
        totalCents: sumCents(columns),
        ledgerCents: sumCents(receivables.map((account) => balances.get(account) ?? zeroCents)),
      },
    });
  },

  getReportUpdate: async (request, { table }) => {
    const kept = await readKeptReports(table, request.principal.tenantId);
    if (kept === undefined) return fail({ kind: 'reports-not-made' });
    return ok({ body: { trueUpTo: kept.through, differingDays: [...kept.differingDays] } });
  },

  updateReports: async (request, { table }) => {
    const { tenantId } = request.principal;
    const kept = await readKeptReports(table, tenantId);
    const { fromStart } = request.body;
    return ok({
      body: present({ trueUpTo: kept?.through }),
      writes: [],
      audit: { action: 'reports-update-requested', entityId: 'reports', facts: { fromStart: String(fromStart) } },
      due: [booksRoundNow(tenantId, fromStart)],
    });
  },
};

function addedUp(rows: readonly AgedRow[]): Cents[] {
  return ageColumns.map((_, index) => cents(rows.reduce((sum, row) => sum + (row.cents[index] ?? 0), 0)));
}

/** Rows by what was asked for, the largest amount first. */
async function groupsOf(table: Table, tenant: TenantId, rows: readonly AgedRow[], by: By) {
  const payers = await payersOf(table, tenant, rows, by);
  const groups = Map.groupBy(rows, (row) => idOf(row, by, payers));
  const names = await namesOf(table, tenant, [...groups.keys()], { by, payers });
  return [...groups]
    .map(([id, own]) => {
      const columns = addedUp(own);
      return { id, ...present({ name: names.get(id) }), cents: columns, totalCents: sumCents(columns) };
    })
    .sort((left, right) => right.totalCents - left.totalCents || (left.id < right.id ? -1 : 1));
}

/** What a row is grouped under; what has no payer, provider or place is under its account. */
function idOf(row: AgedRow, by: By, payers: ReadonlyMap<string, Payer>): string {
  if (by === 'account') return row.account;
  if (by === 'payer') return row.payerId ?? row.account;
  if (by === 'provider') return row.providerId ?? 'none';
  if (by === 'facility') return row.facilityId ?? 'none';
  if (row.account === 'patient-receivable') return 'patient';
  if (row.account === 'client-receivable') return 'client';
  return financialClassOf(payers.get(row.payerId ?? '')?.filingIndicator);
}

async function payersOf(table: Table, tenant: TenantId, rows: readonly AgedRow[], by: By) {
  const isNeeded = by === 'payer' || by === 'financial-class';
  return readDocuments<Payer>(table, tenant, 'PAYER', isNeeded ? rows.flatMap(({ payerId }) => payerId ?? []) : []);
}

async function namesOf(
  table: Table,
  tenant: TenantId,
  ids: readonly string[],
  { by, payers }: { readonly by: By; readonly payers: ReadonlyMap<string, Payer> },
): Promise<ReadonlyMap<string, string>> {
  if (by === 'payer') return new Map([...payers].map(([id, { name }]) => [id, name]));
  if (by === 'provider') return namesOfProviders(table, tenant, ids);
  if (by === 'financial-class')
    return new Map(Object.entries(financialClasses).map(([id, { meaning }]) => [id, meaning]));
  if (by === 'account') return new Map();
  const facilities = await readDocuments<Facility>(table, tenant, 'FACILITY', ids);
  return new Map([...facilities].map(([id, { name }]) => [id, name]));
}
