import type { AuditContext, AuditNeed, AuditRule } from './audit-rule.ts';
import { sameDayDuplicates } from './duplicates.ts';
import type { AuditedEncounter } from './facts.ts';
import type { AuditFlag, AuditRuleId } from './flag.ts';
import { inactiveProviders } from './inactive-providers.ts';
import { impossibleDays } from './long-days.ts';
import { modifierRates } from './modifier-rates.ts';
import { pairsWithModifier } from './pairs-with-modifier.ts';
import { unitsNearMue, unitsOverMue } from './units.ts';
import { visitLevels } from './visit-levels.ts';

/** Every rule. A new one is a function, a row here, and its meaning in `flag.ts`. */
const rules: Readonly<Record<AuditRuleId, AuditRule>> = {
  'visit-levels': visitLevels,
  'modifier-rates': modifierRates,
  'units-over-mue': unitsOverMue,
  'units-near-mue': unitsNearMue,
  'same-day-duplicates': sameDayDuplicates,
  'impossible-days': impossibleDays,
  'pairs-with-modifier': pairsWithModifier,
  'inactive-providers': inactiveProviders,
};

/** What a rule could not judge. */
export interface NotJudged {
  readonly rule: AuditRuleId;
  readonly missing: AuditNeed;
}

/** All flags of all rules, by rule, provider and subject. */
export function judgeBilling(
  encounters: readonly AuditedEncounter[],
  context: AuditContext,
): { readonly flags: readonly AuditFlag[]; readonly notJudged: readonly NotJudged[] } {
  const judged = Object.entries(rules).map(([rule, judge]) => ({
    rule: rule as AuditRuleId,
    ...judge(encounters, context),
  }));
  const place = ({ providerId, subject }: AuditFlag) => `${providerId} ${subject}`;
  return {
    flags: judged.flatMap(({ flags }) => [...flags].sort((one, other) => (place(one) < place(other) ? -1 : 1))),
    notJudged: judged.flatMap(({ rule, missing }) => [...new Set(missing)].map((need) => ({ rule, missing: need }))),
  };
}
