import type { Account } from '../../shared/domain/account/account.ts';
import { type CardOnFile, canCharge } from '../../shared/domain/card/card-on-file.ts';
import type { CardCharge, OwnDecline } from '../../shared/domain/card/charge.ts';
import { fail, invariant, ok, type Result } from '../../shared/domain/result.ts';
import { readAccount } from '../../shared/store/accounts.ts';
import { readCard } from '../../shared/store/cards.ts';
import { readPaymentPlan } from '../../shared/store/payment-plans.ts';
import type { CardWork } from './context.ts';

/** Whose money a charge takes, and with which card. */
export interface Chargeable {
  readonly account: Account;
  readonly card: CardOnFile;
}

/** The account and the card of a charge, if the card is on file. */
export async function chargeable(
  { table, tenant, today }: CardWork,
  { accountId, cardId = '', planId }: CardCharge,
): Promise<Result<Chargeable, OwnDecline>> {
  const [account, card] = await Promise.all([readAccount(table, tenant, accountId), readCard(table, tenant, cardId)]);
  invariant(account !== undefined && card !== undefined, 'a charge’s account and card exist');
  const plan = planId === undefined ? undefined : await readPaymentPlan(table, tenant, planId);
  if (plan?.ended !== undefined) return fail('plan-ended');
  return canCharge(card, today) ? ok({ account, card }) : fail('card-removed');
}
