import type { CoverageFileRow } from '../../domain/code-set/rows.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import type { ArtifactColumn, ArtifactTable, CodeSetFault, CodeSetFormat, FileHead } from '../format.ts';
import { faultAt } from '../read/fault.ts';
import { type CsvLayout, cellLike, dayCell, type HeadedRecord, rowsOfCsv } from '../read/headed-csv.ts';

/**
 * Coverage articles of the Medicare contractors: tables as CSV from the download of the Medicare Coverage Database,
 * joined by article and version. Eight of them make a release. The tables are stored as they are, and lookups join
 * them. Rows that pair every procedure with every diagnosis would be hundreds of millions.
 */
const article = { article: ['article_id'], version: ['article_version'] } as const;
const contractor = {
  contractor: ['contractor_id'],
  contractorType: ['contractor_type_id'],
  contractorVersion: ['contractor_version'],
} as const;

interface Part {
  readonly table: CoverageFileRow['table'];
  readonly layout: CsvLayout<string, string>;
  readonly columns: Readonly<Record<string, ArtifactColumn>>;
  readonly primaryKey: readonly string[];
  readonly indexes?: readonly (readonly string[])[];
  readonly readRecord: (record: HeadedRecord<string>) => Result<CoverageFileRow | undefined, CodeSetFault>;
}

/** The parts by the names of their files without `.csv`. */
const parts: Readonly<Record<string, Part>> = {
  article: {
    table: 'articles',
    layout: {
      needed: { ...article, title: ['title'], from: ['article_eff_date'], to: ['article_end_date'] },
      optional: {
        name: ['display_id'],
        revisedFrom: ['article_rev_eff_date'],
        revisedTo: ['article_rev_end_date'],
        retired: ['date_retired'],
      },
    },
    columns: {
      article: 'TEXT',
      version: 'INTEGER',
      name: 'TEXT',
      title: 'TEXT',
      from: 'DATE',
      to: 'DATE',
      line: 'INTEGER',
    },
    primaryKey: ['article', 'version'],
    readRecord: readArticle,
  },
  article_x_hcpc_code: {
    table: 'procedures',
    layout: { needed: { ...article, procedure: ['hcpc_code_id'] } },
    columns: { procedure: 'TEXT', article: 'TEXT', version: 'INTEGER', line: 'INTEGER' },
    primaryKey: ['procedure', 'article', 'version', 'line'],
    readRecord: readProcedure,
  },
  article_x_icd10_covered: diagnosisPart('icd10_covered_group', true),
  article_x_icd10_noncovered: diagnosisPart('icd10_noncovered_group', false),
  article_x_contractor: {
    table: 'articleContractors',
    layout: { needed: { ...article, ...contractor } },
    columns: {
      article: 'TEXT',
      version: 'INTEGER',
      contractor: 'TEXT',
      contractorType: 'TEXT',
      contractorVersion: 'TEXT',
      line: 'INTEGER',
    },
    primaryKey: ['article', 'version', 'contractor', 'contractorType', 'contractorVersion', 'line'],
    readRecord: readArticleContractor,
  },
  contractor: {
    table: 'contractors',
    layout: { needed: { ...contractor, name: ['contractor_bus_name'], number: ['contractor_number'] } },
    columns: {
      contractor: 'TEXT',
      contractorType: 'TEXT',
      contractorVersion: 'TEXT',
      name: 'TEXT',
      number: 'TEXT',
      line: 'INTEGER',
    },
    primaryKey: ['contractor', 'contractorType', 'contractorVersion'],
    readRecord: readContractor,
  },
  contractor_jurisdiction: {
    table: 'jurisdictions',
    layout: { needed: { ...contractor, state: ['state_id'], from: ['active_date'], to: ['term_date'] } },
    columns: {
      state: 'TEXT',
      contractor: 'TEXT',
      contractorType: 'TEXT',
      contractorVersion: 'TEXT',
      from: 'DATE',
      to: 'DATE',
      line: 'INTEGER',
    },
    primaryKey: ['state', 'contractor', 'contractorType', 'contractorVersion', 'line'],
    readRecord: readJurisdiction,
  },
  state_lookup: {
    table: 'states',
    layout: { needed: { state: ['state_id'], abbreviation: ['state_abbrev'], description: ['description'] } },
    columns: { state: 'TEXT', abbreviation: 'TEXT', description: 'TEXT', line: 'INTEGER' },
    primaryKey: ['state'],
    readRecord: readState,
  },
};

