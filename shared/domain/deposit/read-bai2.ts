import { cents } from '../money/cents.ts';
import { present } from '../present.ts';
import { fail, ok, type Result } from '../result.ts';
import { type LocalDate, parseCompactDate } from '../time/local-date.ts';
import type { DepositKind } from './deposit.ts';
import {
  isPayersTaking,
  mostStatementDeposits,
  referenceLength,
  type Statement,
  type StatementDeposit,
  type StatementFailure,
  traceInText,
} from './statement.ts';

/**
 * Type codes of credits that say how the money came (BAI2, appendix A of the Cash Management Balance Reporting Specifications):
 * 115 lockbox deposit; 142 ACH credit received, 165 preauthorised ACH credit, 166 ACH settlement, 169 miscellaneous ACH credit,
 * 195 incoming money transfer; 175 check deposit package, 301 commercial deposit; 174 other deposit. Other credits are `other`.
 */
const kindOfCode: ReadonlyMap<number, DepositKind> = new Map([
  [115, 'lockbox'],
  [142, 'eft'],
  [165, 'eft'],
  [166, 'eft'],
  [169, 'eft'],
  [195, 'eft'],
  [175, 'check'],
  [301, 'check'],
  [174, 'other'],
]);

/** The type codes of credits run from 100 to 399. 116 lists the items of a lockbox deposit whose total is 115. */
const isDeposit = (code: number): boolean => code >= 100 && code <= 399 && code !== 116;

/** The type codes of debits run from 400 to 699. Only debits by payers matter here. */
const isDebit = (code: number): boolean => code >= 400 && code <= 699;

/** One record with its continuations, as fields without the code. */
interface BaiRecord {
  readonly code: string;
  readonly fields: readonly string[];
  readonly line: number;
  /** How many physical records it consists of. */
  readonly count: number;
}

type Refusal = { readonly ok: false; readonly failure: StatementFailure };

/** An open level of the file, and its counts so far. */
interface Level {
  cents: number;
  records: number;
  children: number;
}

interface Reading {
  readonly deposits: StatementDeposit[];
  otherRecords: number;
  file: Level | undefined;
  group: (Level & { readonly asOf: LocalDate }) | undefined;
  account: (Level & { readonly number: string }) | undefined;
  /** Transactions of 01 to 99 that are complete. */
  files: number;
}

const newLevel = (): Level => ({ cents: 0, records: 0, children: 0 });

/**
 * Reads a BAI2 statement: its credits and payers' debits, with every control total and count checked. Records 01, 02,
 * 03, 16, 88, 49, 98, 99; one physical record per line. Amounts are integer cents throughout. It never throws: an error
 * is a refusal that names the line.
 * @param text the file, as Latin-1 text
 */
export function readBai2(text: string): Result<Statement, StatementFailure> {
  const records = recordsOf(text);
  const [first] = records;
  if (first?.code !== '01') return fail({ kind: 'not-a-statement', line: first?.line ?? 1 });
  const reading: Reading = {
    deposits: [],
    otherRecords: 0,
    file: undefined,
    group: undefined,
    account: undefined,
    files: 0,
  };
  for (const record of records) {
    const refused = readRecord(reading, record);
    if (refused !== undefined) return refused;
    if (reading.deposits.length > mostStatementDeposits) return refuse(record, 'too-large');
  }
  const last = records.at(-1) as BaiRecord;
  if (reading.file !== undefined || reading.files === 0) return refuse(last, 'record-malformed');
  return ok({ deposits: reading.deposits, otherRecords: reading.otherRecords });
}

/**
 * Joins physical lines into records: 88 continues the record before it. A comma and the end of a line both end a field.
 */
function recordsOf(text: string): BaiRecord[] {
  const records: { code: string; fields: string[]; line: number; count: number }[] = [];
  for (const [index, raw] of text.split(/\r\n|\n|\r/).entries()) {
    const line = raw.trim();
    if (line === '') continue;
    const [code = '', ...fields] = line.replace(/\/$/, '').split(',');
    const last = records.at(-1);
    if (code === '88' && last !== undefined) {
      last.fields.push(...fields);
      last.count += 1;
    } else records.push({ code, fields, line: index + 1, count: 1 });
  }
  return records;
}

function readRecord(reading: Reading, record: BaiRecord): Refusal | undefined {
  const { file, group, account } = reading;
  switch (record.code) {
    case '01':
      if (file !== undefined) return refuse(record, 'record-malformed');
      reading.file = { ...newLevel(), records: record.count };
      return undefined;
    case '02':
      return file === undefined || group !== undefined
        ? refuse(record, 'record-malformed')
        : openGroup(reading, record);
    case '03':
      if (group === undefined || account !== undefined) return refuse(record, 'record-malformed');
      return openAccount(reading, record);
    case '16':
      return account === undefined ? refuse(record, 'record-malformed') : readDetail(reading, record);
    case '49':
      if (account === undefined || group === undefined) return refuse(record, 'record-malformed');
      account.records += record.count;
      reading.account = undefined;
      return close(record, account, group, 1);
    case '98':
      if (group === undefined || file === undefined || account !== undefined) return refuse(record, 'record-malformed');
      group.records += record.count;
      reading.group = undefined;
      return close(record, group, file, 2);
    case '99':
      if (file === undefined || group !== undefined) return refuse(record, 'record-malformed');
      file.records += record.count;
      reading.file = undefined;
      reading.files += 1;
      return close(record, file, undefined, 2);
    default:
      return refuse(record, 'record-malformed');
  }
}

