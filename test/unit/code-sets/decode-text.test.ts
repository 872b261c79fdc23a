import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { decodeBeginning, decodeText } from '../../../shared/code-sets/decode-text.ts';

async function decoded(...pieces: readonly Uint8Array[]): Promise<string> {
  let text = '';
  for await (const part of decodeText(
    (async function* () {
      yield* pieces;
    })(),
  ))
    text += part;
  return text;
}

describe('decoding an official file', () => {
  test.prop([fc.string({ unit: 'binary' }), fc.array(fc.nat({ max: 40 }), { maxLength: 6 })])(
    'returns UTF-8 however the bytes are divided',
    async (text, cuts) => {
      const bytes = Buffer.from(text.replace(/^\ufeff/, ''));
      const places = [...cuts.map((cut) => Math.min(cut, bytes.length)), 0, bytes.length].sort((a, b) => a - b);
      const pieces = places.slice(1).map((end, index) => bytes.subarray(places[index], end));
      expect(await decoded(...pieces)).toBe(bytes.toString());
    },
  );

  it('leaves out the byte order mark', async () => {
    expect(await decoded(Buffer.from([0xef, 0xbb]), Buffer.from([0xbf, 0x41]))).toBe('A');
  });

  it('reads Windows-1252 from the first sequence that is not UTF-8', async () => {
    // 0x92 is the apostrophe, 0xE9 the e with acute accent.
    expect(await decoded(Buffer.from('office'), Buffer.from([0x92, 0x73]), Buffer.from([0xe9]))).toBe('office’sé');
    expect(await decoded(Buffer.from([0x41, 0xe9]))).toBe('Aé');
  });

  it('leaves out a character that the beginning of the text cuts in two', () => {
    expect(decodeBeginning(Buffer.from('Aé').subarray(0, 2))).toBe('A');
  });
});
