import { describe, expect, it } from 'vitest';
import type { ClaimBalance } from '../../../shared/domain/claim/balance.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import { claimEquationFailures } from '../../../shared/domain/remittance/equations.ts';
import type { ReversibleEntry } from '../../../shared/domain/remittance/post/claim-posting.ts';
import { booksAfter, patientCredited, postGroup } from '../../../shared/domain/remittance/post/post-group.ts';
import type { RemittanceClaim } from '../../../shared/domain/remittance/remittance.ts';
import { defaultAdjustmentRules } from '../../../shared/domain/remittance/rules/adjustment-rules.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import { line, post, reversalOf, statement, submitted } from './statements.ts';

const day = (text: string) => text as LocalDate;
const original = statement('1', [line(10000, 7000, 'CO-45 1000', 'PR-2 2000')]);
const correction = statement('1', [line(10000, 9000, 'CO-45 1000')]);
const priced = { ...statement('25', []), chargeCents: cents(10000) };

function answered(patientCents = 2000) {
  const { after, legs, notes, adjudication } = post(original, submitted(10000, ['primary']));
  const entry = { id: 'original', legs, notes, adjudication } as ReversibleEntry;
  return { balance: { ...(after as ClaimBalance), patientCents: cents(patientCents) }, reversible: [entry] };
}

function group(books: Partial<ReturnType<typeof answered>>, ...claims: readonly RemittanceClaim[]) {
  return postGroup({
    claims: claims.map((claim, index) => ({
      claim,
      equationFailures: claimEquationFailures(claim),
      entryId: `new_${index}`,
    })),
    balance: undefined,
    payerIds: ['primary'],
    rules: defaultAdjustmentRules,
    reversible: [],
    ...books,
  });
}

const order = (...input: Parameters<typeof group>) =>
  group(...input).map(({ index, posting }) => `${index} ${posting.exceptions[0]?.code ?? posting.kind}`);

describe('the order in which claims of one number are booked', () => {
  it('is that of the file, except that a correction follows its reversal', () => {
    expect(order(answered(), correction, priced)).toEqual(['0 already-adjudicated', '1 nothing']);
    expect(order(answered(), correction, reversalOf(original), priced)).toEqual([
      '1 reversed',
      '2 nothing',
      '0 posted',
    ]);
    expect(order(answered(), correction, priced, reversalOf(original))).toEqual([
      '1 nothing',
      '2 reversed',
      '0 posted',
    ]);
  });

  it('is not changed by a reversal that is before it', () => {
    const unknown = reversalOf(statement('1', [line(5000, 5000)]));
    expect(order({ ...answered(), reversible: [] }, unknown, correction, priced)).toEqual([
      '0 reversal-without-original',
      '1 already-adjudicated',
      '2 nothing',
    ]);
  });
});

describe('waiting cash', () => {
  const waiting = (balance: ClaimBalance, claim: RemittanceClaim = reversalOf(original)) =>
    group({ balance, reversible: [] }, claim)[0]?.posting;

  it('is noted on the claim, the oldest first', () => {
    const { balance } = answered();
    const postings = group({ balance, reversible: [] }, reversalOf(original), correction);
    expect(postings.map(({ posting }) => [posting.waits, posting.after?.waiting])).toEqual([
      [true, ['new_0']],
      [true, ['new_0', 'new_1']],
    ]);
    expect(postings[0]?.posting.after).toEqual({ ...balance, waiting: ['new_0'] });
  });

  it('is that of an unknown original, other amounts, a second answer, or an answer before an earlier payer’s', () => {
    const [other] = group(answered(), reversalOf(statement('1', [line(10000, 6000, 'CO-45 4000')])));
    expect(other?.posting).toMatchObject({ waits: true, exceptions: [{ code: 'partial-reversal' }] });
    const early = submitted(10000, ['other', 'primary']);
    const [later] = group({ balance: early }, statement('2', [line(10000, 100, 'OA-23 9900')]));
    expect(later?.posting).toMatchObject({ waits: true, exceptions: [{ code: 'earlier-payer-unanswered' }] });
  });

  it('is not noted where nothing of the claim could resolve it', () => {
    const { posting } = group(answered(), { ...original, chargeCents: cents(1) })[0] as ReturnType<typeof group>[0];
    expect(posting.kind).toBe('unapplied');
    expect(posting).not.toHaveProperty('waits');
    expect(group({}, reversalOf(original))[0]?.posting).not.toHaveProperty('waits');
  });

  it('waits for a person only beyond twenty of a claim, and beyond three hundred lines', () => {
    const already = (count: number) => ({
      ...answered().balance,
      waiting: Array.from({ length: count }, (_, index) => `old_${index}`),
    });
    expect(waiting(already(19))?.after?.waiting).toHaveLength(20);
    expect(waiting(already(20))).not.toHaveProperty('waits');
    const ofLines = (count: number) =>
      reversalOf(
        statement(
          '1',
          Array.from({ length: count }, () => line(1, 1)),
        ),
      );
    expect(waiting(already(0), ofLines(300))?.waits).toBe(true);
    expect(waiting(already(0), ofLines(301))).not.toHaveProperty('waits');
  });
});

