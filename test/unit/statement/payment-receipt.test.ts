import { describe, expect, test } from 'vitest';
import { paymentReceipt } from '../../../shared/document/statement/payment-receipt.ts';
import { textPages } from '../../../shared/document/text-pages.ts';
import type { PatientPayment } from '../../../shared/domain/patient-payment/payment.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';

const payment = {
  ...{ id: 'ppm_1', accountId: 'acc_1', method: 'check', cents: 141_00, receivedOn: '2026-11-23', reference: '1001' },
  ...{ allocations: [{ claimId: 'S1', cents: 100_00, ledgerEntryIds: [] }], unappliedCents: 41_00 },
} as unknown as PatientPayment;
const textOf = (language: 'en' | 'es', more: object = {}) =>
  textPages(
    paymentReceipt(
      { ...payment, ...more },
      {
        ...{ language, addressee: { name: 'Kim Golden' }, sender: { name: 'Example Clinic' } },
        visitOn: new Map([['S1', '2026-10-05' as LocalDate]]),
      },
    ),
  );

describe('a receipt', () => {
  test('shows what was paid, for which visit, and what is left with the account', () => {
    const text = textOf('en');
    expect(text).toMatch(/Visit of October 5, 2026, claim S1 +100\.00/);
    expect(text).toMatch(/With the account +41\.00/);
    expect(textOf('en', { reversed: { as: 'returned' } })).toContain('No longer a payment: the bank returned');
  });

  test('is in Spanish for a guarantor who prefers Spanish, including its footer', () => {
    const text = textOf('es', { reversed: { as: 'returned' } });
    expect(text).toMatch(/Recibo/);
    expect(text).toMatch(/Visita del 5 de octubre de 2026, reclamación S1 +100\.00/);
    expect(text).toContain('Ya no es un pago: el banco devolvió');
    expect(text).toContain('Página 1 de 1');
    expect(text).not.toMatch(/Receipt|Visit of|Check|Page|Contains/);
  });
});
