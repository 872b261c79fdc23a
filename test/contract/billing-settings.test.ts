import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { usualBillingSettings } from '../../shared/domain/billing-settings/billing-settings.ts';
import { type AccountDesk, openAccountDesk } from '../support/account-desk.ts';
import { manager } from '../support/api-event.ts';

let desk: AccountDesk;
beforeEach(async () => {
  desk = await openAccountDesk();
});
afterEach(() => desk.store.stop());

describe('billing settings', () => {
  test('are there from the start, and only a manager changes them', async () => {
    const { body } = await desk.call('GET', '/v1/billing-settings');
    expect(body).toEqual(usualBillingSettings);
    const statements = { ...body.statements, cycleDays: 28 };
    const biller = { ...manager, roles: 'biller' };
    const asBiller = await desk.send(
      'PUT',
      '/v1/billing-settings',
      { ...body, statements },
      { version: 0, principal: biller },
    );
    expect(asBiller.status).toBe(403);
    const put = await desk.send('PUT', '/v1/billing-settings', { ...body, statements }, { version: 0 });
    expect(put.body).toEqual({ ...body, version: 1, statements });
    expect((await desk.call('GET', '/v1/billing-settings', undefined, { principal: biller })).body).toEqual(put.body);
  });

  test('are refused when they are together larger than an item can be', async () => {
    const { body } = await desk.call('GET', '/v1/billing-settings');
    const paragraphs = Array.from({ length: 8 }, () => '日'.repeat(1_500));
    const letters = Array.from({ length: 20 }, (_, index) => ({
      name: `l${index}`,
      title: 'T',
      paragraphs,
      attachments: [],
    }));
    const contracts = { ...body.contracts, letters };
    const put = await desk.send('PUT', '/v1/billing-settings', { ...body, contracts }, { version: 0 });
    expect([put.status, put.body.errors?.length]).toEqual([400, 1]);
    expect(put.body.errors[0].detail).toContain('larger than 350000 bytes');
  });

  test('are refused if levels are out of order, or a biller may decide more than a manager', async () => {
    const { body } = await desk.call('GET', '/v1/billing-settings');
    const dunningLevels = [60, 30].map((afterDays) => ({ afterDays, letter: 'reminder' }));
    const refund = { billerCents: 2, managerCents: 1 };
    const put = await desk.send(
      'PUT',
      '/v1/billing-settings',
      { ...body, statements: { ...body.statements, dunningLevels }, limits: { ...body.limits, refund } },
      { version: 0 },
    );
    expect(put.body.errors.map((each: { readonly pointer: string }) => each.pointer)).toEqual([
      '/statements/dunningLevels',
      '/limits/refund/managerCents',
    ]);
  });

  test('name only legal entities of the office as nonprofit hospitals', async () => {
    const { body } = await desk.call('GET', '/v1/billing-settings');
    const nonprofitEntityIds = [desk.office.entityId, 'ent_01JD0EXAMP1E00000000000000'];
    const collections = { ...body.collections, nonprofitEntityIds };
    const put = await desk.send('PUT', '/v1/billing-settings', { ...body, collections }, { version: 0 });
    expect(put.body.errors).toMatchObject([{ pointer: '/collections/nonprofitEntityIds/1' }]);
  });
});
