import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { walkElements } from '../support/nothing-lost.ts';

const corpus = new URL('../../../shared/corpus/835/', import.meta.url);
const isHere = existsSync(corpus);

const nameInHeader = ['NM101', 'NM102', 'NM103', 'NM108', 'NM109'];

/**
 * Elements that typed data cannot hold and that are listed as unread instead, by file. None of them conforms to the
 * guide.
 */
const keptAsBytes: Readonly<Record<string, readonly string[]>> = {
  // A word in place of an amount, and a reference with three parts.
  'CoveHealth__input-sample-835.edi': ['MIA24', 'MIA24', 'PLB03'],
  // A date that does not exist.
  'moov-io__example-5010-835-sample2.edi': ['BPR16'],
  // Payer and payee are named a second time, in a segment for persons of a claim.
  'Query-farm__data-era-835.edi': [...nameInHeader, ...nameInHeader],
};

describe.runIf(isHere)('the published remittances', () => {
  test.each(isHere ? readdirSync(corpus) : [])('%s: every element is in typed data, or listed as unread', (file) => {
    const walk = walkElements(readFileSync(new URL(file, corpus)));
    expect(walk.lost).toEqual([]);
    expect(walk.listed).toEqual(keptAsBytes[file] ?? []);
  });
});

test.skipIf(isHere)('the published remittances are not beside this checkout: nothing was compared', () => {
  expect(isHere).toBe(false);
});
