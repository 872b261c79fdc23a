import type { EncounterKind } from '../encounter/kinds.ts';
import { fail, ok, type Result } from '../result.ts';
import type { Instant, LocalDate } from '../time/local-date.ts';
import type { AuditedEncounter } from './facts.ts';

/** A category in a model of hierarchical conditions. */
export interface ConditionCategory {
  readonly model: string;
  readonly category: string;
}

/** A category with diagnoses in earlier years and none this year. */
export interface FoundGap extends ConditionCategory {
  readonly patientId: string;
  /** The diagnoses of earlier years, and the encounters, the latest first: at most ten of each. */
  readonly diagnoses: readonly string[];
  readonly encounterIds: readonly string[];
  readonly providerIds: readonly string[];
  /** The last day with a coded diagnosis. */
  readonly lastOn: LocalDate;
}

/** The states of a gap: an encounter that codes it, or a person's reason, ends it. */
export const gapStates = {
  open: 'no encounter of the year codes it',
  coded: 'an encounter of the year codes it, as a later look found',
  linked: 'a person linked the encounter of the year that codes it',
  dismissed: 'a person said why it is not a gap',
} as const;

/** A stored gap, with its outcome. */
export interface ConditionGap extends FoundGap {
  readonly id: string;
  readonly version: number;
  readonly year: number;
  readonly foundAt: Instant;
  readonly state: keyof typeof gapStates;
  readonly encounterId?: string;
  readonly decision?: { readonly by: string; readonly at: Instant; readonly reason?: string };
}

/**
 * The kinds of encounter that count for risk adjustment: an inpatient stay, an outpatient visit, a practitioner's
 * visit.
 */
const counting: ReadonlySet<EncounterKind> = new Set(['professional', 'outpatient-facility', 'inpatient-facility']);

const mostListed = 10;

/** The key of a patient's category. */
export function conditionOf({
  patientId,
  model,
  category,
}: ConditionCategory & { readonly patientId: string }): string {
  return `${patientId} ${model} ${category}`;
}

interface CodedCondition extends ConditionCategory {
  readonly encounter: AuditedEncounter;
  readonly patientId: string;
  readonly diagnosis: string;
}

/** The gaps of a year, and which of its encounters code which categories, by {@link conditionOf}. */
export function conditionGaps(
  encounters: readonly AuditedEncounter[],
  year: number,
  categoriesOf: (diagnosis: string) => readonly ConditionCategory[],
): { readonly gaps: readonly FoundGap[]; readonly coded: ReadonlyMap<string, ReadonlySet<string>> } {
  const conditions = encounters
    .filter(({ kind }) => counting.has(kind))
    .flatMap((encounter) =>
      encounter.diagnoses.flatMap((diagnosis) =>
        categoriesOf(diagnosis).map(
          ({ model, category }): CodedCondition => ({
            ...{ model, category, encounter, diagnosis, patientId: encounter.patientId },
          }),
        ),
      ),
    );
  const isOfYear = ({ encounter }: CodedCondition) => encounter.serviceOn.startsWith(`${year}-`);
  const ofYear = Map.groupBy(conditions.filter(isOfYear), conditionOf);
  const coded = new Map([...ofYear].map(([name, list]) => [name, new Set(list.map(({ encounter }) => encounter.id))]));
  const earlier = Map.groupBy(
    conditions.filter((each) => !isOfYear(each)),
    conditionOf,
  );
  const gaps = [...earlier].flatMap(([name, list]) => (coded.has(name) ? [] : [gapOf(list)]));
  return { gaps, coded };
}

function gapOf(conditions: readonly CodedCondition[]): FoundGap {
  const latestFirst = [...conditions].sort((one, other) =>
    one.encounter.serviceOn < other.encounter.serviceOn ? 1 : -1,
  );
  const { patientId, model, category, encounter } = latestFirst[0] as CodedCondition;
  const firstOf = (texts: readonly string[]) => [...new Set(texts)].slice(0, mostListed);
  return {
    ...{ patientId, model, category, lastOn: encounter.serviceOn },
    diagnoses: firstOf(latestFirst.map(({ diagnosis }) => diagnosis)),
    encounterIds: firstOf(latestFirst.map((each) => each.encounter.id)),
    providerIds: firstOf(latestFirst.map((each) => each.encounter.providerId)),
  };
}

/** What people do with a gap. */
export type GapAction =
  | { readonly do: 'link'; readonly encounterId: string }
  | { readonly do: 'dismiss'; readonly reason: string }
  | { readonly do: 'reopen'; readonly reason: string };

export type GapFailure = 'condition-gap-ended' | 'condition-gap-open';

/** The next version of a gap. The caller first checks that the encounter codes the condition. */
export function afterGapAction(
  before: ConditionGap,
  action: GapAction,
  by: { readonly by: string; readonly at: Instant },
): Result<ConditionGap, GapFailure> {
  const { encounterId: _before, decision: _decision, ...rest } = before;
  const next = { ...rest, version: before.version + 1 };
  if (action.do === 'reopen') {
    if (before.state === 'open') return fail('condition-gap-open');
    return ok({ ...next, state: 'open', decision: { ...by, reason: action.reason } });
  }
  if (before.state !== 'open') return fail('condition-gap-ended');
  return action.do === 'link'
    ? ok({ ...next, state: 'linked', encounterId: action.encounterId, decision: by })
    : ok({ ...next, state: 'dismissed', decision: { ...by, reason: action.reason } });
}
