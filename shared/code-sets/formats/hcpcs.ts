import type { ModifierRow, ProcedureRow } from '../../domain/code-set/rows.ts';
import { present } from '../../domain/present.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import type { ArtifactTable, CodeSetFault, CodeSetFormat, FileHead, StatedRelease } from '../format.ts';
import { faultAt } from '../read/fault.ts';
import { dayField, fieldLike, fieldOf, optionalDayField } from '../read/fixed-columns.ts';
import { type FileLine, linesOf } from '../read/lines.ts';
import { SeenKeys } from '../read/unique.ts';
import { searchProcedures } from '../search/searchable-sets.ts';
import { modifierCodes, procedureCodes } from './procedures.ts';

/**
 * HCPCS Level II, the ANWEB file of CMS: 1-5 code (a modifier in 4-5), 6-10 sequence, 11 record id (3 and 7 start a
 * procedure and a modifier, 4 and 8 continue its long description), 12-91 long description, 92-119 short one, 230
 * coverage, 257-259 BETOS, 269-276 added, 285-292 terminated, 293 action.
 */
const firstLine = /^(?:[A-Z]\d{4}| {3}[0-9A-Z]{2})\d{5}[37]/;

/** A procedure of the file, or a modifier. */
export type HcpcsRow = ProcedureRow | ModifierRow;

const procedures: ArtifactTable<HcpcsRow> = {
  ...procedureCodes,
  rowsOf: (row) => ('code' in row ? [{ ...row }] : []),
};

const modifiers: ArtifactTable<HcpcsRow> = {
  ...modifierCodes,
  name: 'modifiers',
  rowsOf: (row) => ('modifier' in row ? [{ ...row }] : []),
};

export const hcpcs: CodeSetFormat<HcpcsRow> = {
  kind: 'hcpcs',
  recognises: (head) => firstLine.test(head.text.replace(/^\ufeff/, '')),
  stated: hcpcsRelease,
  read: readHcpcs,
  tables: [procedures, modifiers],
  finish: searchProcedures,
};

const quarters = { JAN: 1, APR: 2, JUL: 3, OCT: 4 } as const;

/** The quarter in the name of the file: `HCPC2026_OCT_ANWEB.txt`. */
function hcpcsRelease(head: FileHead): StatedRelease {
  const named = /(20\d\d)[_-](JAN|APR|JUL|OCT)/i.exec(head.name);
  if (named === null) return {};
  const quarter = quarters[(named[2] as string).toUpperCase() as keyof typeof quarters];
  const month = String(quarter * 3 - 2).padStart(2, '0');
  return { release: `${named[1]}Q${quarter}`, effectiveFrom: `${named[1]}-${month}-01` as LocalDate };
}

/** A row whose continuation lines may follow. */
interface OpenRow {
  readonly row: HcpcsRow;
  readonly key: string;
  readonly sequence: number;
  readonly descriptions: readonly string[];
}

async function* readHcpcs(text: AsyncIterable<string>): AsyncGenerator<Result<readonly HcpcsRow[], CodeSetFault>> {
  const seen = new SeenKeys();
  let open: OpenRow | undefined;
  for await (const lines of linesOf(text)) {
    if (!lines.ok) {
      yield lines;
      return;
    }
    const rows: HcpcsRow[] = [];
    for (const line of lines.value) {
      if (line.text.trim() === '') continue;
      const next = takeLine(line, open);
      const failed = next.ok ? seenBefore(next.value, open, seen) : next;
      if (failed !== undefined) {
        yield failed;
        return;
      }
      if (!next.ok) return;
      if (open !== undefined && next.value.row !== open.row) rows.push(wholeRow(open));
      open = next.value;
    }
    if (rows.length > 0) yield ok(rows);
  }
  if (open === undefined) yield faultAt(1, 1, 'The file holds no code.');
  else if (open.key < 'V')
    yield faultAt(open.row.line + 1, 1, 'The file ends before the codes that begin with V: it is incomplete.');
  else yield ok([wholeRow(open)]);
}

function seenBefore(next: OpenRow, open: OpenRow | undefined, seen: SeenKeys) {
  return next.row === open?.row ? undefined : seen.repeated(next.key, next.row.line, 1);
}

function wholeRow(open: OpenRow): HcpcsRow {
  const long = open.descriptions.join(' ').replace(/ {2,}/g, ' ');
  return 'code' in open.row ? { ...open.row, longDescription: long } : { ...open.row, description: long };
}

/** Starts a row, or continues the open one. */
function takeLine(line: FileLine, open: OpenRow | undefined): Result<OpenRow, CodeSetFault> {
  const record = fieldLike(line, [11, 11], /^[3478]$/, 'the kind of record: 3, 4, 7 or 8');
  if (!record.ok) return record;
  const isModifier = record.value === '7' || record.value === '8';
  const key = isModifier
    ? fieldLike(line, [4, 5], /^[0-9A-Z]{2}$/, 'a modifier')
    : fieldLike(line, [1, 5], /^[A-Z]\d{4}$/, 'a HCPCS code');
  if (!key.ok) return key;
  if (isModifier && fieldOf(line, [1, 3]) !== '')
    return faultAt(line.number, 1, 'Columns 1 to 3 must be blank before a modifier.');
  const sequence = fieldLike(line, [6, 10], /^\d{5}$/, 'a sequence number of five digits');
  if (!sequence.ok) return sequence;
  const description = fieldOf(line, [12, 91]);
  if (description === '') return faultAt(line.number, 12, 'Columns 12 to 91 must hold the long description.');
  const number = Number(sequence.value);
  if (record.value === '4' || record.value === '8') {
    if (open === undefined || open.key !== key.value) {
      return faultAt(line.number, 1, 'A continuation must follow the first line of its code.');
    }
    if (number <= open.sequence) return faultAt(line.number, 6, 'The sequence number must rise within a code.');
    return ok({ ...open, sequence: number, descriptions: [...open.descriptions, description] });
  }
  const row = isModifier ? modifierOf(line, key.value) : procedureOf(line, key.value);
  return row.ok ? ok({ row: row.value, key: key.value, sequence: number, descriptions: [description] }) : row;
}

function procedureOf(line: FileLine, code: string): Result<ProcedureRow, CodeSetFault> {
  const short = fieldLike(line, [92, 119], /./, 'the short description');
  if (!short.ok) return short;
  const dates = datesOf(line);
  if (!dates.ok) return dates;
  const coverage = fieldLike(line, [230, 230], /^[A-Z]?$/, 'the coverage code, one letter');
  if (!coverage.ok) return coverage;
  const betos = fieldLike(line, [257, 259], /^(?:[0-9A-Z]{2,3})?$/, 'the BETOS code');
  if (!betos.ok) return betos;
  return ok({
    line: line.number,
    code,
    shortDescription: short.value,
    longDescription: '',
    ...dates.value,
    ...present({ coverage: coverage.value || undefined, betos: betos.value || undefined }),
  });
}

function modifierOf(line: FileLine, modifier: string): Result<ModifierRow, CodeSetFault> {
  const dates = datesOf(line);
  return dates.ok ? ok({ line: line.number, modifier, description: '', ...dates.value }) : dates;
}

function datesOf(line: FileLine) {
  const from = dayField(line, [269, 276]);
  if (!from.ok) return from;
  const to = optionalDayField(line, [285, 292]);
  if (!to.ok) return to;
  const action = fieldLike(line, [293, 293], /^[A-Z]?$/, 'the action code, one letter');
  if (!action.ok) return action;
  return ok({ from: from.value, to: to.value });
}
