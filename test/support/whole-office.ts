import { messageSchemas, type QueueName } from '../../shared/queue/messages.ts';
import type { Delivery } from '../../shared/runtime/queue-handler.ts';
import { createFiles, sha256Hex } from '../../shared/store/files.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { duePartition } from '../../shared/store/keys/work.ts';
import type { DeskGround } from './account-desk.ts';
import { type Outside, workersOver } from './all-workers.ts';
import { manager, type TestPrincipal } from './api-event.ts';
import { type CardDesk, openCardDesk, practiceSecret } from './card-desk.ts';
import { allRoutes } from './whole-api.ts';

/** The person who approves what the manager has requested. */
export const secondManager: TestPrincipal = { ...manager, subject: 'user-second' };

// biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever JSON has come
type Json = any;

/** An office with every function of the product over one table and one bucket: the API, and every worker. */
export interface WholeOffice extends CardDesk {
  read(path: string): Promise<Json>;
  /**
   * Calls an operation by its name, for the thing at the given path, with its current version.
   * @returns the body; throws unless the call succeeds
   */
  do(operation: string, path: string, body?: object, principal?: TestPrincipal): Promise<Json>;
  /**
   * Stores a file where its upload would store it.
   * @returns its hash
   */
  upload(area: string, content: string | Uint8Array, extension?: string): Promise<string>;
  /** Does what the relay and the queues do, until nothing is due any more. A message that throws ends the test. */
  work(): Promise<void>;
  /**
   * Works until a condition holds, like workers that are then interrupted. Their unfinished messages are delivered
   * again.
   */
  workUntil(holds: () => Promise<boolean>): Promise<void>;
  readonly outside: Outside;
  /** Lets some days pass, and processes what is due on each. */
  pass(days: number): Promise<void>;
}

class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

export async function openWholeOffice(ground?: DeskGround): Promise<WholeOffice> {
  const desk = await openCardDesk({}, ground);
  const { edge, store, call } = desk;
  const files = createFiles(desk.bucket, 'bucket');
  const waiting: { readonly queue: QueueName; readonly body: unknown }[] = [];
  const queues = {
    send: async (queue: QueueName, bodies: readonly object[]) =>
      void waiting.push(...bodies.map((body) => ({ queue, body }))),
  };
  const secrets = { get: async () => JSON.stringify(practiceSecret) };
  const outside: Outside = { holdsTests: false, attempts: 0 };
  let isThere = async () => false;
  const transact: typeof store.table.transact = async (writes) => {
    if (await isThere()) throw new Interrupted();
    return store.table.transact(writes);
  };
  const worker = workersOver({
    ...edge,
    table: { ...store.table, transact },
    files,
    queues,
    secrets,
    fetch: desk.net.fetch,
    outside,
  });

  const takeDue = async () => {
    const upTo = `${edge.now().toISOString()}#~`;
    const partitions = Array.from({ length: shards.due }, (_, shard) => duePartition(shard));
    const items = await Promise.all(partitions.map((partition) => store.table.queryAll({ partition, upTo })));
    for (const { pk, sk, queue, body } of items.flat()) {
      await store.table.transact([{ delete: { pk, sk } }]);
      waiting.push({ queue: queue as QueueName, body });
    }
  };
  const work: WholeOffice['work'] = async () => {
    for (await takeDue(); waiting.length > 0; await takeDue()) {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const message = messageSchemas[next.queue].parse(next.body);
        try {
          const delivery = { ...firstDelivery, receiveCount: outside.attempts + 1 };
          await (worker[next.queue] as (message: unknown, delivery: Delivery) => Promise<unknown>)(message, delivery);
        } catch (error) {
          waiting.unshift(next);
          throw error;
        }
      }
    }
    // Moves the clock, so that whatever is made next is newer.
    edge.setNow(new Date(edge.now().getTime() + 1000).toISOString());
  };
  const read: WholeOffice['read'] = async (path) => {
    const { status, body } = await call('GET', path);
    if (status !== 200) throw new Error(`GET ${path}: ${JSON.stringify(body)}`);
    return body;
  };
  return {
    ...desk,
    ...{ read, work, outside },
    workUntil: async (holds) => {
      isThere = holds;
      try {
        await work();
      } catch (error) {
        if (!(error instanceof Interrupted)) throw error;
      } finally {
        isThere = async () => false;
      }
    },
    pass: async (days) => {
      for (let day = 0; day < days; day += 1) {
        edge.setNow(new Date(edge.now().getTime() + 86_400_000).toISOString());
        await work();
      }
    },
    upload: async (area, content, extension = '') => {
      const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : content;
      const sha256 = sha256Hex(bytes);
      await files.put(`${manager.tenantId}/${area}/${sha256}${extension}`, bytes, 'text/plain');
      return sha256;
    },
    do: async (operation, thing, body, principal = manager) => {
      const route = allRoutes.find(({ name }) => name === operation);
      if (route === undefined) throw new Error(`there is no operation ${operation}`);
      const path = pathOf(route.path, thing);
      const match: Record<string, string> = route.ifMatch === undefined ? {} : await versionAt(path, desk);
      const headers = { 'Idempotency-Key': edge.newUlid(), ...match };
      const answer = await call(route.method, path, body, { headers, principal });
      if (answer.status >= 300) throw new Error(`${operation} ${path}: ${JSON.stringify(answer.body)}`);
      return answer.body;
    },
  };
}

const firstDelivery: Delivery = { messageId: 'message', receiveCount: 1, remainingMilliseconds: () => 900_000 };

/** The path of an operation on a thing: its parameters are filled in from the thing's own path. */
function pathOf(template: string, thing: string): string {
  const own = thing.split(/[/?]/);
  return template
    .split('/')
    .map((part, place) => (part.startsWith('{') ? (own[place] ?? part) : part))
    .join('/');
}

/**
 * The current version of what the path is about: that of the nearest path above it that has one; 0 if nothing is stored
 * yet.
 */
async function versionAt(path: string, { call }: Pick<CardDesk, 'call'>): Promise<{ readonly 'If-Match': string }> {
  for (let at = path; at.split('/').length > 2; at = at.slice(0, at.lastIndexOf('/'))) {
    const { status, body } = await call('GET', at);
    if (status === 200 && typeof body.version === 'number') return { 'If-Match': `"${body.version}"` };
  }
  return { 'If-Match': '"0"' };
}
