import type { ProcedureRow } from '../../domain/code-set/rows.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { CodeSetFault, CodeSetFormat, FileHead } from '../format.ts';
import { faultAt } from '../read/fault.ts';
import { cellLike, dayCell, type HeadedRecord, hasHeaders, optionalDayCell, rowsOfCsv } from '../read/headed-csv.ts';
import { SeenKeys } from '../read/unique.ts';
import { searchProcedures } from '../search/searchable-sets.ts';
import { procedureCodes } from './procedures.ts';

/**
 * The procedure codes that an office has under its own licence: a CSV file with the columns code, description,
 * effective and end, and optionally a short description. The person who loads such a file must state the licence.
 */
const layout = {
  needed: { code: ['code'], description: ['description'], effective: ['effective'], end: ['end'] },
  optional: { shortDescription: ['short description'] },
} as const;

type OfficeRecord = HeadedRecord<'code' | 'description' | 'effective' | 'end' | 'shortDescription'>;

/**
 * CPT: five digits, or four and a letter; a letter and four digits are an office's made-up codes. CDT codes begin with
 * D.
 */
const cptCode = /^(?:\d{4}[0-9A-Z]|[A-CE-Z]\d{4})$/;
const cdtCode = /^D\d{4}$/;

export const cpt = officeFormat('cpt', {
  code: cptCode,
  words: 'a CPT code',
  licensor: 'American Medical Association',
});
export const cdt = officeFormat('cdt', { code: cdtCode, words: 'a CDT code', licensor: 'American Dental Association' });

interface LicensedSystem {
  readonly code: RegExp;
  readonly words: string;
  readonly licensor: string;
}

function officeFormat(kind: 'cpt' | 'cdt', { code, words, licensor }: LicensedSystem): CodeSetFormat<ProcedureRow> {
  return {
    kind,
    licensor,
    recognises: (head) => hasHeaders(head, Object.values(layout.needed)) && code.test(firstCode(head)),
    stated: () => ({}),
    read: (text) => {
      const seen = new SeenKeys();
      return rowsOfCsv(text, layout, (record) => readRecord(record, { code, words, seen }));
    },
    tables: [procedureCodes],
    finish: searchProcedures,
  };
}

/** The code of the first record: the two licensed systems share one layout. */
function firstCode(head: FileHead): string {
  const lines = head.text.replace(/^\ufeff/, '').split(/\r?\n/);
  const header = lines.findIndex((line) => hasHeaders({ name: '', text: line }, Object.values(layout.needed)));
  const column = (lines[header] ?? '').split(',').findIndex((cell) => /^"?\s*code\s*"?$/i.test(cell));
  return (lines[header + 1] ?? '').split(',')[column]?.replaceAll('"', '').trim() ?? '';
}

function readRecord(
  record: OfficeRecord,
  form: { readonly code: RegExp; readonly words: string; readonly seen: SeenKeys },
): Result<ProcedureRow, CodeSetFault> {
  const code = cellLike(record, 'code', form.code, form.words);
  if (!code.ok) return code;
  const repeated = form.seen.repeated(code.value, record.line, record.columns.code);
  if (repeated !== undefined) return repeated;
  const description = cellLike(record, 'description', /./, 'a description');
  if (!description.ok) return description;
  const from = dayCell(record, 'effective');
  if (!from.ok) return from;
  const to = optionalDayCell(record, 'end');
  if (!to.ok) return to;
  if (to.value !== undefined && to.value < from.value) {
    return faultAt(record.line, record.columns.end, 'The end must not be before the first day.');
  }
  const short = record.fields.shortDescription || description.value.slice(0, 60);
  return ok({
    line: record.line,
    code: code.value,
    shortDescription: short,
    longDescription: description.value,
    from: from.value,
    to: to.value,
  });
}
