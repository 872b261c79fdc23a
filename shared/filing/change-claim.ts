import type { ClaimBalance, OpenWork } from '../domain/claim/balance.ts';
import { afterFilingEvent, afterFilingOpened } from '../domain/claim/claim-events.ts';
import type { ChangeReason } from '../domain/claim/correction/change-reason.ts';
import type { ClaimCorrection } from '../domain/claim/correction/claim-correction.ts';
import { afterChange } from '../domain/claim/correction/corrected-claim.ts';
import { awaitingLateCharges, recharged } from '../domain/claim/correction/recharge.ts';
import { currentFiling, isUnderway } from '../domain/claim/filing.ts';
import { withOpenWork } from '../domain/claim/open-work.ts';
import { type FilingProposal, proposedFilings } from '../domain/claim/propose-filing.ts';
import { statusText } from '../domain/claim/status.ts';
import { idFromDigest, type TenantId } from '../domain/identity/ids.ts';
import type { LedgerEntry, Leg } from '../domain/ledger/entry.ts';
import type { Cents } from '../domain/money/cents.ts';
import { present } from '../domain/present.ts';
import { rejectionEndWrites } from '../store/acknowledgement-alarms.ts';
import type { ChangeStep, Overtaken } from '../store/cancelled-claim.ts';
import type { DueMessage } from '../store/change.ts';
import { balanceWrite, heldExceptionResolvedWrite } from '../store/claims.ts';
import { digestOf } from '../store/digest.ts';
import { exceptionWrite } from '../store/exceptions.ts';
import { entryItem } from '../store/ledger.ts';
import { noticeWorkWrites } from '../store/notice-work.ts';
import { workWrites } from '../store/open-work.ts';
import type { Table, Write } from '../store/table.ts';
import { answeredDenials } from './answered-denials.ts';
import { assemblyDue, openedFilingWrites } from './open-filing.ts';
import { readShareFacts } from './share-facts.ts';

/**
 * The writes that change a claim's charges, with the legs for the office's totals and the message that has its filing
 * assembled.
 */
export interface ClaimChanged {
  readonly after: ClaimBalance;
  readonly writes: readonly Write<Overtaken>[];
  readonly legs: readonly Leg[];
  readonly due: readonly DueMessage[];
}

const overtaken: Overtaken = { kind: 'version-changed' };

/** What a claim's change is made from. */
export interface ClaimChange {
  readonly step: ChangeStep;
  readonly before: ClaimBalance;
  /** The claim with all changes except those of its charges. */
  readonly told: ClaimBalance;
  readonly entries: readonly LedgerEntry[];
  readonly chargeCents: Cents;
  readonly lineCount: number;
  readonly correction: Omit<ClaimCorrection, 'after'>;
  /** Why a facility takes the claim back. */
  readonly changeReason?: ChangeReason;
}

/** Writes new charges of a claim, and asks its payers again as its history requires. */
export async function changeWrites(
  { step: order, before, told, entries, chargeCents, lineCount, correction, changeReason }: ClaimChange,
  table: Table,
): Promise<ClaimChanged> {
  const { at, principal } = order.actor;
  const { tenantId, subject } = principal;
  const legs = entries.flatMap((entry) => entry.legs);
  const { after, over, changed, awaitedCents } = recharged(told, { legs, chargeCents, lineCount });
  const marked = afterChange(after, correction, entries.length > 0);
  const step = { tenant: tenantId, actor: subject, at, on: order.on, reason: order.reason };
  const asked = await askedAgain(marked, step, { table, changeReason });
  const isLate = asked.proposal?.frequency === 'late-charges';
  const awaiting = isLate ? undefined : awaitingWork(tenantId, before, asked.proposal, awaitedCents);
  const work = [...(asked.after.openWork ?? []), ...(awaiting === undefined ? [] : [awaiting])];
  const left = isLate ? awaitingLateCharges(asked.after) : asked.after;
  const next = { ...withOpenWork(left, work), version: before.version + 1 };
  const entryWrites = entries.map((entry): Write<Overtaken> => {
    const line = { at, by: subject, why: order.reason, from: statusText(before), to: statusText(next) };
    const item = { ...entryItem(tenantId, before.claimId, entry, entry.id), ...line, claimVersion: next.version };
    return { put: item, condition: { absent: true } };
  });
  const isOpened = currentFiling(next.filings)?.number !== currentFiling(before.filings)?.number;
  const because = asked.proposal?.reason;
  const filing = { tenant: tenantId, actor: subject, at, before, after: next, ...present({ because }) };
  const isListed = ['held', 'withdrawn'].includes(currentFiling(before.filings)?.state.kind ?? '');
  return {
    after: next,
    legs,
    writes: [
      ...entryWrites,
      ...(isOpened
        ? openedFilingWrites<Overtaken>(filing, overtaken)
        : [
            { ...balanceWrite(tenantId, before, next), orElse: overtaken },
            ...(isListed ? [heldExceptionResolvedWrite(tenantId, before.claimId, at)] : []),
            ...rejectionEndWrites(tenantId, { before, after: next, at }),
            ...noticeWorkWrites(tenantId, { before, after: next, at }),
          ]),
      ...asked.writes,
      ...workWrites(tenantId, {
        over,
        changed: changed.filter(({ id }) => !asked.answered.includes(id)),
        outcome: 'taken-back',
        at,
      }),
      ...(awaiting === undefined ? [] : [awaitingWrite(tenantId, before, awaiting, { at, because })]),
    ],
    due: currentFiling(next.filings)?.state.kind === 'preparing' ? [assemblyDue(tenantId, next)] : [],
  };
}

