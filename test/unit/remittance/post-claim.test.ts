import { describe, expect, it } from 'vitest';
import type { Leg } from '../../../shared/domain/ledger/entry.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import type { ReversibleEntry } from '../../../shared/domain/remittance/post/claim-posting.ts';
import type { PostClaimInput } from '../../../shared/domain/remittance/post/claim-to-post.ts';
import type { RemittanceClaim } from '../../../shared/domain/remittance/remittance.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import { adjustments, legTexts, line, post, readyFiling, statement, submitted } from './statements.ts';

const day = (text: string) => text as LocalDate;
const primary = () => submitted(10000, ['primary']);
const both = () => submitted(10000, ['primary', 'secondary']);

describe('a payer’s answer', () => {
  it('books the payment, then every adjustment with its line and reason', () => {
    const claim = statement('1', [line(6000, 4000, 'CO-45 2000'), line(4000, 2500, 'PR-1 1500')]);
    const posting = post(claim, primary());
    expect(legTexts(posting.legs)).toEqual([
      'remittance-clearing 6500',
      'insurance-receivable primary -6500',
      'contractual-adjustments primary 1 CO-45 2000',
      'insurance-receivable primary 1 CO-45 -2000',
      'patient-receivable 2 PR-1 1500',
      'insurance-receivable primary 2 PR-1 -1500',
    ]);
    expect(posting.adjudication).toEqual({ payerId: 'primary', share: 0, payerClaimNumber: 'ICN1' });
    expect(posting.rulesVersion).toBe('2026-11-2');
    expect(posting.after?.state).toEqual({ kind: 'adjudicated', outcome: 'paid', payerPosition: 0 });
    expect(posting.after?.version).toBe(3);
  });

  it('makes legs without a line from the claim’s own adjustments, and never spreads them over lines', () => {
    const claim = statement('1', [line(6000, 6000), line(4000, 4000)], { adjustments: adjustments('CO-45 3000') });
    const posting = post(claim, primary());
    expect(claim.paidCents).toBe(7000);
    expect(legTexts(posting.legs)).toContain('contractual-adjustments primary CO-45 3000');
  });

  it('uses our own line number where the payer returns it', () => {
    const second = { ...line(4000, 0, 'CO-16 4000'), controlNumber: '2' };
    const first = { ...line(6000, 6000), controlNumber: 'L1' };
    expect(post(statement('1', [second, first]), primary()).denial?.lines).toEqual([2]);
    const foreign = { ...second, controlNumber: '99' };
    expect(post(statement('1', [foreign, first]), primary()).denial?.lines).toEqual([1]);
  });

  it('moves the patient’s share to the next payer, and opens it', () => {
    const posting = post(statement('1', [line(10000, 7000, 'CO-45 1000', 'PR-2 2000')]), both());
    expect(posting.after?.payers.map(({ receivableCents, status }) => [receivableCents, status])).toEqual([
      [0, 'answered'],
      [2000, 'open'],
    ]);
    expect(posting.after?.patientCents).toBe(0);
  });

  it('with another insured than ours posts, and asks a person to correct the coverage', () => {
    const posting = post({ ...statement('1', [line(10000, 10000)]), correctedInsured: true }, primary());
    expect(posting).toMatchObject({ kind: 'posted', exceptions: [{ code: 'insured-corrected', cents: 0 }] });
  });

  it('shows a credit balance when more was paid than was charged', () => {
    const posting = post(statement('1', [line(10000, 12000, 'OA-94 -2000')]), primary());
    expect(posting.after?.payers[0]?.receivableCents).toBe(-2000);
    expect(posting.exceptions.map((one) => [one.code, one.cents])).toEqual([['credit-balance', -2000]]);
    expect(posting.notes).toEqual([{ meaning: 'information', reason: 'OA-94', cents: -2000, line: 1 }]);
  });

  it('shows what a denial is about, and suggests the next payer only where it may cover that', () => {
    const claim = statement('1', [line(6000, 6000), line(4000, 0, 'CO-22 4000')]);
    expect(post(claim, both()).denial).toEqual({
      reasons: ['CO-22'],
      cents: 4000,
      lines: [2],
      mayBillNextPayer: true,
    });
    expect(post(claim, primary()).denial?.mayBillNextPayer).toBe(false);
    const other = statement('1', [line(6000, 6000), line(4000, 0, 'CO-16 4000')]);
    expect(post(other, both()).denial?.mayBillNextPayer).toBe(false);
  });

  it.each([
    ['paid', [line(10000, 8000, 'CO-45 2000')]],
    ['paid', [line(10000, 0, 'CO-24 10000')]],
    ['patient-responsibility', [line(10000, 0, 'CO-45 2000', 'PR-1 8000')]],
    ['denied', [line(10000, 0, 'CO-29 10000')]],
    ['denied', [line(10000, 0, 'CO-131 10000')]],
    ['partly-paid', [line(6000, 6000), line(4000, 0, 'CO-16 4000')]],
    ['partly-paid', [line(6000, 0, 'PR-1 6000'), line(4000, 0, 'CO-16 4000')]],
    ['partly-paid', [line(6000, 10000, 'OA-94 -4000'), line(4000, 0, 'CO-16 4000')]],
  ] as const)('leaves the claim %s', (outcome, lines) => {
    expect(post(statement('1', lines), primary()).after?.state).toMatchObject({ outcome });
  });

  it('without an order is treated as that of the first payer that has not answered', () => {
    const after = post(statement('1', [line(10000, 8000, 'PR-2 2000')]), both()).after;
    const posting = post(statement('4', [line(10000, 0, 'OA-23 8000', 'CO-197 2000')]), after, {
      payerIds: ['primary', 'secondary'],
    });
    expect(posting.after?.state).toEqual({ kind: 'adjudicated', outcome: 'denied', payerPosition: 1 });
  });

  it('posts an answer with zero amounts as an answer', () => {
    const posting = post(statement('4', [line(10000, 0, 'CO-31 10000')]), primary());
    expect(posting.kind).toBe('posted');
    expect(posting.legs).toEqual([]);
    expect(posting.after?.state).toMatchObject({ outcome: 'denied' });
    expect(posting.after?.payers[0]).toMatchObject({ status: 'answered', receivableCents: 10000 });
  });
});

