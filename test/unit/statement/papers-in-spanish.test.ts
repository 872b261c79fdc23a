import { describe, expect, test } from 'vitest';
import { daysText } from '../../../shared/document/day-text.ts';
import { refundLetter } from '../../../shared/document/refund-letter.ts';
import { invoiceDocument } from '../../../shared/document/statement/invoice-document.ts';
import { itemizedBill } from '../../../shared/document/statement/itemized-bill.ts';
import { textPages } from '../../../shared/document/text-pages.ts';
import type { ClientCharge } from '../../../shared/domain/account/client-charge.ts';
import { cents } from '../../../shared/domain/money/cents.ts';
import { invoiceLine } from '../../../shared/domain/statement/invoice.ts';
import type { StatementLanguage } from '../../../shared/domain/statement/statement.ts';
import type { LocalDate } from '../../../shared/domain/time/local-date.ts';

const day = (text: string) => text as LocalDate;
const sender = { name: 'Clinica 1', phone: '6145550100' };

const bill = (language: StatementLanguage) =>
  itemizedBill({
    ...{ accountId: 'acc_1', language, addressee: { name: 'Ana Sol' }, sender },
    ...{ from: day('2026-10-01'), to: day('2026-10-31') },
    visits: [
      {
        visit: {
          ...{ claimId: 'S1', serviceOn: day('2026-10-05'), patientName: 'Ana Sol', providerName: 'Dana Reed' },
          ...{ chargeCents: cents(200_00), insurancePaidCents: cents(100_00), adjustedCents: cents(40_00) },
          ...{ othersCents: cents(10_00), patientPaidCents: cents(5_00), withInsuranceCents: cents(8_00) },
          ...{ owedCents: cents(37_00), reasons: [] },
        },
        services: [{ serviceOn: day('2026-10-05'), code: 'X9001', quantity: '1', chargeCents: cents(200_00) }],
      },
    ],
  });

const line = (of: object, language: StatementLanguage) =>
  invoiceLine(
    { id: 'chg_1', of, serviceOn: day('2026-10-05'), cents: cents(45_50) } as unknown as ClientCharge,
    () => 'Ana Sol',
    language,
  );

const invoice = (language: StatementLanguage) =>
  invoiceDocument(
    {
      ...{ id: 'inv_1', number: 'INV-000001', accountId: 'acc_1', entityId: 'ent_1', version: 1 },
      ...{ createdAt: '2026-11-01T15:00:00.000Z', createdBy: 'user', invoiceOn: day('2026-11-01') },
      ...{ dueOn: day('2026-12-01'), billTo: { name: 'Obras S.A.' }, sender, totalCents: cents(45_50) },
      lines: [line({ kind: 'fee' }, language), line({ kind: 'share', patientId: 'pat_1', claimId: 'S1' }, language)],
    },
    language,
  );

const letter = (kind: string, language: StatementLanguage) =>
  refundLetter(
    {
      ...{ id: 'rfd_1', of: { kind, claimId: 'S1' }, cents: cents(12_00), payee: { name: 'Ana Sol' } },
      sent: { checkNumber: '5001', on: day('2026-11-03') },
    } as unknown as Parameters<typeof refundLetter>[0],
    { sender, language },
  );

/** The lines of a paper without numbers, names and marks: what is left are words of a language. */
const wordsOf = (paper: Parameters<typeof textPages>[0]) =>
  new Set(
    textPages(paper)
      .replaceAll(/Ana Sol|Dana Reed|Clinica 1|Obras S\.A\.|INV-\d+|\w+_1|S1|X9001/g, ' ')
      .match(/[\p{L}]{2,}/gu)
      ?.map((word) => word.toLowerCase()),
  );

describe('papers beside statements are in the guarantor’s language', () => {
  test.each([
    ['an itemised bill', bill],
    ['an invoice', invoice],
    ['the letter of a patient’s refund', (language: StatementLanguage) => letter('claim', language)],
    ['the letter of unapplied cash', (language: StatementLanguage) => letter('payment', language)],
  ])('%s has no English word in Spanish, and none of Spanish in English', (_, paper) => {
    const [english, spanish] = [wordsOf(paper('en')), wordsOf(paper('es'))];
    expect(Math.min(english.size, spanish.size)).toBeGreaterThan(14);
    // The same in both languages: an abbreviation, a total, and Spanish and English words of one spelling.
    const alike = ['total', 'no'];
    expect([...english].filter((word) => spanish.has(word) && !alike.includes(word))).toEqual([]);
    expect(paper('es').language).toBe('es');
  });

  test('an itemised bill says in Spanish what became of each charge', () => {
    const text = textPages(bill('es'));
    for (const words of ['Factura detallada', '5 de octubre de 2026', 'Pagó el seguro', 'Usted debe', 'Descripción'])
      expect(text).toContain(words);
  });

  test('an invoice names in Spanish what it charges', () => {
    const text = textPages(invoice('es'));
    for (const words of ['Factura INV-000001', 'Cargo por un cheque', 'Parte del paciente', 'Pague antes del'])
      expect(text).toContain(words);
  });

  test('a refund’s letter says in Spanish why the money comes', () => {
    expect(textPages(letter('claim', 'es'))).toContain('su seguro decidió');
    expect(textPages(letter('payment', 'es'))).toContain('pagó más');
  });

  test('days of a period are from the first to the last, as each language says it', () => {
    const days = (language: StatementLanguage) => daysText(day('2026-10-01'), day('2026-10-31'), language);
    expect(days('es')).toBe('1 de octubre de 2026 al 31 de octubre de 2026');
    expect(days('en')).toBe('October 1, 2026 to October 31, 2026');
  });
});
