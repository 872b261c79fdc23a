import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const noSurprisesAct: GoldenLedger = {
  name: 'no surprises act',
  reasoning: `
    Remarks N830 and N862 to N882 say that the No Surprises Act applies: the patient is billed at most the cost sharing that the payer states. A (N877):
    200.00 paid, CO-45 200.00 beside it is contractual, coinsurance 100.00 is the patient's. B (N830): 200.00 paid, deductible 50.00 is the patient's;
    PR-45 250.00, the rest of the charge put upon the patient, has no rule and stays with the payer, with an exception. The claims keep that
    the patient is protected. Deposits 400.00; patients 100.00 + 50.00.`,
  claims: {
    A: { payers: ['bluecross'], lines: [50000] },
    B: { payers: ['bluecross'], lines: [50000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '400', trace: 'TRACE5101' },
      `
      CLP*{A}*1*500*200*100*12*ICN5101*23*1
      SVC*HC:99285*500*200**1
      CAS*CO*45*200
      CAS*PR*2*100
      LQ*HE*N877
      CLP*{B}*1*500*200*300*12*ICN5102*23*1
      SVC*HC:99285*500*200**1
      CAS*PR*1*50**45*250
      LQ*HE*N830`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 40000,
      'contractual-adjustments': 20000,
      'patient-receivable': 15000,
      'insurance-receivable': 25000,
      charges: -100000,
    },
    payers: {
      bluecross: { 'deposits-in-transit': 40000, 'contractual-adjustments': 20000, 'insurance-receivable': 25000 },
    },
    claims: {
      A: {
        state: 'adjudicated',
        outcome: 'paid',
        payerCents: [0],
        patientCents: 10000,
        marks: { bluecross: { patientProtection: 'no-surprises' } },
      },
      B: {
        state: 'adjudicated',
        outcome: 'partly-paid',
        payerCents: [25000],
        patientCents: 5000,
        marks: { bluecross: { patientProtection: 'no-surprises' } },
      },
    },
    exceptions: ['adjustment-without-rule'],
    recoupments: {},
    quarantined: [],
  },
};
