import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { GroupPosting } from '../../shared/domain/remittance/post/post-group.ts';
import { postingEffects } from '../../shared/posting/claim-booking.ts';
import type { ChunkClaim } from '../../shared/posting/read-chunk.ts';
import type { Remittance } from '../../shared/store/remittances.ts';

/** The payment that is tried again. */
interface TriedPayment {
  readonly tenant: TenantId;
  readonly remittance: Remittance;
}

/**
 * The codes of the exceptions that postings of one group would open, by the entry's id; `denial` for a denial that must
 * be worked. Exceptions that were open on the claim at that time are unknown, and are left out on both sides of a
 * comparison.
 */
export function postedExceptions(
  { tenant, remittance }: TriedPayment,
  claims: readonly ChunkClaim[],
  postings: readonly GroupPosting[],
  start: ClaimBalance,
): ReadonlyMap<string, readonly string[]> {
  const { openWork: _work, ...bare } = start;
  let before: ClaimBalance = bare;
  const codes = new Map<string, readonly string[]>();
  for (const { index, entryId, posting } of postings) {
    const effects = postingEffects(tenant, {
      posting,
      claim: claims[index]?.claim,
      before,
      terms: new Map(),
      remittanceId: remittance.id,
      entryId,
      ledgerEntryId: entryId,
      noticeOn: remittance.postedOn,
      at: remittance.receivedAt,
    });
    before = effects.after ?? before;
    const denial = posting.denial === undefined ? [] : ['denial'];
    codes.set(entryId, [...effects.exceptions.map(({ code }) => code), ...denial]);
  }
  return codes;
}
