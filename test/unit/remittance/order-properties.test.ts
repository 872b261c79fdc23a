import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClaimBalance } from '../../../shared/domain/claim/balance.ts';
import { applyLegs } from '../../../shared/domain/claim/balance.ts';
import { accountTotals, type LedgerEntry, type Leg } from '../../../shared/domain/ledger/entry.ts';
import { cents, zeroCents } from '../../../shared/domain/money/cents.ts';
import { claimEquationFailures } from '../../../shared/domain/remittance/equations.ts';
import { applyWaiting, type WaitingClaim } from '../../../shared/domain/remittance/post/apply-waiting.ts';
import { type ClaimPosting, openAnswers } from '../../../shared/domain/remittance/post/claim-posting.ts';
import { booksAfter, type ClaimBooks, postGroup } from '../../../shared/domain/remittance/post/post-group.ts';
import type { RemittanceClaim } from '../../../shared/domain/remittance/remittance.ts';
import { defaultAdjustmentRules } from '../../../shared/domain/remittance/rules/adjustment-rules.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import { line, reversalOf, statement, submitted } from './statements.ts';

/** What one payment states about the claim. */
interface Part {
  readonly name: string;
  readonly payerId: string;
  readonly day: string;
  readonly claims: readonly RemittanceClaim[];
}

const lineCharges = new Map([
  [1, cents(12000)],
  [2, cents(8000)],
]);

/** The books of one claim after its payments have arrived in a given order. */
function booksAfterAll(parts: readonly Part[], payerIds: readonly string[]) {
  let balance: ClaimBalance = submitted(20000, payerIds);
  const entries: Pick<
    LedgerEntry,
    'id' | 'legs' | 'notes' | 'adjudication' | 'reverses' | 'reversesPart' | 'effectiveOn'
  >[] = [];
  const waiting = new Map<string, WaitingClaim>();
  const book = (id: string, posting: ClaimPosting, paymentDate: LocalDate) => {
    const { legs, notes, adjudication, reverses, reversesPart } = posting;
    entries.push({
      id,
      legs,
      notes,
      effectiveOn: paymentDate,
      ...(adjudication === undefined ? {} : { adjudication }),
      ...(reverses === undefined ? {} : { reverses }),
      ...(reversesPart === undefined ? {} : { reversesPart }),
    });
    if (posting.after !== undefined) balance = posting.after;
  };
  for (const { name, payerId, day, claims } of parts) {
    const paymentDate = day as LocalDate;
    const known = { rules: defaultAdjustmentRules, lineCharges };
    let books: ClaimBooks = { balance, reversible: openAnswers(entries) };
    const members = claims.map((claim, index) => ({
      claim,
      equationFailures: claimEquationFailures(claim),
      entryId: `${name}-${index}`,
    }));
    for (const { index, entryId, posting } of postGroup({
      claims: members,
      payerIds: [payerId],
      paymentDate,
      ...books,
      ...known,
    })) {
      books = booksAfter(books, entryId, posting, paymentDate);
      book(entryId, posting, paymentDate);
      const claim = claims[index] as RemittanceClaim;
      if (posting.waits)
        waiting.set(entryId, {
          entryId,
          appliedEntryId: `applied-${entryId}`,
          claim,
          payerIds: [payerId],
          paymentDate,
        });
    }
    const held = (balance.waiting ?? []).map((id) => waiting.get(id) as WaitingClaim);
    for (const applied of applyWaiting({ ...books, balance }, held, { ...known, rules: () => known.rules })) {
      if (applied.kind === 'offset') balance = applied.after;
      else book(applied.waiting.appliedEntryId, applied.posting, applied.waiting.paymentDate as LocalDate);
    }
  }
  return { balance, legs: entries.flatMap((entry) => entry.legs) };
}

function permutations<Value>(values: readonly Value[]): Value[][] {
  if (values.length <= 1) return [[...values]];
  return values.flatMap((value, index) => permutations(values.toSpliced(index, 1)).map((rest) => [value, ...rest]));
}

