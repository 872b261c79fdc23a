import { withoutAnswer } from '../domain/remittance/post/predetermined.ts';
import { entryOfItem } from '../store/ledger.ts';
import type { Item } from '../store/table.ts';
import { type Rebooked, type Rebooking, type RebookingDeps, readClaim, rebooked } from './rebooking.ts';
import { readStatedClaim } from './remittance-source.ts';

/**
 * Takes an answer off the predetermination that keeps it, which waits for another answer then. No money moves.
 * @returns undefined when the entry is no such answer, or when the claim keeps another one
 */
export async function predeterminedTakenOff(
  item: Item,
  rebooking: Rebooking,
  deps: RebookingDeps,
): Promise<Rebooked | undefined> {
  const { tenant, today } = rebooking;
  const held = entryOfItem(item);
  const balance = held.claimId === undefined ? undefined : await readClaim(tenant, held.claimId, deps.table);
  if (balance?.predetermination === undefined || held.source === undefined) return undefined;
  const stated = await readStatedClaim(tenant, held, deps);
  const posting = stated && withoutAnswer(stated.claim, balance);
  if (posting === undefined) return undefined;
  return rebooked(posting, { claim: undefined, balance, held, effectiveOn: today }, rebooking, deps.table);
}
