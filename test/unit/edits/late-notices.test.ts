import { describe, expect, it } from 'vitest';
import { runEdits } from '../../../shared/domain/edits/edits.ts';
import { readNotation } from '../../golden-edits/encounter-notation.ts';

/** What the edits say of the time to send an encounter. */
function said(notation: string) {
  const { encounter, context } = readNotation(notation);
  const found = runEdits(encounter, context).filter(({ editId }) => editId.startsWith('timely-filing'));
  return found.map(({ editId, severity, message, fix }) => ({ editId, severity, message, words: fix?.words }));
}

const admission = (day: string) =>
  `kind home-health bill 032A admitted ${day} dx J209 / none rev 0023 rate 1AA11 $0 @${day}`;
const election = (day: string) => `kind hospice bill 081A admitted ${day} dx J209 / X9003 rev 0651 $0 @${day}`;

describe('a notice that is late', () => {
  it.each([
    ['of admission to home health', admission('2026-11-10'), /a thirtieth of the period’s payment$/],
    [
      'of a hospice’s election',
      election('2026-11-10'),
      /the days from the election until the payer has it are not paid$/,
    ],
  ])('%s is sent all the same: its lateness costs days, and bars nothing', (_what, notation, costs) => {
    expect(said(notation)).toEqual([
      {
        editId: 'timely-filing-passed',
        severity: 'warning',
        message: expect.stringMatching(costs),
        words: expect.stringMatching(
          /^finalise and send it now: it is taken all the same; ask the payer for an exception/,
        ),
      },
    ]);
  });

  it('says before by when the payer must have it, and what a later day costs', () => {
    expect(said(election('2026-11-19'))).toMatchObject([
      {
        editId: 'timely-filing-near',
        message: expect.stringMatching(/^the payer must have the notice by 2026-11-24\. After/),
      },
    ]);
  });

  it('is told apart from a late claim, which the payer may refuse', () => {
    expect(said('filing 30 today 2026-12-21 dx J209 / X9003')).toMatchObject([
      { message: 'the time to file the claim has passed', words: expect.stringContaining('delayReason') },
    ]);
  });
});
