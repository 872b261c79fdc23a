import type { Write } from '../../shared/store/table.ts';
import type { AuditWork } from './context.ts';

const writesAtOnce = 50;

/** Writes any number of items that do not depend on each other. */
export async function writeAll({ table }: Pick<AuditWork, 'table'>, writes: readonly Write[]): Promise<void> {
  for (let start = 0; start < writes.length; start += writesAtOnce) {
    const written = await table.transact(writes.slice(start, start + writesAtOnce));
    if (!written.ok) throw new Error('another writer came first: the message will be worked off again');
  }
}
