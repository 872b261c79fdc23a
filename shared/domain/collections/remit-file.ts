import { isId } from '../identity/ids.ts';
import {
  type Cents,
  formatCents,
  negateCents,
  parseCents,
  subtractCents,
  sumCents,
  zeroCents,
} from '../money/cents.ts';
import { fail, ok, type Result } from '../result.ts';
import { type LocalDate, parseLocalDate } from '../time/local-date.ts';
import type { CollectionAgency } from './agency.ts';

/** A line of an agency's remittance. */
export interface RemitLine {
  /** The line of the file, from 1. */
  readonly line: number;
  /** `reversal`: a payment of an earlier line was returned. */
  readonly record: 'payment' | 'reversal';
  /** The agency's own number of the payment. */
  readonly reference: string;
  readonly caseId: string;
  readonly paidOn: LocalDate;
  /** `office`: the office has the money; the agency claims its fee on it. */
  readonly paidTo: 'agency' | 'office';
  /** All three are negative in a reversal. */
  readonly collectedCents: Cents;
  readonly feeCents: Cents;
  readonly netCents: Cents;
}

/** The totals of a file. */
export interface RemitSums {
  readonly lines: number;
  readonly collectedCents: Cents;
  readonly feeCents: Cents;
  /** What the agency sends. */
  readonly netCents: Cents;
}

export interface RemitFile {
  readonly lines: readonly RemitLine[];
  readonly sums: RemitSums;
}

/** An error in a file; none of the file is taken then. */
export interface RemitFault {
  readonly line: number;
  readonly detail: string;
}

const remitColumns = ['record', 'reference', 'case', 'paid_on', 'paid_to', 'collected', 'fee', 'net'] as const;

/** At most this many lines in a file, without header and total. */
const mostRemitLines = 2_000;

/** Cells of the file, with their line number. */
export interface RemitRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Splits a file into lines and cells. No cell needs a comma or a quote; quotes around a cell are removed, blank lines
 * dropped.
 */
export function remitRecords(text: string): RemitRecord[] {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  return lines.flatMap((line, index) => {
    if (line.trim() === '') return [];
    const cells = line.split(',').map((cell) => cell.trim().replace(/^"([^"]*)"$/, '$1'));
    return [{ line: index + 1, cells }];
  });
}

/**
 * Reads an agency's remittance, and checks that it adds up: each line, and the last line, which is the total of all. A
 * file that does not is refused whole, with every wrong line.
 */
export function readRemit(
  records: readonly RemitRecord[],
  remits: CollectionAgency['remits'],
): Result<RemitFile, readonly RemitFault[]> {
  const [head, ...rest] = records;
  const named = head?.cells.join(',') ?? '';
  if (named !== remitColumns.join(',')) {
    return fail([{ line: 1, detail: `the head line is ${remitColumns.join(',')}` }]);
  }
  const total = rest.at(-1);
  if (total === undefined || total.cells[0] !== 'total') {
    return fail([{ line: total?.line ?? 1, detail: 'the last line is a total' }]);
  }
  const body = rest.slice(0, -1);
  if (body.length === 0) return fail([{ line: total.line, detail: 'there is no payment' }]);
  if (body.length > mostRemitLines) return fail([{ line: total.line, detail: `at most ${mostRemitLines} lines` }]);
  const read = body.map((record) => lineOf(record, remits));
  const faults = read.flatMap((each) => (each.ok ? [] : each.failure));
  const lines = read.flatMap((each) => (each.ok ? [each.value] : []));
  const sums = sumsOf(lines);
  const all = faults.length > 0 ? faults : [...repeated(lines), ...faultsOfTotal(total, sums)];
  return all.length > 0 ? fail(all) : ok({ lines, sums });
}

