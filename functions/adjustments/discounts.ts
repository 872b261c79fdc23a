import type { DiscountSettings } from '../../shared/domain/billing-settings/discounts.ts';
import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { discountBy } from '../../shared/domain/discount/discount.ts';
import type { Cents } from '../../shared/domain/money/cents.ts';
import { fail, invariant, ok, type Result } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { readBooked } from '../../shared/store/patient-claims.ts';
import type { Table } from '../../shared/store/table.ts';
import type { AdjustmentsRequest } from './context.ts';

interface Asked {
  readonly request: Pick<AdjustmentsRequest<'createAdjustment'>, 'principal' | 'body' | 'today'>;
  readonly claim: ClaimBalance;
  readonly settings: DiscountSettings;
}

/** The discount that the office's rule gives for a claim, when one is requested; undefined for any other reason. */
export async function discountOf(
  table: Table,
  { request, claim, settings }: Asked,
): Promise<Result<Cents | undefined, Failure>> {
  const { why, cents: asked, payerPosition } = request.body;
  if (payerPosition !== undefined || (why !== 'self-pay-discount' && why !== 'prompt-pay-discount')) {
    return ok(undefined);
  }
  const [booked] = await readBooked(table, request.principal.tenantId, [claim]);
  invariant(booked !== undefined, 'a claim has entries');
  const discount = discountBy(why, booked, settings, { today: await request.today(), asked });
  if (discount.ok) return discount;
  const { kind, ...facts } = discount.failure;
  return fail({ kind, facts });
}
