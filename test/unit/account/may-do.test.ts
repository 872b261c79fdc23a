import { describe, expect, it } from 'vitest';
import { type AccountPreferences, usualPreferences } from '../../../shared/domain/account/account.ts';
import { type Deed, deeds } from '../../../shared/domain/account/deed.ts';
import {
  type AccountHold,
  type AccountHoldKind,
  accountHolds,
  accountState,
  withHold,
  withoutHold,
} from '../../../shared/domain/account/hold.ts';
import { type AskedClaim, mayDo } from '../../../shared/domain/account/may-do.ts';
import type { PatientProtection } from '../../../shared/domain/claim/balance.ts';
import type { ClaimId } from '../../../shared/domain/identity/ids.ts';
import { zeroCents } from '../../../shared/domain/money/cents.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';

const today = '2026-11-27' as LocalDate;
const act = { reason: 'A made-up reason', by: 'biller-1', at: '2026-11-20T10:00:00.000Z' };
const holdOf = (kind: AccountHoldKind, more: Partial<AccountHold> = {}): AccountHold => ({
  number: 1,
  kind,
  ...act,
  ...more,
});
const claimOf = (claimId: string, patientProtection?: PatientProtection, from = '2026-10-01'): AskedClaim => ({
  claimId: claimId as ClaimId,
  serviceFrom: from as LocalDate,
  payers: [
    {
      ...{ payerId: 'pay_A', coverageId: 'cov_A', receivableCents: zeroCents, status: 'answered' },
      ...(patientProtection === undefined ? {} : { patientProtection }),
    },
  ],
});

/** The forbidden actions, as their first letters, in the order of the list. */
function forbidden(
  holds: readonly AccountHold[],
  more: { claim?: AskedClaim; delivery?: AccountPreferences['delivery'] } = {},
) {
  const preferences = { ...usualPreferences, delivery: more.delivery ?? 'paper' };
  const all = Object.keys(deeds) as Deed[];
  return all.filter((deed) => !mayDo({ holds, preferences }, more.claim, deed, today).ok).join(' ');
}

const pressure = 'reminder card-charge placement interest';
const everything = `statement ${pressure}`;

describe('what may be done about an account', () => {
  it.each<[AccountHoldKind, string]>([
    ['bankruptcy', everything],
    ['deceased', everything],
    ['legal-hold', everything],
    ['agency', everything],
    ['returned', 'statement reminder card-charge interest'],
    ['assistance-pending', pressure],
    ['dispute', pressure],
    ['bad-address', 'statement reminder'],
    ['pre-collect', 'reminder'],
  ])('is everything but what %s forbids: %s', (kind, expected) => {
    expect(forbidden([holdOf(kind)])).toBe(expected);
    expect(Object.keys(accountHolds)).toContain(kind);
  });

  it('is everything while it is active, and again once a hold has ended or its last day is over', () => {
    expect(forbidden([])).toBe('');
    expect(forbidden([holdOf('bankruptcy', { ended: act })])).toBe('');
    expect(forbidden([holdOf('dispute', { until: '2026-11-26' as LocalDate })])).toBe('');
    expect(forbidden([holdOf('dispute', { until: today })])).toBe(pressure);
  });

  it('includes electronic messages although mail was returned', () => {
    expect(forbidden([holdOf('bad-address')], { delivery: 'electronic' })).toBe('');
  });

  it('is forbidden for the disputed claim only, where the dispute names it', () => {
    const holds = [holdOf('dispute', { claimIds: ['S1'] })];
    expect(forbidden(holds, { claim: claimOf('S1') })).toBe(pressure);
    expect(forbidden(holds, { claim: claimOf('S2') })).toBe('');
    expect(forbidden(holds)).toBe('');
    expect(accountState(holds, today)).toBe('active');
  });

  it('is nothing with debts that arose by the day of a bankruptcy’s filing, and everything with later ones', () => {
    const filedOn = '2026-10-01' as LocalDate;
    const bankruptcy = { chapter: '7', court: 'Example District', caseNumber: '26-10001', filedOn } as const;
    const holds = [holdOf('bankruptcy', { bankruptcy })];
    expect(forbidden(holds, { claim: claimOf('S1', undefined, '2026-09-30') })).toBe(everything);
    expect(forbidden(holds, { claim: claimOf('S1', undefined, '2026-10-01') })).toBe(everything);
    expect(forbidden(holds, { claim: claimOf('S2', undefined, '2026-10-02') })).toBe('');
    expect(forbidden(holds)).toBe('');
    expect(accountState(holds, today)).toBe('bankruptcy');
  });

  it('is nothing with a claim whose patient Medicaid helps with Medicare’s costs', () => {
    expect(forbidden([], { claim: claimOf('S1', 'qualified-beneficiary') })).toBe(everything);
    expect(forbidden([], { claim: claimOf('S1', 'no-surprises') })).toBe('');
  });

  it('names the reason, the strictest first', () => {
    const holds = [holdOf('dispute'), holdOf('bankruptcy', { number: 2 })];
    const asked = mayDo({ holds, preferences: usualPreferences }, undefined, 'card-charge', today);
    expect(asked).toEqual({ ok: false, failure: { deed: 'card-charge', because: 'bankruptcy' } });
    expect(accountState(holds, today)).toBe('bankruptcy');
  });
});

