import { firstAnnouncement } from '../../shared/cards/instalments.ts';
import type { CardCharge } from '../../shared/domain/card/charge.ts';
import { idFromDigest } from '../../shared/domain/identity/ids.ts';
import { standingOf } from '../../shared/domain/payment-plan/plan.ts';
import { invariant } from '../../shared/domain/result.ts';
import {
  cardChargeWrite,
  chargeMessage,
  instalmentMessage,
  readCard,
  readCardCharge,
  readCardConnection,
} from '../../shared/store/cards.ts';
import { dueWrite, workerAudit } from '../../shared/store/change.ts';
import { digestOf } from '../../shared/store/digest.ts';
import { owedOfPlan, readPaymentPlan } from '../../shared/store/payment-plans.ts';
import type { Write } from '../../shared/store/table.ts';
import { type CardWork, commit, worker } from './context.ts';

/**
 * Starts the charge of an instalment, including missed amounts, and plans the next announcement. A plan that is over
 * has none.
 */
export async function announceInstalment(
  work: CardWork,
  { planId, number, round }: { readonly planId: string; readonly number: number; readonly round: number },
): Promise<void> {
  const { table, tenant, at, today, settings } = work;
  const plan = await readPaymentPlan(table, tenant, planId);
  const instalment = plan?.instalments.find((each) => each.number === number);
  if (plan?.cardId === undefined || plan.ended !== undefined || instalment === undefined) return;
  // The plan has another card now, and that card has a round of its own.
  if (plan.cardRound !== round) return;
  const { dueCents, state } = standingOf(plan, await owedOfPlan(table, tenant, plan), instalment.dueOn);
  if (state === 'completed') return;
  const [, chargeOn = today] = [today, instalment.dueOn].toSorted();
  const id = idFromDigest('cardCharge', digestOf('instalment', tenant, planId, String(round), String(number)));
  const writes: Write[] = [];
  if (dueCents > 0 && (await readCardCharge(table, tenant, id)) === undefined) {
    const card = await readCard(table, tenant, plan.cardId);
    const connection = card && (await readCardConnection(table, tenant, card.connectionId));
    invariant(connection !== undefined, 'a plan’s card and its connection exist');
    const charge: CardCharge = {
      ...{ id, version: 1, connectionId: connection.id, entityId: connection.entityId, accountId: plan.accountId },
      ...{ way: 'on-file', state: 'announced', cents: dueCents, createdAt: at, createdBy: worker },
      ...{ claimIds: plan.claimIds, cardId: plan.cardId, planId, attempt: 1 },
      chargeOn,
    };
    const audit = { action: 'card-charge-asked', entityId: id, facts: { planId, cents: dueCents } } as const;
    writes.push(
      cardChargeWrite(tenant, charge),
      dueWrite(at, chargeMessage(tenant, id, 1)),
      workerAudit(worker, tenant, at, audit),
    );
  }
  const next = plan.instalments.find((each) => each.number === number + 1);
  if (next !== undefined) {
    const dueAt = firstAnnouncement(next.dueOn, settings.cards.announceDays, at);
    writes.push(dueWrite(at, instalmentMessage(tenant, { planId, number: next.number, round }, dueAt)));
  }
  if (writes.length > 0) await commit(work, writes);
}
