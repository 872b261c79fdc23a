import { openProcessor } from '../../shared/cards/open-processor.ts';
import { payAddress } from '../../shared/cards/pay-token.ts';
import { type CardCharge, leastChargeCents } from '../../shared/domain/card/charge.ts';
import { pageMinutes } from '../../shared/domain/card/pay-link.ts';
import type { Asked, CardProcessor } from '../../shared/domain/card/processor.ts';
import { idFromDigest } from '../../shared/domain/identity/ids.ts';
import type { Cents } from '../../shared/domain/money/cents.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { cardChargeWrite, lookMessage, payLinkWrite, readCardCharge } from '../../shared/store/cards.ts';
import { digestOf } from '../../shared/store/digest.ts';
import { type AskedNow, askedNow } from './asked.ts';
import type { PayPagesDeps, PayPagesOperations, PayPagesRequest } from './context.ts';

type StartRequest = PayPagesRequest<'startPayment'>;

export const operations: PayPagesOperations = {
  showPayPage: async (request, deps) => {
    const asked = await askedNow(request, deps);
    if (!asked.ok) return asked;
    const { payee, open, link } = asked.value;
    return ok({ body: { payee, openCents: open.cents, expiresOn: link.expiresOn } });
  },

  startPayment: async (request, deps) => {
    const asked = await askedNow(request, deps);
    if (!asked.ok) return asked;
    const { link, open, connection } = asked.value;
    const { tenantId } = request.principal;
    const cents = request.body.cents ?? open.cents;
    if (open.cents < leastChargeCents) return fail({ kind: 'charge-of-nothing' });
    if (cents > open.cents) return fail({ kind: 'charge-exceeds-owed', facts: { openCents: open.cents } });
    const processor = await openProcessor(tenantId, connection, deps);
    if (!processor.ok) return unavailable(processor.failure);
    const before = await pageBefore(request, { asked: asked.value, processor: processor.value, cents }, deps);
    if (!before.ok) return before;
    if (before.value !== undefined) return ok({ body: { url: before.value, cents } });
    const opened = await newPage(request, { asked: asked.value, processor: processor.value, cents });
    if (!opened.ok) return opened;
    const { charge, url, closesAt } = opened.value;
    return ok({
      body: { url, cents },
      writes: [
        cardChargeWrite(tenantId, charge),
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

/**
 * The page that was opened for the link before: it is used again while it asks for the same, and closed otherwise, so that nobody pays twice.
 * Fails when it has just been paid on.
 */
async function pageBefore(
  { principal: { tenantId } }: StartRequest,
  { asked: { link, connection }, processor, cents }: Starting,
  { table }: PayPagesDeps,
): Promise<Result<string | undefined, Failure>> {
  const charge = link.chargeId === undefined ? undefined : await readCardCharge(table, tenantId, link.chargeId);
  if (charge?.state !== 'started' || charge.pageId === undefined || charge.connectionId !== connection.id) {
    return ok(undefined);
  }
  const isSame = charge.cents === cents;
  const page = isSame ? await processor.readPage(charge.pageId) : await processor.closePage(charge.pageId);
  if (!page.ok) return unavailable(page.failure.fault);
  if (page.value.state === 'complete') return fail({ kind: 'payment-under-way' });
  return ok(page.value.state === 'open' ? page.value.url : undefined);
}

interface NewPage {
  readonly charge: CardCharge;
  readonly url: string;
  readonly closesAt: string;
}

/** Opens a page of the processor. Its charge follows from the link's version, so that what breaks off and is asked again is one charge. */
async function newPage(
  { principal: { tenantId }, params: { payToken }, body, at }: StartRequest,
  { asked: { link, open, connection, payee, payPage }, processor, cents }: Starting,
): Promise<Result<NewPage, Failure>> {
  const id = idFromDigest('cardCharge', digestOf('pay-link', tenantId, link.id, String(link.version)));
  const closesAt = Math.floor(Date.parse(at) / 1000) + pageMinutes * 60;
  const page: Asked<{ readonly id: string; readonly url?: string }> = await processor.openPage({
    ...{ reference: id, key: `${id}-${cents}-${closesAt}`, wants: { kind: 'payment', cents }, title: payee },
    ...{ language: body.language ?? 'en', returnTo: payAddress(payPage, tenantId, payToken), closesAt },
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

/** No payment stands with more claims. */
const mostNamed = 25;

function unavailable(fault: string): Result<never, Failure> {
  return fail({ kind: 'card-processor-unavailable', facts: { fault } });
}
