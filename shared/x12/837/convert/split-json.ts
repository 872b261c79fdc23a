/** Receives the parts of a document of claims. */
export interface SplitDocument {
  /** The bytes of the document without its claims: every list of claims is empty. */
  skeleton(bytes: Uint8Array): void;
  /** A list of claims begins. */
  list(): void;
  /** The place of a claim in the document; `end` is after it. */
  claim(start: number, end: number): void;
}

/** What is wrong with a document around its claims, and where. */
export interface SplitFault {
  readonly kind: 'comma-missing' | 'comma-extra' | 'claim-missing' | 'cut-off';
  readonly byteOffset: number;
}

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const lineFeed = 0x0a;
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];

/**
 * The nesting depth of the lists of claims: document, interchanges, interchange, groups, group, transactions,
 * transaction, claims.
 */
const listDepth = 8;

/** The key of a list of claims, with the quote before it. */
const key = new TextEncoder().encode('"claims');

/** What a byte outside texts does: opens or closes a level, or starts a text. */
const text = 2;
const changes = new Int8Array(256);
changes[quote] = text;
for (const byte of [openBrace, openBracket]) changes[byte] = 1;
for (const byte of [closeBrace, closeBracket]) changes[byte] = -1;

/**
 * @returns the index of the quote that ends a text. If the chunk ends first, the index after the chunk; one more when
 * the chunk's last byte is a backslash
 */
function endOfText(chunk: Uint8Array, start: number): number {
  const { length } = chunk;
  let at = start;
  for (; at < length; at += 1) {
    const byte = chunk[at];
    if (byte === quote) return at;
    if (byte === backslash) at += 1;
  }
  return at;
}

/**
 * Finds the claims of a JSON document, so that a large one is never held whole. It looks only at quotes and brackets;
 * the receiver of a part parses it.
 */
export class DocumentSplitter {
  readonly #into: SplitDocument;
  #depth = 0;
  #isInText = false;
  #isEscaped = false;
  #isInList = false;
  #isInClaim = false;
  /** How many bytes of the last text at the depth of transactions match {@link key}; -1 when it is another text. */
  #matched = -1;
  #base = 0;
  #fault: SplitFault | undefined;
  /** What the reader has seen last between the claims of a list: the list's start, a claim, or a comma. */
  #before: 'start' | 'claim' | 'comma' = 'start';
  /** The start of the part of the skeleton that has not been handed on. */
  #from = 0;
  /** The start of the claim in the document. */
  #claimStart = 0;
  readonly #trustsLines: boolean;
  /** The next line feed of the chunk at or after the reader's place, if it has been searched for. */
  #lineEnd = -1;

  /**
   * @param trustsLines takes a line that begins with `{` and ends with `}` or `},` for one claim without looking inside
   * it, which is four times as fast. Whoever parses the claims must then check that each is one object; if all are,
   * they are the right ones.
   */
  constructor(into: SplitDocument, trustsLines = false) {
    this.#into = into;
    this.#trustsLines = trustsLines;
  }

