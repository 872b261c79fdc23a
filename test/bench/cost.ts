import { createHash } from 'node:crypto';
import { importFile } from '../../functions/import-remittance/import-file.ts';
import { postChunks } from '../../functions/post-remittance/post-chunks.ts';
import { functionRows } from '../../infra/functions.ts';
import { idFromDigest, type TenantId } from '../../shared/domain/identity/ids.ts';
import type { MessageOf } from '../../shared/queue/messages.ts';
import { createLogger } from '../../shared/runtime/logger.ts';
import type { Delivery } from '../../shared/runtime/queue-handler.ts';
import { digestOf } from '../../shared/store/digest.ts';
import { createFiles, fileKey } from '../../shared/store/files.ts';
import { remittanceFileKey } from '../../shared/store/keys/remittance.ts';
import { remittanceObjectName } from '../../shared/store/manifest.ts';
import { fileItem } from '../../shared/store/remittances.ts';
import { createTable, type Sender } from '../../shared/store/table.ts';
import { memoryDynamodb } from '../support/memory-dynamodb.ts';
import { memoryS3 } from '../support/memory-s3.ts';
import { costMeter, type Meter } from './cost-meter.ts';
import { benchRemittance, putSubmittedClaims } from './posting.ts';

/** List prices in dollars, us-east-1, on demand, without any free tier (DynamoDB since November 2024). */
const prices = {
  writeUnit: 0.625 / 1e6,
  readUnit: 0.125 / 1e6,
  queueRequest: 0.4 / 1e6,
  /** Lambda on ARM. */
  gigabyteSecond: 0.0000133334,
  invocation: 0.2 / 1e6,
  objectGet: 0.0004 / 1000,
  objectPut: 0.005 / 1000,
} as const;

/**
 * The least that one posted claim can cost: its entry and its balance, two items under a kilobyte, in a transaction.
 */
const floorUnits = 4;

export const costTargets = { writeUnits: 6.5, requests: 0.05 } as const;

export interface Cost {
  readonly claims: number;
  readonly meter: Meter;
  readonly messages: number;
  readonly writeUnitsPerClaim: number;
  /** Requests to DynamoDB. */
  readonly requestsPerClaim: number;
  /** Seconds of worker time on this machine, including that of the stand-ins. */
  readonly seconds: number;
}

export const tenant = 'bench-office' as TenantId;

/**
 * Imports and posts one file over stand-ins. Its claims exist, and every request is metered.
 * @param watch wraps the sender of the stand-in for the table
 */
export async function measureCost(
  claims: number,
  watch: (sender: Sender) => Sender = (sender) => sender,
): Promise<Cost> {
  const database = memoryDynamodb();
  const store = memoryS3();
  const plain = createTable(database, 'table');
  const bytes = benchRemittance([await putSubmittedClaims(plain, tenant, claims)]);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const id = idFromDigest('remittanceFile', digestOf('remittance-file', tenant, sha256));
  const now = () => new Date('2026-11-23T14:05:06.789Z');
  const file = { id, sha256, sizeBytes: bytes.length, receivedAt: now().toISOString(), state: 'received' } as const;
  await createFiles(store, 'bucket').put(
    fileKey(tenant, 'remittance', remittanceObjectName(sha256)),
    bytes,
    'text/plain',
  );
  await plain.transact([{ put: fileItem(tenant, file) }]);

  const meter = costMeter();
  const messages: MessageOf<'post-remittance'>[] = [];
  const deps = {
    table: createTable(meter.table(watch(database)), 'table'),
    files: createFiles(meter.bucket(store), 'bucket'),
    queues: {
      send: async (_queue: string, bodies: readonly object[]) => {
        messages.push(...(bodies as MessageOf<'post-remittance'>[]));
      },
    },
    logger: createLogger('bench', () => undefined),
    now,
  };
  const delivery: Delivery = { messageId: 'bench', receiveCount: 1, remainingMilliseconds: () => 300_000 };
  const start = performance.now();
  await importFile({ schemaVersion: 1, tenantId: tenant, fileId: id }, delivery, deps);
  for (const message of messages) await postChunks(message, delivery, deps);
  const seconds = (performance.now() - start) / 1000;
  const done = await plain.get(remittanceFileKey(tenant, id));
  if (done?.state !== 'done') throw new Error('the file was not posted');
  const kinds = [...meter.written.values()];
  const units = kinds.reduce((sum, kind) => sum + kind.units + kind.indexUnits, 0);
  return {
    claims,
    meter,
    messages: messages.length,
    seconds,
    writeUnitsPerClaim: units / claims,
    requestsPerClaim: requestsOf(meter, (name) => !name.includes('Object')) / claims,
  };
}

