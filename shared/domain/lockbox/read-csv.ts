import { type Cents, parseCents } from '../money/cents.ts';
import { fail, ok, type Result } from '../result.ts';
import { type CsvRow, csvRows } from '../text/csv-rows.ts';
import { parseLocalDate } from '../time/local-date.ts';
import { gatherLockbox, type LockboxRecord } from './gather.ts';
import type { LockboxContent, LockboxFault } from './lockbox.ts';

/**
 * Reads a lockbox file as CSV (RFC 4180, UTF-8), one record per line, identified by its first field:
 * `header,lockbox,day` · `item,batch,item,check number,amount,reference` · `batch,batch,count,total` ·
 * `trailer,count,total`. Amounts are dollars with up to two decimals. It never throws.
 */
export function readLockboxCsv(text: string): Result<LockboxContent, LockboxFault> {
  const rows = csvRows(text);
  if (!rows.ok) return fail({ kind: 'record-malformed', line: rows.failure.line });
  const records: LockboxRecord[] = [];
  for (const row of rows.value) {
    const record = recordOf(row);
    if (!record.ok) return record;
    records.push(...record.value);
  }
  return gatherLockbox(records);
}

const counts: Readonly<Record<string, readonly [least: number, most: number]>> = {
  header: [3, 3],
  item: [5, 6],
  batch: [4, 4],
  trailer: [3, 3],
};

function recordOf({ fields, line }: CsvRow): Result<readonly LockboxRecord[], LockboxFault> {
  const [name = '', ...values] = fields;
  const [least, most] = counts[name.toLowerCase()] ?? [0, -1];
  if (fields.length < least || fields.length > most) return fail({ kind: 'record-malformed', line });
  switch (name.toLowerCase()) {
    case 'header': {
      const [lockbox = '', day = ''] = values;
      const depositedOn = parseLocalDate(day);
      if (!depositedOn.ok) return fail({ kind: 'date-malformed', line });
      return ok([{ kind: 'header', lockbox, depositedOn: depositedOn.value, line }]);
    }
    case 'item': {
      const [batch = '', item = '', checkNumber = '', amount = '', reference = ''] = values;
      const cents = amountOf(amount);
      if (cents === undefined) return fail({ kind: 'amount-malformed', line });
      const number = countOf(item);
      if (number === undefined) return fail({ kind: 'record-malformed', line });
      const references = reference === '' ? [] : [reference.slice(0, 80)];
      return ok([{ kind: 'item', batch, item: number, checkNumber, cents, references, line }]);
    }
    case 'batch': {
      const [batch = '', count = '', total = ''] = values;
      const sums = sumsOf(count, total);
      return sums === undefined
        ? fail({ kind: 'record-malformed', line })
        : ok([{ kind: 'batch', batch, ...sums, line }]);
    }
    default: {
      const [count = '', total = ''] = values;
      const sums = sumsOf(count, total);
      if (sums === undefined) return fail({ kind: 'record-malformed', line });
      return ok([
        { kind: 'total', ...sums, line },
        { kind: 'end', line },
      ]);
    }
  }
}

const countOf = (text: string): number | undefined => (/^\d{1,6}$/.test(text) ? Number(text) : undefined);

function amountOf(text: string): Cents | undefined {
  const amount = parseCents(text);
  return amount.ok && amount.value > 0 ? amount.value : undefined;
}

function sumsOf(count: string, total: string): { readonly count: number; readonly totalCents: Cents } | undefined {
  const number = countOf(count);
  const totalCents = parseCents(total);
  return number === undefined || !totalCents.ok ? undefined : { count: number, totalCents: totalCents.value };
}
