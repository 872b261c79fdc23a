import { randomBytes } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { base32 } from '../domain/identity/ids.ts';
import type { Logger } from '../domain/logger.ts';
import { createTable, type Table } from '../store/table.ts';
import { clientConfiguration, patience } from './client-configuration.ts';
import { type Environment, readEnvironment } from './environment.ts';
import { createLogger } from './logger.ts';

/** What every function is wired with, once per cold start. */
export interface Edge {
  readonly environment: Environment;
  readonly table: Table;
  readonly logger: Logger;
  now(): Date;
  newUlid(): string;
}

/** A ULID: 48 bits of milliseconds and 80 random bits, in base 32. ULIDs sort by time. */
export function ulid(at: Date, random: Uint8Array): string {
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(at.getTime(), 0, 6);
  bytes.set(random.subarray(0, 10), 6);
  return base32(bytes);
}

/** The time. The local host can be ahead of it, to practise what takes weeks; elsewhere the variable is never set. */
export function currentTime(): Date {
  return new Date(Date.now() + Number(process.env.CLOCK_AHEAD_MILLISECONDS ?? 0));
}

/** Wires a function to its environment: clock, random ids, AWS. */
export function createEdge(functionName: string, environment: Environment = readEnvironment()): Edge {
  const client = new DynamoDBClient({
    ...clientConfiguration(environment, environment.DYNAMODB_ENDPOINT, patience.quick),
    // The middleware of each kind of command is built once, not for every request.
    cacheMiddleware: true,
  });
  // The SDK's logging is off: it copies every request and answer even for a logger that drops them, which took a
  // seventh of a worker's time.
  client.middlewareStack.remove('loggerMiddleware');
  return {
    environment,
    table: createTable(client, environment.TABLE_NAME),
    logger: createLogger(functionName, undefined, environment.LOG_LEVEL),
    now: currentTime,
    newUlid: () => ulid(currentTime(), randomBytes(10)),
  };
}
