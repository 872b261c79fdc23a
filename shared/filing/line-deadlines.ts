import type { Claim } from '../domain/claim/claim.ts';
import type { FilingDocument } from '../domain/claim/filing-document.ts';
import type { Clock } from '../domain/deadline/deadline.ts';
import { type LineClock, type LineDays, lineClocks } from '../domain/deadline/line-clocks.ts';
import type { PayerTerms } from '../domain/deadline/payer-terms.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import { readFilingDocuments, toldFiling } from '../store/filings.ts';
import type { Table } from '../store/table.ts';
import type { FoundDeadline } from './open-deadlines.ts';

/** The dates of a claim's services. Empty for a facility's claim, whose limit counts from its through date. */
function daysOfLines(claim: Claim, serviceFrom: LocalDate): readonly LineDays[] {
  if (claim.kind === 'institutional') return [];
  return claim.serviceLines.map((line, index) => {
    const from = line.serviceFrom ?? serviceFrom;
    return { line: index + 1, from, to: line.serviceTo ?? from };
  });
}

/**
 * The limits of single lines, for each deadline to file or correct a claim, in the given order. A deadline has none if
 * it does not count from the dates of single lines.
 */
export async function readLineClocks(
  table: Table,
  tenant: TenantId,
  deadlines: readonly FoundDeadline[],
  asOf: LocalDate,
): Promise<readonly (readonly LineClock[])[]> {
  const ofClaims = deadlines.flatMap((deadline) => {
    const { balance, terms, open } = deadline;
    return balance === undefined || terms === undefined ? [] : [{ deadline, balance, terms, open }];
  });
  const names = ofClaims.map(({ balance, open: { filing } }) =>
    filing === undefined ? toldFiling(balance) : { claimId: balance.claimId, number: filing },
  );
  const documents = await readFilingDocuments(table, tenant, names);
  const found = new Map(
    ofClaims.map(({ deadline, terms, open: { clock } }, index) => {
      const document = documents[index];
      return [deadline, document === undefined ? [] : clocksOfLines(document, clock, { terms, asOf })] as const;
    }),
  );
  return deadlines.map((deadline) => found.get(deadline) ?? []);
}

/** The payer's terms, and the day on which the payer received the claim. */
interface LineRule {
  readonly terms: PayerTerms;
  readonly asOf: LocalDate;
}

/** The limits of a filing's lines, if its clock counts from the dates of the lines; none otherwise. */
export function clocksOfLines(
  { claim, serviceFrom }: Pick<FilingDocument, 'claim' | 'serviceFrom'>,
  { kind, countedFrom }: Clock,
  { terms, asOf }: LineRule,
): readonly LineClock[] {
  if ((kind !== 'timely-filing' && kind !== 'corrected-claim') || countedFrom.event !== 'service') return [];
  return lineClocks(daysOfLines(claim, serviceFrom), kind, terms, asOf);
}
