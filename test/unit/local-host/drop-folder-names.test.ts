import { expect, it } from 'vitest';
import { keptName } from '../../../infra/local/drop-folder.ts';
import { isUnfit } from '../../../shared/http/validate.ts';

it('keeps the characters of a file name that the API accepts, so that no remittance is refused for its name', () => {
  expect(keptName('Núñez 3.835')).toBe('Núñez 3.835');
  expect(keptName('line\nend\u001b.835')).toBe('line end .835');
  const cut = keptName(`${'a'.repeat(199)}\u{1f600}.835`);
  expect(cut).toHaveLength(200);
  expect(isUnfit(cut)).toBe(false);
});
