import type { TenantId } from '../domain/identity/ids.ts';
import { present } from '../domain/present.ts';
import type { Dimension, ReportAsked, ReportDefinition } from '../domain/report/report.ts';
import { reportOf } from '../domain/report/reports.ts';
import { type FieldError, fail, invalid, ok, type Result } from '../domain/result.ts';
import { addDays, type Instant, type LocalDate } from '../domain/time/local-date.ts';
import { readKeptReports } from '../store/ageing.ts';
import { officeDay } from '../store/office.ts';
import type { Table } from '../store/table.ts';

/** A report request; defaults are filled in. */
export interface ReportQuery {
  readonly by?: Dimension;
  readonly from?: LocalDate;
  readonly to?: LocalDate;
  readonly asOf?: LocalDate;
  readonly entityId?: string;
  /** Whether the report also has what was booked since the last final day, as it is now. */
  readonly soFar?: boolean;
}

/** Why a report is not made. */
export type ReportFault =
  | { readonly kind: 'not-found' }
  | { readonly kind: 'reports-not-made' }
  | { readonly kind: 'report-not-kept'; readonly facts: { readonly trueUpTo: LocalDate } }
  | { readonly kind: 'day-too-large' }
  | { readonly kind: 'request-invalid'; readonly errors: readonly FieldError[] };

/** A report that can be made: which report, what it covers, and up to which day its figures are final. */
export interface Asked {
  readonly definition: ReportDefinition;
  readonly asked: ReportAsked;
  readonly trueUpTo: LocalDate;
  /**
   * Days after `trueUpTo` and up to this one are counted as they are now, although more may still be booked on them.
   */
  readonly soFarUpTo?: LocalDate;
}

/** At most this many days after the last final day are added up from their entries. Usually there are one or two. */
const mostDaysSoFar = 7;

/** At most this many days are added up at once. */
const mostDays = 366;

/**
 * Fills in defaults: the report's first dimension, the month up to the last counted day, or the end of that day.
 * @param place the prefix of pointers to the fields: `query/` or `/`
 */
export async function askReport(
  table: Table,
  tenant: TenantId,
  {
    report,
    query,
    place,
    at,
  }: { readonly report: string; readonly query: ReportQuery; readonly place: string; readonly at: Instant },
): Promise<Result<Asked, ReportFault>> {
  const definition = reportOf(report);
  if (definition === undefined) return fail({ kind: 'not-found' });
  const unfit = (field: keyof ReportQuery, detail: string) => invalid(`${place}${field}`, detail);
  const { by = definition.by[0], entityId } = query;
  if (!definition.by.includes(by)) return unfit('by', `expected one of ${definition.by.join(', ')}`);
  if (definition.span === 'now') {
    const given = (['from', 'to', 'asOf'] as const).find((field) => query[field] !== undefined);
    if (given !== undefined) return unfit(given, 'expected none: this report shows the present state');
    const today = await officeDay(table, tenant, at);
    return ok({ definition, asked: { report, by, ...present({ entityId }) }, trueUpTo: today });
  }
  const kept = await readKeptReports(table, tenant);
  if (kept === undefined) return fail({ kind: 'reports-not-made' });
  const trueUpTo = kept.through;
  const soFarUpTo = query.soFar === true ? await lastDaySoFar(table, tenant, trueUpTo, at) : undefined;
  const through = soFarUpTo ?? trueUpTo;
  const common = { report, by, ...present({ entityId }) };
  if (definition.span === 'day') {
    if (query.from !== undefined || query.to !== undefined)
      return unfit('from', 'expected asOf: this report shows the state at the end of a day');
    const asOf = query.asOf ?? through;
    return ok({ definition, asked: { ...common, asOf }, trueUpTo, ...present({ soFarUpTo }) });
  }
  if (query.asOf !== undefined) return unfit('asOf', 'expected from and to: this report is about a range of days');
  const to = query.to ?? through;
  const from = query.from ?? (`${to.slice(0, 7)}-01` as LocalDate);
  if (to < from || to > addDays(from, mostDays - 1))
    return unfit('to', `expected at most ${mostDays} days, from first to last`);
  if (through < from) return fail({ kind: 'reports-not-made' });
  // Days that are not over yet are left out, and the report says so.
  const [counted = to] = [to, through].sort();
  return ok({ definition, asked: { ...common, from, to: counted }, trueUpTo, ...present({ soFarUpTo }) });
}

/** The office’s date; an earlier one when the report data is far behind. */
async function lastDaySoFar(table: Table, tenant: TenantId, trueUpTo: LocalDate, at: Instant): Promise<LocalDate> {
  const today = await officeDay(table, tenant, at);
  const [last = today] = [today, addDays(trueUpTo, mostDaysSoFar)].sort();
  return last;
}
