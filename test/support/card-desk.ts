import { afterEach, beforeEach, expect } from 'vitest';
import { settleCards } from '../../functions/settle-cards/settle-cards.ts';
import { hasCardNumber } from '../../shared/domain/text/card-number.ts';
import { type MessageOf, messageSchemas } from '../../shared/queue/messages.ts';
import { createFiles } from '../../shared/store/files.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { duePartition } from '../../shared/store/keys/work.ts';
import type { Item } from '../../shared/store/table.ts';
import {
  type PracticeProcessor,
  practiceProcessor,
  type SignedEvent,
} from '../../simulator/card-processor/stand-in.ts';
import { type AccountDesk, type DeskGround, openAccountDesk } from './account-desk.ts';
import type { TestAnswer } from './api-event.ts';
import { bookFaults } from './book-faults.ts';
import { type MemoryS3, memoryS3 } from './memory-s3.ts';
import { type PracticeFetch, practiceFetch } from './practice-fetch.ts';

/** Digests, ids and the names of requests. */
const chancy = /[0-9a-f]{32,}|[0-9A-HJKMNP-TV-Z]{26}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** Whether items contain a card number. Random values are removed first, because they may look like one. */
function keepsCardNumber(items: readonly Item[]): boolean {
  return hasCardNumber(JSON.stringify(items).replaceAll(chancy, '_'));
}

/** An office that takes cards: the API, the worker, and a processor to practise with. */
export interface CardDesk extends AccountDesk {
  readonly practice: PracticeProcessor;
  readonly net: PracticeFetch;
  readonly bucket: MemoryS3;
  readonly connectionId: string;
  /** Sends an event as the processor does, without a token. */
  tell(event: Pick<SignedEvent, 'text' | 'signature'>): Promise<TestAnswer>;
  /** Sends all events of the processor, in the given order. */
  tellAll(order?: (events: SignedEvent[]) => SignedEvent[]): Promise<void>;
  /**
   * Processes what is due by now. A message that fails is delivered again.
   * @returns how many messages failed
   */
  workOff(): Promise<number>;
  /** Sends a request without a token, as a person with a link does. */
  visit(method: 'GET' | 'POST', address: string, body?: unknown): Promise<TestAnswer>;
  /** Makes a link, and pays on its page. @returns the link's answer */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever JSON has come
  link(body?: object): Promise<any>;
}

type Message = MessageOf<'settle-cards'>;

/** The processor’s secret, as the office stores it. */
export const practiceSecret = { secretKey: 'sk_test_practice', webhookSecrets: ['whsec_practice'] };

interface CardTerms {
  readonly feesAtOnce?: boolean;
  readonly refundsAtOnce?: boolean;
}

