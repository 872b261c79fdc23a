import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ClaimBalance } from '../../../shared/domain/claim/balance.ts';
import { type ClaimId, claimIdFromDigest } from '../../../shared/domain/identity/ids.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import {
  certainClaim,
  claimIdsLike,
  numberForms,
  type PossibleClaim,
  rankClaims,
  type SoughtClaim,
  statedServiceDate,
} from '../../../shared/domain/remittance/match/match-claim.ts';
import type { RemittanceClaim } from '../../../shared/domain/remittance/remittance.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';

const idOf = (number: number): ClaimId => claimIdFromDigest(createHash('sha256').update(String(number)).digest());

function possible(claimId: ClaimId, more: Partial<PossibleClaim> = {}): PossibleClaim {
  const balance = {
    claimId,
    serviceFrom: '2026-10-05' as LocalDate,
    chargeCents: cents(10000),
    payers: [{ payerId: 'p1' }],
  } as unknown as ClaimBalance;
  return { balance, ...more };
}

function sought(patientControlNumber: string, more: Partial<SoughtClaim> = {}): SoughtClaim {
  const claim = {
    patientControlNumber,
    payerClaimNumber: 'ICN1',
    statusCode: '1',
    chargeCents: cents(10000),
    paidCents: cents(8000),
    statementFrom: '2026-10-05' as LocalDate,
    lines: [],
  } as unknown as RemittanceClaim;
  return { claim, payerIds: ['p1'], memberIds: [], ...more };
}

describe('claim ids that a control number may mean', () => {
  it('include the claim’s own in any case, with punctuation, padding, and up to two characters cut off', () => {
    const alterations: ((id: string) => string)[] = [
      (id) => id.toLowerCase(),
      (id) => `${id.slice(0, 5)}-${id.slice(5, 9)} ${id.slice(9)}`,
      (id) => `000${id}`,
      (id) => `${id}    `,
      (id) => `${id}01`,
      (id) => id.slice(0, 15),
      (id) => id.slice(0, 14),
      (id) => id.replaceAll('0', 'O').replaceAll('1', 'L'),
      (id) => id.replaceAll('0', 'o').replaceAll('1', 'i'),
      (id) => `SEE${id}`,
    ];
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(...alterations), (number, alter) => {
        const id = idOf(number);
        expect(claimIdsLike(alter(id))).toContain(id);
      }),
    );
  });

  it('are none, or a few, for the numbers of others', () => {
    for (const number of [
      '',
      '1',
      'PATIENT-7',
      '26463774',
      'SMITH001',
      'SABCDEFGHJKMNPQR',
      'SABCDEFGHJKMNPQRS12',
      '0'.repeat(38),
    ]) {
      expect(claimIdsLike(number), number).toEqual([]);
    }
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (text) => {
        expect(claimIdsLike(text).length).toBeLessThanOrEqual(1100);
      }),
    );
  });
});

