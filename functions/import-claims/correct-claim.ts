import { applyLegs, type ClaimBalance } from '../../shared/domain/claim/balance.ts';
import type { Claim } from '../../shared/domain/claim/claim.ts';
import type { ClaimSource } from '../../shared/domain/claim/claim-source.ts';
import { currentFiling, type Filing, hasLeft } from '../../shared/domain/claim/filing.ts';
import { asksOnly } from '../../shared/domain/claim/predetermination.ts';
import { statusText } from '../../shared/domain/claim/status.ts';
import { idFromDigest } from '../../shared/domain/identity/ids.ts';
import { type Leg, ledgerEntry } from '../../shared/domain/ledger/entry.ts';
import { negateCents, subtractCents, zeroCents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { changedSource, daysOf, voidedSource } from '../../shared/filing/correct-source.ts';
import { dimensionsOf } from '../../shared/posting/rebooking.ts';
import { dueWrite } from '../../shared/store/change.ts';
import { claimSourceItem } from '../../shared/store/claim-sources.ts';
import { balanceWrite, laneOf } from '../../shared/store/claims.ts';
import { digestOf } from '../../shared/store/digest.ts';
import { filingDocumentItem } from '../../shared/store/filings.ts';
import { entryItem, totalsWrite } from '../../shared/store/ledger.ts';
import type { Write } from '../../shared/store/table.ts';
import type { Outcome, Taking } from './context.ts';
import type { FileClaim } from './read-claims.ts';

/** A claim that is here, and a later claim of the file that corrects it. */
export interface CorrectionOfFile {
  readonly read: FileClaim;
  /** The file's claim, as it will be stored here. */
  readonly claim: Claim;
  readonly digest: string;
  readonly before: ClaimBalance;
  readonly source: ClaimSource;
}

const waits: Outcome = { kind: 'waiting', reasons: [{ code: 'corrects-claim' }] };

/**
 * Applies the other system's replacement (7) or void (8) to the claim here. A claim that this office sends is corrected
 * and filed as if a person had entered the correction. For a claim that the other system sent, the correction is
 * recorded as one more filing. If a payer has already answered that claim here, a person must correct it.
 */
export async function correctedByFile(taking: Taking, correction: CorrectionOfFile): Promise<Outcome> {
  if (taking.intake.purpose === 'sent') {
    return correction.claim.frequency === '7' ? replacedElsewhere(taking, correction) : waits;
  }
  const { tenant, table, at, postedOn: on, intake } = taking;
  const { before, claim, digest, read } = correction;
  const requestId = `${intake.id}-${read.record}`;
  const actor = { principal: { tenantId: tenant, subject: 'import-claims' }, at, requestId };
  const step = { actor, on, reason: 'corrected in the other system' };
  const source = { ...correction.source, digests: [...correction.source.digests, digest] };
  const change = { step, before, source };
  const changed =
    claim.frequency === '8' ? await voidedSource(change, table) : await changedSource(change, claim, table);
  if (!changed.ok) return waits;
  const { writes, due } = changed.value;
  const told: Write[] = claim.frequency === '8' ? [{ put: claimSourceItem(tenant, source) }] : [];
  const messages = due.map((message) => dueWrite(at, message));
  return { kind: 'taken', claimId: before.claimId, writes: [...writes, ...told, ...messages] };
}

/**
 * One more filing that the other system sent. The change in its charge is that system’s income, so it is booked as an
 * opening balance.
 */
function replacedElsewhere(taking: Taking, { read, claim, digest, before, source }: CorrectionOfFile): Outcome {
  const { tenant, at, postedOn } = taking;
  const current = currentFiling(before.filings);
  const days = daysOf(claim, before);
  const isAwaited = before.payers[source.share]?.status === 'open' && before.openWork === undefined;
  const isSent = current !== undefined && hasLeft(current.state) && current.share === source.share;
  const isElsewhere = before.controlNumber !== undefined && before.correction === undefined && source.share === 0;
  if (!isAwaited || !isSent || !isElsewhere || days === undefined) return waits;
  const legs = differenceLegs(before, claim);
  const { payerClaimControlNumber: payerClaimNumber } = claim;
  const chargeCents = asksOnly(claim) ? zeroCents : claim.chargeCents;
  const number = current.number + 1;
  const filing: Filing = {
    ...{ number, share: source.share, frequency: 'replacement', state: { kind: 'submitted' } },
    ...present({ payerClaimNumber }),
  };
  const after: ClaimBalance = {
    ...applyLegs(before, legs),
    ...{ chargeCents, lineCount: claim.serviceLines.length, serviceFrom: days.from },
    filings: [...before.filings, filing],
  };
  const { claimId, entityId } = before;
  const { submitter, receiver } = read;
  const lane = laneOf(claim.kind, receiver.id, submitter.id);
  const own = { claim, submitter, receiver, lane, claimId, number, serviceFrom: days.from, assembledAt: at };
  const next = { ...source, claim, takenCents: claim.chargeCents, digests: [...source.digests, digest] };
  const id = idFromDigest('ledgerEntry', digestOf('opening', tenant, claimId, String(before.version + 1)));
  const dates = { effectiveOn: postedOn, postedOn };
  const entry = ledgerEntry({ id, kind: 'opening', ...dates, ...dimensionsOf(before), legs });
  const told = { at, by: 'import-claims', from: statusText(before), to: statusText(after) };
  const item = { ...entryItem(tenant, claimId, entry, id), ...told, claimVersion: before.version + 1 };
  return {
    kind: 'taken',
    claimId,
    writes: [
      balanceWrite(tenant, before, after),
      { put: claimSourceItem(tenant, next) },
      { put: filingDocumentItem(tenant, { ...own, assembledFrom: [] }) },
      { put: item, condition: { absent: true } },
      ...(legs.length === 0 ? [] : [totalsWrite(tenant, { postedOn, entityId }, claimId, legs)]),
    ],
  };
}

function differenceLegs({ payers, chargeCents }: ClaimBalance, claim: Claim): readonly Leg[] {
  const cents = subtractCents(claim.chargeCents, chargeCents);
  const payerId = payers[0]?.payerId;
  if (cents === 0 || payerId === undefined || asksOnly(claim)) return [];
  return [
    { account: 'insurance-receivable', cents, payerId, share: 0 },
    { account: 'opening-balances', cents: negateCents(cents) },
  ];
}
