import type { TenantId } from '../../domain/identity/ids.ts';
import { present } from '../../domain/present.ts';
import { invariant, ok, type Result } from '../../domain/result.ts';
import { isMarkedSo, type MarkQuery } from '../../domain/work-mark/work-mark.ts';
import type { Route } from '../../http/api.ts';
import type { Failure } from '../../http/problem.ts';
import type { AuditFact } from '../../store/change.ts';
import { monthPartition } from '../../store/keys/entity.ts';
import type { Key, Range } from '../../store/keys/table.ts';
import type { Item, Table } from '../../store/table.ts';
import { readWorkMarks, type ShownMark, shownMark } from '../../store/work-marks.ts';
import type { Change, Request } from './operation.ts';

/** The parts of a request that a list uses. */
export type PageRequest = Pick<Request<Route>, 'position' | 'tokenFor'>;

/** The token of the next page, if there is one. */
export interface NextPage {
  nextPageToken?: string;
}

/** One page of a list with the token of the next one. */
export interface ListPage<View> extends NextPage {
  items: View[];
}

/**
 * Which partitions are listed, one after the other, and how. The index has only keys, so the items are then read from
 * the table.
 */
export interface ListQuery {
  readonly partitions: readonly (string | Range)[];
  readonly index?: true | 'second';
  readonly prefix?: string;
  readonly limit: number;
  readonly newestFirst?: boolean;
  /** The key of the item that a row of the index stands for, when that is another item than the row's. */
  readonly keyOf?: ((row: Item) => Key) | undefined;
  /** For a work list: the filter by people's notes that was requested. */
  readonly marks?: MarkedList | undefined;
}

/** How a list shows people's notes on its items. */
export interface MarkedList {
  readonly tenant: TenantId;
  readonly query: MarkQuery;
  /** The id under which an item's notes are stored; the item's own when absent. */
  readonly idOf?: ((item: Item) => string) | undefined;
}

/** The filter by notes (tag, person or day) that a request asks for. */
export function askedMarks({
  principal,
  query,
}: Pick<Request<Route>, 'principal'> & { readonly query: MarkQuery }): MarkedList {
  return { tenant: principal.tenantId, query };
}

/** Where a list continues. */
interface Position {
  readonly partition: number;
  readonly after?: Readonly<Record<string, string>>;
}

/** The token of the page that begins at a position, as a part of an answer; empty when the list has ended. */
export async function nextPage(request: Pick<PageRequest, 'tokenFor'>, position: unknown): Promise<NextPage> {
  const nextPageToken = await request.tokenFor(position);
  return present({ nextPageToken });
}

/** At most this many portions of a list are filtered for one page; the next page continues. */
const portions = 20;

/**
 * Reads one page of a list, from the position of the request's page token. `view` turns a stored item into an item of the answer, or leaves
 * it out. So a page may be short, even empty, although there is a next one.
 * Fails with `page-token-invalid` when the token belongs to another tenant, route or query.
 */
export async function listPage<View>(
  request: PageRequest,
  table: Table,
  query: ListQuery,
  view: (item: Item, mark: ShownMark | undefined) => View | undefined,
): Promise<Result<ListPage<View>, Failure>> {
  const start = await request.position();
  if (!start.ok) return start;
  const { items, next } = await listPart(table, query, start.value, view);
  return ok({ items, ...(await nextPage(request, next)) });
}

/** The same as a part of a list that has other parts: from a position that an earlier call gave as `next`, or the start. */
export async function listPart<View>(
  table: Table,
  { keyOf = (row) => ({ pk: row.pk, sk: row.sk }), marks, ...query }: ListQuery,
  start: unknown,
  view: (item: Item, mark: ShownMark | undefined) => View | undefined,
): Promise<{ readonly items: View[]; readonly next: unknown }> {
  const shown: View[] = [];
  let position = (start as Position | undefined) ?? { partition: 0 };
  for (let portion = 0; portion < portions; portion += 1) {
    const { rows, next } = await readOn(table, { ...query, limit: query.limit - shown.length }, position);
    const items = query.index ? await table.batchGet(rows.map(keyOf)) : rows;
    shown.push(...(await viewedMarked(table, items, marks, view)));
    if (next === undefined) return { items: shown, next };
    position = next;
    if (shown.length >= query.limit) break;
  }
  return { items: shown, next: position };
}

/** The views of the items that pass the filters, each with its notes. */
async function viewedMarked<View>(
  table: Table,
  items: readonly (Item | undefined)[],
  marks: MarkedList | undefined,
  view: (item: Item, mark: ShownMark | undefined) => View | undefined,
): Promise<View[]> {
  if (marks === undefined) return viewed(items, (item) => view(item, undefined));
  const { tenant, query, idOf = (item: Item) => String(item.id) } = marks;
  const there = items.filter((item) => item !== undefined);
  const noted = await readWorkMarks(table, tenant, there.map(idOf));
  const asked = there.filter((item) => isMarkedSo(noted.get(idOf(item)), query));
  return viewed(asked, (item) => view(item, shownMark(noted, idOf(item))));
}

/** The parts of a request that a month's list uses. */
type MonthRequest = PageRequest &
  Pick<Request<Route>, 'principal' | 'at'> & {
    readonly query: { readonly month?: string | undefined; readonly limit: number };
  };

