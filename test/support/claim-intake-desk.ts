import { createHash } from 'node:crypto';
import { importClaims } from '../../functions/import-claims/import-claims.ts';
import { intakeApi } from '../../functions/intake/api.ts';
import { operations } from '../../functions/intake/operations.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { MessageOf } from '../../shared/queue/messages.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createFiles } from '../../shared/store/files.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { duePartition } from '../../shared/store/keys/work.ts';
import { createTable, type Sender } from '../../shared/store/table.ts';
import { callApi, manager, type TestRequest } from './api-event.ts';
import { nextPayerDesk } from './next-payer-desk.ts';
import type { TestTable } from './table.ts';

type Message = MessageOf<'import-claims'>;

/** The conditions under which the worker runs. */
interface Surroundings {
  /** The time left; the worker asks for it at each claim. */
  readonly remaining?: () => number;
  readonly receiveCount?: number;
  /** Wraps the sender of the worker's table. */
  readonly seam?: (sender: Sender) => Sender;
}

/**
 * An office that takes over another system's claims: the intake API with its worker, and everything that happens to
 * claims afterwards.
 */
export async function claimIntakeDesk(store: TestTable) {
  const desk = await nextPayerDesk(store, ['second']);
  const tenant = manager.tenantId as TenantId;
  const files = createFiles(desk.s3, 'files');
  const handler = createApiHandler(intakeApi, operations, { ...desk.edge, files });

  const callIntake = (method: string, path: string, body?: unknown, more: Partial<TestRequest> = {}) =>
    callApi(handler, { method, path, body, principal: manager, headers: desk.newKey(), ...more });

  /** Processes one message. Returns the messages that it sends to itself. */
  const workOne = async (message: Message, { remaining, receiveCount = 1, seam }: Surroundings = {}) => {
    const sent: Message[] = [];
    const queues = {
      send: async (_queue: string, messages: readonly unknown[]) => {
        sent.push(...(messages as Message[]));
      },
    };
    const table =
      seam === undefined ? desk.edge.table : createTable(seam(store.sender), store.tableName, async () => undefined);
    const delivery = { messageId: 'message', receiveCount, remainingMilliseconds: remaining ?? (() => 900_000) };
    await importClaims(message, delivery, { ...desk.edge, table, files, queues: queues as never });
    return sent;
  };

  /** Takes the worker's messages out of the due index. */
  const dueMessages = async (): Promise<Message[]> => {
    const pages = await Promise.all(
      Array.from({ length: shards.due }, (_, shard) => store.table.queryAll({ partition: duePartition(shard) })),
    );
    const own = pages.flat().filter(({ queue }) => queue === 'import-claims');
    for (const { pk, sk } of own) await store.table.transact([{ delete: { pk, sk } }]);
    return own.map(({ body }) => body as Message);
  };

  /** Processes what is due, and the messages that follow. Returns how many messages there were. */
  const takeIn = async (surroundings: Surroundings = {}): Promise<number> => {
    const messages = await dueMessages();
    let worked = 0;
    for (let message = messages.shift(); message !== undefined; message = messages.shift()) {
      worked += 1;
      messages.push(...(await workOne(message, surroundings)));
    }
    return worked;
  };

  const upload = async (text: string): Promise<string> => {
    const bytes = Buffer.from(text, 'latin1');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    await files.put(`${tenant}/claim-intake/${sha256}`, bytes, 'application/edi-x12');
    return sha256;
  };

  const intakeOf = async (id: string) => (await callIntake('GET', `/v1/claim-intakes/${id}`)).body;

  /** Sends a file and has it read. Returns the intake afterwards. */
  const send = async (text: string, purpose: 'sent' | 'to-send', surroundings: Surroundings = {}) => {
    const asked = await callIntake('POST', '/v1/claim-intakes', { sha256: await upload(text), purpose });
    if (asked.status !== 202) return asked.body;
    await takeIn(surroundings);
    return intakeOf(asked.body.id);
  };

  const waiting = async (id: string, state = 'waiting') =>
    (await callIntake('GET', `/v1/claim-intakes/${id}/waiting?state=${state}`)).body.items;

  /** The claims here, each with the number under which payers know it. */
  const claims = async () => {
    const listed = (await desk.call('GET', '/v1/claims?month=2026-11&limit=200')).body.items;
    return Promise.all(listed.map(async ({ id }: { id: string }) => (await desk.call('GET', `/v1/claims/${id}`)).body));
  };

  /** The claim that has the other system's number. */
  const claimOf = async (controlNumber: string) => {
    const body = { controlNumber };
    const found = (await desk.call('POST', '/v1/opening-claims/search', { body })).body.items[0];
    return found === undefined ? undefined : (await desk.call('GET', `/v1/claims/${found.id}`)).body;
  };

  return {
    ...desk,
    tenant,
    callIntake,
    upload,
    send,
    takeIn,
    workOne,
    dueMessages,
    intakeOf,
    waiting,
    claims,
    claimOf,
  };
}
