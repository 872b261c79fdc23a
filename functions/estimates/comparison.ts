import type { BookedClaim } from '../../shared/domain/account/account-balance.ts';
import { oneYearAfter } from '../../shared/domain/deadline/calendar.ts';
import { type BilledClaim, compareBill } from '../../shared/domain/estimate/compare.ts';
import type { Estimate } from '../../shared/domain/estimate/estimate.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { sumCents } from '../../shared/domain/money/cents.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import { readEstimate } from '../../shared/store/estimates.ts';
import { patientClaims, readBooked } from '../../shared/store/patient-claims.ts';
import type { Table } from '../../shared/store/table.ts';
import type { estimatesApi } from './api.ts';
import type { EstimatesOperations } from './context.ts';

type ComparisonView = AnswerOf<(typeof estimatesApi)['compareEstimate']>;

export const comparisonOperations: EstimatesOperations<'compareEstimate'> = {
  compareEstimate: async (request, { table }) => {
    const { tenantId } = request.principal;
    const estimate = await readEstimate(table, tenantId, request.params.estimateId);
    if (estimate === undefined) return fail({ kind: 'not-found' });
    const { billReceivedOn, ...days } = request.query;
    const { from, to, providers } = await compared(table, tenantId, estimate, { ...days, billReceivedOn });
    const body = { id: estimate.id, from, to, providers } as unknown as ComparisonView;
    return ok({ body, writes: [], audit: { action: 'estimate-read', entityId: estimate.id } });
  },
};

interface ComparedDays {
  readonly from?: LocalDate | undefined;
  readonly to?: LocalDate | undefined;
  readonly billReceivedOn?: LocalDate | undefined;
}

/** Compares the bill with the estimate, by billing provider: the claims of the expected days, or the named ones. */
export async function compared(table: Table, tenant: TenantId, estimate: Estimate, days: ComparedDays) {
  const expected = expectedDays(estimate);
  const { from = expected.from, to = expected.to, billReceivedOn } = days;
  const claims = await patientClaims(table, tenant, estimate.patientId);
  const within = claims.filter(({ serviceFrom }) => from <= serviceFrom && serviceFrom <= to);
  const booked = await readBooked(table, tenant, within);
  return { from, to, providers: compareBill(estimate, booked.map(billedOf), billReceivedOn) };
}

/** The days on which the estimated services are expected; a year from the request when nothing is scheduled. */
function expectedDays({ asked, serviceOn, services, recurrence }: Estimate): {
  readonly from: LocalDate;
  readonly to: LocalDate;
} {
  const days = [serviceOn, recurrence?.until, ...services.map(({ expectedOn }) => expectedOn)]
    .filter((day) => day !== undefined)
    .sort();
  const [first] = days;
  const last = days.at(-1);
  return first === undefined || last === undefined
    ? { from: asked.on, to: oneYearAfter(asked.on) }
    : { from: first, to: last };
}

/** Entries that move money onto or off a claim change what is left to pay, not what was billed. */
const payments: ReadonlySet<string> = new Set(['patient-allocation', 'patient-allocation-reversal']);

/** The total billed to the patient: the patient's share of the claim before payments. */
function billedOf({ balance, entries }: BookedClaim): BilledClaim {
  const legs = entries.flatMap((entry) => (payments.has(entry.kind) ? [] : entry.legs));
  const own = legs.filter(({ account }) => account === 'patient-receivable');
  const { claimId, billingProviderId, serviceFrom } = balance;
  return { claimId, billingProviderId, serviceFrom, billedCents: sumCents(own.map(({ cents }) => cents)) };
}
