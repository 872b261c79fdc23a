import { randomUUID } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import { codeSetsApi } from '../../functions/code-sets/api.ts';
import { operations } from '../../functions/code-sets/operations.ts';
import { loadCodeSet } from '../../functions/load-code-set/load-code-set.ts';
import { formats } from '../../shared/code-sets/formats.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { type MessageOf, messageSchemas } from '../../shared/queue/messages.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { codeSetFileKey } from '../../shared/store/code-sets.ts';
import { createFiles, type Files, sha256Hex } from '../../shared/store/files.ts';
import { type ApiHandler, callApi, type TestAnswer, type TestPrincipal } from './api-event.ts';
import { type MemoryS3, memoryS3 } from './memory-s3.ts';
import { type TestEdge, type TestTable, testEdge } from './table.ts';

export const operator: TestPrincipal = { tenantId: 'first-office', subject: 'user-operator', roles: 'operator' };

/** A file to upload. */
export interface GivenFile {
  readonly name: string;
  readonly text: string | Uint8Array;
}

/** What is needed to load official files: the API, the worker, the bucket. */
export interface CodeSetDesk {
  readonly edge: TestEdge;
  readonly bucket: MemoryS3;
  readonly files: Files;
  call(method: string, path: string, body?: unknown, principal?: TestPrincipal): Promise<TestAnswer>;
  /** Puts a file where its upload URL would put it. */
  upload(file: GivenFile, principal?: TestPrincipal): Promise<{ readonly name: string; readonly sha256: string }>;
  /** Requests a load, which does not run yet. */
  ask(kind: string, files: readonly GivenFile[], more?: object, principal?: TestPrincipal): Promise<TestAnswer>;
  /** Runs a load, as the delivery of its message with the given receive count. */
  work(loadId: string, receiveCount?: number, tenantId?: string): Promise<void>;
  /** Requests a load, runs it, and reads how it ended. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever JSON has come
  load(kind: string, files: readonly GivenFile[], more?: object, principal?: TestPrincipal): Promise<any>;
}

/** The text that a generator yields. */
export function textOf(lines: Iterable<string>): string {
  return [...lines].join('');
}

export function openCodeSetDesk(store: TestTable): CodeSetDesk {
  const edge = testEdge(store.table);
  const bucket = memoryS3();
  const signer = new S3Client({
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  });
  const files = createFiles(bucket, 'bucket', signer);
  const handler: ApiHandler = createApiHandler(codeSetsApi, operations, { ...edge, files });

  const call: CodeSetDesk['call'] = (method, path, body, principal = operator) =>
    callApi(handler, { method, path, body, principal, headers: { 'Idempotency-Key': randomUUID() } });

  const upload: CodeSetDesk['upload'] = async ({ name, text }, { tenantId } = operator) => {
    const bytes = typeof text === 'string' ? Buffer.from(text) : text;
    const sha256 = sha256Hex(bytes);
    await files.put(codeSetFileKey(tenantId as TenantId, sha256), bytes, 'text/plain');
    return { name, sha256 };
  };

  const ask: CodeSetDesk['ask'] = async (kind, given, more = {}, principal = operator) => {
    const uploaded = await Promise.all(given.map((file) => upload(file, principal)));
    return call('POST', '/v1/code-sets/loads', { kind, files: uploaded, ...more }, principal);
  };

  const work: CodeSetDesk['work'] = async (loadId, receiveCount = 1, tenantId = operator.tenantId) => {
    const message = messageSchemas['load-code-set'].parse({ schemaVersion: 1, tenantId, loadId });
    const delivery = { messageId: 'test', receiveCount, remainingMilliseconds: () => 300_000 };
    await loadCodeSet(message as MessageOf<'load-code-set'>, delivery, { ...edge, files, formats });
  };

  const load: CodeSetDesk['load'] = async (kind, given, more = {}, principal = operator) => {
    const asked = await ask(kind, given, more, principal);
    if (asked.status !== 202) throw new Error(`the load is refused: ${JSON.stringify(asked.body)}`);
    await work(asked.body.id, 1, principal.tenantId);
    return (await call('GET', `/v1/code-sets/loads/${asked.body.id}`, undefined, principal)).body;
  };
  return { edge, bucket, files, call, upload, ask, work, load };
}
