import { describe, expect, test } from 'vitest';
import { manager } from '../support/api-event.ts';
import { cardDeskForEach } from '../support/card-desk.ts';
import { cardsOnFile, cardConsent as consent } from '../support/cards-on-file.ts';

const here = cardDeskForEach();
const { charges, get, payments } = here;
const { cardOnFile, charge, notices, on, withEmail } = cardsOnFile(here);
const kind = (answer: { readonly body: { readonly type: string } }) => answer.body.type.split('/').at(-1);

describe('a connection to a card processor', () => {
  test('is made by a manager, names the secret and never shows it, and can be replaced with what was read', async () => {
    const path = `/v1/card-connections/${here.desk.connectionId}`;
    const read = await here.desk.call('GET', path);
    expect(read.body).toMatchObject({ mode: 'test', secretName: 'stripe', isOn: true });
    expect(read.body.webhookPath).toBe(`/v1/card-webhooks/first-office/${here.desk.connectionId}`);
    const biller = { ...manager, subject: 'user-biller', roles: 'biller' };
    expect((await here.desk.send('PUT', path, read.body, { version: 1, principal: biller })).status).toBe(403);
    const off = await here.desk.send('PUT', path, { ...read.body, isOn: false }, { version: 1 });
    expect(off.body).toMatchObject({ isOn: false, version: 2 });
    expect(kind(await here.desk.send('POST', '/v1/pay-links', { accountId: here.desk.accountId }))).toBe(
      'cards-not-set-up',
    );
    const nobody = { ...read.body, entityId: 'ent_00000000000000000000000000' };
    expect((await here.desk.send('PUT', path, nobody, { version: 2 })).body.errors).toMatchObject([
      { pointer: '/entityId' },
    ]);
    expect((await get('/v1/card-connections')).items).toHaveLength(1);
  });

  test('whose secret is missing, or has a live key for tests, cannot be used', async () => {
    await withEmail();
    const path = `/v1/card-connections/${here.desk.connectionId}`;
    const { body } = await here.desk.call('GET', path);
    for (const [change, fault] of [
      [{ secretName: 'other' }, 'secret-missing'],
      [{ mode: 'live' }, 'secret-unfit'],
    ] as const) {
      const { version } = await get(path);
      await here.desk.send('PUT', path, { ...body, ...change }, { version });
      const answer = await here.desk.send('POST', '/v1/cards', { accountId: here.desk.accountId, consent });
      expect([answer.status, answer.body.fault]).toEqual([503, fault]);
    }
  });
});

describe('a card on file', () => {
  test('is entered on the processor’s page, and is known by brand, last four digits and expiry', async () => {
    expect(kind(await here.desk.send('POST', '/v1/cards', { accountId: here.desk.accountId, consent }))).toBe(
      'card-without-notice',
    );
    const id = await cardOnFile();
    const card = await get(`/v1/cards/${id}`);
    expect(card).toMatchObject({ state: 'active', face: { brand: 'visa', last4: '4242' }, expires: '2031-12' });
    expect(card.consent.words).toMatch(/told 7 days before each charge/);
    expect(Object.keys(card)).not.toEqual(expect.arrayContaining(['cardToken']));
    const { body } = await here.desk.send(
      'POST',
      `/v1/cards/${id}/remove`,
      { reason: 'Took the consent back' },
      { version: 2 },
    );
    expect(body).toMatchObject({ state: 'removed' });
    expect([...here.desk.practice.state.methods.values()][0]?.customer).toBe(undefined);
    await here.desk.selfPaid();
    expect(kind(await charge({ cardId: id }))).toBe('card-not-chargeable');
  });

  test('lapses when nobody enters one while the page is open', async () => {
    await withEmail();
    const { body } = await here.desk.send('POST', '/v1/cards', { accountId: here.desk.accountId, consent });
    for (const page of here.desk.practice.state.pages.values()) page.status = 'expired';
    await on('2026-11-23T15:10:00.000Z');
    expect(await get(`/v1/cards/${body.id}`)).toMatchObject({ state: 'lapsed' });
    expect((await get(`/v1/cards?accountId=${here.desk.accountId}`)).items).toHaveLength(1);
  });

  test('never accepts a card number', async () => {
    await withEmail();
    const number = '4242424242424242';
    const given = { accountId: here.desk.accountId, consent };
    for (const more of [{ number }, { card: { number } }, { cardToken: number }]) {
      expect((await here.desk.send('POST', '/v1/cards', { ...given, ...more })).status).toBe(400);
    }
    expect((await charge({ cardId: number })).status).toBe(400);
  });
});