describe('a later payer’s answer', () => {
  const second = () => {
    const after = post(statement('1', [line(10000, 6000, 'CO-45 2500', 'PR-2 1500')]), both()).after;
    if (after === undefined) throw new Error('the primary answer of this test posts');
    return after;
  };
  const asSecondary = (...lines: ReturnType<typeof line>[]) =>
    post(statement('2', lines), second(), { payerIds: ['secondary'] });

  it('writes off only what is open after its payment, and keeps the rest as information', () => {
    const posting = asSecondary(line(10000, 1300, 'CO-45 8700'));
    expect(legTexts(posting.legs)).toContain('contractual-adjustments secondary 1 CO-45 200');
    expect(posting.notes).toEqual([{ meaning: 'information', reason: 'CO-45', cents: 8500, line: 1 }]);
    expect(posting.after?.payers[1]).toMatchObject({ receivableCents: 0, status: 'answered' });
    expect(posting.exceptions).toEqual([]);
  });

  it('shows a credit balance when it pays more than is open, and writes nothing off', () => {
    const posting = asSecondary(line(10000, 2000, 'CO-45 8000'));
    expect(posting.after?.payers[1]?.receivableCents).toBe(-500);
    expect(posting.exceptions.map((one) => one.code)).toEqual(['credit-balance']);
    expect(posting.legs.some((leg) => leg.account === 'contractual-adjustments')).toBe(false);
  });

  it('limits a denial to what is open', () => {
    const posting = asSecondary(line(10000, 0, 'OA-23 8500', 'CO-197 1500'));
    expect(posting.denial).toMatchObject({ cents: 1500, reasons: ['CO-197'] });
    expect(posting.after?.state).toMatchObject({ outcome: 'denied', payerPosition: 1 });
  });

  it('leaves an amount that would increase what is owed, with an exception', () => {
    const posting = asSecondary(line(10000, 1500, 'CO-45 9000', 'PR-2 -500'));
    expect(posting.exceptions.map((one) => one.code)).toEqual(['ambiguous-secondary']);
    expect(posting.notes).toContainEqual({ meaning: 'held', reason: 'PR-2', cents: -500, line: 1 });
    expect(posting.after?.state).toMatchObject({ outcome: 'paid' });
    expect(posting.after?.patientCents).toBe(0);
  });

  it('compares its statement about earlier payers with the books, reports differences, and holds nothing back', () => {
    const agreeing = asSecondary(line(10000, 1500, 'OA-23 8500'));
    expect(agreeing.exceptions).toEqual([]);
    const other = asSecondary(line(10000, 1500, 'OA-23 8400', 'CO-45 100'));
    expect(other.exceptions.map((one) => [one.code, one.cents])).toEqual([['prior-payer-differs', -100]]);
    expect(other.kind).toBe('posted');
  });

  it('waits until the earlier payer has answered', () => {
    const claim = statement('2', [line(10000, 1500, 'OA-23 8500')]);
    const posting = post(claim, both(), { payerIds: ['secondary'] });
    expect(posting.exceptions.map((one) => one.code)).toEqual(['earlier-payer-unanswered']);
    expect(posting.kind).toBe('unapplied');
  });
});

