import { cardConsent } from '../../support/cards-on-file.ts';
import { secondManager, type WholeOffice } from '../../support/whole-office.ts';
import { after, biller, type Json, reason, type Walks } from './walk.ts';

/* Cards on file, what is charged to them, disputes, and refunds to cards. */

export const events = async (office: WholeOffice) => {
  await office.tellAll();
  await office.work();
};
const pageOf = (url: string): string => url.split('/').at(-1) as string;
export const closePages = async (office: WholeOffice) => {
  for (const page of office.practice.state.pages.values()) page.status = 'expired';
  office.edge.setNow(new Date(office.edge.now().getTime() + 7_200_000).toISOString());
  await office.work();
};

export async function waitingCard(office: WholeOffice) {
  const account = await office.read(`/v1/accounts/${office.accountId}`);
  const contactRules = { ...account.preferences.contactRules, mayEmail: true };
  const preferences = { ...account.preferences, email: 'guarantor@example.com', contactRules };
  const { version, ...body } = { ...account, preferences };
  await office.do('replaceAccount', `/v1/accounts/${office.accountId}`, body);
  return office.do('createCard', '', { accountId: office.accountId, consent: cardConsent });
}
const card = async (office: WholeOffice, name: 'pm_card_visa' | 'pm_card_chargeDeclined' = 'pm_card_visa') => {
  const { id, pageUrl } = await waitingCard(office);
  office.practice.payOnPage(pageOf(pageUrl), name);
  await events(office);
  return `/v1/cards/${id}`;
};

/** Charges the 141.00 of a visit. */
export const charge = (isPresent: boolean, name?: 'pm_card_chargeDeclined') => async (office: WholeOffice) => {
  await office.selfPaid();
  const { id: cardId } = await office.read(await card(office, name));
  return `/v1/card-charges/${(await office.do('createCardCharge', '', { cardId, isPresent })).id}`;
};
const declined = async (office: WholeOffice) => {
  const path = await charge(true, 'pm_card_chargeDeclined')(office);
  await office.work();
  return path;
};

/** The payment of 141.00 on the page of a link, disputed by the cardholder. */
const paidByLink = async (office: WholeOffice): Promise<Json> => {
  await office.selfPaid();
  const { address } = await office.link();
  const { body } = await office.visit('POST', address, {});
  office.practice.payOnPage(pageOf(body.url));
  await events(office);
  return (await office.read(`/v1/patient-payments?accountId=${office.accountId}`)).items[0];
};
const disputed = (how: object) => async (office: WholeOffice) => {
  const { reference } = await paidByLink(office);
  office.practice.dispute(reference, how);
  await events(office);
  const { items } = await office.read(`/v1/card-charges?accountId=${office.accountId}`);
  return `/v1/card-charges/${items[0].id}#/disputes/0`;
};
const endDispute =
  (end: 'won' | 'warning_closed') =>
  async (office: WholeOffice, { id }: Json) => {
    office.practice.endDispute(id, end);
    await events(office);
  };

/** A refund of 41.00 to the card that paid. */
export const cardRefund = async (office: WholeOffice) => {
  const { id: paymentId } = await paidByLink(office);
  await office.do('takeOffPatientPayment', `/v1/patient-payments/${paymentId}`, reason);
  const asked = await office.do('createRefund', '', { paymentId, cents: 41_00, ...reason }, biller);
  const path = `/v1/refunds/${asked.id}`;
  if (asked.state === 'requested') await office.do('approveRefund', path, reason, secondManager);
  return path;
};
export const crediting = async (office: WholeOffice) => {
  const path = await cardRefund(office);
  await office.do('creditCard', path, {}, secondManager);
  return path;
};

export const cards: Walks = {
  CardOnFile: {
    waiting: [
      {
        reach: async (office) => `/v1/cards/${(await waitingCard(office)).id}`,
        by: 'removeCard',
        body: reason,
        to: 'removed',
      },
      {
        reach: async (office) => `/v1/cards/${(await waitingCard(office)).id}`,
        ...{ by: closePages, to: 'lapsed' },
      },
    ],
    active: { reach: (office) => card(office), by: 'removeCard', body: reason, to: 'removed' },
  },
  CardCharge: {
    announced: [
      { reach: charge(false), by: 'withdrawCardCharge', body: reason, to: 'withdrawn' },
      { reach: charge(false), by: after(9), to: 'paid' },
    ],
    started: { reach: charge(true), by: events, to: 'paid' },
    declined: [
      { reach: declined, by: 'retryCardCharge', body: reason, to: 'started' },
      { reach: declined, by: 'withdrawCardCharge', body: reason, to: 'withdrawn' },
    ],
  },
  'CardCharge.disputes': {
    inquiry: { reach: disputed({ isOnlyAsked: true }), by: endDispute('warning_closed'), to: 'closed' },
    open: { reach: disputed({}), by: endDispute('won'), to: 'won' },
  },
  Refund: { crediting: { reach: crediting, by: events, to: 'cleared' } },
};
