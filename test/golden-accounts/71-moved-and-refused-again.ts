import type { GoldenAccount } from './golden-account.ts';
import { brings, type OfLine, saidOfBoth, settles, twoLines } from './two-lines.ts';

const first: OfLine = { paid: 10, adjusted: ['CO*45*70'] };
const more: OfLine = { paid: 15, adjusted: ['CO*45*65'] };
const refused: OfLine = { paid: 0, adjusted: ['CO*50*40'] };
const inPart: OfLine = { paid: 10, adjusted: ['CO*50*30'] };

export const movedAndRefusedAgain: GoldenAccount = {
  name: 'a move stands as long as the payer refuses the line: of the whole amount nothing is raised, of a part the rest is',
  reasoning: `
    Two claims; of each the second line is refused and its 40.00 moved to Kim. The payer takes both answers back and pays 15.00 of each first line, 65.00
    by contract. A: the second line is refused again, 40.00: nobody has to do anything. Its payer's side is 120.00 - 40.00 - 15.00 - 65.00 = 0. B: 10.00 of
    the second line are paid and 30.00 refused: the refusal is settled, and 10.00 of what was moved are counted twice: -10.00.
    In transit: 20.00 + 30.00 - 20.00 + 10.00 = 40.00; by contract 130.00.`,
  patients: ['kim'],
  claims: { A: twoLines, B: twoLines },
  steps: [
    brings('2026-10-20', 'ACC7101', 10, saidOfBoth([first, refused])),
    ...settles('2026-10-25', { to: 'patient' }),
    brings('2026-10-27', 'ACC7102', 10, saidOfBoth([first, refused], 1, 'B')),
    ...settles('2026-10-28', { to: 'patient' }),
    brings(
      ...(['2026-11-02', 'ACC7103', 20] as const),
      ...[saidOfBoth([first, refused], -1), saidOfBoth([more, refused])],
      ...[saidOfBoth([first, refused], -1, 'B'), saidOfBoth([more, inPart], 1, 'B')],
    ),
  ],
  asOf: '2026-11-27',
  expected: {
    accounts: { kim: { owed: 80_00, due: 80_00, insurance: -10_00 } },
    claims: { A: { payers: [0], patient: 40_00 }, B: { payers: [-10_00], patient: 40_00 } },
    books: {
      'patient-receivable': 80_00,
      'insurance-receivable': -10_00,
      'deposits-in-transit': 40_00,
      'contractual-adjustments': 130_00,
      charges: -240_00,
    },
    work: ['exception settled-denial-taken-back'],
  },
};
