import { describe, expect, test } from 'vitest';
import { formats } from '../../../shared/code-sets/formats.ts';
import { syntheticFiles } from '../../../simulator/code-sets/generators.ts';
import type { GeneratedSize } from '../../../simulator/code-sets/options.ts';
import { headOf, readWhole } from '../../support/code-set-files.ts';

const sizes: readonly GeneratedSize[] = [{ seed: 'one' }, { seed: 'two', rows: 3000 }];

describe.each(Object.entries(syntheticFiles))('a synthetic file of %s', (kind, { fileName, text: generate }) => {
  test.each(sizes)('is recognised as its own kind only, and read whole: %o', async (size) => {
    const text = [...generate(size)].join('');
    for (const form of [text, `\ufeff${text}`, text.replaceAll('\r\n', '\n')]) {
      expect(
        formats.filter((format) => format.recognises(headOf(form, fileName))).map((format) => format.kind),
      ).toEqual([kind]);
    }
    const format = formats.find((candidate) => candidate.kind === kind);
    const { rows, fault } = await readWhole(format as (typeof formats)[number], text);
    expect(fault).toBeUndefined();
    expect(rows.length).toBeGreaterThanOrEqual(5);
  });

  test('is the same for the same seed', () => {
    const size = { seed: 'again', rows: 500 };
    expect([...generate(size)]).toEqual([...generate(size)]);
  });
});

test('a file without codes is recognised as nothing', () => {
  for (const text of [
    '',
    '\n',
    'MZ\u0090\u0000\u0003',
    '%PDF-1.7',
    'ISA*00*          *00*',
    'code,price\nG0439,100\n',
    '{"a": 1}',
  ]) {
    expect(formats.filter((format) => format.recognises(headOf(text)))).toEqual([]);
  }
});
