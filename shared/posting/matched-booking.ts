import type { ClaimBalance } from '../domain/claim/balance.ts';
import { idFromDigest } from '../domain/identity/ids.ts';
import { unappliedPosting } from '../domain/remittance/post/claim-posting.ts';
import { fromUnapplied } from '../domain/remittance/post/rebook.ts';
import { payerClaimNumberWrite } from '../store/claim-lookup.ts';
import { digestOf } from '../store/digest.ts';
import { wireEntryId } from '../store/keys/ledger.ts';
import { entryItem, totalsWrite } from '../store/ledger.ts';
import type { Write } from '../store/table.ts';
import { type Booking, type BookingContext, bytesOf, claimEntry, type DecidedClaim, outcomeOf } from './booking.ts';
import { postingEffects } from './claim-booking.ts';

/**
 * Books a claim whose number the payer altered. The entry under the altered number takes the cash out of clearing, as
 * for any claim that is not found. Its key does not depend on the match, so that a redelivery finds it. A second entry,
 * in the same transaction and in the claim's own collection, moves the cash to the claim. It needs a transaction of its
 * own, because it adds to the day's totals.
 */
export function matchedBookingOf(
  context: BookingContext,
  { group, claim: chunkClaim, posting, before }: DecidedClaim & { readonly before: ClaimBalance },
): Booking {
  const { tenant, remittance, terms, at } = context;
  const { claim, inputHash } = chunkClaim;
  const waiting = claimEntry(
    context,
    chunkClaim,
    unappliedPosting(claim.paidCents, remittance.payerId, 'claim-not-found'),
    undefined,
  );
  const matched = fromUnapplied(posting, waiting);
  const entryId = idFromDigest('ledgerEntry', digestOf('match', tenant, chunkClaim.entryId));
  const takenFrom = wireEntryId(chunkClaim.entryKey);
  const entry = { ...claimEntry(context, { ...chunkClaim, entryId }, matched, before), takenFrom };
  const matchItem = {
    ...entryItem(tenant, before.claimId, entry, inputHash),
    ...outcomeOf(matched, before, at),
    by: 'post-remittance',
  };
  const effects = postingEffects(tenant, {
    posting: matched,
    claim,
    before,
    terms,
    remittanceId: remittance.id,
    entryId,
    ledgerEntryId: wireEntryId(matchItem),
    noticeOn: entry.effectiveOn,
    at,
  });
  const item = {
    ...entryItem(tenant, group.patientControlNumber, waiting, inputHash),
    matched: before.claimId,
    exceptions: effects.exceptions.length,
    ...(effects.denials.length === 0 ? {} : { denials: effects.denials.length }),
  };
  const { adjudication } = matched;
  const writes: Write[] = [
    { put: item, condition: { absent: true } },
    { put: matchItem, condition: { absent: true } },
    ...effects.writes,
    ...(matched.legs.length === 0 ? [] : [totalsWrite(tenant, entry, entryId, matched.legs)]),
    ...(adjudication === undefined
      ? []
      : payerClaimNumberWrite(tenant, adjudication.payerId, adjudication.payerClaimNumber, before.claimId)),
  ];
  const { after, exceptions } = effects;
  // Both entries together: the cash goes from clearing to the claim.
  const both = { ...entry, legs: posting.legs };
  return {
    group,
    item,
    decided: { kind: posting.kind, claim, entry: both, before, after, exceptions },
    writes,
    bytes: bytesOf([item, matchItem], writes),
    touchesClaim: true,
  };
}
