import type { ClaimBalance } from '../../domain/claim/balance.ts';
import type { TenantId } from '../../domain/identity/ids.ts';
import { type Cents, sumCents } from '../../domain/money/cents.ts';
import type { Patient, Payer } from '../../domain/practice/practice.ts';
import { present } from '../../domain/present.ts';
import { ok, type Result } from '../../domain/result.ts';
import { daysBetween, type LocalDate } from '../../domain/time/local-date.ts';
import { asksForMarks, isMarkedSo, type WorkMark } from '../../domain/work-mark/work-mark.ts';
import type { Failure } from '../../http/problem.ts';
import { type Actor, type AuditFact, auditWrite } from '../../store/change.ts';
import { readBalances } from '../../store/claims.ts';
import { readDocuments } from '../../store/entity-items.ts';
import type { Key } from '../../store/keys/table.ts';
import type { Item, Table, Write } from '../../store/table.ts';
import { readWorkMarks, type ShownMark, shownMark } from '../../store/work-marks.ts';
import { type NextPage, nextPage, type PageRequest } from './list-page.ts';
import type { Answer, Change } from './operation.ts';

/*
 * Work lists contain only open items, so they stay small. They are read as a whole, filtered and sorted here, and shown
 * page by page. So any order is possible, with sums over all pages.
 */

/** At most this many items on a page with names: each patient gets an audit item, all in one transaction. */
export const mostNamed = 90;

/** At most this many open items of a list are read. */
const mostOpen = 5_000;

/** The facts of any work item that a work list needs. */
export interface Work {
  readonly id: string;
  /** The day since which it has been open, or its own date. */
  readonly since: LocalDate;
  readonly cents: Cents;
  readonly claimId?: string | undefined;
  readonly payerId?: string | undefined;
  /** For work that has no claim: the encounter, its patient, and its billing provider. */
  readonly encounterId?: string | undefined;
  readonly patientId?: string | undefined;
  readonly providerId?: string | undefined;
}

interface WorkQuery {
  readonly limit: number;
  readonly minCents?: number | undefined;
  readonly maxCents?: number | undefined;
  readonly minAgeDays?: number | undefined;
  readonly maxAgeDays?: number | undefined;
  readonly claimId?: string | undefined;
  readonly payerId?: string | undefined;
  readonly patientId?: string | undefined;
  readonly providerId?: string | undefined;
  readonly names?: 'true' | 'false';
  readonly tag?: string | undefined;
  readonly assignedTo?: string | undefined;
  readonly followUpBy?: LocalDate | undefined;
}

/**
 * The first `most` items of all partitions of the index, by their order in the index, however uneven the partitions
 * are.
 */
export function readOpen(
  table: Table,
  partitions: readonly string[],
  most = mostOpen,
  index: true | 'second' = true,
): Promise<OpenItems> {
  return readOf(table, partitions, { keyOf: ownKey, most, index });
}

const ownKey = ({ pk, sk }: Item): Key => ({ pk, sk });

interface OpenItems {
  readonly items: readonly Item[];
  readonly isComplete: boolean;
}

/** The first `most` items of all partitions, for an index whose rows stand for other items. */
export function readRows(
  table: Table,
  partitions: readonly string[],
  keyOf: (row: Item) => Key = ownKey,
  most = mostOpen,
): Promise<OpenItems> {
  return readOf(table, partitions, { keyOf, most, index: true });
}

interface Reading {
  readonly keyOf: (row: Item) => Key;
  readonly most: number;
  readonly index: true | 'second';
}

async function readOf(
  table: Table,
  partitions: readonly string[],
  { keyOf, most, index }: Reading,
): Promise<OpenItems> {
  const found = await Promise.all(partitions.map((partition) => readListed(table, partition, { index, most })));
  const place = ({ g1sk, g2sk }: Item) => String(index === true ? g1sk : g2sk);
  const listed = found.flatMap(({ keys }) => keys).sort((one, other) => (place(one) < place(other) ? -1 : 1));
  const items = await table.batchGet(listed.slice(0, most).map(keyOf));
  return {
    items: items.filter((item) => item !== undefined),
    isComplete: listed.length <= most && found.every(({ isComplete }) => isComplete),
  };
}

