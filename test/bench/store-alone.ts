import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient, type TransactWriteItem, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { createTable as createBusinessTable, startDynamodb } from '../../infra/local/dynamodb.ts';
import { sdkConfiguration } from '../../infra/local/environment.ts';
import { createTable } from '../../shared/store/table.ts';
import { measureCost, tenant } from './cost.ts';
import { putSubmittedClaims } from './posting.ts';

const tableName = 'table';
/** Entry and balance of ten claims. */
const actionsTogether = 20;

/** The entries and balances that posting writes for the given number of claims, in its order. */
async function writesOf(claims: number): Promise<TransactWriteItem[]> {
  const writes: TransactWriteItem[] = [];
  await measureCost(claims, (sender) => ({
    send: (command, options) => {
      const actions = command instanceof TransactWriteItemsCommand ? (command.input.TransactItems ?? []) : [];
      writes.push(...actions.filter(({ Put }) => ['entry', 'balance'].includes(Put?.Item?.type?.S ?? '')));
      return sender.send(command, options);
    },
  }));
  return writes;
}

/**
 * Measures the store alone: one client writes the same entries and balances, ten claims per transaction, one after the
 * other, to the same database on disk. This is the fastest that posting could be with such transactions, and shows how
 * fast this machine is.
 * @returns claims per second
 */
export async function storeAlone(folder: string, claims: number): Promise<number> {
  const writes = await writesOf(claims);
  mkdirSync(folder, { recursive: true });
  const database = await startDynamodb(join(folder, 'dynamodb.sqlite'));
  const client = new DynamoDBClient(sdkConfiguration(database.endpoint));
  try {
    await createBusinessTable(database.endpoint, tableName);
    await putSubmittedClaims(createTable(client, tableName), tenant, claims);
    const start = performance.now();
    for (let first = 0; first < writes.length; first += actionsTogether) {
      await client.send(new TransactWriteItemsCommand({ TransactItems: writes.slice(first, first + actionsTogether) }));
    }
    return claims / ((performance.now() - start) / 1000);
  } finally {
    client.destroy();
    await database.stop();
  }
}
