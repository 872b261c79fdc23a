import type { ClaimBalance, OpenWork } from '../../shared/domain/claim/balance.ts';
import type { Settlement } from '../../shared/domain/claim/settled-amounts.ts';
import { negateCents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import type { Refund, RefundedCredit } from '../../shared/domain/refund/refund.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { rebookingOf } from '../../shared/posting/rebooking.ts';
import { creditOfClaim, newRefund } from '../../shared/posting/refund-request.ts';
import { bookSettlement, type SettledWork } from '../../shared/posting/settling.ts';
import type { Change } from '../../shared/runtime/api/operation.ts';
import { deadlinesEnded } from '../../shared/store/deadline-alarms.ts';
import {
  decidedException,
  exceptionDecidedWrite,
  exceptionReducedWrite,
  reducedException,
} from '../../shared/store/exceptions.ts';
import { workWrites } from '../../shared/store/open-work.ts';
import { refundWrite } from '../../shared/store/refunds.ts';
import type { exceptionsApi } from './api.ts';
import type { ExceptionsDeps, ExceptionsOperations, ExceptionsRequest } from './context.ts';
import { listingClaim, openException, resolutionOf } from './open-exception.ts';
import { exceptionBody } from './views.ts';

type SettleRequest = ExceptionsRequest<'moveException'> | ExceptionsRequest<'writeOffException'>;
type Answer = AnswerOf<(typeof exceptionsApi)['moveException']>;

/** What people do with amounts in a payer's balance that posting left undecided. */
export const settleOperations: ExceptionsOperations<'moveException' | 'writeOffException'> = {
  moveException: async (request, deps) => settle(request, deps, request.body.to, 'moved'),

  writeOffException: async (request, deps) => settle(request, deps, request.body.as ?? 'write-off', 'written-off'),
};

async function settle(
  request: SettleRequest,
  deps: ExceptionsDeps,
  as: Settlement,
  kind: 'moved' | 'written-off',
): Promise<Result<Change<Answer>, Failure>> {
  const { tenantId } = request.principal;
  const found = await openException(request, deps);
  if (!found.ok) return found;
  const exception = found.value;
  const listing = await listingClaim(tenantId, exception, deps);
  if (listing === undefined || listing.work.cents === 0) return fail({ kind: 'exception-holds-nothing-owed' });
  const order = { as, cents: request.body.cents, remittanceId: exception.remittanceId };
  const settled = bookSettlement(listing.balance, listing.work, order, await rebookingOf(request));
  if (!settled.ok) return settled;
  const { left, ledgerEntryId, over, changed, writes } = settled.value;
  if (as === 'refund' && listing.work.share === undefined) {
    const { paidCents } = await creditOfClaim(deps.table, tenantId, listing.balance);
    if (-settled.value.cents > paidCents) return fail({ kind: 'credit-not-paid', facts: { paidCents } });
  }
  const refund = as === 'refund' ? await refundOf(request, deps, listing, settled.value) : undefined;
  const isOver = left.cents === 0;
  const resolution = resolutionOf(request, kind);
  const decision = { state: 'resolved', resolution, resolvedBy: ledgerEntryId } as const;
  const now = isOver ? decidedException(exception, decision) : reducedException(exception, left.cents, resolution);
  return ok({
    body: {
      exception: exceptionBody(now),
      ledgerEntryId,
      cents: settled.value.cents,
      ...present({ refundId: refund?.id }),
    },
    version: now.version,
    writes: [
      ...writes,
      ...(refund === undefined ? [] : [refundWrite(tenantId, refund)]),
      ...workWrites(tenantId, { over, changed, outcome: 'moved', at: request.at }),
      isOver
        ? exceptionDecidedWrite(tenantId, exception, decision)
        : exceptionReducedWrite(tenantId, exception, left.cents, resolution),
    ],
    audit: {
      action: kind === 'moved' ? 'exception-moved' : 'exception-written-off',
      entityId: exception.id,
      facts: { code: exception.code, as, ledgerEntryId, cents: settled.value.cents },
    },
    due: [deadlinesEnded(tenantId, request.at)],
  });
}

/** An amount moved to refunds payable continues as a refund: approved, sent, and cleared by the bank. */
async function refundOf(
  request: SettleRequest,
  { table }: ExceptionsDeps,
  { balance, work: { share } }: { readonly balance: ClaimBalance; readonly work: OpenWork },
  { cents, ledgerEntryId }: SettledWork,
): Promise<Refund> {
  const { claimId, patientId, entityId } = balance;
  const payerId = share === undefined ? undefined : balance.payers[share]?.payerId;
  const of: RefundedCredit =
    share === undefined || payerId === undefined
      ? { kind: 'claim', claimId, patientId }
      : { kind: 'payer', claimId, patientId, payerId, payerPosition: share };
  const { tenantId } = request.principal;
  const accountId = of.kind === 'payer' ? undefined : (await creditOfClaim(table, tenantId, balance)).accountId;
  const { reason } = request.body;
  const asked = { id: request.newId('refund'), of, accountId, entityId, cents: negateCents(cents), reason };
  return { ...(await newRefund(table, request.principal, request.at, asked)), ledgerEntryId };
}
