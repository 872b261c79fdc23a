import { describe, expect, it } from 'vitest';
import type { ClaimBalance } from '../../../shared/domain/claim/balance.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import { applyWaiting, type WaitingClaim } from '../../../shared/domain/remittance/post/apply-waiting.ts';
import type { ReversibleEntry } from '../../../shared/domain/remittance/post/claim-posting.ts';
import type { RemittanceClaim } from '../../../shared/domain/remittance/remittance.ts';
import { defaultAdjustmentRules } from '../../../shared/domain/remittance/rules/adjustment-rules.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import { legTexts, line, post, reversalOf, statement, submitted } from './statements.ts';

const day = (text: string) => text as LocalDate;
const original = statement('1', [line(10000, 7000, 'CO-45 1000', 'PR-2 2000')]);
const correction = statement('1', [line(10000, 9000, 'CO-45 1000')]);

function waits(name: string, claim: RemittanceClaim, on: string, payerIds: string[] = ['primary']): WaitingClaim {
  return { entryId: name, appliedEntryId: `applied-${name}`, claim, payerIds, paymentDate: day(on) };
}

/** The claim with an answer booked on a given day, and with these waiting answers. */
function answered(on: string, waiting: readonly WaitingClaim[], balance = submitted(10000, ['primary'])) {
  const { after, legs, notes, adjudication } = post(original, balance);
  if (after === undefined || adjudication === undefined) throw new Error('the answer of this test posts');
  const entry: ReversibleEntry = { id: 'original', legs, notes, adjudication, effectiveOn: day(on) };
  return { balance: { ...after, waiting: waiting.map((one) => one.entryId) }, reversible: [entry] };
}

const known = { rules: () => defaultAdjustmentRules };
const unanswered = (waiting: readonly WaitingClaim[]) => ({
  balance: submitted(10000, ['primary'], { waiting: waiting.map((one) => one.entryId) }),
  reversible: [],
});

describe('claims that wait for something of their claim', () => {
  it('are applied once they can be, one after the other: a reversal, then the correction that waited for it', () => {
    const waiting = [
      waits('correction', correction, '2026-11-16'),
      waits('reversal', reversalOf(original), '2026-11-09'),
    ];
    const applied = applyWaiting(answered('2026-11-02', waiting), waiting, known);
    expect(applied.map((one) => one.kind === 'applied' && [one.waiting.entryId, one.posting.kind])).toEqual([
      ['reversal', 'reversed'],
      ['correction', 'posted'],
    ]);
    const [first, last] = applied.flatMap((one) => (one.kind === 'applied' ? [one.posting] : []));
    expect(first).toMatchObject({ entryKind: 'remittance-applied', reverses: ['original'] });
    expect(first?.after?.waiting).toEqual(['correction']);
    expect(last?.after).toMatchObject({ patientCents: 0, state: { outcome: 'paid' } });
    expect(last?.after).not.toHaveProperty('waiting');
  });

  it('take their cash from where it waited: under their payer, or under none when that is uncertain', () => {
    const waiting = [waits('answer', original, '2026-11-09')];
    const [applied] = applyWaiting(unanswered(waiting), waiting, known);
    expect(applied?.kind === 'applied' && legTexts(applied.posting.legs).slice(0, 2)).toEqual([
      'unapplied-payer-cash primary 7000',
      'insurance-receivable primary -7000',
    ]);
    const unsure = [waits('answer', original, '2026-11-09', ['primary', 'sister'])];
    const [other] = applyWaiting(unanswered(unsure), unsure, known);
    expect(other?.kind === 'applied' && legTexts(other.posting.legs)[0]).toBe('unapplied-payer-cash 7000');
  });

  it('are judged by the rules of their own payer', () => {
    const waiting = [waits('answer', statement('1', [line(10000, 0, 'CO-29 10000')]), '2026-11-09')];
    const rules = (one: WaitingClaim) => ({ ...defaultAdjustmentRules, version: `rules of ${one.payerIds.join()}` });
    const [applied] = applyWaiting(unanswered(waiting), waiting, { rules });
    expect(applied?.kind === 'applied' && applied.posting.rulesVersion).toBe('rules of primary');
  });

  it.each([
    ['2026-11-09', []],
    ['2026-11-10', []],
    ['2026-11-08', ['applied']],
  ])('never reverse what was paid on their own day or later: %s', (on, expected) => {
    const waiting = [waits('reversal', reversalOf(original), '2026-11-09')];
    expect(applyWaiting(answered(on, waiting), waiting, known).map((one) => one.kind)).toEqual(expected);
  });

  it('know the day of what was applied before them', () => {
    const waiting = (on: string) => [
      waits('answer', original, '2026-11-09'),
      waits('reversal', reversalOf(original), on),
    ];
    const kinds = (on: string) =>
      applyWaiting(unanswered(waiting(on)), waiting(on), known).map(
        (one) => one.kind === 'applied' && one.posting.kind,
      );
    expect(kinds('2026-11-10')).toEqual(['posted', 'reversed']);
    expect(kinds('2026-11-09')).toEqual(['posted']);
  });

  it('stay, with whatever else waits, when they still cannot post', () => {
    const waiting = [waits('second', correction, '2026-11-16')];
    expect(applyWaiting(answered('2026-11-02', waiting), waiting, known)).toEqual([]);
    const stranger = [waits('answer', correction, '2026-11-16', ['stranger']), waits('mine', original, '2026-11-02')];
    const [mine, ...others] = applyWaiting(unanswered(stranger), stranger, known);
    expect(mine?.kind === 'applied' && mine.posting.after?.waiting).toEqual(['answer']);
    expect(others).toEqual([]);
  });

  it('show the patient’s credit when they reverse a share that was paid', () => {
    const waiting = [waits('reversal', reversalOf(original), '2026-11-09')];
    const books = answered('2026-11-02', waiting);
    const exceptions = (patientCents: number) =>
      applyWaiting({ ...books, balance: { ...books.balance, patientCents: cents(patientCents) } }, waiting, known)
        .flatMap((one) => (one.kind === 'applied' ? one.posting.exceptions : []))
        .map((one) => [one.code, one.cents]);
    expect(exceptions(2000)).toEqual([]);
    expect(exceptions(0)).toEqual([['patient-credit', -2000]]);
    expect(exceptions(-300)).toEqual([['patient-credit', -2300]]);
  });

  it('show no credit that the patient had before', () => {
    const waiting = [waits('answer', correction, '2026-11-09')];
    const balance = submitted(10000, ['primary'], { waiting: ['answer'], patientCents: cents(-300) });
    const [applied] = applyWaiting({ balance, reversible: [] }, waiting, known);
    expect(applied?.kind === 'applied' && applied.posting.exceptions).toEqual([]);
  });
});

