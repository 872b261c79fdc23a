import type { IcdRow } from '../../domain/code-set/rows.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import type { ArtifactTable, CodeSetFault, CodeSetFormat, FileHead, StatedRelease } from '../format.ts';
import { faultAt } from '../read/fault.ts';
import { blankColumns, fieldLike, fieldOf } from '../read/fixed-columns.ts';
import { type FileLine, rowsOfLines } from '../read/lines.ts';
import { SeenKeys } from '../read/unique.ts';
import { searchOrderFile } from '../search/searchable-sets.ts';

/**
 * The order files of ICD-10-CM and ICD-10-PCS: 1-5 order number, 7-13 code, 15 whether it is billable, 17-76 short
 * description, 78 on the long one. The diagnoses run from A to Z; the procedures from section 0 to section X. A file
 * that ends earlier is truncated.
 */
const orderLine = /^\d{5} ([0-9A-Z]{3,7}) {1,5}[01] /;

const icdCodes: ArtifactTable<IcdRow> = {
  name: 'rows',
  columns: { code: 'TEXT', line: 'INTEGER', billable: 'BOOLEAN', shortDescription: 'TEXT', longDescription: 'TEXT' },
  primaryKey: ['code'],
};

interface OrderFile {
  readonly kind: 'icd-10-cm' | 'icd-10-pcs';
  readonly firstCharacter: RegExp;
  readonly code: RegExp;
  readonly codeWords: string;
  readonly lastCharacter: string;
}

const diagnosisFile: OrderFile = {
  kind: 'icd-10-cm',
  firstCharacter: /[A-Z]/,
  code: /^[A-Z]\d[0-9A-Z](?:[0-9A-Z]{0,4})$/,
  codeWords: 'an ICD-10-CM code without its point',
  lastCharacter: 'Z',
};

const procedureFile: OrderFile = {
  kind: 'icd-10-pcs',
  firstCharacter: /[0-9]/,
  code: /^(?:[0-9A-HJ-NP-Z]{3}|[0-9A-HJ-NP-Z]{7})$/,
  codeWords: 'an ICD-10-PCS code of 3 or 7 characters',
  lastCharacter: 'X',
};

export const icd10Cm: CodeSetFormat<IcdRow> = orderFormat(diagnosisFile);
export const icd10Pcs: CodeSetFormat<IcdRow> = orderFormat(procedureFile);

function orderFormat(file: OrderFile): CodeSetFormat<IcdRow> {
  return {
    kind: file.kind,
    recognises: (head) => {
      const first = orderLine.exec(head.text.replace(/^\ufeff/, '').split('\n', 1)[0] as string);
      return first !== null && file.firstCharacter.test((first[1] as string).charAt(0));
    },
    stated: icdRelease,
    read: (text) => readOrder(text, file),
    tables: [icdCodes],
    finish: searchOrderFile,
  };
}

/**
 * The fiscal year in the name of an ICD-10 file: `icd10cm_order_2027.txt`, or with `April` for the mid-year update.
 * Each release ends with its fiscal year, on 30 September: the next year has other codes, so this release cannot say
 * which of them are valid.
 */
export function icdRelease(head: FileHead): StatedRelease {
  const year = /(?:^|[^0-9])(20\d\d)(?:[^0-9]|$)/.exec(head.name)?.[1];
  if (year === undefined) return {};
  const effectiveTo = `${year}-09-30` as LocalDate;
  if (/apr/i.test(head.name))
    return { release: `FY${year}-April`, effectiveFrom: `${year}-04-01` as LocalDate, effectiveTo };
  return { release: `FY${year}`, effectiveFrom: `${Number(year) - 1}-10-01` as LocalDate, effectiveTo };
}

async function* readOrder(
  text: AsyncIterable<string>,
  file: OrderFile,
): AsyncGenerator<Result<readonly IcdRow[], CodeSetFault>> {
  const seen = new SeenKeys();
  let last: { readonly order: number; readonly code: string; readonly line: number } | undefined;
  const rows = rowsOfLines(text, (line) => {
    const row = readOrderLine(line, file);
    if (!row.ok) return row;
    const order = Number(fieldOf(line, [1, 5]));
    if (last !== undefined && order <= last.order) {
      return faultAt(line.number, 1, 'The order number must be higher than that of the line before.');
    }
    last = { order, code: row.value.code, line: line.number };
    return seen.repeated(row.value.code, line.number, 7) ?? row;
  });
  for await (const batch of rows) {
    yield batch;
    if (!batch.ok) return;
  }
  if (last?.code.startsWith(file.lastCharacter) === true) return;
  yield faultAt(
    (last?.line ?? 0) + 1,
    1,
    `The file ends before the codes that begin with ${file.lastCharacter}: it is incomplete.`,
  );
}

function readOrderLine(line: FileLine, file: OrderFile): Result<IcdRow, CodeSetFault> {
  const order = fieldLike(line, [1, 5], /^\d{5}$/, 'an order number of five digits');
  if (!order.ok) return order;
  const code = fieldLike(line, [7, 13], file.code, file.codeWords);
  if (!code.ok) return code;
  const flag = fieldLike(line, [15, 15], /^[01]$/, '0 for a header or 1 for a code that can be billed');
  if (!flag.ok) return flag;
  const blank = blankColumns(line, [6, 14, 16, 77]);
  if (!blank.ok) return blank;
  const short = fieldLike(line, [17, 76], /./, 'the short description');
  if (!short.ok) return short;
  const long = fieldOf(line, [78, line.text.length]);
  if (long === '') return faultAt(line.number, 78, 'The long description must begin in column 78.');
  return ok({
    line: line.number,
    code: code.value,
    billable: flag.value === '1',
    shortDescription: short.value,
    longDescription: long,
  });
}
