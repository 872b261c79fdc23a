/** A piece has at most this many bytes, unless one text has more. */
const pieceSize = 1 << 18;

/** Gathers texts as UTF-8 in memory that is used again. */
export class Utf8Pieces {
  readonly #bytes = Buffer.allocUnsafe(pieceSize);
  readonly #put: (piece: Uint8Array) => void;
  #length = 0;

  /** @param put takes the next piece, which is valid during the call only */
  constructor(put: (piece: Uint8Array) => void) {
    this.#put = put;
  }

  add(text: string): void {
    // A UTF-16 code unit has at most three bytes.
    const most = 3 * text.length;
    if (most > pieceSize - this.#length) this.handOn();
    if (most > pieceSize) this.#put(Buffer.from(text));
    else this.#length += this.#bytes.write(text, this.#length);
  }

  /** Hands on what is gathered. */
  handOn(): void {
    if (this.#length > 0) this.#put(this.#bytes.subarray(0, this.#length));
    this.#length = 0;
  }
}
