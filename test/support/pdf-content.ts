import { constants, inflateSync } from 'node:zlib';

// The last byte of a stream may be a carriage return, which must not be taken for the end of its line.
const mayLackItsEnd = { finishFlush: constants.Z_SYNC_FLUSH };

/** The drawing operators of a PDF, uncompressed. */
export function operatorsOfPdf(bytes: Uint8Array): string {
  const raw = Buffer.from(bytes).toString('latin1');
  const streams = [...raw.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, stream = '']) => {
    try {
      return inflateSync(Buffer.from(stream, 'latin1'), mayLackItsEnd).toString('latin1');
    } catch {
      return stream;
    }
  });
  return streams.join('\n');
}

/** The texts that a PDF shows, each with its position in points from the lower left corner of the paper. */
export function textsOfPdf(
  bytes: Uint8Array,
): readonly { readonly text: string; readonly x: number; readonly y: number }[] {
  const drawn = operatorsOfPdf(bytes).matchAll(/([-\d.]+) ([-\d.]+) Td <([0-9A-Fa-f]+)> Tj/g);
  return [...drawn].map(([, x, y, hex = '']) => ({
    text: Buffer.from(hex, 'hex').toString('latin1'),
    x: Number(x),
    y: Number(y),
  }));
}

/** The texts that a PDF shows, without their positions. */
export function textOfPdf(bytes: Uint8Array): string {
  return textsOfPdf(bytes)
    .map(({ text }) => text)
    .join(' ');
}