describe('holds', () => {
  const by = { ...act, today };

  it('are counted, and each ends once, with the person who ended it and the reason', () => {
    const first = withHold([], { kind: 'dispute' }, by);
    const both = first.ok ? withHold(first.value, { kind: 'bad-address' }, by) : first;
    expect(both.ok && both.value.map(({ number, kind }) => [number, kind])).toEqual([
      [1, 'dispute'],
      [2, 'bad-address'],
    ]);
    const ended = both.ok ? withoutHold(both.value, 1, { ...by, reason: 'Answered' }) : both;
    expect(ended.ok && ended.value[0]).toMatchObject({ reason: act.reason, ended: { reason: 'Answered', by: act.by } });
    expect(ended.ok && withoutHold(ended.value, 1, by)).toEqual({ ok: false, failure: 'hold-not-open' });
    expect(ended.ok && withHold(ended.value, { kind: 'dispute' }, by)).toMatchObject({
      ok: true,
      value: [{}, {}, { number: 3 }],
    });
  });

  it('are opened together with the consequences of a recorded death, with what is known of the estate', () => {
    const estate = { claimBy: '2027-05-20' as LocalDate };
    const opened = withHold([holdOf('deceased', { number: 0 })], { kind: 'deceased', estate }, by);
    expect(opened).toMatchObject({ ok: true, value: [{ number: 0 }, { number: 1, estate }] });
  });

  it('are not opened twice about the same claims, but separately about others', () => {
    const open = [holdOf('dispute', { claimIds: ['S1', 'S2'] })];
    expect(withHold(open, { kind: 'dispute', claimIds: ['S2', 'S1'] }, by)).toEqual({
      ok: false,
      failure: 'hold-open-already',
    });
    expect(withHold(open, { kind: 'dispute', claimIds: ['S3'] }, by).ok).toBe(true);
  });

  it('are at most twenty at a time, and the oldest ended ones are removed first', () => {
    const open = Array.from({ length: 20 }, (_, index) =>
      holdOf('dispute', { number: index + 1, claimIds: [`S${index}`] }),
    );
    expect(withHold(open, { kind: 'bankruptcy' }, by)).toEqual({ ok: false, failure: 'holds-too-many' });
    const over = Array.from({ length: 25 }, (_, index) => holdOf('dispute', { number: index + 1, ended: act }));
    const after = withHold(over, { kind: 'bankruptcy' }, by);
    expect(after.ok && after.value.map(({ number }) => number)).toEqual(
      [...Array.from({ length: 21 }, (_, index) => index + 6)].filter((number) => number !== 26).concat(26),
    );
  });
});
