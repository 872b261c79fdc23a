import { expect, it } from 'vitest';
import { claimBefore } from '../../../functions/posting-rules/claim-before.ts';
import type { TenantId } from '../../../shared/domain/identity/ids.ts';
import { type EntryFacts, type Leg, ledgerEntry } from '../../../shared/domain/ledger/entry.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import { entryItem } from '../../../shared/store/ledger.ts';
import { submitted } from './statements.ts';

const start = submitted(10000, ['primary', 'secondary']);
const day = '2026-11-02' as LocalDate;
const owed = (amount: number): Leg => ({
  account: 'insurance-receivable',
  payerId: 'secondary',
  share: 1,
  cents: cents(amount),
});
const entry = (id: string, more: Partial<EntryFacts>) => {
  const whole = ledgerEntry({
    id,
    kind: 'remittance-claim',
    effectiveOn: day,
    postedOn: day,
    entityId: 'ent_1',
    legs: [],
    ...more,
  } as EntryFacts);
  return entryItem('office' as TenantId, start.claimId, whole, 'hash');
};

it('a claim that was taken over is answered by the payers that had answered it in the other system', () => {
  const opening = entry('led_0', {
    kind: 'opening',
    legs: [owed(2000), { account: 'opening-balances', cents: cents(-2000) }],
  });
  const answer = {
    ...entry('led_1', {
      adjudication: { payerId: 'secondary', share: 1, payerClaimNumber: 'TCN1' },
      legs: [owed(-2000), { account: 'remittance-clearing', cents: cents(2000) }],
    }),
    from: 'adjudicated:paid',
    claimVersion: 2,
  };
  const payers = start.payers.map((payer) => ({ ...payer, receivableCents: cents(0), status: 'answered' as const }));
  const before = claimBefore({ ...start, payers }, [opening, answer], new Set(['led_1']));
  expect(before?.balance.payers.map(({ status, receivableCents }) => [status, receivableCents])).toEqual([
    ['answered', 0],
    ['open', 2000],
  ]);
  expect(before?.balance.version).toBe(1);
});
