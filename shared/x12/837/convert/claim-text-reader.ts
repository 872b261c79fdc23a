type Members = Readonly<Record<string, unknown>>;

/** A claim in two parts. When both have the same member, the one in `own` counts. */
export interface ReadClaimText {
  /** Members that were read with an earlier claim. */
  readonly shared: Members;
  readonly own: Members;
}

const [quote, backslash, comma] = [0x22, 0x5c, 0x2c];
const [openBrace, closeBrace, openBracket, closeBracket] = [0x7b, 0x7d, 0x5b, 0x5d];

/** Members that adjacent claims often share. */
const oftenShared: ReadonlySet<string> = new Set(['kind', 'billingProvider', 'payer']);

const nothing: Members = {};

/**
 * Reads claims from their JSON texts. Adjacent claims mostly begin with the same members, those of the billing
 * provider: these are read once, and the next claim gets the same objects.
 */
export class ClaimTextReader {
  /** The beginning of the last complete claim, up to the comma after its shareable members. */
  #beginning = Buffer.alloc(0);
  #shared = nothing;

  /** @returns undefined when the text is not a JSON object. The text may change after the call. */
  read(text: Uint8Array): ReadClaimText | undefined {
    const bytes = Buffer.from(text.buffer, text.byteOffset, text.length);
    const { length } = this.#beginning;
    // After a comma in an object the next member must begin, with a quote.
    if (length > 0 && bytes[length] === quote && bytes.compare(this.#beginning, 0, length, 0, length) === 0) {
      const own = objectOf(`{${bytes.toString('utf8', length)}`);
      return own && { shared: this.#shared, own };
    }
    const own = objectOf(bytes.toString('utf8'));
    if (own !== undefined) this.#keep(bytes);
    return own && { shared: nothing, own };
  }

  #keep(bytes: Buffer): void {
    this.#beginning = Buffer.from(bytes.subarray(0, endOfShared(bytes)));
    const { length } = this.#beginning;
    this.#shared =
      length === 0 ? nothing : (objectOf(`${this.#beginning.toString('utf8', 0, length - 1)}}`) ?? nothing);
  }
}

function objectOf(text: string): Members | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * The index after the shareable members in the text of an object, past their last comma; 0 when the text does not begin
 * with a shareable member, or has blanks there.
 */
function endOfShared(bytes: Buffer): number {
  let end = 0;
  for (let at = 1; bytes[at] === quote; at = end) {
    const nameEnd = textEnd(bytes, at);
    if (!oftenShared.has(bytes.toString('utf8', at + 1, nameEnd - 1))) break;
    const valueEnd = endOfValue(bytes, nameEnd + 1);
    if (bytes[valueEnd] !== comma) break;
    end = valueEnd + 1;
  }
  return end;
}

/** The position after the quote that ends the text starting at `at`. */
function textEnd(bytes: Buffer, at: number): number {
  let index = at + 1;
  for (; index < bytes.length && bytes[index] !== quote; index += 1) if (bytes[index] === backslash) index += 1;
  return index + 1;
}

/** The comma or the brace after a value of an object. */
function endOfValue(bytes: Buffer, from: number): number {
  let depth = 0;
  for (let index = from; index < bytes.length; index += 1) {
    const byte = bytes[index] as number;
    if (byte === quote) index = textEnd(bytes, index) - 1;
    else if (byte === openBrace || byte === openBracket) depth += 1;
    else if (depth === 0 && (byte === comma || byte === closeBrace)) return index;
    else if (byte === closeBrace || byte === closeBracket) depth -= 1;
  }
  return bytes.length;
}
