import { describe, expect, it } from 'vitest';
import type { ClaimBalance } from '../../../shared/domain/claim/balance.ts';
import type { LedgerEntry, Leg } from '../../../shared/domain/ledger/entry.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import {
  type MatchInput,
  matchToClaim,
  transferLegs,
  unpostAnswer,
} from '../../../shared/domain/remittance/post/rebook.ts';
import type { RemittanceClaim } from '../../../shared/domain/remittance/remittance.ts';
import { defaultAdjustmentRules } from '../../../shared/domain/remittance/rules/adjustment-rules.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import {
  adjustments,
  legTexts,
  line,
  post,
  readyFiling,
  reversalOf,
  reversedAgain,
  statement,
  submitted,
} from './statements.ts';

const day = (text: string) => text as LocalDate;
const sound = statement('1', [line(10000, 8000, 'CO-45 2000')]);
const alone = () => submitted(10000, ['primary']);
const both = () => submitted(10000, ['primary', 'secondary']);

/** The entry that holds a claim's cash, with the payer if it was known. */
function held(paidCents: number, payerId?: string): Pick<LedgerEntry, 'legs'> {
  const payer = payerId === undefined ? {} : { payerId };
  return {
    legs: [
      { account: 'remittance-clearing', cents: cents(paidCents) },
      { account: 'unapplied-payer-cash', cents: cents(-paidCents), ...payer },
    ],
  };
}

function match(claim: RemittanceClaim, balance: ClaimBalance, more: Partial<MatchInput> = {}) {
  return matchToClaim({
    claim,
    balance,
    payerIds: ['primary'],
    rules: defaultAdjustmentRules,
    reversible: [],
    lineCharges: new Map(),
    paymentDate: day('2026-11-02'),
    held: held(claim.paidCents),
    isAccepted: false,
    ...more,
  });
}

function matched(...input: Parameters<typeof match>) {
  const result = match(...input);
  if (!result.ok) throw new Error(`the claim of this test does not fit: ${result.failure.code}`);
  return result.value;
}

const refusal = (...input: Parameters<typeof match>) => {
  const result = match(...input);
  return result.ok ? 'it fits' : result.failure.code;
};

/** A posting as the entry that books it. */
function entryOf(posting: ReturnType<typeof post>, id = 'led_1'): LedgerEntry {
  const { legs, notes, adjudication, entryKind: kind } = posting;
  return { id, kind, legs, notes, ...(adjudication && { adjudication }) } as LedgerEntry;
}

describe('a payment that a person matches with a claim', () => {
  it('posts as it would have, except that its cash comes from where it waits and under the payer there', () => {
    const posting = matched(sound, alone(), { held: held(8000, 'primary') });
    expect(posting).toMatchObject({ kind: 'posted', entryKind: 'remittance-match', exceptions: [] });
    expect(legTexts(posting.legs)).toEqual([
      'unapplied-payer-cash primary 8000',
      'insurance-receivable primary -8000',
      'contractual-adjustments primary 1 CO-45 2000',
      'insurance-receivable primary 1 CO-45 -2000',
    ]);
    expect(posting.after).toEqual(post(sound, alone()).after);
    expect(matched(sound, alone()).legs[0]).toStrictEqual({ account: 'unapplied-payer-cash', cents: 8000 });
  });

  it('reverses an answer when it is a reversal, and shows that the patient has a credit now', () => {
    const original = statement('1', [line(10000, 8000, 'PR-2 2000')]);
    const answer = post(original, alone());
    const paid = { ...(answer.after as ClaimBalance), patientCents: cents(0) };
    const reversal = { reversible: [{ ...entryOf(answer), effectiveOn: day('2026-10-30') }] };
    const posting = matched(reversalOf(original), paid, reversal);
    expect(posting).toMatchObject({ kind: 'reversed', entryKind: 'remittance-match', reverses: ['led_1'] });
    expect(posting.exceptions).toMatchObject([{ code: 'patient-credit', cents: -2000 }]);
    const owing = { ...paid, patientCents: cents(2000) };
    expect(matched(reversalOf(original), owing, reversal).exceptions).toEqual([]);
  });

  it('does not post where it would not have, for the same reason', () => {
    expect(refusal(sound, submitted(10000, ['other']))).toBe('payer-not-on-claim');
    expect(refusal(sound, submitted(9000, ['primary']))).toBe('charge-differs');
    expect(refusal({ ...sound, paidCents: cents(7000) }, alone())).toBe('claim-unbalanced');
    const unbalanced = match({ ...sound, paidCents: cents(7000) }, alone());
    expect(unbalanced).toMatchObject({ ok: false, failure: { facts: { equation: 'claim', differenceCents: 1000 } } });
  });

  it('never uses other cash than what waits', () => {
    expect(() => match(sound, alone(), { held: held(7999) })).toThrow('a match takes exactly what waits');
  });
});

