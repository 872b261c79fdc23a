import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { zeroCents } from '../../shared/domain/money/cents.ts';
import { dayIn, type TimeZone } from '../../shared/domain/time/time-zone.ts';
import { listWork, readOpen, type Work } from '../../shared/runtime/api/work-list.ts';
import { exceptionOfItem, type StoredException } from '../../shared/store/exceptions.ts';
import { remittanceKey } from '../../shared/store/keys/remittance.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { endedExceptionPartition, openExceptionPartition } from '../../shared/store/keys/work.ts';
import { readOffice } from '../../shared/store/office.ts';
import { bodyOfItem, type Remittance } from '../../shared/store/remittances.ts';
import type { Table } from '../../shared/store/table.ts';
import type { ExceptionsOperations, ExceptionsRequest } from './context.ts';
import { seenExceptions } from './seen-exceptions.ts';
import { exceptionBody } from './views.ts';

interface ListedException extends Work {
  readonly exception: StoredException;
}

const ranks = {
  oldest: ({ exception }: ListedException) => exception.openedAt,
  largest: ({ cents }: ListedException) => -Math.abs(cents),
  latest: ({ exception }: ListedException) => -Date.parse(endOf(exception)),
} as const;

export const listOperations: ExceptionsOperations<'listExceptions'> = {
  listExceptions: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { query } = request;
    const { state, month = request.at.slice(0, 7), sort = state === 'open' ? 'oldest' : 'latest' } = query;
    const partitions = Array.from({ length: shards.exceptions }, (_, shard) =>
      state === 'open' ? openExceptionPartition(tenantId, shard) : endedExceptionPartition(tenantId, month, shard),
    );
    const { items, isComplete } = await readOpen(table, partitions);
    const asked = items.map(exceptionOfItem).filter((exception) => isAsked(exception, query));
    const exceptions = await seenExceptions(table, request.principal, asked);
    const payers = await payersOf(table, tenantId, exceptions);
    const { timeZone } = await readOffice(table, tenantId);
    return listWork(request, table, {
      works: exceptions.map((exception) => workOf(exception, payers.get(exception.remittanceId ?? ''), timeZone)),
      isComplete,
      rank: ranks[sort],
      view: ({ exception }) => exceptionBody(exception),
      marks: ({ id }) => id,
    });
  },
};

/** When an exception ended, or for an open one, when it was opened. */
function endOf({ resolution, resolvedAt, openedAt }: StoredException): string {
  return resolvedAt ?? resolution?.at ?? openedAt;
}

function isAsked(exception: StoredException, { code, ready }: ExceptionsRequest<'listExceptions'>['query']): boolean {
  const isReady = exception.readyAt !== undefined;
  return (code === undefined || exception.code === code) && (ready === undefined || isReady === (ready === 'true'));
}

/** The payer of each remittance with exceptions. */
async function payersOf(
  table: Table,
  tenant: TenantId,
  exceptions: readonly StoredException[],
): Promise<ReadonlyMap<string, string | undefined>> {
  const ids = [...new Set(exceptions.flatMap(({ remittanceId }) => remittanceId ?? []))];
  const items = await table.batchGet(ids.map((id) => remittanceKey(tenant, id)));
  const remittances = items.flatMap((item) => (item === undefined ? [] : [bodyOfItem<Remittance>(item)]));
  return new Map(remittances.map(({ id, payerId }) => [id, payerId]));
}

function workOf(exception: StoredException, payerId: string | undefined, timeZone: TimeZone): ListedException {
  const { id, openedAt, cents = zeroCents, claimId, facts } = exception;
  // An exception about a deadline names its payer.
  const payer = payerId ?? (facts.payerId === undefined ? undefined : String(facts.payerId));
  return { id, since: dayIn(timeZone, openedAt), cents, claimId, payerId: payer, exception };
}
