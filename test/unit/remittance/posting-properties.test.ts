import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { applyLegs, type ClaimBalance } from '../../../shared/domain/claim/balance.ts';
import { accountTotals, type Leg } from '../../../shared/domain/ledger/entry.ts';
import { type Cents, cents } from '../../../shared/domain/money/cents.ts';
import { claimEquationFailures } from '../../../shared/domain/remittance/equations.ts';
import { openAnswers } from '../../../shared/domain/remittance/post/claim-posting.ts';
import { type GroupPosting, postGroup } from '../../../shared/domain/remittance/post/post-group.ts';
import { postPayment } from '../../../shared/domain/remittance/post/post-payment.ts';
import type { RemittanceClaim, RemittanceLine } from '../../../shared/domain/remittance/remittance.ts';
import { defaultAdjustmentRules } from '../../../shared/domain/remittance/rules/adjustment-rules.ts';
import { line, payment, post, reversalOf, reversedAgain, statement, submitted } from './statements.ts';

const payers = ['primary', 'secondary', 'tertiary'];
const charge = 20000;

const reason = fc.constantFrom(
  'CO-45',
  'CO-253',
  'PR-1',
  'PR-2',
  'PR-3',
  'OA-23',
  'CO-16',
  'CO-97',
  'OA-94',
  'CO-24',
  'PI-96',
  'OA-209',
  'CO-131',
  'PR-45',
);
const share = fc.integer({ min: -3000, max: 9000 });

/** A line that balances: the payment is what the adjustments leave. */
const balancedLine = (lineCharge: number): fc.Arbitrary<RemittanceLine> =>
  fc.array(fc.tuple(reason, share), { maxLength: 4 }).map((list) => {
    const reductions = list.map(([name, amount]) => `${name} ${amount}`);
    const reduced = list.reduce((sum, [, amount]) => sum + amount, 0);
    return line(lineCharge, lineCharge - reduced, ...reductions);
  });

/** An answer about a claim of 200.00 in two lines. */
const answer: fc.Arbitrary<RemittanceClaim> = fc
  .tuple(
    fc.constantFrom('1', '1', '2', '3', '4', '19', '20', '25', '23', '99'),
    balancedLine(12000),
    balancedLine(8000),
    fc.array(fc.tuple(reason, share), { maxLength: 2 }),
    fc.constantFrom('A', 'B'),
  )
  .map(([status, first, second, own, number]) =>
    statement(status, [first, second], {
      adjustments: own.map(([name, amount]) => {
        const [group = '', carc = ''] = name.split('-');
        return { group, carc, cents: cents(amount) };
      }),
      payerClaimNumber: number,
    }),
  );

/** What a payer may send about one claim: answers, their reversals, and statements that do not add up. */
const sequence = fc
  .array(fc.tuple(answer, fc.constantFrom('answer', 'reverse', 'broken', 'part')), { minLength: 1, maxLength: 7 })
  .map((list) =>
    list.flatMap(([claim, kind]): RemittanceClaim[] => {
      if (kind === 'reverse') return [claim, reversalOf(claim)];
      if (kind === 'broken') return [{ ...claim, paidCents: cents(claim.paidCents + 1) }];
      if (kind === 'part') return [{ ...reversalOf(claim), payerClaimNumber: 'C' }];
      return [claim];
    }),
  );

function group(claims: readonly RemittanceClaim[], balance: ClaimBalance | undefined, payerIds: readonly string[]) {
  return postGroup({
    claims: claims.map((claim, index) => ({
      claim,
      equationFailures: claimEquationFailures(claim),
      entryId: `led_${index}`,
    })),
    balance,
    payerIds,
    rules: defaultAdjustmentRules,
    reversible: [],
  });
}

/** A claim that the first payer has answered, on which the second one owes the given amount. */
const secondInLine = (owed: number): ClaimBalance => ({
  ...submitted(charge, ['primary', 'secondary']),
  payers: [
    { payerId: 'primary', coverageId: 'c1', receivableCents: cents(0), status: 'answered' },
    { payerId: 'secondary', coverageId: 'c2', receivableCents: cents(owed), status: 'open' },
  ],
});

const clearing = (legs: readonly Leg[]) => accountTotals(legs).get('remittance-clearing') ?? 0;
const legsOf = (postings: readonly GroupPosting[]) => postings.flatMap((one) => one.posting.legs);

