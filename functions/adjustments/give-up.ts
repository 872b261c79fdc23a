import type { Account } from '../../shared/domain/account/account.ts';
import type { Adjustment } from '../../shared/domain/adjustment/adjustment.ts';
import { type AssistanceApplication, mostAssistedAtOnce } from '../../shared/domain/assistance/assistance.ts';
import { limitFor } from '../../shared/domain/billing-settings/limits.ts';
import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { rateOf } from '../../shared/domain/discount/discount.ts';
import { type Cents, sumCents } from '../../shared/domain/money/cents.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { bookAdjustment } from '../../shared/posting/adjusting.ts';
import { rebookingOf } from '../../shared/posting/rebooking.ts';
import { patientOwed } from '../../shared/store/accounts.ts';
import { adjustmentWrite } from '../../shared/store/adjustments.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import type { Write } from '../../shared/store/table.ts';
import { joinedAdditions } from '../../shared/store/table-writes.ts';
import type { AdjustmentsDeps, AdjustmentsRequest } from './context.ts';

interface Assisted {
  readonly application: AssistanceApplication;
  readonly account: Account;
}

/**
 * Writes off the approved part of the balances of the visits in the window, the oldest first: one adjustment per claim.
 * Claims that already have one are skipped. The total must be within the limit of the person.
 */
export async function giveUp(
  request: AdjustmentsRequest<'applyAssistance'>,
  { table }: AdjustmentsDeps,
  { application, account }: Assisted,
): Promise<
  Result<{ readonly application: AssistanceApplication; readonly writes: readonly Write<Failure>[] }, Failure>
> {
  const { tenantId, roles, subject } = request.principal;
  const rebooking = await rebookingOf(request);
  const owed = (await Promise.all(account.memberIds.map((id) => patientOwed(table, tenantId, id)))).flat();
  const claims = claimsInWindow(owed, application);
  const rate = application.decision?.rate ?? 0;
  const limitCents = limitFor((await readBillingSettings(table, tenantId)).limits.discount, roles);
  const total = sumCents(claims.map(({ patientCents }) => rateOf(patientCents, rate)));
  if (total > limitCents) return fail({ kind: 'above-role-limit', facts: { limitCents } });
  const given = [...application.given];
  const writes: Write<Failure>[] = [];
  for (const claim of claims) {
    const cents: Cents = rateOf(claim.patientCents, rate);
    if (cents === 0) continue;
    const asked: Adjustment = {
      ...{ id: request.newId('adjustment'), version: 1, state: 'waiting', claimId: claim.claimId },
      ...{ patientId: claim.patientId, as: 'write-off', why: 'financial-assistance', cents, madeBy: application.id },
      requested: { by: subject, at: request.at, reason: request.body.reason },
    };
    const booked = await bookAdjustment(table, claim, asked, rebooking);
    if (!booked.ok) return booked;
    writes.push(...booked.value.writes, adjustmentWrite(tenantId, booked.value.adjustment));
    given.push({ claimId: claim.claimId, adjustmentId: asked.id, cents });
  }
  return ok({ application: { ...application, given }, writes: joinedAdditions(writes as Write[]) as Write<Failure>[] });
}

/**
 * Claims with a balance that have not had their part written off, with dates of service that the application covers.
 */
function claimsInWindow(owed: readonly ClaimBalance[], { given, from, until }: AssistanceApplication) {
  const had = new Set(given.map(({ claimId }) => claimId));
  const place = ({ serviceFrom, claimId }: ClaimBalance): string => `${serviceFrom} ${claimId}`;
  return owed
    .filter(({ patientCents, claimId }) => patientCents > 0 && !had.has(claimId))
    .filter(
      ({ serviceFrom }) => from !== undefined && until !== undefined && serviceFrom >= from && serviceFrom <= until,
    )
    .toSorted((left, right) => (place(left) < place(right) ? -1 : 1))
    .slice(0, mostAssistedAtOnce);
}
