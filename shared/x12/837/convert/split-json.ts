/** Receives the parts of a document of claims. */
export interface SplitDocument {
  /** The bytes of the document without its claims: every list of claims is empty. */
  skeleton?(bytes: Uint8Array): void;
  /** A list of claims begins. */
  list?(): void;
  /** The bytes of one claim. */
  claim?(bytes: Uint8Array): void;
}

/** Takes a document's bytes in pieces of any size. */
export interface DocumentSplitter {
  push(chunk: Uint8Array): void;
  /** Where a list of claims holds something other than objects, or the text ends too early; undefined when all is well. */
  finish(): { readonly byteOffset: number } | undefined;
}

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];

/** The lists of claims are this deep: document, interchanges, interchange, groups, group, transactions, transaction, claims. */
const listDepth = 8;

/** The key of such a list, with its quotes. */
const key = new TextEncoder().encode('"claims"');

/**
 * Cuts a JSON document into claims, so that a large one is never held whole. It looks at nothing but quotes and brackets; whoever
 * receives a part parses it.
 */
export function openDocumentSplitter(into: SplitDocument): DocumentSplitter {
  let depth = 0;
  let isInText = false;
  let isEscaped = false;
  let isInList = false;
  let isInClaim = false;
  /** How many bytes of the last text at the depth of transactions are those of {@link key}; -1 when it is another text. */
  let matched = -1;
  let base = 0;
  let fault: { readonly byteOffset: number } | undefined;
  let held: Uint8Array[] = [];

  const hand = (chunk: Uint8Array, from: number, to: number): void => {
    if (!isInClaim) {
      if (to > from) into.skeleton?.(chunk.subarray(from, to));
      return;
    }
    if (to > from) held.push(chunk.subarray(from, to));
  };

  const push = (chunk: Uint8Array): void => {
    let from = 0;
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at] as number;
      if (isInText) {
        if (matched >= 0) matched = byte === key[matched] ? matched + 1 : -1;
        if (isEscaped) isEscaped = false;
        else if (byte === backslash) isEscaped = true;
        else if (byte === quote) isInText = false;
        continue;
      }
      if (byte === quote) {
        isInText = true;
        matched = depth === listDepth - 1 ? 1 : -1;
        if (isInList && depth === listDepth) fault ??= { byteOffset: base + at };
      } else if (byte === openBrace || byte === openBracket) {
        const opensList = byte === openBracket && depth === listDepth - 1 && matched === key.length;
        if (isInList && depth === listDepth) {
          if (byte === openBracket) fault ??= { byteOffset: base + at };
          hand(chunk, from, at);
          from = at;
          isInClaim = true;
        }
        depth += 1;
        if (opensList) {
          isInList = true;
          hand(chunk, from, at + 1);
          from = at + 1;
          into.list?.();
        }
      } else if (byte === closeBrace || byte === closeBracket) {
        depth -= 1;
        if (isInClaim && depth === listDepth) {
          hand(chunk, from, at + 1);
          from = at + 1;
          isInClaim = false;
          into.claim?.(held.length === 1 ? (held[0] as Uint8Array) : Buffer.concat(held));
          held = [];
        } else if (isInList && depth === listDepth - 1) isInList = false;
      } else if (isInList && depth === listDepth && byte > 0x20) {
        if (byte !== comma) fault ??= { byteOffset: base + at };
        hand(chunk, from, at);
        from = at + 1;
      }
    }
    // The next piece may be read into the same memory.
    if (isInClaim && from < chunk.length) held.push(new Uint8Array(chunk.subarray(from)));
    else hand(chunk, from, chunk.length);
    base += chunk.length;
  };

  return {
    push,
    finish: () => fault ?? (depth !== 0 || isInText ? { byteOffset: base } : undefined),
  };
}
