import type { StatementSettings } from '../domain/billing-settings/statements.ts';
import { cents, zeroCents } from '../domain/money/cents.ts';
import { present } from '../domain/present.ts';
import type { StatementContent, StatementLanguage } from '../domain/statement/statement.ts';
import { addDays, type LocalDate } from '../domain/time/local-date.ts';

interface Example {
  readonly language: StatementLanguage;
  readonly letter: string;
  readonly today: LocalDate;
}

const madeUpSender = {
  name: 'Example Clinic',
  address: { line1: '1 Example Street', city: 'Columbus', state: 'OH', postalCode: '43215' },
  phone: '6145550100',
} as const;

/** A statement of nobody, to show how a letter will look: the office’s own sender and help, and made-up data. */
export function exampleStatement(settings: StatementSettings, { language, letter, today }: Example): StatementContent {
  const { aid, payPage, daysToPay, sender = madeUpSender } = settings;
  const owedCents = cents(37_50);
  const state = sender.address.state;
  return {
    ...{ accountId: 'acc_EXAMPLE', statementId: 'stm_EXAMPLE', statementOn: today, dueOn: addDays(today, daysToPay) },
    ...{ language, letter, sender },
    addressee: {
      name: 'Pat Example',
      address: { ...madeUpSender.address, line1: '2 Example Street', ...present({ state }) },
    },
    visits: [
      {
        ...{ claimId: 'EXAMPLE', serviceOn: addDays(today, -60), patientName: 'Pat Example' },
        ...{ providerName: 'Dana Example', chargeCents: cents(200_00), insurancePaidCents: cents(112_50) },
        ...{ adjustedCents: cents(50_00), othersCents: zeroCents, patientPaidCents: zeroCents },
        ...{ withInsuranceCents: zeroCents, owedCents, reasons: [{ code: 'carc-1', cents: owedCents }] },
      },
    ],
    payments: [],
    previous: { on: addDays(today, -35), dueCents: owedCents },
    ...present({ aid, state, payLink: payPage === undefined ? undefined : `${payPage}stm_EXAMPLE` }),
    ...{ owedCents, creditCents: zeroCents, unappliedCents: zeroCents, dueCents: owedCents },
    ageing: [{ age: '31-60', cents: owedCents }],
  };
}
