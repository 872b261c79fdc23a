import { createHmac } from 'node:crypto';
import { postAgencyRemit } from '../../functions/post-agency-remit/post-agency-remit.ts';
import { reconcile } from '../../functions/reconcile-bank/reconcile.ts';
import { settleCards } from '../../functions/settle-cards/settle-cards.ts';
import { messageSchemas } from '../../shared/queue/messages.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { duePartition } from '../../shared/store/keys/work.ts';
import { createTable, type Item, type Sender } from '../../shared/store/table.ts';
import type { SignedEvent } from '../../simulator/card-processor/stand-in.ts';
import { practiceCards } from '../../simulator/card-processor/state.ts';
import type { Chance } from '../../simulator/chance.ts';
import type { CallApi } from '../support/whole-api.ts';
import type { PatientsOffice } from './patients-office.ts';

/*
 * What happens at the card processor, how the office hears of it (twice, late, out of order, or never), and the workers
 * that follow.
 */

/** The processor's events on their way. */
export interface Mail {
  /** The next events to arrive, in the order of their arrival. */
  takeSome(): SignedEvent[];
  /** An event that was not accepted is sent again. */
  sendAgain(event: SignedEvent): void;
  /** All events that were only late. */
  takeRest(): SignedEvent[];
}

/**
 * Events that may be lost, because the office asks about such payments on its own. All other events are only late: the
 * processor sends them for days.
 */
const mayBeLost = ['checkout.session.completed', 'payment_intent.succeeded', 'payment_intent.payment_failed'];

export function openMail(chance: Chance, { processor, pipeline }: PatientsOffice): Mail {
  const waiting: SignedEvent[] = [];
  const fetchNew = (): void => {
    for (const event of processor.takeEvents(pipeline.edge.now())) {
      if (mayBeLost.includes(event.type) && chance.percent(15)) continue;
      waiting.push(event, ...(chance.percent(20) ? [event] : []));
    }
  };
  /** The processor signs an event anew each time it sends it. */
  const signedNow = ({ type, text }: SignedEvent): SignedEvent => {
    const seconds = Math.floor(pipeline.edge.now().getTime() / 1000);
    const hex = createHmac('sha256', 'whsec_practice').update(`${seconds}.${text}`).digest('hex');
    return { type, text, signature: `t=${seconds},v1=${hex}` };
  };
  return {
    takeSome: () => {
      fetchNew();
      const count = Math.min(waiting.length, 1 + chance.below(3));
      return Array.from({ length: count }, () => waiting.splice(chance.below(waiting.length), 1)[0] as SignedEvent).map(
        signedNow,
      );
    },
    sendAgain: (event) => void waiting.push(event),
    takeRest: () => {
      fetchNew();
      return waiting.splice(0).map(signedNow);
    },
  };
}

/** Sends an event as the processor does. Returns the status. */
export async function deliver(call: CallApi, webhookPath: string, { text, signature }: SignedEvent): Promise<number> {
  const headers = { 'Stripe-Signature': signature };
  const anybody = { principal: undefined as never, rawBody: text, headers };
  return (await call('POST', webhookPath, undefined, anybody)).status;
}

/**
 * Patients pay on open pages that they were shown, cardholders dispute and win or lose, credits arrive or are returned,
 * fees become known. Returns the names of what happened.
 */
