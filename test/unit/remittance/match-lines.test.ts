import { describe, expect, it } from 'vitest';
import { cents } from '../../../shared/domain/money/cents.ts';
import {
  matchLines,
  needsLineMatching,
  numberLines,
  type SentLine,
} from '../../../shared/domain/remittance/match-lines.ts';
import type { RemittanceClaim, RemittanceLine } from '../../../shared/domain/remittance/remittance.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';

const sent = (number: number, procedure: string, charge: number, modifiers: string[] = []): SentLine => ({
  number,
  controlNumber: `L${number}`,
  procedure,
  modifiers,
  chargeCents: cents(charge),
  serviceFrom: '2026-10-05' as LocalDate,
});

const stated = (code: string, charge: number, more: Partial<RemittanceLine> = {}): RemittanceLine => ({
  procedure: { qualifier: 'HC', code, modifiers: [] },
  chargeCents: cents(charge),
  paidCents: cents(0),
  adjustments: [],
  remarkCodes: [],
  ...more,
});

const lines = (statedLines: RemittanceLine[], sentLines: SentLine[]) => matchLines(statedLines, sentLines);

describe('lines of a remittance', () => {
  it('are told by our line number, with or without its letter, whatever else is stated', () => {
    const ours = [sent(1, '99213', 100), sent(2, '85025', 50)];
    const found = lines(
      [stated('00000', 1, { controlNumber: 'l2' }), stated('00000', 1, { controlNumber: '01' })],
      ours,
    );
    expect(found).toEqual([
      { line: 2, by: 'control-number' },
      { line: 1, by: 'control-number' },
    ]);
  });

  it('are not told by day and charge alone when these are those of several lines', () => {
    const day = { serviceFrom: '2026-10-05' as LocalDate };
    const ours = [sent(1, '99213', 100), sent(2, '99214', 100), sent(3, '85025', 50)];
    const found = lines([stated('99211', 100, day), stated('99212', 100, day), stated('85027', 50, day)], ours);
    expect(found.map(({ line }) => line)).toEqual([undefined, undefined, 3]);
    // The other line is told by its procedure: one is left for the one that the payer recoded.
    expect(lines([stated('99211', 100, day), stated('99214', 100, day)], ours).map(({ line }) => line)).toEqual([1, 2]);
  });

  it('are told by procedure, date and charge, though modifiers are dropped', () => {
    const ours = [sent(1, '99213', 100, ['25']), sent(2, '99213', 100, ['59', 'XS']), sent(3, '85025', 50)];
    const modified = stated('99213', 100, { procedure: { qualifier: 'HC', code: '99213', modifiers: ['59'] } });
    expect(lines([stated('85025', 50), modified, stated('99213', 100)], ours).map(({ line }) => line)).toEqual([
      3, 2, 1,
    ]);
  });

  it('are told by the procedure as submitted when the payer recoded it', () => {
    const recoded = stated('99212', 100, { submittedProcedure: { qualifier: 'HC', code: '99213', modifiers: [] } });
    expect(lines([recoded], [sent(1, '85025', 100), sent(2, '99213', 100)])[0]).toEqual({ line: 2, by: 'facts' });
  });

  it('may be parts of one line, or one for several', () => {
    const ours = [sent(1, '97110', 90), sent(2, '85025', 50), sent(3, '85025', 25)];
    expect(lines([stated('97110', 30), stated('97110', 60), stated('85025', 75)], ours)).toEqual([
      { line: 1, by: 'split' },
      { line: 1, by: 'split' },
      { line: 2, by: 'combined', combines: [2, 3] },
    ]);
  });

  it('are left to a person when nothing tells them', () => {
    expect(
      lines(
        [stated('99999', 77), stated('99213', 100, { serviceFrom: '2025-01-01' as LocalDate })],
        [sent(1, '99213', 100)],
      ),
    ).toEqual([
      { line: undefined, by: 'nothing' },
      { line: undefined, by: 'nothing' },
    ]);
  });

  it('get our numbers, so that what posts names the right line', () => {
    const claim = { lines: [stated('85025', 50), stated('99999', 1)] } as unknown as RemittanceClaim;
    const numbered = numberLines(claim, [sent(1, '99213', 100), sent(2, '85025', 50)]);
    expect(numbered.claim.lines.map((line) => line.controlNumber)).toEqual(['L2', undefined]);
    expect(numbered.unmatched).toEqual([2]);
  });

  it('need no look at what was sent when there is one line, or all are numbered', () => {
    const claim = (...all: RemittanceLine[]) => ({ lines: all }) as unknown as RemittanceClaim;
    expect(needsLineMatching(claim(stated('1', 1)), 1)).toBe(false);
    expect(needsLineMatching(claim(stated('1', 1, { controlNumber: 'L2' })), 2)).toBe(false);
    expect(needsLineMatching(claim(stated('1', 1, { controlNumber: 'L3' })), 2)).toBe(true);
    expect(needsLineMatching(claim(stated('1', 1)), 2)).toBe(true);
  });
});
