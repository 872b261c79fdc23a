import type { MueRow } from '../../domain/code-set/rows.ts';
import { ok, type Result } from '../../domain/result.ts';
import { parseLocalDate } from '../../domain/time/local-date.ts';
import type { CodeSetFault, CodeSetFormat, FileHead, StatedRelease } from '../format.ts';
import { cellLike, type HeadedRecord, rowsOfCsv } from '../read/headed-csv.ts';
import { wholeCell } from '../read/numbers.ts';
import { SeenKeys } from '../read/unique.ts';

/**
 * Medically unlikely edits: `MCR_MUE_PractitionerServices_Eff_10-01-2026.csv`, and the same for outpatient hospitals
 * and equipment suppliers. The first cell is a quoted notice of several lines, and header cells contain line breaks.
 * The header over the values names the setting.
 */
export const muePractitioner = mueFormat('mue-practitioner', 'Practitioner Services MUE Values');
export const mueOutpatient = mueFormat('mue-outpatient', 'Outpatient Hospital Services MUE Values');
export const mueDme = mueFormat('mue-dme', 'DME Supplier Services MUE Values');

type MueRecord = HeadedRecord<'code' | 'units' | 'adjudication' | 'rationale'>;

function mueFormat(kind: 'mue-practitioner' | 'mue-outpatient' | 'mue-dme', values: string): CodeSetFormat<MueRow> {
  const layout = {
    needed: {
      code: ['HCPCS/CPT Code', 'HCPCS/ CPT Code'],
      units: [values],
      adjudication: ['MUE Adjudication Indicator'],
      rationale: ['MUE Rationale'],
    },
  } as const;
  return {
    kind,
    recognises: (head) => head.text.replace(/\s+/g, ' ').includes(values),
    stated: mueRelease,
    read: (text) => {
      const seen = new SeenKeys();
      return rowsOfCsv(text, layout, (record) => readRecord(record, seen));
    },
    tables: [
      {
        name: 'rows',
        columns: { code: 'TEXT', units: 'INTEGER', adjudication: 'INTEGER', rationale: 'TERM', line: 'INTEGER' },
        primaryKey: ['code'],
      },
    ],
  };
}

/** The first day of a quarter, in the name of the file. */
function mueRelease(head: FileHead): StatedRelease {
  const named = /Eff[_-](\d\d)-(\d\d)-(\d{4})/i.exec(head.name);
  if (named === null) return {};
  const [, month, day, year] = named;
  const effective = parseLocalDate(`${year}-${month}-${day}`);
  return effective.ok ? { release: `${year}Q${Math.ceil(Number(month) / 3)}`, effectiveFrom: effective.value } : {};
}

function readRecord(record: MueRecord, seen: SeenKeys): Result<MueRow, CodeSetFault> {
  const code = cellLike(record, 'code', /^[0-9A-Z]{5}$/, 'a procedure code');
  if (!code.ok) return code;
  const repeated = seen.repeated(code.value, record.line, record.columns.code);
  if (repeated !== undefined) return repeated;
  const units = wholeCell(record, 'units');
  if (!units.ok) return units;
  const adjudication = cellLike(
    record,
    'adjudication',
    /^[123]\b/,
    'the adjudication indicator: 1, 2 or 3, then its meaning',
  );
  if (!adjudication.ok) return adjudication;
  const rationale = cellLike(record, 'rationale', /./, 'a rationale');
  if (!rationale.ok) return rationale;
  return ok({
    line: record.line,
    code: code.value,
    units: units.value,
    adjudication: Number(adjudication.value[0]) as 1 | 2 | 3,
    rationale: rationale.value,
  });
}
