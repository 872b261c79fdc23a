import { applyLegs } from '../../shared/domain/claim/balance.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { sumCents } from '../../shared/domain/money/cents.ts';
import { acknowledgedLegs, type Refund } from '../../shared/domain/refund/refund.ts';
import { fail, invariant, ok } from '../../shared/domain/result.ts';
import { bookDecision } from '../../shared/posting/deciding.ts';
import { withLessWork } from '../../shared/posting/less-work.ts';
import { rebookingOf } from '../../shared/posting/rebooking.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { ledgerEntryPrefix, remittanceEntryKey } from '../../shared/store/keys/ledger.ts';
import { entryOfItem } from '../../shared/store/ledger.ts';
import { workWrites } from '../../shared/store/open-work.ts';
import { acknowledgedChecksWrite, readAcknowledgedChecks, refundWrite } from '../../shared/store/refunds.ts';
import type { Table } from '../../shared/store/table.ts';
import { type RefundsOperations, refundView } from './context.ts';
import { seenRefund } from './decisions.ts';

/**
 * A payer that received our refund check reverses its answer and credits the check: the refund and the credit both stay
 * open until a person links them.
 */
export const acknowledgementOperations: RefundsOperations<'acknowledgeRefund'> = {
  acknowledgeRefund: async (request, deps) => {
    const found = await seenRefund(request, deps, ['sent', 'cleared']);
    if (!found.ok) return found;
    const { tenantId, subject } = request.principal;
    const before = found.value;
    const { of } = before;
    const { remittanceId, reason } = request.body;
    if (of.kind !== 'payer' || before.acknowledged !== undefined) return fail({ kind: 'refund-not-in-state' });
    const [claim] = await readBalances(deps.table, tenantId, [of.claimId]);
    invariant(claim !== undefined, 'a claim stays');
    const owed = claim.payers[of.payerPosition]?.receivableCents ?? 0;
    const credited = await acknowledgedCents(deps.table, tenantId, remittanceId, of.payerId);
    const used = await readAcknowledgedChecks(deps.table, tenantId, remittanceId);
    if (owed < before.cents || credited - used.cents < before.cents) return fail({ kind: 'refund-not-acknowledged' });
    const legs = acknowledgedLegs(before, before.state === 'cleared');
    const booking = await rebookingOf(request);
    const { after, over, changed } = withLessWork(claim, { share: of.payerPosition, cents: before.cents });
    const decided = { kind: 'refund-cleared', legs, after: applyLegs(after, legs) } as const;
    const { writes, ledgerEntryId } = bookDecision(claim, decided, booking);
    const told = { by: subject, at: request.at, reason };
    const refund: Refund = {
      ...{ ...before, version: before.version + 1, state: 'cleared' },
      cleared: before.cleared ?? { on: booking.today, by: subject, at: request.at, ledgerEntryId },
      acknowledged: { ...told, remittanceId, ledgerEntryId },
    };
    return ok({
      body: refundView(refund),
      version: refund.version,
      writes: [
        ...writes,
        ...workWrites(tenantId, { over, changed, outcome: 'moved', at: request.at }),
        refundWrite(tenantId, refund),
        acknowledgedChecksWrite(tenantId, used, before.cents),
      ],
      audit: { action: 'refund-acknowledged', entityId: refund.id, facts: { remittanceId } },
    });
  },
};

/** The amount that a remittance credited for our checks, whether it has acknowledged any yet or not. */
async function acknowledgedCents(
  table: Table,
  tenant: TenantId,
  remittanceId: string,
  payerId: string,
): Promise<number> {
  const { pk } = remittanceEntryKey(tenant, remittanceId, '');
  const entries = (await table.queryAll({ partition: pk, prefix: ledgerEntryPrefix })).map(entryOfItem);
  const legs = entries.flatMap((entry) => (entry.kind === 'remittance-payment' ? entry.legs : []));
  const own = legs.filter((leg) => leg.account === 'refunds-sent' && (leg.payerId ?? payerId) === payerId);
  return -sumCents(own.map((leg) => leg.cents));
}
