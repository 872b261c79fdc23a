import { remittanceText } from '../golden/remittance-text.ts';
import type { GoldenAccount } from './golden-account.ts';

export const deniedIsNoPatients: GoldenAccount = {
  name: 'what a payer refuses stays with the payer until somebody decides, and is not the patient’s',
  reasoning: `
    Two lines, 100.00 and 80.00. The payer pays 70.00 of the first: 20.00 by contract, copayment 10.00. It refuses the second, 80.00, for
    want of an authorisation (CO-197). The patient owes the copayment of 10.00; 80.00 are with insurance as a denial.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: ['bluecross'], lines: [100_00, 80_00], on: '2026-10-05' } },
  steps: [
    {
      on: '2026-11-02',
      remittance: remittanceText(
        'bluecross',
        { amount: '70', trace: 'ACC0401' },
        `CLP*{A}*1*180*70*10*12*ICN1*11*1
         SVC*HC:99205*100*70**1
         CAS*CO*45*20
         CAS*PR*3*10
         SVC*HC:99213*80*0**1
         CAS*CO*197*80`,
      ),
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: {
      kim: { owed: 10_00, due: 10_00, insurance: 80_00, positions: { patient: 10_00, 'payer-1': 80_00 } },
    },
    claims: { A: { payers: [80_00], patient: 10_00 } },
    books: {
      'insurance-receivable': 80_00,
      'patient-receivable': 10_00,
      'deposits-in-transit': 70_00,
      'contractual-adjustments': 20_00,
      charges: -180_00,
    },
    timeline: {
      A: [
        '2026-10-05 Charged $180.00.',
        '2026-11-02 EXAMPLE BLUE CROSS paid $70.00. $20.00 was reduced by contract: above the contracted or allowed amount. $10.00 is the patient’s share: copayment. $80.00 was refused: authorization or notification missing.',
        'The patient owes $10.00.',
        '$80.00 is with EXAMPLE BLUE CROSS, which has answered; the office works on it.',
      ],
    },
    work: ['denial authorisation'],
  },
};
