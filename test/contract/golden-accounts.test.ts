import { describe, expect, test } from 'vitest';
import { goldenAccounts } from '../golden-accounts/all.ts';
import { faultsOf, runAccount } from '../golden-accounts/run-account.ts';

describe('golden accounts', () => {
  test.each(goldenAccounts.map((golden) => [golden.name, golden] as const))('%s', async (_, golden) => {
    const { found, faults } = await runAccount(golden);
    expect(found).toEqual(golden.expected);
    expect(faults).toEqual([]);
  });

  test('would reveal a balance that is not the sum of its entries', () => {
    const item = { pk: 'p', sk: 's', type: 'client-balance', accountId: 'acc_A', receivables: [{ cents: 1 }] };
    expect(faultsOf([item])).toEqual(["account acc_A: its balance is not its entries'"]);
  });

  test('are at least 40, with names of their own, and a reasoning that a biller can follow', () => {
    expect(goldenAccounts.length).toBeGreaterThanOrEqual(40);
    expect(new Set(goldenAccounts.map(({ name }) => name)).size).toBe(goldenAccounts.length);
    expect(goldenAccounts.filter(({ reasoning }) => reasoning.length < 80)).toEqual([]);
  });
});
