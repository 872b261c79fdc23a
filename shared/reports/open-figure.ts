import { agedRowOf, type OpenSum } from '../domain/books/ageing.ts';
import { type EndedWork, factsOfDay } from '../domain/books/day-facts.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { present } from '../domain/present.ts';
import { type Fact, factsOf, openFacts } from '../domain/report/fact.ts';
import { type GroupOf, partOf } from '../domain/report/make-report.ts';
import { opensInto, type SumColumn, windowOf } from '../domain/report/report.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Instant, LocalDate } from '../domain/time/local-date.ts';
import { openOfBytes } from '../store/ageing.ts';
import type { BookedItem } from '../store/booked-day.ts';
import { type KeptDays, readDayItems } from '../store/day-facts.ts';
import type { Files } from '../store/files.ts';
import type { Table } from '../store/table.ts';
import type { Asked, ReportFault } from './ask.ts';
import { type Gathered, gather, grouping, type ReportSources } from './gather.ts';
import { waitingFacts } from './waiting.ts';

/** One part of a figure. */
export interface FigurePart {
  readonly id: string;
  /**
   * The kind of the id. `open`: an open balance of a claim, payment or account. `waiting`: an encounter, claim, denial
   * or exception that waits.
   */
  readonly of: 'entry' | 'open' | 'waiting' | 'work' | 'cost';
  /** The day of the booking or completion; for an open balance, the day from which its age counts. */
  readonly on: LocalDate;
  readonly claimId?: string;
  readonly kind?: string;
  readonly payerId?: string;
  readonly providerId?: string;
  readonly facilityId?: string;
  readonly by?: string;
  /** Its contribution to the figure. */
  readonly value: number;
}

/** Where a list of parts continues: after this many of the day's parts. */
export interface FigurePosition {
  readonly day?: LocalDate;
  readonly taken: number;
}

/** Which figure is opened: its column, and one row or all rows. */
export interface FigureAsked extends Asked {
  readonly column: string;
  readonly row?: string;
  readonly at: Instant;
  readonly limit: number;
  readonly position: FigurePosition | undefined;
}

export interface FigurePage {
  readonly parts: readonly FigurePart[];
  readonly next?: FigurePosition;
}

/** At most this many days of entries are read for one page. */
const daysOfPage = 31;

/**
 * The parts of a figure, page by page: entries of its days, open balances, completed work. The values of all pages add
 * up to the figure.
 */
export async function openFigure(
  sources: ReportSources,
  tenant: TenantId,
  figure: FigureAsked,
): Promise<Result<FigurePage, ReportFault>> {
  const { definition, asked, row } = figure;
  const found = definition.columns.find(({ id }) => id === figure.column);
  if (found?.kind !== 'sum') return fail({ kind: 'request-invalid', errors: [unfit(figure, found)] });
  const { table, files } = sources;
  const gathered = await gather(sources, tenant, figure);
  if (!gathered.ok) return gathered;
  const window = windowOf(found, definition);
  const told = await grouping(table, tenant, asked.by, gathered.value.facts[window] ?? []);
  const worthOf = valuing(found, { told, row, entityId: asked.entityId });
  const days = gathered.value.days[window];
  if (days !== undefined) return partsOfDays(table, tenant, figure, { days, worthOf, column: found });
  if (window === 'open') return ok(await openParts(files, figure, gathered.value, worthOf));
  if (window === 'now') return ok(page(waitingParts(gathered.value, worthOf), figure));
  const costs = (gathered.value.facts[window] ?? []).map((fact): FigurePart => {
    const on = fact.on as LocalDate;
    return { id: on.slice(0, 7), of: 'cost', on, value: worthOf([fact]) };
  });
  return ok(
    page(
      costs.filter(({ value }) => value !== 0),
      figure,
    ),
  );
}

function unfit({ definition }: FigureAsked, found: FigureAsked['definition']['columns'][number] | undefined) {
  const sums = definition.columns.filter(({ kind }) => kind === 'sum').map(({ id }) => id);
  const into = found === undefined ? sums : opensInto(found);
  return { pointer: 'query/column', detail: `expected a sum: ${into.join(', ')}` };
}

type WorthOf = (facts: readonly Fact[]) => number;

/** The contribution of facts to a figure. */
function valuing(
  column: SumColumn,
  {
    told,
    row,
    entityId,
  }: { readonly told: GroupOf; readonly row: string | undefined; readonly entityId: string | undefined },
): WorthOf {
  const isOwn = (fact: Fact) =>
    (entityId === undefined || fact.entityId === entityId) && (row === undefined || told(fact) === row);
  return (facts) => facts.reduce((sum, fact) => sum + (isOwn(fact) ? (partOf(column, fact) ?? 0) : 0), 0);
}

