import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { type CausedDenial, causesOf } from '../../shared/domain/remittance/denial/causes.ts';
import { carcOf } from '../../shared/domain/remittance/denial/denials.ts';
import { ok } from '../../shared/domain/result.ts';
import { dayIn } from '../../shared/domain/time/time-zone.ts';
import { readOpen } from '../../shared/runtime/api/work-list.ts';
import { readBalancesById } from '../../shared/store/claims.ts';
import { codingWorkOfItem } from '../../shared/store/coding-work.ts';
import { type Denial, denialOfItem } from '../../shared/store/denials.ts';
import { readEncounters, type StoredEncounter } from '../../shared/store/encounters.ts';
import { codingWorkKey } from '../../shared/store/keys/coding-work.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { openDenialPartition } from '../../shared/store/keys/work.ts';
import { readOffice } from '../../shared/store/office.ts';
import type { Table } from '../../shared/store/table.ts';
import type { DenialsOperations } from './context.ts';
import { fateOf, monthsUntil, readEnded } from './past.ts';

/** Where denials come from, so that they can be prevented. */
export const causeOperations: DenialsOperations<'getDenialCauses'> = {
  getDenialCauses: async (request, { table }) => {
    const { tenantId } = request.principal;
    const today = await request.today();
    const { from = monthsUntil(today.slice(0, 7), 3).at(-1) as string, to = today.slice(0, 7) } = request.query;
    const { timeZone } = await readOffice(table, tenantId);
    const read = await readOpened(table, tenantId, { from, to, until: today.slice(0, 7) });
    const denials = read.denials.filter(({ openedAt }) => {
      const month = dayIn(timeZone, openedAt).slice(0, 7);
      return from <= month && month <= to;
    });
    const caused = await withCauses(table, tenantId, denials);
    return ok({
      body: {
        ...{ from, to, isComplete: read.isComplete, count: denials.length },
        causes: causesOf(caused).map((each) => ({ ...each })),
      },
    });
  },
};

interface Months {
  readonly from: string;
  readonly to: string;
  /** Up to the current month: a denial of an earlier month may have ended since. */
  readonly until: string;
}

/** All denials that were opened in some months: open and ended ones. */
async function readOpened(table: Table, tenant: TenantId, { from, until }: Months) {
  const partitions = Array.from({ length: shards.denials }, (_, shard) => openDenialPartition(tenant, shard));
  const months = monthsUntil(until, 36).filter((month) => month >= from);
  const [open, ended] = await Promise.all([readOpen(table, partitions), readEnded(table, tenant, months)]);
  return {
    denials: [...open.items.map(denialOfItem), ...ended.denials],
    isComplete: open.isComplete && ended.isComplete,
  };
}

async function withCauses(table: Table, tenant: TenantId, denials: readonly Denial[]): Promise<CausedDenial[]> {
  const claimIds = [...new Set(denials.map(({ claimId }) => claimId))];
  const balances = await readBalancesById(table, tenant, claimIds);
  const encounterIds = [...new Set([...balances.values()].flatMap(({ encounterId }) => encounterId ?? []))];
  const [encounters, work] = await Promise.all([
    readEncounters(table, tenant, encounterIds),
    table.batchGet(encounterIds.map((id) => codingWorkKey(tenant, id))),
  ]);
  const coders = new Map(
    work.flatMap((item) => {
      const { encounterId, assignedTo } =
        item === undefined ? { encounterId: '', assignedTo: undefined } : codingWorkOfItem(item);
      return assignedTo === undefined ? [] : [[encounterId, assignedTo] as const];
    }),
  );
  return denials.map((denial) => {
    const balance = balances.get(denial.claimId);
    const encounter = encounters.get(balance?.encounterId ?? '');
    const coder = coders.get(balance?.encounterId ?? '');
    const provider = balance?.providerId ?? balance?.billingProviderId;
    return {
      cents: denial.deniedCents,
      state: fateOf(denial),
      causes: {
        reason: [carcOf(denial.reasons[0] ?? '')],
        category: [denial.category],
        payer: [denial.payerId],
        ...(provider === undefined ? {} : { provider: [provider] }),
        ...(coder === undefined ? {} : { coder: [coder] }),
        ...(encounter === undefined ? {} : causesOfCoding(encounter, denial)),
      },
    };
  });
}

/** Overridden edits of an encounter, and the procedures of the denied lines. */
function causesOfCoding(encounter: StoredEncounter, { lines }: Denial) {
  const { overrides = [] } = encounter;
  const denied = encounter.lines.filter((_, index) => lines.length === 0 || lines.includes(index + 1));
  return {
    edit: overrides.map(({ editId }) => editId),
    procedure: denied.flatMap(({ procedure }) => procedure ?? []),
  };
}
