import { fail, ok, type Result } from '../result.ts';

/** A row of a CSV file, its fields trimmed. */
export interface CsvRow {
  readonly fields: readonly string[];
  /** Line of the file, counting from 1. */
  readonly line: number;
}

/** The maximum length of a field. */
const mostCharacters = 4_000;

/**
 * Splits a CSV file (RFC 4180) into rows of fields; a quoted field may contain commas, line ends and doubled quotes.
 * Empty rows are skipped. Fails with the line of a field that does not end, or is too long.
 */
export function csvRows(file: string): Result<CsvRow[], { readonly line: number }> {
  const text = file.replace(/^\uFEFF/, '');
  const rows: CsvRow[] = [];
  let line = 1;
  let at = 0;
  while (at < text.length) {
    const row: { fields: string[]; line: number } = { fields: [], line };
    for (let ended = false; !ended; ) {
      const field = text[at] === '"' ? quotedField(text, at) : plainField(text, at);
      if (field === undefined || field.text.length > mostCharacters) return fail({ line });
      row.fields.push(field.text.trim());
      line += field.text.split('\n').length - 1;
      at = field.end;
      ended = text[at] !== ',';
      if (!ended) at += 1;
    }
    if (text[at] === '\r') at += 1;
    if (text[at] === '\n') at += 1;
    line += 1;
    if (row.fields.some((field) => field !== '')) rows.push(row);
  }
  return ok(rows);
}

interface Field {
  readonly text: string;
  /** The position of the next comma, end of line or end of the text. */
  readonly end: number;
}

function plainField(text: string, start: number): Field {
  let end = start;
  while (end < text.length && text[end] !== ',' && text[end] !== '\n' && text[end] !== '\r') end += 1;
  return { text: text.slice(start, end), end };
}

function quotedField(text: string, start: number): Field | undefined {
  let content = '';
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote === -1) return undefined;
    content += text.slice(at, quote);
    if (text[quote + 1] !== '"') {
      const next = text[quote + 1];
      const isEnd = next === undefined || next === ',' || next === '\n' || next === '\r';
      return isEnd ? { text: content, end: quote + 1 } : undefined;
    }
    content += '"';
    at = quote + 2;
  }
}
