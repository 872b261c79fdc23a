import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const bothCoveragesWithOnePayer: GoldenLedger = {
  name: 'both coverages with one payer',
  reasoning: `
    The patient has an insurance of their own and is on the spouse's, both with Blue Cross. Charge 200.00. As the primary it pays 120.00 with
    CO-45 50.00 and PR-1 30.00, which moves to its second share. As the secondary, in the same payment, it pays 25.00, restates 170.00 of
    the first answer (OA-23: 120.00 and 50.00), and leaves 5.00 with the patient. By payer alone the second answer would be a second one
    to the first share, and 30.00 would go nowhere.`,
  claims: {
    A: { payers: ['bluecross', 'bluecross'], lines: [20000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '145', trace: 'TRACE8401' },
      `
      CLP*{A}*1*200*120*30*12*ICN8401*11*1
      SVC*HC:99213*200*120**1
      CAS*CO*45*50
      CAS*PR*1*30
      CLP*{A}*2*200*25*5*12*ICN8402*11*1
      SVC*HC:99213*200*25**1
      CAS*OA*23*170
      CAS*PR*1*5`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 14500,
      'contractual-adjustments': 5000,
      'patient-receivable': 500,
      charges: -20000,
    },
    payers: { bluecross: { 'deposits-in-transit': 14500, 'contractual-adjustments': 5000 } },
    claims: { A: { state: 'adjudicated', outcome: 'paid', payerCents: [0, 0], patientCents: 500 } },
    exceptions: [],
    recoupments: {},
    quarantined: [],
  },
};
