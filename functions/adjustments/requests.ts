import type { Adjustment } from '../../shared/domain/adjustment/adjustment.ts';
import { reasonMeaning } from '../../shared/domain/adjustment/reasons.ts';
import { limitFor, limitOfReason } from '../../shared/domain/billing-settings/limits.ts';
import { zeroCents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import { bookAdjustment } from '../../shared/posting/adjusting.ts';
import { noSuchClaim, rebookingOf } from '../../shared/posting/rebooking.ts';
import { askedMarks, asRead, listPage } from '../../shared/runtime/api/list-page.ts';
import { adjustmentOfItem, adjustmentWrite, readAdjustment } from '../../shared/store/adjustments.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { claimAdjustmentsPartition, waitingAdjustmentsPartition } from '../../shared/store/keys/adjustment.ts';
import { monthPartition } from '../../shared/store/keys/entity.ts';
import type { AdjustmentsOperations, AdjustmentView } from './context.ts';
import { discountOf } from './discounts.ts';

/** The API shows what is stored. The types differ only in `readonly`. */
export const adjustmentView = (adjustment: Adjustment): AdjustmentView => adjustment as unknown as AdjustmentView;

export const requestOperations: AdjustmentsOperations<'createAdjustment' | 'listAdjustments' | 'getAdjustment'> = {
  createAdjustment: async (request, { table }) => {
    const { tenantId, subject, roles } = request.principal;
    const { claimId, payerPosition, why, reason } = request.body;
    const [claim] = await readBalances(table, tenantId, [claimId]);
    if (claim === undefined) return noSuchClaim();
    const standing = payerPosition === undefined ? claim.patientCents : claim.payers[payerPosition]?.receivableCents;
    const meaning = reasonMeaning(why);
    if (meaning.isByRule === true) return fail({ kind: 'adjustment-made-by-rule' });
    const settings = await readBillingSettings(table, tenantId);
    const discount = await discountOf(table, { request, claim, settings: settings.discounts });
    if (!discount.ok) return discount;
    const cents = request.body.cents ?? discount.value ?? standing ?? zeroCents;
    const { as } = meaning;
    const asked: Adjustment = {
      ...{ id: request.newId('adjustment'), version: 1, state: 'waiting', claimId: claim.claimId },
      ...{ patientId: claim.patientId, as, why, cents, requested: { by: subject, at: request.at, reason } },
      ...present({ payerPosition }),
    };
    const isAlone = cents <= limitFor(limitOfReason(settings.limits, meaning), roles);
    const booked = await bookAdjustment(table, claim, asked, await rebookingOf(request));
    if (!booked.ok) return booked;
    const adjustment = isAlone ? booked.value.adjustment : asked;
    return ok({
      body: adjustmentView(adjustment),
      version: 1,
      writes: [...(isAlone ? booked.value.writes : []), adjustmentWrite(tenantId, adjustment)],
      audit: {
        action: isAlone ? 'adjustment-booked' : 'adjustment-requested',
        entityId: adjustment.id,
        facts: { claimId, why, cents },
      },
    });
  },

  listAdjustments: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { state, claimId, month = request.at.slice(0, 7), limit } = request.query;
    const marks = askedMarks(request);
    const list =
      claimId === undefined
        ? {
            partitions: [
              state === 'waiting'
                ? waitingAdjustmentsPartition(tenantId)
                : monthPartition(tenantId, 'ADJUSTMENT', month),
            ],
            index: true as const,
          }
        : { partitions: [claimAdjustmentsPartition(tenantId, claimId)], index: 'second' as const };
    const page = await listPage(request, table, { ...list, limit, marks }, (item, mark) => {
      const adjustment = adjustmentOfItem(item);
      const isAsked = state === undefined || adjustment.state === state;
      return isAsked ? { ...adjustmentView(adjustment), ...present({ mark }) } : undefined;
    });
    return asRead(page, { action: 'adjustments-read', entityId: 'adjustments' }, ({ items }) =>
      items.map((each) => each.claimId),
    );
  },

  getAdjustment: async (request, { table }) => {
    const adjustment = await readAdjustment(table, request.principal.tenantId, request.params.adjustmentId);
    if (adjustment === undefined) return fail({ kind: 'not-found' });
    const audit = { action: 'adjustment-read', entityId: adjustment.id } as const;
    return ok({ body: adjustmentView(adjustment), version: adjustment.version, writes: [], audit });
  },
};
