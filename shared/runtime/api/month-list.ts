import { type Cents, sumCents } from '../../domain/money/cents.ts';
import { present } from '../../domain/present.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { MarkQuery } from '../../domain/work-mark/work-mark.ts';
import type { Failure } from '../../http/problem.ts';
import { type AuditFact, auditWrite } from '../../store/change.ts';
import type { Key } from '../../store/keys/table.ts';
import type { Item, Table } from '../../store/table.ts';
import type { ShownMark } from '../../store/work-marks.ts';
import { listPage, type NextPage, type PageRequest } from './list-page.ts';
import type { Answer, Change, Request } from './operation.ts';
import { mostNamed, type Parties, readParties, readRows, type Work } from './work-list.ts';

/*
 * Lists of a month grow with the business. So a page reads only its own items, in index order, and counts and sums are
 * computed only on request.
 */

/** A work item with the patient whose name it may show. */
export interface Listed extends Work {
  readonly patientId?: string | undefined;
}

/** The parts of a request that such a list uses. */
type MonthRequest = PageRequest &
  Pick<Request<never>, 'principal' | 'at' | 'requestId'> & {
    readonly query: {
      readonly limit: number;
      readonly sort?: 'newest' | 'oldest' | undefined;
      readonly counts?: 'true' | 'false';
      readonly names?: 'true' | 'false';
    } & MarkQuery;
  };

interface Listing<W, View> {
  /** The partition of the index. If there are several, they are listed one after the other. */
  readonly partitions: readonly string[];
  /** The item behind a row of the index, when it is not the row's own item. */
  readonly keyOf?: (row: Item) => Key;
  /** A stored item as work, or undefined when a filter leaves it out. */
  readonly workOf: (item: Item) => W | undefined;
  readonly view: (work: W) => View;
  /** The id under which an item's notes are stored. */
  readonly marks: (item: Item) => string;
  /** The list's name in the audit trail, if reading it is noted there. */
  readonly audit?: Pick<AuditFact, 'action' | 'entityId'>;
}

interface MonthList<View> extends NextPage {
  items: (View & Parties & { mark?: ShownMark })[];
  count?: number;
  totalCents?: Cents;
  isComplete?: boolean;
}

/**
 * A page of a month's items, the newest first unless the oldest are requested; with count and sum of all pages, and
 * with names, on request. Named patients count as read. Fails with `page-token-invalid` when the token belongs to
 * another tenant, route or query.
 */
export async function listOfMonth<W extends Listed, View>(
  request: MonthRequest,
  table: Table,
  { partitions, keyOf, workOf, view, marks, audit }: Listing<W, View>,
): Promise<Result<Answer<MonthList<View>> | Change<MonthList<View>>, Failure>> {
  const { query, principal } = request;
  const isNamed = query.names === 'true';
  const limit = isNamed ? Math.min(query.limit, mostNamed) : query.limit;
  const order = { index: true, limit, newestFirst: query.sort !== 'oldest' } as const;
  const marking = { tenant: principal.tenantId, query, idOf: marks };
  const asked = { partitions, ...order, marks: marking, ...present({ keyOf }) };
  const page = await listPage(request, table, asked, (item, mark) => {
    const work = workOf(item);
    return work === undefined ? undefined : { work, mark };
  });
  if (!page.ok) return page;
  const { items: shown, ...next } = page.value;
  const items = shown.map(({ work }) => work);
  const patientOf = ({ patientId }: W) => patientId;
  const parties = await readParties(table, principal.tenantId, isNamed ? items : [], patientOf);
  const counts = query.counts === 'true' ? await countsOf(table, { partitions, workOf, ...present({ keyOf }) }) : {};
  const body = {
    ...counts,
    items: shown.map(({ work, mark }) => ({
      ...view(work),
      ...parties.of(work, patientOf(work)),
      ...present({ mark }),
    })),
    ...next,
  };
  const claimIds = [...new Set(items.flatMap(({ claimId }) => claimId ?? []))].join(' ');
  const read =
    audit === undefined || items.length === 0 ? [] : [{ ...audit, facts: { items: items.length, claimIds } }];
  const named = parties.patientIds.map((entityId): AuditFact => ({ action: 'patient-read', entityId }));
  const [first, ...others] = [...read, ...named];
  if (first === undefined) return ok({ body });
  return ok({ body, audit: first, writes: others.map((fact) => auditWrite(request, fact)) });
}

/** Count and sum of everything that passes the filters, among the first 5,000 items. */
async function countsOf<W extends Listed>(
  table: Table,
  { partitions, workOf, keyOf }: Pick<Listing<W, unknown>, 'partitions' | 'keyOf' | 'workOf'>,
): Promise<Required<Pick<MonthList<unknown>, 'count' | 'totalCents' | 'isComplete'>>> {
  const { items, isComplete } = await readRows(table, partitions, keyOf);
  const works = items.flatMap((item) => workOf(item) ?? []);
  return { count: works.length, totalCents: sumCents(works.map(({ cents }) => cents)), isComplete };
}
