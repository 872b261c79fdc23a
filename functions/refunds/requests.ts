import { holdMeaning, openHolds } from '../../shared/domain/account/hold.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { Cents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { creditSince } from '../../shared/domain/refund/credit-since.ts';
import type { Refund, RefundedCredit } from '../../shared/domain/refund/refund.ts';
import { openRefundStates } from '../../shared/domain/refund/refund.ts';
import { fail, invalid, ok, type Result } from '../../shared/domain/result.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { noSuchClaim, rebookingOf } from '../../shared/posting/rebooking.ts';
import { accountOfClaim, creditOfClaim, newRefund } from '../../shared/posting/refund-request.ts';
import { bookTaking, type Credited, creditCents } from '../../shared/posting/refunding.ts';
import { askedMarks, asRead, listPage } from '../../shared/runtime/api/list-page.ts';
import { readAccount } from '../../shared/store/accounts.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { endedRefundsPartition, openRefundsPartition } from '../../shared/store/keys/refund.ts';
import { readBooked } from '../../shared/store/patient-claims.ts';
import { readPatientPayment } from '../../shared/store/patient-payments.ts';
import { readRefund, refundOfItem, refundWrite } from '../../shared/store/refunds.ts';
import type { Table } from '../../shared/store/table.ts';
import { type RefundsOperations, type RefundsRequest, refundView } from './context.ts';

export const requestOperations: RefundsOperations<'createRefund' | 'listRefunds' | 'getRefund'> = {
  createRefund: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { reason } = request.body;
    const found = await creditOfBody(table, tenantId, request.body, await request.today());
    if (!found.ok) return found;
    const { credited, paidCents, ...asks } = found.value;
    const credit = creditCents(credited);
    const cents = request.body.cents ?? credit;
    if (credit <= 0 || cents > credit) {
      return fail({ kind: 'refund-exceeds-credit', facts: { creditCents: Math.max(0, credit) } });
    }
    if (cents > paidCents) return fail({ kind: 'credit-not-paid', facts: { paidCents } });
    const id = request.newId('refund');
    const asked = await newRefund(table, request.principal, request.at, { ...asks, id, cents, reason });
    const { writes, ledgerEntryId } = bookTaking(asked, credited, await rebookingOf(request));
    const refund: Refund = { ...asked, ledgerEntryId };
    return ok({
      body: refundView(refund),
      version: 1,
      writes: [...writes, refundWrite(tenantId, refund)],
      audit: { action: 'refund-requested', entityId: refund.id, facts: { accountId: asks.accountId, cents } },
    });
  },

  listRefunds: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { state, month = request.at.slice(0, 7), limit } = request.query;
    const marks = askedMarks(request);
    const isOpen = (each: string) => openRefundStates.some((open) => open === each);
    const open = openRefundStates.filter((each) => state === undefined || each === state);
    const ended = state === undefined || !isOpen(state) ? [endedRefundsPartition(tenantId, month)] : [];
    const partitions = [...open.map((each) => openRefundsPartition(tenantId, each)), ...ended];
    const page = await listPage(request, table, { partitions, index: true, limit, marks }, (item, mark) => {
      const refund = refundOfItem(item);
      return state === undefined || refund.state === state
        ? { ...refundView(refund), ...present({ mark }) }
        : undefined;
    });
    return asRead(page, { action: 'refunds-read', entityId: 'refunds' }, ({ items }) =>
      items.flatMap(({ of }) => ('claimId' in of ? [of.claimId] : [])),
    );
  },

  getRefund: async (request, { table }) => {
    const refund = await readRefund(table, request.principal.tenantId, request.params.refundId);
    if (refund === undefined) return fail({ kind: 'not-found' });
    const audit = { action: 'refund-read', entityId: refund.id } as const;
    return ok({ body: refundView(refund), version: refund.version, writes: [], audit });
  },
};

interface AskedCredit {
  readonly credited: Exclude<Credited, { readonly kind: 'cash' }>;
  readonly of: RefundedCredit;
  readonly accountId: string;
  readonly entityId: string;
  readonly creditSince?: LocalDate;
  /** The part that the account has paid. */
  readonly paidCents: Cents;
}

/** The current state of the credit that a request names. */
async function creditOfBody(
  table: Table,
  tenant: TenantId,
  body: RefundsRequest<'createRefund'>['body'],
  today: LocalDate,
): Promise<Result<AskedCredit, Failure>> {
  if ('paymentId' in body) {
    const payment = await readPatientPayment(table, tenant, body.paymentId);
    if (payment === undefined) {
      return invalid('/paymentId', 'no such payment');
    }
    const { id: paymentId, accountId, entityId, unappliedCents: paidCents, receivedOn } = payment;
    const of = { kind: 'payment', paymentId } as const;
    return ok({ credited: { kind: 'payment', payment }, of, accountId, entityId, creditSince: receivedOn, paidCents });
  }
  const [claim] = await readBalances(table, tenant, [body.claimId]);
  if (claim === undefined) return noSuchClaim();
  const { claimId, patientId, entityId } = claim;
  const placed = { accountId: await accountOfClaim(table, tenant, claim), claimId, today };
  if (await isWithAgency(table, tenant, placed)) return fail({ kind: 'refund-with-agency' });
  const [booked] = await readBooked(table, tenant, [claim]);
  const since = creditSince(booked?.entries ?? []);
  const own = await creditOfClaim(table, tenant, claim);
  const of = { kind: 'claim', claimId, patientId } as const;
  return ok({ credited: { kind: 'claim', claim }, of, entityId, ...own, ...present({ creditSince: since }) });
}

/**
 * Whether an agency has a claim, or returned it with its bad debt: a credit may then be a share that a payer has
 * lowered, and nobody’s money.
 */
async function isWithAgency(
  table: Table,
  tenant: TenantId,
  { accountId, claimId, today }: { readonly accountId: string; readonly claimId: string; readonly today: LocalDate },
): Promise<boolean> {
  const holds = openHolds((await readAccount(table, tenant, accountId))?.holds ?? [], today);
  return holds.some(({ kind, claimIds }) => holdMeaning(kind).isOfPlacement && claimIds?.includes(claimId));
}
