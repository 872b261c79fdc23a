import type { EncounterLine } from '../../encounter/encounter.ts';
import type { SentLine } from '../../remittance/match/match-lines.ts';

/** The lines of a claim as payers name them in their answers. */
export function sentLines(lines: readonly EncounterLine[]): readonly SentLine[] {
  return lines.map((line, index) => ({
    number: index + 1,
    controlNumber: `L${index + 1}`,
    // Of a facility's line without a procedure payers name the revenue code.
    procedure: line.procedure ?? ('revenueCode' in line ? line.revenueCode : ''),
    modifiers: 'modifiers' in line ? line.modifiers : [],
    chargeCents: line.chargeCents,
    serviceFrom: line.serviceOn,
  }));
}
