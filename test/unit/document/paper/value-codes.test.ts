import { expect, test } from 'vitest';
import { claimOnPaper } from '../../../../shared/document/paper/paper-claim.ts';
import type { LocalDate } from '../../../../shared/domain/time/local-date.ts';
import { institutional } from './paper-claims.ts';

test.each([
  ['an amount has its cents', '01', '125000'],
  ['the number of an area is written like an amount', '61', '125000'],
  ['a count of days has none', '80', '1250  '],
  ['Medicaid’s rate code is no amount', '24', '1250  '],
])('of value codes, %s', (_, code, amount) => {
  const claim = { ...institutional, values: [{ code, value: '1250' }] };
  const boxes = claimOnPaper({ claim }, '2026-11-27' as LocalDate).pages.flat();
  expect(boxes.find(({ box }) => box.id === '39a.amount')?.text).toBe(amount);
});
