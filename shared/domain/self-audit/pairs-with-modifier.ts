import type { Citation, NcciSetting } from '../code-set/references.ts';
import { ncciModifiers, ptpSetting } from '../edits/pairs.ts';
import { present } from '../present.ts';
import { type LocalDate, monthsBetween } from '../time/local-date.ts';
import type { AuditContext, AuditNeed, AuditRule } from './audit-rule.ts';
import type { AuditedEncounter } from './facts.ts';
import { type FlagReason, isAbove, isMoreThan } from './flag.ts';
import { type Counted, flagsOfRates, type Measured, measure, sumOf } from './measure.ts';

/** One person's services for one patient on one day, which NCCI considers together. */
interface Session {
  readonly setting: Exclude<NcciSetting, 'equipment'>;
  readonly providerId: string;
  readonly serviceOn: LocalDate;
  readonly encounterIds: Set<string>;
  /** By procedure: whether one of its lines has a modifier with which NCCI pays both of a pair. */
  readonly procedures: Map<string, boolean>;
}

/**
 * Pairs that NCCI pays only with a modifier, and that were billed with one: the share of a provider's sessions with the
 * first procedure that also have the second, by month.
 */
export const pairsWithModifier: AuditRule = (encounters, context) => {
  const sessions = [...sessionsOf(encounters).values()];
  const missing = new Set<AuditNeed>();
  const citations = new Map<string, Citation>();
  const pairsOf = new Map<Session, ReadonlySet<string>>();
  for (const session of sessions) {
    const pairs = new Set<string>();
    for (const [column1, column2] of possiblePairs(session)) {
      const answer = context.references.ptp(session.setting, [column1, column2], session.serviceOn);
      if (answer.kind === 'not-loaded') missing.add(`ncci-ptp-${session.setting}`);
      if (answer.kind !== 'found' || answer.row.modifierIndicator !== '1') continue;
      pairs.add(`${column1}+${column2}`);
      citations.set(`${column1}+${column2}`, answer.citation);
    }
    if (pairs.size > 0) pairsOf.set(session, pairs);
  }
  const measured = measure(countedPairs(sessions, pairsOf, [...citations.keys()]));
  const { pairSharePercent } = context.settings;
  const flags = flagsOfRates('pairs-with-modifier', measured, context, (each) => {
    const citation = citations.get(each.subject);
    return {
      reasons: reasonsOf(each, context),
      threshold: { name: 'pairSharePercent', value: pairSharePercent },
      ...present({ citation }),
    };
  });
  return { flags, missing: [...missing] };
};

function sessionsOf(encounters: readonly AuditedEncounter[]): ReadonlyMap<string, Session> {
  const sessions = new Map<string, Session>();
  for (const { id, kind, patientId, lines } of encounters) {
    const setting = ptpSetting({ kind });
    if (setting === undefined) continue;
    for (const { providerId, procedure, modifiers, serviceOn } of lines) {
      const key = `${setting} ${patientId} ${providerId} ${serviceOn}`;
      const session: Session = sessions.get(key) ?? {
        ...{ setting, providerId, serviceOn, encounterIds: new Set(), procedures: new Map() },
      };
      sessions.set(key, session);
      session.encounterIds.add(id);
      const isModified = modifiers.some((modifier) => ncciModifiers.has(modifier));
      session.procedures.set(procedure, isModified || session.procedures.get(procedure) === true);
    }
  }
  return sessions;
}

/** Two different procedures, in both orders, one of them with a modifier. */
function* possiblePairs({ procedures }: Session): Iterable<readonly [string, string]> {
  for (const [column1, isModified] of procedures) {
    for (const [column2, isOtherModified] of procedures) {
      if (column1 !== column2 && (isModified || isOtherModified)) yield [column1, column2];
    }
  }
}

/**
 * Every session with the first procedure of a billed pair, so that the comparison includes providers who never bill the
 * second.
 */
function* countedPairs(
  sessions: readonly Session[],
  pairsOf: ReadonlyMap<Session, ReadonlySet<string>>,
  pairs: readonly string[],
): Iterable<Counted> {
  const byFirst = Map.groupBy(pairs, (pair) => pair.split('+')[0] as string);
  for (const session of sessions) {
    const { providerId, serviceOn, encounterIds, procedures } = session;
    for (const column1 of procedures.keys()) {
      for (const subject of byFirst.get(column1) ?? []) {
        const isHit = pairsOf.get(session)?.has(subject) === true;
        yield { providerId, subject, encounterIds: [...encounterIds], isHit, part: serviceOn.slice(0, 7) };
      }
    }
  }
}

function reasonsOf({ ratio, parts }: Measured, { settings, period }: AuditContext): readonly FlagReason[] {
  const months = monthsBetween(period.from, period.to);
  const half = Math.floor(months.length / 2);
  const sumOfMonths = (some: readonly string[]) => sumOf(some.flatMap((month) => parts.get(month) ?? []));
  const [earlier, later] = [sumOfMonths(months.slice(0, half)), sumOfMonths(months.slice(months.length - half))];
  const isJudged = Math.min(earlier.of, later.of) >= Math.max(1, settings.leastEncounters);
  return [
    ...(isMoreThan(ratio, settings.pairSharePercent) ? (['above-threshold'] as const) : []),
    ...(isJudged && isAbove(later, earlier, settings.pointsAbove) ? (['rising'] as const) : []),
  ];
}
