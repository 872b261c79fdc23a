import type { CodeSetFault, CodeSetFormat, FileHead } from '../../shared/code-sets/format.ts';
import type { FileRow } from '../../shared/domain/code-set/rows.ts';

/** A file's text in pieces of a fixed size, so that lines and cells are cut. */
export async function* inPieces(text: string, size = 97): AsyncGenerator<string> {
  for (let at = 0; at < text.length; at += size) yield text.slice(at, at + size);
}

/** The beginning of a file, by which its format is recognised. */
export function headOf(text: string, name = 'file.txt'): FileHead {
  return { name, text: text.slice(0, 1 << 16) };
}

/** What reading a file gives: its rows, or the fault that ended it. */
export async function readWhole<Row extends FileRow>(
  format: CodeSetFormat<Row>,
  text: string,
  name?: string,
): Promise<{ readonly rows: readonly Row[]; readonly fault: CodeSetFault | undefined }> {
  const rows: Row[] = [];
  for await (const batch of format.read(inPieces(text), headOf(text, name))) {
    if (!batch.ok) return { rows, fault: batch.failure };
    rows.push(...batch.value);
  }
  return { rows, fault: undefined };
}
