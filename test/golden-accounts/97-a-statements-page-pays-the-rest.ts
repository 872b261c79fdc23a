import { hears, takesCards } from './card-office.ts';
import type { GoldenAccount } from './golden-account.ts';

export const aStatementsPagePaysTheRest: GoldenAccount = {
  name: 'the link of a statement asks for what is left of it at the moment of paying, not for what was printed',
  reasoning: `
    A statement of 4 November asks for 60.00 + 50.00. On the 6th Kim pays 60.00 in cash, which go to the older visit. On the 8th she opens the statement's link and pays what it asks: 50.00, of which the processor
    keeps 1.45 + 0.30 = 1.75. Nothing is owed; the link asks for nothing more. In transit: 60.00 + 50.00 - 1.75 = 108.25.`,
  patients: ['kim'],
  claims: {
    A: { patient: 'kim', payers: [], lines: [60_00], on: '2026-10-05' },
    B: { patient: 'kim', payers: [], lines: [50_00], on: '2026-10-12' },
  },
  steps: [
    ...takesCards('2026-10-13'),
    { on: '2026-11-04', call: 'POST /v1/statements', as: 'statement', body: { accountId: '{kim.account}' } },
    { on: '2026-11-04', call: 'POST /v1/pay-links', as: 'kimLink', body: { statementId: '{statement}' } },
    {
      ...{ on: '2026-11-06', call: 'POST /v1/patient-payments' },
      body: { patientId: '{kim}', method: 'cash', cents: 60_00, receivedOn: '2026-11-06' },
    },
    { on: '2026-11-08', happens: { what: 'pays', page: 'kimLink' } },
    hears('2026-11-08'),
    { on: '2026-11-09', happens: { what: 'pays', page: 'kimLink' }, refused: 'charge-of-nothing' },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 0, unapplied: 0, due: 0 } },
    claims: { A: { payers: [], patient: 0 }, B: { payers: [], patient: 0 } },
    books: { 'deposits-in-transit': 108_25, 'merchant-and-agency-fees': 1_75, charges: -110_00 },
    work: [],
  },
};
