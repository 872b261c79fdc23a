import { deflateRawSync, inflateRawSync } from 'node:zlib';

/**
 * Documents as compressed JSON: a quarter to a half of their size as attributes, so that more of them fit into one
 * kilobyte, the unit in which writes are charged. Compression starts from words that every such document repeats, and
 * leaves little more than its own values.
 */
export interface PackedForm {
  readonly pack: (document: object) => Uint8Array;
  /** Reads the stored form back. */
  readonly unpack: <Document>(packed: Uint8Array) => Document;
}

/** @param words part of the stored form: with other words, documents that are stored could no longer be read */
export function packedForm(words: readonly string[]): PackedForm {
  const dictionary = Buffer.from(words.join(''));
  return {
    pack: (document) => deflateRawSync(JSON.stringify(document), { level: 9, dictionary }),
    unpack: (packed) => JSON.parse(inflateRawSync(packed, { dictionary }).toString()),
  };
}
