/** Bytes are handed on in pieces of at least this many. */
const pieceSize = 1 << 18;

/** Extra room after a piece that is about to be handed on. */
const margin = 1 << 16;

const [quote, backslash, comma] = [0x22, 0x5c, 0x2c];
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];

/** A member's name, with what followed it last time: objects of one kind mostly have the same members. */
interface MemberName {
  readonly name: string;
  /** The bytes that the member begins with: `,"name":`. */
  readonly start: Uint8Array;
  following: MemberName | undefined;
}

const memberNames = new Map<string, MemberName>();

function memberName(name: string): MemberName {
  let known = memberNames.get(name);
  if (known === undefined) {
    known = { name, start: Buffer.from(`,${JSON.stringify(name)}:`), following: undefined };
    memberNames.set(name, known);
  }
  return known;
}

/** The place before an object's first member. */
const beforeAll = memberName('');

/** A place in a piece. */
export interface JsonPlace {
  readonly piece: number;
  readonly at: number;
}

/**
 * Writes values as JSON, the same as `JSON.stringify`, in reused memory. Names and values of claims are short: as
 * concatenated strings they would be a hundred small objects per claim.
 */
export class JsonBytes {
  #bytes = Buffer.allocUnsafe(pieceSize + margin);
  #length = 0;
  #pieces = 0;
  readonly #put: (piece: Uint8Array) => void;

  /** @param put takes the next piece, which is valid only during the call */
  constructor(put: (piece: Uint8Array) => void) {
    this.#put = put;
  }

  /** Adds a piece of JSON unchanged. */
  raw(text: string): void {
    this.#reserve(3 * text.length);
    this.#length += this.#bytes.write(text, this.#length);
  }

  /** Adds a short piece of ASCII. */
  ascii(text: string): void {
    const { length } = text;
    this.#reserve(length);
    const bytes = this.#bytes;
    const start = this.#length;
    for (let index = 0; index < length; index += 1) bytes[start + index] = text.charCodeAt(index);
    this.#length = start + length;
  }

  /** Where the next byte will be in this piece. */
  get place(): JsonPlace {
    return { piece: this.#pieces, at: this.#length };
  }

  /** Repeats the bytes between two places. @returns false when they are no longer there */
  again(from: JsonPlace, to: JsonPlace): boolean {
    if (from.piece !== this.#pieces || to.piece !== this.#pieces) return false;
    this.#reserve(to.at - from.at);
    this.#bytes.copyWithin(this.#length, from.at, to.at);
    this.#length += to.at - from.at;
    return true;
  }

  /** Adds the members of an object, each after a comma. */
  members(object: object): void {
    let before = beforeAll;
    for (const name in object) {
      const value = (object as Readonly<Record<string, unknown>>)[name];
      if (value === undefined) continue;
      let next = before.following;
      if (next === undefined || next.name !== name) {
        next = memberName(name);
        before.following = next;
      }
      this.#member(next, value);
      before = next;
    }
  }

  member(name: string, value: unknown): void {
    this.#member(memberName(name), value);
  }

  #member({ start }: MemberName, value: unknown): void {
    this.#reserve(start.length);
    this.#copy(start);
    if (typeof value === 'string') this.#text(value);
    else this.#value(value);
  }

  /** Hands on the added bytes, if there are enough for a piece, or in any case. */
  handOn(least = pieceSize): void {
    if (this.#length < least || this.#length === 0) return;
    this.#put(this.#bytes.subarray(0, this.#length));
    this.#length = 0;
    this.#pieces += 1;
  }

  #value(value: unknown): void {
    if (typeof value === 'string') this.#text(value);
    else if (typeof value !== 'object' || value === null) this.ascii(String(value));
    else if (Array.isArray(value)) this.#list(value);
    else this.#object(value);
  }

  #object(object: object): void {
    const start = this.#length;
    this.members(object);
    this.#reserve(2);
    // The brace replaces the first member's comma.
    if (this.#length === start) this.#length += 1;
    this.#bytes[start] = openBrace;
    this.#byte(closeBrace);
  }

  #list(list: readonly unknown[]): void {
    this.#reserve(2);
    this.#byte(openBracket);
    for (let index = 0; index < list.length; index += 1) {
      if (index > 0) this.#byte(comma);
      this.#value(list[index]);
      this.#reserve(2);
    }
    this.#byte(closeBracket);
  }

  #text(text: string): void {
    const { length } = text;
    this.#reserve(length + 2);
    const bytes = this.#bytes;
    let at = this.#length;
    bytes[at] = quote;
    at += 1;
    for (let index = 0; index < length; index += 1) {
      const code = text.charCodeAt(index);
      if (code < 0x20 || code > 0x7e || code === quote || code === backslash) {
        this.raw(JSON.stringify(text));
        return;
      }
      bytes[at] = code;
      at += 1;
    }
    bytes[at] = quote;
    this.#length = at + 1;
  }

  #byte(byte: number): void {
    this.#bytes[this.#length] = byte;
    this.#length += 1;
  }

  #copy(piece: Uint8Array): void {
    const bytes = this.#bytes;
    const { length } = piece;
    const start = this.#length;
    for (let index = 0; index < length; index += 1) bytes[start + index] = piece[index] as number;
    this.#length = start + length;
  }

  #reserve(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafe(2 * this.#bytes.length + more);
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}
