import { corrected } from './answers.ts';
import { placedShare, remits, shareOfThirty } from './collecting-office.ts';
import type { GoldenAccount } from './golden-account.ts';

export const anAgencyCollectedWhatThePayerLowers: GoldenAccount = {
  name: 'a payer lowers a share that an agency has collected whole: the patient gets the difference, and the agency keeps its fee',
  reasoning: `
    Of 100.00 the payer pays 60.00, 10.00 by contract, and leaves 30.00, which are placed. The agency collects all of it, keeps 30 percent, 9.00, and sends 21.00: no bad debt is
    left. Then the payer corrects its answer: 80.00, 10.00 by contract, 10.00; 20.00 more come. Kim has paid 30.00 of 10.00: 20.00 go back to her, the fee too is the
    office's loss. A biller asks for the refund. In transit: 60.00 + 21.00 + 20.00.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: ['bluecross'], lines: [100_00], on: '2026-08-03' } },
  steps: [
    ...placedShare('2026-08-03', 'ACC7801'),
    remits('2026-10-20', ['payment,A-1,{placed},2026-10-15,agency,30.00,9.00,21.00', 'total,1,,,,30.00,9.00,21.00']),
    corrected('2026-11-02', 'ACC7802', [shareOfThirty, { paid: 80, contract: 10, share: 10 }]),
    {
      ...{ on: '2026-11-05', call: 'POST /v1/refunds', by: 'biller' },
      body: { claimId: '{A}', reason: 'The payer has corrected its answer' },
    },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 0, credit: 0, due: 0 } },
    claims: { A: { payers: [0], patient: 0 } },
    books: {
      'refunds-payable': -20_00,
      'deposits-in-transit': 101_00,
      'merchant-and-agency-fees': 9_00,
      'contractual-adjustments': 10_00,
      charges: -100_00,
    },
    work: [],
  },
};
