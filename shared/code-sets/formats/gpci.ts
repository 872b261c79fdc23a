import type { GpciRow } from '../../domain/code-set/rows.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import type { CodeSetFault, CodeSetFormat, FileHead, StatedRelease } from '../format.ts';
import { cellLike, type HeadedRecord, hasHeaders, rowsOfCsv } from '../read/headed-csv.ts';
import { decimalCell } from '../read/numbers.ts';
import { SeenKeys } from '../read/unique.ts';

/**
 * Geographic practice cost indices: `GPCI2026.csv`. Titles are above the headers, and notes below the rows. When there
 * are work indices with and without the floor, the one with the floor applies. Contractors and localities may have lost
 * their leading zeros.
 */
const layout = {
  needed: {
    contractor: ['Medicare Administrative Contractor (MAC)'],
    state: ['State'],
    locality: ['Locality Number'],
    localityName: ['Locality Name'],
    work: [/^\d{4} pw gpci \(with 1\.0 floor\)$/, /^\d{4} pw gpci$/],
    expense: [/^\d{4} pe gpci$/],
    malpractice: [/^\d{4} mp gpci$/],
  },
} as const;

export const gpci: CodeSetFormat<GpciRow> = {
  kind: 'gpci',
  recognises: (head) => hasHeaders(head, Object.values(layout.needed)),
  stated: gpciRelease,
  read: (text) => {
    const seen = new SeenKeys();
    return rowsOfCsv(text, layout, (record) => readRecord(record, seen));
  },
  tables: [
    {
      name: 'rows',
      columns: {
        contractor: 'TEXT',
        locality: 'TEXT',
        state: 'TEXT',
        localityName: 'TEXT',
        work: 'INTEGER',
        expense: 'INTEGER',
        malpractice: 'INTEGER',
        line: 'INTEGER',
      },
      primaryKey: ['contractor', 'locality'],
    },
  ],
};

/** The year in a header. */
function gpciRelease(head: FileHead): StatedRelease {
  const year = /(20\d\d) PE GPCI/i.exec(head.text)?.[1];
  return year === undefined ? {} : { release: year, effectiveFrom: `${year}-01-01` as LocalDate };
}

function readRecord(
  record: HeadedRecord<keyof typeof layout.needed>,
  seen: SeenKeys,
): Result<GpciRow | undefined, CodeSetFault> {
  const { contractor: first, ...rest } = record.fields;
  // A note is alone in the first cell.
  if (!/^\d/.test(first) && Object.values(rest).every((cell) => cell === '')) return ok(undefined);
  const contractor = cellLike(record, 'contractor', /^\d{4,5}$/, 'the number of a contractor');
  if (!contractor.ok) return contractor;
  const state = cellLike(record, 'state', /^[A-Z]{2}$/, 'a state, two letters');
  if (!state.ok) return state;
  const locality = cellLike(record, 'locality', /^\d{1,2}$/, 'the number of a locality');
  if (!locality.ok) return locality;
  const key = { contractor: contractor.value.padStart(5, '0'), locality: locality.value.padStart(2, '0') };
  const repeated = seen.repeated(`${key.contractor} ${key.locality}`, record.line, record.columns.locality);
  if (repeated !== undefined) return repeated;
  const work = decimalCell(record, 'work', 3);
  if (!work.ok) return work;
  const expense = decimalCell(record, 'expense', 3);
  if (!expense.ok) return expense;
  const malpractice = decimalCell(record, 'malpractice', 3);
  if (!malpractice.ok) return malpractice;
  return ok({
    line: record.line,
    ...key,
    state: state.value,
    // An asterisk after the name refers to a note.
    localityName: record.fields.localityName.replace(/\*+$/, ''),
    work: work.value,
    expense: expense.value,
    malpractice: malpractice.value,
  });
}
