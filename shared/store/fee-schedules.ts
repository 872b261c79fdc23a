import { type Fee, type FeeSchedule, feeName } from '../domain/fees/fee-schedule.ts';
import type { FeeBook } from '../domain/fees/price.ts';
import type { PricedService } from '../domain/fees/priced-service.ts';
import { inOrder, type ScopedService, standingsOf } from '../domain/fees/standing.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { cents } from '../domain/money/cents.ts';
import { shardOf } from './digest.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { gatheringReads } from './gathering-reads.ts';
import { feeBlockKey, feeSchedulesKey, feeScheduleVersionKey } from './keys/practice.ts';
import type { Key } from './keys/table.ts';
import { readOnce } from './rule-versions.ts';
import type { Item, Table, Write } from './table.ts';
import { type VersionMaking, versionWrites, withChanged, withoutMaking } from './versioned-directory.ts';

/**
 * Fee schedules in the table. All schedules of an office, without their rows, are one item, the directory. The rows of
 * a schedule are in blocks, by the digest of their code, so that a price needs the directory and one block per code. A
 * version of a schedule never changes; an upload is a single transaction.
 */
export interface StoredFeeSchedule extends FeeSchedule {
  /** Where its rows are: their version, and the number of blocks. */
  readonly rows: { readonly version: number; readonly blocks: number; readonly count: number };
}

export interface FeeDirectory {
  /** Rises with each change to any schedule. */
  readonly revision: number;
  readonly schedules: readonly StoredFeeSchedule[];
}

/** The kinds of changes that make a new version. */
export const feeScheduleChanges = ['created', 'described', 'fees-replaced', 'fees-merged'] as const;

/** A version of a schedule, with who made it. */
export type FeeScheduleVersion = StoredFeeSchedule & VersionMaking<(typeof feeScheduleChanges)[number]>;

/** The schedule of a version, without who made it. */
export function scheduleOf(version: FeeScheduleVersion): StoredFeeSchedule {
  return withoutMaking(version);
}

/** The directory may have at most this many bytes; an item has room for 400 KB. */
const mostDirectoryBytes = 300_000;
/** At most this many blocks, so that a version and its blocks fit into one transaction. */
const mostBlocks = 64;
const feesPerBlock = 100;

function feeDirectoryOf(item: Item | undefined): FeeDirectory {
  return item === undefined ? { revision: 0, schedules: [] } : documentOfItem<FeeDirectory>(item);
}

export async function readFeeDirectory(table: Table, tenant: TenantId): Promise<FeeDirectory> {
  return feeDirectoryOf(await table.get(feeSchedulesKey(tenant)));
}

/** Whether the directory still fits into its item with these schedules. */
export function fitsDirectory(schedules: readonly StoredFeeSchedule[]): boolean {
  return Buffer.byteLength(JSON.stringify(schedules)) <= mostDirectoryBytes;
}

/** How many blocks hold this many rows. */
export function blocksFor(count: number): number {
  return Math.min(mostBlocks, Math.ceil(count / feesPerBlock));
}

/** Adds a version, with its rows if it brings new ones: see {@link versionWrites}. */
export function feeScheduleWrites<Failure>(
  tenant: TenantId,
  { directory, version, fees }: FeeScheduleChange,
  orElse: { readonly taken: Failure; readonly busy: Failure },
): Write<Failure>[] {
  const schedule = scheduleOf(version);
  const schedules = withChanged(directory.schedules, schedule);
  const next: FeeDirectory = { revision: directory.revision + 1, schedules };
  const key = feeScheduleVersionKey(tenant, version.id, version.version);
  return [
    ...versionWrites(
      { key, type: 'fee-schedule-version', document: version },
      { key: feeSchedulesKey(tenant), type: 'fee-schedules', document: next },
      orElse,
    ),
    ...(fees === undefined ? [] : blockWrites<Failure>(tenant, schedule, fees)),
  ];
}

interface FeeScheduleChange {
  readonly directory: FeeDirectory;
  readonly version: FeeScheduleVersion;
  readonly fees: readonly Fee[] | undefined;
}

function blockWrites<Failure>(
  tenant: TenantId,
  { id, version, rows }: StoredFeeSchedule,
  fees: readonly Fee[],
): Write<Failure>[] {
  const texts = Array.from({ length: rows.blocks }, (): string[] => []);
  for (const fee of fees) texts[shardOf(fee.procedure, rows.blocks)]?.push(textOfFee(fee));
  return texts.map((lines, block) => {
    const key = feeBlockKey(tenant, id, version, block);
    return { put: entityItem(key, 'fees', { fees: lines.join('\n') }), condition: { absent: true } };
  });
}

