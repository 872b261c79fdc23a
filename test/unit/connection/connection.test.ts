import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { fitsPattern, quietSince } from '../../../shared/domain/connection/connection.ts';
import { needsPerson } from '../../../shared/domain/connection/failures.ts';

describe('a pattern', () => {
  it.each([
    ['*', 'anything.txt', true],
    ['*.835', 'ERA.835', true],
    ['*.835', 'era.835.gz', false],
    ['era_????.x12', 'era_2026.x12', true],
    ['era_????.x12', 'era_26.x12', false],
    ['*era*2026*', 'my-era-of-2026.txt', true],
    ['a*b*c', 'abbb', false],
    ['era[0].835', 'era0.835', false],
    ['*', '.hidden', false],
    ['*', 'upload.835.part', false],
    ['*', 'upload.FILEPART', false],
    ['*', '../escape', false],
    ['*', 'a\\b', false],
    ['*', 'line\nbreak', false],
    ['*', '', false],
  ])('%s beside the name %j: %s', (pattern, name, fits) => {
    expect(fitsPattern(pattern, name)).toBe(fits);
  });

  const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 12 });
  property.prop([letters, fc.string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 12 })])(
    'means the same as the regular expression of the same form',
    (pattern, name) => {
      const expression = new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.')}$`);
      expect(fitsPattern(pattern, name)).toBe(expression.test(name));
    },
  );

  it('needs no more than pattern times name steps, also for hostile names', () => {
    const pattern = `${'*a'.repeat(50)}b`;
    const text = 'a'.repeat(255);
    const { name, steps } = countedName(text, pattern.length * text.length);
    expect(fitsPattern(pattern, name)).toBe(false);
    expect(steps()).toBeGreaterThan(text.length);
  });
});

/** A name that counts how often its letters are read, and throws at more than `most` reads. */
function countedName(text: string, most: number): { readonly name: string; readonly steps: () => number } {
  let steps = 0;
  const letters = new Proxy([...text], {
    get: (target, key) => {
      if (key !== 'length') steps += 1;
      if (steps > most) throw new Error(`more than ${most} steps`);
      return Reflect.get(target, key);
    },
  });
  const name = { toString: () => text, toLowerCase: () => letters } as unknown as string;
  return { name, steps: () => steps };
}

describe('silence', () => {
  const lastNewsAt = '2026-11-23T12:00:00.000Z';
  it('is too long from the agreed hour on, and never without an agreed time', () => {
    expect(quietSince(24, lastNewsAt, '2026-11-24T11:59:59.999Z')).toBeUndefined();
    expect(quietSince(24, lastNewsAt, '2026-11-24T12:00:00.000Z')).toBe(lastNewsAt);
    expect(quietSince(undefined, lastNewsAt, '2036-11-24T12:00:00.000Z')).toBeUndefined();
  });
});

describe('a failure', () => {
  it('needs a person at once when waiting does not help, otherwise at the third in a row', () => {
    expect(needsPerson('host-key-changed', 1)).toBe(true);
    expect(needsPerson('host-timeout', 2)).toBe(false);
    expect(needsPerson('host-timeout', 3)).toBe(true);
  });
});
