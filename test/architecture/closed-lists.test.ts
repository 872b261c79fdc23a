import { describe, expect, test } from 'vitest';
import { auditActions } from '../../shared/domain/audit/actions.ts';
import { readTree, type SourceTree } from './source-tree.ts';

const product = /^(?:functions|shared)\/.*\.ts$/;
const lists = /^shared\/domain\/audit\//;

/**
 * Names of a list that the product's code never contains as a literal. A name that is put together at run time could
 * not be found by searching for it.
 */
function unwritten(names: readonly string[], tree: SourceTree): string[] {
  const code = [...tree].filter(([file]) => product.test(file) && !lists.test(file)).map(([, text]) => text);
  return names.filter((name) => !code.some((text) => text.includes(`'${name}'`)));
}

describe('audit actions', () => {
  const names = Object.keys(auditActions);

  test('are named after what they record: entity, then participle', () => {
    expect(names.length).toBeGreaterThan(50);
    const participle =
      /^[a-z]+(?:-[a-z]+)*-(?:[a-z]+ed|read|held|withdrawn|overridden|written|known|left-open|written-off)$/;
    expect(names.filter((name) => !participle.test(name))).toEqual([]);
    expect(participle.test('remittance.admitted')).toBe(false);
    expect(participle.test('denial-write-off')).toBe(false);
  });

  test('are each written out in full by the code that uses them', () => {
    expect(unwritten(names, readTree())).toEqual([]);
    const tree = new Map([['functions/claims/claims.ts', "const action = 'claim-read';"]]);
    expect(unwritten(['claim-read', 'claim-held'], tree)).toEqual(['claim-held']);
  });
});
