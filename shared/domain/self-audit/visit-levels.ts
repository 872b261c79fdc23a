import { categories, type VisitCategory } from '../encounter/evaluation/categories.ts';
import type { EvaluationCodes } from '../encounter/evaluation/evaluation-codes.ts';
import type { AuditContext, AuditRule } from './audit-rule.ts';
import type { AuditedEncounter } from './facts.ts';
import type { AuditFlag, Ratio } from './flag.ts';
import { type Counted, flagsOfRates, type Measured, measure } from './measure.ts';

/** A visit code. */
export interface CodedVisit {
  readonly category: VisitCategory;
  readonly level: number;
}

/** The office's visit codes, by code. */
export function visitsByCode({ levels }: EvaluationCodes): ReadonlyMap<string, CodedVisit> {
  return new Map(levels.map(({ code, category, level }) => [code, { category, level }]));
}

/** The upper half of a category's levels: 4 and 5 of office visits, 3 of initial hospital care. */
export function highLevels(category: VisitCategory): ReadonlySet<number> {
  const levels = [...new Set(categories[category].rules.flatMap((rule) => rule.levels.map(({ level }) => level)))];
  levels.sort((one, other) => other - one);
  return new Set(levels.slice(0, Math.floor(levels.length / 2)));
}

/** The levels of a provider's visits, compared with others of the same taxonomy and with the specialty's table. */
export const visitLevels: AuditRule = (encounters, context) => {
  const visits = visitsByCode(context.evaluationCodes);
  if (visits.size === 0) return { flags: [], missing: ['evaluation-codes'] };
  const measured = measure(countedVisits(encounters, visits));
  const flags = flagsOfRates('visit-levels', measured, context, (each) => {
    const specialty = specialtyOf(each, context);
    return specialty === undefined ? {} : { specialty };
  });
  return { flags: flags.map(withDistribution), missing: [] };
};

function* countedVisits(
  encounters: readonly AuditedEncounter[],
  visits: ReadonlyMap<string, CodedVisit>,
): Iterable<Counted> {
  for (const { id, lines } of encounters) {
    for (const { procedure, providerId } of lines) {
      const visit = visits.get(procedure);
      if (visit === undefined) continue;
      const { category, level } = visit;
      const isHit = highLevels(category).has(level);
      yield { providerId, subject: category, encounterIds: [id], isHit, part: `level ${level}` };
    }
  }
}

/** Adds to a flag how many visits have each level, and how many there are in all. */
function withDistribution(flag: AuditFlag): AuditFlag {
  const { own, peers, parts } = flag;
  return {
    ...flag,
    parts: parts.map((part) => ({
      ...{ name: part.name, count: part.of, of: own.of },
      ...(peers === undefined ? {} : { peers: { count: part.peers?.of ?? 0, of: peers.of } }),
    })),
  };
}

/** The same share in the specialty's table, if it has enough visits. */
function specialtyOf(
  { providerId, subject }: Measured,
  { providers, settings, specialtyLevels }: AuditContext,
): AuditFlag['specialty'] | undefined {
  const taxonomy = providers.get(providerId)?.taxonomyCode;
  const rows = specialtyLevels.rows.filter((row) => row.taxonomyCode === taxonomy && row.category === subject);
  const high = highLevels(subject as VisitCategory);
  const { count, of } = rows.reduce<Ratio>(
    (sum, { level, visits }) => ({ count: sum.count + (high.has(level) ? visits : 0), of: sum.of + visits }),
    { count: 0, of: 0 },
  );
  if (of < settings.leastEncounters) return undefined;
  return { count, of, source: specialtyLevels.source ?? '' };
}
