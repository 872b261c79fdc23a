import { describe, expect, it } from 'vitest';
import type { ClaimBalance, PayerShare } from '../../../shared/domain/claim/balance.ts';
import type { Leg } from '../../../shared/domain/ledger/entry.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import type { ReversibleEntry } from '../../../shared/domain/remittance/post/claim-posting.ts';
import { takeBack } from '../../../shared/domain/remittance/post/post-reversal.ts';
import {
  bookedFigures,
  negates,
  sameFigures,
  statedFigures,
} from '../../../shared/domain/remittance/post/stated-figures.ts';
import type { RemittanceClaim, RemittanceLine } from '../../../shared/domain/remittance/remittance.ts';
import { entryOf, known, lineCharges, numbered, posted, three } from './answered-in-parts.ts';
import { adjustments, legTexts, line, post, reversalOf, reversedAgain, statement, submitted } from './statements.ts';

describe('a reversal of an answer that was given in parts', () => {
  const first = statement('1', [numbered(1, 6000, 5000, 'CO-45 1000')]);
  const second = statement('1', [numbered(2, 3000, 0, 'CO-16 3000')]);
  const third = statement('1', [numbered(3, 1000, 1000)]);

  it('leaves the other parts answered, whether or not they were all', () => {
    const some = posted(three('primary'), first, second);
    const posting = post(reversalOf(first), some.after, { ...known, ...some });
    expect(posting).toMatchObject({ kind: 'reversed', entryKind: 'remittance-reversal', reverses: ['e1'] });
    expect(posting.after?.payers[0]).toMatchObject({ status: 'open', answeredLines: [2] });
    expect(posting.after?.state).toEqual({ kind: 'adjudicated', outcome: 'partly-paid', payerPosition: 0 });
    const all = posted(three('primary'), first, second, third);
    expect(all.after.payers[0]?.status).toBe('answered');
    const denial = post(reversalOf(second), all.after, { ...known, ...all });
    expect(denial.after?.payers[0]).toMatchObject({ status: 'open', answeredLines: [1, 3] });
    expect(denial.notes).toEqual([{ meaning: 'denial', reason: 'CO-16', cents: -3000, line: 2 }]);
  });

  it('asks the payer again once the last part is reversed', () => {
    const before = three('primary');
    const { after, reversible } = posted(before, first);
    const posting = post(reversalOf(first), after, { ...known, reversible });
    expect(posting.after).toEqual(reversedAgain(before));
  });
});

