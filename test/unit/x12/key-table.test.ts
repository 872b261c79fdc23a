import { expect, test } from 'vitest';
import { KeyTable } from '../../../shared/x12/loops/key-table.ts';
import { segmentKey } from '../../../shared/x12/segment-scanner.ts';

test('each key has its value, and any other has none', () => {
  const ids = [
    'NM1',
    'N3',
    'N4',
    'REF',
    'DMG',
    'PER',
    'HL',
    'CLM',
    'DTP',
    'AMT',
    'HI',
    'LX',
    'SV1',
    'SBR',
    'PRV',
    'K3',
    'NTE',
  ];
  const table = new KeyTable(new Map(ids.map((id) => [segmentKey(id), id])));
  expect(ids.map((id) => table.get(segmentKey(id)))).toEqual(ids);
  for (const id of ['N1', 'SV2', 'CAS', 'ST', 'SE', 'ZZZ']) expect(table.get(segmentKey(id))).toBeUndefined();
  expect(table.get(0)).toBeUndefined();
  expect(table.has(segmentKey('CLM'))).toBe(true);
});

test('a table without keys has no value', () => {
  expect(new KeyTable(new Map()).get(segmentKey('CLM'))).toBeUndefined();
});
