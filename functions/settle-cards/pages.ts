import type { CardOnFile } from '../../shared/domain/card/card-on-file.ts';
import type { CardCharge } from '../../shared/domain/card/charge.ts';
import type { ProcessorPage } from '../../shared/domain/card/processor.ts';
import { isId } from '../../shared/domain/identity/ids.ts';
import { cardChargeWrite, cardWrite, lookMessage, readCard, readCardCharge } from '../../shared/store/cards.ts';
import { dueWrite, workerAudit } from '../../shared/store/change.ts';
import { answered, type CardWork, commit, type OpenConnection, worker } from './context.ts';
import { settlePayment } from './payment.ts';

/** Updates a charge or a card to the state of its page. */
export async function settlePage(work: CardWork, open: OpenConnection, page: ProcessorPage): Promise<void> {
  const { table, tenant } = work;
  const reference = page.reference ?? '';
  if (isId('cardOnFile', reference)) {
    const card = await readCard(table, tenant, reference);
    return card?.connectionId === open.connection.id ? settleCard(work, card, page) : undefined;
  }
  const charge = isId('cardCharge', reference) ? await readCardCharge(table, tenant, reference) : undefined;
  if (charge?.connectionId !== open.connection.id) return;
  if (page.paymentId !== undefined) {
    await settlePayment(work, open, answered(await open.processor.readPayment(page.paymentId)));
  }
  if (page.state === 'expired') await lapse(work, charge.id);
  if (page.state === 'open') await lookAgain(work, charge.id);
}

/** Nobody paid on a page before it closed. */
async function lapse(work: CardWork, chargeId: string): Promise<void> {
  const { table, tenant, at } = work;
  const charge = await readCardCharge(table, tenant, chargeId);
  if (charge?.state !== 'started') return;
  const after: CardCharge = { ...charge, version: charge.version + 1, state: 'lapsed' };
  const audit = { action: 'card-charge-lapsed', entityId: charge.id } as const;
  await commit(work, [cardChargeWrite(tenant, after), workerAudit(worker, tenant, at, audit)]);
}

const minutesToNextLook = 10;

async function lookAgain(work: CardWork, id: string): Promise<void> {
  const at = new Date(work.now().getTime() + minutesToNextLook * 60_000).toISOString();
  await commit(work, [dueWrite(at, lookMessage(work.tenant, id, at))]);
}

/** A card was entered on its page, or the page closed without one. */
export async function settleCard(work: CardWork, card: CardOnFile, page: ProcessorPage): Promise<void> {
  if (card.state !== 'waiting') return;
  if (page.state === 'open') return lookAgain(work, card.id);
  const { pageUrl: _url, ...rest } = { ...card, version: card.version + 1 };
  const kept = page.state === 'complete' ? page.card : undefined;
  const { tenant, at } = work;
  const after: CardOnFile =
    kept === undefined
      ? { ...rest, state: 'lapsed' }
      : {
          ...{ ...rest, state: 'active', customerToken: kept.customerToken, cardToken: kept.cardToken },
          ...{ expires: kept.expires, face: { brand: kept.brand, last4: kept.last4 } },
        };
  const action = kept === undefined ? 'card-lapsed' : 'card-stored';
  await commit(work, [
    cardWrite(tenant, after),
    workerAudit(worker, tenant, at, { action, entityId: card.id, facts: { accountId: card.accountId } }),
  ]);
}
