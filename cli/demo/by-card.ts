import { practiceSecrets } from '../../simulator/card-processor/server.ts';
import { type Office, waitFor } from './office.ts';

/* A patient pays by card on the page of a card processor, which notifies the office. */

/** Where the demo takes place: the office, and the systems outside it. */
export interface World {
  readonly office: Office;
  /** The API's address, which anyone with a pay link calls without a token. */
  readonly apiUrl: string;
  /** The address of the simulated card processor. */
  readonly processorUrl: string;
}

/** The office's own pay page would be here. The link follows this address. */
const payPage = 'https://pay.example.com/c/';

interface CardCharge {
  readonly state: string;
  readonly claimIds: readonly string[];
  readonly paymentId?: string;
}

/** The manager connects a legal entity's account at the processor, says where the pay page is, and has the processor's events sent to the API. */
export async function takeCards({ office, apiUrl, processorUrl }: World, entityId: string): Promise<void> {
  const { version, ...settings } = await office.get<{ version: number; cards: object }>(
    'manager',
    '/v1/billing-settings',
  );
  const cards = { ...settings.cards, payPage };
  await office.put('manager', '/v1/billing-settings', { ...settings, cards }, `"${version}"`);
  const connection = { name: 'Cards', entityId, processor: 'stripe', mode: 'test', secretName: 'stripe' };
  const made = await office.post<{ webhookPath: string }>('manager', '/v1/card-connections', connection);
  const url = `${apiUrl}${made.body.webhookPath}`;
  await asBrowser(`${processorUrl}/v1/webhook_endpoints`, new URLSearchParams({ url }));
}

/**
 * The patient opens a statement's pay link, chooses an amount, and pays on the processor's page. The processor's event
 * books the payment.
 * @returns the claims that it paid
 */
export async function payByCard(
  { office, apiUrl }: World,
  {
    accountId,
    statementId,
    cents,
  }: { readonly accountId: string; readonly statementId: string; readonly cents: number },
): Promise<readonly string[]> {
  const link = await office.post<{ address: string }>('biller', '/v1/pay-links', { statementId });
  const ours = `${apiUrl}/v1/pay-pages/${link.body.address.slice(payPage.length)}`;
  const begun = await asBrowser(ours, JSON.stringify({ cents }));
  const { url } = (await begun.json()) as { readonly url: string };
  await asBrowser(url, new URLSearchParams({ card: 'pm_card_visa' }));
  return waitFor('the card payment to be booked', async () => {
    const charges = await office.list<CardCharge>('biller', `/v1/card-charges?accountId=${accountId}&limit=200`);
    return charges.find(({ state }) => state === 'paid')?.claimIds;
  });
}

/** What the processor states that it charged, and the fee that it kept. */
export async function chargedByProcessor({ processorUrl }: World): Promise<readonly object[]> {
  const headers = { Authorization: `Bearer ${practiceSecrets.secretKey}`, 'Stripe-Version': '2025-01-27' };
  const answer = await fetch(`${processorUrl}/v1/payment_intents`, { headers });
  return ((await answer.json()) as { readonly data: readonly object[] }).data;
}

/** Sends a request as a browser form or page would, without a token. @throws when it is refused */
async function asBrowser(url: string, body: string | URLSearchParams): Promise<Response> {
  const headers = typeof body === 'string' ? { 'Content-Type': 'application/json' } : {};
  const answer = await fetch(url, { method: 'POST', headers, body, redirect: 'manual' });
  if (answer.status >= 400)
    throw new Error(`${new URL(url).pathname} answers ${answer.status}: ${await answer.text()}`);
  return answer;
}
