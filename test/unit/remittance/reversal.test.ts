import { describe, expect, it } from 'vitest';
import type { ClaimBalance } from '../../../shared/domain/claim/balance.ts';
import type { Leg } from '../../../shared/domain/ledger/entry.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import { claimEquationFailures } from '../../../shared/domain/remittance/equations.ts';
import {
  openAnswers,
  type ReversibleEntry,
  unappliedPosting,
  withoutPart,
} from '../../../shared/domain/remittance/post/claim-posting.ts';
import { postGroup } from '../../../shared/domain/remittance/post/post-group.ts';
import type { RemittanceClaim } from '../../../shared/domain/remittance/remittance.ts';
import { defaultAdjustmentRules } from '../../../shared/domain/remittance/rules/adjustment-rules.ts';
import { adjustments, line, post, reversalOf, reversedAgain, statement, submitted } from './statements.ts';

const original = statement('1', [line(10000, 7000, 'CO-45 1000', 'PR-2 2000')]);

/** An answer as booked: the claim afterwards, and the entry that a reversal must find. */
function booked(
  claim: RemittanceClaim,
  balance: ClaimBalance,
  payerId: string,
  id = 'led_1',
): { after: ClaimBalance; entry: ReversibleEntry } {
  const posting = post(claim, balance, { payerIds: [payerId] });
  if (posting.after === undefined || posting.adjudication === undefined)
    throw new Error('the answer of this test posts');
  const { legs, notes, adjudication } = posting;
  return { after: posting.after, entry: { id, legs, notes, adjudication } };
}

