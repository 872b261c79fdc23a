import { CsvError, parse } from 'csv-parse/sync';
import type { FeeFault, FeeRecord } from '../../shared/domain/fees/read-fee-rows.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';

/** Splits CSV (RFC 4180) into records, each with the line on which it begins. Blank lines are left out. */
export function readCsv(text: string): Result<readonly FeeRecord[], readonly FeeFault[]> {
  try {
    const records = parse(text, {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as readonly { readonly info: { readonly lines: number }; readonly record: readonly string[] }[];
    return ok(
      records.flatMap(({ info, record }): FeeRecord[] => {
        const breaks = record.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
        const cells = record.map((cell) => cell.trim());
        return cells.every((cell) => cell === '') ? [] : [{ line: info.lines - breaks, cells }];
      }),
    );
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number((error as { readonly lines?: number }).lines ?? 1);
    return fail([
      { line, detail: 'a cell begins with a quote that does not end, or has a quote inside: this is no CSV' },
    ]);
  }
}
