import type { PayerContract, RatedContract } from '../domain/contract/payer-contract.ts';
import type { RateRow } from '../domain/contract/rate-row.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { documentOfItem, entityItem } from './entity-items.ts';
import { contractRatesKey, contractVersionKey, payerContractsKey } from './keys/contract.ts';
import { packedForm } from './packed-json.ts';
import { readOnce } from './rule-versions.ts';
import type { Item, Table, Write } from './table.ts';
import { type VersionMaking, versionWrites, withChanged, withoutMaking } from './versioned-directory.ts';

/**
 * Payer contracts in the table. All contracts of an office, without their rates, are one item, the directory; the rates
 * of a version are one packed item, which never changes. So an expected payment takes two reads; in a warm function,
 * which has the rates cached, it takes one.
 */
export interface StoredContract extends PayerContract {
  /** Where its rates are: their version, and how many. */
  readonly rows: { readonly version: number; readonly count: number };
}

export interface ContractDirectory {
  /** Rises with each change to any contract. */
  readonly revision: number;
  readonly contracts: readonly StoredContract[];
}

/** The kinds of changes that make a new version. */
export const contractChanges = ['created', 'described', 'rates-replaced', 'rates-merged'] as const;

/** A version of a contract, with who made it. */
export type ContractVersion = StoredContract & VersionMaking<(typeof contractChanges)[number]>;

/** The contract of a version, without who made it. */
export function contractOfVersion(version: ContractVersion): StoredContract {
  return withoutMaking(version);
}

/** The directory, and the rates of a contract, may each have at most this many bytes; an item has room for 400 KB. */
const mostBytes = 350_000;

/** The stored form. The words that compress it are a part of the form, so they never change. */
const form = packedForm([
  '"clause":"Exhibit ","isCarveOut":true,"feeScheduleId":"fee_01,"perLine":true,"kind":"percent-of-charge","kind":"percent-of-medicare",',
  '"fromDay":1,"toDay":3,"from":"2026-01-01","to":"2026-12-31","place":"non-facility","place":"facility","drg":"470","kind":"case-rate",',
  '"kind":"per-diem","kind":"percent-of-schedule","basisPoints":10000,"number":1,"modifiers":[],"code":"X9","revenue":"0","cents":10000},{"kind":"fee",',
]);

export async function readContractDirectory(table: Table, tenant: TenantId): Promise<ContractDirectory> {
  return contractDirectoryOf(await table.get(payerContractsKey(tenant)));
}

/** The directory of an item that was read; empty when the office has none yet. */
export function contractDirectoryOf(item: Item | undefined): ContractDirectory {
  return item === undefined ? { revision: 0, contracts: [] } : documentOfItem<ContractDirectory>(item);
}

/** Whether the directory still fits into its item with these contracts. */
export function fitsContracts(contracts: readonly StoredContract[]): boolean {
  return Buffer.byteLength(JSON.stringify(contracts)) <= mostBytes;
}

/** Whether the rates fit into their item. */
export function fitsRates(rows: readonly RateRow[]): boolean {
  return form.pack({ rows }).length <= mostBytes;
}

/** The rates of a contract. */
export async function readRates(
  table: Table,
  tenant: TenantId,
  { id, rows }: StoredContract,
): Promise<readonly RateRow[]> {
  if (rows.count === 0) return [];
  const key = contractRatesKey(tenant, id, rows.version);
  const read = async () => {
    const item = await table.get(key);
    return item === undefined ? undefined : form.unpack<{ rows: readonly RateRow[] }>(item.packed as Uint8Array).rows;
  };
  return (await readOnce(table, `${key.pk} ${key.sk}`, read)) ?? [];
}

/** The contracts with these payers, each with its rates. */
export async function readRatedContracts(
  table: Table,
  tenant: TenantId,
  payerIds: ReadonlySet<string>,
): Promise<readonly RatedContract[]> {
  const { contracts } = await readContractDirectory(table, tenant);
  const own = contracts.filter((contract) => contract.payerIds.some((id) => payerIds.has(id)));
  return Promise.all(own.map(async (contract) => ({ contract, rows: await readRates(table, tenant, contract) })));
}

/** Adds a version, with its rates if it brings new ones: see {@link versionWrites}. */
export function contractWrites<Failure>(
  tenant: TenantId,
  { directory, version, rows }: ContractChange,
  orElse: { readonly taken: Failure; readonly busy: Failure },
): Write<Failure>[] {
  const contracts = withChanged(directory.contracts, contractOfVersion(version));
  const next: ContractDirectory = { revision: directory.revision + 1, contracts };
  const { id, version: number } = version;
  const packed = rows === undefined || rows.length === 0 ? undefined : form.pack({ rows });
  return [
    ...versionWrites(
      { key: contractVersionKey(tenant, id, number), type: 'payer-contract-version', document: version },
      { key: payerContractsKey(tenant), type: 'payer-contracts', document: next },
      orElse,
    ),
    ...(packed === undefined
      ? []
      : [
          {
            put: entityItem(contractRatesKey(tenant, id, number), 'payer-contract-rates', { packed }),
            condition: { absent: true as const },
          },
        ]),
  ];
}

interface ContractChange {
  readonly directory: ContractDirectory;
  readonly version: ContractVersion;
  readonly rows: readonly RateRow[] | undefined;
}
