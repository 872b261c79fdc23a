import { type Cents, parseCents, sumCents, zeroCents } from '../money/cents.ts';
import { fail, ok, type Result } from '../result.ts';
import { type CsvRow, csvRows } from '../text/csv-rows.ts';
import { parseLocalDate } from '../time/local-date.ts';
import { type DepositKind, depositKinds, type SlipItem } from './deposit.ts';
import {
  isPayersTaking,
  mostStatementDeposits,
  referenceLength,
  type Statement,
  type StatementDeposit,
  type StatementFailure,
  traceInText,
} from './statement.ts';

/** The columns of a statement as CSV, by the names in its first line, in any order. The first two are required. */
const statementColumns = [
  'date',
  'amount',
  'account',
  'kind',
  'reference',
  'trace',
  'originator',
  'fee',
  'slip',
  'text',
] as const;

type Column = (typeof statementColumns)[number];
type Columns = ReadonlyMap<Column, number>;

/** At most this many checks in one slip: a match books all of them at once. */
export const mostSlipItems = 40;

/**
 * Reads a statement as CSV (RFC 4180, UTF-8): a line of column names, then one deposit per line. Amounts are dollars
 * with up to two decimals, and become integer cents digit by digit. A line with an amount of zero or less is not a
 * deposit, except for a payer's debit: negative, with the number and the identifier of its remittance. It never throws.
 */
export function readStatementCsv(text: string): Result<Statement, StatementFailure> {
  const rows = csvRows(text);
  if (!rows.ok) return fail({ kind: 'record-malformed', line: rows.failure.line });
  const [header, ...body] = rows.value;
  if (header === undefined) return fail({ kind: 'not-a-statement', line: 1 });
  const columns = columnsOf(header);
  if (!columns.ok) return columns;
  if (body.length > mostStatementDeposits) return fail({ kind: 'too-large', line: header.line });
  const deposits: StatementDeposit[] = [];
  let otherRecords = 0;
  for (const row of body) {
    const read = depositOf(row, columns.value);
    if (!read.ok) return read;
    if (read.value === undefined) otherRecords += 1;
    else deposits.push(read.value);
  }
  return ok({ deposits, otherRecords });
}

function columnsOf({ fields, line }: CsvRow): Result<Columns, StatementFailure> {
  const columns = new Map<Column, number>();
  for (const [index, name] of fields.entries()) {
    const column = statementColumns.find((known) => known === name.toLowerCase());
    if (column === undefined) return fail({ kind: 'column-unknown', line, field: index + 1 });
    if (columns.has(column)) return fail({ kind: 'column-missing', line, field: index + 1 });
    columns.set(column, index);
  }
  if (!columns.has('date') || !columns.has('amount')) return fail({ kind: 'column-missing', line });
  return ok(columns);
}

/** A line's deposit; undefined when it is neither a credit nor a payer's debit. */
function depositOf({ fields, line }: CsvRow, columns: Columns): Result<StatementDeposit | undefined, StatementFailure> {
  const refuse = (kind: StatementFailure['kind'], column: Column) =>
    fail({ kind, line, field: (columns.get(column) ?? 0) + 1 });
  const text = (column: Column): string => fields[columns.get(column) ?? -1] ?? '';
  if (fields.length > columns.size) return fail({ kind: 'record-malformed', line, field: columns.size + 1 });
  const date = parseLocalDate(text('date'));
  if (!date.ok) return refuse('date-malformed', 'date');
  const amount = parseCents(text('amount'));
  if (!amount.ok) return refuse('amount-malformed', 'amount');
  const fee = text('fee') === '' ? ok(zeroCents) : parseCents(text('fee'));
  if (!fee.ok || fee.value < 0) return refuse('amount-malformed', 'fee');
  if (!isKind(text('kind'))) return refuse('kind-unknown', 'kind');
  const named = {
    ...traceInText(text('text')),
    ...(text('trace') === '' ? {} : { traceNumber: text('trace').slice(0, 50) }),
    ...(text('originator') === '' ? {} : { traceOriginator: text('originator').slice(0, 30) }),
  };
  const isTaken = amount.value < 0 && isPayersTaking(named);
  if (amount.value === 0 || (amount.value < 0 && !isTaken)) return ok(undefined);
  if (isTaken && (fee.value !== 0 || text('slip') !== '')) return refuse('amount-malformed', 'amount');
  const slip = slipOf(text('slip'));
  const slipCents = slip === undefined || slip.length === 0 ? undefined : sumCents(slip.map((item) => item.cents));
  if (slip === undefined || (slipCents ?? amount.value) !== amount.value) return refuse('slip-malformed', 'slip');
  return ok({
    bankAccount: text('account').slice(0, referenceLength),
    depositedOn: date.value,
    cents: amount.value,
    feeCents: fee.value,
    kind: (text('kind').toLowerCase() || 'other') as DepositKind,
    reference: text('reference').slice(0, referenceLength),
    ...named,
    slip,
    line,
  });
}

const isKind = (text: string): boolean =>
  text === '' || (depositKinds as readonly string[]).includes(text.toLowerCase());

/** `1001=125.00;1002=75.50` */
function slipOf(text: string): readonly SlipItem[] | undefined {
  if (text === '') return [];
  const items: SlipItem[] = [];
  for (const part of text.split(';')) {
    const [checkNumber = '', amount = '', ...rest] = part.split('=').map((piece) => piece.trim());
    const parsed = parseCents(amount);
    if (checkNumber === '' || checkNumber.length > 50 || rest.length > 0 || !parsed.ok || parsed.value <= 0) {
      return undefined;
    }
    items.push({ checkNumber, cents: parsed.value as Cents });
  }
  return items.length <= mostSlipItems ? items : undefined;
}
