import { receivables } from '../domain/books/day-sums.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { sumCents, zeroCents } from '../domain/money/cents.ts';
import { present } from '../domain/present.ts';
import { rowsOf } from '../domain/report/make-report.ts';
import { type MadeReport, opensInto, unitOf } from '../domain/report/report.ts';
import { ok, type Result } from '../domain/result.ts';
import type { Instant } from '../domain/time/local-date.ts';
import { balancesOf, readBooks } from '../store/books.ts';
import type { Asked, ReportFault } from './ask.ts';
import { gather, grouping, type ReportSources } from './gather.ts';
import { namesOfRows } from './names.ts';

/** Makes a report from the kept data. */
export async function makeReport(
  sources: ReportSources,
  tenant: TenantId,
  { definition, asked, trueUpTo, soFarUpTo, at }: Asked & { readonly at: Instant },
): Promise<Result<MadeReport, ReportFault>> {
  const { table } = sources;
  const gathered = await gather(sources, tenant, { definition, asked, trueUpTo, at, ...present({ soFarUpTo }) });
  if (!gathered.ok) return gathered;
  const { facts, waiting } = gathered.value;
  const { by, asOf, entityId } = asked;
  const isInTime = by === 'day' || by === 'month';
  const told = await grouping(table, tenant, by, Object.values(facts).flat());
  const { rows, totals } = rowsOf(definition, facts, { groupOf: told, isInTime });
  const names = await namesOfRows(
    table,
    tenant,
    by,
    rows.map(({ id }) => id),
  );
  const hasBalance = definition.columns.some(({ id }) => id === 'balanceCents');
  const balances =
    asOf === undefined || !hasBalance ? undefined : balancesOf(await readBooks(table, tenant, { asOf, at }), entityId);
  const ledgerCents = balances && sumCents(receivables.map((account) => balances.get(account) ?? zeroCents));
  return ok({
    ...asked,
    ...{ title: definition.title, trueUpTo, madeAt: at },
    columns: definition.columns.map((column) => ({
      ...{ id: column.id, label: column.label, unit: unitOf(column) },
      ...{ opensInto: opensInto(column), meaning: column.meaning },
    })),
    rows: rows.map((row) => ({ ...row, ...present({ name: names.get(row.id) }) })),
    totals,
    ...present({ soFarUpTo, ledgerCents, isPartial: waiting?.isComplete === false ? (true as const) : undefined }),
  });
}
