import type { CliaWaivedRow } from '../../domain/code-set/rows.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import type { CodeSetFault, CodeSetFormat, FileHead, StatedRelease } from '../format.ts';
import { faultAt } from '../read/fault.ts';
import { type HeadedRecord, hasHeaders, headedRecords } from '../read/headed-csv.ts';
import { rowsOfEach } from '../read/rows.ts';

/**
 * Tests granted waived status under CLIA: the table of CMS, saved as CSV. A cell may name several codes; `QW` after a
 * code means that the test is waived only with that modifier.
 */
const layout = {
  needed: {
    codes: ['CPT Code(s)', 'CPT Codes', 'CPT Code', 'HCPCS Code(s)'],
    testName: ['Test Name'],
    manufacturer: ['Manufacturer'],
  },
  optional: { use: ['Use'] },
} as const;

export const cliaWaived: CodeSetFormat<CliaWaivedRow> = {
  kind: 'clia-waived',
  recognises: (head) => hasHeaders(head, Object.values(layout.needed)),
  stated: cliaRelease,
  read: (text) => rowsOfEach(headedRecords(text, layout), readTest),
  tables: [
    {
      name: 'rows',
      columns: { code: 'TEXT', needsQw: 'BOOLEAN', description: 'TEXT', line: 'INTEGER' },
      primaryKey: ['code', 'needsQw', 'line'],
    },
  ],
};

/** The day of the list, in a title or in the name: `10/01/2026`, `2026-10-01`. */
function cliaRelease(head: FileHead): StatedRelease {
  const text = `${head.name} ${head.text.slice(0, 500)}`;
  const american = /\b(\d\d)\/(\d\d)\/(20\d\d)\b/.exec(text);
  const day = american === null ? /20\d\d-\d\d-\d\d/.exec(text)?.[0] : `${american[3]}-${american[1]}-${american[2]}`;
  return day === undefined ? {} : { release: day, effectiveFrom: day as LocalDate };
}

function readTest(
  record: HeadedRecord<keyof typeof layout.needed | 'use'>,
): Result<readonly CliaWaivedRow[], CodeSetFault> {
  const { codes, testName, use } = record.fields;
  if (testName === '')
    return faultAt(record.line, record.columns.testName, 'This cell must hold the name of the test.');
  const named = codes.split(/[\s,;]+/).filter((code) => code !== '');
  const rows: CliaWaivedRow[] = [];
  for (const name of new Set(named)) {
    const match = /^([0-9A-Z]\d{3}[0-9A-Z])(QW)?$/.exec(name);
    if (match === null) {
      return faultAt(
        record.line,
        record.columns.codes,
        'This cell must hold procedure codes; each may have QW after it.',
      );
    }
    const description = use === '' ? testName : `${testName}: ${use}`;
    rows.push({ line: record.line, code: match[1] as string, needsQw: match[2] !== undefined, description });
  }
  if (rows.length > 0) return ok(rows);
  return faultAt(record.line, record.columns.codes, 'This cell must hold a procedure code.');
}
