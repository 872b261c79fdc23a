import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const paidToThePatient: GoldenLedger = {
  name: 'paid to the patient',
  reasoning: `
    The payer sent its money to the patient (PR-100). A: CO-45 20.00, PR-100 64.00, coinsurance 16.00: nothing comes, the patient owes 80.00, and CO-45 is
    contractual, for the payer has shown what it allows. B has a second payer: the coinsurance is that payer's, the 64.00 is the patient's all the
    same, who has the money. An exception each says where the money went. Contractual 40.00; patients 80.00 + 64.00.`,
  claims: {
    A: { payers: ['bluecross'], lines: [10000] },
    B: { payers: ['bluecross', 'medicare'], lines: [10000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '0', trace: 'TRACE6901' },
      `
      CLP*{A}*1*100*0*80*12*ICN6901*11*1
      SVC*HC:99213*100*0**1
      CAS*CO*45*20
      CAS*PR*100*64**2*16
      CLP*{B}*1*100*0*80*12*ICN6902*11*1
      SVC*HC:99213*100*0**1
      CAS*CO*45*20
      CAS*PR*100*64**2*16`,
    ),
  ],
  expected: {
    accounts: {
      'contractual-adjustments': 4000,
      'patient-receivable': 14400,
      'insurance-receivable': 1600,
      charges: -20000,
    },
    payers: {
      bluecross: { 'contractual-adjustments': 4000 },
      medicare: { 'insurance-receivable': 1600 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'patient-responsibility', payerCents: [0], patientCents: 8000 },
      B: { state: 'adjudicated', outcome: 'patient-responsibility', payerCents: [0, 1600], patientCents: 6400 },
    },
    exceptions: ['paid-to-patient', 'paid-to-patient'],
    recoupments: {},
    quarantined: [],
    denials: [],
  },
};
