import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { LedgerEntry } from '../../shared/domain/ledger/entry.ts';
import { reversedLegs } from '../../shared/domain/patient-payment/legs.ts';
import { present } from '../../shared/domain/present.ts';
import type { Refund, RefundState } from '../../shared/domain/refund/refund.ts';
import { clearedLegs, paidLegs, sentLegs } from '../../shared/domain/refund/refund.ts';
import { fail, invalid, invariant, ok, type Result } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { rebookingOf } from '../../shared/posting/rebooking.ts';
import { bookPuttingBack, type Credited, refundEntry, refundEntryWrites } from '../../shared/posting/refunding.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { wireEntryId } from '../../shared/store/keys/ledger.ts';
import { entryItem } from '../../shared/store/ledger.ts';
import { readPatientPayment } from '../../shared/store/patient-payments.ts';
import { readRefund, refundWrite } from '../../shared/store/refunds.ts';
import type { Table } from '../../shared/store/table.ts';
import { type RefundsDeps, type RefundsOperations, type RefundsRequest, refundView } from './context.ts';

type DecisionRequest = RefundsRequest<'approveRefund' | 'declineRefund' | 'stopRefund'>;
type SeenRequest = Pick<DecisionRequest, 'principal' | 'params' | 'expectedVersion'>;

export const decisionOperations: RefundsOperations<'approveRefund' | 'declineRefund' | 'clearRefund' | 'stopRefund'> = {
  approveRefund: async (request, deps) => {
    const found = await seenRefund(request, deps, ['requested']);
    if (!found.ok) return found;
    const { tenantId, subject } = request.principal;
    if (found.value.requested.by === subject) return fail({ kind: 'decided-by-oneself' });
    const refund = next({ ...found.value, state: 'approved', approved: decisionOf(request) });
    return ok({
      body: refundView(refund),
      version: refund.version,
      writes: [refundWrite(tenantId, refund)],
      audit: { action: 'refund-approved', entityId: refund.id, facts: { cents: refund.cents } },
    });
  },

  declineRefund: async (request, deps) => {
    const found = await seenRefund(request, deps, ['requested', 'approved']);
    if (!found.ok) return found;
    const { tenantId } = request.principal;
    const before = found.value;
    const credited = await creditedNow(deps.table, tenantId, before);
    const { writes, ledgerEntryId } = bookPuttingBack(before, credited, await rebookingOf(request));
    const refund = next({ ...before, state: 'declined', declined: { ...decisionOf(request), ledgerEntryId } });
    return ok({
      body: refundView(refund),
      version: refund.version,
      writes: [...writes, refundWrite(tenantId, refund)],
      audit: { action: 'refund-declined', entityId: refund.id, facts: { cents: refund.cents } },
    });
  },

  clearRefund: async (request, deps) => {
    const found = await seenRefund(request, deps, ['sent', 'unclaimed']);
    if (!found.ok) return found;
    const { tenantId, subject } = request.principal;
    const today = await request.today();
    const { on = today } = request.body;
    const { unclaimed, ...before } = found.value;
    if (before.sent === undefined) return fail({ kind: 'refund-not-in-state' });
    const sentOn = before.sent.on;
    if (on > today || on < sentOn) {
      const detail = on > today ? 'is in the future' : 'is before the day on which the check was sent';
      return invalid('/on', detail);
    }
    // A check that was reported as unclaimed is void in the books. If the bank paid it all the same, its money leaves
    // the bank again.
    const legs = unclaimed === undefined ? clearedLegs(before) : paidLegs(before);
    const booking = { tenant: tenantId, subject, at: request.at, reason: 'The bank paid the check', today };
    const newEntryId = () => request.newId('ledgerEntry');
    const entries =
      legs.length === 0 ? [] : [refundEntry(before, { kind: 'refund-cleared', legs }, { today, newEntryId })];
    const [entry] = entries;
    const ledgerEntryId = entry && wireEntryId(entryItem(tenantId, entry.claimId, entry, entry.id));
    const cleared = { on, by: subject, at: request.at, ...present({ ledgerEntryId }) };
    const refund = next({ ...before, state: 'cleared', cleared });
    return ok({
      body: refundView(refund),
      version: refund.version,
      writes: [...refundEntryWrites(entries, booking), refundWrite(tenantId, refund)],
      audit: { action: 'refund-cleared', entityId: refund.id, facts: { cents: refund.cents } },
    });
  },

  stopRefund: async (request, deps) => {
    const found = await seenRefund(request, deps, ['sent', 'unclaimed']);
    if (!found.ok) return found;
    const { tenantId } = request.principal;
    const { sent, unclaimed, ...rest } = found.value;
    // The owner of the unclaimed money has come forward, so the time until it counts as abandoned starts again.
    const before = unclaimed === undefined ? rest : { ...rest, ownerAnsweredOn: await request.today() };
    if (sent === undefined) {
      const refund = next({ ...before, state: 'approved' });
      const audit = { action: 'refund-stopped', entityId: refund.id } as const;
      return ok({ body: refundView(refund), version: refund.version, writes: [refundWrite(tenantId, refund)], audit });
    }
    const { entries, ledgerEntryId } = await voidedCheck(request, { ...before, sent, ...present({ unclaimed }) });
    const booking = await rebookingOf(request);
    const stop = { ...decisionOf(request), ledgerEntryId };
    const refund = next({ ...before, state: 'approved', stopped: [...(before.stopped ?? []), { ...sent, stop }] });
    return ok({
      body: refundView(refund),
      version: refund.version,
      writes: [...refundEntryWrites(entries, booking), refundWrite(tenantId, refund)],
      audit: { action: 'refund-stopped', entityId: refund.id, facts: { checkNumber: sent.checkNumber } },
    });
  },
};

