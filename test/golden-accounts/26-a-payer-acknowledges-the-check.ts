import { remittanceText } from '../golden/remittance-text.ts';
import { overpaid } from './14-payers-credit-sent-back.ts';
import type { GoldenAccount } from './golden-account.ts';

export const payerAcknowledgesTheCheck: GoldenAccount = {
  name: 'a payer takes its answer back and credits our check: the two meet, and nothing is owed or on a list',
  reasoning: `
    Charged 100.00, paid 130.00: 30.00 go back by check (refunds sent 30.00, bank -30.00; refunds payable -30.00). The payer's next remittance takes the
    130.00 back, pays 100.00, and credits the check by provider-level adjustment 72: 100.00 - 130.00 + 30.00 = 0, no money moves. Now 30.00 stand
    with the payer, refunds sent is zero, and 30.00 are payable: acknowledged, they meet. An earlier remittance does not acknowledge it: refused.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: ['bluecross'], lines: [100_00], on: '2026-10-05' } },
  steps: [
    { on: '2026-10-20', remittance: overpaid('ACC2601') },
    { on: '2026-10-20', call: 'GET /v1/remittances?month=2026-10', as: 'first' },
    { on: '2026-10-21', call: 'GET /v1/exceptions', as: 'credit' },
    {
      ...{ on: '2026-10-21', call: 'POST /v1/exceptions/{credit}/move', version: 1 },
      body: { to: 'refund', reason: 'Paid by mistake' },
    },
    { on: '2026-10-21', call: 'GET /v1/refunds?state=approved', as: 'back' },
    {
      ...{ on: '2026-10-22', call: 'POST /v1/refund-checks', by: 'biller' },
      body: { refundIds: ['{back}'], firstCheckNumber: 5001, reason: 'Printed' },
    },
    {
      on: '2026-11-20',
      remittance: remittanceText(
        'bluecross',
        { amount: '0', trace: 'ACC2602', date: '20261120' },
        `CLP*{A}*22*-100*-130*0*12*ICN1*11*1
         SVC*HC:99213*-100*-130**1
         CAS*OA*94*30
         CLP*{A}*1*100*100*0*12*ICN2*11*1
         SVC*HC:99213*100*100**1
         PLB*1234567893*20261231*72:ICN1*-30`,
      ),
    },
    { on: '2026-11-20', call: 'GET /v1/remittances?month=2026-11', as: 'second' },
    {
      ...{ on: '2026-11-21', call: 'POST /v1/refunds/{back}/acknowledge', version: 2 },
      ...{ body: { remittanceId: '{first}', reason: 'The wrong one' }, refused: 'refund-not-acknowledged' },
    },
    {
      ...{ on: '2026-11-21', call: 'POST /v1/refunds/{back}/acknowledge', version: 2 },
      body: { remittanceId: '{second}', reason: 'Credited by the payer' },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 0, due: 0, insurance: 0 } },
    claims: { A: { payers: [0], patient: 0 } },
    books: { 'deposits-in-transit': 130_00, bank: -30_00, charges: -100_00 },
    work: [],
  },
};
