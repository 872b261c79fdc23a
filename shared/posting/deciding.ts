import type { ClaimBalance } from '../domain/claim/balance.ts';
import { currentFiling } from '../domain/claim/filing.ts';
import { withTurns } from '../domain/claim/next-payer/turns.ts';
import { withWorkLeft } from '../domain/claim/work-left.ts';
import { type EntryKind, type Leg, ledgerEntry } from '../domain/ledger/entry.ts';
import { present } from '../domain/present.ts';
import { rejectionEndWrites } from '../store/acknowledgement-alarms.ts';
import { balanceWrite, heldExceptionResolvedWrite } from '../store/claims.ts';
import { wireEntryId } from '../store/keys/ledger.ts';
import { entryItem, totalsWrite } from '../store/ledger.ts';
import { workWrites } from '../store/open-work.ts';
import { problemEndWrites } from '../store/status-problems.ts';
import type { Write } from '../store/table.ts';
import { dimensionsOf, type Rebooking } from './rebooking.ts';

/**
 * The booking of a person's decision about a claim: one entry, and the claim afterwards, with the version from before.
 */
export interface DecidedEntry {
  readonly kind: EntryKind;
  readonly legs: readonly Leg[];
  readonly after: ClaimBalance;
  /** The entry that it reverses. */
  readonly reverses?: readonly string[] | undefined;
  readonly accountId?: string | undefined;
}

/**
 * Books a person's decision about a claim that no denial or exception asked for. Closes the work that ends with it:
 * about the patient's credit, and about a rejected or withdrawn filing to a payer that is no longer billed.
 */
export function bookDecision(
  before: ClaimBalance,
  { kind, legs, after: decided, reverses, accountId }: DecidedEntry,
  { tenant, at, today, subject, reason, newEntryId }: Rebooking,
): { readonly writes: readonly Write<never>[]; readonly ledgerEntryId: string; readonly after: ClaimBalance } {
  const entry = ledgerEntry({
    id: newEntryId(),
    ...{ kind, effectiveOn: today, postedOn: today, ...dimensionsOf(before), legs },
    ...present({ reverses, accountId }),
  });
  const item = entryItem(tenant, before.claimId, entry, entry.id);
  const { after: standing, over, changed } = withWorkLeft(decided);
  const after = { ...withTurns(before, standing, today), version: before.version + 1 };
  const isPassed = after.payers.some(({ isPassedOver }, share) => isPassedOver && !before.payers[share]?.isPassedOver);
  const wasWithdrawn = isPassed && currentFiling(before.filings)?.state.kind === 'withdrawn';
  return {
    writes: [
      { put: { ...item, at, by: subject, why: reason }, condition: { absent: true } } as Write<never>,
      balanceWrite(tenant, before, after),
      totalsWrite(tenant, entry, entry.id, legs) as Write<never>,
      ...workWrites(tenant, { over, changed, outcome: 'moved', at }),
      ...(wasWithdrawn ? [heldExceptionResolvedWrite(tenant, before.claimId, at)] : []),
      ...(isPassed ? rejectionEndWrites(tenant, { before, after, at }) : []),
      ...problemEndWrites(tenant, { before, after, at }),
    ],
    ledgerEntryId: wireEntryId(item),
    after,
  };
}
