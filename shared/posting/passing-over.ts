import type { ClaimBalance } from '../domain/claim/balance.ts';
import { currentFiling } from '../domain/claim/filing.ts';
import type { PassedOver } from '../domain/claim/next-payer/pass-over.ts';
import { withTurns } from '../domain/claim/next-payer/turns.ts';
import { withWorkLeft } from '../domain/claim/work-left.ts';
import { ledgerEntry } from '../domain/ledger/entry.ts';
import { rejectionEndWrites } from '../store/acknowledgement-alarms.ts';
import { balanceWrite, heldExceptionResolvedWrite } from '../store/claims.ts';
import { wireEntryId } from '../store/keys/ledger.ts';
import { entryItem, totalsWrite } from '../store/ledger.ts';
import { workWrites } from '../store/open-work.ts';
import { problemEndWrites } from '../store/status-problems.ts';
import type { Write } from '../store/table.ts';
import { dimensionsOf, type Rebooking } from './rebooking.ts';

/**
 * Books that a later payer is not billed: moves its balance, and ends the exception of a withdrawn or rejected filing
 * to it.
 */
export function bookPassingOver(
  before: ClaimBalance,
  { legs, after: passed }: PassedOver,
  { tenant, at, today, subject, reason, newEntryId }: Rebooking,
): { readonly writes: readonly Write<never>[]; readonly ledgerEntryId: string; readonly after: ClaimBalance } {
  const entry = ledgerEntry({
    id: newEntryId(),
    kind: 'settlement',
    effectiveOn: today,
    postedOn: today,
    ...dimensionsOf(before),
    legs,
  });
  const item = entryItem(tenant, before.claimId, entry, entry.id);
  const { after: standing, over, changed } = withWorkLeft(passed);
  const after = { ...withTurns(before, standing, today), version: before.version + 1 };
  const wasWithdrawn = currentFiling(before.filings)?.state.kind === 'withdrawn';
  return {
    writes: [
      { put: { ...item, at, by: subject, why: reason }, condition: { absent: true } } as Write<never>,
      balanceWrite(tenant, before, after),
      totalsWrite(tenant, entry, entry.id, legs) as Write<never>,
      ...workWrites(tenant, { over, changed, outcome: 'moved', at }),
      ...(wasWithdrawn ? [heldExceptionResolvedWrite(tenant, before.claimId, at)] : []),
      ...rejectionEndWrites(tenant, { before, after, at }),
      ...problemEndWrites(tenant, { before, after, at }),
    ],
    ledgerEntryId: wireEntryId(item),
    after,
  };
}
