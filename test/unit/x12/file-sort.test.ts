import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { openFileSorter } from '../../../shared/x12/file-sort.ts';
import { interchangeAcknowledgement, x12File } from '../../support/connection-office.ts';

function sortOf(bytes: Uint8Array, pieceBytes = bytes.length + 1) {
  const sorter = openFileSorter();
  for (let at = 0; at < bytes.length; at += pieceBytes) sorter.push(bytes.subarray(at, at + pieceBytes));
  return sorter.finish();
}
const sortOfText = (text: string) => sortOf(Buffer.from(text, 'latin1'));

describe('a file is sorted by its content', () => {
  it.each([
    ['835', 'remittance'],
    ['999', 'acknowledgement'],
    ['997', 'acknowledgement'],
    ['277', 'acknowledgement'],
    ['837', 'claims'],
    ['271', 'inquiry-answer'],
    ['278', 'inquiry-answer'],
    ['270', 'other-transaction'],
  ])('an %s is %s', (type, kind) => {
    expect(sortOfText(x12File(type, 1))).toEqual({ kind, transactions: [type], isComplete: true, isText: true });
  });

  it('an interchange that only answers another one is an acknowledgement', () => {
    const sort = { kind: 'acknowledgement', transactions: ['TA1'], isComplete: true, isText: true };
    expect(sortOfText(interchangeAcknowledgement)).toEqual(sort);
  });

  it('a 277 is an acknowledgement of claims unless its guide shows that it answers an inquiry, or requests documents', () => {
    for (const [guide, kind] of [
      ['005010X214', 'acknowledgement'],
      ['005010X212', 'inquiry-answer'],
      ['005010X213', 'inquiry-answer'],
    ] as const) {
      expect(sortOfText(x12File('277', 1).replace('ST*277*0001', `ST*277*0001*${guide}`)).kind).toBe(kind);
    }
    expect(sortOfText(x12File('271', 1) + x12File('999', 2)).kind).toBe('other-transaction');
  });

  it('a remittance beside acknowledgements is a remittance, acknowledgements beside claims are not acknowledgements', () => {
    expect(sortOfText(x12File('999', 1) + x12File('835', 2)).kind).toBe('remittance');
    expect(sortOfText(x12File('999', 1) + x12File('837', 2)).kind).toBe('claims');
  });

  it.each([
    ['nothing', ''],
    ['text', 'Synthetic remittance advice'],
    ['a transaction without its interchange', x12File('835', 1).slice(x12File('835', 1).indexOf('ST*'))],
    ['a compressed file', 'PK\u0003\u0004\u0014'],
  ])('%s is not X12', (_, text) => {
    expect(sortOfText(text).kind).toBe('no-x12');
  });

  it('a file without its last trailer is incomplete, wherever it is cut', () => {
    const text = x12File('835', 1) + x12File('835', 2);
    const end = text.lastIndexOf('IEA');
    for (let length = text.indexOf('GS*') + 10; length < end; length += 7) {
      if (length >= x12File('835', 1).lastIndexOf('IEA') && length < x12File('835', 1).length + 110) continue;
      expect(sortOfText(text.slice(0, length)).isComplete, `cut after ${length}`).toBe(false);
    }
  });

  property.prop([fc.uint8Array({ maxLength: 300 }), fc.integer({ min: 1, max: 50 })])(
    'any bytes in any pieces are sorted without an exception, and equally',
    (bytes, pieceBytes) => {
      const whole = Buffer.concat([Buffer.from(x12File('835', 1).slice(0, 150)), bytes]);
      expect(sortOf(whole, pieceBytes)).toEqual(sortOf(whole));
    },
  );
});
