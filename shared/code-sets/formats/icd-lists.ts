import type { ConversionRow, PoaExemptRow } from '../../domain/code-set/rows.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import type { CodeSetFault, CodeSetFormat, FileHead } from '../format.ts';
import { faultAt } from '../read/fault.ts';
import { cellLike, dayCell, type HeadedRecord, hasHeaders, headedRecords, rowsOfCsv } from '../read/headed-csv.ts';
import { rowsOfEach } from '../read/rows.ts';
import { SeenKeys } from '../read/unique.ts';
import { icdRelease } from './icd-order.ts';

const icdCode = /^[A-Z]\d[0-9A-Z](?:\.?[0-9A-Z]{1,4})?$/;

const exemptLayout = {
  needed: { code: ['POAexemptCode'], description: ['Description'] },
  delimiter: '\t',
} as const;

/**
 * The codes that are exempt from the present-on-admission indicator, of CDC: separated by tabs, with order number, code
 * and description. The lists of added, deleted or revised codes look alike and are not releases; only their names
 * differ.
 */
export const poaExempt: CodeSetFormat<PoaExemptRow> = {
  kind: 'icd-10-cm-poa-exempt',
  recognises: (head) =>
    hasHeaders(head, Object.values(exemptLayout.needed), '\t') && !/(?:add|delete|revise)codes/i.test(head.name),
  stated: (head) => icdRelease({ ...head, name: head.name.replace(/FY(\d\d)(?!\d)/i, '20$1') }),
  read: (text) => {
    const seen = new SeenKeys();
    return rowsOfCsv(text, exemptLayout, (record) => {
      const code = cellLike(record, 'code', icdCode, 'a code of ICD-10-CM');
      if (!code.ok) return code;
      const row = { line: record.line, code: code.value.replace('.', '') };
      return seen.repeated(row.code, row.line, record.columns.code) ?? ok(row);
    });
  },
  tables: [{ name: 'rows', columns: { code: 'TEXT', line: 'INTEGER' }, primaryKey: ['code'] }],
};

const conversionLayout = {
  needed: {
    code: ['Current code assignment'],
    effective: ['Effective'],
    previous: ['Previous Code(s) Assignment'],
  },
} as const;

type ConversionRecord = HeadedRecord<keyof typeof conversionLayout.needed>;

/**
 * The conversion table of CDC: each code with its predecessors. The text file is separated by tabs, an export of the
 * workbook by commas.
 */
export const icdConversion: CodeSetFormat<ConversionRow> = {
  kind: 'icd-10-cm-conversion',
  recognises: (head) => delimiterOf(head) !== undefined,
  stated: (head) => {
    // The table covers all years up to its own, and stays valid when the next one is published.
    const { effectiveTo: _end, ...stated } = icdRelease(head);
    return stated;
  },
  read: readConversion,
  tables: [
    {
      name: 'rows',
      columns: { previousCode: 'TEXT', code: 'TEXT', effectiveFrom: 'DATE', line: 'INTEGER' },
      primaryKey: ['previousCode', 'code', 'effectiveFrom'],
      indexes: [['code']],
    },
  ],
};

function delimiterOf(head: FileHead): '\t' | ',' | undefined {
  return (['\t', ','] as const).find((delimiter) =>
    hasHeaders(head, Object.values(conversionLayout.needed), delimiter),
  );
}

function readConversion(text: AsyncIterable<string>, head: FileHead) {
  const seen = new SeenKeys();
  const layout = { ...conversionLayout, delimiter: delimiterOf(head) ?? '\t' };
  return rowsOfEach(headedRecords(text, layout), (record) => conversionRows(record, seen));
}

function conversionRows(record: ConversionRecord, seen: SeenKeys): Result<readonly ConversionRow[], CodeSetFault> {
  const code = cellLike(record, 'code', icdCode, 'a code of ICD-10-CM');
  if (!code.ok) return code;
  const effective = effectiveDay(record);
  if (!effective.ok) return effective;
  const rows: ConversionRow[] = [];
  for (const previousCode of previousCodes(record.fields.previous)) {
    const row = { line: record.line, code: code.value.replace('.', ''), effectiveFrom: effective.value, previousCode };
    const key = `${row.code} ${row.effectiveFrom} ${previousCode}`;
    const repeated = seen.repeated(key, record.line, record.columns.code);
    if (repeated !== undefined) return repeated;
    rows.push(row);
  }
  return ok(rows);
}

/** A year means October 1 of that year; a workbook may give the number of days since 1899-12-30. */
function effectiveDay(record: ConversionRecord): Result<LocalDate, CodeSetFault> {
  const value = record.fields.effective;
  if (/^20\d\d$/.test(value)) return ok(`${value}-10-01` as LocalDate);
  if (/^4\d{4}$/.test(value)) {
    return ok(new Date((Number(value) - 25_569) * 86_400_000).toISOString().slice(0, 10) as LocalDate);
  }
  const short = /^(\d{1,2}\/\d{1,2}\/)(\d{2})$/.exec(value);
  const effective = short === null ? value : `${short[1]}20${short[2]}`;
  const day = dayCell({ ...record, fields: { ...record.fields, effective } }, 'effective');
  return day.ok ? day : faultAt(record.line, record.columns.effective, 'This cell must hold a year or a day.');
}

const codeOrRange =
  /\b([A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?)(?:\s*-\s*([A-Z]\d[0-9A-Z](?:\.[0-9A-Z]{1,4})?))?(?![0-9A-Z.])/g;

/** The codes that a text names, with ranges expanded. `None` and sentences name no code: the code is new. */
function previousCodes(text: string): readonly string[] {
  const codes = [...text.matchAll(codeOrRange)].flatMap(([, first = '', last]) =>
    last === undefined ? [first.replace('.', '')] : codesBetween(first.replace('.', ''), last.replace('.', '')),
  );
  return [...new Set(codes)];
}

/** `H02101` to `H02106`: codes that differ in their last digits. Other ranges give their ends. */
function codesBetween(first: string, last: string): readonly string[] {
  const digits = /\d+$/.exec(first)?.[0].length ?? 0;
  let shared = 0;
  while (shared < first.length && first[shared] === last[shared]) shared += 1;
  const width = first.length - shared;
  if (first.length !== last.length || width > digits || width > 3 || !/\d$/.test(last)) return [first, last];
  const prefix = first.slice(0, shared);
  const [from, to] = [Number(first.slice(shared)), Number(last.slice(shared))];
  if (to < from) return [first, last];
  return Array.from({ length: to - from + 1 }, (_, index) => `${prefix}${String(from + index).padStart(width, '0')}`);
}
