import { usualBillingSettings } from '../../shared/domain/billing-settings/billing-settings.ts';
import type { PaymentVariance } from '../../shared/domain/contract/variance.ts';
import type { ClaimId } from '../../shared/domain/identity/ids.ts';
import { cents } from '../../shared/domain/money/cents.ts';
import { billingSettingsWrite } from '../../shared/store/billing-settings.ts';
import { laneItem } from '../../shared/store/claims.ts';
import { type Denial, denialWrite } from '../../shared/store/denials.ts';
import { encounterItem, type StoredEncounter } from '../../shared/store/encounters.ts';
import { entityItem } from '../../shared/store/entity-items.ts';
import { exceptionWrite } from '../../shared/store/exceptions.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { endedExceptionIndex } from '../../shared/store/keys/work.ts';
import type { Addition } from '../../shared/store/table.ts';
import { varianceWrite } from '../../shared/store/variances.ts';
import { leg, openReportsDesk, type ReportsDesk, reportsTenant as tenant } from './reports-desk.ts';

/*
 * Four claims, worked out by hand:
 *
 *   10 September  claim 1 (service 7 September) is charged with 100.00 by a coder, an edit overridden; its file leaves on 12 September
 *    5 October    claim 4 (service 2 October), a patient's own, is charged with 70.00
 *   31 October    5.00 are reserved for bad debt, and taken back on 1 November
 *    2 November   claim 2 (service 1 November) is charged with 50.00; its first file is rejected
 *   12 November   claim 3 (service 10 November), a patient's own, is charged with 30.00 by a coder
 *   13 November   a patient pays 50.00; on 14 November a biller puts 40.00 of it onto claim 3
 *   18 November   a biller gives up 25.00 of claim 4 as uncollectible, and on 19 November 15.00 for hardship
 *   20 November   claim 1 is answered: paid 60.00, CO-45 10.00, denied 20.00 of line 2 (CO-97) and 10.00 of the whole (CO-16); the biller ends an exception
 *   23 November   claim 2 is answered: paid 40.00, coinsurance 10.00
 *
 * On 24 November wait: a visit of 21 November with 12.00, a claim of 1 October with 90.00 that is ready, a denial of 30.00 and an exception of 5.00, both opened on 20 November; since 23 November two underpayments of 7.00 and 2.00, of which the second is disputed, and an overpayment of 1.00.
 *
 * Then the payer owes 30.00 (77 days after the service), patients 10.00 (22 days) and 30.00 (52 days); claim 3 has a credit of 10.00, and 10.00 are on no claim.
 */
const one = 'S000000000000001' as ClaimId;
export const two = 'S000000000000002' as ClaimId;
export const three = 'S000000000000003' as ClaimId;
const four = 'S000000000000004' as ClaimId;
const five = 'S000000000000005' as ClaimId;
export const paymentId = 'pmt_00000000000000000000000001';
const answer = {
  adjudication: { payerId: 'pay_a', share: 0, payerClaimNumber: 'X' },
  kind: 'remittance-claim',
} as const;
const denial = (reason: string, amount: number, line = {}) =>
  ({ meaning: 'denial', reason, cents: cents(amount), ...line }) as const;

async function bookStory({ book }: ReportsDesk) {
  const first = [leg('insurance-receivable', 10_000), leg('charges', -10_000)];
  await book('2026-09-10', one, { kind: 'charge', legs: first }, 'user-coder');
  await book('2026-10-05', four, { kind: 'charge', legs: [leg('patient-receivable', 7_000), leg('charges', -7_000)] });
  const closeId = 'cls_00000000000000000000000001';
  const reserve = (amount: number) => [leg('bad-debt-provision', amount), leg('bad-debt-allowance', -amount)];
  await book('2026-10-31', undefined, { kind: 'reserve', closeId, legs: reserve(500) });
  await book('2026-11-01', undefined, { kind: 'reserve', closeId, legs: reserve(-500) });
  await book('2026-11-02', two, { kind: 'charge', legs: [leg('insurance-receivable', 5_000), leg('charges', -5_000)] });
  const coded = [leg('patient-receivable', 3_000), leg('charges', -3_000)];
  await book('2026-11-12', three, { kind: 'charge', legs: coded }, 'user-coder');
  const paid = [leg('deposits-in-transit', 5_000, 'check'), leg('unapplied-patient-cash', -5_000)];
  await book('2026-11-13', undefined, { kind: 'patient-payment', paymentId, legs: paid }, 'user-biller');
  const put = [leg('unapplied-patient-cash', 4_000), leg('patient-receivable', -4_000)];
  await book('2026-11-14', three, { kind: 'patient-allocation', paymentId, legs: put }, 'user-biller');
  const given = (account: 'bad-debt' | 'other-adjustments', amount: number, reason: string) => ({
    ...{ kind: 'write-off' as const, legs: [leg(account, amount, reason), leg('patient-receivable', -amount, reason)] },
  });
  await book('2026-11-18', four, given('bad-debt', 2_500, 'uncollectible'), 'user-biller');
  await book('2026-11-19', four, given('other-adjustments', 1_500, 'financial-hardship'), 'user-biller');
  await book('2026-11-20', one, {
    ...answer,
    notes: [denial('CO-97', 2_000, { line: 2 }), denial('CO-16', 1_000)],
    legs: [
      ...[leg('remittance-clearing', 6_000), leg('contractual-adjustments', 1_000, 'CO-45')],
      leg('insurance-receivable', -7_000),
    ],
  });
  await book(
    '2026-11-23',
    two,
    {
      ...answer,
      legs: [
        ...[leg('remittance-clearing', 4_000), leg('patient-receivable', 1_000, 'PR-2')],
        leg('insurance-receivable', -5_000),
      ],
    },
    'post-remittance',
  );
}

