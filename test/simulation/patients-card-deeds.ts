import { type Document, type DrawDeed, deed, on } from './patients-drawing.ts';

/* Actions about cards on file: kept, charged at once or after an announcement, and used for payment plans. */

const isActive = ({ state }: Document) => state === 'active';

/** Most often somebody keeps a first card; now and then a second one. */
const newCardDeed: DrawDeed = (drawing) => {
  const { chance, seen, one } = drawing;
  if (one('card', isActive) !== undefined && chance.percent(80)) return chargeDeed(drawing);
  const most = chance.percent(30) ? { mostCents: 2_000 + chance.below(10_000) } : {};
  const accountId = seen.accounts[chance.below(seen.accounts.length)];
  return deed('card', '/v1/cards', { body: { accountId, consent: { on: seen.today, form: 'signed', ...most } } });
};

const chargeDeed: DrawDeed = ({ chance, one, amount }) => {
  const card = one('card', isActive);
  const cents = chance.percent(40) ? { cents: amount() } : {};
  const body = { cardId: card?.id, isPresent: chance.percent(30), ...cents };
  return card && deed('charge card', '/v1/card-charges', { body, by: 'biller' });
};

const planDeed: DrawDeed = ({ chance, seen, one }) => {
  const card = one('card', isActive);
  const plan = { firstDueOn: seen.today, every: 'week', count: 1 + chance.below(4) };
  const body = { accountId: card?.accountId, cardId: card?.id, ...plan };
  return card && deed('plan by card', '/v1/payment-plans', { body });
};

/** A plan that runs gets a card, or another one. */
const planCardDeed: DrawDeed = ({ seen, one }) => {
  const card = one('card', isActive);
  const plan = one('payment-plan', ({ ended, accountId }) => ended === undefined && accountId === card?.accountId);
  const body = { cardId: card?.id, consent: { on: seen.today, form: 'signed' } };
  return card && plan && deed('card for plan', `/v1/payment-plans/${plan.id}/card`, { version: plan.version, body });
};

const onCharge =
  (name: string, states: readonly string[]): DrawDeed =>
  ({ one }) =>
    on(
      name,
      'card-charges',
      one('card-charge', ({ state }) => states.includes(String(state))),
      { by: 'biller' },
    );

export const cardOnFileDeeds: readonly DrawDeed[] = [
  ...[newCardDeed, newCardDeed, chargeDeed, chargeDeed, chargeDeed, planDeed, planDeed, planCardDeed],
  ({ one }) =>
    on(
      'take-card',
      'payment-plans',
      one('payment-plan', ({ ended, cardId }) => ended === undefined && cardId !== undefined),
    ),
  ...[
    onCharge('withdraw', ['announced', 'declined']),
    onCharge('retry', ['declined']),
    onCharge('retry', ['declined']),
  ],
  ({ one, chance }) => (chance.percent(30) ? on('remove', 'cards', one('card', isActive)) : undefined),
];
