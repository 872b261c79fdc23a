import { expect, test } from 'vitest';
import { ClaimTextReader } from '../../../../shared/x12/837/convert/claim-text-reader.ts';

const clinic = '"billingProvider":{"name":"A \\"quoted\\" } name","npi":"1"}';

/** What a reader makes of several texts in sequence. */
function readAll(...texts: readonly string[]) {
  const reader = new ClaimTextReader();
  return texts.map((text) => {
    const read = reader.read(new TextEncoder().encode(text));
    return read && { ...read.shared, ...read.own };
  });
}

/** What `JSON.parse` makes of them. */
const parsed = (...texts: readonly string[]) => texts.map((text) => JSON.parse(text));

test('claims with the same beginning are read correctly, and have the same objects', () => {
  const texts = [`{"kind":"p",${clinic},"subscriber":{"a":1}}`, `{"kind":"p",${clinic},"subscriber":{"b":"ü"}}`];
  expect(readAll(...texts)).toEqual(parsed(...texts));
  const reader = new ClaimTextReader();
  const [, second, third] = [...texts, ...texts].map((text) => reader.read(new TextEncoder().encode(text)));
  expect(second?.shared.billingProvider).toBe(third?.shared.billingProvider);
});

test('another beginning, another order and blanks are read as well', () => {
  const texts = [
    `{"kind":"p",${clinic},"a":1}`,
    '{"kind":"p","billingProvider":{"name":"B"},"a":1}',
    `{"a":1,${clinic}}`,
    `{ "kind": "p", ${clinic}, "a": 1 }`,
    `{"kind":"p",${clinic},"a":2}`,
    `{"kind":"p",${clinic}}`,
    '{}',
  ];
  expect(readAll(...texts, ...texts)).toEqual(parsed(...texts, ...texts));
});

test('of a repeated member the last one counts, as in JSON', () => {
  const texts = [`{"kind":"p",${clinic},"a":1}`, `{"kind":"p",${clinic},"a":1,"billingProvider":{"npi":"2"}}`];
  expect(readAll(...texts)).toEqual(parsed(...texts));
});

test('text that is not JSON is refused behind a known beginning too', () => {
  const known = `{"kind":"p",${clinic},"a":1}`;
  for (const text of [
    `{"kind":"p",${clinic},}`,
    `{"kind":"p",${clinic},"a"}`,
    `{"kind":"p",${clinic},"a":1}}`,
    '{"kind"',
  ]) {
    expect(readAll(known, text)[1]).toBeUndefined();
  }
});
