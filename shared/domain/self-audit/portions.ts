import type { AuditedEncounter } from './facts.ts';

/**
 * How many services and diagnoses are stored in one item: at some 10 to 25 bytes each, compressed, far below an item's
 * limit.
 */
const mostOfPortion = 4_000;

/** Encounters in portions that each fit into an item: long stays have hundreds of services. */
export function portionsOf(encounters: readonly AuditedEncounter[]): readonly (readonly AuditedEncounter[])[] {
  const portions: AuditedEncounter[][] = [];
  let room = 0;
  for (const encounter of encounters) {
    const size = encounter.lines.length + encounter.diagnoses.length;
    const last = portions.at(-1);
    if (last === undefined || size > room) {
      portions.push([encounter]);
      room = mostOfPortion - size;
    } else {
      last.push(encounter);
      room -= size;
    }
  }
  return portions;
}
