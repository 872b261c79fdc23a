import { answered } from './answers.ts';
import type { GoldenAccount } from './golden-account.ts';

export const aVirtualCardPaysLessItsFee: GoldenAccount = {
  name: 'a payer pays by virtual card: the fee is the office’s, and no patient’s or contract’s',
  reasoning: `
    The payer pays 60.00 of 100.00, 20.00 by contract, and leaves 20.00. The money comes as a card of 60.00, whose fee of 1.80 is 3 percent. A charge of 59.00 is refused: it is not
    what was paid. Charged for 60.00, the payout of 58.20 is in transit until the bank shows it, and the fee is an expense. The claim was paid 60.00 all the same: Kim owes
    20.00.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: ['bluecross'], lines: [100_00], on: '2026-10-05' } },
  steps: [
    answered('2026-10-20', 'ACC8001', { paid: 60, contract: 20, share: 20 }),
    { on: '2026-10-21', call: 'GET /v1/remittances?month=2026-10', as: 'remittance' },
    ...[59_00, 60_00].map((cents) => ({
      ...{ on: '2026-10-22', call: 'POST /v1/virtual-card-charges' },
      body: { remittanceId: '{remittance}', cents, feeCents: 1_80, chargedOn: '2026-10-22', reference: 'TERM-1' },
      ...(cents === 60_00 ? {} : { refused: 'virtual-card-differs' }),
    })),
    {
      ...{ on: '2026-10-24', call: 'POST /v1/deposits' },
      body: {
        ...{ entityId: '{entity}', depositedOn: '2026-10-24', bankAccount: 'EXAMPLE-1', cents: 58_20 },
        ...{ kind: 'card', traceNumber: 'TERM-1' },
      },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 20_00, due: 20_00, ageing: { '31-60': 20_00 } } },
    claims: { A: { payers: [0], patient: 20_00 } },
    books: {
      'patient-receivable': 20_00,
      bank: 58_20,
      'merchant-and-agency-fees': 1_80,
      'contractual-adjustments': 20_00,
      charges: -100_00,
    },
    work: [],
  },
};
