import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { type AccountDesk, openAccountDesk } from '../support/account-desk.ts';
import { workOfOtherFamilies } from '../support/listed-work.ts';
import { unmarkedLists } from '../support/unmarked-lists.ts';
import { allRoutes } from '../support/whole-api.ts';

/* The table of docs/tasks.md names the lists whose items can have notes. */

const page = readFileSync(join(import.meta.dirname, '../../docs/tasks.md'), 'utf8');
const rows = [...page.matchAll(/^\| [^|]+ \| ((?:`\w+`(?:, )?)+) \| the [a-z]+ \|$/gm)];
const listed = [...new Set(rows.flatMap(([, names = '']) => [...names.matchAll(/`(\w+)`/g)].map(([, name]) => name)))];

/** Lists of encounters, which have their own tags and assigned people. */
const ofEncounters = ['listCodingWork', 'listPhysicianQueries'];

// biome-ignore lint/suspicious/noExplicitAny: the test looks into JSON schemas
type Json = any;

const inlined = { io: 'input', unrepresentable: 'any', reused: 'inline' } as const;

/** Whether the items of a list have a mark in the list's answer. */
function hasMark(name: string | undefined): boolean {
  const route = allRoutes.find((each) => each.name === name);
  const { properties = {}, $defs = {} } = z.toJSONSchema(route?.answer.schema ?? z.never(), inlined) as Json;
  const resolved = (schema: Json): Json =>
    schema?.$ref === undefined ? schema : $defs[schema.$ref.slice('#/$defs/'.length)];
  return resolved(properties.items?.items ?? {})?.properties?.mark !== undefined;
}

describe('the table of lists', () => {
  it('includes lists that show marks and filter by them', () => {
    expect(rows.length).toBeGreaterThan(20);
    for (const name of listed) {
      const route = allRoutes.find((each) => each.name === name);
      expect(route, name).toBeDefined();
      expect(hasMark(name), `${name} shows marks`).toBe(true);
      for (const filter of ['tag', 'assignedTo', 'followUpBy']) {
        if (name === 'listPhysicianQueries' && filter !== 'followUpBy') continue;
        expect(Object.keys(route?.query?.shape ?? {}), `${name} filters by ${filter}`).toContain(filter);
      }
    }
    expect(listed).toEqual(expect.arrayContaining(ofEncounters));
  });

  it('includes every list that shows marks', () => {
    const showing = allRoutes.filter(({ method }) => method === 'GET').filter(({ name }) => hasMark(name));
    const names = showing.map(({ name }) => name).filter((name) => name !== 'listFollowUps');
    expect([...names].sort()).toEqual([...listed].sort());
    expect(hasMark('listPayers')).toBe(false);
  });

  it('includes every list that people work from; for each other list the reason is given', () => {
    const lists = allRoutes.filter(({ method, query }) => method === 'GET' && 'limit' in (query?.shape ?? {}));
    expect(lists.length).toBeGreaterThan(80);
    const others = Object.values(unmarkedLists).flat();
    const unsaid = lists.map(({ name }) => name).filter((name) => !listed.includes(name) && !others.includes(name));
    expect(unsaid).toEqual([]);
    expect(others.filter((name) => listed.includes(name) || !lists.some((route) => route.name === name))).toEqual([]);
    expect(new Set(others).size).toBe(others.length);
  });
});

describe('a list', () => {
  let desk: AccountDesk;
  beforeEach(async () => {
    desk = await openAccountDesk();
  });
  afterEach(() => desk.store.stop());

  const done = async (path: string, body: object) => {
    const answer = await desk.send('POST', path, body);
    expect(answer.status, JSON.stringify(answer.body)).toBeLessThan(300);
    return answer.body;
  };

  it('shows the note and mark of each item, and leaves out items with another mark or none', async () => {
    const claimId = await desk.selfPaid();
    const { accountId } = desk;
    const paid = { accountId, method: 'check', cents: 300_00, receivedOn: '2026-11-23' };
    const payment = await done('/v1/patient-payments', paid);
    const refund = await done('/v1/refunds', { paymentId: payment.id, cents: 100, reason: 'too much' });
    await desk.selfPaid();
    const plan = await done('/v1/payment-plans', { accountId, firstDueOn: '2026-12-23', every: 'month', count: 2 });
    const { entityId, patientId, billingProviderId } = desk.office;
    const money = { entityId, bankAccount: 'MAIN', depositedOn: '2026-11-23', cents: 5000, kind: 'check' };
    const { deposit } = await done('/v1/deposits', { ...money, reference: 'D1' });
    const estimate = await done('/v1/estimates', {
      ...{ patientId, kind: 'self-pay', asked: { by: 'request', on: '2026-11-23' }, billingProviderId },
      ...{ primaryService: 'Visit', services: [{ description: 'Visit', procedure: 'X9003', chargeCents: 100_00 }] },
    });
    const manual = {
      ...{ entityId, reason: 'The bank’s fee' },
      lines: [
        { account: 'merchant-and-agency-fees', cents: 100 },
        { account: 'bank', cents: -100 },
      ],
    };
    const entry = await done('/v1/manual-entries', manual);
    const household = { size: 2, incomeCents: 20_000_00 };
    const applied = { accountId, appliedOn: '2026-11-20', household, documents: [] };
    const application = await done('/v1/assistance-applications', applied);
    const address = { line1: '5 Example Mill Rd', city: 'Columbus', state: 'OH', postalCode: '432150001' };
    const guarantor = { kind: 'employer', organizationName: 'Example Works', address, contacts: [] };
    const client = await done('/v1/accounts', { guarantor });
    const lines = [{ description: 'Drug screen', quantity: 1, unitCents: 45_50 }];
    const charge = { billingProviderId, serviceOn: '2026-11-20', items: lines };
    await done(`/v1/accounts/${client.id}/charges`, charge);
    const [invoice] = (await done('/v1/invoices', { accountId: client.id })).items;
    const ids = { tenant: 'first-office' as TenantId, claimId, accountId, entityId, patientId, paymentId: payment.id };
    const others = await workOfOtherFamilies(desk.store.table, ids);
    const shown: [string, string][] = [
      ...others,
      ['/v1/manual-entries?', entry.id],
      ['/v1/assistance-applications?', application.id],
      ['/v1/open-invoices?', invoice.id],
      ['/v1/claims?', claimId],
      ['/v1/patient-payments?', payment.id],
      ['/v1/credits?kind=unapplied&', payment.id],
      ['/v1/refunds?', refund.id],
      ['/v1/payment-plans?', plan.id],
      ['/v1/deposits?', deposit.id],
      ['/v1/estimates?', estimate.id],
    ];
    const items = [...new Set(shown.map(([, id]) => id))];
    await done('/v1/work-marks', { items, addTags: ['april'], assignTo: 'user-biller', followUpOn: '2026-12-01' });
    for (const [path, id] of shown) {
      const of = async (query: string) => (await desk.call('GET', `${path}${query}`)).body.items;
      const found = await of('tag=april&assignedTo=user-biller&followUpBy=2026-12-01');
      expect(found, path).toMatchObject([{ mark: { id, tags: ['april'], followUpOn: '2026-12-01' } }]);
      for (const query of ['tag=other', 'assignedTo=user-other', 'followUpBy=2026-11-30']) {
        expect(await of(query), `${path}${query}`).toEqual([]);
      }
    }
    expect((await desk.call('GET', '/v1/follow-ups')).body.items).toHaveLength(items.length);
  });
});
