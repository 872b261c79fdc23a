import { type CodingSettings, usualCodingSettings } from '../domain/coding-work/settings.ts';
import { type CodingWork, endedWork, isOpenWork, type Reopening, unsaid } from '../domain/coding-work/work.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import { digestOf } from './digest.ts';
import { besideWrite, type StoredEncounter } from './encounters.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import {
  codingCountsKey,
  codingCountsPartition,
  codingCountsPrefix,
  codingSettingsKey,
  codingWorkIndex,
  codingWorkKey,
  oldestDraftsKey,
} from './keys/coding-work.ts';
import type { Item, Table, Write } from './table.ts';

type Changed = { readonly kind: 'version-changed' };

export function codingWorkOfItem(item: Item): CodingWork {
  return documentOfItem<CodingWork>(item);
}

/** An encounter with a work item, in the version that was read. */
type Beside = Pick<StoredEncounter, 'id' | 'version' | 'state'>;

/**
 * Writes the next version of a work item, if it is unchanged since it was read, and for the first version, if the
 * encounter has not been finalised. The item is on a list while people have to do something about it.
 */
export function codingWorkWrites(tenant: TenantId, after: CodingWork, encounter: Beside): Write<Changed>[] {
  const next = codingWorkWrite(tenant, after, encounter.state.kind === 'draft');
  return after.version === 1 ? [next, besideWrite(tenant, encounter, changed)] : [next];
}

const changed: Changed = { kind: 'version-changed' };

function codingWorkWrite(tenant: TenantId, after: CodingWork, isDraft: boolean): Write<Changed> {
  const { encounterId, version } = after;
  const index = isOpenWork(after, isDraft) ? codingWorkIndex(tenant, encounterId) : undefined;
  return {
    put: entityItem(codingWorkKey(tenant, encounterId), 'coding-work', after, index),
    condition: version === 1 ? { absent: true } : { equals: { version: version - 1 } },
    orElse: changed,
  };
}

function settingsOf(item: Item | undefined): CodingSettings {
  return item === undefined ? usualCodingSettings : documentOfItem<CodingSettings>(item);
}

export async function readCodingSettings(table: Table, tenant: TenantId): Promise<CodingSettings> {
  return settingsOf(await table.get(codingSettingsKey(tenant)));
}

export function codingSettingsItem(tenant: TenantId, settings: CodingSettings): Item {
  return entityItem(codingSettingsKey(tenant), 'coding-settings', settings);
}

/** The office's settings and the work of an encounter, in one read. */
export async function readSettingsAndWork(
  table: Table,
  tenant: TenantId,
  encounterId: string,
): Promise<{ readonly settings: CodingSettings; readonly work: CodingWork }> {
  const [settings, work] = await table.batchGet([codingSettingsKey(tenant), codingWorkKey(tenant, encounterId)]);
  return { settings: settingsOf(settings), work: work === undefined ? unsaid(encounterId) : codingWorkOfItem(work) };
}

/** Lists the work of a final encounter that must be looked at again. */
export async function reopenedWorkWrites(
  table: Table,
  tenant: TenantId,
  encounter: Beside,
  reopened: Reopening,
): Promise<Write<Changed>[]> {
  const { work } = await readSettingsAndWork(table, tenant, encounter.id);
  return codingWorkWrites(tenant, { ...work, version: work.version + 1, reopened }, encounter);
}

/**
 * Lists the work of a final encounter that is reopened as a draft, in the transaction that writes the draft. A draft of
 * an earlier month is on no other list.
 */
export async function correctedWorkWrite(
  table: Table,
  tenant: TenantId,
  encounterId: string,
  reopened: Reopening,
): Promise<Write<Changed>> {
  const { work } = await readSettingsAndWork(table, tenant, encounterId);
  return codingWorkWrite(tenant, { ...work, version: work.version + 1, reopened }, true);
}

/**
 * Ends the work item of an encounter that nobody codes any more, if there is one, in the transaction that writes the
 * encounter. An encounter without a work item gets none.
 */
export function endedWorkWrites(tenant: TenantId, work: CodingWork): readonly Write<Changed>[] {
  return work.version === 0 ? [] : [codingWorkWrite(tenant, endedWork(work), false)];
}

/**
 * A number from 0 to 99 that is fixed for each encounter. Sampling by this number is repeatable, and nobody can
 * influence it.
 */
export function sampleOf(tenant: TenantId, encounterId: string): number {
  return digestOf('review-sample', tenant, encounterId).readUInt32BE(0) % 100;
}

/** The counted events of a coder's reviews and queries, by day. */
export const codingCounts = [
  'agreed',
  'returned',
  'corrected',
  'waived',
  'queriesRaised',
  'queriesAnswered',
  'queriesWithdrawn',
  'queriesEscalated',
  'answerMinutes',
] as const;

export type CodingCounts = Partial<Record<(typeof codingCounts)[number], number>>;

export function codingCountWrite(tenant: TenantId, day: LocalDate, coder: string, add: CodingCounts): Write<never> {
  return { update: codingCountsKey(tenant, day, coder), set: { type: 'coding-counts', schemaVersion: 1, coder }, add };
}

/** The counts of the days from `from` to `to`, by coder. */
export async function readCodingCounts(
  table: Table,
  tenant: TenantId,
  days: readonly LocalDate[],
): Promise<ReadonlyMap<string, CodingCounts>> {
  const partition = codingCountsPartition(tenant);
  const items = await Promise.all(
    days.map((day) => table.queryAll({ partition, prefix: `${codingCountsPrefix}${day}#` })),
  );
  const sums = new Map<string, Record<string, number>>();
  for (const item of items.flat()) {
    const sum = sums.get(item.coder as string) ?? {};
    for (const name of codingCounts) sum[name] = (sum[name] ?? 0) + ((item[name] as number | undefined) ?? 0);
    sums.set(item.coder as string, sum);
  }
  return sums;
}

/** The first month that may have drafts, as far as known. */
export async function readOldestDrafts(table: Table, tenant: TenantId): Promise<string | undefined> {
  const item = await table.get(oldestDraftsKey(tenant));
  return item?.month as string | undefined;
}

export function oldestDraftsWrite(tenant: TenantId, month: string): Write<never> {
  return { put: { ...oldestDraftsKey(tenant), type: 'oldest-drafts', schemaVersion: 1, month } };
}
