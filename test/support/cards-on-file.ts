import { expect } from 'vitest';
import type { cardDeskForEach } from './card-desk.ts';

/** A guarantor's consent to a card on file. */
export const cardConsent = { on: '2026-11-20', form: 'signed' };

/** What tests of cards on file often do at an office that takes cards. */
export function cardsOnFile(here: ReturnType<typeof cardDeskForEach>) {
  const { get } = here;

  /** Allows the office to e-mail the guarantor. */
  async function withEmail(): Promise<void> {
    const { version, ...account } = await get(`/v1/accounts/${here.desk.accountId}`);
    const contactRules = { ...account.preferences.contactRules, mayEmail: true };
    const preferences = { ...account.preferences, email: 'guarantor@example.com', contactRules };
    const { status, body } = await here.desk.send(
      'PUT',
      `/v1/accounts/${here.desk.accountId}`,
      { ...account, preferences },
      { version },
    );
    expect(status, JSON.stringify(body)).toBe(200);
  }

  /** A card on file. @returns its id */
  async function cardOnFile(
    name: 'pm_card_visa' | 'pm_card_chargeDeclined' = 'pm_card_visa',
    more: object = {},
  ): Promise<string> {
    await withEmail();
    const { status, body } = await here.desk.send('POST', '/v1/cards', {
      accountId: here.desk.accountId,
      consent: { ...cardConsent, ...more },
    });
    expect(status, JSON.stringify(body)).toBe(201);
    here.desk.practice.payOnPage(body.pageUrl.split('/').at(-1), name);
    await here.desk.tellAll();
    expect(await here.desk.workOff()).toBe(0);
    return body.id;
  }

  return {
    withEmail,
    cardOnFile,
    charge: (body: object) => here.desk.send('POST', '/v1/card-charges', { isPresent: false, ...body }),
    chargeNow: (id: string) => get(`/v1/card-charges/${id}`),
    /** The notices that were sent. */
    notices: () =>
      [...here.desk.bucket.objects]
        .filter(([key]) => key.includes('/notice/'))
        .map(([, bytes]) => JSON.parse(Buffer.from(bytes).toString())),
    /** Processes what is due at a given time. */
    on: (instant: string) => {
      here.desk.edge.setNow(instant);
      return here.desk.workOff();
    },
  };
}
