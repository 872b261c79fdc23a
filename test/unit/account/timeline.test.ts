import { describe, expect, it } from 'vitest';
import { eventsOfClaim, owedWords, type TimelineEntry } from '../../../shared/domain/account/timeline.ts';
import type { ClaimBalance } from '../../../shared/domain/claim/balance.ts';
import { type EntryFacts, type EntryKind, type Leg, ledgerEntry } from '../../../shared/domain/ledger/entry.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';

const leg = (account: Leg['account'], amount: number, more: Partial<Leg> = {}): Leg => ({
  account,
  cents: cents(amount),
  ...more,
});
const ofPayer = (amount: number, share = 0) =>
  leg('insurance-receivable', amount, { payerId: share === 0 ? 'pay_A' : 'pay_B', share });
const nameOf = (id: string) => (id === 'pay_A' ? 'Example Health' : 'Second Health');
const adjudication = { payerId: 'pay_A', share: 0, payerClaimNumber: 'X' };
const day = '2026-11-02' as LocalDate;

/** The words for an entry of the given kind with these legs. */
function words(
  kind: EntryKind,
  legs: readonly Leg[],
  more: Partial<EntryFacts> = {},
  from: Pick<TimelineEntry, 'method'> = {},
): string {
  const entry = ledgerEntry({ id: 'led_1', kind, effectiveOn: day, postedOn: day, entityId: 'ent_A', legs, ...more });
  return eventsOfClaim([{ id: 'S1.led_1', entry, ...from }], nameOf)[0]?.words ?? '';
}

