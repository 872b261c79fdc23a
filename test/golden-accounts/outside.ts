import { createHash, randomBytes } from 'node:crypto';
import { giveUpByRule } from '../../functions/give-up-by-rule/give-up-by-rule.ts';
import { reconcile } from '../../functions/reconcile-bank/reconcile.ts';
import { settleCards } from '../../functions/settle-cards/settle-cards.ts';
import { messageSchemas } from '../../shared/queue/messages.ts';
import { booksRoundNow } from '../../shared/store/ageing.ts';
import { dueWrite } from '../../shared/store/change.ts';
import { type Files, fileKey } from '../../shared/store/files.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { duePartition } from '../../shared/store/keys/work.ts';
import type { Item } from '../../shared/store/table.ts';
import { practiceProcessor } from '../../simulator/card-processor/stand-in.ts';
import { practiceCards } from '../../simulator/card-processor/state.ts';
import { booksKeeper } from '../support/books-keeper.ts';
import { practiceFetch } from '../support/practice-fetch.ts';
import { goldenTenant } from '../support/remittance-pipeline.ts';
import type { TestEdge } from '../support/table.ts';
import type { CallApi } from '../support/whole-api.ts';
import type { Happening } from './golden-account.ts';

/*
 * What happens outside of the office in a story: at a card processor, at the bank that opens the mail, and to the
 * clock; and the workers that follow.
 */

const secret = { secretKey: 'sk_test_practice', webhookSecrets: ['whsec_practice'] };
const manager = { tenantId: goldenTenant, subject: 'user-manager', roles: 'manager' };

type Outside = ReturnType<typeof openOutside>;

/** Opens a card processor, and the workers of cards, of lockbox files and of discounts. */
export function openOutside(edge: TestEdge, files: Files) {
  const processor = practiceProcessor({
    ...{ secretKey: secret.secretKey, webhookSecret: 'whsec_practice', address: 'https://cards.example' },
    ...{ refundsAtOnce: false, now: edge.now },
  });
  const cards = { secrets: { get: async () => JSON.stringify(secret) }, fetch: practiceFetch(processor).fetch };
  /** The answers of calls that opened a page, by the name in the story. */
  const opened = new Map<string, { readonly address?: string; readonly pageUrl?: string }>();

  const work = async ({ queue, body }: Item): Promise<void> => {
    const delivery = { messageId: 'golden', receiveCount: 1, remainingMilliseconds: () => 300_000 };
    const bytes = (count: number) => new Uint8Array(randomBytes(count));
    switch (queue) {
      case 'settle-cards':
        return settleCards(messageSchemas[queue].parse(body), { ...edge, files, ...cards, randomBytes: bytes });
      case 'reconcile-bank':
        return void (await reconcile(messageSchemas[queue].parse(body), delivery, { ...edge, files }));
      case 'give-up-by-rule':
        return giveUpByRule(messageSchemas[queue].parse(body), delivery, edge as never);
    }
  };

  /** Does what is due by now, until nothing is. */
  const workOff = async (): Promise<void> => {
    const upTo = `${edge.now().toISOString()}#~`;
    const partitions = Array.from({ length: shards.due }, (_, shard) => duePartition(shard));
    for (let worked = 1; worked > 0; ) {
      const read = await Promise.all(partitions.map((partition) => edge.table.queryAll({ partition, upTo })));
      const due = read
        .flat()
        .filter(({ queue }) => ['settle-cards', 'reconcile-bank', 'give-up-by-rule'].includes(String(queue)));
      for (const item of due) {
        await edge.table.transact([{ delete: { pk: item.pk, sk: item.sk } }]);
        await work(item);
      }
      worked = due.length;
    }
  };
  return { processor, cards, opened, workOff, edge, files };
}

interface During {
  readonly on: string;
  readonly call: CallApi;
  readonly names: Map<string, string>;
}

