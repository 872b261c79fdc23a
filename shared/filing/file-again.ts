import type { ClaimBalance } from '../domain/claim/balance.ts';
import type { Filing } from '../domain/claim/filing.ts';
import type { RejectionReason } from '../domain/claim/rejection-reasons.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { present } from '../domain/present.ts';
import type { Instant } from '../domain/time/local-date.ts';
import type { DueMessage } from '../store/change.ts';
import { readBalances } from '../store/claims.ts';
import { readSubmissionClaims } from '../store/submissions.ts';
import type { Table } from '../store/table.ts';

/** Reasons that are not about a claim itself: its file, or its batch, was rejected. */
const ofFile: readonly RejectionReason[] = ['interchange-rejected', 'transaction-rejected', 'batch-refused'];

/** A claim that was rejected with its file, and its filing in that file. */
export interface TurnedAway {
  readonly balance: ClaimBalance;
  readonly filing: Filing;
}

/**
 * The claims of a submission that can be filed again unchanged: they were rejected with their file, and nobody has
 * filed them since.
 */
export async function turnedAwayWithFile(
  table: Table,
  tenant: TenantId,
  submissionId: string,
): Promise<readonly TurnedAway[]> {
  const rows = await readSubmissionClaims(table, tenant, submissionId);
  const balances = await readBalances(
    table,
    tenant,
    rows.map(({ claimId }) => claimId),
  );
  return rows.flatMap((row, index): TurnedAway[] => {
    const balance = balances[index];
    const filing = balance?.filings.find(({ number }) => number === row.filing);
    if (balance === undefined || filing?.state.kind !== 'rejected') return [];
    const isLast = balance.filings.findLast(({ share }) => share === filing.share) === filing;
    const isOfFile = filing.state.reasons.every((reason) => ofFile.some((one) => one === reason));
    return isLast && isOfFile ? [{ balance, filing }] : [];
  });
}

/** The message that files them again, now or with the rest at `dueAt`. */
export function fileAgainMessage(
  tenantId: TenantId,
  { submissionId, by }: { readonly submissionId: string; readonly by: string },
  dueAt?: Instant,
): DueMessage {
  return {
    queue: 'assemble-claims',
    id: `file-again-${submissionId}`,
    body: { schemaVersion: 1, tenantId, work: 'file-again', submissionId, by },
    ...present({ dueAt }),
  };
}
