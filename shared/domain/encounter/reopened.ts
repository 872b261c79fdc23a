import type { DraftEncounter, DraftState, Encounter } from './encounter.ts';

/**
 * Turns a final encounter into a draft again. Fee schedule prices are looked up again at finalisation, because their
 * codes may change; entered charges stay. A grouper's group is also found again. The effects of the office's rules
 * stay: rules act once.
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
  // The lines are the encounter's own, so they fit its form.
  return { ...rest, ...found, version: encounter.version + 1, state, lines } as DraftEncounter;
}
