import { limitFor } from '../../shared/domain/billing-settings/limits.ts';
import type { CollectionCase } from '../../shared/domain/collections/case.ts';
import { lineWaits, type PostedLine } from '../../shared/domain/collections/remit.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { PatientPayment } from '../../shared/domain/patient-payment/payment.ts';
import { present } from '../../shared/domain/present.ts';
import { openRefundStates } from '../../shared/domain/refund/refund.ts';
import { fail, invalid, invariant, ok, type Result } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import {
  bookWaitingLine,
  type ComingBack,
  isElsewhere,
  type LineWork,
  whyNotBack,
} from '../../shared/posting/agency-lines.ts';
import { bearWaitingLine } from '../../shared/posting/borne-lines.ts';
import { rebookingOf } from '../../shared/posting/rebooking.ts';
import { askedMarks, asRead, listPage } from '../../shared/runtime/api/list-page.ts';
import { postedLineOfItem, readAgencyRemit, readLines } from '../../shared/store/agency-remits.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import { readAgency, readCase } from '../../shared/store/collections.ts';
import { remitLineIndex, waitingLinesPartition } from '../../shared/store/keys/collection.ts';
import { readPatientPayment } from '../../shared/store/patient-payments.ts';
import { refundsOfPayment } from '../../shared/store/refunds.ts';
import type { Item, Table } from '../../shared/store/table.ts';
import type { CollectionsOperations, CollectionsRequest } from './context.ts';
import { lineView } from './remits.ts';

type MatchRequest = CollectionsRequest<'matchRemitLine' | 'bearRemitLine'>;

export const lineOperations: CollectionsOperations<'listWaitingRemitLines' | 'matchRemitLine' | 'bearRemitLine'> = {
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
    const placed = await placementOf(table, tenantId, line, caseId);
    if (!placed.ok) return placed;
    const placement = placed.value;
    const isBack = line.record === 'reversal' && line.paidTo === 'agency';
    const back = isBack ? await comingBack(table, tenantId, { line, placement, paymentId }) : ok(undefined);
    if (!back.ok) return back;
    const work = await workOf(request, table, line);
    const matched = { by: subject, at: request.at, reason };
    const booked = await bookWaitingLine({ ...line, matched }, placement, back.value, work);
    return ok({
      body: lineView(booked.line),
      writes: booked.writes,
      audit: { action: 'agency-remit-line-matched', entityId: line.remitId, facts: { line: line.line, caseId } },
    });
  },

  bearRemitLine: async (request, { table }) => {
    const { tenantId, subject, roles } = request.principal;
    const { caseId, paymentId, reason } = request.body;
    const found = await waitedLine(request, table);
    if (!found.ok) return found;
    const line = found.value;
    const placed = await placementOf(table, tenantId, line, caseId);
    if (!placed.ok) return placed;
    if (line.record !== 'reversal' || line.paidTo !== 'agency') return fail({ kind: 'remit-line-not-borne' });
    const named = { line, placement: placed.value, paymentId };
    const back = paymentId === undefined ? ok(undefined) : await standingOf(table, tenantId, named);
    if (!back.ok) return back;
    const work = await workOf(request, table, line);
    const matched = { by: subject, at: request.at, reason };
    const booked = await bearWaitingLine({ ...line, matched }, placed.value, back.value, work);
    const borneCents = booked.line.borneCents ?? 0;
    if (borneCents === 0) return fail({ kind: 'remit-line-not-borne' });
    const limitCents = limitFor((await readBillingSettings(table, tenantId)).limits.writeOff, roles);
    if (borneCents > limitCents) return fail({ kind: 'above-role-limit', facts: { limitCents } });
    return ok({
      body: lineView(booked.line),
      writes: booked.writes,
      audit: {
        action: 'agency-remit-line-absorbed',
        entityId: line.remitId,
        facts: { line: line.line, caseId, cents: borneCents },
      },
    });
  },
};

async function placementOf(
  table: Table,
  tenant: TenantId,
  line: PostedLine,
  caseId: string,
): Promise<Result<CollectionCase, Failure>> {
  const placement = await readCase(table, tenant, caseId);
  return placement?.agencyId === line.agencyId && placement.entityId === line.entityId
    ? ok(placement)
    : invalid('/caseId', 'no placement with this agency and legal entity');
}

async function workOf(request: MatchRequest, table: Table, line: PostedLine): Promise<LineWork> {
  const { tenantId } = request.principal;
  const remit = await readAgencyRemit(table, tenantId, line.remitId);
  const agency = await readAgency(table, tenantId, line.agencyId);
  invariant(remit !== undefined && agency !== undefined, 'a line has its file and its agency');
  return { table, remit, agency, booking: await rebookingOf(request) };
}

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
  const payment = await ownPayment(table, tenant, { line, placement, paymentId });
  if (!payment.ok) return payment;
  const because = whyNotBack(line, payment.value);
  if (because !== undefined) return invalid('/paymentId', lineWaits[because].meaning);
  return withParts(table, tenant, { line, placement, payment: payment.value });
}

/**
 * The payment from which the agency takes more back than is left. The difference can come from its refunds and
 * transfers that are still under way.
 */
async function standingOf(table: Table, tenant: TenantId, named: Named): Promise<Result<ComingBack, Failure>> {
  const payment = await ownPayment(table, tenant, named);
  if (!payment.ok) return payment;
  if ((payment.value.transfers ?? []).length > 0) return fail({ kind: 'remit-line-not-borne' });
  const refunds = await refundsOfPayment(table, tenant, payment.value.id);
  const open = refunds.find(({ state }) => openRefundStates.some((each) => each === state));
  if (open !== undefined) return fail({ kind: 'payment-refunded', facts: { refundId: open.id } });
  return withParts(table, tenant, { ...named, payment: payment.value });
}

async function ownPayment(
  table: Table,
  tenant: TenantId,
  { placement, paymentId }: Named,
): Promise<Result<PatientPayment, Failure>> {
  const payment = paymentId === undefined ? undefined : await readPatientPayment(table, tenant, paymentId);
  const isOwn = payment?.accountId === placement.accountId && payment.entityId === placement.entityId;
  return payment === undefined || !isOwn || payment.reversed !== undefined
    ? invalid('/paymentId', 'is not a payment of the placement’s account and legal entity, or was reversed')
    : ok(payment);
}

/** A payment, with the claims and charges to which the agency's earlier line applied it. */
async function withParts(
  table: Table,
  tenant: TenantId,
  { line, placement, payment }: Omit<Named, 'paymentId'> & { readonly payment: PatientPayment },
): Promise<Result<ComingBack, Failure>> {
  const named = { record: 'payment', reference: line.reference } as const;
  const [original] = await readLines(table, tenant, line.agencyId, [named]);
  if (original?.paymentId !== payment.id) return ok({ payment, parts: [] });
  return isElsewhere(original, placement.id)
    ? invalid('/caseId', lineWaits['payment-elsewhere'].meaning)
    : ok({ payment, parts: original.parts ?? [] });
}

/** The line that the path names, if it is open. */
async function waitedLine(request: MatchRequest, table: Table): Promise<Result<PostedLine, Failure>> {
  const { agencyRemitId, fileLine: line } = request.params;
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
