import type { GoldenAccount } from './golden-account.ts';
import { brings, type OfLine, saidOfBoth, saidOfTheFirst, settles, twoLines, undoes } from './two-lines.ts';

const refused: OfLine = { paid: 0, adjusted: ['CO*50*80'] };
const second: OfLine = { paid: 0, adjusted: ['CO*50*40'] };
const paid: OfLine = { paid: 10, adjusted: ['CO*45*70'] };

export const theRestOfADenialStays: GoldenAccount = {
  name: 'a payer takes back one line of a denial of two and pays it: the denial is about the other line, and there is no credit beside it',
  reasoning: `
    Of A both lines are refused, 80.00 + 40.00. The payer takes the first one back and pays 10.00, 70.00 by contract: 40.00 are owed, which the denial
    covers. All of it is written off: 0. Of B 60.00 of the 120.00 are moved to Kim before that. They count for the first line first: of its 80.00 the other
    20.00 leave the denial, 60.00 - 20.00 = 40.00. Once the line is paid, the payer's side is 120.00 - 60.00 - 80.00 = -20.00 = 40.00 - 60.00. The move is
    undone: the payer's side is 40.00, Kim's 0. In transit 20.00; by contract 140.00.`,
  patients: ['kim'],
  claims: { A: twoLines, B: twoLines },
  steps: [
    brings('2026-10-20', 'ACC7601', 0, saidOfBoth([refused, second])),
    brings('2026-10-24', 'ACC7602', 10, saidOfTheFirst(refused, -1), saidOfTheFirst(paid)),
    { on: '2026-10-25', call: 'GET /v1/denials', as: 'denial' },
    {
      ...{ on: '2026-10-25', call: 'POST /v1/denials/{denial}/write-off', version: 2 },
      body: { reason: 'As the payer says' },
    },
    brings('2026-10-27', 'ACC7603', 0, saidOfBoth([refused, second], 1, 'B')),
    ...settles('2026-10-28', { to: 'patient', cents: 60_00 }),
    brings('2026-11-01', 'ACC7604', 10, saidOfTheFirst(refused, -1, 'B'), saidOfTheFirst(paid, 1, 'B')),
    ...undoes('2026-11-05', { to: 'patient' }),
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 0, due: 0, insurance: 40_00 } },
    claims: { A: { payers: [0], patient: 0 }, B: { payers: [40_00], patient: 0 } },
    books: {
      'insurance-receivable': 40_00,
      'deposits-in-transit': 20_00,
      'contractual-adjustments': 140_00,
      'other-adjustments': 40_00,
      charges: -240_00,
    },
    work: ['denial medical-necessity'],
  },
};
