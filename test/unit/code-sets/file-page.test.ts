import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { formats } from '../../../shared/code-sets/formats.ts';

const page = readFileSync(new URL('../../../docs/code-set-files.md', import.meta.url), 'utf8');

test('the page of files has a row for every set that can be read, and the parts of those that have several files', () => {
  expect(formats.length).toBeGreaterThan(20);
  for (const { kind, parts } of formats) {
    expect(page).toMatch(new RegExp(`^\\|.*\`${kind}\``, 'm'));
    for (const part of parts?.needed ?? []) expect(page).toContain(`\`${part}\``);
  }
});