describe('a credit of the patient', () => {
  const credits = (...input: Parameters<typeof group>) =>
    group(...input).flatMap(({ index, posting }) =>
      posting.exceptions.filter(({ code }) => code === 'patient-credit').map((one) => [index, one.cents]),
    );

  it('is shown on the last posting that changed the claim', () => {
    expect(credits(answered(0), reversalOf(original))).toEqual([[0, -2000]]);
    expect(credits(answered(0), reversalOf(original), priced)).toEqual([[0, -2000]]);
    expect(credits(answered(0), reversalOf(original), reversalOf(original))).toEqual([[0, -2000]]);
  });

  it('is none while the patient owes anything', () => {
    expect(credits(answered(2000), reversalOf(original))).toEqual([]);
    expect(credits(answered(5000), reversalOf(original))).toEqual([]);
  });

  it('that the patient had before is shown only when it grows', () => {
    const before = submitted(10000, ['primary'], { patientCents: cents(-500) });
    expect(credits({ balance: before }, correction)).toEqual([]);
    expect(credits(answered(-500), reversalOf(original))).toEqual([[0, -2500]]);
  });

  it('is reported only for a posting that gives the claim another one', () => {
    const [nothing] = group(answered(), priced);
    if (nothing === undefined) throw new Error('a claim has a posting');
    expect(patientCredited(nothing.posting)).toBe(nothing.posting);
  });
});

describe('the valid answers after a posting', () => {
  const adjudication = { payerId: 'primary', share: 0, payerClaimNumber: 'ICN1' };
  const entry = (id: string): ReversibleEntry => ({ id, legs: [], adjudication });
  const posting = (more: object) =>
    ({ kind: 'posted', entryKind: 'remittance-claim', legs: [], notes: [], exceptions: [], ...more }) as never;
  const balance = submitted(10000, ['primary']);
  const books = { balance, reversible: [entry('a'), entry('b')] };

  it('include a new one, with its day when that is known', () => {
    expect(booksAfter(books, 'new', posting({ adjudication }), day('2026-11-02')).reversible).toStrictEqual([
      ...books.reversible,
      { id: 'new', legs: [], notes: [], adjudication, effectiveOn: '2026-11-02' },
    ]);
    expect(booksAfter(books, 'new', posting({ adjudication }), undefined).reversible[2]).toStrictEqual({
      id: 'new',
      legs: [],
      notes: [],
      adjudication,
    });
  });

  it('exclude the reversed one; what answers nothing is not added', () => {
    expect(booksAfter(books, 'new', posting({ reverses: ['a'] }), undefined).reversible).toEqual([entry('b')]);
    expect(booksAfter(books, 'new', posting({}), undefined)).toEqual(books);
  });

  it('include one that is partly reversed, with what is left of it', () => {
    const part = { reversesPart: 'a', adjudication: { ...adjudication, lines: [2] }, notes: [] };
    expect(booksAfter(books, 'new', posting(part), undefined).reversible).toEqual([
      { ...entry('a'), notes: [], adjudication: { ...adjudication, lines: [2] } },
      entry('b'),
    ]);
    const unnamed = booksAfter(books, 'new', posting({ reversesPart: 'a' }), undefined).reversible[0];
    expect(unnamed?.adjudication).toStrictEqual(adjudication);
  });

  it('are stored with the claim as the posting leaves it', () => {
    const after = { ...balance, patientCents: cents(5) };
    expect(booksAfter(books, 'new', posting({ after }), undefined).balance).toBe(after);
  });
});