describe('a reversal', () => {
  it('reverses exactly what the answer posted', () => {
    const before = submitted(10000, ['primary', 'secondary']);
    const { after, entry } = booked(original, before, 'primary');
    const posting = post(reversalOf(original), after, { reversible: [entry] });
    expect(posting.kind).toBe('reversed');
    expect(posting.reverses).toEqual(['led_1']);
    expect(posting.legs).toEqual(entry.legs.map((leg) => ({ ...leg, cents: -leg.cents })));
    expect(posting.after).toEqual(reversedAgain(before));
    expect(posting.exceptions).toEqual([]);
  });

  it('reverses a denial, of which nothing was posted', () => {
    const denied = statement('1', [line(10000, 0, 'CO-197 10000')]);
    const { after, entry } = booked(denied, submitted(10000, ['primary']), 'primary');
    const posting = post(reversalOf(denied), after, { reversible: [entry] });
    expect(posting).toMatchObject({ kind: 'reversed', reverses: ['led_1'], legs: [] });
    expect(posting.after?.payers[0]?.status).toBe('open');
  });

  it('reverses a later payer’s answer, restated amounts included', () => {
    const first = booked(original, submitted(10000, ['primary', 'secondary']), 'primary');
    const claim = statement('2', [line(10000, 1500, 'CO-45 8500')]);
    const second = booked(claim, first.after, 'secondary', 'led_2');
    const posting = post(reversalOf(claim), second.after, {
      payerIds: ['secondary'],
      reversible: [first.entry, second.entry],
    });
    expect(posting.reverses).toEqual(['led_2']);
    expect(posting.after?.payers.map((payer) => payer.receivableCents)).toEqual([0, 2000]);
  });

  it('is recognised in the older form, with group CR for every group', () => {
    const { after, entry } = booked(original, submitted(10000, ['primary']), 'primary');
    const old = reversalOf(original);
    const inGroupCr = {
      ...old,
      lines: [{ ...(old.lines[0] as (typeof old.lines)[0]), adjustments: adjustments('CR-45 -1000', 'CR-2 -2000') }],
    };
    expect(post(inGroupCr, after, { reversible: [entry] }).reverses).toEqual(['led_1']);
  });

  it.each([
    ['another payment', statement('22', [line(-10000, -6000, 'CO-45 -2000', 'PR-2 -2000')])],
    ['another payment and charge', statement('22', [line(-9000, -6000, 'CO-45 -1000', 'PR-2 -2000')])],
    ['another reason', statement('22', [line(-10000, -7000, 'CO-253 -1000', 'PR-2 -2000')])],
    ['another group', statement('22', [line(-10000, -7000, 'PI-45 -1000', 'PR-2 -2000')])],
    ['an adjustment less', statement('22', [line(-9000, -7000, 'PR-2 -2000')])],
  ])('of other amounts is partial: %s leaves the claim unchanged', (_, claim) => {
    const { after, entry } = booked(original, submitted(10000, ['primary']), 'primary');
    const posting = post(claim, after, { reversible: [entry] });
    expect(posting.exceptions.map((one) => one.code)).toEqual(['partial-reversal']);
    expect(posting.after).toBeUndefined();
    expect(posting.legs.map((leg) => [leg.account, leg.cents])).toEqual([
      ['remittance-clearing', claim.paidCents],
      ['unapplied-payer-cash', -claim.paidCents],
    ]);
  });

  it('of an unknown original, or of another payer’s answer, is booked to unapplied payer cash', () => {
    const { after, entry } = booked(original, submitted(10000, ['primary']), 'primary');
    for (const posting of [
      post(reversalOf(original), undefined),
      post(reversalOf(original), after, { reversible: [] }),
      post(reversalOf(original), after, { reversible: [entry], payerIds: ['stranger'] }),
    ]) {
      expect(posting.exceptions.map((one) => one.code)).toEqual(['reversal-without-original']);
      expect(posting.legs.map((leg) => leg.cents)).toEqual([-7000, 7000]);
    }
  });

  it('prefers the answer with the payer’s own claim number, then the latest', () => {
    const { after, entry } = booked(original, submitted(10000, ['primary']), 'primary');
    const named = { ...entry, id: 'led_named' };
    const other = {
      ...entry,
      id: 'led_other',
      adjudication: { payerId: 'primary', share: 0, payerClaimNumber: 'ICN9' },
    };
    const reversal = reversalOf(original);
    expect(post(reversal, after, { reversible: [named, other] }).reverses).toEqual(['led_named']);
    expect(post({ ...reversal, payerClaimNumber: 'X' }, after, { reversible: [named, other] }).reverses).toEqual([
      'led_other',
    ]);
  });

  it('leaves later entries valid, and reports that', () => {
    const first = booked(original, submitted(10000, ['primary', 'secondary']), 'primary');
    const second = booked(statement('2', [line(10000, 2000, 'OA-23 8000')]), first.after, 'secondary', 'led_2');
    const posting = post(reversalOf(original), second.after, { reversible: [first.entry, second.entry] });
    expect(posting.exceptions.map((one) => one.code)).toEqual(['later-payer-answered']);
    expect(posting.after?.payers.map((payer) => payer.receivableCents)).toEqual([10000, -2000]);
    const correction = statement('1', [line(10000, 6500, 'CO-45 1000', 'PR-2 2500')]);
    const corrected = posting.after && post(correction, posting.after);
    expect(corrected?.after?.payers.map(({ receivableCents, status }) => [receivableCents, status])).toEqual([
      [0, 'answered'],
      [500, 'open'],
    ]);
    expect(corrected?.after?.patientCents).toBe(0);
  });

  it('shows the patient’s credit when the patient has paid a share that is reversed', () => {
    const { after, entry } = booked(original, submitted(10000, ['primary']), 'primary');
    const paid = { ...after, patientCents: cents(0) };
    const member = { claim: reversalOf(original), equationFailures: [], entryId: 'led_2' };
    const group = { balance: paid, payerIds: ['primary'], rules: defaultAdjustmentRules, reversible: [entry] };
    const [reversed] = postGroup({ ...group, claims: [member] });
    expect(reversed?.posting.after?.patientCents).toBe(-2000);
    expect(reversed?.posting.exceptions).toMatchObject([{ code: 'patient-credit', cents: -2000 }]);
    // The correction after it removes the credit again, so nobody needs to look.
    const corrected = postGroup({ ...group, claims: [member, { ...member, claim: original, entryId: 'led_3' }] });
    expect(corrected.flatMap((one) => one.posting.exceptions)).toEqual([]);
  });
});

describe('open answers', () => {
  it('are those that no other entry reverses', () => {
    const adjudication = { payerId: 'primary', share: 0, payerClaimNumber: 'ICN1' };
    const entries = [
      { id: 'charge' },
      { id: 'a', adjudication },
      { id: 'b', reverses: ['a'] },
      { id: 'c', adjudication },
    ];
    const complete = entries.map((entry) => ({ ...entry, legs: [] }));
    expect(openAnswers(complete as Parameters<typeof openAnswers>[0]).map((entry) => entry.id)).toEqual(['c']);
  });
});

