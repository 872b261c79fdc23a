import type { Period } from '../../shared/domain/books/period.ts';
import { underpayments } from '../../shared/domain/contract/underpayments.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { Payer, Provider } from '../../shared/domain/practice/practice.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import { monthAfter } from '../../shared/domain/time/local-date.ts';
import { readOpen } from '../../shared/runtime/api/work-list.ts';
import { readDocuments } from '../../shared/store/entity-items.ts';
import { closedVariancePartition, openVariancePartition } from '../../shared/store/keys/contract.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { readContractDirectory } from '../../shared/store/payer-contracts.ts';
import type { Table } from '../../shared/store/table.ts';
import { varianceOfItem } from '../../shared/store/variances.ts';
import type { ContractsOperations, ContractsRequest } from './context.ts';

/** At most this many months of closed variances. */
const mostMonths = 36;

type By = ContractsRequest<'reportUnderpayments'>['query']['by'];

export const underpaymentOperations: ContractsOperations<'reportUnderpayments'> = {
  reportUnderpayments: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { by, from, to = request.at.slice(0, 7) } = request.query;
    const months = from === undefined ? [] : monthsThrough(from, to);
    if (months.length > mostMonths) {
      return fail({
        kind: 'request-invalid',
        errors: [{ pointer: 'query/from', detail: `at most ${mostMonths} months` }],
      });
    }
    const perShard = Array.from({ length: shards.variances }, (_, shard) => [
      openVariancePartition(tenantId, shard),
      ...months.map((month) => closedVariancePartition(tenantId, month, shard)),
    ]);
    const { items, isComplete } = await readOpen(table, perShard.flat());
    const rows = underpayments(items.map(varianceOfItem), by);
    const names = await namesOf(
      table,
      tenantId,
      by,
      rows.map(({ key }) => key),
    );
    return ok({
      body: { by, isComplete, items: rows.map((row) => ({ ...row, ...present({ name: names.get(row.key) }) })) },
    });
  },
};

/** The months between two, both included; when there are too many, one more than the limit. */
function monthsThrough(from: Period, to: Period): Period[] {
  const months: Period[] = [];
  for (let month = from; month <= to && months.length <= mostMonths; month = monthAfter(month)) months.push(month);
  return months;
}

async function namesOf(
  table: Table,
  tenant: TenantId,
  by: By,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (by === 'code') return new Map();
  if (by === 'contract') {
    const { contracts } = await readContractDirectory(table, tenant);
    return new Map(contracts.map(({ id, name }) => [id, name]));
  }
  if (by === 'payer') {
    const payers = await readDocuments<Payer>(table, tenant, 'PAYER', ids);
    return new Map([...payers].map(([id, { name }]) => [id, name]));
  }
  const providers = await readDocuments<Provider>(table, tenant, 'PROVIDER', ids);
  return new Map([...providers].map(([id, { name }]) => [id, providerName(name)]));
}

function providerName(name: Provider['name']): string {
  return name.kind === 'organization' ? name.organizationName : [name.lastName, name.firstName].join(', ');
}