/** The rows of a partition, at most `most`. */
export async function readListed(
  table: Table,
  partition: string,
  { index, most = mostOpen }: { readonly index?: true | 'second'; readonly most?: number } = {},
): Promise<{ readonly keys: readonly Item[]; readonly isComplete: boolean }> {
  const keys: Item[] = [];
  let after: Readonly<Record<string, string>> | undefined;
  do {
    const page = await table.query({ partition, ...present({ index }), limit: most - keys.length, after });
    keys.push(...page.items);
    after = page.next;
  } while (after !== undefined && keys.length < most);
  return { keys, isComplete: after === undefined };
}

const none: ReadonlyMap<string, WorkMark> = new Map();

/** The parts of a request that a work list uses. */
type WorkRequest = PageRequest & Actor & { readonly query: WorkQuery; today(): Promise<LocalDate> };

/** The open work to list, its order (smallest first), and its view. */
interface Listing<W, View> {
  readonly works: readonly W[];
  readonly isComplete: boolean;
  readonly rank: (work: W) => string | number;
  readonly view: (work: W, claim: ClaimBalance | undefined) => View;
  /** The id under which an item's notes are stored, if it can have notes. */
  readonly marks?: (work: W) => string;
  /** The list's name in the audit trail, if reading it is noted there. */
  readonly audit?: Pick<AuditFact, 'action' | 'entityId'>;
  /** Writes that record facts found while reading the list. They are written together with the audit item. */
  readonly writes?: readonly Write<Failure>[];
}

/** A page of a work list, with count and sum over all pages. Named patients are noted as read. */
interface WorkList<View> extends NextPage {
  items: (View & Parties & { mark?: ShownMark })[];
  count: number;
  totalCents: Cents;
  isComplete: boolean;
}

/**
 * Filters, sorts and pages a work list. A page token names the last item shown, so that items that are opened or closed in the meantime
 * neither repeat nor hide others. Fails with `page-token-invalid` when the token belongs to another tenant, route or query.
 */
export async function listWork<W extends Work, View>(
  request: WorkRequest,
  table: Table,
  { works: all, isComplete, rank, view, audit, marks, writes = [] }: Listing<W, View>,
): Promise<Result<Answer<WorkList<View>> | Change<WorkList<View>>, Failure>> {
  const start = await request.position();
  if (!start.ok) return start;
  const { query } = request;
  const marksOf = (some: readonly W[]) =>
    marks === undefined || some.length === 0 ? none : readWorkMarks(table, request.principal.tenantId, some.map(marks));
  const sought = asksForMarks(query) ? await marksOf(all) : undefined;
  const works = sought === undefined ? all : all.filter((work) => isMarkedSo(sought.get(marks?.(work) ?? ''), query));
  const claims = await claimsOf(table, request.principal.tenantId, works);
  const found = selected(works, query, claims, await request.today());
  const isNamed = query.names === 'true';
  const limit = isNamed ? Math.min(query.limit, mostNamed) : query.limit;
  const { page, last } = pageAfter(found, rank, limit, start.value as Place | undefined);
  const claimOf = (work: W) => claims.get(work.claimId ?? '');
  const patientOf = (work: W) => work.patientId ?? claimOf(work)?.patientId;
  const parties = await readParties(table, request.principal.tenantId, isNamed ? page : [], patientOf);
  // Notes of all open items are read only when they decide what is on the list.
  const noted = sought ?? (await marksOf(page));
  const body = {
    count: found.length,
    totalCents: sumCents(found.map(({ cents }) => cents)),
    isComplete,
    items: page.map((work) => ({
      ...view(work, claimOf(work)),
      ...parties.of(work, patientOf(work)),
      ...present({ mark: marks && shownMark(noted, marks(work)) }),
    })),
    ...(await nextPage(request, last)),
  };
  const named = parties.patientIds.map((entityId): AuditFact => ({ action: 'patient-read', entityId }));
  const [first, ...others] = [...listRead(audit, page), ...named];
  if (first === undefined) return ok({ body });
  return ok({ body, audit: first, writes: [...writes, ...others.map((fact) => auditWrite(request, fact))] });
}

