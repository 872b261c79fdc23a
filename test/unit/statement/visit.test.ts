import { describe, expect, test } from 'vitest';
import type { ClaimBalance } from '../../../shared/domain/claim/balance.ts';
import { type EntryKind, type LedgerEntry, type Leg, ledgerEntry } from '../../../shared/domain/ledger/entry.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import { statementVisit } from '../../../shared/domain/statement/visit.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';

const names = { patient: () => 'Kim Golden', provider: () => 'Dana Reed' };
const day = '2026-10-05' as LocalDate;

/** An entry of legs `account cents [reason]`. */
function entry(kind: EntryKind, ...legs: readonly string[]): LedgerEntry {
  const parsed = legs.map((leg): Leg => {
    const [account, amount, reason] = leg.split(' ');
    return {
      account: account as Leg['account'],
      cents: cents(Number(amount)),
      ...(reason === undefined ? {} : { reason }),
    };
  });
  return ledgerEntry({ id: 'led', kind, effectiveOn: day, postedOn: day, entityId: 'ent', legs: parsed });
}

function visitOf(owed: number, ...entries: readonly LedgerEntry[]) {
  const balance = {
    claimId: 'S1',
    patientId: 'pat',
    billingProviderId: 'prv',
    serviceFrom: day,
    patientCents: cents(owed),
  };
  return statementVisit({ balance: balance as unknown as ClaimBalance, entries }, names);
}

const charge = entry('charge', 'insurance-receivable 20000', 'charges -20000');
/** 200.00: 112.50 paid, 50.00 by contract, deductible 25.00, coinsurance 12.50. */
const answer = entry(
  'remittance-claim',
  'remittance-clearing 11250',
  'contractual-adjustments 5000 CO-45',
  'patient-receivable 2500 PR-1',
  'patient-receivable 1250 PR-2',
  'insurance-receivable -20000',
);

describe('a visit on a statement', () => {
  test('shows charge, insurance, adjustment and what is owed, and why, the largest reason first', () => {
    expect(visitOf(37_50, charge, answer)).toMatchObject({
      ...{ chargeCents: 200_00, insurancePaidCents: 112_50, adjustedCents: 50_00, patientPaidCents: 0, othersCents: 0 },
      ...{ withInsuranceCents: 0, owedCents: 37_50 },
      reasons: [
        { code: 'carc-1', cents: 25_00 },
        { code: 'carc-2', cents: 12_50 },
      ],
    });
  });

  test('counts what was reversed on both sides, so that its parts always add up', () => {
    // The payer reverses all of it and pays 100.00, with a copayment of 40.00: 60.00 by contract.
    const reversal = entry(
      'remittance-reversal',
      'remittance-clearing -11250',
      'contractual-adjustments -5000 CO-45',
      'patient-receivable -2500 PR-1',
      'patient-receivable -1250 PR-2',
      'insurance-receivable 20000',
    );
    const again = entry(
      'remittance-claim',
      'remittance-clearing 10000',
      'contractual-adjustments 6000 CO-45',
      'patient-receivable 4000 PR-3',
      'insurance-receivable -20000',
    );
    expect(visitOf(40_00, charge, answer, reversal, again)).toMatchObject({
      ...{ insurancePaidCents: 100_00, adjustedCents: 60_00, owedCents: 40_00 },
      reasons: [{ code: 'carc-3', cents: 40_00 }],
    });
  });

  test('shows what the patient paid, what an employer took over, and what was given up', () => {
    const paid = entry('patient-payment', 'unapplied-patient-cash 1000', 'patient-receivable -1000');
    const moved = entry('client-transfer', 'client-receivable 500', 'patient-receivable -500');
    const given = entry('write-off', 'other-adjustments 250', 'patient-receivable -250');
    // 37.50 less 10.00, 5.00 and 2.50.
    expect(visitOf(20_00, charge, answer, paid, moved, given)).toMatchObject({
      ...{ patientPaidCents: 10_00, othersCents: 5_00, adjustedCents: 52_50, owedCents: 20_00 },
    });
  });

  test('of a patient without insurance is marked as such', () => {
    const own = entry('charge', 'patient-receivable 14100', 'charges -14100');
    expect(visitOf(141_00, own).reasons).toEqual([{ code: 'no-insurance', cents: 141_00 }]);
  });
});
