import type { ClaimBalance } from '../domain/claim/balance.ts';
import { isNoticeDue } from '../domain/claim/correction/corrected-claim.ts';
import { idFromDigest, type TenantId } from '../domain/identity/ids.ts';
import { zeroCents } from '../domain/money/cents.ts';
import { present } from '../domain/present.ts';
import type { Instant } from '../domain/time/local-date.ts';
import { digestOf } from './digest.ts';
import { exceptionResolvedWrite, exceptionWrite } from './exceptions.ts';
import type { Write } from './table.ts';

/**
 * Opens the exception of a notice that was corrected after its payer had it. Closes the exception once the notice is
 * sent again, or is void. A claim has at most one such exception.
 */
export function noticeWorkWrites(
  tenant: TenantId,
  { before, after, at }: { readonly before: ClaimBalance; readonly after: ClaimBalance; readonly at: Instant },
): Write<never>[] {
  const { claimId, notice, payers } = after;
  const id = idFromDigest('exception', digestOf('notice-to-file', tenant, claimId));
  if (!isNoticeDue(after)) return isNoticeDue(before) ? [exceptionResolvedWrite(tenant, id, at)] : [];
  if (isNoticeDue(before)) return [];
  const facts = present({ notice: notice?.kind, of: notice?.on, payerId: payers[0]?.payerId });
  return [exceptionWrite(tenant, { id, code: 'notice-to-file', openedAt: at, claimId, cents: zeroCents, facts })];
}
