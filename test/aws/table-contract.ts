import { DynamoDBClient, GetItemCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, expect, it } from 'vitest';
import type { Key } from '../../shared/store/keys/table.ts';
import { createTable } from '../../shared/store/table.ts';
import { type Deployment, eventually } from './deployment.ts';

/** What the embedded DynamoDB does not do: conflicts between transactions, and an index that is late. */
export function tableContract({ tableName }: Deployment): void {
  // A single attempt: the SDK must not retry conflicts, because the store has to handle them.
  const client = new DynamoDBClient({ maxAttempts: 1 });
  const table = createTable(client, tableName);
  const run = `contract-test#${Date.now().toString(36)}`;
  const key = (name: string): Key => ({ pk: `${run}#${name}`, sk: 'COUNT' });
  const written: Key[] = [];
  afterAll(async () => {
    for (const one of written) await table.transact([{ delete: one }]);
  });

  const addOne = (to: Key, token?: string, by = 1) =>
    client.send(
      new TransactWriteItemsCommand({
        ...(token === undefined ? {} : { ClientRequestToken: token }),
        TransactItems: [
          {
            Update: {
              TableName: tableName,
              Key: { pk: { S: to.pk }, sk: { S: to.sk } },
              UpdateExpression: 'ADD #n :by',
              ExpressionAttributeNames: { '#n': 'n' },
              ExpressionAttributeValues: { ':by': { N: String(by) } },
            },
          },
        ],
      }),
    );

  const count = async (of: Key): Promise<number> => {
    const answer = await client.send(
      new GetItemCommand({ TableName: tableName, Key: { pk: { S: of.pk }, sk: { S: of.sk } }, ConsistentRead: true }),
    );
    return Number(answer.Item?.n?.N ?? '0');
  };

  it('cancels transactions that collide on an item, naming the conflict, and applies exactly the others', async () => {
    const hot = key('hot');
    written.push(hot);
    let done = 0;
    let conflicts = 0;
    for (let round = 0; round < 10 && conflicts === 0; round += 1) {
      const outcomes = await Promise.allSettled(Array.from({ length: 25 }, () => addOne(hot)));
      for (const outcome of outcomes) {
        if (outcome.status === 'fulfilled') done += 1;
        else if (reasonsOf(outcome.reason).includes('TransactionConflict')) conflicts += 1;
        else throw outcome.reason;
      }
    }
    expect(conflicts).toBeGreaterThan(0);
    expect(await count(hot)).toBe(done);
  });

  it('lets the store write in spite of conflicts, each change once', async () => {
    const busy = key('busy');
    written.push(busy);
    const results = await Promise.all(
      Array.from({ length: 6 }, () => table.transact([{ update: busy, add: { n: 1 } }])),
    );
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(await count(busy)).toBe(6);
  });

  it('applies a transaction once for one token, and refuses the token for another', async () => {
    const once = key('once');
    written.push(once);
    const token = `t-${Date.now().toString(36)}`;
    await addOne(once, token);
    await addOne(once, token);
    expect(await count(once)).toBe(1);
    await expect(addOne(once, token, 2)).rejects.toMatchObject({ name: 'IdempotentParameterMismatchException' });
    expect(await count(once)).toBe(1);
  });

  it('shows an item by its key at once, and in the index soon after, with keys only', async () => {
    const indexed = key('indexed');
    written.push(indexed);
    const g1pk = `${run}#index`;
    const item = { ...indexed, type: 'contract-test', schemaVersion: 1, n: 1, g1pk, g1sk: '1' };
    expect((await table.transact([{ put: item, condition: { absent: true } }])).ok).toBe(true);
    expect(await table.get(indexed)).toMatchObject({ n: 1 });
    const listed = await eventually(30, async () => {
      const page = await table.query({ partition: g1pk, index: true });
      return page.items[0];
    });
    expect(listed).toEqual({ ...indexed, g1pk, g1sk: '1' });
  });
}

function reasonsOf(error: unknown): readonly string[] {
  const reasons = (error as { CancellationReasons?: readonly { Code?: string }[] }).CancellationReasons ?? [];
  return reasons.map(({ Code }) => Code ?? 'None');
}
