import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { segmentWords } from '../../../shared/x12/835/segment-words.ts';
import { readSegments } from '../../../shared/x12/segments.ts';
import { walkElements } from '../../support/nothing-lost.ts';
import { remittanceFixture } from '../../support/x12-pass.ts';

const fixtures = readdirSync(new URL('../../fixtures/835/', import.meta.url)).map((name) => name.replace('.edi', ''));

const delimiters = { element: 0x2a, component: 0x3a, repetition: 0x5e, segment: 0x7e, filler: 0x20 };

/** Elements that typed data cannot hold and that are listed as unread instead; the guide has none of them. */
const keptAsBytes: Readonly<Record<string, readonly string[]>> = {
  'segments-beyond-the-guide': ['NTE01', 'NTE02', 'N201', 'K301', 'SV501', 'SV501', 'ZZZ01'],
};

describe('the content of a remittance', () => {
  test.each(fixtures)('%s: every element is in typed data, or listed as unread', (name) => {
    const walk = walkElements(remittanceFixture(name));
    expect(walk.lost).toEqual([]);
    expect(walk.listed).toEqual(keptAsBytes[name] ?? []);
  });

  test('one fixture has every element of every segment of the guide, so that the test includes each', () => {
    const bytes = remittanceFixture('every-loop-and-segment');
    const met = new Set(
      [...readSegments(bytes, delimiters)].flatMap(({ id, elements }) =>
        elements.flatMap((value, position) => (value === '' ? [] : [`${id}-${position}`])),
      ),
    );
    const known = [...segmentWords].flatMap(([id, { elements, repeated = [] }]) =>
      [...elements, ...repeated].map((_, index) => `${id}-${index + 1}`),
    );
    // X12 has these elements, but the guide does not use them.
    const unused = ['N4-5', 'N4-6', 'CLP-14'];
    expect(known.filter((position) => !met.has(position))).toEqual(unused);
    expect(walkElements(bytes)).toMatchObject({ unreadable: 0, listed: [], lost: [] });
  });

  test('an element that no typed data holds is noticed', () => {
    const bytes = Buffer.from(remittanceFixture('no-per').toString('latin1').replace('*11*1~', '*11*1*****BEYOND~'));
    expect(walkElements(bytes)).toMatchObject({ listed: ['CLP14'], lost: [] });
  });
});
