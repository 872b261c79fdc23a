import { describe, expect, it } from 'vitest';
import { cents } from '../../../shared/domain/money/cents.ts';
import {
  matchLines,
  needsLineMatching,
  numberLines,
  type SentLine,
  withUnmatchedLines,
} from '../../../shared/domain/remittance/match/match-lines.ts';
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
  it('are identified by our line number, with or without its letter, whatever else is stated', () => {
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

  it('are not identified by day and charge alone when several lines have them', () => {
    const day = { serviceFrom: '2026-10-05' as LocalDate };
    const ours = [sent(1, '99213', 100), sent(2, '99214', 100), sent(3, '85025', 50)];
    const found = lines([stated('99211', 100, day), stated('99212', 100, day), stated('85027', 50, day)], ours);
    expect(found.map(({ line }) => line)).toEqual([undefined, undefined, 3]);
    // The other line is found by its procedure, so one line is left for the one that the payer recoded.
    expect(lines([stated('99211', 100, day), stated('99214', 100, day)], ours).map(({ line }) => line)).toEqual([1, 2]);
  });

  it('are identified by procedure, date and charge, even if modifiers are dropped', () => {
    const ours = [sent(1, '99213', 100, ['25']), sent(2, '99213', 100, ['59', 'XS']), sent(3, '85025', 50)];
    const modified = stated('99213', 100, { procedure: { qualifier: 'HC', code: '99213', modifiers: ['59'] } });
    expect(lines([stated('85025', 50), modified, stated('99213', 100)], ours).map(({ line }) => line)).toEqual([
      3, 2, 1,
    ]);
  });

  it('are identified by the procedure as submitted when the payer recoded it', () => {
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

  it('are left to a person when nothing identifies them', () => {
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

  it('need no comparison with what was sent when there is one line, or all are numbered', () => {
    const claim = (...all: RemittanceLine[]) => ({ lines: all }) as unknown as RemittanceClaim;
    expect(needsLineMatching(claim(stated('1', 1)), 1)).toBe(false);
    expect(needsLineMatching(claim(stated('1', 1, { controlNumber: 'L2' })), 2)).toBe(false);
    expect(needsLineMatching(claim(stated('1', 1, { controlNumber: 'L3' })), 2)).toBe(true);
    expect(needsLineMatching(claim(stated('1', 1)), 2)).toBe(true);
    expect(needsLineMatching(claim(stated('1', 1, { controlNumber: '1' }), stated('1', 1)), 2)).toBe(true);
  });
});

describe('a number that a payer returns for a line', () => {
  const found = (controlNumber: string, ours: SentLine[]) =>
    lines([stated('00000', 1, { controlNumber })], ours).map(({ line, by }) => [line, by])[0];
  const two = [sent(1, '99213', 100), sent(2, '85025', 50)];

  it.each(['2', 'L2', 'l2', ' 2 ', 'L-2', '002', 'L002'])('is recognised as ours in the form %j', (number) => {
    expect(found(number, two)).toEqual([2, 'control-number']);
  });

  it.each(['3', 'L3', 'X2', '2X', '0', 'L', '', '0002000', '1002'])(
    'is not recognised as ours in the form %j',
    (number) => {
      expect(found(number, two)).toEqual([undefined, 'nothing']);
    },
  );

  it('is what was sent with the line, rather than its position', () => {
    const named = two.map((line) => ({ ...line, controlNumber: line.number === 1 ? 'item-2' : '1' }));
    expect(found('ITEM2', named)).toEqual([1, 'control-number']);
    expect(found('1', named)).toEqual([2, 'control-number']);
    const { controlNumber: _none, ...unnumbered } = sent(1, '99213', 100);
    expect(found('L1', [unnumbered])).toEqual([1, 'control-number']);
    expect(found('', [unnumbered])).toEqual([undefined, 'nothing']);
  });

  it('is recognised beyond nine, too', () => {
    const many = Array.from({ length: 12 }, (_, index) => ({ ...sent(index + 1, '99213', 100), controlNumber: '' }));
    expect(found('L12', many)).toEqual([12, 'control-number']);
    expect(found('13', many)).toEqual([undefined, 'nothing']);
  });

  it('reserves the line for it, but not against another part under the same number', () => {
    const parts = [
      stated('99213', 60, { controlNumber: '1' }),
      stated('99213', 40, { controlNumber: '1' }),
      stated('99213', 100),
    ];
    expect(lines(parts, two).map(({ line, by }) => [line, by])).toEqual([
      [1, 'control-number'],
      [1, 'control-number'],
      [undefined, 'nothing'],
    ]);
  });
});

describe('the statement about a line', () => {
  const on = (day: string) => ({ serviceFrom: day as LocalDate });
  const first = (statedLine: RemittanceLine, ...ours: SentLine[]) => lines([statedLine], ours)[0]?.line;
  const modified = (code: string, charge: number, ...modifiers: string[]) =>
    stated(code, charge, { procedure: { qualifier: 'HC', code, modifiers } });

  it('identifies it by charge and procedure, or by charge and day, never by the charge alone', () => {
    expect(first(stated('99213', 100), sent(1, '99213', 100))).toBe(1);
    expect(first(stated('99999', 100, on('2026-10-05')), sent(1, '99213', 100))).toBe(1);
    expect(first(stated('99999', 100, on('2026-10-05')), sent(1, '99213', 100, ['25']))).toBe(1);
    expect(first(stated('99999', 100), sent(1, '99213', 100))).toBeUndefined();
    const others = { ...modified('99999', 100, 'XX'), serviceFrom: '2026-10-05' as LocalDate };
    expect(first(others, sent(1, '99213', 100))).toBe(1);
    expect(first(others, sent(1, '99213', 100), sent(2, '99214', 100))).toBeUndefined();
    expect(first(modified('99213', 100, 'XX'), sent(1, '99213', 100), sent(2, '99213', 100))).toBe(1);
    expect(first(stated('99213', 99), sent(1, '99213', 100))).toBeUndefined();
    expect(first(stated('99213', 100, on('2026-10-06')), sent(1, '99213', 100))).toBeUndefined();
  });

  it('is compared in any case of the procedure, and ignores a day that was not sent', () => {
    expect(first(stated('j1885', 100), sent(1, 'J1885', 100))).toBe(1);
    expect(first(stated('J1885', 100), sent(1, 'j1885', 100))).toBe(1);
    const { serviceFrom: _day, ...undated } = sent(1, 'J1885', 100);
    expect(first(stated('99999', 100), undated)).toBeUndefined();
  });

  it('prefers all modifiers to some, and some to others than were sent', () => {
    const ours = [sent(1, '99213', 100, ['25', '59']), sent(2, '99213', 100, ['25'])];
    expect(first(modified('99213', 100, '25'), ...ours)).toBe(2);
    expect(first(modified('99213', 100, '59'), ...ours)).toBe(1);
    expect(first(modified('99213', 100, '59', '25'), ...ours)).toBe(1);
    const more = modified('99213', 100, '25', 'XX');
    expect(first(more, sent(1, '99213', 100), sent(2, '99213', 100, ['25']))).toBe(1);
    const recoded = modified('99213', 100, '25');
    const asSent = { ...recoded, submittedProcedure: { qualifier: 'HC', code: '99213', modifiers: ['59', '25'] } };
    expect(first(asSent, ...ours.toReversed())).toBe(1);
  });

  it('gives the better pair its line first, whatever their order, and equal ones in order', () => {
    const ours = [sent(1, '99213', 100), sent(2, '85025', 100)];
    const byDay = stated('00000', 100, on('2026-10-05'));
    const whole = stated('99213', 100, on('2026-10-05'));
    expect(lines([byDay, whole], ours).map(({ line }) => line)).toEqual([2, 1]);
    const twins = [sent(2, '99213', 100), sent(1, '99213', 100)];
    expect(lines([stated('99213', 100), stated('99213', 100)], twins).map(({ line }) => line)).toEqual([1, 2]);
    expect(
      lines([stated('99213', 100), stated('99213', 100)], [sent(1, '99213', 100)]).map(({ line }) => line),
    ).toEqual([1, undefined]);
  });
});

describe('charge and day without the procedure', () => {
  const on = { serviceFrom: '2026-10-05' as LocalDate };
  const found = (statedLines: RemittanceLine[], ...ours: SentLine[]) =>
    lines(statedLines, ours).map(({ line }) => line);
  const recoded = stated('00000', 100, on);

  it('identify a line only where no other is possible', () => {
    expect(found([recoded], sent(1, '99213', 100), sent(2, '85025', 50))).toEqual([1]);
    expect(found([recoded], sent(1, '99213', 100), sent(2, '85025', 100))).toEqual([undefined]);
    expect(found([recoded, stated('11111', 100, on)], sent(1, '99213', 100))).toEqual([undefined, undefined]);
  });

  it('identify it once the other possible ones are matched', () => {
    const ours = [sent(1, '99213', 100), sent(2, '85025', 100)];
    expect(found([recoded, stated('85025', 100, on)], ...ours)).toEqual([1, 2]);
    expect(found([recoded, stated('99999', 1, { controlNumber: '1' })], ...ours)).toEqual([2, 1]);
    expect(found([recoded, stated('11111', 70, on)], sent(1, '99213', 100), sent(2, '85025', 70))).toEqual([1, 2]);
  });
});

describe('a line that the payer split or combined', () => {
  const on = (day: string) => ({ serviceFrom: day as LocalDate });
  const found = (statedLines: RemittanceLine[], ...ours: SentLine[]) =>
    lines(statedLines, ours).map(({ line }) => line);

  it('is recognised when the parts have its procedure and day, and add up to its charge', () => {
    expect(found([stated('97110', 30), stated('97110', 60, on('2026-10-05'))], sent(1, '97110', 90))).toEqual([1, 1]);
    expect(found([stated('97110', 30), stated('97110', 50)], sent(1, '97110', 90))).toEqual([undefined, undefined]);
    expect(found([stated('97110', 30), stated('97530', 60)], sent(1, '97110', 90))).toEqual([undefined, undefined]);
    expect(found([stated('97110', 30), stated('97110', 60, on('2026-10-06'))], sent(1, '97110', 90))).toEqual([
      undefined,
      undefined,
    ]);
  });

  it('is recognised when its lines have its procedure and day, and add up to its charge', () => {
    const ours = [sent(1, '97110', 30), sent(2, '97110', 60)];
    expect(found([stated('97110', 90)], ...ours)).toEqual([1]);
    expect(found([stated('97110', 90, on('2026-10-05'))], ...ours)).toEqual([1]);
    expect(found([stated('97110', 80)], ...ours)).toEqual([undefined]);
    expect(found([stated('97110', 90, on('2026-10-06'))], ...ours)).toEqual([undefined]);
    const { serviceFrom: _day, ...undated } = sent(2, '97110', 60);
    expect(found([stated('97110', 90, on('2026-10-05'))], sent(1, '97110', 30), undated)).toEqual([1]);
  });

  it('is recognised by exclusion: the only line that is left over, for all of ours that are left over', () => {
    const panel = [sent(1, '82947', 30), sent(2, '84520', 60), sent(3, '99213', 100)];
    const visit = stated('99213', 100);
    expect(lines([visit, stated('80048', 90)], panel)).toEqual([
      { line: 3, by: 'facts' },
      { line: 1, by: 'combined', combines: [1, 2] },
    ]);
    // Something else is left over, on one side or the other, or the day contradicts.
    expect(found([visit, stated('80048', 89)], ...panel)).toEqual([3, undefined]);
    expect(found([visit, stated('80048', 45), stated('80048', 45)], ...panel)).toEqual([3, undefined, undefined]);
    expect(found([visit, stated('80048', 90, on('2026-10-06'))], ...panel)).toEqual([3, undefined]);
    expect(found([stated('80048', 30)], sent(1, '82947', 30), sent(2, '84520', 0))).toEqual([1]);
  });

  it('is recognised when it came with the number of one of ours', () => {
    const ours = [sent(1, '97110', 30), sent(2, '97530', 60), sent(3, '99213', 100)];
    const numbered = (controlNumber: string, charge: number) => stated('97110', charge, { controlNumber });
    expect(lines([numbered('L2', 90), numbered('L3', 100)], ours)).toEqual([
      { line: 1, by: 'combined', combines: [1, 2] },
      { line: 3, by: 'control-number' },
    ]);
    // The payer states another charge, and nothing says that it is that of several lines.
    expect(lines([numbered('L2', 80), numbered('L3', 100)], ours)[0]).toEqual({ line: 2, by: 'control-number' });
    const parts = [numbered('L2', 45), numbered('L2', 45), numbered('L3', 100)];
    expect(lines(parts, ours).map(({ by }) => by)).toEqual(['control-number', 'control-number', 'control-number']);
  });

  it('uses every line that it replaces', () => {
    const ours = [sent(1, '97110', 30), sent(2, '97110', 60)];
    expect(found([stated('97110', 90), stated('97110', 90)], ...ours)).toEqual([1, undefined]);
    const twice = [stated('97110', 30), stated('97110', 60), stated('97110', 45), stated('97110', 45)];
    expect(found(twice, sent(1, '97110', 180))).toEqual([1, 1, 1, 1]);
  });

  it('does not use a line that is already matched', () => {
    const matched = stated('97110', 30, { controlNumber: '1' });
    expect(found([matched, stated('97110', 60)], sent(1, '97110', 30), sent(2, '97110', 90))).toEqual([1, undefined]);
  });

  it('with a zero charge is not a combination of nothing', () => {
    expect(found([stated('97110', 0)], sent(1, '97530', 50))).toEqual([undefined]);
    expect(found([stated('97110', 5)], sent(1, '97530', 0))).toEqual([undefined]);
  });
});

describe('lines that could not be matched', () => {
  const posting = (kind: string) =>
    ({ kind, notes: [{ meaning: 'denial', reason: 'CO-16', cents: cents(5) }] }) as never;

  it('are noted on the answer beside its content, and on nothing else', () => {
    expect(withUnmatchedLines(posting('posted'), [2, 3])).toEqual({
      kind: 'posted',
      notes: [
        { meaning: 'denial', reason: 'CO-16', cents: 5 },
        { meaning: 'information', reason: 'line-unmatched', cents: 0, line: 2 },
        { meaning: 'information', reason: 'line-unmatched', cents: 0, line: 3 },
      ],
    });
    for (const kind of ['unapplied', 'reversed', 'nothing']) {
      const other = posting(kind);
      expect(withUnmatchedLines(other, [2])).toBe(other);
    }
    const whole = posting('posted');
    expect(withUnmatchedLines(whole, [])).toBe(whole);
  });
});
