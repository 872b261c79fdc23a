import { mostBatched } from '../deposit-batch/batch.ts';
import { type Cents, sumCents } from '../money/cents.ts';
import { fail, ok, type Result } from '../result.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { LockboxRefusal } from './failures.ts';
import {
  type LockboxBatch,
  type LockboxContent,
  type LockboxFault,
  type LockboxItem,
  mostLockboxBatches,
} from './lockbox.ts';

/** A record of a lockbox file, in either form. */
export type LockboxRecord = { readonly line: number } & (
  | { readonly kind: 'header'; readonly lockbox: string; readonly depositedOn: LocalDate }
  | ({ readonly kind: 'item'; readonly batch: string } & LockboxItem)
  | { readonly kind: 'batch'; readonly batch: string; readonly count: number; readonly totalCents: Cents }
  /** `records` counts the lines of the file, if the form states it. */
  | { readonly kind: 'total'; readonly count: number; readonly totalCents: Cents }
  | { readonly kind: 'end'; readonly records?: number }
);

/** The largest check: the limit of any payment, so that sums of many stay exact. */
const mostCents = 99_999_999_99;

const isName = (text: string): boolean => /^[\x21-\x7e]{1,20}$/.test(text);

/** A fault in a record that could not be shown or added up; undefined when there is none. */
function faultOf(record: LockboxRecord): LockboxRefusal | undefined {
  if (record.kind === 'header') return isName(record.lockbox) ? undefined : 'record-malformed';
  if (record.kind !== 'item') return undefined;
  if (record.cents > mostCents) return 'amount-too-large';
  return isName(record.batch) && /^\P{C}{1,50}$/u.test(record.checkNumber) ? undefined : 'record-malformed';
}

/**
 * Collects the records of a file, and checks every stated count and total. A file that does not add up is refused
 * whole.
 */
export function gatherLockbox(records: readonly LockboxRecord[]): Result<LockboxContent, LockboxFault> {
  const [first] = records;
  if (first?.kind !== 'header') return fail({ kind: 'not-a-lockbox-file', line: first?.line ?? 1 });
  const { lockbox, depositedOn } = first;
  for (const record of records) {
    const kind = faultOf(record);
    if (kind !== undefined) return fail({ kind, line: record.line });
  }
  const batches: LockboxBatch[] = [];
  let open: { readonly number: string; readonly items: LockboxItem[] } | undefined;
  let isTotalled = false;
  for (const record of records.slice(1)) {
    const refuse = (kind: LockboxRefusal, sums: Omit<LockboxFault, 'kind' | 'line'> = {}) =>
      fail({ kind, line: record.line, ...sums });
    if (isTotalled !== (record.kind === 'end')) return refuse('record-out-of-place');
    if (record.kind === 'header') {
      if (record.lockbox !== lockbox || record.depositedOn !== depositedOn) return refuse('several-lockboxes');
      if (open !== undefined) return refuse('record-out-of-place');
    } else if (record.kind === 'item') {
      const { batch, kind: _kind, line: _line, ...item } = record;
      if (open === undefined) {
        if (batches.some(({ number }) => number === batch)) return refuse('item-repeated');
        open = { number: batch, items: [] };
      }
      if (open.number !== batch) return refuse('record-out-of-place');
      if (open.items.some((each) => each.item === item.item)) return refuse('item-repeated');
      open.items.push(item);
      if (open.items.length > mostBatched) return refuse('batch-too-large');
    } else if (record.kind === 'batch') {
      if (open?.number !== record.batch) return refuse('record-out-of-place');
      const totalCents = sumCents(open.items.map(({ cents }) => cents));
      const count = open.items.length;
      if (record.count !== count) return refuse('batch-count-differs', { stated: record.count, found: count });
      if (record.totalCents !== totalCents) {
        return refuse('batch-total-differs', { stated: record.totalCents, found: totalCents });
      }
      batches.push({ ...open, totalCents });
      if (batches.length > mostLockboxBatches) return refuse('too-many-batches');
      open = undefined;
    } else if (record.kind === 'total') {
      if (open !== undefined) return refuse('trailer-missing');
      const { count, totalCents } = sumsOf(batches);
      if (record.count !== count) return refuse('file-count-differs', { stated: record.count, found: count });
      if (record.totalCents !== totalCents) {
        return refuse('file-total-differs', { stated: record.totalCents, found: totalCents });
      }
      if (count === 0) return refuse('empty-file');
      isTotalled = true;
    } else {
      const found = record.line;
      const stated = record.records ?? found;
      return stated === found
        ? ok({ lockbox, depositedOn, batches, ...sumsOf(batches) })
        : refuse('file-count-differs', { stated, found });
    }
  }
  return fail({ kind: 'trailer-missing', line: records.at(-1)?.line ?? 1 });
}

function sumsOf(batches: readonly LockboxBatch[]) {
  return {
    count: batches.reduce((sum, { items }) => sum + items.length, 0),
    totalCents: sumCents(batches.map(({ totalCents }) => totalCents)),
  };
}