/** The balance of every account and payer, without zeros. */
function standing(legs: readonly Leg[]): Record<string, number> {
  const byPayer = Map.groupBy(legs, (leg) => leg.payerId ?? '');
  return Object.fromEntries(
    [...byPayer]
      .flatMap(([payer, theirs]) =>
        [...accountTotals(theirs)]
          .filter(([, total]) => total !== 0)
          .map(([account, total]) => [`${account} ${payer}`, total]),
      )
      .sort(([left], [right]) => String(left).localeCompare(String(right))),
  );
}

const share = fc.integer({ min: 0, max: 4000 });

/** A primary answer of two lines, paid in part. */
const answer = fc
  .tuple(share, share, share, fc.constantFrom('PR-2', 'CO-16', 'OA-209'))
  .map(([first, second, third, reason]) =>
    statement('1', [
      line(12000, 12000 - first - third, `CO-45 ${first}`, `${reason} ${third}`),
      line(8000, 8000 - second, `CO-45 ${second}`),
    ]),
  );

/** A correction may also be a denial, for which nothing is booked. */
const corrected = fc.oneof(
  answer,
  fc.constant(statement('1', [line(12000, 0, 'CO-197 12000'), line(8000, 0, 'CO-197 8000')])),
);

function expectOneOutcome(parts: readonly Part[], payerIds: readonly string[]): void {
  const [right, ...others] = permutations(parts).map((order) => booksAfterAll(order, payerIds));
  for (const other of others) {
    expect(standing(other.legs)).toEqual(standing(right?.legs ?? []));
    expect(other.balance).toEqual(right?.balance);
  }
  const cash = accountTotals(right?.legs ?? []);
  expect(cash.get('unapplied-payer-cash') ?? 0).toBe(0);
  expect(right?.balance.waiting).toBeUndefined();
}