describe('an answer and its reversal that both wait', () => {
  const second = (claim: RemittanceClaim): RemittanceClaim => ({ ...claim, payerClaimNumber: 'ICN7' });
  const offsets = (...waiting: WaitingClaim[]) =>
    applyWaiting(answered('2026-11-20', waiting), waiting, known).flatMap((one) =>
      one.kind === 'offset' ? [one.settled.map(({ entryId }) => entryId)] : [],
    );

  it('offset each other: neither waits any longer, and nothing of the claim moves', () => {
    const waiting = [
      waits('reversal', reversalOf(second(correction)), '2026-11-10'),
      waits('other', second(original), '2026-11-09'),
      waits('answer', second(correction), '2026-11-09'),
    ];
    const books = answered('2026-11-20', waiting);
    const applied = applyWaiting(books, waiting, known);
    expect(applied).toHaveLength(1);
    expect(applied[0]).toMatchObject({ kind: 'offset', settled: [{ entryId: 'answer' }, { entryId: 'reversal' }] });
    const after: ClaimBalance | undefined = applied[0]?.kind === 'offset' ? applied[0].after : undefined;
    expect(after).toEqual({ ...books.balance, waiting: ['other'] });
  });

  it('do so only when the reversal is of the same payer, of a later day, and negates it exactly', () => {
    const answer = waits('answer', correction, '2026-11-09');
    expect(offsets(answer, waits('reversal', reversalOf(correction), '2026-11-10'))).toEqual([['answer', 'reversal']]);
    expect(offsets(answer, waits('reversal', reversalOf(correction), '2026-11-09'))).toEqual([]);
    expect(offsets(answer, waits('reversal', reversalOf(original), '2026-11-10'))).toEqual([]);
    expect(offsets(answer, waits('reversal', reversalOf(correction), '2026-11-10', ['another']))).toEqual([]);
    const twin = statement('1', [line(-10000, -9000, 'CO-45 -1000')]);
    expect(offsets(answer, waits('no-reversal', twin, '2026-11-10'))).toEqual([]);
    const takenBack = waits('first', reversalOf(correction), '2026-11-09');
    expect(offsets(takenBack, waits('second', { ...correction, statusCode: '22' }, '2026-11-10'))).toEqual([]);
  });

  it('of several payers with the same name are distinguished by all of them', () => {
    const answer = waits('answer', correction, '2026-11-09', ['x', 'y']);
    expect(offsets(answer, waits('reversal', reversalOf(correction), '2026-11-10', ['xy']))).toEqual([]);
    expect(offsets(answer, waits('reversal', reversalOf(correction), '2026-11-10', ['x', 'y']))).toEqual([
      ['answer', 'reversal'],
    ]);
  });
});

it('a part of a claim that waits is recognised by what its lines were charged', () => {
  const numbered = { ...line(6000, 6000), controlNumber: '1' };
  const waiting = [waits('part', statement('1', [numbered]), '2026-11-09')];
  const lineCharges = new Map([
    [1, cents(6000)],
    [2, cents(4000)],
  ]);
  const [applied] = applyWaiting(unanswered(waiting), waiting, { ...known, lineCharges });
  expect(applied?.kind === 'applied' && applied.posting.adjudication?.lines).toEqual([1]);
  expect(applyWaiting(unanswered(waiting), waiting, known)).toEqual([]);
});
