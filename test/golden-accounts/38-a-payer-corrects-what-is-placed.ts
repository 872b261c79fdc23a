import { corrected } from './answers.ts';
import { placedShare, remits, shareOfThirty } from './collecting-office.ts';
import type { GoldenAccount } from './golden-account.ts';

export const aPayerCorrectsWhatIsPlaced: GoldenAccount = {
  name: 'a payer lowers a share that is with an agency as bad debt: nobody is paid back what nobody paid, and the agency collects the rest',
  reasoning: `
    Charged 100.00; 60.00 paid, 10.00 by contract, coinsurance 30.00, which are placed: bad debt. The payer takes its answer back and pays 80.00, 10.00 by
    contract, coinsurance 10.00: the patient's side is 0.00 - 30.00 + 10.00 = -20.00. It looks like a credit, but nobody has paid: a refund is refused.
    The next file to the agency settles it: 20.00 leave bad debt, 10.00 are left there. The agency collects 10.00, keeps 3.00, sends 7.00. In
    transit: 60.00 + 20.00 + 7.00.`,
  patients: ['kim'],
  claims: { A: { patient: 'kim', payers: ['bluecross'], lines: [100_00], on: '2026-08-03' } },
  steps: [
    ...placedShare('2026-08-03', 'ACC4001'),
    corrected('2026-11-02', 'ACC4002', [shareOfThirty, { paid: 80, contract: 10, share: 10 }]),
    {
      ...{ on: '2026-11-03', call: 'POST /v1/refunds', refused: 'refund-with-agency' },
      body: { claimId: '{A}', reason: 'Looks like a credit' },
    },
    { on: '2026-11-05', call: 'POST /v1/agency-files', body: { agencyId: '{agency}' } },
    remits('2026-11-20', ['payment,A-1,{placed},2026-11-15,agency,10.00,3.00,7.00', 'total,1,,,,10.00,3.00,7.00']),
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 0, credit: 0, unapplied: 0, due: 0 } },
    claims: { A: { payers: [0], patient: 0 } },
    books: {
      'deposits-in-transit': 87_00,
      'contractual-adjustments': 10_00,
      'merchant-and-agency-fees': 3_00,
      charges: -100_00,
    },
    work: [],
  },
};
