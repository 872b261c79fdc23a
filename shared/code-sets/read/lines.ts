import { ok, type Result } from '../../domain/result.ts';
import type { CodeSetFault } from '../format.ts';
import { faultAt } from './fault.ts';
import { oneRow, rowsOfEach } from './rows.ts';

/** A line of a file without its end, and its number. The first is 1. */
export interface FileLine {
  readonly number: number;
  readonly text: string;
}

/**
 * The length limit of a line, far above any in a file of codes. Without it, a file without line ends would fill the
 * memory.
 */
const longestLine = 1 << 20;

/**
 * What no line may contain: control characters other than the tab, and the replacement character for bytes that are not
 * text.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what the line is searched for
const notText = /[\u0000-\u0008\u000b-\u001f\u007f\ufffd]/;

/**
 * Cuts pieces of text into lines, a batch for each piece. Drops Windows and Unix line ends, a byte order mark and the
 * end-of-file character of DOS. Ends with a fault at a control character or an undecodable byte.
 */
export async function* linesOf(text: AsyncIterable<string>): AsyncGenerator<Result<readonly FileLine[], CodeSetFault>> {
  let number = 0;
  let rest = '';
  for await (const piece of text) {
    const lines = `${rest}${piece}`.split('\n');
    rest = lines.pop() as string;
    if (rest.length > longestLine) {
      yield faultAt(number + 1, longestLine, 'The line is too long for a file of codes.');
      return;
    }
    if (lines.length === 0) continue;
    const batch = numberedLines(lines, number);
    yield batch;
    if (!batch.ok) return;
    number += lines.length;
  }
  const last = rest.split('\u001a', 1)[0] as string;
  if (last !== '') yield numberedLines([last], number);
}

function numberedLines(lines: readonly string[], before: number): Result<readonly FileLine[], CodeSetFault> {
  const batch: FileLine[] = [];
  for (const [index, raw] of lines.entries()) {
    const number = before + index + 1;
    const start = number === 1 && raw.startsWith('\ufeff') ? 1 : 0;
    const text = raw.slice(start, raw.endsWith('\r') ? -1 : undefined);
    const at = text.search(notText);
    if (at >= 0) return faultAt(number, at + 1, 'A character here is a control character, or its byte is not text.');
    batch.push({ number, text });
  }
  return ok(batch);
}

/**
 * Reads each line into a row. `readLine` returns undefined for a line that is not a row. Blank lines are skipped. Ends
 * at the first fault.
 */
export function rowsOfLines<Row>(
  text: AsyncIterable<string>,
  readLine: (line: FileLine) => Result<Row | undefined, CodeSetFault>,
): AsyncGenerator<Result<readonly Row[], CodeSetFault>, boolean> {
  return rowsOfEach(linesOf(text), (line) => oneRow(line.text.trim() === '' ? ok(undefined) : readLine(line)));
}
