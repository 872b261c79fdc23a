import type { ClaimBalance } from '../../domain/claim/balance.ts';
import { afterCorrectionOpened } from '../../domain/claim/correction/corrected-claim.ts';
import { claimStatus } from '../../domain/claim/status.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Failure } from '../../http/problem.ts';
import type { Actor } from '../../store/change.ts';
import { historyWrite } from '../../store/claim-history.ts';
import { balanceWrite } from '../../store/claims.ts';
import type { Write } from '../../store/table.ts';

/** Marks the claims of an encounter as being corrected: until it is final again, no filing of them is sent. */
export function openedCorrectionWrites(
  { at, principal }: Actor,
  balances: readonly ClaimBalance[],
  reason: string,
): Result<Write<Failure>[], Failure> {
  const { tenantId, subject } = principal;
  const writes: Write<Failure>[] = [];
  for (const before of balances) {
    const { claimId } = before;
    const next = afterCorrectionOpened(before);
    if (!next.ok) {
      const facts = { claimId, claimState: claimStatus(before).kind };
      return fail({ kind: facts.claimState === 'batched' ? 'encounter-sent' : 'encounter-filing-underway', facts });
    }
    const status = claimStatus(before).kind;
    const line = { at, actor: subject, event: 'correction-opened', from: status, to: status, facts: { reason } };
    writes.push(
      { ...balanceWrite(tenantId, before, next.value), orElse: { kind: 'version-changed' } },
      historyWrite(tenantId, claimId, line, String(before.version + 1).padStart(9, '0')),
    );
  }
  return ok(writes);
}
