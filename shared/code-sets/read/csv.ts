import { pipeline, Readable } from 'node:stream';
import { type CsvError, parse } from 'csv-parse';
import { ok, type Result } from '../../domain/result.ts';
import type { CodeSetFault } from '../format.ts';
import { faultAt } from './fault.ts';

/** A record of a CSV file: its first line, and its trimmed cells. A fault's column is the number of the cell. */
export interface CsvRecord {
  readonly line: number;
  readonly cells: readonly string[];
}

const batchSize = 500;
const longestRecord = 1 << 20;

// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what the cell is searched for
const notText = /[\u0000-\u0008\u000e-\u001f\u007f\ufffd]/;

/**
 * Reads CSV (RFC 4180) or tab-separated text in batches. Cells may be quoted and contain line breaks. Blank records are
 * skipped. Ends with a fault at a control character, an undecodable byte, or a quote that is never closed.
 */
export async function* csvRecords(
  text: AsyncIterable<string>,
  delimiter: ',' | '\t' | '|' = ',',
): AsyncGenerator<Result<readonly CsvRecord[], CodeSetFault>> {
  let lastLine = 0;
  const parser = parse({
    bom: true,
    delimiter,
    quote: delimiter === '\t' ? null : '"',
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: longestRecord,
    on_record: (cells, { lines }) => {
      lastLine = lines;
      return [String(lines), ...cells];
    },
  });
  // An error in the pipe is thrown to the parser's consumer.
  pipeline(Readable.from(unixEnds(text), { objectMode: false }), parser, () => undefined);
  let batch: CsvRecord[] = [];
  try {
    for await (const [lines, ...cells] of parser as AsyncIterable<string[]>) {
      const read = recordOf(cells, Number(lines));
      if (!read.ok) {
        yield read;
        return;
      }
      if (read.value !== undefined) batch.push(read.value);
      if (batch.length < batchSize) continue;
      yield ok(batch);
      batch = [];
    }
  } catch (error) {
    const code = (error as CsvError).code as string | undefined;
    if (code?.startsWith('CSV_') !== true) throw error;
    const detail =
      code === 'CSV_QUOTE_NOT_CLOSED' ? 'The file ends inside a quoted cell.' : 'The record is not CSV (RFC 4180).';
    yield faultAt(lastLine + 1, 1, detail);
    return;
  }
  if (batch.length > 0) yield ok(batch);
}

/** With Windows line ends the parser would count lines inside a cell twice. */
async function* unixEnds(text: AsyncIterable<string>): AsyncGenerator<string> {
  let before = '';
  for await (const piece of text) {
    const whole = `${before}${piece}`;
    before = whole.endsWith('\r') ? '\r' : '';
    const ready = before === '' ? whole : whole.slice(0, -1);
    if (ready !== '') yield ready.replaceAll('\r\n', '\n');
  }
  if (before !== '') yield before;
}

function recordOf(raw: readonly string[], lastLine: number): Result<CsvRecord | undefined, CodeSetFault> {
  // The end-of-file character of DOS, which ends some files of CMS.
  if (raw.length === 1 && raw[0]?.trim() === '\u001a') return ok(undefined);
  let breaks = 0;
  const cells: string[] = [];
  for (const cell of raw) {
    const bad = notText.test(cell);
    if (bad)
      return faultAt(lastLine, cells.length + 1, 'A character here is a control character, or its byte is not text.');
    breaks += cell.split('\n').length - 1;
    cells.push(cell.trim());
  }
  return ok(cells.every((cell) => cell === '') ? undefined : { line: lastLine - breaks, cells });
}
