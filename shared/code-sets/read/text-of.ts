type Decoder = InstanceType<typeof TextDecoder>;

/**
 * The text of a file's bytes. A file is UTF-8, or else Windows-1252 (which holds Latin-1), as the publishers' older tools write it: the first bytes
 * that are no ASCII decide. Bytes that do not fit what the file is become U+FFFD, which the readers refuse with line and column.
 */
export async function* textOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: Decoder | undefined;
  let waiting: Uint8Array = new Uint8Array();
  const ascii = new TextDecoder('latin1');
  for await (const chunk of bytes) {
    if (decoder !== undefined) {
      yield decoder.decode(chunk, { stream: true });
      continue;
    }
    const joined = waiting.length === 0 ? chunk : Buffer.concat([waiting, chunk]);
    const first = joined.findIndex((byte) => byte > 0x7f);
    // A character of UTF-8 has at most four bytes: with fewer left, the next chunk decides.
    const decidable = first >= 0 && joined.length - first >= 4;
    const plain = first < 0 ? joined.length : first;
    if (plain > 0) yield ascii.decode(joined.subarray(0, plain));
    waiting = joined.subarray(plain);
    if (!decidable) continue;
    decoder = decoderFor(waiting);
    yield decoder.decode(waiting, { stream: true });
    waiting = new Uint8Array();
  }
  decoder ??= decoderFor(waiting);
  yield decoder.decode(waiting);
}

/** UTF-8 if the bytes begin with a whole character of it. */
function decoderFor(bytes: Uint8Array): Decoder {
  const lead = bytes[0] ?? 0;
  const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
  try {
    new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(0, length));
    return new TextDecoder('utf-8', { ignoreBOM: true });
  } catch {
    return new TextDecoder('windows-1252');
  }
}
