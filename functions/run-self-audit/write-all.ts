import type { SelfAudit } from '../../shared/domain/self-audit/run.ts';
import { selfAuditCheck } from '../../shared/store/self-audits.ts';
import type { Write } from '../../shared/store/table.ts';
import type { AuditWork } from './context.ts';

const writesAtOnce = 50;

/** Writes any number of independent items while the self-audit is being judged: a late worker overwrites nothing. */
export async function writeAll(
  { table, tenant }: AuditWork,
  audit: SelfAudit,
  writes: readonly Write[],
): Promise<void> {
  for (let start = 0; start < writes.length; start += writesAtOnce) {
    const written = await table.transact([selfAuditCheck(tenant, audit), ...writes.slice(start, start + writesAtOnce)]);
    if (!written.ok) throw new Error('another writer came first: the message will be delivered again');
  }
}
