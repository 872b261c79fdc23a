import type { NdcRow } from '../../domain/code-set/rows.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { CodeSetFault, CodeSetFormat, FileHead, StatedRelease } from '../format.ts';
import { cellLike, type HeadedRecord, hasHeaders, rowsOfCsv } from '../read/headed-csv.ts';
import { decimalCell } from '../read/numbers.ts';
import { quarterOfMonth, quarterRelease } from './quarters.ts';

/**
 * The crosswalk of drug packages to the HCPCS codes that bill them, which CMS publishes each quarter with its average
 * sales prices. Titles are above the headers. An NDC is written 5-4-2; a device that is billed under a drug's code has
 * another product number instead.
 */
const layout = {
  needed: {
    code: [/^\d{4} code$/, 'HCPCS Code'],
    labeler: ['Labeler Name'],
    ndc: ['NDC', 'NDC2'],
    drugName: ['Drug Name'],
    billUnits: ['BILLUNITS'],
    billUnitsPerPackage: ['BILLUNITSPKG'],
  },
} as const;

export const ndcHcpcs: CodeSetFormat<NdcRow> = {
  kind: 'ndc-hcpcs',
  recognises: (head) => hasHeaders(head, Object.values(layout.needed)),
  stated: ndcRelease,
  read: (text) => rowsOfCsv(text, layout, readRecord),
  tables: [
    {
      name: 'rows',
      columns: {
        ndc: 'TEXT',
        code: 'TEXT',
        drugName: 'TERM',
        labeler: 'TERM',
        billUnits: 'TEXT',
        billUnitsPerPackage: 'TEXT',
        line: 'INTEGER',
      },
      primaryKey: ['ndc', 'code', 'line'],
      indexes: [['code']],
    },
  ],
};

/** The month and the year in a title: `October 2026 ASP NDC - HCPCS Crosswalk`. */
function ndcRelease(head: FileHead): StatedRelease {
  const title = /\b(Jan|Apr|Jul|Oct)[a-z]*\s+(20\d\d)/i.exec(`${head.text.slice(0, 4000)} ${head.name}`);
  const quarter = title === null ? undefined : quarterOfMonth[(title[1] as string).toLowerCase()];
  return title === null || quarter === undefined ? {} : quarterRelease(title[2] as string, quarter);
}

function readRecord(record: HeadedRecord<keyof typeof layout.needed>): Result<NdcRow | undefined, CodeSetFault> {
  const code = cellLike(record, 'code', /^[A-Z0-9]\d{3}[A-Z0-9]$/, 'a HCPCS code');
  if (!code.ok) return code;
  const ndc = cellLike(
    record,
    'ndc',
    /^(?:\d{5}-\d{4}-\d{2}|\d{11,14}|(?=(?:-?\d){12,14}$)[\d-]+)$/,
    'an NDC as 5-4-2, or a product number',
  );
  if (!ndc.ok) return ndc;
  const drugName = cellLike(record, 'drugName', /./, 'the name of the drug');
  if (!drugName.ok) return drugName;
  for (const name of ['billUnits', 'billUnitsPerPackage'] as const) {
    if (record.fields[name] === '') continue;
    const amount = decimalCell(record, name, 6);
    if (!amount.ok) return amount;
  }
  return ok({
    line: record.line,
    ndc: ndc.value.replaceAll('-', ''),
    code: code.value,
    drugName: drugName.value,
    labeler: record.fields.labeler,
    billUnits: record.fields.billUnits.replaceAll(',', ''),
    billUnitsPerPackage: record.fields.billUnitsPerPackage.replaceAll(',', ''),
  });
}
