import { remittanceText } from '../golden/remittance-text.ts';
import type { GoldenAccount } from './golden-account.ts';

export const whyAPatientOwes: GoldenAccount = {
  name: 'a statement and the timeline say why each part of a share is the patient’s: deductible, coinsurance, copayment',
  reasoning: `
    Three lines, 100.00 + 50.00 + 80.00 = 230.00. Of the first 40.00 are paid, 20.00 by contract, 40.00 deductible; of the second 20.00, 10.00, and a copayment
    of 20.00; of the third 50.00, 20.00, and coinsurance of 10.00. Paid 110.00, by contract 50.00, the patient's 70.00. 20.00 are paid at the desk: 50.00 are
    owed since 2 November, 25 days. In transit: 110.00 + 20.00.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: ['bluecross'], lines: [100_00, 50_00, 80_00], on: '2026-10-05' } },
  steps: [
    {
      on: '2026-11-02',
      remittance: remittanceText(
        'bluecross',
        { amount: '110', trace: 'ACC6401' },
        `CLP*{A}*1*230*110*70*12*ICN1*11*1
         SVC*HC:99213*100*40**1
         CAS*CO*45*20
         CAS*PR*1*40
         SVC*HC:99213*50*20**1
         CAS*CO*45*10
         CAS*PR*3*20
         SVC*HC:99213*80*50**1
         CAS*CO*45*20
         CAS*PR*2*10`,
      ),
    },
    {
      ...{ on: '2026-11-12', call: 'POST /v1/patient-payments' },
      body: { patientId: '{kim}', method: 'cash', cents: 20_00, receivedOn: '2026-11-12' },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 50_00, unapplied: 0, due: 50_00, ageing: { '0-30': 50_00 } } },
    claims: { A: { payers: [0], patient: 50_00 } },
    statements: {
      kim: {
        due: 50_00,
        visits: { A: [230_00, 110_00, 50_00, 20_00, 50_00] },
        why: { A: { 'carc-1': 40_00, 'carc-3': 20_00, 'carc-2': 10_00 } },
      },
    },
    books: {
      'patient-receivable': 50_00,
      'deposits-in-transit': 130_00,
      'contractual-adjustments': 50_00,
      charges: -230_00,
    },
    timeline: {
      A: [
        '2026-10-05 Charged $230.00.',
        '2026-11-02 EXAMPLE BLUE CROSS paid $110.00. $50.00 was reduced by contract: above the contracted or allowed amount. $40.00 is the patient’s share: deductible. $20.00 is the patient’s share: copayment. $10.00 is the patient’s share: coinsurance.',
        '2026-11-12 The patient paid $20.00.',
        'The patient owes $50.00.',
      ],
    },
    work: [],
  },
};