describe('a reversal of some lines of an answer', () => {
  const whole = statement('1', [
    numbered(1, 6000, 5000, 'CO-45 1000'),
    numbered(2, 3000, 500, 'CO-16 2500'),
    numbered(3, 1000, 0, 'CO-29 1000'),
  ]);
  const lineOf = (...places: number[]) =>
    reversalOf(
      statement(
        '1',
        places.map((place) => whole.lines[place - 1] as RemittanceLine),
      ),
    );

  it('reverses what was booked and noted of these lines', () => {
    const { after, reversible } = posted(three('primary'), whole);
    const posting = post(lineOf(3, 2), after, { ...known, reversible });
    expect(posting).toMatchObject({
      entryKind: 'remittance-reversal',
      reversesPart: 'e1',
      adjudication: { lines: [1] },
    });
    expect(legTexts(posting.legs)).toEqual(['remittance-clearing -500', 'insurance-receivable primary 500']);
    expect(posting.notes).toEqual([
      { meaning: 'denial', reason: 'CO-16', cents: -2500, line: 2 },
      { meaning: 'denial', reason: 'CO-29', cents: -1000, line: 3 },
    ]);
    expect(posting.exceptions).toEqual([{ code: 'reversed-in-part', cents: -500, facts: { lines: '2 3' } }]);
    expect(posting.after?.payers[0]).toMatchObject({ status: 'open', answeredLines: [1] });
    expect(post(lineOf(1), after, { ...known, reversible }).notes).toEqual([]);
    expect(legTexts(post(lineOf(1), after, { ...known, reversible }).legs)).toEqual([
      'remittance-clearing -5000',
      'insurance-receivable primary 5000',
      'contractual-adjustments primary 1 CO-45 -1000',
      'insurance-receivable primary 1 CO-45 1000',
    ]);
  });

  it('of an answer in parts leaves answered what the payer answered elsewhere', () => {
    const part = statement('1', whole.lines.slice(0, 2));
    const some = posted(three('primary'), part);
    const posting = post(lineOf(1), some.after, { ...known, ...some });
    expect(posting.adjudication?.lines).toEqual([2]);
    expect(posting.after?.payers[0]?.answeredLines).toEqual([2]);
    const rest = posted(three('primary', 'other'), part, statement('1', whole.lines.slice(2)));
    const again = post(lineOf(1), rest.after, { ...known, ...rest });
    expect(again.adjudication?.lines).toEqual([2]);
  });

  it('of an answer in parts leaves answered what other answers are about', () => {
    const four = { lineCharges: new Map([...lineCharges, [4, cents(500)]]) };
    const balance = submitted(10500, ['primary', 'other'], { lineCount: 4 });
    const one = post(statement('1', whole.lines.slice(0, 2)), balance, four);
    const two = post(statement('1', whole.lines.slice(2)), one.after, four);
    expect(two.after?.payers[0]?.answeredLines).toEqual([1, 2, 3]);
    const posting = post(lineOf(1), two.after, { ...four, reversible: [entryOf(one, 'e1'), entryOf(two, 'e2')] });
    expect(posting).toMatchObject({ reversesPart: 'e1', adjudication: { lines: [2] } });
    expect(posting.after?.payers[0]?.answeredLines).toEqual([2, 3]);
  });

  it('is held when one of several lines is reversed with other amounts, or belongs to another answer', () => {
    const { after, reversible } = posted(three('primary'), whole);
    const [entry] = reversible as [ReversibleEntry];
    const [one, two] = whole.lines as [RemittanceLine, RemittanceLine];
    const other = reversalOf(
      statement('1', [one, { ...two, paidCents: cents(600), adjustments: adjustments('CO-16 2400') }]),
    );
    expect(post(other, after, { ...known, reversible }).exceptions[0]?.code).toBe('partial-reversal');
    const adjudication = { payerId: 'primary', share: 0, payerClaimNumber: 'ICN1', lines: [1, 3] };
    const elsewhere = [{ ...entry, adjudication }];
    expect(post(lineOf(1, 2), after, { ...known, reversible: elsewhere }).kind).toBe('unapplied');
  });

  it('finds the answer that holds these lines, by the payer’s own number where several do', () => {
    const { after, reversible } = posted(three('primary'), whole);
    const [entry] = reversible as [ReversibleEntry];
    const renamed = { ...entry, id: 'e2', adjudication: { payerId: 'primary', share: 0, payerClaimNumber: 'ICN2' } };
    const elsewhere = {
      ...entry,
      id: 'e3',
      adjudication: { payerId: 'primary', share: 0, payerClaimNumber: 'ICN1', lines: [1, 3] },
    };
    const reversesPart = (...candidates: ReversibleEntry[]) =>
      post(lineOf(2), after, { ...known, reversible: candidates }).reversesPart;
    expect(reversesPart(renamed, entry)).toBe('e1');
    expect(reversesPart(renamed)).toBe('e2');
    expect(reversesPart(elsewhere)).toBeUndefined();
    expect(reversesPart(elsewhere, entry)).toBe('e1');
    expect(reversesPart(entry, { ...entry, id: 'e4' })).toBeUndefined();
  });

  it('is held when the answer booked or noted anything of the claim as a whole', () => {
    const { after, reversible } = posted(three('primary'), whole);
    const [entry] = reversible as [ReversibleEntry];
    const leg: Leg = {
      account: 'insurance-receivable',
      payerId: 'primary',
      share: 0,
      reason: 'CO-45',
      cents: cents(-5),
    };
    const reversal = (candidate: ReversibleEntry) => post(lineOf(2), after, { ...known, reversible: [candidate] }).kind;
    expect(reversal({ ...entry, legs: [...entry.legs, leg] })).toBe('unapplied');
    expect(reversal({ ...entry, legs: [...entry.legs, { ...leg, payerId: 'other', share: 1 }] })).toBe('reversed');
    const noted = { meaning: 'information' as const, reason: 'OA-23', cents: cents(5) };
    expect(reversal({ ...entry, notes: [noted, ...(entry.notes ?? [])] })).toBe('unapplied');
  });

  it('is held when it is of all lines with other amounts, or when it is unknown what lines were charged', () => {
    const { after, reversible } = posted(three('primary'), whole);
    const other = statement('1', [numbered(1, 6000, 4000, 'CO-45 2000'), ...whole.lines.slice(1)]);
    expect(post(reversalOf(other), after, { ...known, reversible }).exceptions[0]?.code).toBe('partial-reversal');
    expect(post(lineOf(2), after, { reversible }).exceptions).toEqual([
      { code: 'partial-reversal', cents: -500, facts: { answers: 1 } },
    ]);
  });

  it('adds up what is stated twice of a line, and includes everything that was booked of it', () => {
    const twice = statement('1', [
      numbered(1, 6000, 5000, 'CO-45 400', 'CO-45 600'),
      numbered(2, 3000, 3000),
      numbered(3, 1000, 1000),
    ]);
    const { after, reversible } = posted(three('primary'), twice);
    const once = reversalOf(statement('1', [numbered(1, 6000, 5000, 'CO-45 1000')]));
    expect(post(once, after, { ...known, reversible }).kind).toBe('reversed');
    const short = reversalOf(statement('1', [numbered(1, 6000, 6000)]));
    expect(post(short, after, { ...known, reversible }).kind).toBe('unapplied');
  });
});

