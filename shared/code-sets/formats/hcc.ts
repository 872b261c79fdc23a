import type { HccRow } from '../../domain/code-set/rows.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import type { CodeSetFault, CodeSetFormat, FileHead, StatedRelease } from '../format.ts';
import { type CsvRecord, csvRecords } from '../read/csv.ts';
import { faultAt } from '../read/fault.ts';
import { rowsOfEach } from '../read/rows.ts';
import { SeenKeys } from '../read/unique.ts';

/**
 * CMS's mappings from diagnoses to hierarchical condition categories. Below the titles, headers (with line breaks in
 * them) name the models: `CMS-HCC Model Category V28`. For some models another column, `… V28 for 2026 Payment Year`,
 * says `Yes` or `No`: whether the payment year counts the mapping.
 */
export const hcc: CodeSetFormat<HccRow> = {
  kind: 'hcc',
  recognises: (head) =>
    /Diagnosis\s+Code/.test(head.text) && /HCC\s+(?:ESRD\s+)?Model\s+Category\s+V\d\d/.test(head.text),
  stated: hccRelease,
  read: readHcc,
  tables: [
    {
      name: 'rows',
      columns: { diagnosis: 'TEXT', model: 'TERM', category: 'TEXT', line: 'INTEGER' },
      primaryKey: ['diagnosis', 'model', 'category'],
    },
  ],
};

/** A payment year counts the diagnoses of the previous calendar year. */
function hccRelease(head: FileHead): StatedRelease {
  const year = /20\d\d/.exec(head.name)?.[0] ?? /\b(20\d\d)\b[^\n]*Mappings/.exec(head.text)?.[1];
  if (year === undefined) return {};
  return { release: `PY${year}`, effectiveFrom: `${Number(year) - 1}-01-01` as LocalDate };
}

interface ModelColumn {
  readonly model: string;
  readonly index: number;
  /** The column that says whether the payment year counts the mapping. */
  readonly counted: number | undefined;
}

interface HccHeader {
  readonly models: readonly ModelColumn[];
  readonly cells: number;
}

async function* readHcc(text: AsyncIterable<string>): AsyncGenerator<Result<readonly HccRow[], CodeSetFault>> {
  const seen = new SeenKeys();
  let header: HccHeader | undefined;
  const isRead = yield* rowsOfEach(csvRecords(text), (record): Result<readonly HccRow[], CodeSetFault> => {
    if (header === undefined) {
      header = headerOf(record);
      return ok([]);
    }
    // Notes are below the table.
    if (record.cells.slice(1).every((cell) => cell === '')) return ok([]);
    return rowsOf(record, header, seen);
  });
  if (!isRead) return;
  if (header === undefined) yield faultAt(1, 1, 'The headers lack: Diagnosis Code, and a Model Category.');
}

function headerOf(record: CsvRecord): HccHeader | undefined {
  const names = record.cells.map((cell) => cell.replace(/\s+/g, ' ').trim());
  if (names[0] !== 'Diagnosis Code') return undefined;
  const models = names.flatMap((name, index): ModelColumn[] => {
    const [, family, esrd, version] = /^(CMS-HCC|RxHCC)( ESRD)? Model Category (V\d\d)$/.exec(name) ?? [];
    if (family === undefined) return [];
    const counted = names.findIndex((other) => other.startsWith(`${name} for `) && other.endsWith(' Payment Year'));
    return [{ model: `${family}${esrd ?? ''} ${version}`, index, counted: counted < 0 ? undefined : counted }];
  });
  return models.length === 0 ? undefined : { models, cells: names.length };
}

function rowsOf(record: CsvRecord, header: HccHeader, seen: SeenKeys): Result<readonly HccRow[], CodeSetFault> {
  if (record.cells.length !== header.cells) {
    const column = Math.min(record.cells.length, header.cells) + 1;
    return faultAt(record.line, column, `The record has ${record.cells.length} cells, the headers ${header.cells}.`);
  }
  const diagnosis = record.cells[0] as string;
  if (!/^[A-Z]\d[0-9A-Z]{1,5}$/.test(diagnosis))
    return faultAt(record.line, 1, 'This cell must hold a code of ICD-10-CM.');
  const repeated = seen.repeated(diagnosis, record.line, 1);
  if (repeated !== undefined) return repeated;
  const rows: HccRow[] = [];
  for (const { model, index, counted } of header.models) {
    const category = record.cells[index] as string;
    if (category === '') continue;
    if (!/^\d{1,3}$/.test(category))
      return faultAt(record.line, index + 1, 'This cell must hold the number of a category.');
    if (counted !== undefined && record.cells[counted]?.toLowerCase() === 'no') continue;
    rows.push({ line: record.line, diagnosis, category, model });
  }
  return ok(rows);
}
