import type { Claim } from '../../domain/claim/claim.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import { plain } from './paper-text.ts';

/**
 * What a code means on a day, in the words of a list that the office has loaded: the texts of the NUBC and of the CDT
 * need a licence. Undefined when the office has no list, or the list has no such code.
 */
export type CodeTitle = (set: 'revenue-codes' | 'cdt', code: string, on: LocalDate) => string | undefined;

/**
 * The day whose titles a claim has: the last day of the bill, which of a stay is the discharge, or else of its services.
 * Only a claim that states no day at all has those of the day on which it is laid out.
 */
export function titlesOn(claim: Claim, madeOn: LocalDate): LocalDate {
  const days = claim.serviceLines.flatMap(({ serviceFrom }) => serviceFrom ?? []).toSorted();
  if (claim.kind === 'institutional') return claim.statementTo ?? days.at(-1) ?? madeOn;
  return days.at(-1) ?? (claim.kind === 'dental' ? claim.serviceFrom : undefined) ?? madeOn;
}

/** A title, cut where its box ends: the code beside it says all of it, so nothing of the claim is lost. */
export function titleIn(width: number, title: string | undefined): string {
  return plain(title ?? '')
    .slice(0, width)
    .trimEnd();
}
