import { remittanceText } from '../golden/remittance-text.ts';
import type { GoldenAccount, GoldenStep } from './golden-account.ts';

const brings = (
  on: string,
  payer: 'medicare' | 'bluecross',
  amount: string,
  trace: string,
  body: string,
): GoldenStep => ({
  on,
  remittance: remittanceText(payer, { amount, trace, date: on.replaceAll('-', '') }, body),
});

export const aSupplementPaysAfterAll: GoldenAccount = {
  name: 'a share that a supplement refused, and the patient paid, is paid by the supplement after all: she gets hers back',
  reasoning: `
    Medicare pays 64.00 of 100.00, 20.00 by contract, and leaves 16.00. The supplement refuses them: the coverage had ended (PR-27). A biller moves them to
    Kim, who pays by check. Two weeks later the supplement pays the 16.00, without taking its refusal back: its side is -16.00. The move is undone: its side
    is 0.00, and Kim has paid 16.00 too much. A manager agrees to the refund, and the check leaves. In transit: 64.00 + 16.00 + 16.00. Nothing is owed and nothing waits.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: ['medicare', 'bluecross'], lines: [100_00], on: '2026-10-05' } },
  steps: [
    brings(
      '2026-10-15',
      'medicare',
      '64',
      'ACC7701',
      `CLP*{A}*1*100*64*16*MB*ICN1*11*1
       SVC*HC:99213*100*64**1
       CAS*CO*45*20
       CAS*PR*2*16`,
    ),
    brings(
      '2026-10-20',
      'bluecross',
      '0',
      'ACC7702',
      `CLP*{A}*2*100*0*16*12*BCN1*11*1
       SVC*HC:99213*100*0**1
       CAS*OA*23*84
       CAS*PR*27*16`,
    ),
    { on: '2026-10-21', call: 'GET /v1/denials', as: 'denial' },
    {
      ...{ on: '2026-10-21', call: 'POST /v1/denials/{denial}/move', version: 1, by: 'biller' },
      body: { to: 'patient', reason: 'The coverage had ended' },
    },
    {
      ...{ on: '2026-10-25', call: 'POST /v1/patient-payments' },
      body: { patientId: '{kim}', method: 'check', reference: '88', cents: 16_00, receivedOn: '2026-10-25' },
    },
    brings(
      '2026-11-02',
      'bluecross',
      '16',
      'ACC7703',
      `CLP*{A}*2*100*16*0*12*BCN2*11*1
       SVC*HC:99213*100*16**1
       CAS*OA*23*84`,
    ),
    { on: '2026-11-03', call: 'GET /v1/exceptions?code=settled-denial-taken-back', as: 'settled' },
    {
      ...{ on: '2026-11-03', call: 'POST /v1/exceptions/{settled}/move', version: 1, by: 'biller' },
      body: { to: 'patient', reason: 'The supplement has paid' },
    },
    {
      ...{ on: '2026-11-04', call: 'POST /v1/refunds', by: 'biller', as: 'back' },
      body: { claimId: '{A}', reason: 'The supplement has paid' },
    },
    { on: '2026-11-04', call: 'POST /v1/refunds/{back}/approve', version: 1, body: { reason: 'Agreed' } },
    {
      ...{ on: '2026-11-05', call: 'POST /v1/refund-checks', by: 'biller' },
      body: { refundIds: ['{back}'], firstCheckNumber: 5001, reason: 'Printed' },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 0, credit: 0, due: 0, insurance: 0 } },
    claims: { A: { payers: [0, 0], patient: 0 } },
    books: {
      'deposits-in-transit': 96_00,
      bank: -16_00,
      'contractual-adjustments': 20_00,
      charges: -100_00,
    },
    work: [],
  },
};