describe('a claim that cannot be posted with certainty', () => {
  const paid = statement('1', [line(10000, 8000, 'CO-45 2000')]);

  it.each([
    ['claim-not-found', paid, undefined, {}],
    [
      'claim-not-submitted',
      paid,
      submitted(10000, ['primary'], { state: { kind: 'charged' }, filings: readyFiling }),
      {},
    ],
    ['claim-not-submitted', paid, submitted(10000, [], { state: { kind: 'self-pay' } }), {}],
    ['payer-unknown', paid, primary(), { payerIds: [] }],
    ['payer-not-on-claim', paid, primary(), { payerIds: ['stranger'] }],
    ['payer-position-differs', { ...paid, statusCode: '2' }, both(), {}],
    ['charge-differs', paid, submitted(12000, ['primary']), {}],
    ['claim-unbalanced', { ...paid, paidCents: cents(7900) }, primary(), {}],
    ['status-unknown', { ...paid, statusCode: '5' }, primary(), {}],
    ['status-unknown', { ...paid, statusCode: 'toString' }, primary(), {}],
    ['predetermination-paid', { ...paid, statusCode: '25' }, primary(), {}],
    ['forwarded-with-payment', { ...paid, statusCode: '23' }, primary(), {}],
  ] as const)('leaves its cash in unapplied payer cash and the claim unchanged: %s', (code, claim, balance, more) => {
    const posting = post(claim, balance, more);
    expect(posting.exceptions.map((one) => [one.code, one.cents])).toEqual([[code, claim.paidCents]]);
    expect(posting.kind).toBe('unapplied');
    expect(posting.entryKind).toBe('remittance-unapplied');
    expect(posting.after).toBeUndefined();
    expect(posting.legs.map((leg) => [leg.account, leg.cents])).toEqual([
      ['remittance-clearing', claim.paidCents],
      ['unapplied-payer-cash', -claim.paidCents],
    ]);
  });

  it('names the equation that failed, with its numbers', () => {
    const claim = statement('1', [line(10000, 8000, 'CO-45 1500')]);
    expect(post(claim, primary()).exceptions[0]?.facts).toMatchObject({
      equation: 'line',
      line: 1,
      leftCents: 2000,
      rightCents: 1500,
      differenceCents: 500,
    });
  });

  it('reports what is against it in codes and cents', () => {
    const facts = (...input: Parameters<typeof post>) => post(...input).exceptions[0]?.facts;
    const late = statement('2', [line(10000, 1500, 'OA-23 8500')]);
    const broken = statement('1', [line(10000, 8000, 'CO-45 1500')]);
    expect(facts(paid, undefined)).toEqual({ status: '1' });
    expect(facts(paid, submitted(10000, ['primary'], { state: { kind: 'charged' }, filings: readyFiling }))).toEqual({
      status: '1',
      state: 'ready',
    });
    expect(facts(paid, submitted(12000, ['primary']))).toEqual({
      status: '1',
      statedCents: 10000,
      chargeCents: 12000,
    });
    expect(facts(late, both(), { payerIds: ['secondary'] })).toEqual({ status: '2', position: 1 });
    expect(facts(broken, primary())).toMatchObject({ status: '1', failed: 2, equation: 'line' });
  });

  it('leaves its cash under its payer, or under none when that is uncertain', () => {
    expect(post(paid, undefined).legs[1]).toMatchObject({ payerId: 'primary' });
    const unsure = post(paid, undefined, { payerIds: ['primary', 'sister'] });
    expect(unsure.legs[1]).toStrictEqual({ account: 'unapplied-payer-cash', cents: -8000 });
  });

  it('includes any answer for a place in the order that its payer does not have', () => {
    const places = (statusCode: string, payerId: string) =>
      post({ ...paid, statusCode }, both(), { payerIds: [payerId] }).exceptions.map((one) => one.code);
    expect(['1', '19'].map((status) => places(status, 'primary'))).toEqual([[], []]);
    expect(['2', '3', '20', '21'].map((status) => places(status, 'primary'))).toEqual(
      Array.from({ length: 4 }, () => ['payer-position-differs']),
    );
    expect(['1', '19', '3', '21'].map((status) => places(status, 'secondary'))).toEqual(
      Array.from({ length: 4 }, () => ['payer-position-differs']),
    );
    expect(['2', '20'].map((status) => places(status, 'secondary'))).toEqual(
      Array.from({ length: 2 }, () => ['earlier-payer-unanswered']),
    );
    const third = submitted(10000, ['primary', 'secondary', 'tertiary']);
    const ofThird = post({ ...paid, statusCode: '21' }, third, { payerIds: ['tertiary'] });
    expect(ofThird.exceptions.map((one) => one.code)).toEqual(['earlier-payer-unanswered']);
  });

  it('is one with a different charge, unless it is about whole lines of a first payer', () => {
    const lineCharges = new Map([
      [1, cents(6000)],
      [2, cents(4000)],
    ]);
    const codes = (claim: typeof paid, more: object = {}) =>
      post(claim, both(), { lineCharges, ...more }).exceptions.map((one) => one.code);
    expect(codes(statement('1', [line(6000, 6000)]))).toEqual([]);
    expect(codes(statement('1', [line(5000, 5000)]))).toEqual(['charge-differs']);
    expect(codes(statement('1', [line(6000, 6000), line(6000, 6000)]))).toEqual(['charge-differs']);
    expect(codes(statement('2', [line(6000, 6000)]), { payerIds: ['secondary'] })).toEqual(['charge-differs']);
  });

  it('books nothing for a predetermination or a forwarded claim without money', () => {
    for (const statusCode of ['23', '25']) {
      const posting = post({ ...paid, statusCode, paidCents: cents(0) }, primary());
      expect(posting).toEqual({ kind: 'nothing', entryKind: 'remittance-claim', legs: [], notes: [], exceptions: [] });
    }
  });

  it('reports facts in codes and cents, never in the payer’s own words', () => {
    const claim = { ...paid, payerClaimNumber: 'JOHN DOE', statusCode: '1' };
    for (const balance of [undefined, submitted(12000, ['primary'])]) {
      expect(JSON.stringify(post(claim, balance).exceptions)).not.toContain('DOE');
    }
  });
});

