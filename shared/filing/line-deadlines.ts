import type { Claim } from '../domain/claim/claim.ts';
import { type LineClock, type LineDays, lineClocks } from '../domain/deadline/line-clocks.ts';
import type { PayerTerms } from '../domain/deadline/payer-terms.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import { readFilingDocuments, toldFiling } from '../store/filings.ts';
import type { Table } from '../store/table.ts';
import type { ClaimDeadline } from './open-deadlines.ts';

/** The days of a claim's services. Empty for a facility's claim, whose time counts from its through date. */
function daysOfLines(claim: Claim, serviceFrom: LocalDate): readonly LineDays[] {
  if (claim.kind === 'institutional') return [];
  return claim.serviceLines.map((line, index) => {
    const from = line.serviceFrom ?? serviceFrom;
    return { line: index + 1, from, to: line.serviceTo ?? from };
  });
}

/**
 * The limits of the lines behind deadlines to file or correct a claim, in the given order: for each deadline those of its lines, if any
 * counts from its own days.
 */
export async function readLineClocks(
  table: Table,
  tenant: TenantId,
  deadlines: readonly ClaimDeadline[],
  asOf: LocalDate,
): Promise<readonly (readonly LineClock[])[]> {
  const names = deadlines.map(({ balance, open: { filing } }) =>
    filing === undefined ? toldFiling(balance) : { claimId: balance.claimId, number: filing },
  );
  const documents = await readFilingDocuments(table, tenant, names);
  return deadlines.map(({ open: { clock }, balance, terms }, index) => {
    const document = documents[index];
    if (document === undefined || !countsByLine(clock.kind) || clock.countedFrom.event !== 'service') return [];
    return clocksOf(document.claim, balance.serviceFrom, { kind: clock.kind, terms, asOf });
  });
}

function countsByLine(kind: string): kind is 'timely-filing' | 'corrected-claim' {
  return kind === 'timely-filing' || kind === 'corrected-claim';
}

/** The clock of a claim's lines, and the day on which its payer has it. */
interface LineRule {
  readonly kind: 'timely-filing' | 'corrected-claim';
  readonly terms: PayerTerms;
  readonly asOf: LocalDate;
}

function clocksOf(claim: Claim, serviceFrom: LocalDate, { kind, terms, asOf }: LineRule): readonly LineClock[] {
  return lineClocks(daysOfLines(claim, serviceFrom), kind, terms, asOf);
}
