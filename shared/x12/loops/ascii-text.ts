/**
 * Text of ASCII characters that grows by short pieces. Joined as strings, the pieces would be millions of small
 * objects.
 */
export class AsciiText {
  #bytes = Buffer.allocUnsafe(1 << 12);
  #length = 0;

  /** How many characters there are since the last call of `take` or `handOn`. */
  get length(): number {
    return this.#length;
  }

  add(piece: string): void {
    const { length } = piece;
    if (this.#length + length > this.#bytes.length) this.#grow(length);
    const bytes = this.#bytes;
    let at = this.#length;
    for (let index = 0; index < length; index += 1) {
      bytes[at] = piece.charCodeAt(index);
      at += 1;
    }
    this.#length = at;
  }

  /**
   * Adds `separator` this many times and then a text, if `allowed` is 1 for each of the text's characters; otherwise
   * adds nothing and returns false.
   */
  addPart(separator: number, times: number, piece: string, allowed: Uint8Array): boolean {
    const { length } = piece;
    if (this.#length + times + length > this.#bytes.length) this.#grow(times + length);
    const bytes = this.#bytes;
    let at = this.#length;
    for (const start = at + times; at < start; at += 1) bytes[at] = separator;
    for (let index = 0; index < length; index += 1) {
      const code = piece.charCodeAt(index);
      if (allowed[code] !== 1) return false;
      bytes[at] = code;
      at += 1;
    }
    this.#length = at;
    return true;
  }

  /** Removes what was added after the first `length` characters, and returns it. */
  cut(length: number): string {
    const text = this.#bytes.toString('latin1', length, this.#length);
    this.#length = length;
    return text;
  }

  /** The text since the last call. */
  take(): string {
    return this.cut(0);
  }

  /** Hands on the bytes since the last call, which are valid only during the call. */
  handOn(put: (bytes: Uint8Array) => void): void {
    put(this.#bytes.subarray(0, this.#length));
    this.#length = 0;
  }

  #grow(more: number): void {
    const larger = Buffer.allocUnsafe(2 * this.#bytes.length + more);
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}
