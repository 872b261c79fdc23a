import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createTable as createBusinessTable, startDynamodb } from '../../infra/local/dynamodb.ts';
import { sdkConfiguration } from '../../infra/local/environment.ts';
import type { Logger } from '../../shared/domain/logger.ts';
import { ulid } from '../../shared/runtime/edge.ts';
import { createLogger } from '../../shared/runtime/logger.ts';
import { createTable, type Sender, type Table } from '../../shared/store/table.ts';

export interface TestTable {
  readonly table: Table;
  /** The SDK's client behind the table: a test that injects faults wraps its `send`. */
  readonly sender: Sender;
  readonly tableName: string;
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** An empty table of its own in an embedded DynamoDB (or in the stand-in at `DYNAMODB_ENDPOINT`), gone after `stop`. */
export async function startTestTable(): Promise<TestTable> {
  const given = process.env.DYNAMODB_ENDPOINT;
  const database = given === undefined ? await startDynamodb(undefined) : undefined;
  const endpoint = database?.endpoint ?? (given as string);
  const tableName = `test-${randomBytes(6).toString('hex')}`;
  await createBusinessTable(endpoint, tableName);
  const client = new DynamoDBClient(sdkConfiguration(endpoint));
  const stop = async () => {
    client.destroy();
    await database?.stop();
  };
  return { table: createTable(client, tableName), sender: client, tableName, endpoint, stop };
}

/** What handlers are wired with in tests: the table, a clock that stands still until it is set, and a log that is kept. */
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
