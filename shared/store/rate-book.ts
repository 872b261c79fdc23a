import type { CodeReferences } from '../domain/code-set/references.ts';
import type { ContractedClaim } from '../domain/contract/contracted-claim.ts';
import type { RateBook } from '../domain/contract/line-rate.ts';
import type { RatedContract } from '../domain/contract/payer-contract.ts';
import type { PricedService } from '../domain/fees/priced-service.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import { readFeeBook, readFeeDirectory } from './fee-schedules.ts';
import { readRatedContracts } from './payer-contracts.ts';
import type { Table } from './table.ts';

/** The data for the expected payments of some claims: the contracts of their payers, and the lookups of their rates. */
export interface Rates {
  readonly contracts: readonly RatedContract[];
  readonly book: RateBook;
}

/** Reads contracts and the fee schedules that their rates name. */
export async function readRatesFor(
  table: Table,
  tenant: TenantId,
  claims: readonly ContractedClaim[],
  references: CodeReferences,
): Promise<Rates> {
  const contracts = await readRatedContracts(table, tenant, new Set(claims.map(({ payerId }) => payerId)));
  const wanted = new Set(contracts.flatMap(({ rows }) => rows.flatMap(({ feeScheduleId }) => feeScheduleId ?? [])));
  const schedules = wanted.size === 0 ? [] : (await readFeeDirectory(table, tenant)).schedules;
  const named = schedules.filter(({ id }) => wanted.has(id));
  const services = claims.flatMap(servicesOf);
  // The contract decides to whom the prices apply, so the schedule's own restrictions are removed.
  const books = await Promise.all(
    named.map((schedule) =>
      readFeeBook(table, tenant, { schedules: [{ ...schedule, appliesTo: {} }], services, references }),
    ),
  );
  const bookOf = new Map(named.map(({ id }, index) => [id, books[index]]));
  return {
    contracts,
    book: {
      schedules: new Map(named.map((schedule) => [schedule.id, schedule])),
      feesOf: (id, procedure) => bookOf.get(id)?.feesOf(id, procedure) ?? [],
      references,
    },
  };
}

function servicesOf({ lines }: ContractedClaim): PricedService[] {
  return lines.flatMap(({ procedure, revenueCode, units, modifiers, serviceOn }) =>
    units === undefined ? [] : [{ procedure: procedure ?? revenueCode ?? '', modifiers, units, serviceOn }],
  );
}
