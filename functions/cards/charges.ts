import { readOwedNow } from '../../shared/cards/owed-now.ts';
import type { Account } from '../../shared/domain/account/account.ts';
import { type CardOnFile, canCharge } from '../../shared/domain/card/card-on-file.ts';
import { type CardCharge, chargeLists, isUnanswered, leastChargeCents } from '../../shared/domain/card/charge.ts';
import { noticeChannel } from '../../shared/domain/card/notice.ts';
import { forbidden, type OpenAmount, openAmount } from '../../shared/domain/card/open-amount.ts';
import { type Cents, cents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, invalid, invariant, ok, type Result } from '../../shared/domain/result.ts';
import { addDays, type LocalDate } from '../../shared/domain/time/local-date.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { askedMarks, asRead, listPage } from '../../shared/runtime/api/list-page.ts';
import { readAccount } from '../../shared/store/accounts.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import {
  cardChargeOfItem,
  cardChargeWrite,
  chargeMessage,
  lookMessage,
  readCard,
  readCardCharge,
  readCardConnection,
} from '../../shared/store/cards.ts';
import { accountChargesPartition, openChargesPartition } from '../../shared/store/keys/card.ts';
import { monthPartition } from '../../shared/store/keys/entity.ts';
import type { chargeRoutes } from './charge-routes.ts';
import type { CardsDeps, CardsOperations, CardsRequest } from './context.ts';

type ChargeView = AnswerOf<(typeof chargeRoutes)['getCardCharge']>;
type CreateRequest = CardsRequest<'createCardCharge'>;
type Decided = CardsRequest<'withdrawCardCharge' | 'retryCardCharge' | 'bearDispute'>;

export const chargeOperations: CardsOperations<keyof typeof chargeRoutes> = {
  createCardCharge: async (request, deps) => {
    const { tenantId, subject } = request.principal;
    const { cardId, isPresent } = request.body;
    const card = await readCard(deps.table, tenantId, cardId);
    if (card === undefined) return invalid('/cardId', 'no such card');
    const account = await readAccount(deps.table, tenantId, card.accountId);
    invariant(account !== undefined, 'a card’s account exists');
    const day = await dayOf(request, deps);
    if (!day.ok) return day;
    if (!canCharge(card, day.value)) return fail({ kind: 'card-not-chargeable' });
    if (!isPresent && noticeChannel(account) === undefined) return fail({ kind: 'card-without-notice' });
    const amount = await amountOf(request, { account, card }, deps);
    if (!amount.ok) return amount;
    const connection = await readCardConnection(deps.table, tenantId, card.connectionId);
    invariant(connection !== undefined, 'a card’s connection exists');
    const charge: CardCharge = {
      ...{ id: request.newId('cardCharge'), version: 1, connectionId: connection.id, entityId: connection.entityId },
      ...{ accountId: account.id, way: isPresent ? 'present' : 'on-file', state: isPresent ? 'started' : 'announced' },
      ...{ cents: amount.value.cents, createdAt: request.at, createdBy: subject, claimIds: amount.value.claimIds },
      ...{ cardId, attempt: 1 },
      ...(request.body.claimIds === undefined ? { withFees: true as const } : {}),
      ...present({ chargeOn: isPresent ? undefined : day.value, card: card.face }),
    };
    return ok({
      body: viewOf(charge),
      version: 1,
      writes: [cardChargeWrite(tenantId, charge)],
      audit: {
        action: 'card-charge-asked',
        entityId: charge.id,
        facts: { accountId: account.id, cents: charge.cents },
      },
      due: [chargeMessage(tenantId, charge.id, 1)],
    });
  },

  listCardCharges: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { accountId, list, month, limit } = request.query;
    if (month !== undefined && list !== 'over') return invalid('/month', 'only with list=over');
    const open = chargeLists.filter((each) => list === undefined || each === list);
    const over = monthPartition(tenantId, 'CARD-CHARGE', month ?? request.at.slice(0, 7));
    const work = list === 'over' ? [over] : open.map((each) => openChargesPartition(tenantId, each));
    const listed =
      accountId === undefined
        ? { partitions: work, index: true as const }
        : { partitions: [accountChargesPartition(tenantId, accountId)], index: 'second' as const };
    const marks = askedMarks(request);
    const page = await listPage(request, table, { ...listed, limit, marks }, (item, mark) => ({
      ...viewOf(cardChargeOfItem(item)),
      ...present({ mark }),
    }));
    return asRead(page, { action: 'card-charges-read', entityId: 'card-charges' }, ({ items }) =>
      items.flatMap(({ claimIds }) => claimIds),
    );
  },

  getCardCharge: async (request, { table }) => {
    const charge = await readCardCharge(table, request.principal.tenantId, request.params.cardChargeId);
    if (charge === undefined) return fail({ kind: 'not-found' });
    const audit = { action: 'card-charge-read', entityId: charge.id } as const;
    return ok({ body: viewOf(charge), version: charge.version, writes: [], audit });
  },

  withdrawCardCharge: async (request, deps) => {
    const found = await seenCharge(request, deps, ['announced', 'declined']);
    if (!found.ok) return found;
    const { tenantId, subject } = request.principal;
    const ended = { by: subject, at: request.at, reason: request.body.reason };
    const charge: CardCharge = { ...found.value, version: found.value.version + 1, state: 'withdrawn', ended };
    return ok({
      body: viewOf(charge),
      version: charge.version,
      writes: [cardChargeWrite(tenantId, charge)],
      audit: { action: 'card-charge-withdrawn', entityId: charge.id },
    });
  },

  bearDispute: async (request, deps) => {
    const found = await seenCharge(request, deps, ['paid']);
    if (!found.ok) return found;
    const { tenantId, subject } = request.principal;
    const before = found.value;
    const { disputeId, reason } = request.body;
    const dispute = before.disputes?.find(({ id }) => id === disputeId);
    if (dispute === undefined) return invalid('/disputeId', 'no dispute of the charge');
    const isOpen = dispute.booked === 'no' && dispute.borne === undefined;
    if (!isOpen || dispute.state === 'inquiry' || dispute.state === 'closed')
      return fail({ kind: 'charge-not-in-state' });
    const borne = { by: subject, at: request.at, reason };
    const disputes = before.disputes?.map((each) => (each.id === disputeId ? { ...each, borne } : each)) ?? [];
    const charge: CardCharge = { ...before, version: before.version + 1, disputes };
    return ok({
      body: viewOf(charge),
      version: charge.version,
      writes: [cardChargeWrite(tenantId, charge)],
      audit: { action: 'card-dispute-absorbed', entityId: charge.id, facts: { disputeId } },
      due: [lookMessage(tenantId, charge.id)],
    });
  },

  retryCardCharge: async (request, deps) => {
    const found = await seenCharge(request, deps, ['declined', 'started', 'paid']);
    if (!found.ok) return found;
    const { tenantId } = request.principal;
    const before = found.value;
    const audit = { action: 'card-charge-retried', entityId: before.id } as const;
    if (before.state !== 'declined') {
      const isOrdered = before.state === 'paid' || before.way === 'page';
      const due = isOrdered ? lookMessage(tenantId, before.id) : chargeMessage(tenantId, before.id, before.attempt);
      return ok({ body: viewOf(before), version: before.version, writes: [], audit, due: [due] });
    }
    const { decline: _decline, processorPaymentId: _payment, orderedAt, ...rest } = before;
    // A charge that was not announced yet is announced first.
    const isUntold = before.way === 'on-file' && before.announced === undefined;
    const next = { ...rest, version: before.version + 1, state: isUntold ? 'announced' : 'started' } as const;
    const charge: CardCharge = isUnanswered(before)
      ? { ...next, ...present({ orderedAt }) }
      : { ...next, attempt: before.attempt + 1 };
    return ok({
      body: viewOf(charge),
      version: charge.version,
      writes: [cardChargeWrite(tenantId, charge)],
      audit,
      due: [chargeMessage(tenantId, charge.id, charge.attempt)],
    });
  },
};

