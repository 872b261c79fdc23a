import { describe, expect, test } from 'vitest';
import { cents } from '../../../shared/domain/money/cents.ts';
import type { PatientPayment } from '../../../shared/domain/patient-payment/payment.ts';
import type { Refund } from '../../../shared/domain/refund/refund.ts';
import { paymentsSince } from '../../../shared/domain/statement/payments-since.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';

/** The last statement was sent on the tenth at noon. */
const last = { at: '2026-11-10T12:00:00.000Z' };
const before = '2026-11-02T15:00:00.000Z';
const after = '2026-11-12T15:00:00.000Z';
const on = (at: string) => at.slice(0, 10) as LocalDate;

const check = (enteredAt: string, more: object = {}) =>
  ({
    ...{ id: 'ppm_1', method: 'check', cents: cents(60_00), receivedOn: on(enteredAt), enteredAt },
    ...{ allocations: [], unappliedCents: cents(0), ...more },
  }) as unknown as PatientPayment;
const reversed = (as: string, at: string) => ({ reversed: { as, at, on: on(at), by: 'user-1', reason: 'Said so' } });
const back = (amount: number, at: string) => ({ chargedBack: { on: on(at), at, cents: cents(amount) } });
const told = (payment: PatientPayment, refunds: object[] = []) =>
  paymentsSince([payment], new Map([['ppm_1', refunds as Refund[]]]), last, on).map(({ receivedOn, cents: own, as }) =>
    [receivedOn.slice(8), own, as ?? 'paid'].join(' '),
  );

describe('the payments since the last statement', () => {
  test.each<[string, string[], string[]]>([
    ['a check', told(check(after)), ['12 6000 paid']],
    ['none of before', told(check(before)), []],
    [
      'a check of before that the bank returned since',
      told(check(before, reversed('returned', after))),
      ['12 -6000 returned'],
    ],
    [
      'a check that came and was returned since',
      told(check(after, reversed('returned', '2026-11-15T15:00:00.000Z'))),
      ['12 6000 paid', '15 -6000 returned'],
    ],
    ['nothing of a return of before', told(check(before, reversed('returned', before))), []],
    ['nothing of a mistake that was taken off at once', told(check(after, reversed('voided', after))), []],
    [
      'a mistake that the last statement still had',
      told(check(before, reversed('voided', after))),
      ['12 -6000 voided'],
    ],
    [
      'a disputed part',
      told(check(before, { card: { chargeId: 'cch_1' }, ...back(20_00, after) })),
      ['12 -2000 charged-back'],
    ],
    [
      'a disputed whole once',
      told(check(before, { card: { chargeId: 'cch_1' }, ...back(60_00, after), ...reversed('charged-back', after) })),
      ['12 -6000 charged-back'],
    ],
    [
      'what came back to an agency, and later the rest',
      told(check(before, { ...back(20_00, before), ...reversed('returned', after) })),
      ['12 -4000 returned'],
    ],
    [
      'a refund by check, and none that was only asked for',
      told(check(before), [
        { state: 'sent', cents: cents(10_00), sent: { on: on(after), at: after } },
        { state: 'approved', cents: cents(5_00) },
        { state: 'cleared', cents: cents(7_00), cleared: { on: on(before), at: before } },
      ]),
      ['12 -1000 refunded'],
    ],
    [
      'a check that the last statement showed and that was stopped since, and its next check',
      told(check(before), [
        {
          ...{ state: 'sent', cents: cents(10_00), sent: { on: on('2026-11-20'), at: '2026-11-20T15:00:00.000Z' } },
          stopped: [{ on: on(before), at: before, stop: { at: after } }],
        },
      ]),
      ['12 1000 refund-returned', '20 -1000 refunded'],
    ],
    [
      'a credit to a card that left and came back since; one that never left is no row',
      told(check(before), [
        {
          ...{ state: 'approved', cents: cents(10_00) },
          cardFailures: [
            { failedOn: on(before), failedAt: before },
            ...[{ leftOn: on(after), leftAt: after, failedOn: on('2026-11-15'), failedAt: '2026-11-15T15:00:00.000Z' }],
          ],
        },
      ]),
      ['12 -1000 refunded', '15 1000 refund-returned'],
    ],
    [
      'what went to the state because no check was made, and nothing again of a check that nobody cashed',
      told(check(before), [
        { state: 'remitted', cents: cents(10_00), remitted: { on: on(after), at: after } },
        { state: 'unclaimed', cents: cents(7_00), sent: { on: on(before), at: before } },
      ]),
      ['12 -1000 refunded'],
    ],
    ['no part that went to another account', told(check(after, { transfers: [{ cents: cents(60_00) }] })), []],
  ])('are %s', (_what, rows, expected) => {
    expect(rows).toEqual(expected);
  });

  test('are all payments when there was no statement before, by day', () => {
    const later = check(after, reversed('returned', '2026-11-15T15:00:00.000Z'));
    const rows = paymentsSince([later, check(before)], new Map(), undefined, on);
    expect(rows.map(({ cents: own }) => own)).toEqual([6000, 6000, -6000]);
  });
});