function diagnosisPart(group: string, supports: boolean): Part {
  return {
    table: 'diagnoses',
    layout: { needed: { ...article, diagnosis: ['icd10_code_id'], group: [group] } },
    columns: { article: 'TEXT', version: 'INTEGER', diagnosis: 'TEXT', supports: 'BOOLEAN', line: 'INTEGER' },
    primaryKey: ['article', 'version', 'diagnosis', 'supports', 'line'],
    readRecord: (record) => readDiagnosis(record, supports),
  };
}

export const coverageArticles: CodeSetFormat<CoverageFileRow> = {
  kind: 'coverage-articles',
  recognises: (head) => partOf(head) !== undefined,
  stated: () => ({}),
  parts: { needed: Object.keys(parts), of: partOf },
  read: (text, head) => {
    const part = parts[partOf(head) ?? ''];
    return part === undefined ? unknownPart() : rowsOfCsv(text, part.layout, part.readRecord);
  },
  tables: tablesOf(Object.values(parts)),
};

/** Both lists of diagnoses are kept in one table. */
function tablesOf(all: readonly Part[]): readonly ArtifactTable<CoverageFileRow>[] {
  const byTable = new Map(all.map((part) => [part.table, part]));
  return [...byTable.values()].map(({ table, columns, primaryKey }) => ({
    name: table,
    columns,
    primaryKey,
    rowsOf: (row) => (row.table === table ? [{ ...row }] : []),
  }));
}

/**
 * Which table a file is, by its headers: among the parts whose required headers are all present, the one that requires
 * most.
 */
function partOf(head: FileHead): string | undefined {
  const header = /^\ufeff?([^\r\n]*)/.exec(head.text)?.[1] ?? '';
  const names = new Set(header.split(',').map((cell) => cell.replaceAll('"', '').trim().toLowerCase()));
  // Other tables have a state column too; only this one has nothing but its three columns.
  if (names.has('state_abbrev')) return names.size <= 4 && names.has('state_id') ? 'state_lookup' : undefined;
  const fitting = Object.entries(parts).filter(([, { layout }]) =>
    Object.values<readonly unknown[]>(layout.needed).every((choices) => names.has(String(choices[0]))),
  );
  return fitting.toSorted(
    ([, left], [, right]) => Object.keys(right.layout.needed).length - Object.keys(left.layout.needed).length,
  )[0]?.[0];
}

async function* unknownPart(): AsyncGenerator<Result<readonly CoverageFileRow[], CodeSetFault>> {
  yield faultAt(1, 1, 'No table of the coverage articles has these headers.');
}

type Record_ = HeadedRecord<string>;

/** Reads cells that must each have a form. The first mismatch is the fault. */
function cellsOf<Name extends string>(
  record: Record_,
  forms: Readonly<Record<Name, readonly [RegExp, string]>>,
): Result<Record<Name, string>, CodeSetFault> {
  const values: Record<string, string> = {};
  for (const [name, [form, words]] of Object.entries<readonly [RegExp, string]>(forms)) {
    const cell = cellLike(record, name, form, words);
    if (!cell.ok) return cell;
    values[name] = cell.value;
  }
  return ok(values as Record<Name, string>);
}

const articleForms = {
  article: [/^\d{1,9}$/, 'the number of an article'],
  version: [/^\d{1,6}$/, 'the version of an article'],
} as const;

const contractorForms = {
  contractor: [/^\d{1,9}$/, 'the id of a contractor'],
  contractorType: [/^\d{1,9}$/, 'the type of a contractor'],
  contractorVersion: [/^\d{1,9}$/, 'the version of a contractor'],
} as const;

