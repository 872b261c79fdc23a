import { describe, expect, test } from 'vitest';
import { allowedAmounts } from '../../../shared/domain/contract/allowed-amounts.ts';
import { comparedPayment, isOverThreshold } from '../../../shared/domain/contract/compare-payment.ts';
import type { ExpectedLine, ExpectedPayment } from '../../../shared/domain/contract/expected-payment.ts';
import { type PayerContract, usualKeptBack } from '../../../shared/domain/contract/payer-contract.ts';
import type { Quantity } from '../../../shared/domain/encounter/quantity.ts';
import type { ClaimId } from '../../../shared/domain/identity/ids.ts';
import { type EntryFacts, type LedgerEntry, type Leg, ledgerEntry } from '../../../shared/domain/ledger/entry.ts';
import { cents, sumCents } from '../../../shared/domain/money/cents.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';

const day = (text: string) => text as LocalDate;
const payerId = 'pay_1';

/** A reason with its cents, on a line or on the claim as a whole: `CO-45 20.00 on 1`. */
type Stated = readonly [reason: string, amount: number, line?: number];

/** An answer as it is booked: the payment, and each adjustment with its line; a denial moves nothing. */
function answer(
  paid: number,
  stated: readonly Stated[],
  more: Partial<EntryFacts> & { denied?: readonly Stated[] } = {},
): LedgerEntry {
  const { denied = [], ...facts } = more;
  const whose = { payerId, share: 0 };
  const moved = stated.flatMap(([reason, amount, line]): Leg[] => {
    const at = { reason, ...(line === undefined ? {} : { line }) };
    const to = reason.startsWith('PR') ? ('patient-receivable' as const) : ('contractual-adjustments' as const);
    return [
      { account: to, cents: cents(amount), ...at },
      { account: 'insurance-receivable', cents: cents(-amount), ...whose, ...at },
    ];
  });
  return ledgerEntry({
    ...{ id: 'led_1', kind: 'remittance-claim', effectiveOn: day('2026-11-20'), postedOn: day('2026-11-21') },
    ...{ entityId: 'ent_1', claimId: 'S000000000000000' as ClaimId },
    adjudication: { ...whose, payerClaimNumber: 'ICN1' },
    notes: denied.map(([reason, amount, line]) => ({
      ...{ meaning: 'denial', reason, cents: cents(amount), ...(line === undefined ? {} : { line }) },
    })),
    legs: [
      { account: 'remittance-clearing', cents: cents(paid) },
      { account: 'insurance-receivable', cents: cents(-paid), ...whose },
      ...moved,
    ],
    ...facts,
  });
}

const contract = { id: 'ctr_1' } as PayerContract;

/** Charge and expected amount of a line. */
function expected(
  ...amounts: readonly (readonly [charge: number, expected?: number, ofClaim?: true])[]
): ExpectedPayment {
  const lines = amounts.map(([charge, amount, isOfClaim], index): ExpectedLine => {
    const line = { number: index + 1, procedure: 'X9003', modifiers: [], units: '1' as Quantity };
    return {
      ...{ line: { ...line, chargeCents: cents(charge), serviceOn: day('2026-11-02') }, contract, steps: [] },
      ...(amount === undefined ? {} : { expectedCents: cents(amount) }),
      ...(isOfClaim ? { isOfClaim } : {}),
    };
  });
  const known = lines.flatMap(({ expectedCents }) => expectedCents ?? []);
  return { lines, expectedCents: sumCents(known), isComplete: known.length === lines.length, contracts: [contract] };
}

/** For each compared group: its lines, what was allowed, what is accounted for elsewhere, and the difference. */
const compared = (payment: ExpectedPayment, ...entries: readonly LedgerEntry[]) => {
  const allowed = allowedAmounts(entries, usualKeptBack);
  return allowed === undefined
    ? undefined
    : comparedPayment(payment, allowed).map((each) => [
        each.lines.map(({ line }) => line.number).join('+'),
        each.allowedCents,
        each.elsewhereCents,
        each.differenceCents,
      ]);
};

