import { type Cents, formatCents } from '../money/cents.ts';
import type { Addressee } from '../statement/statement.ts';
import { csvLine } from '../text/csv.ts';
import { addDays, type LocalDate } from '../time/local-date.ts';
import type { CollectionCase } from './case.ts';
import { nonprofitClocks } from './conditions.ts';
import type { Itemization } from './itemization.ts';

/** What the office reports to an agency: new placements, changes, and recalls. */
export const agencyRecords = ['placement', 'update', 'recall'] as const;
export type AgencyRecord = (typeof agencyRecords)[number];

/** One record of a file to an agency, as it was first stored: a file that is made from it again has the same bytes. */
export interface AgencyNotice {
  readonly record: AgencyRecord;
  readonly caseId: string;
  readonly accountId: string;
  readonly creditor: string;
  readonly consumer: Addressee;
  /** Ten digits; absent where the guarantor may not be called. */
  readonly phone?: string;
  readonly language: string;
  readonly itemization: Itemization;
  readonly firstServiceOn: LocalDate;
  readonly lastServiceOn: LocalDate;
  readonly creditReporting: boolean;
  /** For a nonprofit hospital's patient: the day of the first statement. */
  readonly firstStatementOn?: LocalDate;
  readonly limitationOn?: LocalDate;
  /** Why the agency must stop, or why the account is recalled. */
  readonly reason?: string;
}

/** The columns of the file, in their order. `docs/collections.md` says what each means. */
const agencyColumns = [
  ...['record', 'case', 'account', 'creditor', 'creditor_on_itemization_date'],
  ...['consumer', 'line1', 'line2', 'city', 'state', 'postal_code', 'country', 'phone', 'language'],
  ...['itemization_date', 'itemization_basis', 'amount_then', 'interest', 'fees', 'raised', 'payments', 'credits'],
  ...['current_amount', 'first_service', 'last_service', 'credit_reporting', 'no_action_before', 'assistance_until'],
  ...['limitation', 'reason'],
] as const;

/** The file: a header line, then one record per line. */
export function agencyFile(notices: readonly AgencyNotice[]): string {
  return [csvLine(agencyColumns), ...notices.map(noticeLine)].join('');
}

function noticeLine(notice: AgencyNotice): string {
  const { record, caseId, accountId, creditor, consumer, phone, language, itemization, firstStatementOn } = notice;
  const { line1, line2, city, state, postalCode, country = 'US' } = consumer.address ?? { line1: '', city: '' };
  const { on, thenCents, interestCents, feesCents, raisedCents, paymentsCents, creditsCents, currentCents } =
    itemization;
  const amounts = [thenCents, interestCents, feesCents, raisedCents, paymentsCents, creditsCents, currentCents];
  const clock = (days: number): LocalDate | undefined =>
    firstStatementOn === undefined ? undefined : addDays(firstStatementOn, days);
  return csvLine([
    ...[record, caseId, accountId, creditor, creditor, consumer.name, line1, line2, city, state, postalCode, country],
    ...[phone, language, on, 'last-statement', ...amounts.map(formatCents)],
    ...[notice.firstServiceOn, notice.lastServiceOn, notice.creditReporting ? 'allowed' : 'forbidden'],
    ...[clock(nonprofitClocks.noAction), clock(nonprofitClocks.application), notice.limitationOn, notice.reason],
  ]);
}

/** Whether an agency must be notified: the amount differs from the reported one, or it must stop, or may continue. */
export function isNews(
  placement: Pick<CollectionCase, 'told' | 'toldToStop'>,
  currentCents: Cents,
  stop: string | undefined,
): boolean {
  return placement.told.currentCents !== currentCents || placement.toldToStop !== stop;
}