describe('a payment plan that a card pays', () => {
  test('announces each instalment with what was missed, charges it on its day, and ends with the plan', async () => {
    await here.desk.selfPaid();
    const cardId = await cardOnFile();
    const agreed = { accountId: here.desk.accountId, firstDueOn: '2026-12-15', every: 'month', count: 3, cardId };
    const none = await here.desk.send('POST', '/v1/payment-plans', {
      ...agreed,
      cardId: 'crd_00000000000000000000000000',
    });
    expect(kind(none)).toBe('card-not-chargeable');
    const plan = (await here.desk.send('POST', '/v1/payment-plans', agreed)).body;
    expect(plan.cardId).toBe(cardId);
    await on('2026-12-07T18:00:00.000Z');
    expect(notices()).toEqual([]);
    await on('2026-12-08T18:00:00.000Z');
    expect(notices()).toMatchObject([{ text: expect.stringMatching(/2026-12-15/) }]);
    await on('2026-12-15T18:00:00.000Z');
    // 141.00 in three parts.
    expect(await payments()).toMatchObject([{ cents: 47_00, planId: plan.id }]);
    expect(await get(`/v1/payment-plans/${plan.id}`)).toMatchObject({ state: 'current', remainingCents: 94_00 });
    // The account is on hold on the day of the second instalment, and released before the third.
    await on('2027-01-08T18:00:00.000Z');
    const held = await here.desk.send('POST', `/v1/accounts/${here.desk.accountId}/holds`, {
      kind: 'dispute',
      reason: 'Looks at it',
    });
    await on('2027-01-15T18:00:00.000Z');
    const { number } = held.body.holds.at(-1);
    await here.desk.send('POST', `/v1/accounts/${here.desk.accountId}/holds/${number}/end`, { reason: 'Settled' });
    await on('2027-02-08T18:00:00.000Z');
    await on('2027-02-15T18:00:00.000Z');
    expect((await payments()).map(({ cents }: { cents: number }) => cents)).toEqual([94_00, 47_00]);
    expect(await get(`/v1/payment-plans/${plan.id}`)).toMatchObject({ state: 'completed' });
  });

  test('charges no instalment that was paid in another way after the announcement', async () => {
    await here.desk.selfPaid();
    const cardId = await cardOnFile();
    const agreed = { accountId: here.desk.accountId, firstDueOn: '2026-12-15', every: 'month', count: 3, cardId };
    const plan = (await here.desk.send('POST', '/v1/payment-plans', agreed)).body;
    await on('2026-12-08T18:00:00.000Z');
    const check = { accountId: here.desk.accountId, planId: plan.id, method: 'check', reference: '77', cents: 40_00 };
    await here.desk.send('POST', '/v1/patient-payments', { ...check, receivedOn: '2026-12-08' });
    await on('2026-12-15T18:00:00.000Z');
    // 47.00 were due, and 40.00 of them were paid by check.
    expect((await payments()).map(({ cents }: { cents: number }) => cents)).toEqual([7_00, 40_00]);
    expect(await get(`/v1/payment-plans/${plan.id}`)).toMatchObject({ state: 'current', remainingCents: 94_00 });
  });

  test('gets a card later with consent, then another one, then none; what was announced for an earlier card is not charged', async () => {
    await here.desk.selfPaid();
    const cardId = await cardOnFile();
    const agreed = { accountId: here.desk.accountId, firstDueOn: '2026-12-15', every: 'month', count: 3 };
    const { body: plan } = await here.desk.send('POST', '/v1/payment-plans', agreed);
    const put = (version: number, id: string, on = '2026-11-23') =>
      here.desk.send(
        'POST',
        `/v1/payment-plans/${plan.id}/card`,
        { cardId: id, consent: { on, form: 'spoken' } },
        { version },
      );
    expect((await put(1, cardId, '2026-11-24')).body.errors).toMatchObject([{ pointer: '/consent/on' }]);
    expect(kind(await put(1, 'crd_00000000000000000000000000'))).toBe('card-not-chargeable');
    const first = await put(1, cardId);
    expect(first.status, JSON.stringify(first.body)).toBe(200);
    expect(first.body).toMatchObject({
      version: 2,
      cardId,
      cardConsent: { form: 'spoken', recordedBy: manager.subject },
    });
    expect(kind(await put(1, cardId))).toBe('version-changed');
    await on('2026-12-08T18:00:00.000Z');
    expect((await get('/v1/card-charges?list=announced')).items).toMatchObject([{ cardId, planId: plan.id }]);
    const otherId = await cardOnFile();
    expect((await put(2, otherId)).body).toMatchObject({ version: 3, cardId: otherId });
    expect((await charges()).map(({ state }: { state: string }) => state)).toEqual(['withdrawn']);
    await on('2026-12-08T19:00:00.000Z');
    expect((await get('/v1/card-charges?list=announced')).items).toMatchObject([{ cardId: otherId, cents: 47_00 }]);
    await on('2026-12-15T18:00:00.000Z');
    // It is charged once, to the card that the plan has now.
    expect(await payments()).toMatchObject([{ cents: 47_00, planId: plan.id }]);
    const take = await here.desk.send(
      'POST',
      `/v1/payment-plans/${plan.id}/take-card`,
      { reason: 'Pays by check' },
      { version: 3 },
    );
    expect(take.body).not.toHaveProperty('cardId');
    await on('2027-01-08T18:00:00.000Z');
    await on('2027-01-15T18:00:00.000Z');
    expect(await payments()).toHaveLength(1);
    expect(await get(`/v1/payment-plans/${plan.id}`)).toMatchObject({ remainingCents: 94_00 });
    // The missed second instalment is charged with the third.
    expect((await put(4, otherId, '2027-01-15')).status).toBe(200);
    await on('2027-02-08T18:00:00.000Z');
    await on('2027-02-15T18:00:00.000Z');
    expect(await get(`/v1/payment-plans/${plan.id}`)).toMatchObject({ state: 'completed' });
    expect(kind(await put(5, cardId))).toBe('plan-for-nothing');
  });

  test('charges nothing once the plan is over', async () => {
    await here.desk.selfPaid();
    const cardId = await cardOnFile();
    const agreed = { accountId: here.desk.accountId, firstDueOn: '2026-11-30', every: 'month', count: 2, cardId };
    const { body: plan } = await here.desk.send('POST', '/v1/payment-plans', agreed);
    await on('2026-11-23T16:00:00.000Z');
    await here.desk.send(
      'POST',
      `/v1/payment-plans/${plan.id}/end`,
      { as: 'cancelled', reason: 'Pays by check' },
      { version: 1 },
    );
    await on('2026-11-30T18:00:00.000Z');
    expect(await payments()).toEqual([]);
    expect((await get('/v1/card-charges?list=declined')).items).toMatchObject([{ decline: { code: 'plan-ended' } }]);
  });
});
