import { describe, expect, test } from 'vitest';
import { budgets, calibrate, overBudget } from '../budgets.ts';
import { readTree } from './source-tree.ts';

const usual = { file: 'unit/money/cents.test.ts', milliseconds: 11_900 };
const [named, seconds] = Object.entries(budgets)[0] as [string, number];

describe('budgets of test files', () => {
  test('are kept by files that use less, and by a file with a larger budget of its own', () => {
    expect(overBudget([usual, { file: named, milliseconds: 1000 * seconds }], [250, 250])).toEqual([]);
  });

  test('name the files that use more', () => {
    const over = [
      { ...usual, milliseconds: 12_100 },
      { file: named, milliseconds: 1000 * seconds + 100 },
    ];
    expect(overBudget(over, [250, 250])).toEqual([
      'unit/money/cents.test.ts used 12.1 s of the processor; its budget is 12 s',
      `${named} used ${(seconds + 0.1).toFixed(1)} s of the processor; its budget is ${seconds} s`,
    ]);
  });

  test('are larger on a slow machine, by its speed before or after, and never smaller on a fast one', () => {
    const slow = { ...usual, milliseconds: 59_900 };
    expect(overBudget([slow], [300, 1250])).toEqual([]);
    expect(overBudget([slow], [1250, 300])).toEqual([]);
    expect(overBudget([slow], [1000, 1000])).toHaveLength(1);
    expect(overBudget([usual], [50, 50])).toEqual([]);
  });

  test('are measured in work that takes time', () => {
    expect(calibrate()).toBeGreaterThan(10);
  });

  test('are for files that exist', () => {
    const tree = readTree();
    expect(Object.keys(budgets).filter((file) => !tree.has(`test/${file}`))).toEqual([]);
  });
});
