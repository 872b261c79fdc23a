import type { CollectionCase } from '../domain/collections/case.ts';
import type { PostedLine } from '../domain/collections/remit.ts';
import { cents, negateCents, subtractCents, zeroCents } from '../domain/money/cents.ts';
import { postedLineWrite } from '../store/agency-remits.ts';
import { caseWrite } from '../store/collections.ts';
import { type BookedLine, type ComingBack, counted, factsOf, type LineWork, takenBack } from './agency-lines.ts';
import { standingCents } from './card-booking.ts';
import { agencyEntry, entryWrites } from './collection-booking.ts';

/**
 * Books a reversal that is larger than what is left of its payment: what is left leaves the payment as usual, and the
 * rest becomes the office's bad debt. The money left unidentified receipts when the line came.
 * @param back the returned payment; undefined if nothing is left of it, or it is unknown
 */
export async function bearWaitingLine(
  waited: PostedLine,
  placement: CollectionCase,
  back: ComingBack | undefined,
  work: LineWork,
): Promise<BookedLine> {
  const { booking } = work;
  const { because: _because, ...rest } = waited;
  const amount = negateCents(waited.collectedCents);
  const stands = back === undefined ? zeroCents : cents(Math.min(amount, Math.max(0, standingCents(back.payment))));
  const borneCents = subtractCents(amount, stands);
  const line: PostedLine = {
    ...rest,
    ...{ version: waited.version + 1, state: 'posted', caseId: placement.id, borneCents },
  };
  const amounts = [['bad-debt', borneCents] as const, ['unidentified-receipts', negateCents(borneCents)] as const];
  const entries = borneCents === 0 ? [] : [agencyEntry(factsOf(line), 'dispute-loss', amounts, booking)];
  if (back !== undefined && stands > 0) {
    const fee = { entries, writes: [] };
    return takenBack(line, placement, { fee, from: 'unidentified-receipts', ...back }, work);
  }
  return {
    line,
    writes: [
      ...entryWrites(entries, booking),
      caseWrite(booking.tenant, counted(placement, line, booking)),
      postedLineWrite(booking.tenant, line),
    ],
  };
}