  /** Takes the next piece, of any size. */
  push(chunk: Uint8Array): void {
    const { length } = chunk;
    this.#from = 0;
    this.#lineEnd = -1;
    for (let at = 0; at < length; at += 1) {
      if (this.#isInClaim) at = this.#passClaim(chunk, at);
      else if (this.#isInText) at = this.#passText(chunk, at);
      if (at < length) this.#take(chunk, at);
    }
    if (!this.#isInClaim) this.#hand(chunk, length, length);
    this.#base += length;
  }

  /**
   * The first place where a list of claims is not one, or where the text ends too early; undefined when nothing is
   * wrong.
   */
  finish(): SplitFault | undefined {
    if (this.#fault !== undefined) return this.#fault;
    return this.#depth !== 0 || this.#isInText ? { kind: 'cut-off', byteOffset: this.#base } : undefined;
  }

  /** Processes a byte outside texts, or one that ends a text. */
  #take(chunk: Uint8Array, at: number): void {
    const byte = chunk[at] as number;
    const isBetween = this.#isInList && this.#depth === listDepth;
    if (byte === quote) {
      this.#isInText = !this.#isInText;
      if (!this.#isInText) return;
      this.#matched = this.#depth === listDepth - 1 ? 1 : -1;
      if (isBetween) this.#blame('claim-missing', at);
    } else if (byte === openBrace || byte === openBracket) this.#open(chunk, at);
    else if (byte === closeBrace || byte === closeBracket) this.#close(at);
    else if (isBetween && byte > 0x20) {
      if (byte !== comma) this.#blame('claim-missing', at);
      else if (this.#before !== 'claim') this.#blame('comma-extra', at);
      this.#before = 'comma';
      this.#from = at + 1;
    }
  }

  #blame(kind: SplitFault['kind'], at: number): void {
    this.#fault ??= { kind, byteOffset: this.#base + at };
  }

  #hand(chunk: Uint8Array, to: number, next: number): void {
    if (to > this.#from) this.#into.skeleton(chunk.subarray(this.#from, to));
    this.#from = next;
  }

  /** Continues in a text. @returns the index of the quote that ends it, or after the chunk */
  #passText(chunk: Uint8Array, start: number): number {
    const { length } = chunk;
    let at = this.#isEscaped ? start + 1 : start;
    for (; at < length && chunk[at] !== quote; at += 1) {
      if (chunk[at] !== key[this.#matched]) this.#matched = -1;
      else this.#matched += 1;
      if (chunk[at] === backslash) at += 1;
    }
    this.#isEscaped = at > length;
    return Math.min(at, length);
  }

  /**
   * Continues in a claim. Nearly all bytes of a document are in claims, so this must be fast.
   * @returns the index of its last byte, or after the chunk
   */
  #passClaim(chunk: Uint8Array, start: number): number {
    const { length } = chunk;
    const end = this.#trustsLines ? this.#endOfLine(chunk, start) : -1;
    if (end !== -1) return end;
    let levels = this.#depth - listDepth;
    let isInText = this.#isInText;
    let at = this.#isEscaped ? start + 1 : start;
    for (; at < length; at += 1) {
      if (isInText) {
        at = endOfText(chunk, at);
        if (at >= length) break;
        isInText = false;
        continue;
      }
      const change = changes[chunk[at] as number] as number;
      if (change === 0) continue;
      if (change === text) isInText = true;
      else if (levels + change === 0) break;
      else levels += change;
    }
    this.#isEscaped = at > length;
    this.#isInText = isInText;
    this.#depth = listDepth + levels;
    return Math.min(at, length);
  }

  /** The brace that ends the line, when a claim that begins the line is read from `start` on; otherwise -1. */
  #endOfLine(chunk: Uint8Array, start: number): number {
    if (this.#base + start - 1 !== this.#claimStart || chunk[start - 2] !== lineFeed) return -1;
    if (this.#lineEnd < start) {
      const found = chunk.indexOf(lineFeed, start);
      this.#lineEnd = found === -1 ? chunk.length : found;
    }
    const last = this.#lineEnd - (chunk[this.#lineEnd - 1] === comma ? 2 : 1);
    return this.#lineEnd < chunk.length && last >= start && chunk[last] === closeBrace ? last : -1;
  }

  #open(chunk: Uint8Array, at: number): void {
    const isList = chunk[at] === openBracket;
    if (this.#isInList && this.#depth === listDepth) {
      if (isList) this.#blame('claim-missing', at);
      else if (this.#before === 'claim') this.#blame('comma-missing', at);
      // Only blanks are between claims, and are dropped.
      this.#from = at;
      this.#isInClaim = true;
      this.#claimStart = this.#base + at;
    }
    this.#depth += 1;
    if (!isList || this.#depth !== listDepth || this.#matched !== key.length) return;
    this.#isInList = true;
    this.#before = 'start';
    this.#hand(chunk, at + 1, at + 1);
    this.#into.list();
  }

  #close(at: number): void {
    this.#depth -= 1;
    if (this.#isInClaim && this.#depth === listDepth) {
      this.#from = at + 1;
      this.#isInClaim = false;
      this.#before = 'claim';
      this.#into.claim(this.#claimStart, this.#base + at + 1);
    } else if (this.#isInList && this.#depth === listDepth - 1) {
      if (this.#before === 'comma') this.#blame('comma-extra', at);
      this.#isInList = false;
    }
  }
}
