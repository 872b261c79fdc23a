import { CsvError, parse } from 'csv-parse/sync';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { CsvFault, CsvRecord } from '../../domain/text/csv-table.ts';

/**
 * Splits a small CSV file (RFC 4180) into records, each with its first line. Lines without a value are skipped: a
 * spreadsheet may write a million of them. If a file has more than `most` rows, only one row more is read.
 */
export function readCsvText(text: string, most: number): Result<readonly CsvRecord[], readonly CsvFault[]> {
  try {
    const records = parse(text, {
      bom: true,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      to: most + 2,
    }) as unknown as readonly { readonly info: { readonly lines: number }; readonly record: readonly string[] }[];
    return ok(
      records.map(({ info, record }): CsvRecord => {
        const breaks = record.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
        const cells = record.map((cell) => cell.trim());
        return { line: info.lines - breaks, cells };
      }),
    );
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = Number((error as { readonly lines?: number }).lines ?? 1);
    return fail([
      { line, detail: 'a cell begins with a quote that does not end, or has a quote inside: this is not CSV' },
    ]);
  }
}