describe('a payer that answers again', () => {
  const answered = () => {
    const after = post(statement('1', [line(10000, 8000, 'CO-45 2000')]), primary()).after;
    if (after === undefined) throw new Error('the first answer of this test posts');
    return after;
  };

  it('does not change the claim: the second payment waits for a person', () => {
    const posting = post(statement('1', [line(10000, 8000, 'CO-45 2000')]), answered());
    expect(posting.exceptions.map((one) => one.code)).toEqual(['already-adjudicated']);
    expect(posting.after).toBeUndefined();
  });

  it('only informs when it calls the claim a duplicate of one that it paid', () => {
    const posting = post(statement('1', [line(10000, 0, 'CO-18 10000')]), answered());
    expect(posting).toMatchObject({ kind: 'nothing', legs: [], exceptions: [] });
    expect(posting.notes).toEqual([{ meaning: 'information', reason: 'CO-18', cents: 10000, line: 1 }]);
  });

  it('denies when it calls a claim a duplicate that it never paid', () => {
    expect(post(statement('1', [line(10000, 0, 'CO-18 10000')]), primary()).denial?.reasons).toEqual(['CO-18']);
  });
  it('is more than information when it pays, or refuses anything', () => {
    const again = (...input: Parameters<typeof statement>) =>
      post(statement(...input), answered()).exceptions.map((one) => one.code);
    expect(again('1', [line(10000, 0, 'CO-18 9000', 'CO-29 1000')])).toEqual(['already-adjudicated']);
    expect(again('1', [line(10000, 10, 'CO-18 9990')])).toEqual(['already-adjudicated']);
    expect(post(statement('1', [line(10000, 10, 'CO-18 9990')]), answered()).exceptions[0]?.facts).toEqual({
      status: '1',
      position: 0,
    });
  });
});

