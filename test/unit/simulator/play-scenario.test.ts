import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { ProfessionalClaim } from '../../../shared/domain/claim/professional-claim.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import { readRemittanceClaim } from '../../../shared/x12/835/remittance-claim.ts';
import { findScenario, scenarioNames } from '../../../simulator/find-scenario.ts';
import { readScenario } from '../../../simulator/read-scenario.ts';
import type { RemittanceSpec } from '../../../simulator/scenario.ts';
import { times } from '../../support/effort.ts';
import { answersTo } from '../../support/simulated-payer.ts';
import { passOver, remittanceOf } from '../../support/x12-pass.ts';
import { fileOf, sampleClaim, sampleLine, write } from '../x12/837/sample-claim.ts';

/** A claim for a member, with one line for each charge. */
function claimOf(number: number, charges: readonly number[], more: Partial<ProfessionalClaim> = {}): ProfessionalClaim {
  return {
    ...sampleClaim,
    subscriber: {
      ...sampleClaim.subscriber,
      memberId: `M${number}`,
      name: { kind: 'person', last: `PATIENT${number}`, first: 'SAM' },
    },
    patientControlNumber: `PCN${number}`,
    chargeCents: cents(charges.reduce((sum, charge) => sum + charge, 0)),
    serviceLines: charges.map((charge, index) => ({
      ...sampleLine,
      procedure: index === 0 ? '99213' : '85025',
      chargeCents: cents(charge),
      controlNumber: `L${index + 1}`,
    })),
    ...more,
  };
}

function bytesOf(claims: readonly ProfessionalClaim[]): Buffer {
  const written = write(fileOf(...claims));
  if (!written.ok) throw new Error(JSON.stringify(written.failure.problems));
  return Buffer.from(written.value, 'latin1');
}

function play(claims: readonly ProfessionalClaim[], remittances: readonly unknown[], rest = 'nothing', seed = 'a') {
  const scenario = readScenario(JSON.stringify({ about: 'a test', rest, remittances }));
  if (!scenario.ok) throw new Error(JSON.stringify(scenario.failure.problems));
  const { remittances: files, unused } = answersTo(bytesOf(claims), seed, scenario.value);
  return { files, unused };
}

/** The claims of a file as the product reads them. */
function claimsIn(text = '') {
  const file = Buffer.from(text, 'latin1');
  const { claims, interchanges } = passOver(file);
  const { delimiters } = interchanges[0] as (typeof interchanges)[0];
  return claims.map((claim) => {
    const slice = file.subarray(claim.byteOffset, claim.byteOffset + claim.byteLength);
    const read = readRemittanceClaim(slice, delimiters, claim.byteOffset);
    if (!read.ok) throw new Error(read.failure.kind);
    return read.value;
  });
}

/** The control numbers in an answer to these claims. */
function chosen(claims: readonly ProfessionalClaim[], selector: unknown, more: object = {}): readonly string[] {
  const { files } = play(claims, [{ answers: [{ claims: selector, ...more }] }]);
  return files.length === 0 ? [] : claimsIn(files[0]?.text).map((claim) => claim.patientControlNumber);
}

const other = { ...sampleClaim.payer, id: '88888' };
const four = [claimOf(1, [10_000]), claimOf(2, [5000, 700]), claimOf(3, [10_000], { payer: other }), claimOf(4, [400])];

