import { describe, expect, it } from 'vitest';
import { cents } from '../../../shared/domain/money/cents.ts';
import {
  denialAdvice,
  denialCarcs,
  denialCategories,
  denialCategory,
  denialWords,
  otherPayerCarcs,
} from '../../../shared/domain/remittance/denial/denial-reasons.ts';
import { denialGroups } from '../../../shared/domain/remittance/denial/denials.ts';
import type { RemittanceClaim } from '../../../shared/domain/remittance/remittance.ts';

const claim = {
  remarkCodes: ['MA01'],
  lines: [{ remarkCodes: ['N1'] }, { remarkCodes: ['N2'] }],
} as unknown as RemittanceClaim;
const denial = (reason: string, amount: number, line?: number) => ({
  meaning: 'denial' as const,
  reason,
  cents: cents(amount),
  ...(line === undefined ? {} : { line }),
});

describe('what was refused', () => {
  it('is grouped by kind; a reduction with nothing paid belongs to the denial beside it', () => {
    const notes = [denial('CO-45', 20, 1), denial('CO-197', 80, 1), denial('CO-29', 50, 2)];
    expect(denialGroups(notes, claim, 2)).toEqual([
      { category: 'authorisation', reasons: ['CO-197', 'CO-45'], remarkCodes: ['MA01', 'N1'], lines: [1], cents: 100 },
      { category: 'timely-filing', reasons: ['CO-29'], remarkCodes: ['MA01', 'N2'], lines: [2], cents: 50 },
    ]);
  });

  it('joins lines that were refused for one kind of reason, and handles the claim as a whole', () => {
    const notes = [
      denial('CO-29', 10),
      denial('PI-29', 5, 2),
      { ...denial('CO-23', 1, 1), meaning: 'information' as const },
    ];
    expect(denialGroups(notes, claim, 2)).toMatchObject([{ lines: [2], reasons: ['CO-29', 'PI-29'], cents: 15 }]);
    expect(denialGroups([denial('CO-29', 10)], claim, 2)).toMatchObject([
      { lines: [], remarkCodes: ['MA01', 'N1', 'N2'] },
    ]);
  });

  it('is of the reduction’s own kind when nothing else was refused beside it, and nothing when nothing was', () => {
    const [group] = denialGroups([denial('CO-253', 20, 1), denial('CO-45', 80, 1)], claim, 2);
    expect(group).toMatchObject({ category: denialCategory('253'), reasons: ['CO-253', 'CO-45'], cents: 100 });
    expect(denialGroups([{ ...denial('CO-197', 1), meaning: 'held' }], claim, 2)).toEqual([]);
    const [held] = denialGroups([denial('CO-253', 20, 1), denial('CO-29', 80, 1), denial('CO-29', 1, 1)], claim, 2);
    expect(held).toMatchObject({ category: 'timely-filing', reasons: ['CO-29', 'CO-253'], cents: 101 });
  });

  it('names its lines in their order and by our numbers, with their remarks and no other line’s', () => {
    const numbered = {
      remarkCodes: [],
      lines: [
        { controlNumber: '2', remarkCodes: ['N1'] },
        { controlNumber: 'L1', remarkCodes: ['N2', 'N1'] },
        { controlNumber: '9', remarkCodes: ['N3'] },
      ],
    } as unknown as RemittanceClaim;
    const notes = [denial('CO-29', 1, 2), denial('CO-29', 2, 1), denial('CO-29', 4, 2)];
    expect(denialGroups(notes, numbered, 2)).toMatchObject([{ lines: [1, 2], remarkCodes: ['N1', 'N2'], cents: 7 }]);
    expect(denialGroups([denial('CO-29', 1, 3)], numbered, 3)).toMatchObject([{ remarkCodes: ['N3'] }]);
  });

  it('has short words for remarks only, whatever a payer sends, and no more than fit on a screen', () => {
    const remarked = (...remarkCodes: string[]) => ({ remarkCodes, lines: [] }) as unknown as RemittanceClaim;
    const remarks = (...codes: string[]) => denialGroups([denial('CO-29', 1)], remarked(...codes), 1)[0]?.remarkCodes;
    expect(remarks('N 1', 'ma-01', '', '*', 'JOHN DOE 1970', 'N1')).toEqual(['N1', 'ma01', 'JOHNDO']);
    const many = Array.from({ length: 30 }, (_, index) => `N${index}`);
    expect(remarks(...many)).toEqual(many.slice(0, 20));
  });

  it('has a category and correction advice for every reason that denies', () => {
    for (const carc of [...denialCarcs, '45', '253']) {
      expect(Object.keys(denialCategories)).toContain(denialCategory(carc));
      expect(denialAdvice(carc).length, carc).toBeGreaterThan(20);
    }
    const others = denialCarcs.filter((carc) => denialCategory(carc) === 'other');
    expect(others.length).toBeLessThan(10);
    expect(denialCategory('999')).toBe('other');
  });
});

describe('the kind of a denial', () => {
  it.each([
    ['27', 'eligibility'],
    ['197', 'authorisation'],
    ['11', 'coding'],
    ['29', 'timely-filing'],
    ['18', 'duplicate'],
    ['50', 'medical-necessity'],
    ['22', 'coordination'],
    ['16', 'information-missing'],
    ['45', 'contract'],
    ['', 'other'],
    ['16 133', 'other'],
  ])('of reason %s is %s', (carc, category) => {
    expect(denialCategory(carc)).toBe(category);
  });

  it('gives advice: for some reasons more than for their category', () => {
    const own = denialCarcs.filter((carc) => denialAdvice(carc) !== denialCategories[denialCategory(carc)].advice);
    expect(own).toEqual(['4', '11', '22', '27', '31', '97', '109', '197', '252']);
    expect(denialAdvice('45')).not.toBe(denialCategories.contract.advice);
    expect(denialAdvice('999')).toBe(denialCategories.other.advice);
    expect(new Set([...own, '45'].map(denialAdvice)).size).toBe(own.length + 1);
  });

  it('has short words, also for a reduction with nothing paid, and reports when it has none', () => {
    expect(denialWords('29')).toBe('filed too late');
    expect([denialWords('45'), denialWords('253')]).toEqual(
      Array.from({ length: 2 }, () => 'reduced, with nothing paid beside it'),
    );
    for (const carc of ['1', '24', '999', '']) expect(denialWords(carc)).toBe('no words for this reason');
  });

  it('may be another payer’s where that payer may cover what this one does not', () => {
    const comesFirstOrInstead = '19 20 21 22 109 168 254 270 280 296 B9';
    const notInForce = '26 27 31 32 33 34 51 166 177 179 180 200';
    const usedUp = '35 119 149 B1';
    const leftOut = '49 96 204 275 276';
    const another = [comesFirstOrInstead, notInForce, usedUp, leftOut].flatMap((list) => list.split(' '));
    expect(denialCarcs.filter((carc) => otherPayerCarcs.includes(carc)).sort()).toEqual(another.sort());
    expect(otherPayerCarcs).toHaveLength(another.length);
  });
});