/** A row in few bytes, because a schedule may have tens of thousands of rows. */
function textOfFee({ procedure, modifiers, place, cents: price, baseUnits }: Fee): string {
  return [procedure, modifiers.join(' '), place, price, baseUnits].join('|');
}

function feeOfText(text: string): Fee {
  const [procedure = '', modifiers = '', place = '', price = '', baseUnits = ''] = text.split('|');
  return {
    procedure,
    modifiers: modifiers === '' ? [] : modifiers.split(' '),
    ...(place === '' ? {} : { place }),
    ...(price === '' ? {} : { cents: cents(Number(price)) }),
    ...(baseUnits === '' ? {} : { baseUnits: Number(baseUnits) }),
  };
}

function feesOfItem(item: Item | undefined): readonly Fee[] {
  const text = item === undefined ? '' : documentOfItem<{ fees: string }>(item).fees;
  return text === '' ? [] : text.split('\n').map(feeOfText);
}

/** The block of a schedule's rows that has a code. */
function blockKeyOf(tenant: TenantId, { id, rows }: StoredFeeSchedule, procedure: string): Key | undefined {
  return rows.blocks === 0 ? undefined : feeBlockKey(tenant, id, rows.version, shardOf(procedure, rows.blocks));
}

/** Every row of a schedule, by code. */
export async function readFees(table: Table, tenant: TenantId, { id, rows }: StoredFeeSchedule): Promise<Fee[]> {
  const keys = Array.from({ length: rows.blocks }, (_, block) => feeBlockKey(tenant, id, rows.version, block));
  const items = await table.batchGet(keys);
  const named = items.flatMap(feesOfItem).map((fee) => [feeName(fee), fee] as const);
  return named.sort(([left], [right]) => (left < right ? -1 : 1)).map(([, fee]) => fee);
}

/** The rows of one code in several schedules. The schedules may be versions of the same one. */
export async function readFeesOf(
  table: Table,
  tenant: TenantId,
  schedules: readonly StoredFeeSchedule[],
  procedure: string,
): Promise<readonly (readonly Fee[])[]> {
  const keys = schedules.map((schedule) => blockKeyOf(tenant, schedule, procedure));
  const items = await table.batchGet(keys.filter((key) => key !== undefined));
  let at = 0;
  return keys.map((key) => {
    if (key === undefined) return [];
    const fees = feesOfItem(items[at]);
    at += 1;
    return fees.filter((fee) => fee.procedure === procedure);
  });
}

/** The blocks for the prices of some services: those of the applicable schedules. */
function feeKeys(
  tenant: TenantId,
  schedules: readonly StoredFeeSchedule[],
  services: readonly (ScopedService & Pick<PricedService, 'procedure'>)[],
): readonly Key[] {
  const stored = new Map(schedules.map((schedule) => [schedule.id, schedule]));
  const keys = services.flatMap((service) =>
    standingsOf(service, schedules).flatMap(({ schedule, standing }) => {
      const found = standing === 'taken' ? stored.get(schedule.id) : undefined;
      return found === undefined ? [] : (blockKeyOf(tenant, found, service.procedure) ?? []);
    }),
  );
  return [...new Map(keys.map((key) => [key.pk, key])).values()];
}

/** Reads the data for the prices of some services: the blocks of {@link feeKeys}. */
export async function readFeeBook(
  table: Table,
  tenant: TenantId,
  asked: {
    readonly schedules: readonly StoredFeeSchedule[];
    readonly services: readonly PricedService[];
    readonly references: FeeBook['references'];
  },
): Promise<FeeBook> {
  const schedules = inOrder(asked.schedules);
  const keys = feeKeys(tenant, schedules, asked.services);
  const together = gatheringReads(table);
  // A block belongs to a version, which never changes.
  const items = await Promise.all(keys.map((key) => readOnce(table, `${key.pk} ${key.sk}`, () => together.get(key))));
  const fees = new Map(keys.map((key, index) => [key.pk, feesOfItem(items[index])]));
  const stored = new Map(schedules.map((schedule) => [schedule.id, schedule]));
  const feesOf: FeeBook['feesOf'] = (scheduleId, procedure) => {
    const schedule = stored.get(scheduleId);
    const key = schedule === undefined ? undefined : blockKeyOf(tenant, schedule, procedure);
    return (fees.get(key?.pk ?? '') ?? []).filter((fee) => fee.procedure === procedure);
  };
  return { schedules, feesOf, references: asked.references };
}