interface MonthList {
  readonly entity: Parameters<typeof monthPartition>[1];
  readonly marks?: MarkedList;
}

/** Reads one page of a month's items, newest first: of the requested month, by default the current one. */
export function listMonth<View>(
  request: MonthRequest,
  table: Table,
  { entity, marks }: MonthList,
  view: (item: Item, mark: ShownMark | undefined) => View | undefined,
): Promise<Result<ListPage<View>, Failure>> {
  const { month, limit } = request.query;
  const partitions = [monthPartition(request.principal.tenantId, entity, month ?? request.at.slice(0, 7))];
  return listPage(request, table, { partitions, index: true, limit, marks, newestFirst: true }, view);
}

/** A page as the answer of its route. */
export function asAnswer<Body>(page: Result<Body, Failure>): Result<{ readonly body: Body }, Failure> {
  return page.ok ? ok({ body: page.value }) : page;
}

/**
 * A page as the answer of its route, with an audit item: one per page, under the name of the list, with the ids of the
 * claims that it shows.
 */
export function asRead<Body extends { readonly items: readonly unknown[] }>(
  page: Result<Body, Failure>,
  audit: Pick<AuditFact, 'action' | 'entityId'>,
  claimIds: (body: Body) => readonly string[],
): Result<{ readonly body: Body } | Change<Body>, Failure> {
  if (!page.ok || page.value.items.length === 0) return asAnswer(page);
  const shown = [...new Set(claimIds(page.value))];
  const named = shown.length === 0 ? {} : { claimIds: shown.join(' ') };
  const facts = { items: page.value.items.length, ...named };
  return ok({ body: page.value, writes: [], audit: { ...audit, facts } });
}

async function readOn(table: Table, query: ListQuery, start: Position) {
  const { partitions, limit, ...how } = query;
  const rows: Item[] = [];
  let position: Position | undefined = start;
  while (position !== undefined && rows.length < limit) {
    const { partition, after }: Position = position;
    const page = await table.query({
      ...how,
      ...rangeOf(partitions[partition]),
      limit: limit - rows.length,
      after,
    });
    rows.push(...page.items);
    if (page.next !== undefined) position = { partition, after: page.next };
    else position = partition + 1 < partitions.length ? { partition: partition + 1 } : undefined;
  }
  return { rows, next: position };
}

function rangeOf(place: string | Range | undefined): Range {
  invariant(place !== undefined, 'a page continues in a partition of its list');
  return typeof place === 'string' ? { partition: place } : place;
}

function viewed<View>(items: readonly (Item | undefined)[], view: (item: Item) => View | undefined): View[] {
  const views = items.map((item) => (item === undefined ? undefined : view(item)));
  return views.filter((each) => each !== undefined);
}

/** A list whose rows are in one partition, each with the keys of many items. */
export interface PackedQuery {
  readonly partition: string;
  readonly prefix: string;
  readonly limit: number;
  readonly keysOf: (row: Item) => readonly Key[];
}

/** Where a packed list continues: in this row, after this many of its keys. */
interface PackedPosition {
  readonly row: string;
  readonly taken: number;
}

/** Reads one page of the items that rows name: like `listPage`, but a page may begin and end within a row. */
export async function listPacked<View>(
  request: PageRequest,
  table: Table,
  query: PackedQuery,
  view: (item: Item) => View,
): Promise<Result<ListPage<View>, Failure>> {
  const start = await request.position();
  if (!start.ok) return start;
  const { keys, next } = await readPacked(table, query, start.value as PackedPosition | undefined);
  return ok({ items: viewed(await table.batchGet(keys), view), ...(await nextPage(request, next)) });
}

/** Reads rows one by one, because they are large, and one row more, to find out whether there is a next page. */
async function readPacked(
  table: Table,
  { partition, prefix, limit, keysOf }: PackedQuery,
  start: PackedPosition | undefined,
): Promise<{ readonly keys: Key[]; readonly next: PackedPosition | undefined }> {
  const rowAfter = async (after?: Key) =>
    (await table.query({ partition, prefix, limit: 1, ...present({ after: after && { ...after } }) })).items[0];
  const keys: Key[] = [];
  let taken = start?.taken ?? 0;
  let row = start === undefined ? await rowAfter() : await table.get({ pk: partition, sk: start.row });
  while (row !== undefined && keys.length < limit) {
    const found = keysOf(row).slice(taken);
    const room = limit - keys.length;
    keys.push(...found.slice(0, room));
    if (found.length > room) return { keys, next: { row: row.sk, taken: taken + room } };
    row = await rowAfter({ pk: row.pk, sk: row.sk });
    taken = 0;
  }
  return { keys, next: row === undefined ? undefined : { row: row.sk, taken } };
}

/**
 * The range of one page of a list whose items are numbered from 0: the page's first number, and the first number after
 * the page.
 */
export async function listNumbered(
  request: PageRequest,
  { count, limit }: { readonly count: number; readonly limit: number },
): Promise<Result<{ readonly first: number; readonly end: number; readonly next: NextPage }, Failure>> {
  const start = await request.position();
  if (!start.ok) return start;
  const first = (start.value as number | undefined) ?? 0;
  const end = Math.min(count, first + limit);
  return ok({ first, end, next: await nextPage(request, end < count ? end : undefined) });
}
