import { isOpenWork, unsaid } from '../../shared/domain/coding-work/work.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { Instant } from '../../shared/domain/time/local-date.ts';
import { readDrafts } from '../../shared/runtime/api/open-drafts.ts';
import { readOpen } from '../../shared/runtime/api/work-list.ts';
import { codingWorkOfItem } from '../../shared/store/coding-work.ts';
import { readEncounters } from '../../shared/store/encounters.ts';
import { codingWorkPartition } from '../../shared/store/keys/coding-work.ts';
import { shards } from '../../shared/store/keys/table.ts';
import type { Table, Write } from '../../shared/store/table.ts';
import type { EncounterWork } from './valued.ts';

interface OpenWorks {
  readonly works: readonly EncounterWork[];
  readonly isComplete: boolean;
  readonly writes: readonly Write<never>[];
}

/**
 * All open work. Work with a remark or an assignment has its own item, which is listed; plain drafts have none, and are
 * found in the list of encounters by month of entry.
 * @param isSaid true to read only work with an item of its own
 */
export async function readOpenWorks(
  table: Table,
  { tenant, at, isSaid }: { readonly tenant: TenantId; readonly at: Instant; readonly isSaid: boolean },
): Promise<OpenWorks> {
  const partitions = Array.from({ length: shards.codingWork }, (_, shard) => codingWorkPartition(tenant, shard));
  const [said, drafts] = await Promise.all([
    readOpen(table, partitions),
    isSaid ? { drafts: [], isComplete: true, writes: [] } : readDrafts(table, tenant, at),
  ]);
  const works = new Map(said.items.map(codingWorkOfItem).map((work) => [work.encounterId, work]));
  const listed = new Map(drafts.drafts.map((encounter) => [encounter.id, encounter]));
  const others = [...works.keys()].filter((id) => !listed.has(id));
  const encounters = await readEncounters(table, tenant, others);
  const all = [...encounters.values(), ...listed.values()].map((encounter) => ({
    encounter,
    work: works.get(encounter.id) ?? unsaid(encounter.id),
  }));
  return {
    works: all.filter(({ encounter, work }) => isOpenWork(work, encounter.state.kind === 'draft')),
    isComplete: said.isComplete && drafts.isComplete,
    writes: drafts.writes,
  };
}
