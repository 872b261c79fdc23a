import { takeBack } from '../../shared/domain/adjustment/adjust.ts';
import type { Adjustment } from '../../shared/domain/adjustment/adjustment.ts';
import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { fail, invariant, ok, type Result } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { bookAdjustment } from '../../shared/posting/adjusting.ts';
import { bookDecision } from '../../shared/posting/deciding.ts';
import { rebookingOf } from '../../shared/posting/rebooking.ts';
import { adjustmentWrite, readAdjustment } from '../../shared/store/adjustments.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { keyOfWireEntryId } from '../../shared/store/keys/ledger.ts';
import { entryOfItem } from '../../shared/store/ledger.ts';
import type { AdjustmentsDeps, AdjustmentsOperations, AdjustmentsRequest } from './context.ts';
import { adjustmentView } from './requests.ts';

type DecisionRequest = AdjustmentsRequest<'approveAdjustment' | 'declineAdjustment' | 'reverseAdjustment'>;

export const decisionOperations: AdjustmentsOperations<
  'approveAdjustment' | 'declineAdjustment' | 'reverseAdjustment'
> = {
  approveAdjustment: async (request, deps) => {
    const found = await seenAdjustment(request, deps);
    if (!found.ok) return found;
    const { adjustment, claim } = found.value;
    const { tenantId, subject } = request.principal;
    if (adjustment.state !== 'waiting') return fail({ kind: 'adjustment-not-waiting' });
    if (adjustment.requested.by === subject) return fail({ kind: 'decided-by-oneself' });
    const booked = await bookAdjustment(deps.table, claim, adjustment, await rebookingOf(request));
    if (!booked.ok) return booked;
    const after = next({ ...booked.value.adjustment, decided: decisionOf(request) });
    return ok({
      body: adjustmentView(after),
      version: after.version,
      writes: [...booked.value.writes, adjustmentWrite(tenantId, after)],
      audit: { action: 'adjustment-approved', entityId: after.id, facts: { claimId: after.claimId } },
    });
  },

  declineAdjustment: async (request, deps) => {
    const found = await seenAdjustment(request, deps);
    if (!found.ok) return found;
    const { adjustment } = found.value;
    const { tenantId, subject, roles } = request.principal;
    if (adjustment.state !== 'waiting') return fail({ kind: 'adjustment-not-waiting' });
    if (!roles.includes('manager') && adjustment.requested.by !== subject)
      return fail({ kind: 'adjustment-not-yours' });
    const after = next({ ...adjustment, state: 'declined', decided: decisionOf(request) });
    return ok({
      body: adjustmentView(after),
      version: after.version,
      writes: [adjustmentWrite(tenantId, after)],
      audit: { action: 'adjustment-declined', entityId: after.id, facts: { claimId: after.claimId } },
    });
  },

  reverseAdjustment: async (request, deps) => {
    const found = await seenAdjustment(request, deps);
    if (!found.ok) return found;
    const { adjustment, claim } = found.value;
    const { tenantId } = request.principal;
    const { state, payerPosition, passedOver, ledgerEntryId: bookedId } = adjustment;
    if (state !== 'booked' || bookedId === undefined) return fail({ kind: 'adjustment-not-booked' });
    const key = keyOfWireEntryId(tenantId, bookedId);
    const item = key === undefined ? undefined : await deps.table.get(key);
    invariant(item !== undefined, 'what is booked has an entry');
    const { id, legs } = entryOfItem(item);
    const back = takeBack(claim, { legs, payerPosition, passedOver });
    if (!back.ok) return fail({ kind: back.failure });
    const decided = { kind: 'adjustment-reversal', ...back.value, reverses: [id] } as const;
    const { writes, ledgerEntryId } = bookDecision(claim, decided, await rebookingOf(request));
    const after = next({ ...adjustment, state: 'reversed', reversed: { ...decisionOf(request), ledgerEntryId } });
    return ok({
      body: adjustmentView(after),
      version: after.version,
      writes: [...writes, adjustmentWrite(tenantId, after)],
      audit: { action: 'adjustment-reversed', entityId: after.id, facts: { claimId: after.claimId } },
    });
  },
};

const next = (adjustment: Adjustment): Adjustment => ({ ...adjustment, version: adjustment.version + 1 });

const decisionOf = ({ principal, at, body }: DecisionRequest) => ({ by: principal.subject, at, reason: body.reason });

/** An adjustment in the version that the request has seen, and its claim. */
async function seenAdjustment(
  request: DecisionRequest,
  { table }: AdjustmentsDeps,
): Promise<Result<{ readonly adjustment: Adjustment; readonly claim: ClaimBalance }, Failure>> {
  const { tenantId } = request.principal;
  const adjustment = await readAdjustment(table, tenantId, request.params.adjustmentId);
  if (adjustment === undefined) return fail({ kind: 'not-found' });
  if (adjustment.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
  const [claim] = await readBalances(table, tenantId, [adjustment.claimId]);
  invariant(claim !== undefined, 'a claim stays');
  return ok({ adjustment, claim });
}