describe('ranking', () => {
  const mine = idOf(1);

  it('explains each point, and its score is their sum', () => {
    const [best] = rankClaims(sought(mine.toLowerCase(), { memberIds: ['m-1'], patientLastName: 'DOE' }), [
      possible(mine, { memberId: 'M1', patientLastName: 'Doe' }),
    ]);
    expect(best?.reasons.map(({ criterion }) => criterion)).toEqual([
      'control-number',
      'member-id',
      'service-date',
      'charge',
      'payer',
      'patient-name',
    ]);
    expect(best?.score).toBe(best?.reasons.reduce((sum, { points }) => sum + points, 0));
  });

  it('is certain by a number of ours, or of the payer’s, with charge and payer', () => {
    expect(certainClaim(rankClaims(sought(mine.slice(0, 14)), [possible(mine)]))?.claimId).toBe(mine);
    const known = { payerClaimNumbers: [{ payerId: 'p1', number: 'icn-1' }] };
    expect(certainClaim(rankClaims(sought('LOST'), [possible(mine, known)]))?.claimId).toBe(mine);
    expect(certainClaim(rankClaims(sought('LOST', { payerIds: ['p2'] }), [possible(mine, known)]))).toBeUndefined();
  });

  it('is never certain by member, date and charge alone, or against a date, or beside an equally good candidate', () => {
    const member = { memberIds: ['M1'], patientLastName: 'DOE' };
    const same = { memberId: 'M1', patientLastName: 'DOE' };
    expect(certainClaim(rankClaims(sought('LOST', member), [possible(mine, same)]))).toBeUndefined();
    const late = possible(mine);
    const elsewhen = { ...late, balance: { ...late.balance, serviceFrom: '2026-10-06' as LocalDate } };
    expect(certainClaim(rankClaims(sought(mine.toLowerCase()), [elsewhen]))).toBeUndefined();
    const twins = [possible(idOf(2)), possible(idOf(3))].map((one) => ({
      ...one,
      payerClaimNumbers: [{ payerId: 'p1', number: 'ICN1' }],
    }));
    expect(certainClaim(rankClaims(sought('LOST'), twins))).toBeUndefined();
  });

  it('is certain for a reversal, which states the charge below zero', () => {
    const one = sought(mine.toLowerCase());
    const reversal = { ...one, claim: { ...one.claim, statusCode: '22', chargeCents: cents(-10000) } };
    expect(certainClaim(rankClaims(reversal, [possible(mine)]))?.claimId).toBe(mine);
  });

  it('leaves out claims for which no evidence exists', () => {
    const other = possible(mine);
    const unlike = {
      ...other,
      balance: { ...other.balance, chargeCents: cents(1), serviceFrom: '2020-01-01' as LocalDate },
    };
    expect(rankClaims(sought('LOST', { payerIds: ['p9'] }), [unlike])).toEqual([]);
  });
});

describe('forms of a number that another system gave out', () => {
  it('include its own without spaces around it, in upper case, without punctuation, without zeros before it', () => {
    expect(numberForms(' 00ab-12 ')).toEqual(['00ab-12', '00AB-12', '00AB12', 'AB12']);
    expect(numberForms('00AB12')).toEqual(['AB12']);
  });

  it('are none when it has only one, or is empty', () => {
    for (const number of ['AB12', '', '0', '100']) expect(numberForms(number), number).not.toContain(number);
    expect([numberForms('AB100'), numberForms(''), numberForms('--')]).toEqual([[], [], []]);
  });
});

describe('the first day of service that a remittance states', () => {
  const on = (serviceFrom?: string) => ({ serviceFrom });
  const days = (statementFrom: string | undefined, ...lines: object[]) =>
    statedServiceDate({ statementFrom, lines } as unknown as RemittanceClaim);

  it('is the claim’s own, otherwise the earliest of its lines, otherwise unknown', () => {
    expect(days('2026-10-07', on('2026-10-01'))).toBe('2026-10-07');
    expect(days(undefined, on('2026-10-09'), on(), on('2026-10-02'), on('2026-10-05'))).toBe('2026-10-02');
    expect(days(undefined, on())).toBeUndefined();
  });
});

it('a digit typed as the letter that looks like it is found in any position', () => {
  const withBoth = [...Array(100).keys()].map(idOf).filter((id) => id.includes('0') && id.includes('1'));
  expect(withBoth.length).toBeGreaterThan(3);
  for (const id of withBoth)
    for (const one of ['I', 'L', 'i', 'l']) {
      expect(claimIdsLike(id.replaceAll('1', one).replaceAll('0', 'O')), id).toContain(id);
    }
});