describe('a payer that answers after a denial', () => {
  const denial = statement('1', [line(10000, 0, 'CO-197 10000')]);
  const paid = statement('1', [line(10000, 8000, 'CO-45 2000')]);

  /** The claim after it was denied on the 2nd, and the denial as it was booked. */
  function denied(more: Partial<ReversibleEntry> = {}) {
    const { after, legs, notes, adjudication } = post(denial, primary());
    if (after === undefined || adjudication === undefined) throw new Error('the denial of this test posts');
    const entry: ReversibleEntry = { id: 'denial', legs, notes, adjudication, effectiveOn: day('2026-11-02'), ...more };
    return { after, entry };
  }
  const again = (claim: RemittanceClaim, more: Partial<PostClaimInput> = {}) => {
    const { after, entry } = denied();
    return post(claim, after, { reversible: [entry], paymentDate: day('2026-11-09'), ...more });
  };

  it('replaces the denial, without a reversal of what moved nothing', () => {
    expect(again(paid)).toMatchObject({ kind: 'posted', reverses: ['denial'], exceptions: [] });
    expect(again(paid).after?.state).toMatchObject({ outcome: 'paid' });
    const other = again(statement('1', [line(10000, 0, 'CO-29 10000')]));
    expect(other).toMatchObject({ kind: 'posted', reverses: ['denial'], denial: { reasons: ['CO-29'] } });
  });

  it('replaces it on the same day, whichever of the two arrives first', () => {
    expect(again(paid, { paymentDate: day('2026-11-02') })).toMatchObject({ kind: 'posted', reverses: ['denial'] });
    const { after, legs, notes, adjudication } = post(paid, primary());
    const payment = { id: 'payment', legs, notes, effectiveOn: day('2026-11-02') };
    const reversible = [{ ...payment, ...(adjudication === undefined ? {} : { adjudication }) }];
    const on = (date: string) => post(denial, after, { reversible, paymentDate: day(date) });
    expect(on('2026-11-02')).toMatchObject({ kind: 'nothing', exceptions: [] });
    expect(on('2026-11-09').exceptions.map((one) => one.code)).toEqual(['already-adjudicated']);
  });

  it('only informs when it repeats the denial', () => {
    expect(again(denial)).toMatchObject({ kind: 'nothing', legs: [], exceptions: [], rulesVersion: '2026-11-2' });
    expect(again(denial).notes).toEqual([{ meaning: 'information', reason: 'CO-197', cents: 10000, line: 1 }]);
  });

  it('denies it as a duplicate, because it was never paid', () => {
    expect(again(statement('1', [line(10000, 0, 'CO-18 10000')])).denial?.reasons).toEqual(['CO-18']);
  });

  it('adds a second answer when the first was of a later day, of some lines, not the only one, or paid something', () => {
    const code = (more: Partial<PostClaimInput>) => again(paid, more).exceptions.map((one) => one.code);
    const { entry } = denied();
    const adjudication = { payerId: 'primary', share: 0, payerClaimNumber: 'ICN1' };
    expect(code({ paymentDate: day('2026-11-01') })).toEqual(['already-adjudicated']);
    expect(code({ paymentDate: undefined })).toEqual(['already-adjudicated']);
    expect(code({ reversible: [] })).toEqual(['already-adjudicated']);
    expect(code({ reversible: [entry, { ...entry, id: 'other' }] })).toEqual(['already-adjudicated']);
    expect(code({ reversible: [{ ...entry, adjudication: { ...adjudication, lines: [1] } }] })).toEqual([
      'already-adjudicated',
    ]);
    const moved: Leg[] = [{ account: 'bank', cents: cents(0) }];
    expect(code({ reversible: [{ ...entry, legs: moved }] })).toEqual(['already-adjudicated']);
    const others = { ...entry, id: 'other', adjudication: { ...adjudication, payerId: 'another', share: 1 } };
    expect(code({ reversible: [others, entry] })).toEqual([]);
  });
});
