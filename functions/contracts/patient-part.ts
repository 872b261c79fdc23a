import type { ExpectedPayment } from '../../shared/domain/contract/expected-payment.ts';
import { patientShare, shareDoubts } from '../../shared/domain/estimate/patient-share.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { EligibilityCheck } from '../../shared/domain/inquiry/inquiry.ts';
import { cents } from '../../shared/domain/money/cents.ts';
import { readInquiry, readLastCheck } from '../../shared/store/inquiries.ts';
import type { Table } from '../../shared/store/table.ts';
import type { ExpectedView } from './api.ts';

/** The whole plan: a claim does not say for which type of service benefits apply. */
const wholePlan = '30';

/**
 * The patient's part of an expected payment, from the payer's last eligibility answer; undefined when the payer was
 * never asked, or lines have no amount.
 */
export async function readShare(
  table: Table,
  tenant: TenantId,
  coverageId: string,
  { lines, isComplete, contracts }: ExpectedPayment,
): Promise<ExpectedView['share']> {
  if (!isComplete || lines.length === 0) return undefined;
  const last = await readLastCheck(table, tenant, coverageId);
  const check = last && ((await readInquiry(table, tenant, last.inquiryId)) as EligibilityCheck | undefined);
  if (last === undefined || check?.result === undefined) return undefined;
  const services = lines.map(({ line, expectedCents = cents(0) }) => ({
    ...{ allowedCents: expectedCents, serviceType: wholePlan, day: line.serviceOn },
  }));
  const { patientCents, payerCents, doubts } = patientShare(services, check.result.services);
  const points = BigInt(contracts[0]?.sequestrationBasisPoints ?? 0);
  const sequestrationCents = cents(Number((2n * BigInt(payerCents) * points + 10_000n) / 20_000n));
  return {
    ...{ checkId: check.id, answeredAt: last.answeredAt, patientCents, payerCents, sequestrationCents },
    paymentCents: cents(payerCents - sequestrationCents),
    doubts: doubts.map((code) => ({ code, because: shareDoubts[code] })),
  };
}
