import type { FoundCode } from '../../shared/code-sets/search/found-code.ts';
import { searchCodes, searchedSets } from '../../shared/code-sets/search/search-codes.ts';
import { suggestCodes } from '../../shared/code-sets/search/suggest-codes.ts';
import type { CodeSystem } from '../../shared/domain/code-set/entered-code.ts';
import type { CodeReferences } from '../../shared/domain/code-set/references.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { readCodeChoices } from '../../shared/store/code-choices.ts';
import type { CodesOperations } from './context.ts';

export const findOperations: CodesOperations<'searchCodes' | 'suggestCodes'> = {
  searchCodes: async (request, { table, codeSets }) => {
    const { text, systems, billableOnly, limit, providerId } = request.body;
    const { tenantId } = request.principal;
    const day = request.body.day ?? (await request.today());
    const asked = [...new Set(systems)];
    const [chosen, prepared] = await Promise.all([
      readCodeChoices(table, tenantId, providerId),
      codeSets.prepare(tenantId, [...searchedSets(asked), 'hcc'], [day]),
    ]);
    if (!prepared.ok) return prepared;
    const { inForce, references } = prepared.value;
    const { items, ...answer } = searchCodes({ text, systems: asked, day, billableOnly, limit, chosen }, inForce);
    return ok({ body: { day, ...answer, items: items.map(({ score: _, ...hit }) => shown(hit, day, references)) } });
  },

  suggestCodes: async (request, { table, codeSets }) => {
    const { text, limit, providerId } = request.body;
    const { tenantId } = request.principal;
    const day = request.body.day ?? (await request.today());
    const [chosen, prepared] = await Promise.all([
      readCodeChoices(table, tenantId, providerId),
      codeSets.prepare(tenantId, [...searchedSets(['icd-10-cm']), 'hcc'], [day]),
    ]);
    if (!prepared.ok) return prepared;
    const { inForce, references } = prepared.value;
    const { items, excluded, isLoaded } = suggestCodes({ text, day, limit, chosen }, inForce);
    if (!isLoaded) return fail({ kind: 'code-set-not-loaded', facts: { set: 'icd-10-cm' } });
    return ok({ body: { day, excluded, items: items.map(({ score: _, ...item }) => shown(item, day, references)) } });
  },
};

function shown<Found extends FoundCode>(found: Found, day: LocalDate, references: CodeReferences) {
  return { ...found, conditionCategories: conditionCategories(found.system, found.code, day, references) };
}

/** The condition categories of a diagnosis; none where the mappings are not loaded. */
export function conditionCategories(system: CodeSystem, code: string, day: LocalDate, references: CodeReferences) {
  if (system !== 'icd-10-cm') return [];
  const found = references.hcc(code, day);
  return found.kind === 'loaded' ? found.found.map(({ row }) => ({ model: row.model, category: row.category })) : [];
}
