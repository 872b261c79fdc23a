import { describe, expect, it } from 'vitest';
import {
  type FilingNumbers,
  filingOfAnswer,
  filingOfEntry,
  namedInEntry,
  voidOfReversal,
} from '../../../shared/domain/claim/answered-filing.ts';
import type { Filing, FilingState, Frequency } from '../../../shared/domain/claim/filing.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';

const day = (number: number) => `2026-11-${String(number).padStart(2, '0')}` as LocalDate;

/** A filing as `frequency state`, with the day on which it was sent and the payer's number that it names. */
function filing(number: number, text: string, sentOn?: number, payerClaimNumber?: string, share = 0): Filing {
  const [frequency, kind] = text.split(' ') as [Frequency, FilingState['kind']];
  return {
    ...{ number, share, frequency },
    ...(sentOn === undefined ? {} : { sentOn: day(sentOn) }),
    ...(payerClaimNumber === undefined ? {} : { payerClaimNumber }),
    state: { kind, ...(kind === 'rejected' ? { reasons: [] } : {}) } as FilingState,
  };
}

const replaced = (first: string, second = 'replacement submitted') => [filing(1, first), filing(2, second, 10, 'ICN1')];

/** Which filing an answer is about: its number, `unclear`, or `none`. `stated` is the payer's number, the frequency, the day. */
function answered(filings: readonly Filing[], stated: readonly [string, string?, number?], numbers?: FilingNumbers) {
  const [payerClaimNumber, frequencyCode, on = 12] = stated;
  const found = filingOfAnswer(filings, { share: 0, payerClaimNumber, frequencyCode, paidOn: day(on) }, numbers);
  return typeof found === 'object' ? found.number : (found ?? 'none');
}

describe('the filing that an answer is about', () => {
  it.each<[string, readonly Filing[], [string, string?, number?], number | string]>([
    ['is the only one', [filing(1, 'original submitted')], ['ICN1'], 1],
    ['is none where another payer forwarded the claim', [], ['ICN1'], 'none'],
    ['is not what waits to be sent', replaced('original submitted', 'replacement ready'), ['ICN2', '7'], 1],
    ['had left when it was paid, whatever else is stated', replaced('original submitted'), ['ICN2', '7', 9], 1],
    ['may have left on the day of the payment', replaced('original answered'), ['ICN2', '1', 10], 2],
    ['has the stated frequency, even under the former number', replaced('original submitted'), ['ICN1', '7'], 2],
    ['has the number that the correction names', replaced('original submitted'), ['icn-1', '1'], 1],
    ['has another number than what it corrects', replaced('original answered'), ['ICN2', '1'], 2],
    ['is unclear where nobody knows the number, and both wait', replaced('original submitted'), ['ICN2'], 'unclear'],
    ['is unclear where number and frequency contradict', replaced('original submitted'), ['ICN2', '1'], 'unclear'],
    ['is decided again, by number and frequency', replaced('original answered'), ['ICN1', '1'], 1],
    ['is unclear where the payer may keep the number', replaced('original answered'), ['ICN1'], 'unclear'],
    ['is the newest where all are answered', replaced('original answered', 'replacement answered'), ['ICN9'], 2],
    ['is not a void that is awaited', replaced('original submitted', 'void submitted'), ['ICN2', '1'], 1],
    ['is a void where the payer says so', replaced('original submitted', 'void accepted'), ['ICN1', '8'], 2],
    ['is the late charges by their frequency', replaced('original answered', 'late-charges accepted'), ['', '5'], 2],
  ])('%s', (_, filings, stated, expected) => {
    expect(answered(filings, stated)).toBe(expected);
  });

  it('is the newest of the same claim sent twice, and of two replacements the one with the known number', () => {
    const twice = [filing(1, 'original submitted'), filing(2, 'original submitted', 10)];
    expect(answered(twice, ['ICN5'])).toBe(2);
    expect(answered(twice, ['ICN5', '1', 9])).toBe(1);
    const again = [...replaced('original answered'), filing(3, 'replacement submitted', 11, 'ICN1')];
    expect(answered(again, ['ICN5', '7'])).toBe('unclear');
    expect(answered(again, ['ICN5', '7', 10])).toBe(2);
    expect(answered(again, ['ICN5', '7'], new Map([[2, ['ICN5']]]))).toBe(2);
    expect(answered(again, ['ICN6', '7'], new Map([[2, ['ICN5']]]))).toBe(3);
  });

  it('is proven by an acknowledgement’s number, whatever frequency the payer writes', () => {
    expect(answered(replaced('original submitted'), ['ICN2', '1'], new Map([[2, ['ICN2']]]))).toBe(2);
  });

  it('is a rejected one where nothing else had been sent by then', () => {
    const resent = [filing(1, 'original rejected'), filing(2, 'original submitted', 10)];
    expect([answered(resent, ['ICN1', '1', 9]), answered(resent, ['ICN1', '1', 11])]).toEqual([1, 2]);
    expect(answered([filing(1, 'original rejected')], ['ICN1'])).toBe(1);
  });

  it('has the charge that the answer states, where a correction has changed it', () => {
    const told = (charge: 'former' | 'corrected') => {
      const stated = { share: 0, payerClaimNumber: 'ICN9', frequencyCode: '1', paidOn: day(12) };
      return filingOfAnswer(replaced('original submitted'), { ...stated, charge, correctedAfter: 1 });
    };
    expect([told('former'), told('corrected')]).toMatchObject([{ number: 1 }, { number: 2 }]);
  });

  it('is never one to another payer', () => {
    expect(answered([filing(1, 'original submitted', undefined, undefined, 1)], ['ICN1'])).toBe('none');
  });
});

describe('the void that a reversal answers', () => {
  it('had been sent by then, and awaits its answer', () => {
    const filings = replaced('original answered', 'void accepted');
    expect(voidOfReversal(filings, 0, day(10))?.number).toBe(2);
    expect(voidOfReversal(filings, 0)?.number).toBe(2);
    expect([voidOfReversal(filings, 0, day(9)), voidOfReversal(filings, 1, day(10))]).toEqual([undefined, undefined]);
    expect(voidOfReversal(replaced('original answered', 'void rejected'), 0, day(12))).toBeUndefined();
  });
});

describe('the filing that an entry names', () => {
  it('is left out where it is the first filing of its share, and reads back as the same', () => {
    const filings = [
      filing(1, 'original withdrawn'),
      filing(2, 'original answered'),
      filing(3, 'replacement answered', 10),
    ];
    expect([namedInEntry(filings, filings[1]), namedInEntry(filings, filings[2])]).toEqual([{}, { filing: 3 }]);
    expect(filingOfEntry(filings, { share: 0 })?.number).toBe(2);
    expect(filingOfEntry(filings, { share: 0, filing: 3 })?.number).toBe(3);
    expect([namedInEntry(filings, undefined), filingOfEntry(filings, { share: 1 })]).toEqual([{}, undefined]);
  });
});
