import { ruleOn } from '../encounter/evaluation/categories.ts';
import { formOfKind } from '../encounter/kinds.ts';
import { daysThrough, type LocalDate } from '../time/local-date.ts';
import type { AuditContext, AuditRule } from './audit-rule.ts';
import type { AuditedEncounter, AuditedLine } from './facts.ts';
import { type AuditFlag, behind } from './flag.ts';
import { type CodedVisit, visitsByCode } from './visit-levels.ts';

/** The source of a service's minutes. */
export const minuteSources = {
  documented: 'a worksheet of the visit’s level states them',
  billed: 'the line bills minutes',
  level: 'the least time of the visit’s level',
  typical: 'the office’s table of typical minutes, or 15 for a unit of prolonged service',
} as const;

type MinuteSource = keyof typeof minuteSources;

/** A person who directs several anesthesias at once has their minutes at the same time. */
const concurrent: ReadonlySet<string> = new Set(['AD', 'QK', 'QY']);

const prolongedMinutes = 15;
const minutesOfADay = 1440;

/**
 * Days on which one person's services take more minutes than the office considers possible. Facilities and groups have
 * many people, and no such days.
 */
export const impossibleDays: AuditRule = (encounters, context) => {
  const { dayMinutes } = context.settings;
  const days = Map.groupBy(timedServices(encounters, context), ({ providerId, day }) => `${providerId} ${day}`);
  const flags = [...days.values()].flatMap((services): AuditFlag[] => {
    const minutesOf = (list: readonly TimedService[]) => list.reduce((sum, { minutes }) => sum + minutes, 0);
    const total = minutesOf(services);
    const [first] = services;
    if (first === undefined || total <= dayMinutes) return [];
    const bySource = Map.groupBy(services, ({ source }) => source);
    const ids = services.map(({ encounterId }) => encounterId);
    return [
      {
        ...{ rule: 'impossible-days', providerId: first.providerId, subject: first.day },
        reasons: ['above-threshold'],
        own: { count: total, of: minutesOfADay },
        threshold: { name: 'dayMinutes', value: dayMinutes },
        parts: [...bySource]
          .map(([name, list]) => ({ name, count: minutesOf(list), of: total }))
          .sort((one, other) => (one.name < other.name ? -1 : 1)),
        encounters: new Set(ids).size,
        ...behind(ids),
      },
    ];
  });
  const hasTimes = context.evaluationCodes.levels.length > 0;
  return { flags, missing: hasTimes ? [] : ['evaluation-codes'] };
};

interface TimedService {
  readonly encounterId: string;
  readonly providerId: string;
  readonly day: LocalDate;
  readonly minutes: number;
  readonly source: MinuteSource;
}

function* timedServices(encounters: readonly AuditedEncounter[], context: AuditContext): Iterable<TimedService> {
  const { evaluationCodes, settings, period, providers } = context;
  const isPerson = (id: string) => providers.get(id)?.name?.kind !== 'organization';
  const visits = visitsByCode(evaluationCodes);
  const prolonged = new Set(evaluationCodes.prolonged.map(({ code }) => code));
  const typical = new Map(settings.typicalMinutes.map(({ procedure, minutes }) => [procedure, minutes]));
  for (const encounter of encounters) {
    if (formOfKind(encounter.kind) === 'institutional') continue;
    // A worksheet covers one visit of its day, and its prolonged services.
    const documented = new Map(encounter.documentedMinutes.map(({ serviceOn, minutes }) => [serviceOn, minutes]));
    const spoken = new Set(documented.keys());
    for (const line of encounter.lines) {
      if (!isPerson(line.providerId)) continue;
      const { providerId, serviceOn: day, procedure } = line;
      const service = { encounterId: encounter.id, providerId, day };
      const visit = visits.get(procedure);
      const stated = documented.get(day);
      if (visit !== undefined && stated !== undefined) {
        documented.delete(day);
        yield { ...service, minutes: stated, source: 'documented' };
      } else if (visit !== undefined) {
        yield* spread(service, line, { each: leastMinutes(visit, day), source: 'level', to: period.to });
      } else if (line.isMinutes) {
        if (line.modifiers.some((modifier) => concurrent.has(modifier))) continue;
        yield* spread(service, line, { each: 1, source: 'billed', to: period.to });
      } else if (prolonged.has(procedure)) {
        if (!spoken.has(day))
          yield* spread(service, line, { each: prolongedMinutes, source: 'typical', to: period.to });
      } else {
        const each = typical.get(procedure) ?? 0;
        if (each > 0) yield* spread(service, line, { each, source: 'typical', to: period.to });
      }
    }
  }
}

/** The minutes of a line on each of its days: whole minutes, rounded down, so that a sum is never too large. */
function* spread(
  service: Omit<TimedService, 'minutes' | 'source'>,
  { thousandths, serviceOn, serviceTo }: AuditedLine,
  { each, source, to }: { readonly each: number; readonly source: MinuteSource; readonly to: LocalDate },
): Iterable<TimedService> {
  const days = daysThrough(serviceOn, serviceTo);
  const minutes = Math.floor((thousandths * each) / (1000 * days.length));
  for (const day of days) if (day <= to) yield { ...service, day, minutes, source };
}

function leastMinutes({ category, level }: CodedVisit, day: LocalDate): number {
  return ruleOn(category, day)?.levels.find((each) => each.level === level)?.minutes ?? 0;
}
