import type { MpfsFileRow } from '../../domain/code-set/rows.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { CodeSetFault, CodeSetFormat, FileHead, StatedRelease } from '../format.ts';
import { cellLike, type HeadedRecord, rowsOfCsv } from '../read/headed-csv.ts';
import { decimalCell } from '../read/numbers.ts';
import { SeenKeys } from '../read/unique.ts';
import { quarterOfMonth, quarterRelease } from './quarters.ts';

/**
 * Relative values of the Medicare physician fee schedule: `PPRRVU2026_Oct_nonQPP.csv`, and since 2026 also `…_QPP.csv`,
 * with the conversion factor for participants in advanced payment models. The words of a header are in four records,
 * one below the other; the number of columns differs by year, so columns are recognised by the words.
 */
const layout = {
  needed: {
    code: [/(?:^|\s)hcpcs$/],
    modifier: [/(?:^|\s)mod$/],
    description: [/description$/],
    status: [/status code$/],
    work: [/work rvu$/],
    nonFacilityExpense: [/non-?\s?fac(?:ility)? pe rvu$/],
    facilityExpense: [/(?<!non-?\s?)facility pe rvu$/],
    malpractice: [/(?:^|\s)mp rvu$/],
    professionalTechnical: [/pctc ind$/],
    globalDays: [/glob days$/],
    multipleProcedure: [/mult proc$/],
    bilateral: [/bilat surg$/],
    assistant: [/asst surg$/],
    coSurgeon: [/co-\s?surg$/],
    team: [/team surg$/],
    conversionFactor: [/conv factor$/],
  },
  stacked: 4,
} as const;

type MpfsRecord = HeadedRecord<keyof typeof layout.needed>;

export const mpfs: CodeSetFormat<MpfsFileRow> = {
  kind: 'mpfs',
  recognises: ({ text }) =>
    /Physician Fee Schedule Relative Value/i.test(text) && /^HCPCS,MOD,DESCRIPTION,/im.test(text),
  stated: mpfsRelease,
  parts: { needed: ['nonQPP'], of: (head) => (isForParticipants(head) ? 'QPP' : 'nonQPP') },
  read: (text, head) => {
    const seen = new SeenKeys();
    const qualifying = isForParticipants(head);
    return rowsOfCsv(text, layout, (record) => readRecord(record, qualifying, seen));
  },
  tables: [
    {
      name: 'rows',
      columns: {
        code: 'TEXT',
        modifier: 'TEXT',
        qualifying: 'BOOLEAN',
        description: 'TEXT',
        status: 'TERM',
        work: 'INTEGER',
        nonFacilityExpense: 'INTEGER',
        facilityExpense: 'INTEGER',
        malpractice: 'INTEGER',
        professionalTechnical: 'TERM',
        globalDays: 'TERM',
        multipleProcedure: 'TERM',
        bilateral: 'TERM',
        assistant: 'TERM',
        coSurgeon: 'TERM',
        team: 'TERM',
        conversionFactor: 'INTEGER',
        line: 'INTEGER',
      },
      primaryKey: ['code', 'modifier', 'qualifying'],
      rowsOf: (row) => [{ ...row, modifier: row.modifier ?? '' }],
    },
  ],
};

/**
 * Whether a file is the one for participants in advanced payment models. The two differ only in the conversion factor,
 * so the name decides.
 */
function isForParticipants(head: FileHead): boolean {
  return /(?<!non[_-]?)QPP/i.test(head.name);
}

/** The year and the month in the title: `2026 National Physician Fee Schedule Relative Value File October Release`. */
function mpfsRelease(head: FileHead): StatedRelease {
  const title = /(20\d\d) National Physician Fee Schedule Relative Value File (Jan|Apr|Jul|Oct)/i.exec(head.text);
  const quarter = title === null ? undefined : quarterOfMonth[(title[2] as string).toLowerCase()];
  return title === null || quarter === undefined ? {} : quarterRelease(title[1] as string, quarter);
}

const indicators = {
  status: [/^[A-Z]$/, 'the status, a letter'],
  professionalTechnical: [/^[0-9]$/, 'the indicator of professional and technical component, a digit'],
  globalDays: [/^(?:000|010|090|MMM|XXX|YYY|ZZZ)$/, 'the global days: 000, 010, 090, MMM, XXX, YYY or ZZZ'],
  multipleProcedure: [/^[0-9]$/, 'the multiple procedure indicator, a digit'],
  bilateral: [/^[0-9]$/, 'the bilateral indicator, a digit'],
  assistant: [/^[0-9]$/, 'the assistant indicator, a digit'],
  coSurgeon: [/^[0-9]$/, 'the co-surgeon indicator, a digit'],
  team: [/^[0-9]$/, 'the team indicator, a digit'],
} as const;

function readRecord(
  record: MpfsRecord,
  qualifying: boolean,
  seen: SeenKeys,
): Result<MpfsFileRow | undefined, CodeSetFault> {
  const code = cellLike(record, 'code', /^[0-9A-Z]{5}$/, 'a procedure code');
  if (!code.ok) return code;
  const modifier = cellLike(record, 'modifier', /^(?:[0-9A-Z]{2})?$/, 'a modifier, or nothing');
  if (!modifier.ok) return modifier;
  const repeated = seen.repeated(`${code.value} ${modifier.value}`, record.line, record.columns.code);
  if (repeated !== undefined) return repeated;
  const values = valuesOf(record);
  if (!values.ok) return values;
  const signs = indicatorsOf(record);
  if (!signs.ok) return signs;
  return ok({
    line: record.line,
    code: code.value,
    modifier: modifier.value || undefined,
    qualifying,
    description: record.fields.description,
    ...signs.value,
    ...values.value,
  });
}

const decimals = {
  work: 2,
  nonFacilityExpense: 2,
  facilityExpense: 2,
  malpractice: 2,
  conversionFactor: 4,
} as const;

function valuesOf(record: MpfsRecord): Result<Record<keyof typeof decimals, number>, CodeSetFault> {
  const values: Record<string, number> = {};
  for (const [name, places] of Object.entries(decimals)) {
    const value = decimalCell(record, name as keyof typeof decimals, places);
    if (!value.ok) return value;
    values[name] = value.value;
  }
  return ok(values as Record<keyof typeof decimals, number>);
}

function indicatorsOf(record: MpfsRecord): Result<Record<keyof typeof indicators, string>, CodeSetFault> {
  const values: Record<string, string> = {};
  for (const [name, [form, words]] of Object.entries(indicators)) {
    const value = cellLike(record, name as keyof typeof indicators, form, words);
    if (!value.ok) return value;
    values[name] = value.value;
  }
  return ok(values as Record<keyof typeof indicators, string>);
}
