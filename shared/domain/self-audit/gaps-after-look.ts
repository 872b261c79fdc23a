import type { Instant } from '../time/local-date.ts';
import { type ConditionGap, conditionOf, type FoundGap } from './condition-gaps.ts';

/** The actor for gaps that no person decided. */
const looker = 'run-self-audit';

/** The result of examining a year. */
export interface Look {
  readonly year: number;
  readonly at: Instant;
  /** The gaps, by their ids. */
  readonly found: ReadonlyMap<string, FoundGap>;
  /** The encounters of the year that code a condition, by {@link conditionOf}. */
  readonly coded: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * The gaps that change, each as its next version. A person's reason stays. A gap that ended because an encounter codes
 * the condition, or because its basis disappeared, reopens when that is no longer so: an encounter can be corrected at
 * any time.
 */
export function gapsAfterLook(kept: readonly ConditionGap[], look: Look): readonly ConditionGap[] {
  const { year, at, found } = look;
  const known = new Set(kept.map(({ id }) => id));
  const fresh = [...found].filter(([id]) => !known.has(id));
  return [
    ...fresh.map(([id, gap]): ConditionGap => ({ ...gap, id, version: 1, year, foundAt: at, state: 'open' })),
    ...kept.flatMap((gap) => nextOf(gap, look) ?? []),
  ];
}

function nextOf(gap: ConditionGap, { at, found, coded }: Look): ConditionGap | undefined {
  const { encounterId, decision, ...rest } = gap;
  const next = { ...rest, version: gap.version + 1 };
  const because = (reason: string) => ({ decision: { by: looker, at, reason } });
  const gapNow = found.get(gap.id);
  if (gap.state === 'dismissed') {
    if (decision?.by !== looker || gapNow === undefined) return undefined;
    return { ...next, ...gapNow, state: 'open', ...because('its earlier encounters have it again') };
  }
  if (gapNow !== undefined) {
    if (gap.state !== 'open')
      return { ...next, ...gapNow, state: 'open', ...because('the encounter that coded it no longer does') };
    const isSame = JSON.stringify(groundOf(gap)) === JSON.stringify(groundOf(gapNow));
    return isSame ? undefined : { ...gap, ...gapNow, version: next.version };
  }
  const coding = coded.get(conditionOf(gap)) ?? new Set();
  if (encounterId !== undefined && coding.has(encounterId)) return undefined;
  const [other] = coding;
  if (other !== undefined) return { ...next, state: 'coded', encounterId: other };
  return {
    ...next,
    state: 'dismissed',
    ...because('its earlier encounters no longer have it, or the patient has died'),
  };
}

/** The basis of a gap. */
const groundOf = ({ diagnoses, encounterIds, providerIds, lastOn }: FoundGap) => [
  diagnoses,
  encounterIds,
  providerIds,
  lastOn,
];
