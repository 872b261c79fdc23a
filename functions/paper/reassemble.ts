import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { afterFilingEvent } from '../../shared/domain/claim/claim-events.ts';
import { claimStatus } from '../../shared/domain/claim/status.ts';
import { invariant } from '../../shared/domain/result.ts';
import { assemblyDue } from '../../shared/filing/open-filing.ts';
import type { Failure } from '../../shared/http/problem.ts';
import type { DueMessage } from '../../shared/store/change.ts';
import { historyWrite } from '../../shared/store/claim-history.ts';
import { balanceWrite } from '../../shared/store/claims.ts';
import type { Write } from '../../shared/store/table.ts';
import type { PaperRequest } from './context.ts';

/** Has claims with changed sources assembled again: afterwards they are ready to print, or held with the reasons. */
export function reassembled(
  { principal: { tenantId, subject }, at }: PaperRequest<'createPaperBatch'>,
  stale: readonly ClaimBalance[],
): { readonly writes: readonly Write<Failure>[]; readonly due: readonly DueMessage[] } {
  const changes = stale.map((before) => {
    const { claimId, version } = before;
    const next = afterFilingEvent(before, { kind: 'reassembly-requested' });
    invariant(next.ok, 'a claim that waits to be printed was assembled here');
    const [from, to] = [claimStatus(before).kind, claimStatus(next.value).kind];
    const line = { at, actor: subject, event: 'reassembly-requested', from, to };
    const writes: Write<Failure>[] = [
      { ...balanceWrite(tenantId, before, next.value), orElse: { kind: 'version-changed' } },
      historyWrite(tenantId, claimId, line, String(version + 1).padStart(9, '0')),
    ];
    return { writes, due: assemblyDue(tenantId, { ...next.value, version: version + 1 }) };
  });
  return { writes: changes.flatMap(({ writes }) => writes), due: changes.map(({ due }) => due) };
}
