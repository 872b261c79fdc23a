import { dayPasses, kimsCard, takesCards } from './card-office.ts';
import type { GoldenAccount } from './golden-account.ts';

export const aChargeThatIsWithdrawn: GoldenAccount = {
  name: 'a charge to which the guarantor objects is not made on its day; cash pays the visit instead',
  reasoning: `
    Kim owes 100.00. A charge of all of it is announced on 2 November for the 9th. She objects on the 5th, and it is withdrawn. On the 9th nothing is charged. On the 10th she brings
    70.00 in cash: 30.00 are owed, 53 days old. A charge of more than that is refused then. In transit: 70.00; the processor kept nothing.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: [], lines: [100_00], on: '2026-10-05' } },
  steps: [
    ...takesCards('2026-10-06'),
    ...kimsCard('2026-11-02'),
    {
      ...{ on: '2026-11-02', call: 'POST /v1/card-charges', as: 'charge' },
      body: { cardId: '{card}', isPresent: false },
    },
    dayPasses('2026-11-02'),
    {
      ...{ on: '2026-11-05', call: 'POST /v1/card-charges/{charge}/withdraw', version: 3 },
      body: { reason: 'Objects' },
    },
    dayPasses('2026-11-09'),
    {
      ...{ on: '2026-11-10', call: 'POST /v1/patient-payments' },
      body: { patientId: '{kim}', method: 'cash', cents: 70_00, receivedOn: '2026-11-10' },
    },
    {
      ...{ on: '2026-11-11', call: 'POST /v1/card-charges', refused: 'charge-exceeds-owed' },
      body: { cardId: '{card}', isPresent: false, cents: 30_01 },
    },
    dayPasses('2026-11-20'),
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 30_00, unapplied: 0, due: 30_00, ageing: { '31-60': 30_00 } } },
    claims: { A: { payers: [], patient: 30_00 } },
    books: { 'patient-receivable': 30_00, 'deposits-in-transit': 70_00, charges: -100_00 },
    work: [],
  },
};
