import { describe, expect, it } from 'vitest';
import { cents } from '../../../shared/domain/money/cents.ts';
import type { ReversibleEntry } from '../../../shared/domain/remittance/post/claim-posting.ts';
import { known, numbered, posted, three } from './answered-in-parts.ts';
import { adjustments, post, reversalOf, statement } from './statements.ts';

describe('a reversal of several answers at once', () => {
  const first = statement('1', [numbered(1, 6000, 5000, 'CO-45 1000')]);
  const second = statement('1', [numbered(2, 3000, 1000, 'CO-45 1500', 'PR-2 500')]);
  const third = statement('1', [numbered(3, 1000, 900, 'CO-45 100')]);
  const both = reversalOf(statement('1', [...first.lines, ...second.lines]));

  it('reverses each of them, and leaves the others answered', () => {
    const all = posted(three('primary'), first, second, third);
    const posting = post(both, all.after, { ...known, ...all });
    expect(posting).toMatchObject({ kind: 'reversed', reverses: ['e1', 'e2'], exceptions: [] });
    expect(posting.after?.payers[0]).toMatchObject({ receivableCents: 9000, answeredLines: [3] });
    expect(posting.after?.patientCents).toBe(0);
    const whole = reversalOf(statement('1', [...first.lines, ...second.lines, ...third.lines]));
    const gone = post(whole, all.after, { ...known, ...all });
    expect(gone).toMatchObject({ kind: 'reversed', reverses: ['e1', 'e2', 'e3'] });
    expect(gone.after?.state).toMatchObject({ kind: 'reversed' });
  });

  it('is recognised by the sum of all answers where its lines cannot be identified', () => {
    const all = posted(three('primary'), first, second, third);
    const plain = statement('1', [], {
      chargeCents: cents(10000),
      paidCents: cents(6900),
      adjustments: adjustments('CO-45 2600', 'PR-2 500'),
    });
    const posting = post(reversalOf(plain), all.after, { ...known, ...all });
    expect(posting).toMatchObject({ kind: 'reversed', reverses: ['e1', 'e2', 'e3'] });
  });

  it('is held when a line is reversed with other amounts, even if the sum is theirs', () => {
    const all = posted(three('primary'), first, second, third);
    const [one, two] = [numbered(1, 6000, 5100, 'CO-45 900'), numbered(2, 3000, 900, 'CO-45 1600', 'PR-2 500')];
    const shifted = reversalOf(statement('1', [one, two]));
    expect(post(shifted, all.after, { ...known, ...all }).exceptions[0]?.code).toBe('partial-reversal');
  });

  it('is held when one of them is about another line as well', () => {
    const pair = statement('1', [...second.lines, ...third.lines]);
    const all = posted(three('primary'), first, pair);
    expect(post(both, all.after, { ...known, ...all }).exceptions[0]?.code).toBe('partial-reversal');
  });

  it('reverses answers of one payer only', () => {
    const all = posted(three('primary'), first, second);
    const [one, two] = all.reversible as [ReversibleEntry, ReversibleEntry];
    const others = { ...two, adjudication: { payerId: 'other', share: 1, payerClaimNumber: 'ICN1', lines: [2] } };
    const reversible = [one, others];
    const posting = post(both, all.after, { ...known, reversible, payerIds: ['primary', 'other'] });
    expect(posting.exceptions[0]?.code).toBe('partial-reversal');
  });
});
