import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { type ExplainedSegment, explainSegments, startOfRemittance } from '../../../shared/x12/835/explain-segment.ts';
import { passOver, remittanceFixture, remittanceOf } from '../../support/x12-pass.ts';

const delimiters = { element: 0x2a, component: 0x3a, repetition: 0x5e, segment: 0x7e, filler: 0x20 };
const explain = (text: string, level = startOfRemittance().level) => [
  ...explainSegments(Buffer.from(text), delimiters, 0, { level }),
];
const meaning = (text: string, level = startOfRemittance().level) => explain(text, level).map((each) => each.meaning);

function explainFixture(name: string): ExplainedSegment[] {
  const bytes = remittanceFixture(name);
  return passOver(bytes).transactions.flatMap((transaction) => {
    remittanceOf(transaction);
    const { byteOffset, byteLength, interchange } = transaction;
    const own = bytes.subarray(byteOffset, byteOffset + byteLength);
    return [...explainSegments(own, interchange.delimiters, byteOffset)];
  });
}

describe('a segment in words', () => {
  test.each([
    [
      'BPR*I*425*C*ACH************20261103~',
      '425.00 is paid to the provider on 2026-11-03, by electronic funds transfer (ACH).',
    ],
    ['BPR*I*25*D*CHK~', '25.00 is taken from the provider, by check.'],
    ['BPR*H*0*C*NON~', 'Nothing is paid: this remittance is only for information. Amount 0.00.'],
    ['TRN*1*T77*1512345678~', 'The payment’s check or EFT number is T77; the bank shows the same.'],
    ['DTM*405*20261031~', 'Of the payment: remittance produced, 2026-10-31.'],
    ['DTM*405*20261331~', 'Of the payment: remittance produced, 20261331 (not a readable date).'],
    [
      'PLB*1*20261231*WO:ICN7*30*L6*-2~',
      'Beside the claims: 30.00 is kept back (WO, recovery of an overpayment, held or collected, refers to ICN7); 2.00 is paid on top (L6, interest on late payment).',
    ],
    ['ZZZ*1~', 'The guide has no such segment. Its bytes are kept, but nothing is read from it.'],
  ])('%s', (text, words) => {
    expect(meaning(text)).toEqual([words]);
  });

  test('means one thing in a claim and another in a line of it', () => {
    const text =
      'CLP*C1*22*-150*-100**12*P1~NM1*PR*2*OTHER PLAN~CAS*CO*45*-5~SVC*HC:99213:25*150*100***HC:99214~CAS*PR*2*20~LQ*HE*N1~LX*2~REF*EV*1~';
    expect(meaning(text)).toEqual([
      'Claim C1 (the payer’s P1): reversal of an earlier payment. Charged -150.00, paid -100.00, patient’s share 0.00.',
      'The payer that comes first, as corrected is OTHER PLAN.',
      'Of the claim: put back 5.00 (CO-45, above the contracted or allowed amount).',
      'Line 99213-25: charged 150.00, paid 100.00; it was submitted as 99214.',
      'Of the line: taken off 20.00 (PR-2, coinsurance).',
      'Of the line: remark N1.',
      'A group of claims begins: number 2.',
      'Of the payment: receiver’s number 1.',
    ]);
  });

  test('continues where the call before has ended', () => {
    const place = startOfRemittance();
    expect([...explainSegments(Buffer.from('CLP*C1*1*1*1~SVC*HC:1*1*1~'), delimiters, 0, place)]).toHaveLength(2);
    expect(place.level).toBe('line');
    expect([...explainSegments(Buffer.from('AMT*B6*1~'), delimiters, 26, place)][0]).toMatchObject({
      byteOffset: 26,
      meaning: 'Of the line: amount allowed 1.00; for information, not part of any sum.',
    });
  });

  test('names each element and component that is not empty, and what is not in the guide', () => {
    const [line] = explain('SVC*HC:99213::25*150.5**0510****BEYOND~', 'claim');
    expect(line?.elements).toEqual([
      {
        position: 'SVC01-1',
        name: 'procedure that was paid for: kind of code',
        value: 'HC',
        meaning: 'procedure (CPT or HCPCS)',
      },
      { position: 'SVC01-2', name: 'procedure that was paid for: code', value: '99213' },
      { position: 'SVC01-4', name: 'procedure that was paid for: modifier 2', value: '25' },
      { position: 'SVC02', name: 'charge', value: '150.5', meaning: '150.50' },
      { position: 'SVC04', name: 'revenue code', value: '0510' },
      { position: 'SVC08', name: 'not in the guide', value: 'BEYOND' },
    ]);
  });

  test('reports how many elements it leaves out of a segment that has more than any rule allows', () => {
    const [segment] = explain(`CAS${'*1'.repeat(100)}~`);
    expect(segment?.elements).toHaveLength(65);
    expect(segment?.elements.at(-1)).toEqual({
      position: 'CAS65',
      name: 'elements from here on, not shown',
      value: '36',
    });
  });

  test('looks up codes in the tables’ own rows only', () => {
    expect(
      explain('CLP*1*constructor*1*1*0*toString~')[0]?.elements.filter((each) => each.meaning !== undefined),
    ).toMatchObject([{ position: 'CLP03' }, { position: 'CLP04' }, { position: 'CLP05' }]);
  });

  test.each(['every-loop-and-segment', 'bar-and-caret-as-separators', 'crlf-as-terminator', 'latin-1-and-utf-8-names'])(
    '%s: each is at its place in the file',
    (name) => {
      const bytes = remittanceFixture(name);
      const explained = explainFixture(name);
      expect(explained.length).toBeGreaterThan(20);
      for (const { byteOffset, byteLength, segment } of explained) {
        const own = bytes.subarray(byteOffset, byteOffset + byteLength).toString('latin1');
        expect(own.startsWith(segment)).toBe(true);
      }
    },
  );

  test('every element of the guide has words, and every code of the fixture a meaning', () => {
    const elements = explainFixture('every-loop-and-segment').flatMap((each) => each.elements);
    expect(elements.filter(({ name }) => name === 'not in the guide')).toEqual([]);
    const withoutWords = elements.filter(
      ({ name, meaning: words }) => /^(kind|which|who|status|reason$)/.test(name) && words === undefined,
    );
    expect(withoutWords.map(({ position, value }) => `${position} ${value}`)).toEqual([]);
  });

  test.prop([fc.string({ maxLength: 200 })])('never throws, whatever the bytes', (text) => {
    for (const { meaning: words } of explain(text)) expect(words).not.toBe('');
    for (const id of ['CLP', 'CAS', 'PLB', 'SVC', 'BPR', 'NM1'])
      expect(explain(`${id}*${text}`).length).toBeGreaterThan(0);
  });
});
