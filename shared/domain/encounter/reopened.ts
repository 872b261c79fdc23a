import type { DraftEncounter, DraftState, Encounter } from './encounter.ts';

/**
 * A final encounter as a draft again. Charges that a fee schedule gave are taken from it anew when the draft is finalised, because what they are
 * the price of may change; charges that somebody gave stay. So is a group that a grouper found. What the office's rules did stays as well: they act once.
 */
export function reopenedDraft(encounter: Encounter, state: DraftState): DraftEncounter {
  const { prices = [], ...rest } = encounter;
  const priced = new Set(prices.flatMap(({ lines }) => lines.map(({ pointer }) => pointer)));
  const lines = encounter.lines.map((line, index) => {
    if (!priced.has(`/lines/${index}`)) return line;
    const { chargeCents: _taken, ...unpriced } = line;
    return unpriced;
  });
  const found = 'drg' in rest && rest.drg?.isFound === true ? { drg: undefined } : {};
  // The lines are the encounter's own: they are of its form.
  return { ...rest, ...found, version: encounter.version + 1, state, lines } as DraftEncounter;
}
