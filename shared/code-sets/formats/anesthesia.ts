import type { AnesthesiaFactorRow, AnesthesiaRow } from '../../domain/code-set/rows.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import type { CodeSetFault, CodeSetFormat, FileHead, StatedRelease } from '../format.ts';
import { cellLike, type HeadedRecord, hasHeaders, rowsOfCsv } from '../read/headed-csv.ts';
import { decimalCell, wholeCell } from '../read/numbers.ts';
import { SeenKeys } from '../read/unique.ts';

/**
 * Anesthesia, in two files of CMS as CSV: the base units of each code, and the conversion factor of each locality (`ANES2026.csv`), which since 2026 has a
 * column for participants in advanced payment models.
 */
const unitLayout = {
  needed: {
    code: ['Code', 'CPT Code', 'CPT', 'HCPCS', 'HCPCS Code'],
    baseUnits: ['Base Unit', 'Base Units', 'Base Unit(s)', 'Unit', 'Units'],
  },
} as const;

const factorLayout = {
  needed: {
    contractor: ['Contractor'],
    locality: ['Locality'],
    localityName: ['Locality Name'],
    factor: [/non-?\s?qualifying.*anes(?:thesia)? cf/, /^(?!.*qualifying).*anes(?:thesia)? cf/],
  },
  optional: { qualifying: [/^(?!.*non-?\s?qualifying).*qualifying.*anes(?:thesia)? cf/] },
} as const;

export type AnesthesiaFileRow = AnesthesiaRow | AnesthesiaFactorRow;

export const anesthesiaUnits: CodeSetFormat<AnesthesiaFileRow> = {
  kind: 'anesthesia-units',
  recognises: (head) => hasFactors(head) || hasUnits(head),
  stated: anesthesiaRelease,
  parts: { needed: ['base-units'], of: (head) => (hasFactors(head) ? 'conversion-factors' : 'base-units') },
  read: (text, head) => {
    const seen = new SeenKeys();
    return hasFactors(head)
      ? rowsOfCsv(text, factorLayout, (record) => readFactor(record, seen))
      : rowsOfCsv(text, unitLayout, (record) => readUnits(record, seen));
  },
  tables: [
    {
      name: 'rows',
      columns: { code: 'TEXT', baseUnits: 'INTEGER', line: 'INTEGER' },
      primaryKey: ['code'],
      rowsOf: (row) => ('code' in row ? [{ ...row }] : []),
    },
    {
      name: 'factors',
      columns: {
        contractor: 'TEXT',
        locality: 'TEXT',
        localityName: 'TEXT',
        conversionFactor: 'INTEGER',
        qualifyingConversionFactor: 'INTEGER',
        line: 'INTEGER',
      },
      primaryKey: ['contractor', 'locality'],
      rowsOf: (row) => ('contractor' in row ? [{ ...row }] : []),
    },
  ],
};

function hasFactors(head: FileHead): boolean {
  return hasHeaders(head, Object.values(factorLayout.needed));
}

/** Many lists have codes with units, so headers alone do not identify this one; its title or name does. */
function hasUnits(head: FileHead): boolean {
  return hasHeaders(head, Object.values(unitLayout.needed)) && /anes/i.test(`${head.name} ${head.text.slice(0, 2000)}`);
}

function anesthesiaRelease(head: FileHead): StatedRelease {
  const year = /20\d\d/.exec(`${head.name} ${head.text.slice(0, 500)}`)?.[0];
  return year === undefined ? {} : { release: year, effectiveFrom: `${year}-01-01` as LocalDate };
}

function readUnits(record: HeadedRecord<'code' | 'baseUnits'>, seen: SeenKeys): Result<AnesthesiaRow, CodeSetFault> {
  const code = cellLike(record, 'code', /^[0-9A-Z]{4,5}$/, 'a procedure code');
  if (!code.ok) return code;
  // A spreadsheet removes the leading zeros of 00100.
  const whole = code.value.padStart(5, '0');
  const repeated = seen.repeated(whole, record.line, record.columns.code);
  if (repeated !== undefined) return repeated;
  const baseUnits = wholeCell(record, 'baseUnits');
  return baseUnits.ok ? ok({ line: record.line, code: whole, baseUnits: baseUnits.value }) : baseUnits;
}

function readFactor(
  record: HeadedRecord<keyof typeof factorLayout.needed | 'qualifying'>,
  seen: SeenKeys,
): Result<AnesthesiaFactorRow | undefined, CodeSetFault> {
  const { contractor: first, ...rest } = record.fields;
  if (!/^\d/.test(first) && Object.values(rest).every((cell) => cell === '')) return ok(undefined);
  const contractor = cellLike(record, 'contractor', /^\d{4,5}$/, 'the number of a contractor');
  if (!contractor.ok) return contractor;
  const locality = cellLike(record, 'locality', /^\d{1,2}$/, 'the number of a locality');
  if (!locality.ok) return locality;
  const key = { contractor: contractor.value.padStart(5, '0'), locality: locality.value.padStart(2, '0') };
  const repeated = seen.repeated(`${key.contractor} ${key.locality}`, record.line, record.columns.locality);
  if (repeated !== undefined) return repeated;
  const factor = decimalCell(record, 'factor', 4);
  if (!factor.ok) return factor;
  const qualifying = record.columns.qualifying === 0 ? ok(undefined) : decimalCell(record, 'qualifying', 4);
  if (!qualifying.ok) return qualifying;
  return ok({
    line: record.line,
    ...key,
    localityName: record.fields.localityName.replace(/\*+$/, ''),
    conversionFactor: factor.value,
    qualifyingConversionFactor: qualifying.value,
  });
}