function requestsOf({ requests }: Meter, isCounted: (name: string) => boolean): number {
  return [...requests].reduce((sum, [name, count]) => sum + (isCounted(name) ? count : 0), 0);
}

/** Dollars per thousand claims, by service. */
export function pricesOf(cost: Cost): Readonly<Record<string, number>> {
  const { meter, messages, seconds, claims, writeUnitsPerClaim } = cost;
  const memory = functionRows.find(({ name }) => name === 'post-remittance')?.memoryMegabytes ?? 1024;
  // A message is sent in a batch of ten, received and deleted; the import's own message is one more.
  const queueRequests = Math.ceil(messages / 10) + 2 * (messages + 1) + 1;
  const perThousand = 1000 / claims;
  return {
    'DynamoDB writes': writeUnitsPerClaim * 1000 * prices.writeUnit,
    'DynamoDB reads': meter.readUnits * prices.readUnit * perThousand,
    SQS: queueRequests * prices.queueRequest * perThousand,
    S3:
      ((meter.requests.get('GetObjectCommand') ?? 0) * prices.objectGet +
        (meter.requests.get('PutObjectCommand') ?? 0) * prices.objectPut) *
      perThousand,
    Lambda: (seconds * (memory / 1024) * prices.gigabyteSecond + (messages + 1) * prices.invocation) * perThousand,
  };
}

/** Prints what a posted claim costs, itemised. @returns its write units, and whether the targets are met */
export async function printCost(claims: number): Promise<{ readonly writeUnits: number; readonly isMet: boolean }> {
  const cost = await measureCost(claims);
  const print = (text: string) => process.stdout.write(`${text}\n`);
  const row = (name: string, ...figures: readonly string[]) =>
    print(`${name.padEnd(24)}${figures.map((figure) => figure.padStart(12)).join('')}`);
  print('');
  row(`cost of ${claims} claims`, 'items/claim', 'units/claim', 'index/claim', 'largest B');
  for (const [name, kind] of cost.meter.written) {
    const perClaim = [kind.writes, kind.units, kind.indexUnits].map((count) => (count / claims).toFixed(3));
    row(name, ...perClaim, String(kind.largestBytes));
  }
  row('write units', '', cost.writeUnitsPerClaim.toFixed(2), '', `floor ${floorUnits}`);
  row('read units', '', (cost.meter.readUnits / claims).toFixed(2));
  for (const [name, count] of cost.meter.requests) row(name, (count / claims).toFixed(4));
  row('requests to DynamoDB', cost.requestsPerClaim.toFixed(4));
  const dollars = Object.entries(pricesOf(cost));
  for (const [name, amount] of dollars) row(name, `$${amount.toFixed(5)}`);
  row('per 1,000 claims', `$${dollars.reduce((sum, [, amount]) => sum + amount, 0).toFixed(5)}`);
  const isMet = cost.writeUnitsPerClaim <= costTargets.writeUnits && cost.requestsPerClaim <= costTargets.requests;
  print(
    `target (${costTargets.writeUnits} write units, ${costTargets.requests} requests a claim): ${isMet ? 'met' : 'MISSED'}`,
  );
  // Claims of which the patient owes nothing: the row that lists a debtor is written for the others only, so it is left
  // out.
  const owedRows = (cost.meter.written.get('balance')?.indexUnits ?? 0) / cost.claims;
  return { writeUnits: cost.writeUnitsPerClaim - owedRows, isMet };
}
