import { present } from '../../present.ts';
import { fail, ok, type Result } from '../../result.ts';
import type { LocalDate } from '../../time/local-date.ts';
import { ruleOn, type VisitCategory, type VisitLevel, type VisitRule } from './categories.ts';
import {
  type Decision,
  decisionOfData,
  decisionOfProblems,
  decisionOfRisk,
  isAtLeast,
  notYetCounted,
  type Problems,
  type ReviewedData,
  type RiskFactor,
  twoOfThree,
} from './decision.ts';

/** Whose thresholds for prolonged services apply. */
export const prolongedRules = ['guidelines', 'medicare'] as const;
export type ProlongedRule = (typeof prolongedRules)[number];

/** A coder's findings in the record. */
export interface VisitWorksheet {
  readonly serviceOn: LocalDate;
  readonly category: VisitCategory;
  readonly problems?: Problems;
  readonly data?: ReviewedData;
  readonly risk?: readonly RiskFactor[];
  /** Minutes of the practitioner on the day of the visit, as documented. */
  readonly minutes?: number;
  readonly prolongedBy: ProlongedRule;
}

export type VisitFailure =
  | { readonly kind: 'no-rule' }
  | { readonly kind: 'not-counted-yet'; readonly names: readonly string[] }
  | { readonly kind: 'nothing-decides' };

/** The level of a visit, and how it was determined. */
export interface VisitResult {
  readonly level: number;
  /** What determines the level: the higher of the two; decision making when they are equal and nothing is prolonged. */
  readonly basis: 'decision' | 'time';
  /** The levels of the documented elements; two of the three give `decision`. */
  readonly elements: { readonly problems?: Decision; readonly data?: Decision; readonly risk?: Decision };
  readonly decision?: Decision;
  readonly levelByDecision?: number;
  readonly levelByTime?: number;
  /** Units of 15 minutes of prolonged service, in addition to the highest level by time. */
  readonly prolongedUnits: number;
}

const prolongedMinutes = 15;

/**
 * The level of a visit: by two of problems, data and risk, or by time, whichever is higher. Once two elements are
 * documented, a missing one counts as the lowest. Fails when no rule is in force on the day, or when the worksheet
 * lacks the facts that decide its category.
 */
export function levelOfVisit(worksheet: VisitWorksheet): Result<VisitResult, VisitFailure> {
  const { category, serviceOn, problems, data, risk, minutes, prolongedBy } = worksheet;
  const rule = ruleOn(category, serviceOn);
  if (rule === undefined) return fail({ kind: 'no-rule' });
  const names = notYetCounted(problems ?? {}, risk ?? [], serviceOn);
  if (names.length > 0) return fail({ kind: 'not-counted-yet', names });
  const elements = present({
    problems: problems === undefined ? undefined : decisionOfProblems(problems),
    data: data === undefined ? undefined : decisionOfData(data),
    risk: risk === undefined ? undefined : decisionOfRisk(risk),
  });
  const decision = decisionOf(elements);
  const levelByDecision = decision === undefined ? undefined : highestBy(rule, (level) => meets(level, decision));
  const levelByTime = minutes === undefined ? undefined : highestBy(rule, (level) => lasts(level, minutes));
  if (levelByDecision === undefined && levelByTime === undefined) return fail({ kind: 'nothing-decides' });
  const prolongedUnits = minutes === undefined ? 0 : unitsOf(rule.prolonged[prolongedBy], minutes);
  const isByTime = (levelByTime ?? 0) > (levelByDecision ?? 0) || prolongedUnits > 0;
  return ok({
    level: Math.max(levelByTime ?? 0, levelByDecision ?? 0),
    basis: isByTime ? 'time' : 'decision',
    elements,
    ...present({ decision, levelByDecision, levelByTime }),
    prolongedUnits,
  });
}

function decisionOf({ problems, data, risk }: VisitResult['elements']): Decision | undefined {
  const documented = [problems, data, risk].filter((element) => element !== undefined).length;
  if (documented < 2) return undefined;
  const lowest = 'straightforward';
  return twoOfThree([problems ?? lowest, data ?? lowest, risk ?? lowest]);
}

const meets = ({ decision }: VisitLevel, found: Decision): boolean =>
  decision !== undefined && isAtLeast(found, decision);
const lasts = ({ minutes }: VisitLevel, found: number): boolean => minutes !== undefined && found >= minutes;

function highestBy({ levels }: VisitRule, holds: (level: VisitLevel) => boolean): number | undefined {
  return levels.findLast(holds)?.level;
}

/** Zero below the threshold; one unit at the threshold, and one more for each further 15 minutes. */
function unitsOf(threshold: number | undefined, minutes: number): number {
  if (threshold === undefined || minutes < threshold) return 0;
  return 1 + Math.floor((minutes - threshold) / prolongedMinutes);
}