describe('payments about one claim, in whatever order their files arrive', () => {
  it('lead to the same books: an answer, its reversal and its correction', () => {
    fc.assert(
      fc.property(answer, corrected, (first, next) => {
        const correction = { ...next, payerClaimNumber: 'ICN2' };
        const parts = [
          { name: 'original', payerId: 'primary', day: '2026-11-02', claims: [first] },
          { name: 'reversal', payerId: 'primary', day: '2026-11-09', claims: [reversalOf(first)] },
          { name: 'correction', payerId: 'primary', day: '2026-11-16', claims: [correction] },
        ];
        expectOneOutcome(parts, ['primary', 'secondary']);
      }),
    );
  });

  it('lead to the same books: an answer, and its reversal and correction in one payment', () => {
    fc.assert(
      fc.property(answer, corrected, (first, next) => {
        const correction = { ...next, payerClaimNumber: 'ICN2' };
        const parts = [
          { name: 'original', payerId: 'primary', day: '2026-11-02', claims: [first] },
          { name: 'both', payerId: 'primary', day: '2026-11-09', claims: [reversalOf(first), correction] },
        ];
        expectOneOutcome(parts, ['primary', 'secondary']);
      }),
    );
  });

  it('lead to the same books: the answers of three payers', () => {
    fc.assert(
      fc.property(share, share, share, (first, second, third) => {
        const later = (status: string, paid: number, prior: number, more: string) =>
          statement(status, [line(20000, paid, `OA-23 ${prior}`, more)]);
        const parts = [
          {
            name: 'primary',
            payerId: 'primary',
            day: '2026-11-02',
            claims: [statement('1', [line(20000, 20000 - first - second - third, `PR-2 ${first + second + third}`)])],
          },
          {
            name: 'secondary',
            payerId: 'secondary',
            day: '2026-11-09',
            claims: [later('2', first, 20000 - first - second - third, `PR-2 ${second + third}`)],
          },
          {
            name: 'tertiary',
            payerId: 'tertiary',
            day: '2026-11-16',
            claims: [later('3', second, 20000 - second - third, `CO-45 ${third}`)],
          },
        ];
        expectOneOutcome(parts, ['primary', 'secondary', 'tertiary']);
      }),
    );
  });

  it('lead to the same books: a claim answered line by line, as when it is answered whole', () => {
    fc.assert(
      fc.property(answer, (whole) => {
        const parts = whole.lines.map((one, index) => ({
          name: `line-${index}`,
          payerId: 'primary',
          day: '2026-11-02',
          claims: [statement('1', [{ ...one, controlNumber: String(index + 1) }])],
        }));
        expectOneOutcome(parts, ['primary', 'secondary']);
        const inParts = booksAfterAll(parts, ['primary', 'secondary']);
        const atOnce = booksAfterAll(
          [{ name: 'whole', payerId: 'primary', day: '2026-11-02', claims: [whole] }],
          ['primary', 'secondary'],
        );
        expect(standing(inParts.legs)).toEqual(standing(atOnce.legs));
      }),
    );
  });

  it('lead to the same books: answers line by line, and one reversal of all of them', () => {
    fc.assert(
      fc.property(answer, (whole) => {
        const lines = whole.lines.map((one, index) => ({ ...one, controlNumber: String(index + 1) }));
        const parts = lines.map((one, index) => ({
          name: `line-${index}`,
          payerId: 'primary',
          day: '2026-11-02',
          claims: [statement('1', [one])],
        }));
        const reversal = {
          ...parts[0],
          name: 'reversal',
          day: '2026-11-09',
          claims: [reversalOf({ ...whole, lines })],
        };
        const all = [...parts, reversal as Part];
        expectOneOutcome(all, ['primary', 'secondary']);
        expect(standing(booksAfterAll(all, ['primary', 'secondary']).legs)).toEqual({});
      }),
    );
  });

  it('reverse line by line what was answered whole', () => {
    fc.assert(
      fc.property(answer, (whole) => {
        const numbered = {
          ...whole,
          lines: whole.lines.map((one, index) => ({ ...one, controlNumber: String(index + 1) })),
        };
        const reversals = numbered.lines.map((one) => reversalOf(statement('1', [one])));
        const before = submitted(20000, ['primary', 'secondary']);
        const { balance, legs } = booksAfterAll(
          [
            { name: 'whole', payerId: 'primary', day: '2026-11-02', claims: [numbered] },
            ...reversals.map((claim, index) => ({
              name: `r${index}`,
              payerId: 'primary',
              day: '2026-11-09',
              claims: [claim],
            })),
          ],
          ['primary', 'secondary'],
        );
        expect(standing(legs)).toEqual({});
        expect(balance.payers).toEqual(before.payers);
      }),
    );
  });

  it('leave every entry at zero and the balance as their sum, whatever arrives', () => {
    const payment = fc.record({
      payerId: fc.constantFrom('primary', 'secondary'),
      day: fc.constantFrom('2026-11-02', '2026-11-09', '2026-11-16'),
      claim: answer,
      kind: fc.constantFrom('answer', 'reverse', 'line', 'line-reversed', 'second'),
    });
    fc.assert(
      fc.property(fc.array(payment, { minLength: 1, maxLength: 6 }), (payments) => {
        const parts = payments.map(({ payerId, day, claim, kind }, index): Part => {
          const one = { ...(claim.lines[0] as (typeof claim.lines)[0]), controlNumber: '1' };
          const claims = {
            answer: [claim],
            reverse: [reversalOf(payments[0]?.claim ?? claim)],
            line: [statement('1', [one])],
            'line-reversed': [reversalOf(statement('1', [one]))],
            second: [{ ...claim, statusCode: '2' }],
          }[kind];
          return { name: `p${index}`, payerId, day, claims };
        });
        const { balance, legs } = booksAfterAll(parts, ['primary', 'secondary']);
        expect(legs.reduce((sum, leg) => sum + leg.cents, 0)).toBe(0);
        const empty = submitted(20000, ['primary', 'secondary']);
        const folded = applyLegs(empty, legs);
        expect(balance.payers.map((payer) => payer.receivableCents)).toEqual(
          folded.payers.map((payer) => payer.receivableCents),
        );
        expect(balance.patientCents).toBe(folded.patientCents);
        // The cash of every claim left clearing exactly once, whether it waited or not.
        const stated = parts.flatMap((part) => part.claims).reduce((sum, claim) => sum + claim.paidCents, 0);
        expect(accountTotals(legs).get('remittance-clearing') ?? zeroCents).toBe(stated);
      }),
      { numRuns: fc.readConfigureGlobal().numRuns ?? 300 },
    );
  });
});
