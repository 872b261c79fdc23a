import { linkAddress } from '../../shared/cards/link-token.ts';
import { readPayee } from '../../shared/cards/payee.ts';
import type { Account } from '../../shared/domain/account/account.ts';
import { mayDo } from '../../shared/domain/account/may-do.ts';
import { type CardOnFile, consentWords } from '../../shared/domain/card/card-on-file.ts';
import { type CardConnection, connectionFor } from '../../shared/domain/card/connection.ts';
import { noticeChannel } from '../../shared/domain/card/notice.ts';
import { forbidden } from '../../shared/domain/card/open-amount.ts';
import { pageMinutes } from '../../shared/domain/card/pay-link.ts';
import { formatAmount } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, invalid, ok, type Result } from '../../shared/domain/result.ts';
import { type StatementLanguage, statementLanguages } from '../../shared/domain/statement/statement.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { asRead, listPage } from '../../shared/runtime/api/list-page.ts';
import { readAccount } from '../../shared/store/accounts.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import {
  cardOfItem,
  cardWrite,
  lookMessage,
  readCard,
  readCardConnection,
  readCardConnections,
} from '../../shared/store/cards.ts';
import { accountCardsPartition } from '../../shared/store/keys/card.ts';
import type { cardRoutes } from './card-routes.ts';
import { asAnswered, type CardsDeps, type CardsOperations, type CardsRequest, processorOf } from './context.ts';

type CardView = AnswerOf<(typeof cardRoutes)['getCard']>;
type CreateRequest = CardsRequest<'createCard'>;

export const cardOperations: CardsOperations<keyof typeof cardRoutes> = {
  createCard: async (request, deps) => {
    const { tenantId, subject } = request.principal;
    const { accountId, consent } = request.body;
    const today = await request.today();
    if (consent.on > today) return invalid('/consent/on', 'is in the future');
    const account = await readAccount(deps.table, tenantId, accountId);
    if (account === undefined) return invalid('/accountId', 'no such account');
    const may = mayDo(account, undefined, 'card-charge', today);
    if (!may.ok) return forbidden(may.failure);
    if (noticeChannel(account) === undefined) return fail({ kind: 'card-without-notice' });
    const connection = connectionFor(await readCardConnections(deps.table, tenantId), undefined);
    if (connection === undefined) return fail({ kind: 'cards-not-set-up' });
    const id = request.newId('cardOnFile');
    const page = await openCardPage(request, { id, account, connection }, deps);
    if (!page.ok) return page;
    const { words, customerToken, pageId, pageUrl, closesAt } = page.value;
    const card: CardOnFile = {
      ...{ id, version: 1, accountId, connectionId: connection.id, state: 'waiting' },
      consent: { ...consent, recordedBy: subject, words },
      ...{ createdAt: request.at, createdBy: subject, customerToken, pageId },
      ...present({ pageUrl }),
    };
    return ok({
      body: viewOf(card),
      version: 1,
      writes: [cardWrite(tenantId, card)],
      audit: { action: 'card-requested', entityId: id, facts: { accountId, form: consent.form } },
      due: [lookMessage(tenantId, id, closesAt)],
    });
  },

  listCards: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { accountId, limit } = request.query;
    const query = { partitions: [accountCardsPartition(tenantId, accountId)], index: true, newestFirst: true } as const;
    const page = await listPage(request, table, { ...query, limit }, (item) => viewOf(cardOfItem(item)));
    return asRead(page, { action: 'cards-read', entityId: 'cards' }, () => []);
  },

  getCard: async (request, { table }) => {
    const card = await readCard(table, request.principal.tenantId, request.params.cardOnFileId);
    if (card === undefined) return fail({ kind: 'not-found' });
    const audit = { action: 'card-read', entityId: card.id } as const;
    return ok({ body: viewOf(card), version: card.version, writes: [], audit });
  },

  removeCard: async (request, deps) => {
    const { tenantId, subject } = request.principal;
    const before = await readCard(deps.table, tenantId, request.params.cardOnFileId);
    if (before === undefined) return fail({ kind: 'not-found' });
    if (before.version !== request.expectedVersion) return fail({ kind: 'version-changed' });
    const forgotten = await forget(request, before, deps);
    if (!forgotten.ok) return forgotten;
    const { pageUrl: _url, ...rest } = before;
    const removed = before.removed ?? { by: subject, at: request.at, reason: request.body.reason };
    const card: CardOnFile = { ...rest, version: before.version + 1, state: 'removed', removed };
    return ok({
      body: viewOf(card),
      version: card.version,
      writes: [cardWrite(tenantId, card)],
      audit: { action: 'card-removed', entityId: card.id },
    });
  },
};

