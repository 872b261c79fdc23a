import type { GoldenLedger } from './golden-ledger.ts';
import { remittanceText } from './remittance-text.ts';

export const withholdings: GoldenLedger = {
  name: 'withholdings',
  reasoning: `
    What is kept from us and still ours: tax for the revenue service (IR 28.00), a contract's withhold (E3 10.00), a provider's student loan (SL 5.00) and a levy (LE
    20.00) are receivable, 63.00; an affiliated provider's debt (OB 15.00) is owed to us by that provider. 200.00 - 78.00 = 122.00 comes. The next
    payment returns the withhold: B 50.00 + 10.00. The levy and the offset are shown to a person, who knows whose debt it was.`,
  claims: {
    A: { payers: ['bluecross'], lines: [20000] },
    B: { payers: ['bluecross'], lines: [5000] },
  },
  remittances: [
    remittanceText(
      'bluecross',
      { amount: '122', trace: 'TRACE5701' },
      `
      CLP*{A}*1*200*200*0*12*ICN5701*11*1
      SVC*HC:99215*200*200**1
      PLB*1234567893*20261231*IR:TAX2026*28*E3:POOL1*10*SL:LOAN1*5*LE:LEVY1*20*OB:AFFILIATE1*15`,
    ),
    remittanceText(
      'bluecross',
      { amount: '60', trace: 'TRACE5702', date: '20261109' },
      `
      CLP*{B}*1*50*50*0*12*ICN5702*11*1
      SVC*HC:99212*50*50**1
      PLB*1234567893*20261231*E3:POOL1*-10`,
    ),
  ],
  expected: {
    accounts: {
      'deposits-in-transit': 18200,
      'withholds-receivable': 5300,
      'payer-recoupments-receivable': 1500,
      charges: -25000,
    },
    payers: {
      bluecross: { 'deposits-in-transit': 18200, 'withholds-receivable': 5300, 'payer-recoupments-receivable': 1500 },
    },
    claims: {
      A: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
      B: { state: 'adjudicated', outcome: 'paid', payerCents: [0], patientCents: 0 },
    },
    exceptions: ['provider-adjustment-to-review', 'provider-adjustment-to-review'],
    recoupments: {},
    quarantined: [],
  },
};
