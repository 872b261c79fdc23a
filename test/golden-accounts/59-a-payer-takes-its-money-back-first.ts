import { remittanceText } from '../golden/remittance-text.ts';
import { overpaid } from './14-payers-credit-sent-back.ts';
import type { GoldenAccount } from './golden-account.ts';

export const aPayerTakesItsMoneyBackFirst: GoldenAccount = {
  name: 'a payer that takes back what it paid too much while a refund is prepared gets no check, and nothing is left open',
  reasoning: `
    Charged 100.00, paid 130.00: 30.00 too much. A biller moves them to a refund: 30.00 in refunds payable, the payer owes 0.00. Before a check is written the payer
    takes its answer back and pays 100.00: -130.00 + 100.00 = -30.00, as a debit. Now it looks as if the payer owed 30.00. The refund is declined: the
    30.00 are the payer's again, and meet them. In transit: 130.00 - 30.00.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: ['bluecross'], lines: [100_00], on: '2026-10-05' } },
  steps: [
    { on: '2026-10-20', remittance: overpaid('ACC5901') },
    { on: '2026-10-21', call: 'GET /v1/exceptions', as: 'credit' },
    {
      ...{ on: '2026-10-21', call: 'POST /v1/exceptions/{credit}/move', version: 1, by: 'biller' },
      body: { to: 'refund', reason: 'Paid by mistake' },
    },
    { on: '2026-10-21', call: 'GET /v1/refunds?state=requested', as: 'back' },
    {
      on: '2026-11-02',
      remittance: remittanceText(
        'bluecross',
        { amount: '30', trace: 'ACC5902', debit: true },
        `CLP*{A}*22*-100*-130*0*12*ICN1*11*1
         SVC*HC:99213*-100*-130**1
         CAS*OA*94*30
         CLP*{A}*1*100*100*0*12*ICN1*11*1
         SVC*HC:99213*100*100**1`,
      ),
    },
    {
      ...{ on: '2026-11-03', call: 'POST /v1/refunds/{back}/decline', version: 1 },
      body: { reason: 'The payer took it back itself' },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 0, due: 0, insurance: 0 } },
    claims: { A: { payers: [0], patient: 0 } },
    books: { 'deposits-in-transit': 100_00, charges: -100_00 },
    work: [],
  },
};
