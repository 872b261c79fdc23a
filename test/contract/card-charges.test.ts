import { describe, expect, test } from 'vitest';
import { cardDeskForEach } from '../support/card-desk.ts';
import { cardsOnFile } from '../support/cards-on-file.ts';

const here = cardDeskForEach();
const { get, payments } = here;
const { cardOnFile, charge, chargeNow, notices, on } = cardsOnFile(here);

/** The next announcement breaks off after its message has left, before that is stored. */
function breakOffTelling(): void {
  const { table } = here.desk.edge;
  let isBroken = true;
  const transact: typeof table.transact = async (writes) => {
    const tells = writes.some((write) => 'put' in write && write.put.announced !== undefined);
    if (!isBroken || !tells) return table.transact(writes);
    isBroken = false;
    throw new Error('the process ended');
  };
  Object.assign(here.desk.edge, { table: { ...table, transact } });
}

const kind = (answer: { readonly body: { readonly type: string } }) => answer.body.type.split('/').at(-1);

describe('a charge that is announced', () => {
  test('is announced to the guarantor without an amount or a visit, waits the days, and is charged once', async () => {
    const claimId = await here.desk.selfPaid();
    const cardId = await cardOnFile();
    const { body } = await charge({ cardId, cents: 100_00 });
    expect(body).toMatchObject({ state: 'announced', chargeOn: '2026-11-30', claimIds: [claimId] });
    await here.desk.workOff();
    const [notice] = notices();
    expect(notice).toMatchObject({ channel: 'email', to: 'guarantor@example.com' });
    expect(notice.text).toMatch(/ending in 4242 .*2026-11-30/);
    expect(notice.text).not.toMatch(/100|\$|SAMPLE|visit/);
    const [address] = /https:\S+/.exec(notice.text) ?? [];
    // 141.00 are owed: the link shows what will be charged.
    expect((await here.desk.visit('GET', String(address))).body.openCents).toBe(100_00);
    await on('2026-11-29T18:00:00.000Z');
    expect(await payments()).toEqual([]);
    await on('2026-11-30T18:00:00.000Z');
    expect(await chargeNow(body.id)).toMatchObject({ state: 'paid', cents: 100_00, card: { last4: '4242' } });
    await here.desk.tellAll();
    expect(await here.desk.workOff()).toBe(0);
    expect(await payments()).toMatchObject([{ cents: 100_00, feeCents: 3_20 }]);
    expect((await get(`/v1/claims/${claimId}`)).patientCents).toBe(41_00);
  });

  test('is announced once although the attempt was interrupted after the message was sent, and its link works', async () => {
    await here.desk.selfPaid();
    const cardId = await cardOnFile();
    const { body } = await charge({ cardId, cents: 100_00 });
    breakOffTelling();
    expect(await here.desk.workOff()).toBe(1);
    expect(await here.desk.workOff()).toBe(0);
    expect(await chargeNow(body.id)).toMatchObject({ state: 'announced', announced: { channel: 'email' } });
    expect(notices()).toHaveLength(1);
    const [address = ''] = /https:\S+/.exec(notices().at(-1).text) ?? [];
    expect((await here.desk.visit('GET', address)).body.openCents).toBe(100_00);
  });

  test('is charged on the day that was announced, although the attempt was interrupted before midnight', async () => {
    await here.desk.selfPaid();
    const cardId = await cardOnFile();
    const { body } = await charge({ cardId, cents: 100_00 });
    breakOffTelling();
    expect(await here.desk.workOff()).toBe(1);
    const [told = ''] = /\d{4}-\d\d-\d\d/.exec(notices().at(-1).text) ?? [];
    // The message is delivered again on the next day.
    await on('2026-11-24T18:00:00.000Z');
    expect(notices()).toHaveLength(1);
    expect(await chargeNow(body.id)).toMatchObject({ state: 'announced', chargeOn: told, announced: {} });
    await on(`${told}T18:00:00.000Z`);
    expect(await chargeNow(body.id)).toMatchObject({ state: 'paid' });
  });

  test('charges only the rest when a part is paid by its link, and nothing when all is paid', async () => {
    const claimId = await here.desk.selfPaid();
    const cardId = await cardOnFile();
    const payByLink = async (cents: number) => {
      const [address = ''] = /https:\S+/.exec(notices().at(-1).text) ?? [];
      here.desk.practice.payOnPage(await here.start(address, { cents }));
      await here.desk.tellAll();
      expect(await here.desk.workOff()).toBe(0);
      return (await here.desk.visit('GET', address)).body.openCents;
    };
    const part = (await charge({ cardId, cents: 100_00 })).body;
    await here.desk.workOff();
    expect(await payByLink(60_00)).toBe(40_00);
    await on('2026-11-30T18:00:00.000Z');
    expect(await chargeNow(part.id)).toMatchObject({ state: 'paid', cents: 40_00 });
    const whole = (await charge({ cardId, cents: 30_00 })).body;
    await here.desk.workOff();
    expect(await payByLink(30_00)).toBe(0);
    expect(await chargeNow(whole.id)).toMatchObject({ state: 'withdrawn', ended: { reason: 'Paid by its link' } });
    await on('2026-12-08T18:00:00.000Z');
    // 141.00 less 60.00 and 30.00 by link, and 40.00 charged.
    expect((await get(`/v1/claims/${claimId}`)).patientCents).toBe(11_00);
    expect((await payments()).map(({ cents }: { cents: number }) => cents).sort()).toEqual([30_00, 40_00, 60_00]);
  });

  test('closes the guarantor’s open payment page, and does not charge what was just paid there', async () => {
    await here.desk.selfPaid();
    const cardId = await cardOnFile();
    const { address } = await here.desk.link();
    const first = (await charge({ cardId, cents: 41_00 })).body;
    await here.desk.workOff();
    await on('2026-11-30T16:50:00.000Z');
    const left = await here.start(address);
    await on('2026-11-30T17:10:00.000Z');
    expect(here.desk.practice.state.pages.get(left)).toMatchObject({ status: 'expired' });
    expect(await chargeNow(first.id)).toMatchObject({ state: 'paid', cents: 41_00 });
    const second = (await charge({ cardId })).body;
    await here.desk.workOff();
    await on('2026-12-07T16:50:00.000Z');
    // The processor's event arrives after the hour of the charge.
    here.desk.practice.payOnPage(await here.start(address, { cents: 70_00 }));
    await on('2026-12-07T17:10:00.000Z');
    expect(await chargeNow(second.id)).toMatchObject({ state: 'paid', cents: 30_00 });
    await here.desk.tellAll();
    expect(await here.desk.workOff()).toBe(0);
    expect((await payments()).map(({ cents }: { cents: number }) => cents).sort()).toEqual([30_00, 41_00, 70_00]);
    expect((await get(`/v1/accounts/${here.desk.accountId}/balance`)).dueCents).toBe(0);
  });

  test('for everything that is owed includes the fee for a returned check', async () => {
    const { version, ...settings } = await get('/v1/billing-settings');
    const returnedChecks = { feeCents: 25_00, states: [{ state: 'OH', mostCents: 25_00, from: '2026-01-01' }] };
    await here.desk.send('PUT', '/v1/billing-settings', { ...settings, returnedChecks }, { version });
    const claimId = await here.desk.selfPaid();
    const cardId = await cardOnFile();
    const check = { accountId: here.desk.accountId, method: 'check', cents: 100_00, reference: '1' };
    const paid = await here.desk.send('POST', '/v1/patient-payments', { ...check, receivedOn: '2026-11-22' });
    const back = { as: 'returned', reason: 'No funds' };
    await here.desk.send('POST', `/v1/patient-payments/${paid.body.id}/reverse`, back, { version: 1 });
    expect(kind(await charge({ cardId, claimIds: [claimId], cents: 166_00 }))).toBe('charge-exceeds-owed');
    const { body } = await charge({ cardId });
    expect(body).toMatchObject({ cents: 166_00, withFees: true, claimIds: [claimId] });
    await here.desk.workOff();
    await on('2026-11-30T18:00:00.000Z');
    expect(await chargeNow(body.id)).toMatchObject({ state: 'paid', cents: 166_00 });
    expect((await get(`/v1/accounts/${here.desk.accountId}/balance`)).dueCents).toBe(0);
  });

  test('is not charged when the guarantor objects, and never for more than is owed on the day', async () => {
    await here.desk.selfPaid();
    const cardId = await cardOnFile();
    const objected = (await charge({ cardId })).body;
    await here.desk.workOff();
    const { version } = await chargeNow(objected.id);
    const withdrawn = await here.desk.send(
      'POST',
      `/v1/card-charges/${objected.id}/withdraw`,
      { reason: 'Objects' },
      { version },
    );
    expect(withdrawn.body.state).toBe('withdrawn');
    const less = (await charge({ cardId })).body;
    await here.desk.workOff();
    const check = {
      accountId: here.desk.accountId,
      method: 'check',
      reference: '1001',
      cents: 140_00,
      receivedOn: '2026-11-23',
    };
    await here.desk.send('POST', '/v1/patient-payments', check);
    await on('2026-12-01T18:00:00.000Z');
    expect(await chargeNow(less.id)).toMatchObject({ state: 'paid', cents: 1_00 });
    expect(await chargeNow(objected.id)).toMatchObject({ state: 'withdrawn' });
    expect(kind(await charge({ cardId }))).toBe('charge-of-nothing');
  });

  test('is not made for a held account or above the consent, and is refused before it can be announced', async () => {
    await here.desk.selfPaid();
    const cardId = await cardOnFile('pm_card_visa', { mostCents: 50_00 });
    expect((await charge({ cardId, chargeOn: '2026-11-25' })).body.errors).toMatchObject([{ pointer: '/chargeOn' }]);
    expect(kind(await charge({ cardId, cents: 60_00 }))).toBe('card-not-chargeable');
    const more = await charge({ cardId, cents: 200_00 });
    expect([kind(more), more.body.openCents]).toEqual(['charge-exceeds-owed', 141_00]);
    const { body } = await charge({ cardId });
    expect(body.cents).toBe(50_00);
    await here.desk.workOff();
    await here.desk.send('POST', `/v1/accounts/${here.desk.accountId}/holds`, {
      kind: 'dispute',
      reason: 'Says it was paid',
    });
    expect(kind(await charge({ cardId }))).toBe('charge-forbidden');
    await on('2026-11-30T18:00:00.000Z');
    expect(await chargeNow(body.id)).toMatchObject({ state: 'declined', decline: { code: 'may-not-charge' } });
    expect((await get('/v1/card-charges?list=declined')).items).toHaveLength(1);
    expect(here.desk.practice.state.payments.size).toBe(0);
  });

  test('is made once although the processor’s answer is lost, however often it is tried again', async () => {
    await here.desk.selfPaid();
    const cardId = await cardOnFile();
    await charge({ cardId });
    await here.desk.workOff();
    here.desk.edge.setNow('2026-11-30T18:00:00.000Z');
    here.desk.net.fail('lost', 'unsent', 503);
    for (let times = 0; times < 4; times += 1) await here.desk.workOff();
    // By now the processor has long forgotten the idempotency key.
    here.desk.practice.state.kept.clear();
    await here.desk.workOff();
    expect(here.desk.practice.state.payments.size).toBe(1);
    expect(await payments()).toHaveLength(1);
  });

  test('keeps the links of the account closed while the processor has not answered', async () => {
    await here.desk.selfPaid();
    const cardId = await cardOnFile();
    const { address } = await here.desk.link();
    const { id } = (await charge({ cardId })).body;
    await here.desk.workOff();
    here.desk.edge.setNow('2026-11-30T18:00:00.000Z');
    here.desk.net.fail('lost', 'unsent');
    await here.desk.workOff();
    expect(await get(`/v1/card-charges/${id}`)).toMatchObject({ state: 'started' });
    expect(kind(await here.desk.visit('POST', address))).toBe('payment-under-way');
    for (let times = 0; times < 3; times += 1) await here.desk.workOff();
    expect(await get(`/v1/card-charges/${id}`)).toMatchObject({ state: 'paid', cents: 141_00 });
    expect(kind(await here.desk.visit('POST', address))).toBe('charge-of-nothing');
    expect(here.desk.practice.state.payments.size).toBe(1);
  });

  test('waits for an earlier one of the account without an answer, and then takes what is left', async () => {
    await here.desk.selfPaid();
    const cardId = await cardOnFile();
    await charge({ cardId, cents: 100_00 });
    await charge({ cardId });
    await here.desk.workOff();
    here.desk.edge.setNow('2026-11-30T18:00:00.000Z');
    here.desk.net.fail('lost', 'unsent');
    for (let times = 0; times < 3; times += 1) await here.desk.workOff();
    const paid = (await payments()).map(({ cents }: { readonly cents: number }) => cents);
    expect(paid.reduce((sum: number, cents: number) => sum + cents, 0)).toBe(141_00);
  });
});

