import { type Encounter, type EncounterLine, splitIntoClaims } from '../../encounter/encounter.ts';
import { formOfKind } from '../../encounter/kinds.ts';
import { totalCharge } from '../../encounter/line-charges.ts';
import type { ClaimId } from '../../identity/ids.ts';
import { type Cents, cents } from '../../money/cents.ts';

/**
 * The patient's payment in a claim. An encounter may make several claims: each states at most its charges, in order,
 * and the last one the rest, so that together they state the amount once. Undefined when nothing is left to state.
 */
export function patientPaidOf(encounter: Encounter, claimId: ClaimId): Cents | undefined {
  const { patientPaidCents, lines, kind, state } = encounter;
  const place = state.kind === 'final' ? state.claimIds.indexOf(claimId) : 0;
  if (patientPaidCents === undefined || place < 0) return patientPaidCents;
  const charges = splitIntoClaims<EncounterLine>(lines, formOfKind(kind)).map(totalCharge);
  const before = charges.slice(0, place).reduce((sum, charge) => sum + charge, 0);
  const left = Math.max(0, patientPaidCents - before);
  if (place > 0 && left === 0) return undefined;
  return cents(place === charges.length - 1 ? left : Math.min(left, charges[place] ?? 0));
}
