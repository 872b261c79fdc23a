import type { GoldenAccount } from './golden-account.ts';
import { brings, type OfLine, saidOfBoth, saidOfTheFirst, settles, twoLines, undoes } from './two-lines.ts';

const refused: OfLine = { paid: 0, adjusted: ['CO*50*80'] };
const second: OfLine = { paid: 0, adjusted: ['CO*50*40'] };
const paid: OfLine = { paid: 10, adjusted: ['CO*45*70'] };

export const oneLineOfTwoIsTakenBack: GoldenAccount = {
  name: 'two lines are refused as one denial and moved, and the payer takes back one of them: the other stays settled, and nothing is refunded before it pays',
  reasoning: `
    Two claims; of each both lines are refused for one reason, and the denial of 120.00 is moved to Kim. Of A the payer takes back the first line only:
    80.00 of what was moved. It has paid nothing, so nothing can be refunded to it. Then it pays 10.00 of that line, 70.00 by contract: its side is
    120.00 - 120.00 - 10.00 - 70.00 = -80.00. The move of the 80.00 is undone: its side is 0, and Kim owes the second line, 40.00.
    Of B it takes the first line back and refuses it again: nobody has to do anything, and Kim owes 120.00. In transit: 10.00.`,
  patients: ['kim'],
  claims: { A: twoLines, B: twoLines },
  steps: [
    brings('2026-10-20', 'ACC7501', 0, saidOfBoth([refused, second])),
    ...settles('2026-10-25', { to: 'patient' }),
    brings('2026-10-27', 'ACC7502', 0, saidOfBoth([refused, second], 1, 'B')),
    ...settles('2026-10-28', { to: 'patient' }),
    brings('2026-11-01', 'ACC7503', 0, saidOfTheFirst(refused, -1)),
    { on: '2026-11-02', call: 'GET /v1/exceptions?code=settled-denial-taken-back', as: 'early' },
    {
      ...{ on: '2026-11-02', call: 'POST /v1/exceptions/{early}/move', version: 1 },
      ...{ body: { to: 'refund', reason: 'It will pay' }, refused: 'settlement-does-not-fit' },
    },
    brings('2026-11-03', 'ACC7504', 10, saidOfTheFirst(paid)),
    ...undoes('2026-11-05', { to: 'patient' }),
    brings('2026-11-08', 'ACC7505', 0, saidOfTheFirst(refused, -1, 'B'), saidOfTheFirst(refused, 1, 'B')),
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 160_00, due: 160_00, insurance: 0 } },
    claims: { A: { payers: [0], patient: 40_00 }, B: { payers: [0], patient: 120_00 } },
    books: {
      'patient-receivable': 160_00,
      'deposits-in-transit': 10_00,
      'contractual-adjustments': 70_00,
      charges: -240_00,
    },
    work: [],
  },
};
