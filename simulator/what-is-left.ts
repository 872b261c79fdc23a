import type { Claim } from '../shared/domain/claim/claim.ts';
import { type Cents, cents, sumCents, zeroCents } from '../shared/domain/money/cents.ts';

type Line = Claim['serviceLines'][number];
type Stated = readonly { readonly group: string; readonly cents: Cents }[];

/**
 * The amount that the earlier payers left on each line. It is the last payer's patient responsibility: from the lines
 * (2430), or, if that payer decided the claim as a whole (2320), allocated to one line after another. Never more than a
 * line's charge. Undefined when no payer has decided.
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
    // If the last payer decided by line, a line that it has not decided is left with its whole charge.
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