describe('posting any sequence of claims', () => {
  const payer = fc.constantFrom(...payers, 'stranger');

  it('makes entries that sum to zero and take exactly each claim’s payment out of clearing', () => {
    fc.assert(
      fc.property(sequence, payer, (claims, payerId) => {
        const postings = group(claims, submitted(charge, payers), [payerId]);
        expect(postings.map((one) => one.index).sort((a, b) => a - b)).toEqual(claims.map((_, index) => index));
        for (const { index, posting } of postings) {
          expect(posting.legs.reduce((sum, leg) => sum + leg.cents, 0)).toBe(0);
          expect(clearing(posting.legs)).toBe(claims[index]?.paidCents);
        }
      }),
    );
  });

  it('leaves a balance that is the sum of the entries', () => {
    fc.assert(
      fc.property(sequence, fc.constantFrom(...payers), (claims, payerId) => {
        const before = submitted(charge, payers);
        const postings = group(claims, before, [payerId]);
        const after = postings.findLast((one) => one.posting.after !== undefined)?.posting.after ?? before;
        const folded = applyLegs(before, legsOf(postings));
        expect(after.payers.map((one) => one.receivableCents)).toEqual(folded.payers.map((one) => one.receivableCents));
        expect(after.patientCents).toBe(folded.patientCents);
        expect(after.version).toBe(before.version);
      }),
    );
  });

  it('never makes the patient owe more than the stated cost sharing', () => {
    fc.assert(
      fc.property(answer, (claim) => {
        const { legs } = post(claim, submitted(charge, ['primary']));
        const toPatient = accountTotals(legs).get('patient-receivable') ?? 0;
        const all = [...claim.adjustments, ...claim.lines.flatMap((one) => one.adjustments)];
        const stated = all.filter((one) => one.group === 'PR' && ['1', '2', '3'].includes(one.carc) && one.cents > 0);
        expect(toPatient).toBeLessThanOrEqual(stated.reduce((sum, one) => sum + one.cents, 0));
      }),
    );
  });

  it('records every stated adjustment once, on legs or in notes, when it posts', () => {
    fc.assert(
      fc.property(answer, fc.integer({ min: 0, max: charge }), fc.boolean(), (claim, owed, isSecond) => {
        const payerId = isSecond ? 'secondary' : 'primary';
        const posting = isSecond
          ? post({ ...claim, statusCode: '2' }, secondInLine(owed), { payerIds: [payerId] })
          : post(claim, submitted(charge, [payerId]));
        if (posting.kind !== 'posted') return;
        const all = [...claim.adjustments, ...claim.lines.flatMap((one) => one.adjustments)];
        const fromLegs = posting.legs
          .filter(
            (leg) => leg.account === 'insurance-receivable' && leg.reason !== undefined && leg.payerId === payerId,
          )
          .reduce((sum, leg) => sum - leg.cents, 0);
        const fromNotes = posting.notes.reduce((sum, one) => sum + one.cents, 0);
        expect(fromLegs + fromNotes).toBe(all.reduce((sum, one) => sum + one.cents, 0));
      }),
    );
  });

  it('keeps a later payer’s reductions within what is open: only a payment can make it negative', () => {
    const standing = fc.integer({ min: 0, max: charge });
    fc.assert(
      fc.property(answer, standing, (claim, owed) => {
        const posting = post({ ...claim, statusCode: '2' }, secondInLine(owed), { payerIds: ['secondary'] });
        if (posting.kind !== 'posted') return;
        const after = posting.after?.payers[1]?.receivableCents ?? 0;
        const paid = owed - claim.paidCents;
        expect(after).toBeGreaterThanOrEqual(Math.min(0, paid));
        expect(after).toBeLessThanOrEqual(paid);
      }),
    );
  });

  it('reverses any posted answer to the cent by its exact negation', () => {
    fc.assert(
      fc.property(answer, fc.constantFrom(['primary'], payers), (claim, payerIds) => {
        const before = submitted(charge, payerIds);
        const posted = post({ ...claim, statusCode: '1' }, before);
        if (posted.kind !== 'posted' || posted.after === undefined) return;
        const entry = { id: 'led_0', ...posted };
        const reversed = post(reversalOf(claim), posted.after, { reversible: openAnswers([entry]) as [typeof entry] });
        expect(reversed.reverses).toEqual(['led_0']);
        expect(reversed.after).toEqual(reversedAgain(before));
        const totals = [...accountTotals([...posted.legs, ...reversed.legs])].filter(([, total]) => total !== 0);
        expect(totals).toEqual([]);
      }),
    );
  });
});

describe('posting any payment whose equation is true', () => {
  const providerAdjustment = fc
    .tuple(
      fc.constantFrom('WO', 'FB', '72', 'L6', 'CT', 'CS', 'ZZ', 'PI'),
      fc.integer({ min: -9000, max: 9000 }),
      fc.constantFrom(undefined, 'A', 'X'),
    )
    .map(([reasonCode, amount, reference]) => ({
      providerId: '1234567893',
      reasonCode,
      cents: cents(amount),
      byteOffset: 0,
      byteLength: 0,
      ...(reference === undefined ? {} : { reference }),
    }));

  it('ends with clearing at zero, whatever its claims are and whether they are ours or not', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(sequence, fc.boolean()), { maxLength: 3 }),
        fc.array(providerAdjustment, { maxLength: 4 }),
        fc.constantFrom(...payers, undefined),
        (groups, providerAdjustments, payerId) => {
          const paid = groups.flatMap(([claims]) => claims).reduce((sum, claim) => sum + claim.paidCents, 0);
          const amount = paid - providerAdjustments.reduce((sum, one) => sum + one.cents, 0);
          const posting = postPayment(payment(amount, { providerAdjustments }), {
            openRecoupments: new Map<string, Cents>(),
          });
          expect(posting.ok).toBe(true);
          if (!posting.ok) return;
          const payerIds = payerId === undefined ? [] : [payerId];
          const claimLegs = groups.flatMap(([claims, isOurs]) =>
            legsOf(group(claims, isOurs ? submitted(charge, payers) : undefined, payerIds)),
          );
          expect(clearing([...posting.value.legs, ...claimLegs])).toBe(0);
        },
      ),
      { numRuns: fc.readConfigureGlobal().numRuns ?? 200 },
    );
  });
});