function lineOf({ line, cells }: RemitRecord, remits: CollectionAgency['remits']): Result<RemitLine, RemitFault[]> {
  const [record = '', reference = '', caseId = '', paidOn = '', paidTo = '', ...amounts] = cells;
  const [collected, fee, net] = amounts.map((text) => parseCents(text));
  const wrong = (detail: string) => ({ line, detail });
  const faults = [
    ...(cells.length === remitColumns.length ? [] : [wrong(`${remitColumns.length} cells are wanted`)]),
    ...(record === 'payment' || record === 'reversal' ? [] : [wrong('record is payment or reversal')]),
    ...(/^[\w./-]{1,40}$/.test(reference) ? [] : [wrong('reference has 1 to 40 letters, digits, . / - or _')]),
    ...(isCaseShaped(caseId) ? [] : [wrong('case is 1 to 40 letters, digits, - or _')]),
    ...(parseLocalDate(paidOn).ok ? [] : [wrong('paid_on is a date that exists, such as 2026-03-31')]),
    ...(paidTo === 'agency' || paidTo === 'office' ? [] : [wrong('paid_to is agency or office')]),
    ...amounts.flatMap((text, index) => {
      const name = remitColumns[index + 5] ?? '';
      return parseCents(text).ok ? [] : [wrong(`${name} is an amount with at most two decimals, such as 120.50`)];
    }),
  ];
  if (faults.length > 0 || !collected?.ok || !fee?.ok || !net?.ok) return fail(faults);
  const sign = record === 'reversal' ? -1 : 1;
  const due = dueOf({ paidTo: paidTo as RemitLine['paidTo'], remits }, collected.value, fee.value);
  const sums = [
    ...(collected.value * sign > 0 ? [] : [wrong(`collected of a ${record} is ${sign > 0 ? 'above' : 'below'} zero`)]),
    ...(fee.value * sign >= 0 ? [] : [wrong(`fee of a ${record} is not ${sign > 0 ? 'below' : 'above'} zero`)]),
    ...(Math.abs(fee.value) <= Math.abs(collected.value) ? [] : [wrong('the fee is more than was collected')]),
    ...(net.value === due ? [] : [wrong(`net is ${formatCents(due)}, and the line says ${formatCents(net.value)}`)]),
  ];
  if (sums.length > 0) return fail(sums);
  return ok({
    ...{ line, record: record as RemitLine['record'], reference, caseId, paidOn: paidOn as LocalDate },
    paidTo: paidTo as RemitLine['paidTo'],
    ...{ collectedCents: collected.value, feeCents: fee.value, netCents: net.value },
  });
}

/** Whether a text has the form of a placement's id; anything else waits for a person. */
function isCaseShaped(text: string): boolean {
  return isId('collectionCase', text) || /^[\w-]{1,40}$/.test(text);
}

/**
 * The amount that the agency sends for a line: for its own collections the net or the full amount; for money that the
 * office has, nothing, or minus its fee.
 */
function dueOf(
  { paidTo, remits }: { readonly paidTo: RemitLine['paidTo']; readonly remits: CollectionAgency['remits'] },
  collected: Cents,
  fee: Cents,
): Cents {
  const cash = paidTo === 'agency' ? collected : zeroCents;
  return remits === 'net' ? subtractCents(cash, fee) : cash;
}

function sumsOf(lines: readonly RemitLine[]): RemitSums {
  return {
    lines: lines.length,
    collectedCents: sumCents(lines.map(({ collectedCents }) => collectedCents)),
    feeCents: sumCents(lines.map(({ feeCents }) => feeCents)),
    netCents: sumCents(lines.map(({ netCents }) => netCents)),
  };
}

/** A payment may occur once in a file, and its reversal once. */
function repeated(lines: readonly RemitLine[]): RemitFault[] {
  const seen = new Map<string, number>();
  return lines.flatMap(({ line, record, reference }) => {
    const name = `${record} ${reference}`;
    const first = seen.get(name);
    seen.set(name, first ?? line);
    return first === undefined ? [] : [{ line, detail: `line ${first} has the same ${record}` }];
  });
}

function faultsOfTotal({ line, cells }: RemitRecord, sums: RemitSums): RemitFault[] {
  const [, count = '', , , , collected = '', fee = '', net = ''] = cells;
  const says = (name: string, stated: string, counted: Cents): RemitFault[] => {
    const read = parseCents(stated);
    if (read.ok && read.value === counted) return [];
    return [
      { line, detail: `${name} of the lines is ${formatCents(counted)}, and the total says ${stated || 'nothing'}` },
    ];
  };
  return [
    ...(count === String(sums.lines)
      ? []
      : [{ line, detail: `there are ${sums.lines} lines, and the total says ${count || 'nothing'}` }]),
    ...says('collected', collected, sums.collectedCents),
    ...says('fee', fee, sums.feeCents),
    ...says('net', net, sums.netCents),
    ...(sums.netCents >= 0
      ? []
      : [
          {
            line,
            detail: `net of all is ${formatCents(negateCents(sums.netCents))} below zero: the agency is owed, and sends a bill`,
          },
        ]),
  ];
}
