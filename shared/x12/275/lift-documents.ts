import { detectDelimiters } from '../envelope.ts';

/*
 * A document in BIN or BDS may contain any byte, including delimiters; only the length before it says where it ends. So
 * documents are removed before the rest is read as segments.
 */

/** A file without its documents, and the documents. Byte offsets of the file do not count the documents. */
export interface LiftedFile {
  readonly bytes: Uint8Array;
  /** In file order. In the bytes, each is replaced by its number: 0 for the first. */
  readonly documents: readonly Uint8Array[];
}

const digits = /^\d{1,9}$/;

/**
 * Removes the documents from a 275. If the envelope is missing or a document is truncated, the file is left unchanged
 * from there on.
 */
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

/** The place of the document in the segment at `from`, if that is BIN or BDS with a length. */
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