describe('a scenario', () => {
  it.each<[string, unknown, readonly string[]]>([
    ['position', { position: 2 }, ['PCN2']],
    ['several positions', { position: [1, 4] }, ['PCN1', 'PCN4']],
    ['last name', { patient: 'patient3' }, ['PCN3']],
    ['charge', { chargeCents: 10_000 }, ['PCN1', 'PCN3']],
    ['procedure', { procedure: '85025' }, ['PCN2']],
    ['payer', { payer: '88888' }, ['PCN3']],
    ['all of these together', { chargeCents: 10_000, payer: '99999' }, ['PCN1']],
    ['the first of those that fit', { chargeCents: 10_000, first: 1 }, ['PCN1']],
    ['all', 'all', ['PCN1', 'PCN2', 'PCN4', 'PCN3']],
  ])('selects claims by %s', (_, selector, numbers) => {
    expect(chosen(four, selector)).toEqual(numbers);
  });

  it('selects no claim without a line that the answer names', () => {
    expect(chosen(four, 'all', { lines: [{ line: 2 }] })).toEqual(['PCN2']);
    expect(chosen(four, { first: 1 }, { lines: [{ line: 2 }] })).toEqual(['PCN2']);
    expect(chosen(four, 'all', { adjustments: { 'OA-94': '-100% of line 2' } })).toEqual(['PCN2']);
  });

  it('has a rest: the claims that no answer of any remittance names', () => {
    const { files } = play(four, [
      { answers: [{ claims: 'rest' }] },
      { after: 7, answers: [{ claims: { position: 2 } }, { claims: { payer: '88888' } }] },
    ]);
    expect(files.map(({ text }) => claimsIn(text).map((claim) => claim.patientControlNumber))).toEqual([
      ['PCN1', 'PCN4'],
      ['PCN2', 'PCN3'],
    ]);
  });

  it('decides at random what it does not name, with the answers of a run without a scenario', () => {
    const { files } = play(four, [{ answers: [{ claims: { position: 1 } }] }], 'chance');
    const [byChance] = answersTo(bytesOf(four), 'a').remittances;
    const figures = (text: string) =>
      claimsIn(text)
        .filter((claim) => claim.patientControlNumber !== 'PCN1')
        .map(({ patientControlNumber, paidCents, lines }) => [
          patientControlNumber,
          paidCents,
          lines.map((line) => line.adjustments),
        ]);
    expect(figures(files[0]?.text ?? '')).toEqual(figures(byChance?.text ?? ''));
  });

  it('reports which of its answers fit no claim', () => {
    expect(play(four, [{ answers: [{ claims: { position: 9 } }, { claims: 'all' }] }]).unused).toEqual([
      'remittances[0].answers[0]',
    ]);
  });

  it('sends nothing for a file without selected claims', () => {
    expect(play(four, [{ answers: [{ claims: { position: 9 } }] }]).files).toEqual([]);
  });

  it('gives the same bytes for the same claims, scenario and seed', () => {
    const twice = [1, 2].map(() => play(four, [{ answers: [{ claims: 'all', decide: 'chance' }] }]));
    expect(twice[0]).toEqual(twice[1]);
  });
});

describe('the amounts of a scenario', () => {
  const answered = (charges: readonly number[], answer: object) => {
    const [claim] = claimsIn(play([claimOf(1, charges)], [{ answers: [{ claims: 'all', ...answer }] }]).files[0]?.text);
    return claim as NonNullable<typeof claim>;
  };

  it('are shares of each line, and cents on the first line only', () => {
    const { lines } = answered([10_000, 5000], { adjustments: { 'CO-45': '20%', 'PR-3': 1500 } });
    expect(lines.map(({ paidCents, adjustments }) => [paidCents, adjustments.map((each) => each.cents)])).toEqual([
      [6500, [2000, 1500]],
      [4000, [1000]],
    ]);
  });

  it('leave nothing when shares come to 100%, however odd the charge', () => {
    const { paidCents, lines } = answered([333, 101], { adjustments: { 'CO-45': '33.33%', 'PR-2': '66.67%' } });
    expect(paidCents).toBe(0);
    expect(lines.map((line) => line.adjustments.map((each) => each.cents))).toEqual([
      [110, 223],
      [33, 68],
    ]);
  });

  it('split a line without losing a cent', () => {
    const lines = [
      { line: 1, share: '50%' },
      { line: 1, share: 'rest' },
    ];
    expect(answered([333], { lines }).lines.map((line) => line.chargeCents)).toEqual([166, 167]);
  });

  it('are reversed as they were given, including random ones', () => {
    const { files } = play(four, [
      { answers: [{ name: 'original', claims: 'all', decide: 'chance' }] },
      { after: 1, answers: [{ reverses: 'original' }] },
    ]);
    const [given = [], taken = []] = files.map(({ text }) => claimsIn(text));
    const amounts = (claims: typeof given, sign: number) =>
      claims.map((claim) => [
        claim.payerClaimNumber,
        sign * claim.paidCents + 0,
        claim.lines.map((line) => line.adjustments.map((each) => [each.carc, sign * each.cents])),
      ]);
    expect(amounts(taken, -1)).toEqual(amounts(given, 1));
    expect(taken.every((claim) => claim.statusCode === '22')).toBe(true);
  });

  it('give a second answer its own number, and the reversal that of its original', () => {
    const { files } = play(four.slice(0, 1), [
      { answers: [{ name: 'original', claims: 'all' }] },
      { answers: [{ reverses: 'original' }, { claims: 'all', adjustments: { 'CO-45': 1 } }] },
    ]);
    const [[first], [reversal, correction]] = files.map(({ text }) => claimsIn(text)) as [
      ReturnType<typeof claimsIn>,
      ReturnType<typeof claimsIn>,
    ];
    expect(reversal?.payerClaimNumber).toBe(first?.payerClaimNumber);
    expect(correction?.payerClaimNumber).toBe(`${first?.payerClaimNumber}C`);
  });
});

