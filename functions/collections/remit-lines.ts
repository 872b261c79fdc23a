import type { CollectionCase } from '../../shared/domain/collections/case.ts';
import { lineWaits, type PostedLine } from '../../shared/domain/collections/remit.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, invariant, ok, type Result } from '../../shared/domain/result.ts';
import { type Failure, invalid } from '../../shared/http/problem.ts';
import {
  bookWaitingLine,
  type ComingBack,
  isElsewhere,
  type LineWork,
  whyNotBack,
} from '../../shared/posting/agency-lines.ts';
import { rebookingOf } from '../../shared/posting/rebooking.ts';
import { askedMarks, asRead, listPage } from '../../shared/runtime/api/list-page.ts';
import { postedLineOfItem, readAgencyRemit, readLines } from '../../shared/store/agency-remits.ts';
import { readAgency, readCase } from '../../shared/store/collections.ts';
import { remitLineIndex, waitingLinesPartition } from '../../shared/store/keys/collection.ts';
import { readPatientPayment } from '../../shared/store/patient-payments.ts';
import type { Item, Table } from '../../shared/store/table.ts';
import type { CollectionsOperations, CollectionsRequest } from './context.ts';
import { lineView } from './remits.ts';

type MatchRequest = CollectionsRequest<'matchRemitLine'>;

export const lineOperations: CollectionsOperations<'listWaitingRemitLines' | 'matchRemitLine'> = {
  listWaitingRemitLines: async (request, { table }) => {
    const { tenantId } = request.principal;
    const partitions = [waitingLinesPartition(tenantId)];
    const { limit } = request.query;
    const marks = { ...askedMarks(request), idOf: (item: Item) => String(item.remitId) };
    const page = await listPage(request, table, { partitions, index: 'second', limit, marks }, (item, mark) => {
      const line = postedLineOfItem(item);
      return line.state === 'waiting' ? { ...lineView(line), ...present({ mark }) } : undefined;
    });
    return asRead(page, { action: 'agency-remit-lines-read', entityId: 'agency-remit-lines' }, () => []);
  },

  matchRemitLine: async (request, { table }) => {
    const { tenantId, subject } = request.principal;
    const { caseId, paymentId, reason } = request.body;
    const found = await waitedLine(request, table);
    if (!found.ok) return found;
    const line = found.value;
    const placement = await readCase(table, tenantId, caseId);
    if (placement?.agencyId !== line.agencyId || placement.entityId !== line.entityId) {
      return invalid('/caseId', 'no placement with this agency and legal entity');
    }
    const isBack = line.record === 'reversal' && line.paidTo === 'agency';
    const back = isBack ? await comingBack(table, tenantId, { line, placement, paymentId }) : ok(undefined);
    if (!back.ok) return back;
    const remit = await readAgencyRemit(table, tenantId, line.remitId);
    const agency = await readAgency(table, tenantId, line.agencyId);
    invariant(remit !== undefined && agency !== undefined, 'a line has its file and its agency');
    const work: LineWork = { table, remit, agency, booking: await rebookingOf(request) };
    const matched = { by: subject, at: request.at, reason };
    const booked = await bookWaitingLine({ ...line, matched }, placement, back.value, work);
    return ok({
      body: lineView(booked.line),
      writes: booked.writes,
      audit: { action: 'agency-remit-line-matched', entityId: line.remitId, facts: { line: line.line, caseId } },
    });
  },
};

interface Named {
  readonly line: PostedLine;
  readonly placement: CollectionCase;
  readonly paymentId: string | undefined;
}

/** The payment that a person names for a reversal, if it can be returned. */
async function comingBack(
  table: Table,
  tenant: TenantId,
  { line, placement, paymentId }: Named,
): Promise<Result<ComingBack, Failure>> {
  const payment = paymentId === undefined ? undefined : await readPatientPayment(table, tenant, paymentId);
  const isOwn = payment?.accountId === placement.accountId && payment.entityId === placement.entityId;
  if (payment === undefined || !isOwn || payment.reversed !== undefined) {
    return invalid('/paymentId', 'no payment of the placement’s account and legal entity that stands');
  }
  const because = whyNotBack(line, payment);
  if (because !== undefined) return invalid('/paymentId', lineWaits[because].meaning);
  const named = { record: 'payment', reference: line.reference } as const;
  const [original] = await readLines(table, tenant, line.agencyId, [named]);
  if (original?.paymentId !== payment.id) return ok({ payment, parts: [] });
  return isElsewhere(original, placement.id)
    ? invalid('/caseId', lineWaits['payment-elsewhere'].meaning)
    : ok({ payment, parts: original.parts ?? [] });
}

/** The line that the path names, if it is open. */
async function waitedLine(request: MatchRequest, table: Table): Promise<Result<PostedLine, Failure>> {
  const { agencyRemitId, line } = request.params;
  if (!/^\d{1,6}$/.test(line)) return fail({ kind: 'not-found' });
  const { g1pk, g1sk } = remitLineIndex(request.principal.tenantId, agencyRemitId, Number(line));
  const [row] = (await table.query({ partition: g1pk, prefix: g1sk, index: true, limit: 1 })).items;
  const item = row && (await table.get({ pk: row.pk, sk: row.sk }));
  if (item === undefined) return fail({ kind: 'not-found' });
  const found = postedLineOfItem(item);
  return found.state === 'waiting'
    ? ok(found)
    : fail({ kind: 'remit-line-not-waiting', facts: { caseId: found.caseId } });
}
