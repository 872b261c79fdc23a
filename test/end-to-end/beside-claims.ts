import { createHash, randomUUID } from 'node:crypto';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { expect, vi } from 'vitest';
import { sdkConfiguration } from '../../infra/local/environment.ts';
import { type RequestParts, request } from '../support/api-request.ts';
import { x12File } from '../support/connection-office.ts';
import { patienceMilliseconds } from '../support/until.ts';
import type { AskedHost } from './asked-host.ts';

/** The ids of what an office has apart from its claims, by the names of the parameters in paths. */
export interface BesideClaims {
  readonly connectionId: string;
  readonly depositId: string;
  readonly statementId: string;
  readonly version: string;
  /** The URL to which the statement was uploaded. */
  readonly uploadUrl: string;
}

/** Texts that a test enters wherever an office may enter free text. */
export interface Words {
  readonly text: string;
  /** The remittance that a partner puts into the drop folder. */
  readonly remittance: string;
}

const folder = 'partner';

/** Sends a request as the manager, who may do all of this. */
async function send(host: AskedHost, path: string, parts: RequestParts): Promise<Readonly<Record<string, unknown>>> {
  const { status, text, body } = await request(host.url, host.tokens.manager, 'POST', path, {
    idempotencyKey: randomUUID(),
    ...parts,
  });
  expect(status, `${path}: ${text}`).toBeLessThan(300);
  return body;
}

const read = async (host: AskedHost, path: string) => (await request(host.url, host.tokens.manager, 'GET', path)).body;

/**
 * What an office does apart from its claims: it decides about posting, enters a deposit, imports a bank statement, and
 * lets a connection take a remittance, an acknowledgement and another file.
 */
export async function workBesideClaims(host: AskedHost, words: Words): Promise<BesideClaims> {
  const [entity] = (await read(host, '/v1/legal-entities')).items as { readonly id: string }[];
  const entityId = String(entity?.id);
  // From now on payments wait for approval, so the partner's remittance becomes a planned payment.
  const rules = { scope: { kind: 'office' }, adjustmentRules: [], autoPost: false, reason: words.text };
  const { version } = await send(host, '/v1/posting-rules/versions', { body: rules, version: '"0"' });
  const deposit = {
    ...{ entityId, bankAccount: words.text, depositedOn: '2026-11-20', cents: 1234, kind: 'check' },
    ...{ reference: words.text, traceNumber: words.text, traceOriginator: words.text },
    slip: [{ checkNumber: words.text, cents: 1234 }],
  };
  const entered = await send(host, '/v1/deposits', { body: deposit });
  const { id: depositId } = entered.deposit as { readonly id: string };
  const statement = await importStatement(host, entityId, words.text);
  return { version: String(version), depositId, ...statement, connectionId: await takeFromPartner(host, words) };
}

const until = (holds: () => Promise<void>) => vi.waitFor(holds, { timeout: patienceMilliseconds, interval: 50 });

async function importStatement(host: AskedHost, entityId: string, text: string) {
  const lines = [
    'date,amount,account,kind,reference,trace,text',
    `2026-11-19,56.78,${text},eft,${text},${text},${text}`,
  ];
  const bytes = Buffer.from(`${lines.join('\n')}\n`);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const upload = await send(host, '/v1/bank-statements/uploads', { body: { sha256, sizeBytes: bytes.length } });
  const uploadUrl = String(upload.uploadUrl);
  const stored = await fetch(uploadUrl, {
    method: 'PUT',
    headers: upload.headers as Record<string, string>,
    body: bytes,
  });
  expect(stored.status).toBe(200);
  const accounts = [{ bankAccount: text, entityId }];
  const imported = await send(host, '/v1/bank-statements', { body: { sha256, format: 'csv', accounts } });
  const { id: statementId } = imported.statement as { readonly id: string };
  await until(async () => {
    const done = await read(host, `/v1/bank-statements/${statementId}`);
    expect(done).toMatchObject({ state: 'done', deposits: 1 });
  });
  return { statementId, uploadUrl };
}

async function takeFromPartner(host: AskedHost, { text, remittance }: Words): Promise<string> {
  const client = new S3Client({ ...sdkConfiguration(host.endpoints.s3), forcePathStyle: true });
  const files = { [`${text}.835`]: remittance, [`${text}.999`]: x12File('999', 7), [`${text}.txt`]: text };
  for (const [name, Body] of Object.entries(files)) {
    await client.send(new PutObjectCommand({ Bucket: host.bucket, Key: `demo/drop/${folder}/${name}`, Body }));
  }
  client.destroy();
  const schedule = { cron: '0 0 1 1 *', timeZone: 'UTC' };
  const origin = { kind: 's3-drop', folder };
  const { id } = await send(host, '/v1/connections', { body: { name: text, origin, schedule } });
  await send(host, `/v1/connections/${id}/runs`, {});
  await until(async () => {
    const runs = (await read(host, `/v1/connections/${id}/runs`)).items;
    expect(runs).toMatchObject([{ state: 'done', imported: 1, setAside: 2, unrecognised: 0 }]);
    for (const file of (await read(host, '/v1/remittance-files')).items as { readonly state: string }[]) {
      expect(['done', 'refused']).toContain(file.state);
    }
  });
  return String(id);
}

/** The place in the bucket where a partner puts files under the partner's own names. */
export const partnersPlace = `demo/drop/${folder}/`;
