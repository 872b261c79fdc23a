import { describe, expect, it } from 'vitest';
import { type Account, ownAccountId, usualPreferences } from '../../../shared/domain/account/account.ts';
import { beyondLawCents } from '../../../shared/domain/account/beyond-law.ts';
import { openAmount } from '../../../shared/domain/card/open-amount.ts';
import type { ClaimBalance, PatientProtection } from '../../../shared/domain/claim/balance.ts';
import { isShielded } from '../../../shared/domain/claim/shielded.ts';
import type { EntryKind, LedgerEntry, Leg } from '../../../shared/domain/ledger/entry.ts';
import { cents, zeroCents } from '../../../shared/domain/money/cents.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';

const payer = (patientProtection?: PatientProtection) => ({
  ...{ payerId: 'pay_A', coverageId: 'cov_A', receivableCents: zeroCents, status: 'answered' as const },
  ...(patientProtection === undefined ? {} : { patientProtection }),
});
const claim = (patientCents: number, ...laws: (PatientProtection | undefined)[]) =>
  ({
    ...{ claimId: 'S1', serviceFrom: '2026-10-01', entityId: 'ent_A', patientId: 'pat_A' },
    ...{ patientCents: cents(patientCents), payers: laws.map(payer) },
  }) as unknown as ClaimBalance;
/** An entry that makes the patient owe the given amount, moved from a payer's share or from elsewhere. */
const entry = (kind: EntryKind, amount: number, share?: number): LedgerEntry => {
  const from: Leg =
    share === undefined
      ? { account: 'contractual-adjustments', cents: cents(-amount) }
      : { account: 'insurance-receivable', payerId: 'pay_A', share, cents: cents(-amount) };
  return { kind, legs: [{ account: 'patient-receivable', cents: cents(amount) }, from] } as unknown as LedgerEntry;
};

describe('what a patient owes beyond what the law allows', () => {
  const answered = entry('remittance-claim', 20_00, 0);
  const moved = entry('settlement', 150_00, 0);
  it.each<[string, ClaimBalance, LedgerEntry[], number]>([
    ['nothing of the cost sharing that the payer states', claim(20_00, 'no-surprises'), [answered], 0],
    ['what people moved to the patient', claim(170_00, 'no-surprises'), [moved, answered], 150_00],
    ['no more than is left', claim(120_00, 'no-surprises'), [moved, answered], 120_00],
    [
      'less what was given up since',
      claim(70_00, 'no-surprises'),
      [moved, answered, entry('write-off', -100_00)],
      50_00,
    ],
    ['nothing that a later payer left', claim(20_00, 'no-surprises', undefined), [entry('settlement', 20_00, 1)], 0],
    ['nothing where no law applies', claim(170_00, undefined), [moved, answered], 0],
  ])('is %s', (_what, balance, entries, expected) => {
    expect(beyondLawCents({ balance, entries })).toBe(expected);
  });

  it('is collected by no link; what the law allows is', () => {
    const account = { id: ownAccountId('pat_A'), holds: [], preferences: usualPreferences } as unknown as Account;
    const promptPay = { offers: new Map(), earned: new Map() };
    const own = { claims: [claim(170_00, 'no-surprises')], clientCents: zeroCents, unappliedCents: zeroCents };
    const owed = { ...own, promptPay };
    const asked = (beyond: number, mood: 'by-himself' | 'by-us') => {
      const beyondLaw = new Map([['S1', cents(beyond)]]);
      const open = openAmount(account, { ...owed, beyondLaw }, { only: undefined, mood }, '2026-11-27' as LocalDate);
      return open.ok ? open.value.cents : open.failure;
    };
    expect([asked(150_00, 'by-himself'), asked(170_00, 'by-himself'), asked(150_00, 'by-us')]).toEqual([20_00, 0, 0]);
    const none = { ...owed, claims: [claim(20_00, 'qualified-beneficiary')], beyondLaw: new Map() };
    expect(openAmount(account, none, { only: undefined, mood: 'by-himself' }, '2026-11-27' as LocalDate)).toMatchObject(
      {
        value: { cents: 0, claimIds: [] },
      },
    );
  });
});

describe('a patient protected by law', () => {
  it.each<[string, (PatientProtection | undefined)[], number, boolean]>([
    ['gets nothing of the payer that says so', ['no-surprises'], 0, true],
    ['gets nothing of a payer before it', [undefined, 'no-surprises'], 0, true],
    ['owes what a payer after it leaves', ['no-surprises', undefined], 1, false],
    ['owes nothing of anybody as a qualified beneficiary', ['qualified-beneficiary', undefined], 1, true],
  ])('%s', (_what, laws, share, expected) => {
    expect(isShielded(laws.map(payer), share)).toBe(expected);
  });
});
