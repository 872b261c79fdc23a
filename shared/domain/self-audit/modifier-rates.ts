import type { AuditRule } from './audit-rule.ts';
import type { AuditedEncounter } from './facts.ts';
import { type Counted, flagsOfRates, measure } from './measure.ts';
import { visitsByCode } from './visit-levels.ts';

/** Modifiers that state that a procedure was distinct from another one. */
const distinct: ReadonlySet<string> = new Set(['59', 'XE', 'XP', 'XS', 'XU']);

/**
 * The share of visits with modifier 25, and of other services with 59 or X{EPSU}, compared with others of the same
 * taxonomy.
 */
export const modifierRates: AuditRule = (encounters, context) => {
  const visits = visitsByCode(context.evaluationCodes);
  const measured = measure(countedLines(encounters, visits));
  const flags = flagsOfRates('modifier-rates', measured, context);
  return { flags, missing: visits.size === 0 ? ['evaluation-codes'] : [] };
};

function* countedLines(
  encounters: readonly AuditedEncounter[],
  visits: ReadonlyMap<string, unknown>,
): Iterable<Counted> {
  for (const { id, lines } of encounters) {
    for (const { procedure, modifiers, providerId } of lines) {
      const isVisit = visits.has(procedure);
      const isHit = isVisit ? modifiers.includes('25') : modifiers.some((modifier) => distinct.has(modifier));
      yield { providerId, subject: isVisit ? '25' : '59', encounterIds: [id], isHit };
    }
  }
}