/** A day, possibly with a time of day, or nothing. */
function momentCell(record: Record_, name: string): Result<LocalDate | undefined, CodeSetFault> {
  const text = (record.fields[name] ?? '').replace(/[ T]\d\d?:.*$/, '');
  if (text === '') return ok(undefined);
  return dayCell({ ...record, fields: { ...record.fields, [name]: text } }, name);
}

function readArticle(record: Record_): Result<CoverageFileRow | undefined, CodeSetFault> {
  const cells = cellsOf(record, articleForms);
  if (!cells.ok) return cells;
  const days: Record<string, LocalDate | undefined> = {};
  for (const name of ['from', 'to', 'revisedFrom', 'revisedTo', 'retired']) {
    const day = momentCell(record, name);
    if (!day.ok) return day;
    days[name] = day.value;
  }
  // A version applies from its own revision on; before that, an earlier version did.
  const from = days.revisedFrom ?? days.from;
  const to = [days.to, days.revisedTo, days.retired].filter((day) => day !== undefined).toSorted()[0];
  const { article: id, version } = cells.value;
  const name = record.fields.name || `A${id}`;
  const title = record.fields.title ?? '';
  return ok({ table: 'articles', line: record.line, article: id, version: Number(version), name, title, from, to });
}

/** The value in an article without a code. */
const noCode = 'XX000';

function readProcedure(record: Record_): Result<CoverageFileRow | undefined, CodeSetFault> {
  const cells = cellsOf(record, { ...articleForms, procedure: [/^[0-9A-Z]{5}$/, 'a procedure code'] });
  if (!cells.ok) return cells;
  const { article: id, version, procedure } = cells.value;
  if (procedure === noCode) return ok(undefined);
  return ok({ table: 'procedures', line: record.line, article: id, version: Number(version), procedure });
}

function readDiagnosis(record: Record_, supports: boolean): Result<CoverageFileRow | undefined, CodeSetFault> {
  const form = /^(?:[A-Z]\d[0-9A-Z](?:\.?[0-9A-Z]{1,4})?|XX000)$/;
  const cells = cellsOf(record, { ...articleForms, diagnosis: [form, 'a diagnosis code'] });
  if (!cells.ok) return cells;
  const { article: id, version } = cells.value;
  if (cells.value.diagnosis === noCode) return ok(undefined);
  const diagnosis = cells.value.diagnosis.replace('.', '');
  return ok({ table: 'diagnoses', line: record.line, article: id, version: Number(version), diagnosis, supports });
}

function readArticleContractor(record: Record_): Result<CoverageFileRow | undefined, CodeSetFault> {
  const cells = cellsOf(record, { ...articleForms, ...contractorForms });
  if (!cells.ok) return cells;
  return ok({ table: 'articleContractors', line: record.line, ...cells.value, version: Number(cells.value.version) });
}

function readContractor(record: Record_): Result<CoverageFileRow | undefined, CodeSetFault> {
  const cells = cellsOf(record, contractorForms);
  if (!cells.ok) return cells;
  return ok({
    table: 'contractors',
    line: record.line,
    ...cells.value,
    name: record.fields.name ?? '',
    number: record.fields.number ?? '',
  });
}

function readJurisdiction(record: Record_): Result<CoverageFileRow | undefined, CodeSetFault> {
  const cells = cellsOf(record, { ...contractorForms, state: [/^\d{1,9}$/, 'the id of a state'] });
  if (!cells.ok) return cells;
  const from = momentCell(record, 'from');
  if (!from.ok) return from;
  const to = momentCell(record, 'to');
  if (!to.ok) return to;
  return ok({ table: 'jurisdictions', line: record.line, ...cells.value, from: from.value, to: to.value });
}

function readState(record: Record_): Result<CoverageFileRow | undefined, CodeSetFault> {
  const cells = cellsOf(record, {
    state: [/^\d{1,9}$/, 'the id of a state'],
    abbreviation: [/^[A-Z]{2}$/, 'two letters'],
    description: [/./, 'the name of the state'],
  });
  return cells.ok ? ok({ table: 'states', line: record.line, ...cells.value }) : cells;
}
