import { type ClaimBalance, isOnFile } from '../domain/claim/balance.ts';
import { currentFiling } from '../domain/claim/filing.ts';
import type { FilingReason } from '../domain/claim/propose-filing.ts';
import { claimStatus } from '../domain/claim/status.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { present } from '../domain/present.ts';
import { invariant } from '../domain/result.ts';
import type { Instant } from '../domain/time/local-date.ts';
import { rejectionEndWrites } from '../store/acknowledgement-alarms.ts';
import type { DueMessage } from '../store/change.ts';
import { historyWrite } from '../store/claim-history.ts';
import { balanceWrite, heldExceptionResolvedWrite } from '../store/claims.ts';
import { noticeWorkWrites } from '../store/notice-work.ts';
import { problemEndWrites } from '../store/status-problems.ts';
import type { Write } from '../store/table.ts';

/** A claim before and after a filing of it was opened (`afterFilingOpened`). */
export interface FilingOpening {
  readonly tenant: TenantId;
  /** Who opens it, for the claim's history. */
  readonly actor: string;
  readonly at: Instant;
  readonly before: ClaimBalance;
  readonly after: ClaimBalance;
  /** Why it is opened (`filingReasons`): so that the history distinguishes rejections from denials. */
  readonly because?: FilingReason;
}

/**
 * The writes of opening a filing: the balance on the version that was read, and a line of history. Ends the exception
 * of an earlier withdrawn or rejected filing. The message of `assemblyDue` then gets the filing assembled.
 * @param orElse the failure when another writer has changed the claim
 */
export function openedFilingWrites<Failure>(
  { tenant, actor, at, before, after, because }: FilingOpening,
  orElse: Failure,
): Write<Failure>[] {
  const filing = currentFiling(after.filings);
  invariant(filing !== undefined, 'a filing was opened');
  const [from, to] = [claimStatus(before).kind, claimStatus(after).kind];
  const { number, share, frequency, payerClaimNumber, changeReason } = filing;
  const facts = {
    filing: number,
    payerPosition: share,
    frequency,
    ...present({ payerClaimNumber, changeReason, because }),
  };
  const line = { at, actor, event: 'filing-opened', from, to, facts };
  const isWithdrawn = currentFiling(before.filings)?.state.kind === 'withdrawn';
  return [
    { ...balanceWrite(tenant, before, after), orElse } as Write<Failure>,
    historyWrite(tenant, before.claimId, line, String(before.version + 1).padStart(9, '0')),
    ...(isWithdrawn ? [heldExceptionResolvedWrite(tenant, before.claimId, at)] : []),
    ...rejectionEndWrites(tenant, { before, after, at }),
    ...problemEndWrites(tenant, { before, after, at }),
    ...noticeWorkWrites(tenant, { before, after, at }),
  ];
}

/**
 * The message that gets the claim's current filing assembled, together with the encounter's other claims; for another
 * system's claim, alone.
 */
export function assemblyDue(tenantId: TenantId, claim: ClaimBalance): DueMessage {
  const { claimId, encounterId, version } = claim;
  invariant(isOnFile(claim), 'what a claim says that is assembled here is on file');
  const what = encounterId === undefined ? { work: 'claim', claimId } : { work: 'encounter', encounterId };
  return {
    queue: 'assemble-claims',
    id: `assemble-${claimId}-${version}`,
    body: { schemaVersion: 1, tenantId, ...what },
  };
}