/** Lets something happen. @returns the kind of problem of a refused request */
export async function letHappen(outside: Outside, happening: Happening, during: During): Promise<string | undefined> {
  const { processor, edge, files } = outside;
  switch (happening.what) {
    case 'pays': {
      const { id, refused } = await pageOf(outside, happening, during);
      if (id !== undefined) processor.payOnPage(id, happening.card);
      return refused;
    }
    case 'disputes': {
      const { cents } = happening;
      processor.dispute(await paymentOf(happening.charge, during), cents === undefined ? {} : { cents });
      return undefined;
    }
    case 'dispute-ends': {
      const paymentId = await paymentOf(happening.charge, during);
      const dispute = [...processor.state.disputes.values()].find((each) => each.paymentId === paymentId);
      processor.endDispute(String(dispute?.id), happening.as);
      return undefined;
    }
    case 'bank-decides': {
      const { methods } = processor.state;
      for (const [id, method] of methods) methods.set(id, { ...method, card: practiceCards[happening.card] });
      return undefined;
    }
    case 'credit-ends': {
      const credit = [...processor.state.refunds.values()].at(-1);
      processor.endRefund(String(credit?.id), happening.as);
      return undefined;
    }
    case 'events-arrive':
      return tellEvents(outside, happening.how, during);
    case 'day-passes':
      edge.setNow(`${during.on}T22:00:00.000Z`);
      return undefined;
    case 'reports-are-made':
      await edge.table.transact([dueWrite(edge.now().toISOString(), booksRoundNow(goldenTenant, false))]);
      await booksKeeper(edge, files).workOff();
      return undefined;
    case 'lockbox-file':
      return bringLockbox(outside, happening, during);
  }
}

/** The processor’s page behind a pay link or a card on file of the story; or the kind of problem that answers. */
async function pageOf(
  { opened }: Outside,
  { page, cents }: Extract<Happening, { readonly what: 'pays' }>,
  { call }: During,
): Promise<{ readonly id?: string; readonly refused?: string }> {
  const { address, pageUrl } = opened.get(page) ?? {};
  const idOf = (url: string) => ({ id: String(url.split('/').at(-1)) });
  if (pageUrl !== undefined) return idOf(pageUrl);
  const path = `/v1/pay-pages/${address?.split('/c/')[1]}`;
  const anybody = { principal: undefined as never };
  const { status, body } = await call('POST', path, cents === undefined ? {} : { cents }, anybody);
  return status === 200 ? idOf(body.url) : { refused: String(body.type).split('/').at(-1) as string };
}

/** The processor’s id of the payment of a charge, or of the charge that a link began. */
async function paymentOf(name: string, { call, names }: During): Promise<string> {
  const id = names.get(name);
  const accounts = [...names].flatMap(([each, value]) => (each.endsWith('.account') ? [value] : []));
  for (const accountId of accounts) {
    const { body } = await call('GET', `/v1/card-charges?accountId=${accountId}`, undefined, { principal: manager });
    const charge = body.items.find((each: Charge) => (each.id === id || each.linkId === id) && each.state === 'paid');
    if (charge !== undefined) return charge.processorPaymentId;
  }
  throw new Error(`nothing was paid by ${name}`);
}

interface Charge {
  readonly id: string;
  readonly linkId?: string;
  readonly state: string;
}

async function tellEvents(
  { processor, edge }: Outside,
  how: 'in-order' | 'backwards-and-twice',
  { call }: During,
): Promise<undefined> {
  const { body } = await call('GET', '/v1/card-connections', undefined, { principal: manager });
  const events = processor.takeEvents(edge.now());
  if (events.length === 0) throw new Error('the processor has nothing to tell');
  for (const { text, signature } of how === 'in-order' ? events : [...events.toReversed(), ...events]) {
    const headers = { 'Stripe-Signature': signature };
    const sent = { principal: undefined as never, rawBody: text, headers };
    const answer = await call('POST', body.items[0].webhookPath, undefined, sent);
    if (answer.status !== 200) throw new Error(`an event is answered with ${answer.status}`);
  }
}

async function bringLockbox(
  { files, edge }: Outside,
  { text, as }: Extract<Happening, { readonly what: 'lockbox-file' }>,
  { call, names }: During,
): Promise<string | undefined> {
  const filled = text.replace(/\{([a-zA-Z][\w.]*)\}/g, (whole, name: string) => names.get(name) ?? whole);
  const bytes = Buffer.from(
    filled
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .join('\n'),
  );
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await files.put(fileKey(goldenTenant, 'bank-statement', `${sha256}.lockbox`), bytes, 'text/csv');
  const headers = { 'Idempotency-Key': `${sha256.slice(0, 40)}-${edge.now().getTime()}` };
  const body = { sha256, format: 'csv', entityId: names.get('entity') };
  const answer = await call('POST', '/v1/lockbox-files', body, { principal: manager, headers });
  if (answer.status >= 400) return String(answer.body.code ?? answer.body.type.split('/').at(-1));
  if (as !== undefined) names.set(as, String(answer.body.lockboxFile.id));
  return undefined;
}
