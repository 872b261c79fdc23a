import { describe, expect, it } from 'vitest';
import { createFiles } from '../../../shared/store/files.ts';
import {
  chunkPlaces,
  manifestBytes,
  type PlacedPayment,
  paymentsFrom,
  placeAfter,
  readManifestChunks,
  readManifestPayment,
  readPlannedPayment,
  type ScannedPayment,
} from '../../../shared/store/manifest.ts';
import { memoryS3 } from '../../support/memory-s3.ts';

const delimiters = { element: 42, component: 58, repetition: 94, segment: 126, filler: -1 };

/** A payment at this byte of the file, with chunks of the given numbers of claims. */
function payment(index: number, at: number, chunks: readonly number[], reversedNumbers: string[] = []): ScannedPayment {
  return {
    index,
    interchangeControlNumber: '000000001',
    groupControlNumber: '1',
    transactionControlNumber: String(index),
    delimiters,
    header: { byteOffset: at, byteLength: 50 },
    providerAdjustments: [],
    contentDigest: `digest-${index}`,
    claims: chunks.reduce((sum, claims) => sum + claims, 0),
    serviceLines: 0,
    failedClaims: 0,
    chargeCents: 0,
    paidCents: 0,
    providerAdjustmentCents: 0,
    paymentCents: 0,
    reversedNumbers,
    chunks: chunks.map((claims, chunk) => ({
      ranges: [{ byteOffset: at + 50 + 10 * chunk, byteLength: 10 }],
      claims,
      paidCents: 100 * claims,
    })),
  };
}

async function stored(payments: readonly ScannedPayment[], fileBytes: number) {
  const s3 = memoryS3();
  let read = 0;
  const counting = {
    send: async (command: { readonly input: { readonly Range?: string } }) => {
      const [, from, to] = /bytes=(\d+)-(\d+)/.exec(command.input.Range ?? '') ?? [];
      if (to !== undefined) read += Number(to) - Number(from) + 1;
      return s3.send(command);
    },
  };
  const files = createFiles(counting, 'bucket');
  const bytes = manifestBytes(payments, fileBytes);
  await files.put('office/manifest/m', bytes, 'application/jsonl');
  return { files, manifest: { key: 'office/manifest/m', sizeBytes: bytes.length }, bytesRead: () => read };
}

async function all(payments: AsyncIterable<PlacedPayment>): Promise<PlacedPayment[]> {
  const found: PlacedPayment[] = [];
  for await (const placed of payments) found.push(placed);
  return found;
}

describe('a manifest', () => {
  const payments = [payment(0, 100, [250, 250, 7]), payment(1, 1000, []), payment(2, 1100, [1])];

  it('returns its payments in order, from the beginning or from a place on', async () => {
    const { files, manifest } = await stored(payments, 2000);
    const found = await all(paymentsFrom(files, manifest, 0));
    expect(found.map((placed) => placed.payment.index)).toEqual([0, 1, 2]);
    expect(found.map((placed) => placed.payment.range)).toEqual([
      { byteOffset: 100, byteLength: 900 },
      { byteOffset: 1000, byteLength: 100 },
      { byteOffset: 1100, byteLength: 900 },
    ]);
    const rest = await all(paymentsFrom(files, manifest, placeAfter(found[0] as PlacedPayment)));
    expect(rest).toEqual(found.slice(1));
  });

  it('returns one payment and its chunks by their places, whatever else it holds', async () => {
    const { files, manifest } = await stored(payments, 2000);
    const [first, , last] = (await all(paymentsFrom(files, manifest, 0))) as [
      PlacedPayment,
      PlacedPayment,
      PlacedPayment,
    ];
    expect(await readManifestPayment(files, manifest.key, last.place)).toEqual(last.payment);
    const planned = await readPlannedPayment(files, manifest.key, first.place);
    expect(planned.chunks.map(({ number, claims, claimsBefore }) => [number, claims, claimsBefore])).toEqual([
      [0, 250, 0],
      [1, 250, 250],
      [2, 7, 500],
    ]);
    const [chunk] = await readManifestChunks(files, manifest.key, chunkPlaces(last));
    expect(chunk).toMatchObject({ number: 0, claims: 1, delimiters, transactionControlNumber: '2' });
  });

  it('reads a payment whose line is longer than what is read at once', async () => {
    const numbers = Array.from({ length: 30_000 }, (_, index) => `NUMBER${index}`);
    const { files, manifest } = await stored([payment(0, 0, [1], numbers), payment(1, 500, [1])], 1000);
    const found = await all(paymentsFrom(files, manifest, 0));
    expect(found.map((placed) => placed.payment.reversedNumbers.length)).toEqual([30_000, 0]);
  });

  it('is read once in total, however many payments it has', async () => {
    const many = Array.from({ length: 3000 }, (_, index) => payment(index, 100 * index, [1]));
    const { files, manifest, bytesRead } = await stored(many, 300_000);
    expect(await all(paymentsFrom(files, manifest, 0))).toHaveLength(3000);
    expect(bytesRead()).toBeLessThan(1.1 * manifest.sizeBytes);
  });
});