/** The claim with the filing that its history calls for; unchanged, when its payer is asked without a claim. */
async function askedAgain(
  claim: ClaimBalance,
  step: Parameters<typeof answeredDenials>[1],
  { table, changeReason }: { readonly table: Table; readonly changeReason: ChangeReason | undefined },
) {
  const none = { after: claim, answered: [] as readonly string[], writes: [] as readonly Write<Overtaken>[] };
  const current = currentFiling(claim.filings)?.state;
  if (claim.state.kind === 'charged' || (current !== undefined && isUnderway(current))) {
    // The current filing has not been sent yet, so it is assembled again.
    const again = afterFilingEvent(claim, { kind: 'reassembly-requested' });
    return { ...none, after: again.ok ? again.value : claim, proposal: undefined };
  }
  // A corrected notice is not sent again until a person says so, because cancelling a notice and sending a new one late
  // costs payment.
  if (claim.notice !== undefined && claim.correction?.kind !== 'void') return { ...none, proposal: undefined };
  const facts = await readShareFacts(table, step.tenant, claim);
  const proposal = proposedFilings(claim, facts).find(({ reason }) => reason !== 'next-payer');
  if (proposal?.frequency === undefined) return { ...none, proposal };
  const { share, frequency, payerClaimNumber } = proposal;
  const asked = { kind: 'filing-opened', share, frequency, ...present({ payerClaimNumber, changeReason }) } as const;
  const opened = afterFilingOpened(claim, asked);
  // A void of a claim that was sent and not yet accepted waits: it is proposed once the payer has accepted the claim.
  // Until then it is on a list.
  if (!opened.ok) return { ...none, proposal: { share, reason: proposal.reason } };
  const denials = frequency === 'void' ? none : await answeredDenials(table, step, opened.value, share);
  return { ...denials, after: denials === none ? opened.value : denials.after, proposal };
}

/**
 * A work item for the amount that the first payer’s answer does not cover, also when another payer is asked. When the
 * payer was asked without a claim, there is a work item even for zero cents.
 */
function awaitingWork(
  tenant: TenantId,
  { claimId, version }: ClaimBalance,
  proposal: FilingProposal | undefined,
  cents: Cents,
): OpenWork | undefined {
  if (cents === 0 && (proposal === undefined || proposal.frequency !== undefined)) return undefined;
  const id = idFromDigest('exception', digestOf('correction-awaited', tenant, claimId, String(version)));
  return {
    id,
    kind: 'exception',
    code: 'correction-awaited',
    entryId: id,
    share: cents === 0 ? (proposal?.share ?? 0) : 0,
    cents,
  };
}

function awaitingWrite(
  tenant: TenantId,
  { claimId }: ClaimBalance,
  { id, cents, share }: OpenWork,
  { at, because }: { readonly at: string; readonly because: string | undefined },
): Write<never> {
  const facts = { position: share ?? 0, ...present({ way: because }) };
  return exceptionWrite(tenant, { id, code: 'correction-awaited', openedAt: at, claimId, cents, facts });
}