describe('a reversal that posts to no answer', () => {
  const original = statement('1', [line(10000, 7000, 'CO-45 3000')]);
  const reversal = reversalOf(original);

  it('leaves its cash under the payer, or under none when that is uncertain', () => {
    const { reversible, after } = posted(submitted(10000, ['primary']), original);
    const legs = (payerIds: string[]) => post(reversal, after, { reversible: [], payerIds }).legs;
    expect(legs(['primary'])[1]).toEqual({ account: 'unapplied-payer-cash', cents: 7000, payerId: 'primary' });
    expect(legs(['primary', 'sister'])[1]).toStrictEqual({ account: 'unapplied-payer-cash', cents: 7000 });
    expect(post(reversal, undefined, { reversible }).exceptions).toEqual([
      { code: 'reversal-without-original', cents: -7000, facts: { status: '22' } },
    ]);
  });

  it('reverses no entry that is not an answer, and of several equal ones the latest', () => {
    const { reversible, after } = posted(submitted(10000, ['primary']), original);
    const [entry] = reversible as [ReversibleEntry];
    const { adjudication: _none, ...nobodys } = entry;
    expect(post(reversal, after, { reversible: [nobodys] }).exceptions[0]?.code).toBe('reversal-without-original');
    const alike = ['a', 'b', 'c'].map((id) => ({ ...entry, id }));
    expect(post(reversal, after, { reversible: alike }).reverses).toEqual(['c']);
    expect(post({ ...reversal, payerClaimNumber: 'X' }, after, { reversible: alike }).reverses).toEqual(['c']);
  });
});

