import { describe, expect, it } from 'vitest';
import { bytesOf, fuzzOne } from '../fuzz/fuzz-one.ts';
import { times } from '../support/effort.ts';

/** `npm run fuzz` sends a hundred thousand files. */
const files = times(150, 4000);

describe('mutated remittances', () => {
  it('never crash or hang anything, and what posts of them is complete', async () => {
    let posting = 0;
    for (let index = 0; index < files; index += 1) {
      const { seed, faults, posted } = await fuzzOne(`test ${index}`);
      expect(faults, `npm run fuzz -- --seed "${seed}"`).toEqual([]);
      if (posted > 0) posting += 1;
    }
    // Files that never post would prove little.
    expect(posting).toBeGreaterThan(files / 4);
  });

  it('are the same for the same seed', async () => {
    expect(bytesOf('again').equals(bytesOf('again'))).toBe(true);
    const [left, right] = [await fuzzOne('again'), await fuzzOne('again')];
    expect({ ...right, milliseconds: 0 }).toEqual({ ...left, milliseconds: 0 });
  });
});