/** How the claims were sent, and which work a person ended. */
async function tellClaims(desk: ReportsDesk) {
  const submissionId = 'sub_00000000000000000000000001';
  const filing = { number: 1, share: 0, frequency: 'original' } as const;
  const encounterId = 'enc_00000000000000000000000001';
  const filings = [{ ...filing, state: { kind: 'answered', submissionId } } as const];
  await desk.serve(one, '2026-09-07', { filings, encounterId });
  await desk.serve(two, '2026-11-01', {
    filings: [
      { ...filing, state: { kind: 'rejected', reasons: [] } },
      { ...filing, number: 2, repeats: 1, state: { kind: 'answered' } },
    ],
  });
  await desk.serve(three, '2026-11-10');
  await desk.serve(four, '2026-10-02');
  const ready = { kind: 'ready', lane: 'lane-a' } as const;
  await desk.serve(five, '2026-10-01', { chargeCents: cents(9_000), filings: [{ ...filing, state: ready }] });
  const submission = { id: submissionId, createdAt: '2026-09-12T15:00:00.000Z', timeZone: 'UTC', stateFacts: {} };
  const resolution = { kind: 'closed', by: 'user-biller', at: '2026-11-20T10:00:00.000Z', reason: 'done' };
  const exception = { id: 'exc_00000000000000000000000001', code: 'paid-to-patient', openedAt: resolution.at } as const;
  const { remove: _none, ...opened } = exceptionWrite(tenant, {
    ...exception,
    claimId: one,
    facts: {},
  }) as Addition<never>;
  const ended = { state: 'closed', resolution, ...endedExceptionIndex(tenant, resolution.at, exception.id) };
  const reportsOf = { monthlyCosts: [{ month: '2026-11', cents: cents(50_000) }] };
  const coded = {
    ...{
      id: encounterId,
      version: 1,
      createdAt: '2026-09-10T10:00:00.000Z',
      state: { kind: 'final', claimIds: [one] },
    },
    ...{ overrides: [{ editId: 'units-many' }], lines: [{ procedure: 'X9001' }, { procedure: 'X9002' }] },
  };
  const draft = {
    ...{
      id: 'enc_00000000000000000000000002',
      version: 1,
      createdAt: '2026-11-22T10:00:00.000Z',
      state: { kind: 'draft' },
    },
    ...{ billingProviderId: 'prv_a', lines: [{ serviceOn: '2026-11-21', chargeCents: 1_200 }] },
  };
  const openedAt = '2026-11-20T10:00:00.000Z';
  const denied = {
    ...{ id: 'den_00000000000000000000000001', claimId: one, payerId: 'pay_a', openedAt, openCents: cents(3_000) },
    appealBy: { on: '2026-12-20' },
  };
  const waiting = {
    id: 'exc_00000000000000000000000002',
    code: 'paid-to-patient',
    openedAt,
    cents: cents(500),
  } as const;
  const foundAt = '2026-11-23T10:00:00.000Z';
  const variance = { version: 1, entityId: 'ent_a', payerId: 'pay_a', billingProviderId: 'prv_a', foundAt };
  const variances = [
    { ...variance, id: 'var_1', claimId: one, direction: 'underpaid', state: 'open', cents: cents(700) },
    { ...variance, id: 'var_2', claimId: two, direction: 'underpaid', state: 'disputed', cents: cents(200) },
    { ...variance, id: 'var_3', claimId: two, direction: 'overpaid', state: 'open', cents: cents(100) },
  ];
  await desk.store.table.transact([
    ...[coded, draft].map((each) => ({ put: encounterItem(tenant, each as unknown as StoredEncounter) })),
    { put: laneItem(tenant, { lane: 'lane-a', receiverId: 'R', submitterId: 'S' }) },
    denialWrite(tenant, denied as unknown as Denial),
    ...variances.map((each) => varianceWrite(tenant, each as unknown as PaymentVariance)),
    exceptionWrite(tenant, { ...waiting, facts: {} }),
  ]);
  await desk.store.table.transact([
    { put: entityItem(entityKey(tenant, 'SUBMISSION', submissionId), 'submission', submission) },
    { ...opened, set: { ...opened.set, ...ended } },
    billingSettingsWrite(tenant, { ...usualBillingSettings, version: 1, reports: reportsOf }),
  ]);
}

/** The office of these claims, on 24 November at 14:00 UTC. */
export async function openReportsStory(): Promise<ReportsDesk> {
  const desk = await openReportsDesk('2026-11-24T14:00:00.000Z');
  await tellClaims(desk);
  await bookStory(desk);
  return desk;
}
