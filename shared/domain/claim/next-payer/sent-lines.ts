import type { EncounterLine } from '../../encounter/encounter.ts';
import { present } from '../../present.ts';
import type { SentLine } from '../../remittance/match/match-lines.ts';
import type { Claim } from '../claim.ts';

/** The lines of a claim as payers name them in their answers. */
export function sentLines(lines: readonly EncounterLine[]): readonly SentLine[] {
  return lines.map((line, index) => ({
    number: index + 1,
    controlNumber: `L${index + 1}`,
    // For a facility's line without a procedure, payers name the revenue code.
    procedure: line.procedure ?? ('revenueCode' in line ? line.revenueCode : ''),
    modifiers: 'modifiers' in line ? line.modifiers : [],
    chargeCents: line.chargeCents,
    serviceFrom: line.serviceOn,
  }));
}

/** The lines of a claim as it was sent, as payers name them. */
export function linesOfClaim(claim: Claim): SentLine[] {
  return claim.serviceLines.map(sentLine);
}

function sentLine(line: Claim['serviceLines'][number], index: number): SentLine {
  const { controlNumber, procedure, modifiers = [], chargeCents, serviceFrom } = line;
  // A facility's line may have no procedure; payers then name its revenue code.
  const code = procedure ?? ('revenueCode' in line ? line.revenueCode : '');
  return {
    // Late charges start after the lines that the payer has.
    number: Number(/^L([1-9]\d*)$/.exec(controlNumber ?? '')?.[1] ?? index + 1),
    ...present({ controlNumber }),
    procedure: code,
    modifiers,
    chargeCents,
    ...present({ serviceFrom }),
  };
}
