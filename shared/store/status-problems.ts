import { atStakeCents } from '../domain/claim/at-stake.ts';
import type { ClaimBalance } from '../domain/claim/balance.ts';
import { openProblem } from '../domain/claim/status-problem.ts';
import { type ClaimId, idFromDigest, type TenantId } from '../domain/identity/ids.ts';
import type { Instant } from '../domain/time/local-date.ts';
import { digestOf } from './digest.ts';
import { exceptionResolvedWrite, exceptionWrite } from './exceptions.ts';
import type { Write } from './table.ts';

/** A claim has at most one such exception: another answer opens it again. */
function problemExceptionId(tenant: TenantId, claimId: ClaimId): string {
  return idFromDigest('exception', digestOf('claim-status-problem', tenant, claimId));
}

/** Opens the exception of a claim whose payer has reported a problem, with the amount at stake. `facts` hold codes. */
export function problemWrite(
  tenant: TenantId,
  claim: ClaimBalance,
  facts: { readonly filing: number } & Readonly<Record<string, string | number>>,
  openedAt: Instant,
): Write<never> {
  const { claimId } = claim;
  const id = problemExceptionId(tenant, claimId);
  const cents = atStakeCents(claim, facts.filing);
  return exceptionWrite(tenant, { id, code: 'claim-status-problem', openedAt, claimId, cents, facts });
}

/** Closes the exception when the problem is over (`openProblem`). */
export function problemEndWrites(
  tenant: TenantId,
  { before, after, at }: { readonly before: ClaimBalance; readonly after: ClaimBalance; readonly at: Instant },
): Write<never>[] {
  const isOver = openProblem(before) !== undefined && openProblem(after) === undefined;
  return isOver ? [exceptionResolvedWrite(tenant, problemExceptionId(tenant, before.claimId), at)] : [];
}