export function happenAtProcessor(
  chance: Chance,
  { processor, now }: { readonly processor: PatientsOffice['processor']; now(): Date },
  shown: readonly string[],
): string[] {
  const { state } = processor;
  const drawn = <Value>(all: Iterable<Value>, percent: number): Value | undefined => {
    const known = [...all];
    return known.length === 0 || !chance.percent(percent) ? undefined : known[chance.below(known.length)];
  };
  const happened: string[] = [];
  const page = drawn(
    [...state.pages.values()].filter(({ id, status }) => status === 'open' && shown.includes(id)),
    95,
  );
  if (page !== undefined) {
    const isPast = page.closesAt * 1000 < now().getTime();
    if (isPast) page.status = 'expired';
    else processor.payOnPage(page.id, chance.percent(80) ? 'pm_card_visa' : 'pm_card_chargeDeclined');
    happened.push(isPast ? 'page expired' : `page ${page.status}`);
  }
  const paid = [...state.payments.values()].filter(({ status }) => status === 'succeeded');
  const feeless = drawn(
    paid.filter(({ feeCents }) => feeCents === undefined),
    40,
  );
  if (feeless !== undefined) processor.tellFee(feeless.id);
  const disputes = [...state.disputes.values()];
  const undisputed = paid.filter(
    ({ id, refundedCents }) => refundedCents === 0 && disputes.every((each) => each.paymentId !== id),
  );
  const disputed = drawn(undisputed, 15);
  if (disputed !== undefined) {
    const part = chance.percent(40) ? { cents: 1 + chance.below(disputed.cents) } : {};
    processor.dispute(disputed.id, { ...part, ...(chance.percent(20) ? { isOnlyAsked: true as const } : {}) });
    happened.push('dispute');
  }
  const asked = drawn(
    disputes.filter(({ status }) => status === 'needs_response'),
    40,
  );
  if (asked !== undefined) {
    processor.endDispute(asked.id, chance.pick(['won', 'lost']));
    happened.push(`dispute ${asked.status}`);
  }
  const kept = drawn(
    paid.filter(
      ({ id, cents, refundedCents }) => refundedCents < cents && disputes.every((each) => each.paymentId !== id),
    ),
    6,
  );
  if (kept !== undefined) {
    processor.refundElsewhere(kept.id, 1 + chance.below(kept.cents - kept.refundedCents));
    happened.push('refund elsewhere');
  }
  const pending = drawn(
    [...state.refunds.values()].filter(({ status }) => status === 'pending'),
    50,
  );
  if (pending !== undefined) {
    processor.endRefund(pending.id, chance.pick(['succeeded', 'succeeded', 'failed']));
    happened.push(`credit ${pending.status}`);
  }
  const arrived = drawn(
    [...state.refunds.values()].filter(({ status }) => status === 'succeeded'),
    10,
  );
  if (arrived !== undefined) {
    processor.endRefund(arrived.id, 'failed');
    happened.push('credit comes back');
  }
  // The bank of a card on file declines for a while, and pays again.
  const method = drawn(state.methods.values(), 25);
  if (method !== undefined) {
    const name = chance.pick<keyof typeof practiceCards>(['pm_card_visa', 'pm_card_visa', 'pm_card_chargeDeclined']);
    state.methods.set(method.id, { ...method, card: practiceCards[name] });
  }
  return happened;
}

const follow = ['settle-cards', 'post-agency-remit', 'reconcile-bank'];

/** The bank's worker also matches deposits, of which there are none here. */
const isFollowed = ({ queue, body }: Item): boolean =>
  queue !== 'reconcile-bank' || (body as { readonly work: string }).work === 'lockbox';

/** Messages of these workers that are due, with the items that hold them. */
export async function dueMessages({ pipeline }: PatientsOffice, queues: readonly string[] = follow): Promise<Item[]> {
  const upTo = `${pipeline.edge.now().toISOString()}#~`;
  const partitions = Array.from({ length: shards.due }, (_, shard) => duePartition(shard));
  const read = await Promise.all(partitions.map((partition) => pipeline.table.queryAll({ partition, upTo })));
  return read.flat().filter((item) => queues.includes(String(item.queue)) && isFollowed(item));
}

/**
 * Processes a message, over a table whose requests may fail. A message that was processed is removed from the queue.
 */
export async function workOff(office: PatientsOffice, { pk, sk, queue, body }: Item, sender: Sender): Promise<void> {
  const { pipeline, files, cards } = office;
  const edge = { ...pipeline.edge, table: createTable(sender, 'table', async () => undefined) };
  const delivery = { messageId: 'simulated', receiveCount: 1, remainingMilliseconds: () => 900_000 };
  if (queue === 'settle-cards') {
    const randomBytes = (count: number) => new Uint8Array(count);
    await settleCards(messageSchemas[queue].parse(body), { ...edge, files, ...cards, randomBytes });
  } else if (queue === 'reconcile-bank') {
    await reconcile(messageSchemas[queue].parse(body), delivery, { ...edge, files });
  } else {
    const queues = { send: async () => undefined } as never;
    await postAgencyRemit(messageSchemas['post-agency-remit'].parse(body), delivery, { ...edge, files, queues });
  }
  await pipeline.table.transact([{ delete: { pk, sk } }]);
}
