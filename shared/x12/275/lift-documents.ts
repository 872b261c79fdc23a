import { detectDelimiters } from '../envelope.ts';

/*
 * A document in BIN or BDS may hold any byte, delimiters too; only the length that stands before it tells where it ends. So documents
 * are taken out before the rest is read as segments.
 */

/** A file without its documents, and the documents. Byte offsets of the file are then those without documents. */
export interface LiftedFile {
  readonly bytes: Uint8Array;
  /** In the order of the file. In the bytes, a number stands for each: 0 for the first. */
  readonly documents: readonly Uint8Array[];
}

const digits = /^\d{1,9}$/;

/** Takes the documents out of a 275. A file without an envelope, or with a document that is cut off, is left as it is from there on. */
export function liftDocuments(bytes: Uint8Array): LiftedFile {
  const header = detectDelimiters(bytes, 0);
  if (!header.ok) return { bytes, documents: [] };
  const { element, segment } = header.value;
  const pieces: Uint8Array[] = [];
  const documents: Uint8Array[] = [];
  let kept = 0;
  let at = header.value.end;
  while (at < bytes.length) {
    const found = documentAt(bytes, at, element);
    if (found !== undefined && bytes[found.end] === segment) {
      pieces.push(bytes.subarray(kept, found.start), Buffer.from(String(documents.length), 'latin1'));
      documents.push(bytes.subarray(found.start, found.end));
      kept = found.end;
      at = found.end;
    }
    const end = bytes.indexOf(segment, at);
    if (end === -1) break;
    at = end + 1;
  }
  pieces.push(bytes.subarray(kept));
  return documents.length === 0 ? { bytes, documents } : { bytes: Buffer.concat(pieces), documents };
}

/** Where the document of the segment at `from` is, if that is BIN or BDS with a length. */
function documentAt(bytes: Uint8Array, from: number, element: number): { start: number; end: number } | undefined {
  let at = from;
  while (at < bytes.length && (bytes[at] as number) <= 0x20) at += 1;
  const head = Buffer.from(bytes.buffer, bytes.byteOffset + at, Math.min(32, bytes.length - at)).toString('latin1');
  const [id, first = '', second = ''] = head.split(String.fromCharCode(element));
  const before = id === 'BIN' ? [id, first] : id === 'BDS' ? [id, first, second] : [];
  const length = before.at(-1) ?? '';
  if (before.length === 0 || !digits.test(length)) return undefined;
  const start = at + before.join('*').length + 1;
  const end = start + Number(length);
  return end < bytes.length ? { start, end } : undefined;
}