/** The audit item for reading a page, with its claims or encounters. */
function listRead(audit: Listing<Work, unknown>['audit'], page: readonly Work[]): readonly AuditFact[] {
  if (audit === undefined || page.length === 0) return [];
  const of = (ids: readonly string[]) => (ids.length === 0 ? undefined : [...new Set(ids)].join(' '));
  const encounterIds = of(page.flatMap(({ encounterId }) => encounterId ?? []));
  const claimIds = of(page.flatMap(({ claimId }) => claimId ?? [])) ?? (encounterIds === undefined ? '' : undefined);
  return [{ ...audit, facts: { items: page.length, ...present({ claimIds, encounterIds }) } }];
}

/** The claims of work items, by id. */
async function claimsOf(
  table: Table,
  tenant: TenantId,
  works: readonly Work[],
): Promise<ReadonlyMap<string, ClaimBalance>> {
  const ids = [...new Set(works.flatMap(({ claimId }) => claimId ?? []))];
  const balances = await readBalances(table, tenant, ids);
  return new Map(balances.flatMap((balance) => (balance === undefined ? [] : [[balance.claimId as string, balance]])));
}

/** The work items that pass a query's filters. */
function selected<W extends Work>(
  works: readonly W[],
  query: WorkQuery,
  claims: ReadonlyMap<string, ClaimBalance>,
  today: LocalDate,
): W[] {
  const { minCents = -Infinity, maxCents = Infinity, minAgeDays = -Infinity, maxAgeDays = Infinity } = query;
  return works.filter((work) => {
    const claim = claims.get(work.claimId ?? '');
    const age = daysBetween(work.since, today);
    return (
      work.cents >= minCents &&
      work.cents <= maxCents &&
      age >= minAgeDays &&
      age <= maxAgeDays &&
      (query.claimId === undefined || work.claimId === query.claimId) &&
      (query.payerId === undefined || work.payerId === query.payerId) &&
      (query.patientId === undefined || (work.patientId ?? claim?.patientId) === query.patientId) &&
      (query.providerId === undefined || (work.providerId ?? claim?.billingProviderId) === query.providerId)
    );
  });
}

/** An item's place in its list: its rank, then, between equals, its id. */
type Place = readonly [string | number, string];

function pageAfter<W extends Work>(
  works: readonly W[],
  rank: (work: W) => string | number,
  limit: number,
  after: Place | undefined,
): { readonly page: readonly W[]; readonly last: Place | undefined } {
  const placed = works.map((work) => ({ work, place: [rank(work), work.id] as Place }));
  const rest = placed.filter(({ place }) => after === undefined || inOrder(place, after) > 0);
  rest.sort((left, right) => inOrder(left.place, right.place));
  const page = rest.slice(0, limit);
  return { page: page.map(({ work }) => work), last: rest.length > limit ? page.at(-1)?.place : undefined };
}

function inOrder([left, leftId]: Place, [right, rightId]: Place): number {
  if (left !== right) return left < right ? -1 : 1;
  return leftId < rightId ? -1 : leftId > rightId ? 1 : 0;
}

/** The patient and payer of a work item, in an answer. */
export interface Parties {
  patientId?: string;
  patientName?: string;
  payerName?: string;
}

/** The names of the patients and payers of some work items. */
export async function readParties<W extends Work>(
  table: Table,
  tenant: TenantId,
  named: readonly W[],
  patientOf: (work: W) => string | undefined,
) {
  const patientIds = named.flatMap((work) => patientOf(work) ?? []);
  const patients = await readDocuments<Patient>(table, tenant, 'PATIENT', patientIds);
  const payerIds = named.flatMap(({ payerId }) => payerId ?? []);
  const payers = await readDocuments<Payer>(table, tenant, 'PAYER', payerIds);
  return {
    patientIds: [...patients.keys()],
    of: (work: W, patientId: string | undefined): Parties => {
      const name = patients.get(patientId ?? '')?.name;
      const payerName = payers.get(work.payerId ?? '')?.name;
      return {
        ...present({ patientId }),
        ...(name === undefined
          ? {}
          : { patientName: [name.lastName, name.firstName].filter((part) => part !== undefined).join(', ') }),
        ...present({ payerName }),
      };
    },
  };
}