describe('the edits of a scenario', () => {
  const edited = (edits: RemittanceSpec['edits']) => {
    const [file] = play(four.slice(0, 2), [{ answers: [{ claims: 'all' }], edits }]).files;
    return (file?.text ?? '').split('~\n');
  };

  it('change an element of the selected segments, and no other', () => {
    const lines = edited([{ at: 'SVC', claims: { position: 2 }, line: 2, element: 3, to: '1.23' }]);
    expect(lines.filter((line) => line.startsWith('SVC'))).toEqual([
      'SVC*HC:99213*100*100**1',
      'SVC*HC:99213*50*50**1',
      'SVC*HC:85025*7*1.23**1',
    ]);
  });

  it('change segments outside of claims in the payment of the selected claims', () => {
    const edits = [{ at: 'BPR', claims: { payer: '88888' }, element: 2, add: 1 }];
    const [file] = play(four, [{ answers: [{ claims: 'all' }], edits }]).files;
    const { transactions } = passOver(Buffer.from(file?.text ?? ''));
    expect(transactions.map((transaction) => remittanceOf(transaction).paymentBalances)).toEqual([true, false]);
  });

  it('apply to the nth segment only', () => {
    const lines = edited([{ at: 'CLP', nth: 2, element: 2, to: '77' }]);
    expect(lines.filter((line) => line.startsWith('CLP')).map((line) => line.split('*')[2])).toEqual(['1', '77']);
  });

  it('keep the count of segments correct when some are inserted or removed', () => {
    const text = edited([
      { at: 'LX', insert: ['TS3*1234567893*11*20261231*2*157'] },
      { at: 'REF*6R', remove: true },
    ]).join('~\n');
    expect(text).toContain('LX*1~\nTS3*');
    expect(text).not.toContain('REF*6R');
    expect(passOver(Buffer.from(text)).transactions[0]?.findings).toEqual([]);
  });

  it('cut the file off before a segment', () => {
    expect(edited([{ at: 'CLP', nth: 2, cut: true }]).filter((line) => /^(?:CLP|SE|IEA)/.test(line))).toHaveLength(1);
  });
});

describe('the ready-made scenarios', () => {
  const threeLines = [12_345, 6789, 4321];
  const any = [1, 2, 3, 4].map((number) => claimOf(number, threeLines, number === 2 ? { payer: other } : {}));

  it.each(scenarioNames())('%s fits any file of four claims with three lines', (name) => {
    const found = findScenario(name);
    if (!found.ok) throw new Error(JSON.stringify(found.failure.problems));
    const played = answersTo(bytesOf(any), 'a', found.value);
    expect(played.unused).toEqual([]);
    expect(played.remittances.length).toBe(found.value.remittances.length);
  });
});

describe('all answers of a scenario', () => {
  const share = fc.integer({ min: 0, max: 40 }).map((percent) => `${percent}%`);
  const adjustments = fc.record({ 'CO-45': share, 'PR-2': share, 'OA-23': fc.integer({ min: -500, max: 500 }) });
  const answer = fc.record({
    adjustments,
    level: fc.constantFrom('line', 'claim'),
    status: fc.constantFrom('1', '2', '4', '19', '22'),
    drops: fc.subarray(['modifiers', 'line-numbers', 'service-dates', 'member-id']),
  });
  const adjustment = fc.record({
    code: fc.constantFrom('L6', 'WO', 'CS'),
    amount: fc.integer({ min: -9999, max: 9999 }),
  });
  const charges = fc.array(fc.integer({ min: 1, max: 99_999 }), { minLength: 1, maxLength: 4 });

  property.prop(
    [
      fc.array(charges, { minLength: 1, maxLength: 5 }),
      answer,
      adjustments,
      fc.array(adjustment, { maxLength: 3 }),
      fc.constantFrom('forward', 'debit', 'negative'),
    ],
    { numRuns: times(30, 400) },
  )('each file balances in every equation, with right counts', (all, one, two, providerAdjustments, belowZero) => {
    const claims = all.map((each, index) => claimOf(index, each));
    const { files } = play(claims, [
      { answers: [{ name: 'original', claims: 'all', ...one }], providerAdjustments, belowZero },
      {
        after: 7,
        belowZero,
        answers: [{ reverses: 'original' }, { claims: 'all', adjustments: two }],
        providerAdjustments: [{ code: 'WO', answer: 'original', amount: '-50%' }],
      },
      { after: 14, belowZero, providerAdjustments: [{ code: 'WO', answer: 'original', amount: 'owed' }], answers: [] },
    ]);
    for (const { text } of files) {
      const { transactions, findings, claims: scanned } = passOver(Buffer.from(text, 'latin1'));
      expect(findings).toEqual([]);
      expect(scanned.every((claim) => claim.balanced)).toBe(true);
      for (const transaction of transactions) {
        expect(transaction.findings).toEqual([]);
        expect(remittanceOf(transaction).paymentBalances).toBe(true);
      }
    }
  });
});
