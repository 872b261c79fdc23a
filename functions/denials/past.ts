import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { carcOf } from '../../shared/domain/remittance/denial/denials.ts';
import type { PastDenial } from '../../shared/domain/remittance/denial/likelihood.ts';
import { readOpen } from '../../shared/runtime/api/work-list.ts';
import { type Denial, denialOfItem } from '../../shared/store/denials.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { endedDenialPartition } from '../../shared/store/keys/work.ts';
import type { Table } from '../../shared/store/table.ts';

/** At most this many ended denials are read. */
const mostEnded = 5_000;

/** The denials that ended in some months, `YYYY-MM`. */
export async function readEnded(
  table: Table,
  tenant: TenantId,
  months: readonly string[],
): Promise<{ readonly denials: readonly Denial[]; readonly isComplete: boolean }> {
  const partitions = months.flatMap((month) =>
    Array.from({ length: shards.denials }, (_, shard) => endedDenialPartition(tenant, month, shard)),
  );
  const { items, isComplete } = await readOpen(table, partitions, mostEnded);
  return { denials: items.map(denialOfItem), isComplete };
}

/** A month and the months before it, the latest first. */
export function monthsUntil(month: string, count: number): string[] {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return Array.from({ length: count }, (_, back) =>
    new Date(Date.UTC(year, number - 1 - back, 1)).toISOString().slice(0, 7),
  );
}

/**
 * The outcome of a denial. `paid` and `lost` tell something about the payer; `moved` (or reversed without an answer)
 * does not.
 */
export function fateOf({ state, outcome, appealAnswer }: Denial): 'open' | 'paid' | 'lost' | 'moved' {
  if (state === 'open') return 'open';
  if (appealAnswer !== undefined) return appealAnswer.result === 'refused' ? 'lost' : 'paid';
  if (outcome === 'payment') return 'paid';
  return outcome === 'write-off' ? 'lost' : 'moved';
}

/** Past outcomes, which show how likely a payer pays what it denied. */
export function pastOf(denials: readonly Denial[]): PastDenial[] {
  return denials.flatMap((denial) => {
    const fate = fateOf(denial);
    if (fate !== 'paid' && fate !== 'lost') return [];
    const { payerId, category, reasons } = denial;
    return [{ payerId, category, carc: carcOf(reasons[0] ?? ''), isPaid: fate === 'paid' }];
  });
}
