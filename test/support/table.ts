import { randomBytes } from 'node:crypto';
import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { createTable as createBusinessTable, startDynamodb } from '../../infra/local/dynamodb.ts';
import { sdkConfiguration } from '../../infra/local/environment.ts';
import type { Logger } from '../../shared/domain/logger.ts';
import { ulid } from '../../shared/runtime/edge.ts';
import { createLogger } from '../../shared/runtime/logger.ts';
import { createTable, type Item, type Sender, type Table } from '../../shared/store/table.ts';
import { isLong } from './effort.ts';
import { type MemoryDynamodb, memoryDynamodb } from './memory-dynamodb.ts';

export interface TestTable {
  readonly table: Table;
  /** The sender behind the table: a test that injects faults wraps its `send`. */
  readonly sender: Sender;
  readonly tableName: string;
  /** Every item as it is stored. */
  items(): Promise<Item[]>;
  stop(): Promise<void>;
}

/** `memory` is fast and knows DynamoDB's limits; `embedded` is an independent database. */
type TestStore = 'memory' | 'embedded';

/** Makes an empty table, which is deleted by `stop`. */
export async function startTestTable(store: TestStore = isLong ? 'embedded' : 'memory'): Promise<TestTable> {
  return store === 'memory' ? memoryTable() : embeddedTable();
}

function memoryTable(): TestTable {
  const database = memoryDynamodb();
  return { ...tableOver(database), items: async () => database.items().map((item) => unmarshall(item) as Item) };
}

/** A table in memory for a simulation, whose requests may go wrong on their way through a seam. */
export function tableOver(database: MemoryDynamodb, seam: (sender: Sender) => Sender = (sender) => sender): TestTable {
  const sender = seam(database);
  const items = itemsOver(database);
  const table = createTable(sender, 'table', async () => undefined);
  return { table, sender, tableName: 'table', items: async () => items(), stop: async () => undefined };
}

/**
 * Reads every item. Stored items are never changed in place, so an item that was read before is not converted again, and
 * is the same object.
 */
export function itemsOver(database: MemoryDynamodb): () => Item[] {
  const known = new WeakMap<object, Item>();
  return () =>
    database.items().map((stored) => {
      const item = known.get(stored) ?? (unmarshall(stored) as Item);
      known.set(stored, item);
      return item;
    });
}

/** In an embedded DynamoDB, or in the stand-in at `DYNAMODB_ENDPOINT`. */
async function embeddedTable(): Promise<TestTable> {
  const given = process.env.DYNAMODB_ENDPOINT;
  const database = given === undefined ? await startDynamodb(undefined) : undefined;
  const endpoint = database?.endpoint ?? (given as string);
  const tableName = `test-${randomBytes(6).toString('hex')}`;
  await createBusinessTable(endpoint, tableName);
  const client = new DynamoDBClient(sdkConfiguration(endpoint));
  const items = async () => {
    const found: Item[] = [];
    for await (const page of paginateScan({ client }, { TableName: tableName })) {
      found.push(...(page.Items ?? []).map((item) => unmarshall(item) as Item));
    }
    return found;
  };
  const stop = async () => {
    client.destroy();
    await database?.stop();
  };
  return { table: createTable(client, tableName), sender: client, tableName, items, stop };
}

/** Where the random part of ids comes from. A run that replays by its seed draws them from the seed. */
export type RandomBytes = (count: number) => Uint8Array;

/**
 * The dependencies of handlers in tests: the table, a clock that stands still until it is set, and a log that is kept.
 */
export interface TestEdge {
  readonly table: Table;
  readonly logger: Logger;
  /** Every line that was logged. */
  readonly logLines: string[];
  now(): Date;
  setNow(instant: string): void;
  newUlid(): string;
}

export function testEdge(
  table: Table,
  instant = '2026-11-23T14:05:06.789Z',
  bytes: RandomBytes = randomBytes,
): TestEdge {
  const logLines: string[] = [];
  let now = new Date(instant);
  return {
    table,
    logLines,
    logger: createLogger('test', (line) => logLines.push(line)),
    now: () => now,
    setNow: (next) => {
      now = new Date(next);
    },
    newUlid: () => ulid(now, bytes(10)),
  };
}
