import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { faultOf } from '../../shared/domain/logger.ts';
import { writesOf } from '../../shared/posting/rebooking.ts';
import { type Retry, tryAgain } from '../../shared/posting/retrying.ts';
import type { MessageOf } from '../../shared/queue/messages.ts';
import { type Delivery, isTimeShort } from '../../shared/runtime/queue-handler.ts';
import { auditWrite } from '../../shared/store/change.ts';
import { exceptionDecidedWrite, exceptionOfItem, type StoredException } from '../../shared/store/exceptions.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { openExceptionPartition } from '../../shared/store/keys/work.ts';
import { officeDay } from '../../shared/store/office.ts';
import type { Item, Write } from '../../shared/store/table.ts';
import type { RetryDeps } from './context.ts';

type Message = MessageOf<'retry-exceptions'>;

/** How many exceptions are read at once. */
const pageSize = 50;

/**
 * Posts waiting answers, shard by shard, each in its own transaction. An exception can be resolved only once, so a
 * repeated message does only the rest. When time is short, a new message continues. An exception that cannot be tried
 * does not stop the others: the message fails after all of them, and is delivered again.
 */
export async function retryExceptions(message: Message, delivery: Delivery, deps: RetryDeps): Promise<void> {
  const tenant = message.tenantId as TenantId;
  const at = deps.now().toISOString();
  const { subject, reason } = message;
  const retry: Retry = { tenant, subject, at, today: await officeDay(deps.table, tenant, at), reason };
  const start = message.from ?? { shard: 0 };
  let failed = 0;
  const oneSafely = async (exception: StoredException) => {
    try {
      await retryOne(exception, message, retry, deps);
    } catch (error) {
      failed += 1;
      deps.logger.error('exception-retry-failed', { exceptionId: exception.id, ...faultOf(error) });
    }
  };
  for (let shard = start.shard; shard < shards.exceptions; shard += 1) {
    let after = shard === start.shard ? keyAfter(tenant, shard, start.after) : undefined;
    do {
      const partition = openExceptionPartition(tenant, shard);
      const page = await deps.table.query({ partition, index: true, limit: pageSize, after });
      const items = await deps.table.batchGet(page.items.map(({ pk, sk }) => ({ pk, sk })));
      for (const [index, item] of items.entries()) {
        if (item !== undefined) await oneSafely(exceptionOfItem(item));
        if (isTimeShort(delivery)) {
          const from = { shard, after: String((page.items[index] as Item).g1sk) };
          await deps.queues.send('retry-exceptions', [{ ...message, from }]);
          return;
        }
      }
      after = page.next;
    } while (after !== undefined);
  }
  if (failed > 0) throw new RetriesFailed();
}

/** Thrown when some exceptions could not be tried; the others are done. */
class RetriesFailed extends Error {
  override readonly name = 'RetriesFailed';
}

async function retryOne(exception: StoredException, message: Message, retry: Retry, deps: RetryDeps): Promise<void> {
  const { tenant, subject, at, reason } = retry;
  const tried = await tryAgain(exception, message, retry, deps);
  if (tried?.ok !== true) return;
  const { ledgerEntryId, claimId } = tried.value;
  const resolution = { kind: 'retried', by: subject, at, reason };
  const facts = { code: exception.code, claimId, ledgerEntryId };
  const writes = [
    exceptionDecidedWrite(tenant, exception, { state: 'resolved', resolution, resolvedBy: ledgerEntryId }),
    ...writesOf(tenant, [tried.value]),
    auditWrite(
      { principal: { tenantId: tenant, subject }, at, requestId: `retry.${exception.id}` },
      { action: 'exception-matched', entityId: exception.id, facts },
    ),
  ];
  const written = await deps.table.transact(writes as Write[]);
  // A person has decided it meanwhile, or the claim has changed: it stays for the next try.
  if (!written.ok) deps.logger.info('exception-retry-overtaken', { exceptionId: exception.id });
}

function keyAfter(
  tenant: TenantId,
  shard: number,
  exceptionId: string | undefined,
): Readonly<Record<string, string>> | undefined {
  if (exceptionId === undefined) return undefined;
  const g1pk = openExceptionPartition(tenant, shard);
  return { ...entityKey(tenant, 'EXCEPTION', exceptionId), g1pk, g1sk: exceptionId };
}
