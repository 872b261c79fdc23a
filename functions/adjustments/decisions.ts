import type { Adjustment } from '../../shared/domain/adjustment/adjustment.ts';
import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { fail, invariant, ok, type Result } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { bookAdjustment, bookAdjustmentBack } from '../../shared/posting/adjusting.ts';
import { rebookingOf } from '../../shared/posting/rebooking.ts';
import { adjustmentWrite, readAdjustment } from '../../shared/store/adjustments.ts';
import { readBalances } from '../../shared/store/claims.ts';
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
    const back = await bookAdjustmentBack(deps.table, claim, adjustment, await rebookingOf(request));
    if (!back.ok) return back;
    const { adjustment: after, writes } = back.value;
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

/** An adjustment in the version that the request names, and its claim. */
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
