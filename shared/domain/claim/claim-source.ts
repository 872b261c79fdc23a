import type { ClaimId } from '../identity/ids.ts';
import type { Cents } from '../money/cents.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { Claim } from './claim.ts';

/**
 * The current content of a claim that another system made. Every filing is made from it, as one of ours is made from
 * its encounter: so it can be corrected, voided and billed to the next payer with all of its content.
 */
export interface ClaimSource {
  readonly claimId: ClaimId;
  readonly claim: Claim;
  /** Which payer the other system made it for: 0 is the primary. */
  readonly share: number;
  /** The patient control number that the other system gave it. */
  readonly controlNumber: string;
  /**
   * The charge at the time it was imported: for a claim that was sent elsewhere, the part that is not income of this
   * office's books.
   */
  readonly takenCents: Cents;
  /** The intake that brought it, and the claim's number there. */
  readonly intakeId: string;
  readonly record: number;
  /** Digests of its content as received, which identify the same claim when it comes again. */
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
