import type { ClaimRules, ClaimUnit } from '../practice/claim-rules.ts';
import type { DraftEncounter, DraftLine } from './encounter.ts';
import { formOfKind, linesPerClaim } from './kinds.ts';

type Naming = Readonly<Record<string, unknown>>;

/** The line's value, or else the encounter's. */
const stated = (line: DraftLine, encounter: DraftEncounter, field: string): string =>
  String((line as unknown as Naming)[field] ?? (encounter as unknown as Naming)[field] ?? '');

const unitOf: { readonly [Unit in ClaimUnit]: (line: DraftLine, encounter: DraftEncounter) => string } = {
  day: ({ serviceOn }) => serviceOn,
  month: ({ serviceOn }) => serviceOn.slice(0, 7),
  'rendering-provider': (line, encounter) => stated(line, encounter, 'renderingProviderId'),
  'place-of-service': (line, encounter) => stated(line, encounter, 'placeOfService'),
  facility: (line, encounter) => stated(line, encounter, 'facilityId'),
};

/**
 * The encounter with its lines grouped into claims as a payer requires: each group of the office's own is split
 * further, in line order. Unchanged when the claims already meet the requirements.
 */
export function groupedForPayer<Encounter extends DraftEncounter>(
  encounter: Encounter,
  rules: ClaimRules | undefined,
): Encounter {
  const { onePer = [], linesPerClaim: wanted } = rules ?? {};
  const most = Math.min(wanted ?? Number.POSITIVE_INFINITY, linesPerClaim[formOfKind(encounter.kind)]);
  const lines: readonly DraftLine[] = encounter.lines;
  const keyOf = (line: DraftLine) => {
    const own = String(line.claimGroup ?? 0).padStart(3, '0');
    return [own, ...onePer.map((unit) => unitOf[unit](line, encounter))].join('|');
  };
  const groups = [...Map.groupBy(lines, keyOf)].sort(([left], [right]) => order(left, right));
  const claims = groups.flatMap(([, group]) => chunks(group, most));
  const before = new Set(lines.map(({ claimGroup = 0 }) => claimGroup)).size;
  if (rules === undefined || claims.length <= before) return encounter;
  const groupOf = new Map(claims.flatMap((claim, index) => claim.map((line) => [line, index + 1] as const)));
  return { ...encounter, lines: lines.map((line) => ({ ...line, claimGroup: groupOf.get(line) })) } as Encounter;
}

/** By the office's own groups; within them claims are ordered by their first lines. */
const order = (left: string, right: string): number => left.slice(0, 3).localeCompare(right.slice(0, 3));

function chunks<Line>(lines: readonly Line[], most: number): readonly (readonly Line[])[] {
  return Array.from({ length: Math.ceil(lines.length / most) }, (_, index) =>
    lines.slice(index * most, (index + 1) * most),
  );
}
