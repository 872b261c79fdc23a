import { type RevenueTitle, titlesOn } from '../../shared/document/paper/ub-04/fill.ts';
import type { Claim } from '../../shared/domain/claim/claim.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { ok, type Result } from '../../shared/domain/result.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import type { CodeSetUnreadable } from '../../shared/runtime/code-sets.ts';
import type { PaperDeps } from './context.ts';

/**
 * The words for revenue codes on the UB-04, from the list that the office has loaded: the NUBC's texts need a licence,
 * so none are shipped. Other forms need no list, and none is fetched for them.
 */
export async function revenueTitles(
  tenantId: TenantId,
  { claims, on }: { readonly claims: readonly Claim[]; readonly on: LocalDate },
  { codeSets }: PaperDeps,
): Promise<Result<RevenueTitle, CodeSetUnreadable>> {
  const days = claims.flatMap((claim) => (claim.kind === 'institutional' ? titlesOn(claim, on) : []));
  if (days.length === 0) return ok(() => undefined);
  const prepared = await codeSets.prepare(tenantId, ['revenue-codes'], [...new Set(days)]);
  if (!prepared.ok) return prepared;
  return ok((revenueCode, day) => {
    const answer = prepared.value.references.listed('revenue-codes', revenueCode, day);
    return answer.kind === 'found' ? answer.row.description : undefined;
  });
}
