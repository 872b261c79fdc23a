import { type Cents, cents } from '../money/cents.ts';
import { fail, type Result } from '../result.ts';
import { parseCompactDate } from '../time/local-date.ts';
import type { LockboxRefusal } from './failures.ts';
import { gatherLockbox, type LockboxRecord } from './gather.ts';
import type { LockboxContent, LockboxFault } from './lockbox.ts';

/** A field's place in its record: first and last column, counting from 1. */
type Columns = readonly [first: number, last: number];

/**
 * The columns that are read, by the lockbox form of the Bank Administration Institute. Records 1 and 2 only state
 * sender and receiver.
 */
const columns = {
  batch: [2, 4],
  item: [5, 7],
  lockbox: [8, 14],
  day: [15, 20],
  /** Fields of a detail (6). */
  amount: [8, 17],
  checkNumber: [37, 46],
  /** Field of an overflow (4): free text, such as the number of an invoice. */
  text: [12, 80],
  /** Fields of the totals of a batch (7) and of the lockbox (8). */
  batchCount: [21, 23],
  batchTotal: [24, 33],
  lockboxCount: [21, 24],
  lockboxTotal: [25, 34],
  /** Field of the trailer (9): how many records the file has. */
  records: [2, 7],
} as const satisfies Record<string, Columns>;

/**
 * Reads a lockbox file of fixed columns, one record per line, identified by its first digit: 1 and 2 headers, 5 the
 * lockbox and the day, 6 a check, 4 the text of its coupon, 7 the total of a batch, 8 that of the lockbox, 9 the
 * trailer. Amounts are cents without a point. It never throws.
 */
export function readLockboxBai(text: string): Result<LockboxContent, LockboxFault> {
  const lines = text.split(/\r?\n/);
  while (lines.at(-1)?.trim() === '') lines.pop();
  if (lines[0]?.[0] !== '1') return fail({ kind: 'not-a-lockbox-file', line: 1 });
  const records: LockboxRecord[] = [];
  for (const [place, record] of lines.entries()) {
    const line = place + 1;
    const added = addRecord(records, record, line);
    if (added !== undefined) return fail({ kind: added, line });
  }
  return gatherLockbox(records);
}

/** Adds a line to the records. @returns why the line cannot be read, or undefined */
function addRecord(records: LockboxRecord[], record: string, line: number): LockboxRefusal | undefined {
  const field = ([first, last]: Columns): string => record.slice(first - 1, last).trim();
  const number = (at: Columns): number | undefined => (/^\d+$/.test(field(at)) ? Number(field(at)) : undefined);
  switch (record[0]) {
    case '1':
    case '2':
      return line > 2 ? 'record-out-of-place' : undefined;
    case '5': {
      const depositedOn = parseCompactDate(`20${field(columns.day)}`);
      if (!depositedOn.ok) return 'date-malformed';
      const before = records.find(({ kind }) => kind === 'header');
      const header = { kind: 'header', lockbox: field(columns.lockbox), depositedOn: depositedOn.value, line } as const;
      // Some banks repeat this record before each batch.
      if (before === undefined || differs(before, header)) records.push(header);
      return undefined;
    }
    case '6': {
      const amount = number(columns.amount);
      const item = number(columns.item);
      const checkNumber = field(columns.checkNumber);
      if (amount === undefined || amount === 0) return 'amount-malformed';
      if (item === undefined) return 'record-malformed';
      records.push({
        ...{ kind: 'item', batch: field(columns.batch), item, checkNumber, cents: cents(amount), references: [], line },
      });
      return undefined;
    }
    case '4':
      return addReference(records, field(columns.text), number(columns.item));
    case '7':
      return addSums(records, { count: number(columns.batchCount), total: number(columns.batchTotal) }, (sums) => ({
        ...{ kind: 'batch', batch: field(columns.batch), ...sums, line },
      }));
    case '8':
      return addSums(records, { count: number(columns.lockboxCount), total: number(columns.lockboxTotal) }, (sums) => ({
        ...{ kind: 'total', ...sums, line },
      }));
    case '9': {
      const stated = number(columns.records);
      if (stated === undefined) return 'record-malformed';
      records.push({ kind: 'end', records: stated, line });
      return undefined;
    }
    default:
      return 'record-malformed';
  }
}

function differs(before: LockboxRecord, header: Extract<LockboxRecord, { kind: 'header' }>): boolean {
  return before.kind !== 'header' || before.lockbox !== header.lockbox || before.depositedOn !== header.depositedOn;
}

/** Adds the coupon's reference to the check before it. */
function addReference(records: LockboxRecord[], text: string, item: number | undefined): LockboxRefusal | undefined {
  const last = records.at(-1);
  if (last?.kind !== 'item' || last.item !== item) return 'record-out-of-place';
  const words = text.split(/\s+/).filter((word) => word !== '');
  records.splice(-1, 1, { ...last, references: [...last.references, ...words].slice(0, 20) });
  return undefined;
}

function addSums(
  records: LockboxRecord[],
  { count, total }: { readonly count: number | undefined; readonly total: number | undefined },
  recordOf: (sums: { readonly count: number; readonly totalCents: Cents }) => LockboxRecord,
): LockboxRefusal | undefined {
  if (count === undefined || total === undefined) return 'record-malformed';
  records.push(recordOf({ count, totalCents: cents(total) }));
  return undefined;
}