describe('the shares of a claim with a reversed answer', () => {
  const share = (payerId: string, more: Partial<PayerShare> = {}): PayerShare => ({
    payerId,
    coverageId: `cov_${payerId}`,
    receivableCents: cents(0),
    status: 'answered',
    ...more,
  });
  const balanceOf = (...payers: PayerShare[]): ClaimBalance => ({
    ...submitted(10000, []),
    payers,
    filings: [],
    state: { kind: 'adjudicated', outcome: 'paid', payerPosition: 0 },
  });
  const answerOf = (payerId: string, lines?: number[]): ReversibleEntry => ({
    id: 'answer',
    legs: [],
    adjudication: { payerId, share: 'abcd'.indexOf(payerId), payerClaimNumber: 'ICN1', ...(lines && { lines }) },
  });
  const nothing = { paidCents: cents(0), statusCode: '22' };
  const takenBack = (payerId: string, lines: number[] | undefined, ...payers: PayerShare[]) =>
    takeBack(nothing, balanceOf(...payers), [answerOf(payerId, lines)], []);
  const shares = (...input: Parameters<typeof takenBack>) => takenBack(...input).after?.payers;

  it('lose the legal protection that came with it, unless a part of it is still valid', () => {
    const shielded = share('a', { patientProtection: 'no-surprises' });
    expect(shares('a', undefined, shielded)).toStrictEqual([share('a', { status: 'open' })]);
    expect(shares('a', [1], shielded)).toStrictEqual([
      share('a', { status: 'open', patientProtection: 'no-surprises', answeredLines: [2] }),
    ]);
    expect(shares('a', [1], share('a'))).toStrictEqual([share('a', { status: 'open', answeredLines: [2] })]);
    expect(shares('a', undefined, share('a'), share('b', { patientProtection: 'no-surprises' }))?.[1]).toStrictEqual(
      share('b', { patientProtection: 'no-surprises' }),
    );
  });

  it('are no longer forwarded by the payer that reversed its answer; by another they still are', () => {
    const forwarded = (forwardedBy: number) => share('b', { status: 'waiting', forwardedBy });
    expect(shares('a', undefined, share('a'), forwarded(0))?.[1]).toStrictEqual(share('b', { status: 'waiting' }));
    expect(shares('a', undefined, share('a'), forwarded(1))?.[1]).toStrictEqual(forwarded(1));
    expect(shares('a', [1], share('a'), forwarded(0))?.[1]).toStrictEqual(forwarded(0));
    expect(shares('b', undefined, share('a'), share('b', { forwardedBy: 0 }))?.[1]).toStrictEqual(
      share('b', { status: 'open', forwardedBy: 0 }),
    );
  });

  it('wait again where a later payer was open and is owed nothing any more, and only there', () => {
    const open = (payerId: string, amount: number) =>
      share(payerId, { status: 'open', receivableCents: cents(amount) });
    const statuses = (payerId: string, ...payers: PayerShare[]) =>
      shares(payerId, undefined, ...payers)?.map(({ status }) => status);
    expect(statuses('a', share('a'), open('b', 0))).toEqual(['open', 'waiting']);
    expect(statuses('a', share('a'), open('b', -5))).toEqual(['open', 'waiting']);
    expect(statuses('a', share('a'), open('b', 5))).toEqual(['open', 'open']);
    expect(statuses('a', share('a'), share('b'))).toEqual(['open', 'answered']);
    expect(statuses('b', open('a', 0), share('b'))).toEqual(['open', 'open']);
  });

  it('create an exception for the first later payer that has answered based on it, and for no earlier one', () => {
    const posting = takenBack(
      'b',
      undefined,
      share('a'),
      share('b'),
      share('c', { status: 'open' }),
      share('d', { receivableCents: cents(-7) }),
    );
    expect(posting.exceptions).toEqual([
      { code: 'later-payer-answered', cents: -7, facts: { status: '22', position: 3 } },
    ]);
    expect(takenBack('b', undefined, share('a'), share('b')).exceptions).toEqual([]);
    expect(posting.after?.state).toEqual({ kind: 'reversed', payerPosition: 1 });
  });
});

