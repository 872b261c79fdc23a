import { beforeEach, describe, expect, test } from 'vitest';
import { cardDeskForEach } from '../support/card-desk.ts';
import { cardsOnFile } from '../support/cards-on-file.ts';
import { giveEarnedDiscounts } from '../support/give-discounts.ts';

const here = cardDeskForEach();
const { get, payments } = here;
const { cardOnFile, charge, chargeNow, notices, on } = cardsOnFile(here);

/** Ten percent for payment within 14 days, given automatically: 126.90 settle 141.00. */
beforeEach(async () => {
  const { version, ...settings } = await get('/v1/billing-settings');
  const discounts = { ...settings.discounts, promptPay: { rate: 1000, withinDays: 14, isAutomatic: true } };
  const set = await here.desk.send('PUT', '/v1/billing-settings', { ...settings, discounts }, { version });
  expect(set.status, JSON.stringify(set.body)).toBe(200);
});

const patientCents = async (claimId: string) => (await get(`/v1/claims/${claimId}`)).patientCents;
const announcedLink = () => (/https:\S+/.exec(notices().at(-1).text) ?? [''])[0];
const openCents = async (address: string) => (await here.desk.visit('GET', address)).body.openCents;
/** Pays on the page that a link opens; the discount is not given yet. */
const pay = async (address: string, body: object = {}) => {
  here.desk.practice.payOnPage(await here.start(address, body));
  await here.desk.tellAll();
  expect(await here.desk.workOff()).toBe(0);
};

describe('a discount for prompt payment, with cards', () => {
  test('is offered as the amount that settles on a pay page, and the page does not ask for the rest before it is given', async () => {
    const claimId = await here.desk.selfPaid();
    const { address } = await here.desk.link();
    await pay(address);
    expect(await payments()).toMatchObject([{ cents: 126_90 }]);
    expect(await patientCents(claimId)).toBe(14_10);
    expect((await here.desk.visit('GET', address)).body).not.toHaveProperty('settles');
    expect(await openCents(address)).toBe(0);
    await giveEarnedDiscounts(here.desk);
    expect([await patientCents(claimId), await openCents(address)]).toEqual([0, 0]);
  });

  test('ends an announced charge whose link was paid with it, both before and after it is given', async () => {
    const claimId = await here.desk.selfPaid();
    const cardId = await cardOnFile();
    const { id } = (await charge({ cardId })).body;
    await here.desk.workOff();
    const address = announcedLink();
    expect((await here.desk.visit('GET', address)).body).toMatchObject({
      openCents: 141_00,
      settles: { cents: 126_90 },
    });
    await pay(address, { cents: 126_90 });
    expect(await chargeNow(id)).toMatchObject({ state: 'withdrawn', ended: { reason: 'Paid by its link' } });
    await giveEarnedDiscounts(here.desk);
    await on('2026-11-30T18:00:00.000Z');
    expect(await patientCents(claimId)).toBe(0);
    expect((await get('/v1/card-charges')).items).toEqual([]);
    expect(await payments()).toHaveLength(1);
  });

  test('leaves in an announced charge of two visits what the other one owes, and the card is charged what settles that', async () => {
    const claims = [await here.desk.selfPaid(), await here.desk.selfPaid()];
    const cardId = await cardOnFile();
    const { id } = (await charge({ cardId })).body;
    await here.desk.workOff();
    const address = announcedLink();
    await pay(address, { cents: 126_90 });
    // 282.00 less the 126.90 that were paid, and less the discount of 14.10 that this payment earns.
    expect(await chargeNow(id)).toMatchObject({ state: 'announced', cents: 141_00 });
    expect((await here.desk.visit('GET', address)).body).toMatchObject({
      openCents: 141_00,
      settles: { cents: 126_90 },
    });
    await on('2026-11-30T18:00:00.000Z');
    expect(await chargeNow(id)).toMatchObject({ state: 'paid', cents: 126_90 });
    await giveEarnedDiscounts(here.desk);
    expect(await Promise.all(claims.map(patientCents))).toEqual([0, 0]);
  });

  test('is not charged to the card between a payment by another link and the moment when the discount is given', async () => {
    const claimId = await here.desk.selfPaid();
    const cardId = await cardOnFile();
    const { address } = await here.desk.link();
    const { id } = (await charge({ cardId })).body;
    await here.desk.workOff();
    await on('2026-11-30T16:50:00.000Z');
    await pay(address, { cents: 126_90 });
    await on('2026-11-30T18:00:00.000Z');
    expect(await chargeNow(id)).toMatchObject({ state: 'declined', decline: { code: 'nothing-due' } });
    await giveEarnedDiscounts(here.desk);
    expect(await patientCents(claimId)).toBe(0);
  });

  test('counts from the day on which the card was charged, however late the office hears of it', async () => {
    const claimId = await here.desk.selfPaid();
    const { address } = await here.desk.link();
    here.desk.edge.setNow('2026-12-07T23:40:00.000Z');
    here.desk.practice.payOnPage(await here.start(address));
    here.desk.edge.setNow('2026-12-09T15:00:00.000Z');
    await here.desk.tellAll();
    expect(await here.desk.workOff()).toBe(0);
    expect(await payments()).toMatchObject([{ cents: 126_90, receivedOn: '2026-12-07' }]);
    await giveEarnedDiscounts(here.desk);
    expect(await patientCents(claimId)).toBe(0);
  });

  test('is asked for again after a person has reversed it', async () => {
    const claimId = await here.desk.selfPaid();
    const { address } = await here.desk.link();
    await pay(address, { cents: 126_90 });
    await giveEarnedDiscounts(here.desk);
    const [{ id, version }] = (await get(`/v1/adjustments?claimId=${claimId}`)).items;
    const back = await here.desk.send('POST', `/v1/adjustments/${id}/reverse`, { reason: 'Not due' }, { version });
    expect(back.status, JSON.stringify(back.body)).toBe(200);
    expect(await openCents(address)).toBe(14_10);
  });
});
