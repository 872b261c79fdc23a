import { giveDiscounts } from '../../functions/give-up-by-rule/discounts.ts';
import { type MessageOf, messageSchemas } from '../../shared/queue/messages.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { duePartition } from '../../shared/store/keys/work.ts';
import type { AccountDesk } from './account-desk.ts';

/**
 * Gives the discounts that payments have earned; each message is processed twice.
 * @returns how many messages there were
 */
export async function giveEarnedDiscounts({ store, edge }: Pick<AccountDesk, 'store' | 'edge'>): Promise<number> {
  const partitions = Array.from({ length: shards.due }, (_, shard) => duePartition(shard));
  const items = (await Promise.all(partitions.map((partition) => store.table.queryAll({ partition })))).flat();
  const own = items.filter(({ queue }) => queue === 'give-up-by-rule');
  for (const { pk, sk, body } of own) {
    const message: MessageOf<'give-up-by-rule'> = messageSchemas['give-up-by-rule'].parse(body);
    if (message.work !== 'discounts') throw new Error('the message of a payment is about its discounts');
    await giveDiscounts(message, edge);
    await giveDiscounts(message, edge);
    await store.table.transact([{ delete: { pk, sk } }]);
  }
  return own.length;
}