describe('the figures by which a reversal recognises its answer', () => {
  const figures = (claim: RemittanceClaim) => statedFigures(claim);
  const ofLine = (...reductions: string[]) => statement('1', [line(10000, 0, ...reductions)]);

  it('are the payment, and the cents of each group and reason over claim and lines', () => {
    const claim = statement(
      '1',
      [line(6000, 5000, 'CO-45 1000'), line(4000, 3000, 'CO-45 1000', 'PR-1 7', 'PR-1 -7')],
      {
        adjustments: adjustments('CO-253 20'),
      },
    );
    expect(figures(claim)).toEqual({
      paidCents: 7980,
      reasons: new Map([
        ['CO-253', 20],
        ['CO-45', 2000],
      ]),
    });
  });

  it('of an entry are its cash, the payer’s own receivable legs with a reason, and its notes', () => {
    const legs: Leg[] = [
      { account: 'unapplied-payer-cash', cents: cents(500) },
      { account: 'remittance-clearing', cents: cents(200) },
      { account: 'insurance-receivable', payerId: 'a', share: 0, cents: cents(-700) },
      { account: 'insurance-receivable', payerId: 'a', share: 0, reason: 'PR-2', cents: cents(-30) },
      { account: 'insurance-receivable', payerId: 'b', share: 1, reason: 'PR-2', cents: cents(30) },
      { account: 'contractual-adjustments', payerId: 'a', reason: 'CO-45', cents: cents(9) },
    ];
    const adjudication = { payerId: 'a', share: 0, payerClaimNumber: '' };
    const notes = [{ meaning: 'denial' as const, reason: 'CO-16', cents: cents(4) }];
    const reasons = new Map([['PR-2', 30]]);
    expect(bookedFigures({ id: '', legs, adjudication })).toEqual({ paidCents: 700, reasons });
    expect(bookedFigures({ id: '', legs, adjudication, notes }).reasons).toEqual(new Map([...reasons, ['CO-16', 4]]));
  });

  it('negate others when payment and every amount do; by group, unless every group is CR', () => {
    const original = figures(ofLine('CO-45 2000', 'PR-2 500'));
    const is = (...reductions: string[]) => negates(figures(ofLine(...reductions)), original);
    expect(is('CO-45 -2000', 'PR-2 -500')).toBe(true);
    expect(is('CR-45 -2000', 'CR-2 -500')).toBe(true);
    expect(is('CR-45 -2000', 'PR-2 -500')).toBe(false);
    expect(is('OA-45 -2000', 'PR-2 -500')).toBe(false);
    expect(is('CO-45 -2000')).toBe(false);
    expect(is('CO-45 -2000', 'PR-2 -500', 'PR-3 -1')).toBe(false);
    expect(is('CO-45 -2000', 'PR-2 -501')).toBe(false);
    expect(is('CR-45 -2500')).toBe(false);
    expect(negates(figures(statement('22', [line(0, 5)])), figures(statement('1', [line(0, -5)])))).toBe(true);
    expect(negates(figures(statement('22', [line(0, 5)])), figures(statement('1', [line(0, 5)])))).toBe(false);
    expect(negates(figures(ofLine('CR-45 -9')), figures(ofLine('CO-45 4', 'PI-45 5')))).toBe(true);
    expect(negates(figures(ofLine()), original)).toBe(false);
    expect(negates(figures(ofLine('CRX-45 -5')), figures(ofLine('CO-45 5')))).toBe(false);
  });

  it('are the same when payment and every amount are', () => {
    const same = (left: RemittanceClaim, right: RemittanceClaim) => sameFigures(figures(left), figures(right));
    expect(same(ofLine('CO-45 5'), ofLine('CO-45 2', 'CO-45 3'))).toBe(true);
    expect(same(ofLine('CO-45 5'), ofLine('CO-45 5', 'PR-1 1'))).toBe(false);
    expect(same(ofLine('CO-45 5', 'PR-1 1'), ofLine('CO-45 5'))).toBe(false);
    expect(same(ofLine('CO-45 5', 'PR-1 1'), ofLine('CO-45 5', 'PR-1 2'))).toBe(false);
    expect(same(ofLine('CO-45 5', 'PR-1 1'), ofLine('CO-45 6', 'PR-1 1'))).toBe(false);
    expect(same(statement('1', [line(9, 4)]), statement('1', [line(9, 5)]))).toBe(false);
  });
});