interface OpenedPage {
  readonly words: string;
  readonly customerToken: string;
  readonly pageId: string;
  readonly pageUrl?: string | undefined;
  readonly closesAt: string;
}

/** The processor's page for entering a card, with the terms that the guarantor agrees to. */
async function openCardPage(
  { principal: { tenantId }, body, at }: CreateRequest,
  { id, account, connection }: { readonly id: string; readonly account: Account; readonly connection: CardConnection },
  deps: CardsDeps,
): Promise<Result<OpenedPage, Failure>> {
  const settings = await readBillingSettings(deps.table, tenantId);
  const { payPage, announceDays: days } = settings.cards;
  if (payPage === undefined) return fail({ kind: 'cards-not-set-up' });
  const processor = await processorOf(tenantId, connection, deps);
  if (!processor.ok) return processor;
  const customer = asAnswered(await processor.value.newCustomer({ reference: account.id, key: `${id}-customer` }));
  if (!customer.ok) return customer;
  const language = body.language ?? languageOf(account);
  const most = body.consent.mostCents === undefined ? undefined : `$${formatAmount(body.consent.mostCents)}`;
  const payee = await readPayee(deps.table, tenantId, { settings, connection });
  const words = consentWords(language, { payee, days, most });
  const closesAt = Math.floor(Date.parse(at) / 1000) + pageMinutes * 60;
  const page = asAnswered(
    await processor.value.openPage({
      ...{ reference: id, key: `${id}-page`, title: payee, language, closesAt },
      wants: { kind: 'card', customerToken: customer.value, words },
      returnTo: linkAddress(payPage, tenantId, 'done'),
    }),
  );
  if (!page.ok) return page;
  return ok({
    ...{ words, customerToken: customer.value, pageId: page.value.id, pageUrl: page.value.url },
    closesAt: new Date((closesAt + 60) * 1000).toISOString(),
  });
}

function languageOf({ preferences }: Account): StatementLanguage {
  return statementLanguages.find((each) => each === preferences.language) ?? 'en';
}

/** Has the processor delete the card, or close the page for entering it. */
async function forget(
  { principal: { tenantId } }: Pick<CreateRequest, 'principal'>,
  { state, connectionId, cardToken, pageId }: CardOnFile,
  deps: CardsDeps,
): Promise<Result<unknown, Failure>> {
  if (state !== 'active' && state !== 'waiting') return ok(undefined);
  const connection = await readCardConnection(deps.table, tenantId, connectionId);
  if (connection === undefined) return ok(undefined);
  const processor = await processorOf(tenantId, connection, deps);
  if (!processor.ok) return processor;
  if (cardToken !== undefined) return asAnswered(await processor.value.forgetCard(cardToken));
  const closed = asAnswered(await processor.value.closePage(pageId));
  const kept = closed.ok ? closed.value.card : undefined;
  return kept === undefined ? closed : asAnswered(await processor.value.forgetCard(kept.cardToken));
}

/** A card in the API: without the processor's tokens. */
function viewOf({ customerToken: _customer, cardToken: _card, pageId: _page, ...card }: CardOnFile): CardView {
  return card;
}
