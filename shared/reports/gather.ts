import { type AgedRow, agedRows, type OpenSum, openAfter } from '../domain/books/ageing.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { Payer } from '../domain/practice/practice.ts';
import { type Fact, factsOf, openFacts } from '../domain/report/fact.ts';
import { groupOf, openRowsBy } from '../domain/report/group.ts';
import { type FactsOfWindows, type GroupOf, sumsOf } from '../domain/report/make-report.ts';
import {
  type Dimension,
  type ReportAsked,
  type ReportDefinition,
  type Window,
  windowOf,
} from '../domain/report/report.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { addDays, type Instant, type LocalDate } from '../domain/time/local-date.ts';
import { openOfBytes, readAgeing } from '../store/ageing.ts';
import { readBillingSettings } from '../store/billing-settings.ts';
import { type DaySoFar, type KeptDays, readDaysSoFar, readFactsBetween } from '../store/day-facts.ts';
import { readDocuments } from '../store/entity-items.ts';
import type { Files } from '../store/files.ts';
import type { Table } from '../store/table.ts';
import type { Asked, ReportFault } from './ask.ts';
import { readWaiting, type WaitingThing, waitingFacts } from './waiting.ts';

/** The data that a report is added up from. */
export interface Gathered {
  readonly facts: FactsOfWindows;
  /** The kept days, by window. */
  readonly days: Readonly<Partial<Record<Window, KeptDays>>>;
  readonly rows?: readonly AgedRow[];
  /** The file with the open balances, claim by claim. */
  readonly openKey?: string;
  /** The open balances themselves, for a day that is not over and has no file yet. */
  readonly open?: readonly OpenSum[];
  /** The open work now. */
  readonly waiting?: { readonly things: readonly WaitingThing[]; readonly isComplete: boolean };
}

/** The sources of reports. */
export interface ReportSources {
  readonly table: Table;
  readonly files: Files;
}

/** The days over which charges are averaged. */
const chargeDays = 90;

/** The days of a window: the requested ones, or the 90 that end with the day. */
function daysOf(window: Window, { from, to, asOf }: ReportAsked): { from: LocalDate; to: LocalDate } | undefined {
  if (window === 'days' && from !== undefined && to !== undefined) return { from, to };
  if (window === 'ninety-days' && asOf !== undefined) return { from: addDays(asOf, 1 - chargeDays), to: asOf };
  return undefined;
}

/** Reads the data of a report. */
export async function gather(
  { table, files }: ReportSources,
  tenant: TenantId,
  { definition, asked, trueUpTo, soFarUpTo, at }: Asked & { readonly at: Instant },
): Promise<Result<Gathered, ReportFault>> {
  const isOwn = ({ entityId }: { readonly entityId: string }) =>
    asked.entityId === undefined || entityId === asked.entityId;
  const facts: Partial<Record<Window, readonly Fact[]>> = {};
  const days: Partial<Record<Window, KeptDays>> = {};
  let open: Pick<Gathered, 'rows' | 'openKey' | 'open' | 'waiting'> = {};
  const last = asked.to ?? asked.asOf ?? trueUpTo;
  const isSoFar = soFarUpTo !== undefined && last > trueUpTo && last <= soFarUpTo;
  const since = isSoFar ? await readDaysSoFar(table, tenant, { from: addDays(trueUpTo, 1), to: last }) : [];
  if (since === undefined) return fail({ kind: 'day-too-large' });
  for (const window of windowsOf(definition)) {
    const range = daysOf(window, asked);
    if (range !== undefined) {
      const [to = range.to] = [range.to, trueUpTo].sort();
      const kept = await readFactsBetween(table, tenant, { from: range.from, to, at });
      if (kept === undefined) return fail({ kind: 'day-too-large' });
      const all = [...kept, ...since.filter(({ day }) => day >= range.from)];
      days[window] = all;
      facts[window] = all.flatMap(({ day, facts: own }) => factsOf(own, day)).filter(isOwn);
    } else if (window === 'now') {
      const waiting = await readWaiting(table, tenant, at);
      open = { waiting };
      facts[window] = waiting.things.flatMap(waitingFacts).filter(isOwn);
    } else if (window === 'costs') facts[window] = (await readCosts(table, tenant, asked)).filter(isOwn);
    else {
      const { asOf = trueUpTo } = asked;
      const kept = asOf > trueUpTo && !isSoFar ? undefined : await readAgeing(table, tenant, isSoFar ? trueUpTo : asOf);
      if (kept === undefined) return fail({ kind: 'report-not-kept', facts: { trueUpTo } });
      const stands = isSoFar ? await openSoFar(kept, since, { files, asOf }) : kept;
      open = { ...stands, rows: stands.rows.filter(isOwn) };
      facts[window] = openRowsBy(open.rows ?? [], asked.by).flatMap(openFacts);
    }
  }
  return ok({ facts, days, ...open });
}

/** The open balances on a day that is not over: those of the last final day, changed by later bookings. */
async function openSoFar(
  { openKey }: { readonly openKey: string },
  since: readonly DaySoFar[],
  { files, asOf }: { readonly files: Files; readonly asOf: LocalDate },
) {
  const before: OpenSum[] = openOfBytes(await files.get(openKey));
  const open = since.reduce((stands, day) => openAfter(stands, day.open), before);
  return { rows: agedRows(open, asOf), open };
}

function windowsOf(definition: ReportDefinition): Set<Window> {
  return new Set(sumsOf(definition).map((column) => windowOf(column, definition)));
}

/** The office's stated costs of billing in the months of some days. */
async function readCosts(table: Table, tenant: TenantId, { from, to }: ReportAsked): Promise<Fact[]> {
  const { reports } = await readBillingSettings(table, tenant);
  return reports.monthlyCosts
    .filter(
      ({ month }) => from !== undefined && to !== undefined && from.slice(0, 7) <= month && month <= to.slice(0, 7),
    )
    .map(({ month, cents: amount }) => ({
      ...{ measure: 'cost', entityId: 'office', on: `${month}-01` as LocalDate },
      ...{ cents: amount, count: 0, days: 0 },
    }));
}

/** Groups facts by the requested dimension. Payers' filing indicators are read only for financial classes. */
export async function grouping(
  table: Table,
  tenant: TenantId,
  by: Dimension,
  facts: readonly Fact[],
): Promise<GroupOf> {
  const ids = by === 'financial-class' ? facts.flatMap(({ payerId }) => payerId ?? []) : [];
  const payers = await readDocuments<Payer>(table, tenant, 'PAYER', ids);
  return (fact) => groupOf(fact, by, (id) => payers.get(id)?.filingIndicator);
}
