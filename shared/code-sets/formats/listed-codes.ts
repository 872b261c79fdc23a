import type { CodeSetKind } from '../../domain/code-set/kinds.ts';
import type { ListedCodeRow, ModifierRow } from '../../domain/code-set/rows.ts';
import { present } from '../../domain/present.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { ArtifactTable, CodeSetFault, CodeSetFormat, FileHead } from '../format.ts';
import { cellLike, type HeadedRecord, hasHeaders, optionalDayCell, rowsOfCsv } from '../read/headed-csv.ts';
import { SeenKeys } from '../read/unique.ts';
import { modifierCodes } from './procedures.ts';

/**
 * Lists of a code, its meaning, and sometimes its effective dates: CSV files whose columns are recognised by their
 * headers.
 */

interface ListedFile {
  readonly kind: CodeSetKind;
  readonly headers: { readonly code: readonly string[]; readonly description: readonly string[] };
  /** Headers that the file must have beyond code and description, to distinguish it from others. */
  readonly marks?: readonly (readonly string[])[];
  readonly form: RegExp;
  readonly words: string;
  readonly licensor?: string;
  /** Rows to skip, such as unassigned numbers. */
  readonly isLeftOut?: (description: string) => boolean;
}

const from = ['Start Date', 'Effective', 'Effective Date'] as const;
const to = ['Stop Date', 'End', 'End Date', 'Deactivation Date'] as const;

/** Headers of the lists of X12, as CSV. */
const x12Headers = { code: ['Code'], description: ['Description'] } as const;
const x12Marks = [['Start Date'], ['Stop Date']] as const;

const carcFile: ListedFile = {
  kind: 'carc',
  headers: x12Headers,
  marks: x12Marks,
  form: /^(?:\d{1,3}|[ABDPWY]\d{1,2})$/,
  words: 'a claim adjustment reason code',
  licensor: 'X12',
};

const rarcFile: ListedFile = {
  kind: 'rarc',
  headers: x12Headers,
  marks: x12Marks,
  form: /^(?:MA?|N)\d{1,4}$/,
  words: 'a remittance advice remark code',
  licensor: 'X12',
};

const placeFile: ListedFile = {
  kind: 'place-of-service',
  headers: { code: ['Place of Service Code(s)', 'Place of Service Code'], description: ['Place of Service Name'] },
  form: /^\d{2}$/,
  words: 'a place of service, two digits',
  isLeftOut: (description) => /^unassigned/i.test(description),
};

const revenueFile: ListedFile = {
  kind: 'revenue-codes',
  headers: { code: ['Revenue Code'], description: ['Description'] },
  form: /^\d{4}$/,
  words: 'a revenue code, four digits',
  licensor: 'American Hospital Association (NUBC)',
};

/**
 * Codes of drugs that come in single-dose containers only: CMS lists some for its policy on discarded drugs, and an
 * office adds those that it buys so. Vaccines of the Social Security Act, 1861(s)(10), do not belong there.
 */
const singleDoseFile: ListedFile = {
  kind: 'single-dose-drugs',
  headers: { code: ['Single-Dose HCPCS Code'], description: ['Description'] },
  form: /^[A-Z]\d{4}$|^\d{5}$/,
  words: 'a procedure code, five characters',
};

const modifierFile: ListedFile = {
  kind: 'modifiers',
  headers: { code: ['Modifier'], description: ['Description'] },
  form: /^[0-9A-Z]{2}$/,
  words: 'a modifier, two characters',
};

const listed: ArtifactTable<ListedCodeRow> = {
  name: 'rows',
  columns: { code: 'TEXT', line: 'INTEGER', description: 'TEXT', from: 'DATE', to: 'DATE' },
  primaryKey: ['code'],
};

export const carc = listedFormat(carcFile);
export const rarc = listedFormat(rarcFile);
export const placeOfService = listedFormat(placeFile);
export const revenueCodes = listedFormat(revenueFile);
export const singleDoseDrugs = listedFormat(singleDoseFile);

/** Lookups of modifiers use the column `modifier`, so their rows have one. */
export const modifiers: CodeSetFormat<ModifierRow> = {
  kind: 'modifiers',
  recognises: (head) => recognises(modifierFile, head),
  stated: () => ({}),
  read: async function* (text) {
    for await (const rows of readListed(modifierFile, text)) {
      yield rows.ok ? ok(rows.value.map(({ code, ...row }) => ({ ...row, modifier: code }))) : rows;
    }
  },
  tables: [modifierCodes],
};

function listedFormat(file: ListedFile): CodeSetFormat<ListedCodeRow> {
  return {
    kind: file.kind,
    ...present({ licensor: file.licensor }),
    recognises: (head) => recognises(file, head),
    stated: () => ({}),
    read: (text) => readListed(file, text),
    tables: [listed],
  };
}

/** Some lists share their headers: the first code distinguishes them. */
function recognises(file: ListedFile, head: FileHead): boolean {
  if (!hasHeaders(head, [file.headers.code, file.headers.description, ...(file.marks ?? [])])) return false;
  if (file.marks === undefined) return true;
  const first = head.text.replace(/^\ufeff/, '').split(/\r?\n/)[1] ?? '';
  return file.form.test((first.split(',', 1)[0] as string).replaceAll('"', '').trim());
}

async function* readListed(
  file: ListedFile,
  text: AsyncIterable<string>,
): AsyncGenerator<Result<readonly ListedCodeRow[], CodeSetFault>> {
  const seen = new SeenKeys();
  const layout = { needed: file.headers, optional: { from, to } };
  const rows = rowsOfCsv(text, layout, (record): Result<ListedCodeRow | undefined, CodeSetFault> => {
    const row = listedRow(file, record);
    if (!row.ok || row.value === undefined) return row;
    return seen.repeated(row.value.code, record.line, record.columns.code) ?? row;
  });
  for await (const batch of rows) {
    yield batch.ok ? ok(batch.value.filter((row) => row !== undefined)) : batch;
  }
}

function listedRow(
  file: ListedFile,
  record: HeadedRecord<'code' | 'description' | 'from' | 'to'>,
): Result<ListedCodeRow | undefined, CodeSetFault> {
  const description = cellLike(record, 'description', /./, 'a description');
  if (!description.ok) return description;
  if (file.isLeftOut?.(description.value) === true) return ok(undefined);
  const code = cellLike(record, 'code', file.form, file.words);
  if (!code.ok) return code;
  const begin = optionalDayCell(record, 'from');
  if (!begin.ok) return begin;
  const end = optionalDayCell(record, 'to');
  if (!end.ok) return end;
  return ok({ line: record.line, code: code.value, description: description.value, from: begin.value, to: end.value });
}