describe('evidence for a claim, and against it', () => {
  const mine = idOf(1);
  /** A claim of which nothing is known except what the test states. */
  const bare = (more: object = {}): PossibleClaim =>
    ({ balance: { claimId: mine, chargeCents: cents(1), serviceFrom: '2020-01-01', payers: [], ...more } }) as never;
  const statesNothing: SoughtClaim = {
    claim: { patientControlNumber: 'LOST', payerClaimNumber: '', chargeCents: cents(1), lines: [] } as never,
    payerIds: [],
    memberIds: [],
  };
  const asks = (claim: object, more: Partial<SoughtClaim> = {}): SoughtClaim => ({
    ...statesNothing,
    claim: { ...statesNothing.claim, ...claim },
    ...more,
  });
  /** The points by reason, without the 20 for the charge, which every ranked claim here has. */
  const points = (sought: SoughtClaim, possible: PossibleClaim) =>
    Object.fromEntries(
      (rankClaims(sought, [possible])[0]?.reasons ?? [])
        .filter(({ criterion }) => criterion !== 'charge')
        .map((one) => [one.criterion, one.points]),
    );

  it('is our number: whole, altered, or cut off, in this order', () => {
    const named = (patientControlNumber: string) => points(asks({ patientControlNumber }), bare());
    expect(named(mine)).toEqual({ 'control-number': 60 });
    expect(named(`00${mine.toLowerCase()}`)).toEqual({ 'control-number': 50 });
    expect(named(mine.replaceAll('0', 'O').replaceAll('1', 'I'))['control-number']).toBeGreaterThanOrEqual(50);
    expect(named(mine.slice(0, 15))).toEqual({ 'control-number': 40 });
    expect(named(idOf(2))).toEqual({});
  });

  it('is the number that the claim had in another system, whatever stands around it', () => {
    const old = bare({ controlNumber: 'ab-0120' });
    expect(points(asks({ patientControlNumber: '000AB0120' }), old)).toEqual({ 'control-number': 50 });
    expect(points(asks({ patientControlNumber: 'AB012' }), old)).toEqual({});
    expect(points(asks({ patientControlNumber: '000' }), bare({ controlNumber: '-' }))).toEqual({});
  });

  it('is the payer’s own number, if this payer assigned it', () => {
    const known = { ...bare(), payerClaimNumbers: [{ payerId: 'p1', number: 'icn-1' }] };
    const numbered = { payerClaimNumber: 'ICN1' };
    expect(points(asks(numbered, { payerIds: ['p1'] }), known)).toMatchObject({ 'payer-claim-number': 50 });
    expect(points(asks(numbered, { payerIds: ['p2'] }), known)).not.toHaveProperty('payer-claim-number');
    expect(points(asks({ payerClaimNumber: 'ICN2' }, { payerIds: ['p1'] }), known)).not.toHaveProperty(
      'payer-claim-number',
    );
    for (const number of ['', '0', '9999', 'NONE', 'PENDING', '00-11']) {
      const anybodys = { ...bare(), payerClaimNumbers: [{ payerId: 'p1', number }] };
      const found = points(asks({ payerClaimNumber: number }, { payerIds: ['p1'] }), anybodys);
      expect(found, number).not.toHaveProperty('payer-claim-number');
    }
    const short = { ...bare(), payerClaimNumbers: [{ payerId: 'p1', number: 'A12' }] };
    expect(points(asks({ payerClaimNumber: 'a12' }, { payerIds: ['p1'] }), short)).toMatchObject({
      'payer-claim-number': 50,
    });
  });

  it('is member, date, payer and name when they agree; if they differ they count against the claim', () => {
    const whole = bare({ payers: [{ payerId: 'p0' }, { payerId: 'p1' }], serviceFrom: '2026-10-05' });
    const sent = { ...whole, memberId: 'm-1', patientLastName: 'O’Doe' };
    const same = { memberIds: ['x', 'M1'], payerIds: ['p9', 'p1'], patientLastName: 'odoe' };
    expect(points(asks({ statementFrom: '2026-10-05' }, same), sent)).toEqual({
      'member-id': 30,
      'service-date': 20,
      payer: 20,
      'patient-name': 10,
    });
    const named = { patientControlNumber: mine, statementFrom: '2026-10-06' };
    expect(points(asks(named, { memberIds: ['x'], payerIds: ['p9'], patientLastName: 'Roe' }), sent)).toEqual({
      'control-number': 60,
      'member-id': -10,
      'service-date': -20,
      payer: -20,
      'patient-name': -10,
    });
    expect(points(asks({ patientControlNumber: mine }), sent)).toEqual({ 'control-number': 60 });
    expect(points(asks(named, same), bare())).toMatchObject({ 'control-number': 60, payer: -20 });
    expect(points(asks(named, same), bare())).not.toHaveProperty('member-id');
    expect(points(asks(named, same), bare())).not.toHaveProperty('patient-name');
  });

  it('is explained to people in words, different for each reason', () => {
    const sent = {
      ...bare({ payers: [{ payerId: 'p1' }] }),
      memberId: 'm',
      patientLastName: 'D',
      payerClaimNumbers: ['p1', 'p2'].map((payerId) => ({ payerId, number: 'ICN1' })),
    };
    const stated = { statementFrom: '2020-01-01', payerClaimNumber: 'icn-1' };
    const good = { memberIds: ['m'], payerIds: ['p1'], patientLastName: 'D' };
    const bad = { memberIds: ['n'], payerIds: ['p2'], patientLastName: 'E' };
    const numbers = [mine, `0${mine}`, mine.slice(0, 15)].map((patientControlNumber) => ({ patientControlNumber }));
    const words = [
      ...numbers.flatMap((number) => rankClaims(asks({ ...stated, ...number }, good), [sent])),
      ...rankClaims(asks({ ...stated, ...numbers[0], chargeCents: cents(2), statementFrom: '2020-01-02' }, bad), [
        sent,
      ]),
      ...rankClaims(asks({ patientControlNumber: 'OLD' }), [bare({ controlNumber: 'old' })]),
    ].flatMap(({ reasons }) => reasons.map((one) => one.words));
    for (const text of words) expect(text.length).toBeGreaterThan(15);
    expect(new Set(words).size).toBe(15);
  });

  it('ranks the better claim first, and equally good claims by their ids', () => {
    const ids = [idOf(5), idOf(6), idOf(7)].sort();
    const [first, second, third] = ids.map((claimId) => bare({ claimId })) as [
      PossibleClaim,
      PossibleClaim,
      PossibleClaim,
    ];
    const ranked = (...list: PossibleClaim[]) => rankClaims(asks({}), list).map(({ claimId }) => claimId);
    expect(ranked(third, first, second)).toEqual(ids);
    const named = rankClaims(asks({ patientControlNumber: ids[2] }), [first, second, third]);
    expect(named.map(({ claimId }) => claimId)).toEqual([ids[2], ids[0], ids[1]]);
  });

  it('includes a different charge against it, and a claim with as much against it as for it is left out', () => {
    const charged = asks({ patientControlNumber: mine, chargeCents: cents(2) });
    expect(rankClaims(charged, [bare()])[0]?.reasons.at(-1)).toMatchObject({ criterion: 'charge', points: -10 });
    expect(rankClaims(asks({}, { payerIds: ['p9'] }), [bare()])).toEqual([]);
  });

  it('is never enough against a date, even if the number is whole', () => {
    const ours = bare({ payers: [{ payerId: 'p1' }] });
    const on = (statementFrom: string) =>
      certainClaim(rankClaims(asks({ patientControlNumber: mine, statementFrom }, { payerIds: ['p1'] }), [ours]));
    expect(on('2020-01-01')?.claimId).toBe(mine);
    expect(on('2020-01-02')).toBeUndefined();
  });

  it('is enough when number, charge and payer agree, with 30 points more than the next, and never when the charge or the payer differs', () => {
    const cutOff = { patientControlNumber: mine.slice(0, 15) };
    const ours = bare({ payers: [{ payerId: 'p1' }] });
    const certain = (sought: SoughtClaim, ...list: PossibleClaim[]) => certainClaim(rankClaims(sought, list))?.claimId;
    const from = { payerIds: ['p1'] };
    expect(certain(asks(cutOff, from), ours)).toBe(mine);
    const member = { ...ours, memberId: 'M' };
    expect(certain(asks(cutOff), member)).toBeUndefined();
    expect(certain(asks(cutOff, { memberIds: ['M'] }), member)).toBeUndefined();
    expect(certain(asks({ ...cutOff, chargeCents: cents(2) }, { ...from, memberIds: ['M'] }), member)).toBeUndefined();
    expect(certain(asks(cutOff, { ...from, memberIds: ['N'] }), { ...member })).toBeUndefined();
    const whole = asks(
      { patientControlNumber: mine, statementFrom: '2020-01-01' },
      { ...from, memberIds: ['M'], patientLastName: 'D' },
    );
    const rival = { ...bare({ claimId: idOf(2), payers: [{ payerId: 'p1' }] }), memberId: 'M' };
    expect(certain(whole, ours, rival)).toBe(mine);
    expect(certain(whole, ours, { ...rival, patientLastName: 'D' })).toBeUndefined();
  });
});
