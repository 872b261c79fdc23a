/**
 * Decodes the bytes of an official file as they arrive. They are UTF-8, with or without a byte order mark, until an
 * invalid sequence occurs: then the file is one of those published in Windows-1252.
 */
export async function* decodeText(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string, void, undefined> {
  const decoder = createTextDecoder();
  for await (const piece of pieces) {
    const text = decoder.decode(piece);
    if (text !== '') yield text;
  }
  const rest = decoder.end();
  if (rest !== '') yield rest;
}

/** Decodes the beginning of a file; a character that is cut in two is left out. */
export function decodeBeginning(bytes: Uint8Array): string {
  return createTextDecoder().decode(bytes);
}

function createTextDecoder() {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let western: InstanceType<typeof TextDecoder> | undefined;
  // The last bytes of a piece, possibly an incomplete character.
  let kept: Uint8Array = new Uint8Array();

  const decode = (piece: Uint8Array, isLast = false): string => {
    if (western !== undefined) return western.decode(piece, { stream: true });
    const bytes = kept.length === 0 ? piece : Buffer.concat([kept, piece]);
    const whole = isLast ? bytes.length : wholeCharacters(bytes);
    try {
      const text = utf8.decode(bytes.subarray(0, whole), { stream: !isLast });
      kept = bytes.slice(whole);
      return text;
    } catch {
      western = new TextDecoder('windows-1252');
      kept = new Uint8Array();
      return western.decode(bytes, { stream: true });
    }
  };
  return { decode, end: () => decode(new Uint8Array(), true) };
}

/** How many bytes to decode: an incomplete character at the end is left for the next piece. */
function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] as number;
    if (byte < 0x80) break;
    if (byte < 0xc0) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return length > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}
