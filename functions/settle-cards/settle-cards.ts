import type { Asked } from '../../shared/domain/card/processor.ts';
import { isId, type TenantId } from '../../shared/domain/identity/ids.ts';
import type { MessageOf } from '../../shared/queue/messages.ts';
import { readCard, readCardCharge } from '../../shared/store/cards.ts';
import { workOnCharge } from './charge.ts';
import { answered, type CardWork, cardWork, openConnection, type SettleDeps } from './context.ts';
import { creditCard, settleCredit } from './credit.ts';
import { settleDispute } from './dispute.ts';
import { announceInstalment } from './instalments.ts';
import { settleCard, settlePage } from './pages.ts';
import { settlePayment } from './payment.ts';

type Message = MessageOf<'settle-cards'>;

/**
 * Processes a message. The state is always read from the processor, so the order and number of messages do not matter.
 */
export async function settleCards(message: Message, deps: SettleDeps): Promise<void> {
  const work = await cardWork(message.tenantId as TenantId, deps);
  switch (message.work) {
    case 'event':
      return takeEvent(work, message);
    case 'credit':
      return creditCard(work, message.refundId);
    case 'instalment':
      return announceInstalment(work, message);
    case 'look':
      return isId('cardOnFile', message.id) ? lookAtCard(work, message.id) : lookAtCharge(work, message.id);
    case 'charge':
      return workOnCharge(work, message.chargeId, message.attempt);
  }
}

/**
 * Reads the current state of an event's subject from the processor. Subjects that the processor does not know, or that
 * we did not make, are ignored.
 */
async function takeEvent(work: CardWork, message: Extract<Message, { readonly work: 'event' }>): Promise<void> {
  const { connectionId, about, subjectId } = message;
  const open = await openConnection(work, connectionId);
  if (open === undefined) throw new Error('the card processor of an event cannot be reached');
  const { processor } = open;
  switch (about) {
    case 'payment':
      return ofOurs(await processor.readPayment(subjectId), (payment) => settlePayment(work, open, payment));
    case 'page':
      return ofOurs(await processor.readPage(subjectId), (page) => settlePage(work, open, page));
    case 'dispute':
      return ofOurs(await processor.readDispute(subjectId), (dispute) => settleDispute(work, open, dispute));
    case 'refund':
      return ofOurs(await processor.readRefund(subjectId), (refund) => settleCredit(work, open, refund));
  }
}

/** Settles what the processor reports. Skips what the processor does not know, or what we cannot have made. */
async function ofOurs<Value>(asked: Asked<Value>, settle: (value: Value) => Promise<void>): Promise<void> {
  const isNotOurs = !asked.ok && (asked.failure.fault === 'unknown' || asked.failure.fault === 'foreign');
  if (!isNotOurs) await settle(answered(asked));
}

/** A charge that has not ended is checked: its event may never have arrived. */
async function lookAtCharge(work: CardWork, chargeId: string): Promise<void> {
  const charge = await readCardCharge(work.table, work.tenant, chargeId);
  if (charge === undefined) return;
  const open = await openConnection(work, charge.connectionId);
  if (open === undefined) throw new Error('the card processor of a charge cannot be reached');
  const { pageId, processorPaymentId, disputes = [] } = charge;
  for (const { id } of disputes.filter(({ booked }) => booked === 'no')) {
    await settleDispute(work, open, answered(await open.processor.readDispute(id)));
  }
  if (processorPaymentId !== undefined) {
    return settlePayment(work, open, answered(await open.processor.readPayment(processorPaymentId)));
  }
  if (pageId !== undefined) return settlePage(work, open, answered(await open.processor.readPage(pageId)));
}

async function lookAtCard(work: CardWork, cardId: string): Promise<void> {
  const card = await readCard(work.table, work.tenant, cardId);
  if (card?.state !== 'waiting') return;
  const open = await openConnection(work, card.connectionId);
  if (open === undefined) throw new Error('the card processor of a card cannot be reached');
  return settleCard(work, card, answered(await open.processor.readPage(card.pageId)));
}
