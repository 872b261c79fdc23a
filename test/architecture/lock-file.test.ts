import { describe, expect, test } from 'vitest';
import { missingPlatforms, readLock } from './lock-file.ts';

describe('the lock file', () => {
  test('has every platform of every package, so that npm ci accepts it on every machine', () => {
    expect(missingPlatforms(readLock())).toEqual([]);
  });

  test('is reported when a platform is missing', () => {
    const lock = readLock();
    const { 'node_modules/@biomejs/cli-darwin-arm64': gone, ...packages } = lock.packages;
    expect(gone).toBeDefined();
    expect(missingPlatforms({ packages }).map(({ name }) => name)).toEqual(['@biomejs/cli-darwin-arm64']);
  });

  test('names no registry', () => {
    const resolved = Object.values(readLock().packages).filter((each) => each.resolved !== undefined);
    expect(resolved).toEqual([]);
  });
});
