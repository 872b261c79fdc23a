import { describe, expect, test } from 'vitest';
import { formats } from '../../../shared/code-sets/formats.ts';
import type { CodeSetKind } from '../../../shared/domain/code-set/kinds.ts';
import { cptCsv } from '../../../simulator/code-sets/cpt-csv.ts';
import { hcpcsAnweb } from '../../../simulator/code-sets/hcpcs-anweb.ts';
import { icd10CmOrder } from '../../../simulator/code-sets/icd-10-cm-order.ts';
import { icd10PcsOrder } from '../../../simulator/code-sets/icd-10-pcs-order.ts';
import type { GeneratedSize } from '../../../simulator/code-sets/options.ts';
import { headOf, readWhole } from '../../support/code-set-files.ts';

type Generator = (size: GeneratedSize) => Iterable<string>;

const generators: Partial<Record<CodeSetKind, Generator>> = {
  'icd-10-cm': icd10CmOrder,
  'icd-10-pcs': icd10PcsOrder,
  hcpcs: hcpcsAnweb,
  cpt: cptCsv,
};

const sizes: readonly GeneratedSize[] = [{ seed: 'one' }, { seed: 'two', rows: 3000 }];

describe.each(Object.entries(generators))('a synthetic file of %s', (kind, generate) => {
  test.each(sizes)('is recognised as that and as nothing else, and read whole: %o', async (size) => {
    const text = [...generate(size)].join('');
    for (const form of [text, `\ufeff${text}`, text.replaceAll('\r\n', '\n')]) {
      expect(formats.filter((format) => format.recognises(headOf(form))).map((format) => format.kind)).toEqual([kind]);
    }
    const format = formats.find((candidate) => candidate.kind === kind);
    const { rows, fault } = await readWhole(format as (typeof formats)[number], text);
    expect(fault).toBeUndefined();
    expect(rows.length).toBeGreaterThanOrEqual(size.rows ?? 5);
  });

  test('is the same for the same seed', () => {
    const size = { seed: 'again', rows: 500 };
    expect([...generate(size)]).toEqual([...generate(size)]);
  });
});

test('what is no file of codes is recognised as nothing', () => {
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
