import { remittanceText } from '../golden/remittance-text.ts';
import type { GoldenAccount } from './golden-account.ts';

/** The payer states that it paid 130.00 for a line of 100.00. */
const overpaid = (claim: string, trace: string) =>
  remittanceText(
    'bluecross',
    { amount: '130', trace, date: '20261020' },
    `CLP*${claim}*1*100*130*0*12*ICN${claim}*11*1
     SVC*HC:99213*100*130**1
     CAS*OA*94*-30`,
  );

/** The payer takes its 130.00 back and pays 100.00. */
const corrected = (claim: string) => `CLP*${claim}*22*-100*-130*0*12*ICN${claim}*11*1
         SVC*HC:99213*-100*-130**1
         CAS*OA*94*30
         CLP*${claim}*1*100*100*0*12*ICN${claim}*11*1
         SVC*HC:99213*100*100**1`;

const moved = { to: 'refund', reason: 'Paid by mistake' };
const checkOf = (refund: string, firstCheckNumber: number) => ({
  ...{ on: '2026-10-22', call: 'POST /v1/refund-checks', by: 'biller' as const },
  body: { refundIds: [refund], firstCheckNumber, reason: 'Printed' },
});

export const oneOfTwoChecksIsCredited: GoldenAccount = {
  name: 'a payer credits one of two checks: its remittance acknowledges one, and the other stays open',
  reasoning: `
    A and B: charged 100.00, paid 130.00 each; 30.00 go back by a check each (bank -60.00, refunds sent 60.00, refunds payable -60.00). The second
    remittance takes both 130.00 back, pays both 100.00 and C's 100.00, and credits one check: 2 x (100 - 130) + 100 + 30 = 70.00. Deposits in transit:
    260.00 + 70.00. A's check is acknowledged by it. It has nothing left for B's check: refused. So B's 30.00 are still the payer's, in sight: it owes
    30.00 on B, which is work (it took 130.00 back, and has the check), refunds sent have 30.00, and 30.00 are payable.`,
  patients: ['kim'],
  claims: {
    A: { patient: 'kim', payers: ['bluecross'], lines: [100_00], on: '2026-10-05' },
    B: { patient: 'kim', payers: ['bluecross'], lines: [100_00], on: '2026-10-06' },
    C: { patient: 'kim', payers: ['bluecross'], lines: [100_00], on: '2026-10-07' },
  },
  steps: [
    { on: '2026-10-20', remittance: overpaid('{A}', 'ACC10201') },
    { on: '2026-10-21', call: 'GET /v1/exceptions', as: 'credit' },
    { on: '2026-10-21', call: 'POST /v1/exceptions/{credit}/move', version: 1, body: moved },
    { on: '2026-10-21', call: 'GET /v1/refunds?state=approved', as: 'back' },
    checkOf('{back}', 5001),
    { on: '2026-10-22', remittance: overpaid('{B}', 'ACC10202') },
    { on: '2026-10-22', call: 'GET /v1/exceptions', as: 'other' },
    { on: '2026-10-22', call: 'POST /v1/exceptions/{other}/move', version: 1, body: moved },
    { on: '2026-10-22', call: 'GET /v1/refunds?state=approved', as: 'second' },
    checkOf('{second}', 5002),
    {
      on: '2026-11-20',
      remittance: remittanceText(
        'bluecross',
        { amount: '70', trace: 'ACC10203', date: '20261120' },
        `${corrected('{A}')}
         ${corrected('{B}')}
         CLP*{C}*1*100*100*0*12*ICNC*11*1
         SVC*HC:99213*100*100**1
         PLB*1234567893*20261231*72:ICN1*-30`,
      ),
    },
    { on: '2026-11-20', call: 'GET /v1/remittances?month=2026-11', as: 'credited' },
    {
      ...{ on: '2026-11-21', call: 'POST /v1/refunds/{back}/acknowledge', version: 2 },
      body: { remittanceId: '{credited}', reason: 'Credited by the payer' },
    },
    {
      ...{ on: '2026-11-21', call: 'POST /v1/refunds/{second}/acknowledge', version: 2 },
      ...{ body: { remittanceId: '{credited}', reason: 'The same once more' }, refused: 'refund-not-acknowledged' },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 0, due: 0, insurance: 30_00 } },
    claims: { A: { payers: [0], patient: 0 }, B: { payers: [30_00], patient: 0 }, C: { payers: [0], patient: 0 } },
    books: {
      ...{ 'insurance-receivable': 30_00, 'deposits-in-transit': 330_00, bank: -60_00, charges: -300_00 },
      ...{ 'refunds-sent': 30_00, 'refunds-payable': -30_00 },
    },
    work: ['exception balance-unexplained'],
  },
};