function openGroup(reading: Reading, record: BaiRecord): Refusal | undefined {
  const currency = record.fields[5] ?? '';
  const asOf = parseCompactDate(`20${record.fields[3] ?? ''}`);
  if (!asOf.ok) return refuse(record, 'date-malformed', 5);
  if (!isDollars(currency)) return refuse(record, 'currency-unknown', 7);
  reading.group = { ...newLevel(), records: record.count, asOf: asOf.value };
  return undefined;
}

const isDollars = (currency: string): boolean => currency.trim() === '' || currency.trim().toUpperCase() === 'USD';

/** Opens an account. Its status and summary amounts count towards its control total. */
function openAccount(reading: Reading, record: BaiRecord): Refusal | undefined {
  const { fields } = record;
  const number = (fields[0] ?? '').trim();
  if (number === '') return refuse(record, 'record-malformed', 2);
  if (!isDollars(fields[1] ?? '')) return refuse(record, 'currency-unknown', 3);
  const account = { ...newLevel(), records: record.count, number };
  for (let at = 2; at < fields.length; ) {
    const amount = amountOf(fields[at + 1] ?? '');
    if (amount === undefined) return refuse(record, 'amount-malformed', at + 3);
    account.cents += amount;
    at = afterFunds(fields, at + 3);
  }
  if (!Number.isSafeInteger(account.cents)) return refuse(record, 'amount-malformed');
  reading.account = account;
  return undefined;
}

/** Reads one transaction: type code, amount, funds type, the bank's reference, the customer's, text. */
function readDetail(reading: Reading, record: BaiRecord): Refusal | undefined {
  const { fields, line } = record;
  const account = reading.account as NonNullable<Reading['account']>;
  const group = reading.group as NonNullable<Reading['group']>;
  const code = /^\d{3}$/.test(fields[0] ?? '') ? Number(fields[0]) : undefined;
  if (code === undefined) return refuse(record, 'record-malformed', 2);
  const amount = amountOf(fields[1] ?? '');
  if (amount === undefined || (amount < 0 && isDeposit(code))) return refuse(record, 'amount-malformed', 3);
  account.cents += amount;
  account.records += record.count;
  if (!Number.isSafeInteger(account.cents)) return refuse(record, 'amount-malformed', 3);
  const at = afterFunds(fields, 2);
  const trace = traceInText(fields.slice(at + 2).join(' '));
  const isTaken = isDebit(code) && amount > 0 && isPayersTaking(trace);
  if ((!isDeposit(code) && !isTaken) || amount === 0) {
    reading.otherRecords += 1;
    return undefined;
  }
  const [bankReference = '', customerReference = ''] = fields.slice(at, at + 2).map((field) => field.trim());
  const kind = isTaken ? 'eft' : (kindOfCode.get(code) ?? 'other');
  const named = kind === 'eft' && customerReference !== '' ? { traceNumber: customerReference.slice(0, 50) } : {};
  reading.deposits.push({
    bankAccount: account.number,
    depositedOn: group.asOf,
    cents: cents(isTaken ? -amount : amount),
    feeCents: cents(0),
    kind,
    reference: (bankReference || customerReference).slice(0, referenceLength),
    ...named,
    ...trace,
    slip: [],
    line,
  });
  return undefined;
}

/**
 * The index of the field after a funds type and its parameters. S has three amounts, V a date and a time, D a count and
 * as many pairs of days and amount.
 */
function afterFunds(fields: readonly string[], at: number): number {
  const type = (fields[at] ?? '').trim().toUpperCase();
  if (type === 'S') return at + 4;
  if (type === 'V') return at + 3;
  if (type !== 'D') return at + 1;
  const pairs = /^\d{1,3}$/.test(fields[at + 1] ?? '') ? Number(fields[at + 1]) : 0;
  return at + 2 + 2 * pairs;
}

/** Integer cents with an optional sign. An empty field is zero. Undefined when it is not an amount. */
function amountOf(text: string): number | undefined {
  const trimmed = text.trim();
  if (trimmed === '') return 0;
  return /^[+-]?\d{1,15}$/.test(trimmed) ? Number(trimmed) : undefined;
}

/** Closes a level: checks its control total and counts, then adds them to the level above. */
function close(record: BaiRecord, level: Level, parent: Level | undefined, countField: number): Refusal | undefined {
  const stated = amountOf(record.fields[0] ?? '');
  if (stated === undefined) return refuse(record, 'amount-malformed', 2);
  if (stated !== level.cents) return differs(record, 'control-total-differs', 2, { stated, found: level.cents });
  const counts = countField === 2 ? [level.children, level.records] : [level.records];
  for (const [index, found] of counts.entries()) {
    const text = (record.fields[index + 1] ?? '').trim();
    if (!/^\d{1,9}$/.test(text)) return refuse(record, 'record-malformed', index + 3);
    if (Number(text) !== found)
      return differs(record, 'record-count-differs', index + 3, { stated: Number(text), found });
  }
  if (parent === undefined) return undefined;
  parent.cents += level.cents;
  parent.records += level.records;
  parent.children += 1;
  return Number.isSafeInteger(parent.cents) ? undefined : refuse(record, 'amount-malformed', 2);
}

function refuse({ line }: BaiRecord, kind: StatementFailure['kind'], field?: number): Refusal {
  return fail({ kind, line, ...present({ field }) });
}

function differs(
  { line }: BaiRecord,
  kind: StatementFailure['kind'],
  field: number,
  values: { readonly stated: number; readonly found: number },
): Refusal {
  return fail({ kind, line, field, ...values });
}