describe('a payment that a person accepts though it does not add up', () => {
  const accepted = { isAccepted: true };

  it('posts its cash and what adds up; the rest is noted and stays with the payer, and nothing is made up', () => {
    const claim = statement('1', [line(6000, 5000, 'CO-45 1000'), line(4000, 2500, 'CO-45 900', 'CO-253 0')]);
    const posting = matched(claim, alone(), accepted);
    expect(legTexts(posting.legs)).toEqual([
      'unapplied-payer-cash 7500',
      'insurance-receivable primary -7500',
      'contractual-adjustments primary 1 CO-45 1000',
      'insurance-receivable primary 1 CO-45 -1000',
    ]);
    expect(posting.notes).toEqual([{ meaning: 'held', reason: 'CO-45', cents: 900, line: 2 }]);
    expect(posting.after?.payers[0]).toMatchObject({ receivableCents: 1500, status: 'answered' });
  });

  it('keeps the claim’s own adjustments from posting when they do not agree with lines and payment', () => {
    const claim = { ...statement('1', [line(10000, 8000, 'CO-45 2000')]), adjustments: adjustments('CO-45 2000') };
    const posting = matched(claim, alone(), accepted);
    expect(posting.notes).toStrictEqual([{ meaning: 'held', reason: 'CO-45', cents: 2000 }]);
    expect(posting.after?.payers[0]?.receivableCents).toBe(0);
    const whole = { ...statement('1', []), chargeCents: cents(10000), paidCents: cents(7000) };
    const without = matched({ ...whole, adjustments: adjustments('CO-45 2000') }, alone(), accepted);
    expect(without.notes).toEqual([{ meaning: 'held', reason: 'CO-45', cents: 2000 }]);
    expect(without.after?.payers[0]?.receivableCents).toBe(3000);
  });

  it('posts the claim’s own adjustments when only a line is unsound', () => {
    const own = { adjustments: adjustments('CO-45 500') };
    const claim = statement('1', [line(10000, 8000, 'CO-45 1900')], own);
    const posting = matched(claim, alone(), accepted);
    expect(legTexts(posting.legs)).toContain('contractual-adjustments primary CO-45 500');
    expect(posting.notes).toEqual([{ meaning: 'held', reason: 'CO-45', cents: 1900, line: 1 }]);
    expect(posting.after?.payers[0]?.receivableCents).toBe(2000);
  });

  it('leaves what the payer states beyond our charge, or short of it, in the receivable', () => {
    const posting = matched(sound, submitted(12000, ['primary']), accepted);
    expect(posting.after?.payers[0]).toMatchObject({ receivableCents: 2000, status: 'answered' });
    expect(posting.notes).toEqual([]);
    expect(posting.rulesVersion).toBe('2026-11-2');
  });

  it('posts for the payer that paid, whatever place in the order it states for itself', () => {
    const posting = matched({ ...sound, statusCode: '2' }, both(), accepted);
    expect(posting.after?.state).toMatchObject({ payerPosition: 0, outcome: 'paid' });
    expect(posting.after?.payers[1]?.forwardedBy).toBeUndefined();
    const forwarded = matched({ ...sound, statusCode: '20' }, both(), accepted);
    expect(forwarded.after?.payers[1]?.forwardedBy).toBe(0);
  });

  it.each(['19', '20', '21'])('recognises by status %s that the claim was forwarded', (statusCode) => {
    const claim = { ...sound, statusCode, chargeCents: cents(9000) };
    expect(matched(claim, both(), accepted).after?.payers[1]?.forwardedBy).toBe(0);
  });

  it('is refused when that payer has answered, or an earlier one has not', () => {
    const answered = post(sound, both()).after as ClaimBalance;
    expect(refusal({ ...sound, statusCode: '2' }, answered, accepted)).toBe('already-adjudicated');
    expect(refusal(sound, both(), { ...accepted, payerIds: ['secondary'] })).toBe('earlier-payer-unanswered');
    expect(match(sound, both(), { ...accepted, payerIds: ['secondary'] })).toMatchObject({
      failure: { facts: { position: 1 } },
    });
  });

  it('posts for a later payer once the earlier one has answered, by the rules for its place', () => {
    const answered = post(statement('1', [line(10000, 8000, 'PR-2 2000')]), both()).after as ClaimBalance;
    const rules = {
      ...defaultAdjustmentRules,
      rules: [
        { carcs: ['131'], payerPositions: [1], meaning: 'contractual' as const },
        ...defaultAdjustmentRules.rules,
      ],
    };
    const claim = statement('2', [line(9000, 1500, 'CO-131 7500')]);
    const posting = matched(claim, answered, { ...accepted, payerIds: ['secondary'], rules });
    expect(legTexts(posting.legs)).toContain('contractual-adjustments secondary 1 CO-131 500');
    expect(posting.after?.state).toMatchObject({ payerPosition: 1 });
  });

  it('denies what the payer calls a duplicate, because it has not answered before', () => {
    const claim = statement('1', [line(9000, 0, 'CO-18 9000')]);
    expect(matched(claim, alone(), accepted).denial?.reasons).toEqual(['CO-18']);
  });

  it('replaces a denial as any answer does', () => {
    const denial = post(statement('1', [line(10000, 0, 'CO-197 10000')]), alone());
    const reversible = [{ ...entryOf(denial, 'denial'), effectiveOn: day('2026-10-30') }];
    const broken = statement('1', [line(10000, 8000, 'CO-45 1900')]);
    const posting = matched(broken, denial.after as ClaimBalance, { ...accepted, reversible });
    expect(posting).toMatchObject({ kind: 'posted', reverses: ['denial'] });
  });

  it('reverses an answer as it was stated, although neither adds up', () => {
    const broken = { ...statement('1', [line(10000, 8000, 'CO-45 1900')]) };
    const taken = reversalOf(broken);
    const answer = matched(broken, alone(), accepted);
    const reversible = [{ ...entryOf(answer, 'answer'), effectiveOn: day('2026-10-30') }];
    const posting = matched(taken, answer.after as ClaimBalance, { ...accepted, reversible });
    expect(posting).toMatchObject({ kind: 'reversed', reverses: ['answer'], entryKind: 'remittance-match' });
    expect(posting.after?.payers[0]).toMatchObject({ receivableCents: 10000, status: 'open' });
    expect(refusal(taken, alone(), accepted)).toBe('reversal-without-original');
    const two = answer.after as ClaimBalance;
    const payers = [...two.payers, { ...(two.payers[0] as (typeof two.payers)[0]), payerId: 'later' }];
    const raised = matched(taken, { ...two, payers }, { ...accepted, reversible });
    expect(raised.exceptions.map(({ code }) => code)).toEqual(['later-payer-answered']);
  });

  it('names what it withholds by our numbers of the lines, where the payer returns them', () => {
    const lines = [line(6000, 5000, 'CO-45 900'), line(4000, 3000, 'CO-45 900')];
    const numbers = (...controlNumbers: string[]) => {
      const numbered = lines.map((one, index) => ({ ...one, controlNumber: controlNumbers[index] ?? '' }));
      return matched(statement('1', numbered), alone(), accepted).notes.map((note) => note.line);
    };
    expect([numbers('2', '1'), numbers('', ''), numbers('7', '1')]).toEqual([
      [2, 1],
      [1, 2],
      [1, 1],
    ]);
  });

  it('is refused when something other than its figures is wrong', () => {
    const ready = submitted(10000, ['primary'], { state: { kind: 'charged' }, filings: readyFiling });
    expect(refusal(sound, ready, accepted)).toBe('claim-not-submitted');
    expect(refusal({ ...sound, paidCents: cents(7000) }, ready, accepted)).toBe('claim-not-submitted');
    expect(refusal({ ...sound, paidCents: cents(7000) }, submitted(10000, ['other']), accepted)).toBe(
      'payer-not-on-claim',
    );
  });

  it('shows that the patient has a credit now', () => {
    const before = submitted(10000, ['primary'], { patientCents: cents(-500) });
    const share = statement('1', [line(10000, 11000, 'PR-2 -1000')]);
    const broken = { ...share, chargeCents: cents(9000) };
    const posting = matched(broken, before, accepted);
    expect(posting.after?.patientCents).toBe(-1500);
    expect(posting.exceptions.map(({ code, cents: amount }) => [code, amount])).toContainEqual([
      'patient-credit',
      -1500,
    ]);
    const more = matched({ ...sound, chargeCents: cents(9000) }, before, accepted);
    expect(more.exceptions.map(({ code }) => code)).not.toContain('patient-credit');
  });
});