describe('an answer with some reversed lines', () => {
  const adjudication = { payerId: 'primary', share: 0, payerClaimNumber: 'ICN1' };
  const leg = (amount: number): Leg => ({ account: 'bank', cents: cents(amount) });
  const noteOf = (amount: number) => ({ meaning: 'denial' as const, reason: 'CO-16', cents: cents(amount), line: 1 });
  const answer = { id: 'a', adjudication, legs: [leg(5)], notes: [noteOf(7)] };
  const part = (id: string, lines: number[] | undefined, amount: number) => ({
    id,
    reversesPart: 'a',
    legs: [leg(-amount)],
    notes: [noteOf(-amount)],
    ...(lines === undefined ? {} : { adjudication: { ...adjudication, lines } }),
  });

  it('is what is left of it: its lines, and its figures minus theirs', () => {
    const other = { id: 'b', adjudication, legs: [leg(1)] };
    expect(openAnswers<typeof answer>([answer, part('p', [1, 3], 2), part('q', [3], 1), other] as never)).toEqual([
      {
        id: 'a',
        adjudication: { ...adjudication, lines: [3] },
        legs: [leg(5), leg(-2), leg(-1)],
        notes: [noteOf(7), noteOf(-2), noteOf(-1)],
      },
      other,
    ]);
  });

  it('keeps its own lines when the part names none, and has none when neither does', () => {
    const ofLines = { ...answer, adjudication: { ...adjudication, lines: [1, 2] } };
    expect(withoutPart(ofLines, part('p', undefined, 1)).adjudication?.lines).toEqual([1, 2]);
    expect(withoutPart(answer, part('p', undefined, 1)).adjudication).toStrictEqual(adjudication);
    expect(withoutPart({ id: 'x', legs: [] }, { legs: [] })).toStrictEqual({ id: 'x', legs: [], notes: [] });
    expect(withoutPart({ id: 'x', legs: [] }, part('p', [1], 1))).not.toHaveProperty('adjudication');
  });
});

describe('a claim that does not post', () => {
  it('leaves its cash under its payer, or under none when that is unknown, and reports nothing else', () => {
    const unknown = unappliedPosting(cents(500), undefined, 'payer-unknown');
    expect(unknown).toStrictEqual({
      kind: 'unapplied',
      entryKind: 'remittance-unapplied',
      legs: [
        { account: 'remittance-clearing', cents: 500 },
        { account: 'unapplied-payer-cash', cents: -500 },
      ],
      notes: [],
      exceptions: [{ code: 'payer-unknown', cents: 500, facts: {} }],
    });
    expect(unappliedPosting(cents(500), 'primary', 'payer-unknown').legs[1]?.payerId).toBe('primary');
  });
});

describe('a group of claims with one control number', () => {
  const correction = statement('1', [line(10000, 6000, 'CO-45 2000', 'PR-3 2000')]);
  const group = (
    balance: ClaimBalance,
    reversible: readonly ReversibleEntry[],
    ...claims: readonly RemittanceClaim[]
  ) =>
    postGroup({
      claims: claims.map((claim, index) => ({
        claim,
        equationFailures: claimEquationFailures(claim),
        entryId: `new_${index}`,
      })),
      balance,
      payerIds: ['primary'],
      rules: defaultAdjustmentRules,
      reversible,
    });

  it('books reversal and correction one after the other', () => {
    const { after, entry } = booked(original, submitted(10000, ['primary']), 'primary');
    const postings = group(after, [entry], reversalOf(original), correction);
    expect(postings.map(({ index, posting }) => [index, posting.kind])).toEqual([
      [0, 'reversed'],
      [1, 'posted'],
    ]);
    expect(postings[1]?.posting.after?.patientCents).toBe(2000);
  });

  it('lets a correction wait for the reversal behind it', () => {
    const { after, entry } = booked(original, submitted(10000, ['primary']), 'primary');
    const postings = group(after, [entry], correction, reversalOf(original));
    expect(postings.map(({ index, posting }) => [index, posting.kind])).toEqual([
      [1, 'reversed'],
      [0, 'posted'],
    ]);
  });

  it('finds an original in the same group, and corrects a correction', () => {
    const last = statement('1', [line(10000, 9000, 'CO-45 1000')]);
    const claims = [original, reversalOf(original), correction, reversalOf(correction), last];
    const postings = group(submitted(10000, ['primary']), [], ...claims);
    expect(postings.map(({ posting }) => [posting.kind, posting.reverses])).toEqual([
      ['posted', undefined],
      ['reversed', ['new_0']],
      ['posted', undefined],
      ['reversed', ['new_2']],
      ['posted', undefined],
    ]);
    expect(postings.at(-1)?.posting.after?.payers[0]?.receivableCents).toBe(0);
  });

  it('reverses an answer once', () => {
    const postings = group(submitted(10000, ['primary']), [], original, reversalOf(original), reversalOf(original));
    expect(postings.map(({ posting }) => posting.exceptions[0]?.code)).toEqual([
      undefined,
      undefined,
      'reversal-without-original',
    ]);
  });

  it('refuses a second answer when the reversal behind it reverses something else', () => {
    const { after } = booked(original, submitted(10000, ['primary']), 'primary');
    const postings = group(after, [], correction, reversalOf(original));
    expect(postings.map(({ index, posting }) => [index, posting.exceptions[0]?.code])).toEqual([
      [1, 'reversal-without-original'],
      [0, 'already-adjudicated'],
    ]);
  });
});