describe('a card that is declined', () => {
  test('becomes work: it is tried again by a new order, or given up', async () => {
    await here.desk.selfPaid();
    const cardId = await cardOnFile('pm_card_chargeDeclined');
    const { body } = await charge({ cardId, isPresent: true });
    expect(body.state).toBe('started');
    await here.desk.workOff();
    const [declined] = (await get('/v1/card-charges')).items;
    expect(declined).toMatchObject({
      id: body.id,
      state: 'declined',
      decline: { code: 'generic_decline', on: '2026-11-23' },
    });
    const again = await here.desk.send(
      'POST',
      `/v1/card-charges/${body.id}/retry`,
      { reason: 'The bank was called' },
      { version: declined.version },
    );
    expect(again.body).toMatchObject({ state: 'started', attempt: 2 });
    await here.desk.workOff();
    await here.desk.tellAll();
    await here.desk.workOff();
    const second = await chargeNow(body.id);
    expect(second).toMatchObject({ state: 'declined', attempt: 2 });
    expect(here.desk.practice.state.payments.size).toBe(2);
    const path = `/v1/card-charges/${body.id}/withdraw`;
    const over = await here.desk.send('POST', path, { reason: 'Pays by check' }, { version: second.version });
    expect(over.body.state).toBe('withdrawn');
    expect((await get('/v1/card-charges')).items).toEqual([]);
    expect((await get('/v1/card-charges?list=over')).items).toHaveLength(1);
    expect(kind(await here.desk.send('POST', path, { reason: 'Again' }, { version: over.body.version }))).toBe(
      'charge-not-in-state',
    );
  });
});

