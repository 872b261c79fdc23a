import type { ClaimId } from '../identity/ids.ts';
import type { Cents } from '../money/cents.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { Claim } from './claim.ts';

/**
 * A claim that another system made, as it stands. Every filing of it is made of this, as one of ours is of its encounter: so it can be corrected,
 * voided and billed to the next payer with all that it says.
 */
export interface ClaimSource {
  readonly claimId: ClaimId;
  readonly claim: Claim;
  /** The position of the share for which the other system made it, 0 for the payer that is billed first. */
  readonly share: number;
  /** The patient control number that the other system gave it. */
  readonly controlNumber: string;
  /** What it charged as it came: of a claim that was sent elsewhere, the part that is not income of this office's books. */
  readonly takenCents: Cents;
  /** Which intake brought it, and as which of its claims. */
  readonly intakeId: string;
  readonly record: number;
  /** What tells the same claim of the other system when it comes again: digests of what came for it. */
  readonly digests: readonly string[];
}

/** The first and last day of a claim's services; undefined when it states none. */
export function serviceDays(claim: Claim): { readonly from: LocalDate; readonly to: LocalDate } | undefined {
  const own =
    claim.kind === 'institutional'
      ? [claim.statementFrom, claim.statementTo]
      : claim.kind === 'dental'
        ? [claim.serviceFrom, claim.serviceTo]
        : [];
  const stated = own.filter((day) => day !== undefined);
  const days =
    claim.kind === 'institutional' && stated.length > 0
      ? stated
      : [...stated, ...claim.serviceLines.flatMap(({ serviceFrom, serviceTo }) => [serviceFrom, serviceTo])];
  const sorted = days.filter((day) => day !== undefined).sort();
  const [from] = sorted;
  return from === undefined ? undefined : { from, to: sorted.at(-1) as LocalDate };
}
