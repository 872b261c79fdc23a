import { remittanceText } from '../golden/remittance-text.ts';
import { said } from './answers.ts';
import { placedShare, shareOfThirty } from './collecting-office.ts';
import type { GoldenAccount } from './golden-account.ts';

export const aPayerRaisesWhatIsPlaced: GoldenAccount = {
  name: 'a payer raises a share that is with an agency: the patient owes more of it, and still nobody but the agency asks',
  reasoning: `
    Charged 100.00; 60.00 paid, 10.00 by contract, coinsurance 30.00, which are placed and stay a receivable. The payer takes its answer back, pays 50.00 and
    states coinsurance of 40.00; with it comes the whole charge of another visit, 100.00: -60.00 + 50.00 + 100.00 = 90.00. 40.00 are owed, of which
    the file tells the agency. In transit: 60.00 + 90.00. Contract: 10.00.`,
  patients: ['kim'],
  claims: {
    A: { patient: 'kim', payers: ['bluecross'], lines: [100_00], on: '2026-08-03' },
    B: { patient: 'kim', payers: ['bluecross'], lines: [100_00], on: '2026-08-04' },
  },
  steps: [
    ...placedShare('2026-08-04', 'ACC4101', { booksBadDebt: false }),
    {
      on: '2026-11-02',
      remittance: remittanceText(
        'bluecross',
        { amount: '90', trace: 'ACC4102' },
        [
          said(shareOfThirty, -1),
          said({ paid: 50, contract: 10, share: 40 }),
          said({ paid: 100, contract: 0, share: 0 }, 1, 'B'),
        ].join('\n'),
      ),
    },
    { on: '2026-11-05', call: 'POST /v1/agency-files', body: { agencyId: '{agency}' } },
    { on: '2026-11-06', call: 'POST /v1/agency-files', body: { agencyId: '{agency}' }, refused: 'nothing-to-tell' },
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 40_00, due: 40_00, insurance: 0, forbidden: { A: 'agency' } } },
    claims: { A: { payers: [0], patient: 40_00 }, B: { payers: [0], patient: 0 } },
    books: {
      'patient-receivable': 40_00,
      'deposits-in-transit': 150_00,
      'contractual-adjustments': 10_00,
      charges: -200_00,
    },
    work: [],
  },
};
