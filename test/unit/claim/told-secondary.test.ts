import { expect, test } from 'vitest';
import { toldCoverages } from '../../../shared/domain/claim-intake/told-coverages.ts';
import { filingsOf } from '../../golden-claims/golden-office.ts';
import { readRows } from '../../golden-claims/read-rows.ts';

/** Why Medicare is secondary, as another system's claim states it; the claim is that of a golden row. */
function reasonTold(id: string): readonly (string | undefined)[] {
  const [content] = filingsOf(readRows().find((row) => row.id === id)?.setUp ?? {}).contents;
  const told = content === undefined ? undefined : toldCoverages(content.claim);
  if (told?.ok !== true) throw new Error(JSON.stringify(told));
  return told.value.coverages.map(({ facts }) => facts?.medicareSecondaryType);
}

test('an institutional claim states by its value code why Medicare is second', () => {
  expect([reasonTold('I12'), reasonTold('I13'), reasonTold('I15')]).toEqual([
    [undefined, '12'],
    [undefined, '43'],
    [undefined, undefined],
  ]);
});

test('a professional claim states it by the insurance type', () => {
  expect(reasonTold('N06')).toEqual([undefined, '12']);
});
