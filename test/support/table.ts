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
import { memoryDynamodb } from './memory-dynamodb.ts';

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
  return {
    table: createTable(database, 'table'),
    sender: database,
    tableName: 'table',
    items: async () => database.items().map((item) => unmarshall(item) as Item),
    stop: async () => undefined,
  };
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

export function testEdge(table: Table, instant = '2026-11-23T14:05:06.789Z'): TestEdge {
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
    newUlid: () => ulid(now, randomBytes(10)),
  };
}