/** The parts of some days, one day after another. Only days that contribute to the figure are read. */
async function partsOfDays(
  table: Table,
  tenant: TenantId,
  { limit, position }: FigureAsked,
  { days, worthOf, column }: { readonly days: KeptDays; readonly worthOf: WorthOf; readonly column: SumColumn },
): Promise<Result<FigurePage, ReportFault>> {
  const own = days.filter(({ day, facts }) => factsOf(facts, day).some((fact) => worthOf([fact]) !== 0));
  const rest = own.filter(({ day }) => position?.day === undefined || day >= position.day);
  const wanted = {
    withPasts: column.of.some((measure) => measure.startsWith('first-') || measure.startsWith('denied-')),
    withEnded: column.of.includes('done'),
  };
  const parts: FigurePart[] = [];
  for (const [index, { day }] of rest.entries()) {
    const taken = day === position?.day ? position.taken : 0;
    if (index === daysOfPage) return ok({ parts, next: { day, taken } });
    const read = await readDayItems(table, tenant, day, wanted);
    if (read === undefined) return fail({ kind: 'day-too-large' });
    const all = [
      ...read.items.flatMap((item) => entryPart(item, day, worthOf)),
      ...read.ended.flatMap((work) => workPart(work, day, worthOf)),
    ].sort((left, right) => (left.id < right.id ? -1 : 1));
    const room = limit - parts.length;
    parts.push(...all.slice(taken, taken + room));
    if (all.length - taken > room) return ok({ parts, next: { day, taken: taken + room } });
    const following = rest[index + 1]?.day;
    if (parts.length === limit) return ok({ parts, ...present({ next: following && { day: following, taken: 0 } }) });
  }
  return ok({ parts });
}

function entryPart({ wireId, booked }: BookedItem, day: LocalDate, worthOf: WorthOf): FigurePart[] {
  const value = worthOf(factsOf(factsOfDay([booked]), day));
  if (value === 0) return [];
  const { claimId, kind, providerId, facilityId, adjudication } = booked.entry;
  const payerId = adjudication?.payerId ?? booked.entry.legs.find((leg) => leg.payerId !== undefined)?.payerId;
  const { by } = booked;
  return [
    { id: wireId, of: 'entry', on: day, ...present({ claimId, kind, payerId, providerId, facilityId, by }), value },
  ];
}

function workPart(work: EndedWork, day: LocalDate, worthOf: WorthOf): FigurePart[] {
  const value = worthOf(factsOf(factsOfDay([], [work]), day));
  if (value === 0) return [];
  const { id, claimId, kind, payerId, by } = work;
  return [{ id, of: 'work', on: day, ...present({ claimId, kind, payerId, by }), value }];
}

/** Open balances in the order of their file: only those on the page are expanded. */
async function openParts(
  files: Files,
  { asked, trueUpTo, limit, position }: FigureAsked,
  { openKey = '', open }: Gathered,
  worthOf: WorthOf,
): Promise<FigurePage> {
  const { asOf: day = trueUpTo } = asked;
  const taken = position?.taken ?? 0;
  const end = taken + limit;
  const parts: FigurePart[] = [];
  let found = 0;
  for (const sum of open ?? openOfBytes(await files.get(openKey))) {
    const value = worthOf(openFacts(agedRowOf(sum, day)));
    if (value === 0) continue;
    if (found === end) return { parts, next: { taken: end } };
    if (found >= taken) parts.push(openPart(sum, value));
    found += 1;
  }
  return { parts };
}

function openPart({ of: id, account: kind, servedOn: on, ...parties }: OpenSum, value: number): FigurePart {
  const { payerId, providerId, facilityId } = parties;
  const claimId = id.startsWith('S') ? id : undefined;
  return { id, of: 'open', on, kind, ...present({ claimId, payerId, providerId, facilityId }), value };
}

function waitingParts({ waiting }: Gathered, worthOf: WorthOf): FigurePart[] {
  const parts = (waiting?.things ?? []).flatMap((thing): FigurePart[] => {
    const value = worthOf(waitingFacts(thing));
    if (value === 0) return [];
    const { id, claimId, stage: kind, payerId, providerId, facilityId, since: on } = thing;
    return [{ id, of: 'waiting', on, kind, ...present({ claimId, payerId, providerId, facilityId }), value }];
  });
  return parts.sort((left, right) =>
    left.on === right.on ? (left.id < right.id ? -1 : 1) : left.on < right.on ? -1 : 1,
  );
}

/** A page of a complete list. */
function page(parts: readonly FigurePart[], { limit, position }: FigureAsked): FigurePage {
  const taken = position?.taken ?? 0;
  const end = taken + limit;
  return { parts: parts.slice(taken, end), ...(end < parts.length ? { next: { taken: end } } : {}) };
}
