import { describe, expect, it } from 'vitest';
import { answerTargets, measureAnswers } from '../../bench/claim-answers.ts';
import { lifeSteps, lifeTarget, lifeUnits, measureLife, unitsOf } from '../../bench/claim-life.ts';
import { costTargets, measureCost, pricesOf } from '../../bench/cost.ts';
import { indexUnits, itemSize, readUnits, writeUnits } from '../../support/item-size.ts';

describe('the size of an item by DynamoDB’s rules', () => {
  it('counts names and texts in UTF-8 bytes', () => {
    expect(itemSize({ pk: { S: 'abc' } })).toBe(5);
    expect(itemSize({ pk: { S: 'ä€' } })).toBe(7);
  });

  it('counts a byte per two significant digits of a number, one more, and one for a minus', () => {
    const sizes = [
      ['0', 1],
      ['7', 2],
      ['12', 2],
      ['123', 3],
      ['-123', 4],
      ['12300', 3],
      ['0.5', 2],
    ] as const;
    for (const [number, size] of sizes) expect(itemSize({ n: { N: number } }), number).toBe(1 + size);
  });

  it('counts three bytes for a list or map, and one for each of its elements', () => {
    expect(itemSize({ l: { L: [{ S: 'ab' }, { S: 'c' }] } })).toBe(1 + 3 + 2 + 3);
    expect(itemSize({ m: { M: { name: { BOOL: true } } } })).toBe(1 + 3 + 1 + 4 + 1);
    expect(itemSize({ b: { B: new Uint8Array(9) }, x: { NULL: true } })).toBe(1 + 9 + 1 + 1);
  });

  it('writes a unit per kilobyte of the larger form', () => {
    const item = (bytes: number) => ({ pk: { S: 'x'.repeat(bytes - 2) } });
    expect(writeUnits(undefined, item(1024))).toBe(1);
    expect(writeUnits(undefined, item(1025))).toBe(2);
    expect(writeUnits(item(3000), item(10))).toBe(3);
    expect(writeUnits(undefined, undefined)).toBe(1);
  });

  it('writes an index row when it is added or removed, twice when its key changes, and never when it is unchanged', () => {
    const item = (place: string, more = '') => ({
      pk: { S: 'p' },
      sk: { S: 's' },
      g1pk: { S: place },
      g1sk: { S: 'k' },
      more: { S: more },
    });
    const plain = { pk: { S: 'p' }, sk: { S: 's' } };
    expect(indexUnits(undefined, item('a'))).toBe(1);
    expect(indexUnits(item('a'), item('a', 'other'))).toBe(0);
    expect(indexUnits(item('a'), item('b'))).toBe(2);
    expect(indexUnits(item('a'), plain)).toBe(1);
    expect(indexUnits(undefined, plain)).toBe(0);
  });

  it('counts the rows of both indexes, each by itself', () => {
    const [first, second] = [
      { g1pk: { S: 'a' }, g1sk: { S: 'k' } },
      { g2pk: { S: 'b' }, g2sk: { S: 'k' } },
    ];
    const plain = { pk: { S: 'p' }, sk: { S: 's' } };
    expect(indexUnits({ ...plain, ...first }, { ...plain, ...first, ...second })).toBe(1);
    expect(indexUnits({ ...plain, ...first }, { ...plain, ...second })).toBe(2);
    expect(indexUnits({ ...plain, ...second }, { ...plain, ...second, more: { S: 'x' } })).toBe(0);
  });

  it('reads a unit per four kilobytes, half of one for an eventually consistent read', () => {
    expect([readUnits(0, true), readUnits(4096, true), readUnits(4097, true), readUnits(10, false)]).toEqual([
      1, 1, 2, 0.5,
    ]);
  });
});

describe('what a posted claim costs', () => {
  it('stays under 6.5 write units, under a cent a thousand claims, and takes no more requests than today', async () => {
    const cost = await measureCost(1000);
    expect(cost.writeUnitsPerClaim).toBeGreaterThan(4);
    expect(cost.writeUnitsPerClaim).toBeLessThanOrEqual(costTargets.writeUnits);
    // A file's fixed cost weighs more per claim with a thousand claims than with ten thousand, where the target of 0.05 is met.
    expect(cost.requestsPerClaim).toBeLessThanOrEqual(0.06);
    // One more entry: that of the payment itself.
    expect(cost.meter.written.get('entry')).toMatchObject({ writes: 1001, units: 2002, indexUnits: 1001 });
    // The patient owes a share of each claim. Listing it costs one unit, when the patient first owes it.
    expect(cost.meter.written.get('balance')).toMatchObject({ writes: 1000, units: 2000, indexUnits: 1000 });
    expect(Object.values(pricesOf(cost)).reduce((sum, amount) => sum + amount, 0)).toBeLessThan(0.01);
  });
});

describe('the life of a claim', () => {
  it('writes no more than it does today, step by step, and no request writes a copy of its answer', async () => {
    // A file's fixed cost weighs less per claim with two hundred claims than with one.
    const claims = 200;
    const life = await measureLife(claims);
    const { meters } = life;
    const bounds = { draft: 9, finalize: 18.1, submit: 7.9 };
    for (const step of lifeSteps) {
      const units = unitsOf(meters[step], claims);
      expect(units, step).toBeGreaterThan(bounds[step] / 2);
      expect(units, step).toBeLessThanOrEqual(bounds[step]);
      expect(meters[step].written.get('idempotency')?.largestBytes ?? 0, step).toBeLessThan(400);
    }
    // The measured cost of a posted claim; it is 5.14 when the patient owes nothing.
    const posting = 5.15;
    expect(lifeUnits(life, posting)).toBeLessThan(lifeTarget);
  });
});

describe('what arrives before a payer decides', () => {
  it('writes a few units for the 999 of a file, however many claims it has, and two items for each claim of a 277CA', async () => {
    const [few, many] = [await measureAnswers(5), await measureAnswers(45)];
    expect(few.perFile).toBe(many.perFile);
    expect(many.perFile).toBeLessThanOrEqual(answerTargets.perFile);
    expect(many.perClaim).toBeGreaterThanOrEqual(4);
    expect(many.perClaim).toBeLessThanOrEqual(answerTargets.perClaim);
  });
});
