import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateTableCommand,
  DynamoDBClient,
  ResourceInUseException,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import { tableDefinition } from '../../shared/store/keys/table.ts';
import { sdkConfiguration } from './environment.ts';
import { freePort, loopback } from './ports.ts';

export interface EmbeddedDynamodb {
  readonly endpoint: string;
  /** Resolves when the database ends by itself. */
  readonly lost: Promise<void>;
  /** Ends the database. Its file on disk is then complete. */
  stop(): Promise<void>;
}

/** Thrown when the embedded database cannot run on this machine. The message says what to start instead. */
export class DynamodbUnavailable extends Error {
  override readonly name = 'DynamodbUnavailable';
}

function binaryPath(packageName: string): string {
  try {
    return createRequire(import.meta.url).resolve(`${packageName}/dynoxide`);
  } catch {
    throw new DynamodbUnavailable(
      `There is no embedded DynamoDB for ${process.platform} ${process.arch}. Start any DynamoDB stand-in, for example ` +
        '`docker run --rm -p 8000:8000 amazon/dynamodb-local`, and start again with DYNAMODB_ENDPOINT=http://127.0.0.1:8000.',
    );
  }
}

/**
 * Runs the database under a shell. The shell ends the database when our end of its input closes, which happens however
 * this process ends, even by kill -9. Otherwise a killed host would leave behind a database that locks the file. (The
 * input is duplicated as descriptor 3, because background commands have no input.)
 */
const endWithParent = 'exec 3<&0; "$@" & pid=$!; (cat <&3 >/dev/null; kill $pid 2>/dev/null) & wait $pid';

function spawnDatabase(binary: string, port: number, file: string | undefined): ChildProcess {
  const serve = [binary, 'serve', '--host', loopback, '--port', String(port), ...(file ? ['--db-path', file] : [])];
  // The database runs in a process group of its own. So a Ctrl+C in the terminal reaches only the host, and the
  // database lives until the last write.
  return spawn('/bin/sh', ['-c', endWithParent, 'sh', ...serve], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
}

async function answers(endpoint: string): Promise<boolean> {
  return fetch(endpoint).then(
    () => true,
    () => false,
  );
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  await new Promise((resolve) => child.once('exit', resolve));
}

function running(child: ChildProcess, endpoint: string): EmbeddedDynamodb {
  let isStopping = false;
  const stop = async () => {
    isStopping = true;
    child.stdin?.end();
    await ended(child);
  };
  const lost = new Promise<void>((resolve) => {
    child.once('exit', () => {
      if (!isStopping) resolve();
    });
  });
  return { endpoint, lost, stop };
}

/**
 * Starts the embedded DynamoDB on a free port; `file` undefined keeps everything in memory. Ready in 10 to 50 ms. Rejects with
 * `DynamodbUnavailable` where the package with the program is not installed: everywhere but on Linux x64.
 */
export async function startDynamodb(
  file: string | undefined,
  packageName = '@dynoxide/linux-x64',
): Promise<EmbeddedDynamodb> {
  const binary = binaryPath(packageName);
  for (let attempt = 1; attempt <= 5; attempt += 1) {
    const port = await freePort();
    const endpoint = `http://${loopback}:${port}`;
    const child = spawnDatabase(binary, port, file);
    const deadline = Date.now() + 5000;
    while (child.exitCode === null && Date.now() < deadline) {
      if (await answers(endpoint)) {
        return running(child, endpoint);
      }
      await sleep(4);
    }
    child.stdin?.end();
  }
  throw new DynamodbUnavailable(`The embedded DynamoDB did not start${file ? ` on ${file}` : ''}.`);
}

/** Creates the business table unless it exists, as `shared/store/keys/table.ts` defines it. */
export async function createTable(endpoint: string, tableName: string): Promise<void> {
  const { partitionKey, sortKey } = tableDefinition;
  const indexes = Object.values(tableDefinition.indexes);
  const client = new DynamoDBClient(sdkConfiguration(endpoint));
  const attributes = [partitionKey, sortKey, ...indexes.flatMap((index) => [index.partitionKey, index.sortKey])];
  const keySchema = (partition: string, sort: string) => [
    { AttributeName: partition, KeyType: 'HASH' as const },
    { AttributeName: sort, KeyType: 'RANGE' as const },
  ];
  try {
    await client.send(
      new CreateTableCommand({
        TableName: tableName,
        BillingMode: 'PAY_PER_REQUEST',
        AttributeDefinitions: attributes.map((name) => ({ AttributeName: name, AttributeType: 'S' })),
        KeySchema: keySchema(partitionKey, sortKey),
        GlobalSecondaryIndexes: indexes.map((index) => ({
          IndexName: index.name,
          KeySchema: keySchema(index.partitionKey, index.sortKey),
          Projection: { ProjectionType: index.projection },
        })),
      }),
    );
    await waitUntilTableExists({ client, maxWaitTime: 30, minDelay: 1 }, { TableName: tableName });
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  } finally {
    client.destroy();
  }
}