/**
 * Voids a check by an entry that reverses it. A check reported as unclaimed is void already; here its owner has come
 * forward.
 */
async function voidedCheck(
  request: RefundsRequest<'stopRefund'>,
  refund: Refund & Required<Pick<Refund, 'sent'>>,
): Promise<{ readonly entries: readonly LedgerEntry[]; readonly ledgerEntryId: string }> {
  const { sent, unclaimed } = refund;
  if (unclaimed?.ledgerEntryId !== undefined) return { entries: [], ledgerEntryId: unclaimed.ledgerEntryId };
  const reverses = [sent.ledgerEntryId.slice(sent.ledgerEntryId.indexOf('.') + 1)];
  const draft = { kind: 'refund-returned', legs: reversedLegs(sentLegs(refund)), reverses } as const;
  const entry = refundEntry(refund, draft, await rebookingOf(request));
  const item = entryItem(request.principal.tenantId, entry.claimId, entry, entry.id);
  return { entries: [entry], ledgerEntryId: wireEntryId(item) };
}

const next = (refund: Refund): Refund => ({ ...refund, version: refund.version + 1 });

const decisionOf = ({ principal, at, body }: Pick<DecisionRequest, 'principal' | 'at' | 'body'>) => ({
  by: principal.subject,
  at,
  reason: body.reason,
});

/** A refund in the version that the request names, and in a state that allows the action. */
export async function seenRefund(
  request: SeenRequest,
  { table }: RefundsDeps,
  states: readonly RefundState[],
): Promise<Result<Refund, Failure>> {
  const refund = await readRefund(table, request.principal.tenantId, request.params.refundId);
  if (refund === undefined) return fail({ kind: 'not-found' });
  if (refund.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
  return states.includes(refund.state) ? ok(refund) : fail({ kind: 'refund-not-in-state' });
}

/** The current state of the credit that the money goes back to. */
async function creditedNow(table: Table, tenant: TenantId, { of }: Refund): Promise<Credited> {
  if (of.kind === 'cash') return { kind: 'cash' };
  if (of.kind === 'payment') {
    const payment = await readPatientPayment(table, tenant, of.paymentId);
    invariant(payment !== undefined, 'a payment stays');
    return { kind: 'payment', payment };
  }
  const [claim] = await readBalances(table, tenant, [of.claimId]);
  invariant(claim !== undefined, 'a claim stays');
  return { kind: 'claim', claim };
}