describe('what happened, in words', () => {
  it.each<[string, string]>([
    ['charged', words('charge', [ofPayer(100_00), leg('charges', -100_00)])],
    ['taken back', words('charge-reversal', [ofPayer(-100_00), leg('charges', 100_00)])],
    [
      'paid, reduced, left and passed on',
      words(
        'remittance-claim',
        [
          ...[leg('remittance-clearing', 50_00), leg('contractual-adjustments', 20_00, { reason: 'CO-45' })],
          ...[leg('patient-receivable', 10_00, { reason: 'PR-3' }), ofPayer(20_00, 1), ofPayer(-100_00)],
        ],
        { adjudication },
      ),
    ],
    [
      'refused, with a reason that has no words',
      words('remittance-claim', [], {
        adjudication,
        notes: [{ meaning: 'denial', reason: 'CO-999', cents: cents(80_00) }],
      }),
    ],
    [
      'reversed',
      words(
        'remittance-reversal',
        [leg('remittance-clearing', -60_00), leg('patient-receivable', -20_00, { reason: 'PR-2' }), ofPayer(80_00)],
        { adjudication },
      ),
    ],
    ['written off', words('write-off', [leg('other-adjustments', 30_00, { reason: 'write-off' }), ofPayer(-30_00)])],
    [
      'moved to the patient',
      words('settlement', [leg('patient-receivable', 30_00, { reason: 'patient' }), ofPayer(-30_00)]),
    ],
    ['moved to the next payer', words('settlement', [ofPayer(30_00, 1), ofPayer(-30_00)])],
    [
      'taken over by an employer',
      words('client-transfer', [leg('client-receivable', 30_00), leg('patient-receivable', -30_00)]),
    ],
    ['given back', words('client-transfer', [leg('client-receivable', -30_00), leg('patient-receivable', 30_00)])],
    [
      'paid by the patient',
      words('patient-payment', [leg('unapplied-patient-cash', 15_00), leg('patient-receivable', -15_00)]),
    ],
    ['returned', words('patient-payment', [leg('unapplied-patient-cash', -15_00), leg('patient-receivable', 15_00)])],
    [
      'collected by an agency',
      words(
        'patient-allocation',
        [leg('unapplied-patient-cash', 15_00), leg('patient-receivable', -15_00)],
        {},
        { method: 'agency' },
      ),
    ],
    [
      'returned by an agency',
      words(
        'patient-allocation-reversal',
        [leg('unapplied-patient-cash', -15_00), leg('patient-receivable', 15_00)],
        {},
        { method: 'agency' },
      ),
    ],
    ['opened', words('opening', [leg('patient-receivable', 25_00), ofPayer(5_00), leg('opening-balances', -30_00)])],
  ])('%s: %s', (name, found) => {
    const expected: Readonly<Record<string, string>> = {
      charged: 'Charged $100.00.',
      'taken back': 'The charge of $100.00 was taken back, because the visit was corrected or voided.',
      'paid, reduced, left and passed on':
        'Example Health paid $50.00. $20.00 was reduced by contract: above the contracted or allowed amount. $10.00 is the patient’s share: copayment. $20.00 is with Second Health.',
      'refused, with a reason that has no words':
        'Example Health paid nothing. $80.00 was refused: the payer’s reason 999.',
      reversed:
        'Example Health: an answer was taken back, $60.00 of money with it. $20.00 is no longer the patient’s share: coinsurance.',
      'written off': 'The office gave an amount up. $30.00 was written off.',
      'moved to the patient': 'The office decided where an amount goes. $30.00 is the patient’s share.',
      'moved to the next payer': 'The office decided where an amount goes. $30.00 is with Second Health.',
      'taken over by an employer':
        'An employer or a facility takes a part over. $30.00 is an employer’s or a facility’s now.',
      'given back':
        'The part of an employer or a facility came back. $30.00 is no longer an employer’s or a facility’s. $30.00 is the patient’s share.',
      'paid by the patient': 'The patient paid $15.00.',
      returned: 'A payment of $15.00 came back.',
      'collected by an agency': 'A collection agency collected $15.00.',
      'returned by an agency': 'A payment of $15.00 that a collection agency had collected came back.',
      opened: 'Taken over from another system. $25.00 is the patient’s share. $5.00 is with Example Health.',
    };
    expect(found).toBe(expected[name]);
  });

  it('is in the order of booking, each item with its entry', () => {
    const entry = (id: string, postedOn: string) =>
      ledgerEntry({
        ...{ id, kind: 'charge', effectiveOn: day, postedOn: postedOn as LocalDate, entityId: 'ent_A' },
        legs: [ofPayer(1), leg('charges', -1)],
      });
    const events = eventsOfClaim(
      [
        { id: 'S1.c', entry: entry('c', '2026-11-03'), at: '2026-11-03T09:00:00.000Z' },
        { id: 'S1.b', entry: entry('b', '2026-11-02'), at: '2026-11-02T11:00:00.000Z' },
        { id: 'S1.a', entry: entry('a', '2026-11-02'), at: '2026-11-02T12:00:00.000Z' },
      ],
      nameOf,
    );
    expect(events.map(({ ledgerEntryId }) => ledgerEntryId)).toEqual(['S1.b', 'S1.a', 'S1.c']);
  });

  it('has what was sent on a day between the charge and the answer of that day', () => {
    const charge = ledgerEntry({
      ...{ id: 'z', kind: 'charge', effectiveOn: day, postedOn: day, entityId: 'ent_A' },
      legs: [ofPayer(1), leg('charges', -1)],
    });
    const answer = ledgerEntry({
      ...{ id: 'a', kind: 'remittance-claim', effectiveOn: day, postedOn: day, entityId: 'ent_A', adjudication },
      legs: [ofPayer(-1), leg('remittance-clearing', 1)],
    });
    const entries = [
      { id: 'S1.a', entry: answer, at: '2026-11-02T16:00:00.000Z' },
      { id: 'S1.z', entry: charge, at: '2026-11-02T09:00:00.000Z' },
    ] as const;
    const sent = { on: day, kind: 'filed', words: 'Sent.', parts: [] } as const;
    const events = eventsOfClaim(entries, nameOf, [{ at: '2026-11-02T12:00:00.000Z', event: sent }]);
    expect(events.map(({ kind }) => kind)).toEqual(['charged', 'filed', 'insurance-answered']);
  });
});

describe('who owes, in words', () => {
  const balance = (patient: number, payers: readonly (readonly [number, string])[] = []): ClaimBalance =>
    ({
      patientCents: cents(patient),
      payers: payers.map(([amount, status]) => ({ payerId: 'pay_A', receivableCents: cents(amount), status })),
    }) as unknown as ClaimBalance;

  it('is the patient, insurance, both or nobody, and a credit is no debt', () => {
    expect(owedWords(balance(10_00), nameOf)).toEqual(['The patient owes $10.00.']);
    expect(owedWords(balance(-10_00), nameOf)).toEqual(['The patient has a credit of $10.00.']);
    expect(owedWords(balance(0), nameOf)).toEqual(['Nothing is owed.']);
    expect(owedWords(balance(0, [[5_00, 'open']]), nameOf)).toEqual([
      '$5.00 is with Example Health, which has not answered.',
    ]);
    expect(owedWords(balance(0, [[-5_00, 'answered']]), nameOf)).toEqual([
      '$5.00 too much came from Example Health, which has answered; the office works on it.',
    ]);
  });
});
