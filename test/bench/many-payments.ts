import { createHash } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { sdkConfiguration } from '../../infra/local/environment.ts';
import { type LocalHost, startHost } from '../../infra/local/host.ts';
import type { ClaimId, TenantId } from '../../shared/domain/identity/ids.ts';
import { createTable } from '../../shared/store/table.ts';
import { benchRemittance, putSubmittedClaims } from './posting.ts';

/** A file, and the office that uploads it. */
interface Upload {
  readonly bytes: Uint8Array;
  readonly tenantId: string;
}

/** Uploads a file and has it imported. @returns seconds from the import request until it is done */
async function post(host: LocalHost, { bytes, tenantId }: Upload): Promise<number> {
  const token = await host.issueToken({ tenantId, subject: 'bench', roles: ['manager'] });
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const call = async (method: string, path: string, body?: unknown) => {
    const answer = await fetch(`${host.url}${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, 'Idempotency-Key': sha256 },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    // biome-ignore lint/suspicious/noExplicitAny: a benchmark looks into whatever JSON has come
    return (await answer.json()) as any;
  };
  const upload = await call('POST', '/v1/uploads', { sha256, sizeBytes: bytes.length });
  await fetch(upload.uploadUrl, { method: 'PUT', headers: upload.headers, body: new Uint8Array(bytes) });
  const start = performance.now();
  const { file } = await call('POST', '/v1/remittance-files', { sha256 });
  for (;;) {
    const { state } = await call('GET', `/v1/remittance-files/${file.id}`);
    if (state === 'done') return (performance.now() - start) / 1000;
    if (state === 'refused') throw new Error('the benchmark’s remittance was refused');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function claimsOf(host: LocalHost, tenantId: string, count: number): Promise<ClaimId[]> {
  const client = new DynamoDBClient(sdkConfiguration(host.endpoints.dynamodb));
  const ids = await putSubmittedClaims(createTable(client, host.tableName), tenantId as TenantId, count);
  client.destroy();
  return ids;
}

function row(name: string, seconds: number, claims: number): void {
  const figures = [seconds.toFixed(1), ((1000 * seconds) / claims).toFixed(1)].map((figure) => figure.padStart(10));
  process.stdout.write(`${name.padEnd(44)}${figures.join('')}\n`);
}

/**
 * Posts the same number of claims twice: in one payment, and in one payment each. While the latter posts, another
 * office's file of one claim is imported.
 * @returns how many times as long separate payments take, and how many seconds the other office waits
 */
export async function printManyPayments(
  folder: string,
  count: number,
): Promise<{ readonly times: number; readonly waitSeconds: number }> {
  const host = await startHost({ folder, logLevel: 'error' });
  try {
    process.stdout.write(`\n${'payments of a file'.padEnd(44)}${'seconds'.padStart(10)}${'ms/claim'.padStart(10)}\n`);
    const together = await claimsOf(host, 'one-payment', count);
    const one = await post(host, { bytes: benchRemittance([together]), tenantId: 'one-payment' });
    row(`${count} claims in one payment`, one, count);
    const apart = (await claimsOf(host, 'many-payments', count)).map((id) => [id]);
    const other = await claimsOf(host, 'other-office', 1);
    const posting = post(host, { bytes: benchRemittance(apart), tenantId: 'many-payments' });
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const waitSeconds = await post(host, { bytes: benchRemittance([other]), tenantId: 'other-office' });
    const many = await posting;
    row(`${count} claims in as many payments`, many, count);
    process.stdout.write(`${'a claim of another office meanwhile'.padEnd(44)}${waitSeconds.toFixed(1).padStart(10)}\n`);
    return { times: many / one, waitSeconds };
  } finally {
    await host.stop();
  }
}