describe('a payer’s allowed amount', () => {
  test('is its payment and the patient’s share, line by line', () => {
    // 130.00 less 20.00 is 110.00 of 120.00; 11.00 less nothing is 11.00 of 11.00.
    const paid = answer(9900, [
      ['CO-45', 2000, 1],
      ['PR-2', 1900, 1],
      ['PR-1', 300, 2],
    ]);
    expect(compared(expected([13000, 12000], [1100, 1100]), paid)).toEqual([
      ['1', 11000, 0, -1000],
      ['2', 1100, 0, 0],
    ]);
  });

  test('is not reduced by what is withheld, nor increased by interest', () => {
    // Charge 100.00, allowed 80.00: patient 16.00, the payer's 64.00 less 2% = 1.28, so 62.72. Then 0.50 of interest in the payment.
    const kept: readonly Stated[] = [
      ['CO-45', 2000, 1],
      ['PR-2', 1600, 1],
      ['CO-253', 128, 1],
    ];
    expect(compared(expected([10000, 8000]), answer(6272, kept))).toEqual([['1', 8000, 0, 0]]);
    const withInterest = answer(6322, [...kept, ['CO-225', -50, 1]]);
    expect(compared(expected([10000, 8000]), withInterest)).toEqual([['1', 8000, 0, 0]]);
  });

  test('is not changed by what laws add or deduct, nor reduced by a share that may not be billed to the patient', () => {
    // Allowed 80.00, as above. Quality pays 0.96 more, of which 1.30 is sequestered; or 5.76 less, sequestered 1.16; the dialysis network takes 0.50.
    const allowed: readonly Stated[] = [
      ['CO-45', 2000, 1],
      ['PR-2', 1600, 1],
    ];
    const more = answer(6366, [...allowed, ['CO-144', -96, 1], ['CO-253', 130, 1]]);
    const less = answer(5708, [...allowed, ['CO-237', 576, 1], ['CO-253', 116, 1]]);
    const network = answer(6350, [...allowed, ['CO-118', 50, 1]]);
    for (const paid of [more, less, network]) {
      expect(compared(expected([10000, 8000]), paid)).toEqual([['1', 8000, 0, 0]]);
    }
    for (const share of ['OA-209', 'CO-2', 'OA-1']) {
      const beneficiary = answer(6400, [
        ['CO-45', 2000, 1],
        [share, 1600, 1],
      ]);
      expect(compared(expected([10000, 8000]), beneficiary)).toEqual([['1', 8000, 0, 0]]);
    }
  });

  test('leaves what was denied, and what the plan leaves to the patient, to other work', () => {
    // All of 100.00 is denied: nothing is missing beyond the denial. Of 100.00, 50.00 is denied and 20.00 reduced:
    // 30.00 + 50.00 is what was expected.
    expect(compared(expected([10000, 8000]), answer(0, [], { denied: [['CO-50', 10000, 1]] }))).toEqual([
      ['1', 0, 10000, 0],
    ]);
    const half = answer(3000, [['CO-45', 2000, 1]], { denied: [['CO-50', 5000, 1]] });
    expect(compared(expected([10000, 8000]), half)).toEqual([['1', 3000, 5000, 0]]);
    // 30.00 is denied and 40.00 reduced, so 30.00 is allowed; 20.00 of the expected 80.00 is neither allowed nor
    // denied.
    const both = answer(3000, [['CO-45', 4000, 1]], { denied: [['CO-50', 3000, 1]] });
    expect(compared(expected([10000, 8000]), both)).toEqual([['1', 3000, 3000, -2000]]);
    expect(compared(expected([10000, 8000]), answer(0, [['PR-204', 10000, 1]]))).toEqual([['1', 0, 10000, 0]]);
  });

  test('may be more than expected, and lines do not offset each other', () => {
    const paid = answer(19500, [['CO-45', 500, 2]]);
    expect(compared(expected([10000, 8000], [10000, 10000]), paid)).toEqual([
      ['1', 10000, 0, 2000],
      ['2', 9500, 0, -500],
    ]);
  });

  test('is compared for the claim where amounts stand there, and together where a rate is for the claim', () => {
    const whole = answer(15000, [['CO-45', 5000]]);
    expect(compared(expected([10000, 8000], [10000, 8000]), whole)).toEqual([['1+2', 15000, 0, -1000]]);
    // One line without an expected amount makes the whole claim uncertain.
    expect(compared(expected([10000, 8000], [10000]), whole)).toEqual([]);
    const onOneLine = answer(9000, [
      ['CO-45', 10000, 1],
      ['CO-97', 1000, 2],
    ]);
    expect(compared(expected([10000, 4500, true], [10000, 4500, true]), onOneLine)).toEqual([['1+2', 9000, 0, 0]]);
  });

  test('is the current one: a reversed answer, or lines without an answer, are not judged', () => {
    const first = answer(8000, [['CO-45', 2000, 1]]);
    const back = ledgerEntry({
      ...{ id: 'led_2', kind: 'remittance-reversal', effectiveOn: day('2026-11-25'), postedOn: day('2026-11-25') },
      ...{
        entityId: 'ent_1',
        reverses: ['led_1'],
        legs: first.legs.map((leg) => ({ ...leg, cents: cents(-leg.cents) })),
      },
    });
    const again = answer(9000, [['CO-45', 1000, 1]], { id: 'led_3', effectiveOn: day('2026-11-26') });
    const payment = expected([10000, 9000]);
    expect(compared(payment, first)).toEqual([['1', 8000, 0, -1000]]);
    expect(compared(payment, first, back)).toBeUndefined();
    expect(compared(payment, first, back, again)).toEqual([['1', 9000, 0, 0]]);
    expect(allowedAmounts([first, back, again], [])?.answeredOn).toBe('2026-11-26');
    const part = answer(8000, [['CO-45', 2000, 1]], {
      adjudication: { payerId, share: 0, payerClaimNumber: 'ICN1', lines: [1] },
    });
    expect(compared(expected([10000, 8000], [10000, 8000]), part)).toEqual([['1', 8000, 0, 0]]);
    const second = answer(8000, [['CO-45', 2000, 1]], {
      adjudication: { payerId, share: 1, payerClaimNumber: 'ICN1' },
    });
    expect(compared(payment, second)).toBeUndefined();
  });
});

test('a difference is listed when it reaches the minimum in cents and as a part of what was expected', () => {
  const of = (difference: number, leastCents: number, leastBasisPoints: number) =>
    isOverThreshold(
      { differenceCents: cents(difference), expectedCents: cents(10000) },
      { leastCents: cents(leastCents), leastBasisPoints },
    );
  expect([of(-500, 500, 500), of(500, 500, 500), of(-499, 500, 0), of(-500, 0, 501), of(0, 0, 0)]).toEqual([
    ...[true, true, false, false, false],
  ]);
});
