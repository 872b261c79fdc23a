import { createHash } from 'node:crypto';
import { S3Client } from '@aws-sdk/client-s3';
import { importEncounters } from '../../functions/import-encounters/import-encounters.ts';
import { intakeApi } from '../../functions/intake/api.ts';
import { operations } from '../../functions/intake/operations.ts';
import type { MessageOf } from '../../shared/queue/messages.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createFiles } from '../../shared/store/files.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { duePartition } from '../../shared/store/keys/work.ts';
import { callApi, manager, type TestRequest } from './api-event.ts';
import { memoryS3 } from './memory-s3.ts';
import { officeApi, patientBody, setUpOffice } from './office.ts';
import { type TestTable, testEdge } from './table.ts';

type Message = MessageOf<'import-encounters'>;

/**
 * An office that receives encounters from another program: the intake API and its worker over one table. That program's
 * id of the patient is `MRN1`.
 */
export async function intakeDesk(store: TestTable) {
  const edge = testEdge(store.table, '2026-11-23T12:00:00.000Z');
  const s3 = memoryS3();
  const signer = new S3Client({ region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });
  const files = createFiles(s3, 'files', signer);
  const handler = createApiHandler(intakeApi, operations, { ...edge, files });
  const practice = officeApi(edge);
  const office = await setUpOffice(practice);
  let keys = 0;

  const call = (method: string, path: string, body?: unknown, more: Partial<TestRequest> = {}) => {
    keys += 1;
    const headers = { 'Idempotency-Key': `key-${keys}`, ...more.headers };
    return callApi(handler, { method, path, body, principal: manager, ...more, headers });
  };

  const enterPatient = (externalId: string) => practice.call('POST', '/v1/patients', { ...patientBody, externalId });
  const patientId: string = (await enterPatient('MRN1')).body.id;

  const upload = async (content: string | Uint8Array): Promise<string> => {
    const bytes = Buffer.from(content as string);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await files.put(`${manager.tenantId}/intake/${sha256}`, bytes, 'text/plain');
    return sha256;
  };

  /**
   * Processes what is due, and the messages that follow. `remaining` is the time left; the worker asks for it at each
   * encounter.
   */
  const workOff = async (remaining: () => number = () => 300_000, receiveCount = 1): Promise<number> => {
    const pages = await Promise.all(
      Array.from({ length: shards.due }, (_, shard) => store.table.queryAll({ partition: duePartition(shard) })),
    );
    const sent: Message[] = [];
    const queues = {
      send: async (_queue: string, messages: readonly unknown[]) => {
        sent.push(...(messages as Message[]));
      },
    };
    for (const { pk, sk, body, queue } of pages.flat()) {
      if (queue === 'watch-deadlines') continue;
      sent.push(body as Message);
      await store.table.transact([{ delete: { pk, sk } }]);
    }
    let worked = 0;
    for (let message = sent.shift(); message !== undefined; message = sent.shift()) {
      worked += 1;
      const delivery = { messageId: 'message', receiveCount, remainingMilliseconds: remaining };
      await importEncounters(message, delivery, { ...edge, files, queues: queues as never });
    }
    return worked;
  };

  /** Has two workers read an intake at the same time, as when its message is delivered twice. */
  const workTogether = async (intakeId: string) => {
    const message = { schemaVersion: 1, tenantId: manager.tenantId, intakeId } as const;
    const delivery = { messageId: 'message', receiveCount: 1, remainingMilliseconds: () => 300_000 };
    const queues = { send: () => Promise.reject(new Error('there is time enough')) };
    const work = () => importEncounters(message, delivery, { ...edge, files, queues: queues as never });
    await Promise.all([work(), work()]);
  };

  /** Sends a file and has it read. Returns the intake afterwards. */
  const send = async (content: string | Uint8Array, more: Record<string, unknown>) => {
    const defaults = { billingProviderId: office.billingProviderId, placeOfService: '11' };
    const sha256 = await upload(content);
    const asked = await call('POST', '/v1/intakes', { sha256, defaults, ...more });
    if (asked.status !== 202) return asked.body;
    await workOff();
    return (await call('GET', `/v1/intakes/${asked.body.id}`)).body;
  };

  const failures = async (intakeId: string) => (await call('GET', `/v1/intakes/${intakeId}/failures`)).body.items;
  const encounter = async (externalId: string) => {
    const found = (await practice.call('POST', '/v1/encounters/search', { externalId })).body.items[0];
    return found === undefined ? undefined : (await practice.call('GET', `/v1/encounters/${found.id}`)).body;
  };

  return {
    edge,
    practice,
    office,
    patientId,
    call,
    enterPatient,
    upload,
    workOff,
    workTogether,
    send,
    failures,
    encounter,
  };
}