describe('a payment that a person takes off its claim', () => {
  const original = statement('1', [line(10000, 7000, 'CO-45 1000', 'PR-2 2000')]);
  const booked = () => {
    const answer = post(original, both());
    return { answer, after: answer.after as ClaimBalance };
  };

  it('is reversed; its cash waits again under its payer, who is asked again', () => {
    const { answer, after } = booked();
    const posting = unpostAnswer(after, [entryOf(answer)], 'led_1');
    expect(posting).toMatchObject({ kind: 'reversed', entryKind: 'remittance-unpost', reverses: ['led_1'] });
    expect(legTexts(posting?.legs ?? [])).toEqual([
      'unapplied-payer-cash primary -7000',
      'insurance-receivable primary 7000',
      'contractual-adjustments primary 1 CO-45 -1000',
      'insurance-receivable primary 1 CO-45 1000',
      'insurance-receivable secondary 1 PR-2 -2000',
      'insurance-receivable primary 1 PR-2 2000',
    ]);
    expect(posting?.after).toEqual(reversedAgain(both()));
    expect(posting?.exceptions).toEqual([]);
  });

  it.each([[undefined], ['primary']])('returns to where a person had matched it from: %s', (payerId) => {
    const { after } = booked();
    const entry = entryOf(matched(original, both(), { held: held(7000, payerId) }));
    const posting = unpostAnswer(after, [entry], 'led_1');
    const cash: Leg | undefined = posting?.legs.find((leg) => leg.account === 'unapplied-payer-cash');
    expect(cash).toStrictEqual({ account: 'unapplied-payer-cash', cents: -7000, ...(payerId && { payerId }) });
  });

  it('creates exceptions for what is left without it: a later payer’s answer, the patient’s credit', () => {
    const { answer, after } = booked();
    const second = post(statement('2', [line(10000, 1500, 'OA-23 8000', 'PR-2 500')]), after, {
      payerIds: ['secondary'],
    });
    const entries = [entryOf(answer), entryOf(second, 'led_2')];
    expect(unpostAnswer(second.after as ClaimBalance, entries, 'led_1')?.exceptions).toMatchObject([
      { code: 'later-payer-answered', facts: { status: 'unposted', position: 1 } },
    ]);
    const paid = { ...(second.after as ClaimBalance), patientCents: cents(0) };
    const unposted = unpostAnswer(paid, entries, 'led_2');
    expect(unposted?.exceptions).toMatchObject([{ code: 'patient-credit', cents: -500 }]);
  });

  it('must be a valid answer, and valid as a whole', () => {
    const { answer, after } = booked();
    const part = { id: 'led_4', legs: [], reversesPart: 'led_1' } as unknown as LedgerEntry;
    expect(unpostAnswer(after, [entryOf(answer), part], 'led_1')).toBeUndefined();
    expect(unpostAnswer(after, [entryOf(answer), { ...part, reversesPart: 'led_9' }], 'led_1')).toBeDefined();
    const entries = [entryOf(answer), { ...entryOf(answer, 'led_2'), adjudication: undefined }];
    expect(unpostAnswer(after, entries as LedgerEntry[], 'led_2')).toBeUndefined();
    expect(unpostAnswer(after, entries as LedgerEntry[], 'led_9')).toBeUndefined();
    const reversed = { id: 'led_3', legs: [], reverses: ['led_1'] } as unknown as LedgerEntry;
    expect(unpostAnswer(after, [entryOf(answer), reversed], 'led_1')).toBeUndefined();
  });
});

describe('cash that comes to wait in another entity’s books', () => {
  it('is removed from one and added to the other under its payer, and the books of each sum to zero', () => {
    const [first, second] = transferLegs(held(8000, 'primary'));
    expect(legTexts(first)).toEqual(['unapplied-payer-cash primary 8000', 'between-entities -8000']);
    expect(legTexts(second)).toEqual(['unapplied-payer-cash primary -8000', 'between-entities 8000']);
    expect(transferLegs({ legs: [] })).toEqual([[], []]);
  });
});