/** The day of a charge: today while the guarantor is present, otherwise late enough to be announced first. */
async function dayOf(request: CreateRequest, { table }: CardsDeps): Promise<Result<LocalDate, Failure>> {
  const { isPresent, chargeOn } = request.body;
  const today = await request.today();
  if (isPresent) {
    return chargeOn === undefined
      ? ok(today)
      : invalid('/chargeOn', 'leave it out while the guarantor is present: the card is charged at once');
  }
  const { announceDays } = (await readBillingSettings(table, request.principal.tenantId)).cards;
  const first = addDays(today, announceDays);
  if (chargeOn === undefined) return ok(first);
  return chargeOn < first
    ? invalid('/chargeOn', `expected ${first} or later: the charge is announced first`)
    : ok(chargeOn);
}

/** How much is charged, and for which claims. */
async function amountOf(
  { principal: { tenantId }, body, today }: CreateRequest,
  { account, card }: { readonly account: Account; readonly card: CardOnFile },
  { table }: CardsDeps,
): Promise<Result<OpenAmount, Failure>> {
  const { isPresent, claimIds: only, cents: asked } = body;
  const day = await today();
  const { discounts } = await readBillingSettings(table, tenantId);
  const owed = await readOwedNow(table, tenantId, account, { settings: discounts, today: day });
  const mood = isPresent ? 'by-himself' : 'by-us';
  const open = openAmount(account, owed, { only, mood }, day);
  if (!open.ok) return forbidden(open.failure);
  const { mostCents = Number.MAX_SAFE_INTEGER } = isPresent ? {} : card.consent;
  if (asked !== undefined && asked > open.value.cents) {
    return fail({ kind: 'charge-exceeds-owed', facts: { openCents: open.value.cents } });
  }
  if (asked !== undefined && asked > mostCents) return fail({ kind: 'card-not-chargeable' });
  const amount: Cents = asked ?? cents(Math.min(open.value.cents, mostCents));
  return amount < leastChargeCents ? fail({ kind: 'charge-of-nothing' }) : ok({ ...open.value, cents: amount });
}

/** The charge in the version that the request names, and in a state that allows the action. */
async function seenCharge(
  request: Decided,
  { table }: CardsDeps,
  states: readonly CardCharge['state'][],
): Promise<Result<CardCharge, Failure>> {
  const charge = await readCardCharge(table, request.principal.tenantId, request.params.cardChargeId);
  if (charge === undefined) return fail({ kind: 'not-found' });
  if (charge.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
  return states.includes(charge.state) ? ok(charge) : fail({ kind: 'charge-not-in-state' });
}

/** A charge in the API. The cast only drops `readonly`. */
function viewOf({ orderedAt: _ordered, ...charge }: CardCharge): ChargeView {
  return charge as unknown as ChargeView;
}
