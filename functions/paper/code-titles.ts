import { type CodeTitle, titlesOn } from '../../shared/document/paper/code-titles.ts';
import type { Claim } from '../../shared/domain/claim/claim.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { ok, type Result } from '../../shared/domain/result.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import type { CodeSetUnreadable } from '../../shared/runtime/code-sets.ts';
import type { PaperDeps } from './context.ts';

/** The list with the words for the services of a form; the CMS-1500 shows none. */
const setOf = { professional: undefined, institutional: 'revenue-codes', dental: 'cdt' } as const;

/**
 * The words for services on paper, from the lists that the office has loaded. Only those that the claims' forms show are
 * fetched.
 */
export async function codeTitles(
  tenantId: TenantId,
  { claims, on }: { readonly claims: readonly Claim[]; readonly on: LocalDate },
  { codeSets }: PaperDeps,
): Promise<Result<CodeTitle, CodeSetUnreadable>> {
  const shown = claims.filter(({ kind }) => setOf[kind] !== undefined);
  const sets = [...new Set(shown.flatMap(({ kind }) => setOf[kind] ?? []))];
  if (sets.length === 0) return ok(() => undefined);
  const days = [...new Set(shown.map((claim) => titlesOn(claim, on)))];
  const prepared = await codeSets.prepare(tenantId, sets, days);
  if (!prepared.ok) return prepared;
  const { references } = prepared.value;
  return ok((set, code, day) => {
    if (set === 'cdt') {
      const answer = references.procedure(set, code, day);
      // A licensed file may have only one of the two texts.
      return answer.kind === 'found' ? answer.row.shortDescription.trim() || answer.row.longDescription : undefined;
    }
    const answer = references.listed(set, code, day);
    return answer.kind === 'found' ? answer.row.description : undefined;
  });
}