export async function openCardDesk(more: CardTerms = {}, ground: DeskGround = {}) {
  const [secretKey, webhookSecret] = [practiceSecret.secretKey, practiceSecret.webhookSecrets[0] as string];
  let now = () => new Date(0);
  const practice = practiceProcessor({
    ...{ secretKey, webhookSecret, address: 'https://cards.example', now: () => now() },
    ...more,
  });
  const net = practiceFetch(practice);
  const secrets = {
    get: async (_tenant: string, name: string) => (name === 'stripe' ? JSON.stringify(practiceSecret) : undefined),
  };
  const bucket = memoryS3();
  const files = createFiles(bucket, 'bucket');
  const desk = await openAccountDesk(
    { ...files, presignGet: async (key) => `https://files.example/${key}` },
    { secrets, fetch: net.fetch },
    ground,
  );
  const { store, edge, call, send } = desk;
  now = edge.now;
  const { entityId } = desk.office;
  const connection = { name: 'Cards', entityId, processor: 'stripe', mode: 'test', secretName: 'stripe' };
  const made = await send('POST', '/v1/card-connections', connection);
  if (made.status !== 201) throw new Error(JSON.stringify(made.body));
  const { body: settings } = await call('GET', '/v1/billing-settings');
  const { version, ...rest } = settings;
  const cards = { ...rest.cards, payPage: 'https://pay.example.com/c/' };
  const set = await send('PUT', '/v1/billing-settings', { ...rest, cards }, { version });
  if (set.status !== 200) throw new Error(JSON.stringify(set.body));

  const public_ = (method: string, path: string, parts: object) =>
    call(method, path, undefined, { principal: undefined as never, ...parts });
  const tell: CardDesk['tell'] = ({ text, signature }) =>
    public_('POST', made.body.webhookPath, { rawBody: text, headers: { 'Stripe-Signature': signature } });
  const workOff = async (): Promise<number> => {
    const partitions = Array.from({ length: shards.due }, (_, shard) => duePartition(shard));
    const upTo = `${edge.now().toISOString()}#~`;
    let failed = 0;
    for (let worked = 1; worked > 0; ) {
      worked = 0;
      const items = (
        await Promise.all(partitions.map((partition) => store.table.queryAll({ partition, upTo })))
      ).flat();
      for (const { pk, sk, queue, body } of items.filter(({ queue: name }) => name === 'settle-cards')) {
        const message: Message = messageSchemas[queue as 'settle-cards'].parse(body);
        const deps = {
          ...edge,
          files,
          secrets,
          fetch: net.fetch,
          randomBytes: (count: number) => crypto.getRandomValues(new Uint8Array(count)),
        };
        try {
          await settleCards(message, deps);
          await store.table.transact([{ delete: { pk, sk } }]);
          worked += 1;
        } catch {
          failed += 1;
        }
      }
    }
    return failed;
  };
  const result: CardDesk = {
    ...desk,
    ...{ practice, net, bucket, connectionId: made.body.id, tell, workOff },
    tellAll: async (order = (events) => events) => {
      for (const event of order(practice.takeEvents(edge.now()))) {
        const answer = await tell(event);
        if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
      }
    },
    visit: (method, address, body = method === 'POST' ? {} : undefined) => {
      const path = `/v1/pay-pages/${address.split('/c/')[1]}`;
      return call(method, path, body, { principal: undefined as never });
    },
    link: async (body = { accountId: desk.accountId }) => {
      const answer = await send('POST', '/v1/pay-links', body);
      if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
      return answer.body;
    },
  };
  return result;
}

/** The id of a page of the processor, from its address. */
const pageOf = (url: string): string => url.split('/').at(-1) as string;

/**
 * A desk for each test of a file. At the end of each test its books must add up, and no token of a link, no key, and
 * nothing that looks like a card number may be stored.
 */
export function cardDeskForEach() {
  let desk: CardDesk;
  beforeEach(async () => {
    desk = await openCardDesk();
  });
  afterEach(async () => {
    const items = await desk.store.items();
    expect(bookFaults(items)).toEqual([]);
    expect(JSON.stringify(items)).not.toMatch(/sk_test|whsec_|(?:plk|stm)_\w{26}\.\w/);
    expect(keepsCardNumber(items)).toBe(false);
    await desk.store.stop();
  });
  const get = async (path: string) => (await desk.call('GET', path)).body;
  return {
    get desk() {
      return desk;
    },
    /** Opens another desk, which replaces this one. */
    reopen: async (more: CardTerms) => {
      await desk.store.stop();
      desk = await openCardDesk(more);
    },
    get,
    payments: async () => (await get(`/v1/patient-payments?accountId=${desk.accountId}`)).items,
    charges: async () => (await get(`/v1/card-charges?accountId=${desk.accountId}`)).items,
    /** The balances of some accounts in the trial balance. */
    books: async (...names: readonly string[]): Promise<number[]> => {
      const { accounts } = await get('/v1/trial-balance');
      return names.map(
        (name) => accounts.find((each: { account: string }) => each.account === name)?.balanceCents ?? 0,
      );
    },
    /**
     * Opens the processor's page for a link.
     * @returns the page's id
     */
    start: async (address: string, body: object = {}) => {
      const answer = await desk.visit('POST', address, body);
      if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
      return pageOf(answer.body.url);
    },
  };
}
