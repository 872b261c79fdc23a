import type { ClaimBalance } from '../domain/claim/balance.ts';
import { rejectedShares } from '../domain/claim/rejected-shares.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { Instant } from '../domain/time/local-date.ts';
import { rejectedWrite } from '../store/acknowledgement-alarms.ts';
import type { Write } from '../store/table.ts';

/**
 * The exception of a claim with a rejected filing, if the claim must be filed again. It need not when the same was
 * filed again meanwhile, or when the claim is void and no payer has it.
 */
export function openedRejection(
  tenant: TenantId,
  after: ClaimBalance,
  number: number,
  { reason, at }: { readonly reason: string; readonly at: Instant },
): Write[] {
  const filing = after.filings.find((one) => one.number === number);
  const isWork = filing?.state.kind === 'rejected' && rejectedShares(after).includes(filing.share);
  return isWork ? [rejectedWrite(tenant, after, { filing: number, reasons: reason }, at)] : [];
}
