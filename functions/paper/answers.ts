import type { RemittanceAnswer } from '../../shared/document/paper/benefits-document.ts';
import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { currentFiling } from '../../shared/domain/claim/filing.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { sourcesOf } from '../../shared/filing/prior-answers.ts';
import { readAnswer } from '../../shared/posting/remittance-source.ts';
import type { PaperDeps } from './context.ts';

/** The earlier payers' answers for a printed claim, from their remittances: only this patient's claim. */
export async function remittanceAnswers(
  tenantId: TenantId,
  { claimId, filings }: ClaimBalance,
  deps: PaperDeps,
): Promise<readonly RemittanceAnswer[]> {
  const asked = currentFiling(filings)?.share ?? 0;
  if (asked === 0) return [];
  const answers: RemittanceAnswer[] = [];
  for (const { entries, entered } of await sourcesOf(tenantId, { claimId, asked }, deps.table)) {
    // An answer that a person entered is in the claim alone.
    if (entered !== undefined) continue;
    for (const entry of entries) {
      const claim = await readAnswer(tenantId, entry, deps);
      if (claim !== undefined) answers.push({ claim, decidedOn: entry.effectiveOn });
    }
  }
  return answers;
}
