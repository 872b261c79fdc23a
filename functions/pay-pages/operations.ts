import { linkAddress } from '../../shared/cards/link-token.ts';
import { openProcessor } from '../../shared/cards/open-processor.ts';
import { type CardCharge, leastChargeCents } from '../../shared/domain/card/charge.ts';
import { pageMinutes } from '../../shared/domain/card/pay-link.ts';
import type { Asked, CardProcessor } from '../../shared/domain/card/processor.ts';
import { idFromDigest, type TenantId } from '../../shared/domain/identity/ids.ts';
import type { Cents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import {
  accountPageWrite,
  cardChargeWrite,
  lastPageCharge,
  lookMessage,
  payLinkWrite,
  readCardConnection,
} from '../../shared/store/cards.ts';
import { digestOf } from '../../shared/store/digest.ts';
import { type AskedNow, askedNow } from './asked.ts';
import type { PayPagesDeps, PayPagesOperations, PayPagesRequest } from './context.ts';

type StartRequest = PayPagesRequest<'startPayment'>;

export const operations: PayPagesOperations = {
  showPayPage: async (request, deps) => {
    const asked = await askedNow(request, deps);
    if (!asked.ok) return asked;
    const { payee, open, link } = asked.value;
    const { cents: openCents, settles } = open;
    return ok({ body: { payee, openCents, expiresOn: link.expiresOn, ...present({ settles }) } });
  },

  startPayment: async (request, deps) => {
    const asked = await askedNow(request, deps);
    if (!asked.ok) return asked;
    const { link, open, connection } = asked.value;
    const { tenantId } = request.principal;
    const cents = request.body.cents ?? open.settles?.cents ?? open.cents;
    if (open.cents < leastChargeCents) return fail({ kind: 'charge-of-nothing' });
    if (cents > open.cents) return fail({ kind: 'charge-exceeds-owed', facts: { openCents: open.cents } });
    const processor = await openProcessor(tenantId, connection, deps);
    if (!processor.ok) return unavailable(processor.failure);
    const before = await pageBefore(request, { asked: asked.value, processor: processor.value, cents }, deps);
    if (!before.ok) return before;
    const { last, url: opened } = before.value;
    if (opened !== undefined) return ok({ body: { url: opened, cents } });
    const made = await newPage(request, { asked: asked.value, processor: processor.value, cents });
    if (!made.ok) return made;
    const { charge, url, closesAt } = made.value;
    return ok({
      body: { url, cents },
      writes: [
        cardChargeWrite(tenantId, charge),
        accountPageWrite(tenantId, charge, last),
        payLinkWrite(tenantId, { ...link, version: link.version + 1, chargeId: charge.id }),
      ],
      audit: { action: 'pay-link-used', entityId: link.id, facts: { cents } },
      due: [lookMessage(tenantId, charge.id, closesAt)],
    });
  },
};

interface Starting {
  readonly asked: AskedNow;
  readonly processor: CardProcessor;
  readonly cents: Cents;
}

/** The last page that was opened for the account's balance; with its address while it can be used. */
interface PageBefore {
  readonly last: CardCharge | undefined;
  readonly url?: string | undefined;
}

/**
 * The page that was opened for the account before, by this link or another one. This link's page is used again while it
 * asks for the same amount; any other page is closed, so that nobody pays twice. Fails when the page has just been
 * paid, and while a card on file is being charged.
 */
async function pageBefore(
  { principal: { tenantId } }: StartRequest,
  { asked: { link, connection }, processor, cents }: Starting,
  deps: PayPagesDeps,
): Promise<Result<PageBefore, Failure>> {
  const last = await lastPageCharge(deps.table, tenantId, link.accountId);
  if (last?.state !== 'started') return ok({ last });
  if (last.pageId === undefined) return fail({ kind: 'payment-under-way' });
  const isSame = last.linkId === link.id && last.cents === cents && last.connectionId === connection.id;
  const own = last.connectionId === connection.id ? processor : await processorOfOther(tenantId, last, deps);
  if (own === undefined) return ok({ last });
  const page = isSame ? await own.readPage(last.pageId) : await own.closePage(last.pageId);
  if (!page.ok) return unavailable(page.failure.fault);
  if (page.value.state === 'complete') return fail({ kind: 'payment-under-way' });
  return ok({ last, url: page.value.state === 'open' ? page.value.url : undefined });
}

/** The processor of another connection, if it can still be reached. */
async function processorOfOther(
  tenant: TenantId,
  { connectionId }: CardCharge,
  deps: PayPagesDeps,
): Promise<CardProcessor | undefined> {
  const connection = await readCardConnection(deps.table, tenant, connectionId);
  const opened = connection && (await openProcessor(tenant, connection, deps));
  return opened?.ok === true ? opened.value : undefined;
}

interface NewPage {
  readonly charge: CardCharge;
  readonly url: string;
  readonly closesAt: string;
}

/**
 * Opens a page of the processor. Its charge derives from the link's version, so that a repeated attempt is one charge.
 */
async function newPage(
  { principal: { tenantId }, params: { payToken }, body, at }: StartRequest,
  { asked: { link, open, connection, payee, payPage }, processor, cents }: Starting,
): Promise<Result<NewPage, Failure>> {
  const id = idFromDigest('cardCharge', digestOf('pay-link', tenantId, link.id, String(link.version)));
  const closesAt = Math.floor(Date.parse(at) / 1000) + pageMinutes * 60;
  const page: Asked<{ readonly id: string; readonly url?: string }> = await processor.openPage({
    ...{ reference: id, key: `${id}-${cents}-${closesAt}`, wants: { kind: 'payment', cents }, title: payee },
    ...{ language: body.language ?? 'en', returnTo: linkAddress(payPage, tenantId, payToken), closesAt },
  });
  if (!page.ok) return unavailable(page.failure.fault);
  if (page.value.url === undefined) return unavailable('unreadable');
  const { accountId } = link;
  const charge: CardCharge = {
    ...{ id, version: 1, connectionId: connection.id, entityId: connection.entityId, accountId, way: 'page' },
    ...{ state: 'started', cents, createdAt: at, createdBy: 'pay-link', claimIds: open.claimIds.slice(0, mostNamed) },
    ...{ linkId: link.id, attempt: 1, pageId: page.value.id },
  };
  return ok({ charge, url: page.value.url, closesAt: new Date((closesAt + 60) * 1000).toISOString() });
}

/** No payment applies to more claims than this. */
const mostNamed = 25;

function unavailable(fault: string): Result<never, Failure> {
  return fail({ kind: 'card-processor-unavailable', facts: { fault } });
}
