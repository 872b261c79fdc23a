import type { Claim } from '../shared/domain/claim/claim.ts';
import { type Cents, cents, sumCents, zeroCents } from '../shared/domain/money/cents.ts';

type Line = Claim['serviceLines'][number];
type Stated = readonly { readonly group: string; readonly cents: Cents }[];

/**
 * The amount that the earlier payers left of each line: the last payer's patient amounts, from lines (2430) or, if it
 * decided the claim as a whole (2320), allocated line by line from the first. Never more than a line's charge.
 * Undefined when no payer has decided.
 */
export function whatIsLeft({ serviceLines, otherCoverages = [] }: Claim): readonly Cents[] | undefined {
  const ofClaim = otherCoverages.findLast(
    ({ paidCents, adjustments }) => paidCents !== undefined || adjustments !== undefined,
  );
  const byLine = serviceLines.map(leftOfLine);
  if (ofClaim === undefined && byLine.every((left) => left === undefined)) return undefined;
  const isByLine = byLine.some((left) => left !== undefined);
  const stated = sumCents(patientShares(ofClaim?.adjustments ?? []));
  let spare: number = isByLine ? stated : (ofClaim?.remainingPatientLiabilityCents ?? stated);
  return serviceLines.map((line, index) => {
    // A line that the last payer has not decided is left whole, if it decided by line.
    const own = Math.min(line.chargeCents, byLine[index] ?? (isByLine ? line.chargeCents : 0));
    const more = Math.max(0, Math.min(spare, line.chargeCents - own));
    spare -= more;
    return cents(own + more);
  });
}

/** Undefined when no payer has decided about the line. */
function leftOfLine({ adjudications = [] }: Line): Cents | undefined {
  const last = adjudications.filter(({ payerId }) => payerId === adjudications.at(-1)?.payerId);
  if (last.length === 0) return undefined;
  const stated = sumCents(last.flatMap(({ adjustments = [] }) => patientShares(adjustments)));
  const remaining = last.find(({ remainingPatientLiabilityCents: left }) => left !== undefined);
  return cents(Math.max(zeroCents, remaining?.remainingPatientLiabilityCents ?? stated));
}

function patientShares(adjustments: Stated): Cents[] {
  return adjustments.filter(({ group }) => group === 'PR').map((each) => each.cents);
}
