import { expect, test } from 'vitest';
import { createRecent } from '../../../shared/code-sets/recent.ts';

test('a recent answer is not calculated again, and one not used for long is discarded', () => {
  const recent = createRecent<string>(3);
  const worked: string[] = [];
  const ask = (key: string) =>
    recent.of(key, () => {
      worked.push(key);
      return `value of ${key}`;
    });
  for (const key of ['a', 'b', 'a', 'b', 'a']) expect(ask(key)).toBe(`value of ${key}`);
  expect(worked).toEqual(['a', 'b']);
  // With c there are three young entries, so they become old. a is looked up and stays; b and c are forgotten after
  // three more.
  for (const key of ['c', 'd', 'a', 'e', 'a', 'b']) ask(key);
  expect(worked).toEqual(['a', 'b', 'c', 'd', 'e', 'b']);
});
