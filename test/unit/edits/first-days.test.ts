import { expect, test } from 'vitest';
import { runEdits } from '../../../shared/domain/edits/edits.ts';
import { readNotation } from '../../golden-edits/encounter-notation.ts';

/** Whether an edit speaks of an encounter. The golden world has no tables of these years, so that other edits are silent. */
function says(editId: string, notation: string): boolean {
  const { encounter, context } = readNotation(`covered 2020-01-01 ${notation}`);
  return runEdits(encounter, context).some((finding) => finding.editId === editId);
}

test('asks for JZ from 1 July 2023 on: before, a drug of which nothing was discarded had no modifier', () => {
  const drug = (day: string) => says('discard-not-said', `today 2023-07-10 dx J209 / J1745 x4 @${day} $400`);
  expect({ before: drug('2023-06-30'), from: drug('2023-07-01') }).toEqual({ before: false, from: true });
});

test('asks what was given beside what was discarded also before JZ was known', () => {
  expect(says('discard-without-dose', 'today 2023-07-10 dx J209 / J1745-JW @2023-06-30 $100')).toBe(true);
});

test('refuses certificates for Medicare from 1 January 2023 on, and wants them whole before', () => {
  const certified = 'today 2023-01-10 kind equipment-order ordered person dx J209 / E0100-NU certified initial';
  const found = (day: string) => ({
    notTaken: says('certificate-not-taken', `${certified} @${day}`),
    daysMissing: says('certificate-days-missing', `${certified} @${day}`),
  });
  expect(found('2022-12-31')).toEqual({ notTaken: false, daysMissing: true });
  expect(found('2023-01-01')).toEqual({ notTaken: true, daysMissing: false });
});