describe('an order that was never answered', () => {
  test('is looked up when a person tries again, and not made twice', async () => {
    await here.desk.selfPaid();
    const cardId = await cardOnFile();
    const { body } = await charge({ cardId, isPresent: true });
    const path = `/v1/card-connections/${here.desk.connectionId}`;
    const { version: _version, id: _id, webhookPath: _path, ...connection } = await get(path);
    here.desk.net.fail('lost');
    await here.desk.workOff();
    const off = await here.desk.send('PUT', path, { ...connection, isOn: false }, { version: 1 });
    expect(off.status, JSON.stringify(off.body)).toBe(200);
    here.desk.net.fail('unsent');
    await here.desk.workOff();
    await here.desk.workOff();
    const settled = await chargeNow(body.id);
    expect(settled).toMatchObject({ state: 'paid', attempt: 1 });
    expect(here.desk.practice.state.payments.size).toBe(1);
    expect(await payments()).toMatchObject([{ cents: 141_00 }]);
  });

  test('is not repeated with its amount when less is owed meanwhile; a day later the rest is charged', async () => {
    await here.desk.selfPaid();
    const cardId = await cardOnFile();
    const { body } = await charge({ cardId, isPresent: true });
    const path = `/v1/card-connections/${here.desk.connectionId}`;
    const turn = async (isOn: boolean) => {
      const { version, id: _id, webhookPath: _path, ...connection } = await get(path);
      expect((await here.desk.send('PUT', path, { ...connection, isOn }, { version })).status).toBe(200);
    };
    const retry = async () => {
      const { version } = await chargeNow(body.id);
      expect(
        (await here.desk.send('POST', `/v1/card-charges/${body.id}/retry`, { reason: 'Again' }, { version })).status,
      ).toBe(200);
      await here.desk.workOff();
    };
    here.desk.net.fail('unsent');
    await here.desk.workOff();
    await turn(false);
    await here.desk.workOff();
    expect(await chargeNow(body.id)).toMatchObject({ state: 'declined', decline: { code: 'connection-off' } });
    await turn(true);
    const cash = { accountId: here.desk.accountId, method: 'cash', cents: 100_00, receivedOn: '2026-11-20' };
    expect((await here.desk.send('POST', '/v1/patient-payments', cash)).status).toBe(201);
    await retry();
    expect(await chargeNow(body.id)).toMatchObject({ state: 'declined', decline: { code: 'less-owed-now' } });
    expect(here.desk.practice.state.payments.size).toBe(0);
    here.desk.edge.setNow('2026-11-30T18:00:00.000Z');
    await retry();
    expect(await chargeNow(body.id)).toMatchObject({ state: 'paid', attempt: 1, cents: 41_00 });
  });
});
