import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ownAccountId, usualPreferences } from '../../shared/domain/account/account.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { entityItem } from '../../shared/store/entity-items.ts';
import { accountPaymentsIndex } from '../../shared/store/keys/account.ts';
import { auditPartition } from '../../shared/store/keys/work.ts';
import { type AccountDesk, openAccountDesk } from '../support/account-desk.ts';
import { manager, stranger } from '../support/api-event.ts';
import { address } from '../support/office.ts';

let desk: AccountDesk;
beforeEach(async () => {
  desk = await openAccountDesk();
});
afterEach(() => desk.store.stop());

const get = async (path: string) => (await desk.call('GET', path)).body;
const accountOf = (id: string) => get(`/v1/accounts/${id}`);
const pathOf = (id = desk.accountId) => `/v1/accounts/${id}`;
const search = async (body: object) => {
  const answer = await desk.call('POST', '/v1/accounts/search', body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(200);
  return answer.body.items.map(({ id }: { readonly id: string }) => id);
};
const employer = { kind: 'employer', organizationName: 'Example Works', address, contacts: [{ name: 'Pat Payable' }] };
const parent = { kind: 'person', name: { lastName: 'O’Guarantee', firstName: 'Pat' }, address };
const made = async (guarantor: object) => (await desk.send('POST', '/v1/accounts', { guarantor })).body;

describe('an account', () => {
  test('belongs to each patient from the start; changes to it are kept, with who made them', async () => {
    const { patientId } = desk.office;
    expect(await get(`/v1/patients/${patientId}`)).toMatchObject({ accountId: desk.accountId });
    const before = await desk.call('GET', pathOf());
    expect(before.body).toEqual({
      ...{ id: desk.accountId, version: 0, guarantor: { kind: 'patient', patientId } },
      ...{ memberIds: [patientId], preferences: usualPreferences, state: 'active', holds: [] },
    });
    const preferences = { ...usualPreferences, language: 'es', confidentialAddress: { ...address, line1: 'PO Box 5' } };
    const put = await desk.send('PUT', pathOf(), { ...before.body, guarantor: parent, preferences }, { version: 0 });
    expect([put.status, put.headers.ETag]).toEqual([200, '"1"']);
    expect(await accountOf(desk.accountId)).toEqual({ ...before.body, version: 1, guarantor: parent, preferences });
    const stale = await desk.send('PUT', pathOf(), put.body, { version: 0 });
    expect(stale.body.type).toMatch(/version-changed$/);
    const trail = await desk.store.table.queryAll({
      partition: auditPartition(manager.tenantId as TenantId, desk.accountId),
    });
    expect(trail.map(({ action }) => action).sort()).toEqual(['account-read', 'account-read', 'account-replaced']);
  });

  test('belongs to no other office, and does not exist for an unknown patient', async () => {
    expect((await desk.call('GET', pathOf(), undefined, { principal: stranger })).status).toBe(404);
    expect((await desk.call('GET', pathOf('acc_01JD0EXAMP1E00000000000000'))).status).toBe(404);
  });

  test('is refused with what is missing for the preferred way of contact', async () => {
    const { contactRules } = usualPreferences;
    const put = (preferences: object) => {
      const body = { guarantor: parent, preferences: { ...usualPreferences, ...preferences } };
      return desk.send('PUT', pathOf(), body, { version: 0 });
    };
    for (const [preferences, pointer] of [
      [{ delivery: 'electronic' }, '/preferences/email'],
      [{ contactRules: { ...contactRules, mayText: true } }, '/preferences/mobile'],
      [{ contactRules: { ...contactRules, mayEmail: true } }, '/preferences/email'],
      [{ contactRules: { ...contactRules, callFrom: '18:00', callTo: '09:00' } }, '/preferences/contactRules/callTo'],
      [{ language: 'Spanish' }, '/preferences/language'],
    ] as const) {
      const { status, body } = await put(preferences);
      expect([status, body.errors?.map((each: { readonly pointer: string }) => each.pointer)]).toEqual([
        400,
        [pointer],
      ]);
    }
  });

  test('of an employer never becomes a person’s, nor a person’s an employer’s', async () => {
    const { id } = await made(employer);
    const body = (guarantor: object) => ({ guarantor, preferences: usualPreferences });
    for (const [path, guarantor, version] of [
      [pathOf(), employer, 0],
      [pathOf(id), parent, 1],
    ] as const) {
      const refused = await desk.send('PUT', path, body(guarantor), { version });
      expect([refused.status, refused.body.errors?.[0]?.pointer]).toEqual([400, '/guarantor/kind']);
    }
    const foreign = { kind: 'patient', patientId: await desk.register() };
    const refused = await desk.send('PUT', pathOf(), body(foreign), { version: 0 });
    expect(refused.body.errors).toMatchObject([{ pointer: '/guarantor/patientId' }]);
  });

  test('is found by patient, by guarantor, by organisation and by hold', async () => {
    const works = await made(employer);
    const person = await made(parent);
    expect(await search({ patientId: desk.office.patientId })).toEqual([desk.accountId]);
    expect(await search({ lastName: 'canary name', birthDate: '1980-01-31' })).toEqual([desk.accountId]);
    expect(await search({ lastName: 'Canaryname', birthDate: '1980-02-01' })).toEqual([]);
    expect(await search({ guarantorLastName: "O'GUARANTEE" })).toEqual([person.id]);
    expect(await search({ organizationName: 'work' })).toEqual([works.id]);
    expect(await search({ organizationName: '' })).toEqual([works.id]);
    expect(await search({ organizationName: 'elsewhere' })).toEqual([]);
    expect(await search({ hold: 'dispute' })).toEqual([]);
    await desk.send('POST', `${pathOf(person.id)}/holds`, { kind: 'dispute', reason: 'Says it was paid' });
    expect(await search({ hold: 'dispute' })).toEqual([person.id]);
    expect(await search({ hold: 'bankruptcy' })).toEqual([]);
  });
});

describe('a family', () => {
  const move = (accountId: string, patientId: string) =>
    desk.send('POST', `${pathOf(accountId)}/members`, { patientId });

  test('shares an account: its patients’ shares are billed together, and each can leave again', async () => {
    const child = await desk.register({ name: { lastName: 'Canaryname', firstName: 'Kid' } });
    await desk.selfPaid();
    await desk.selfPaid(child);
    expect((await get(`${pathOf()}/balance`)).owedCents).toBe(141_00);
    const moved = await move(desk.accountId, child);
    expect(moved.body.memberIds).toEqual([desk.office.patientId, child]);
    expect((await get(`/v1/patients/${child}`)).accountId).toBe(desk.accountId);
    expect((await get(`${pathOf()}/balance`)).owedCents).toBe(282_00);
    const own = ownAccountId(child);
    expect(await accountOf(own)).toMatchObject({ version: 1, memberIds: [] });
    expect((await get(`${pathOf(own)}/balance`)).owedCents).toBe(0);
    expect((await move(desk.accountId, child)).body.version).toBe(moved.body.version);
    await move(own, child);
    expect((await accountOf(desk.accountId)).memberIds).toEqual([desk.office.patientId]);
    expect(await get(`/v1/patients/${child}`)).toMatchObject({ accountId: own, version: 1 });
    expect((await get(`${pathOf(own)}/balance`)).owedCents).toBe(141_00);
  });

  test('has each patient once, whoever puts the patient’s former account on hold at that moment', async () => {
    const child = await desk.register();
    const own = ownAccountId(child);
    const dispute = { kind: 'dispute', reason: 'Says it was paid' };
    const both = await Promise.all([desk.send('POST', `${pathOf(own)}/holds`, dispute), move(desk.accountId, child)]);
    // The two requests collide, so the later one is refused, unless the earlier one had already ended.
    expect(both.some(({ status }) => status < 300)).toBe(true);
    expect(both.every(({ status }) => status < 300 || status === 409 || status === 412)).toBe(true);
    const { accountId } = await get(`/v1/patients/${child}`);
    for (const id of [own, desk.accountId]) {
      expect((await accountOf(id)).memberIds.includes(child)).toBe(id === accountId);
    }
  });

  test('stays together when a patient’s data are replaced', async () => {
    const child = await desk.register();
    await move(desk.accountId, child);
    const { body } = await desk.call('GET', `/v1/patients/${child}`);
    const put = await desk.send(
      'PUT',
      `/v1/patients/${child}`,
      { ...body, accountId: ownAccountId(child) },
      { version: 1 },
    );
    expect(put.body.accountId).toBe(desk.accountId);
  });

  test('has at most thirty patients, none of them unknown, and none in an employer’s account', async () => {
    const works = await made(employer);
    expect((await move(works.id, desk.office.patientId)).body.type).toMatch(/account-of-a-client$/);
    const nobody = await move(desk.accountId, 'pat_01JD0EXAMP1E00000000000000');
    expect(nobody.body.errors).toMatchObject([{ pointer: '/patientId' }]);
    const others = await Promise.all(Array.from({ length: 30 }, () => desk.register()));
    for (const id of others.slice(0, 29)) expect((await move(desk.accountId, id)).status).toBe(200);
    expect((await move(desk.accountId, others.at(-1) as string)).body.type).toMatch(/account-full$/);
  });
});

describe('holds', () => {
  const hold = (body: object) => desk.send('POST', `${pathOf()}/holds`, { reason: 'Came back', ...body });
  const end = (number: number) => desk.send('POST', `${pathOf()}/holds/${number}/end`, { reason: 'Found' });

  test('say why, by whom and until when, and end with a reason', async () => {
    expect((await hold({ kind: 'bad-address' })).body).toMatchObject({
      ...{ version: 1, state: 'bad-address' },
      holds: [{ number: 1, kind: 'bad-address', reason: 'Came back', by: manager.subject }],
    });
    expect((await hold({ kind: 'bad-address' })).body.type).toMatch(/hold-open-already$/);
    expect((await hold({ kind: 'bankruptcy' })).body.state).toBe('bankruptcy');
    expect((await hold({ kind: 'dispute', until: '2026-11-22' })).body.errors).toMatchObject([{ pointer: '/until' }]);
    expect((await end(2)).body).toMatchObject({ state: 'bad-address', holds: [{}, { ended: { reason: 'Found' } }] });
    expect((await end(2)).body.type).toMatch(/hold-not-open$/);
    expect((await end(1)).body.state).toBe('active');
    expect(await search({ hold: 'bad-address' })).toEqual([]);
  });

  test('name only claims of the account: one of somebody else, or a mistyped one, would hold nothing', async () => {
    const own = await desk.selfPaid();
    const other = await desk.selfPaid(await desk.register({ name: { lastName: 'Other', firstName: 'Pat' } }));
    for (const wrong of [other, 'S0123456789ABCD9']) {
      const refused = await hold({ kind: 'dispute', claimIds: [own, wrong] });
      expect([refused.status, refused.body.errors?.[0].pointer]).toEqual([400, '/claimIds/1']);
    }
    expect((await hold({ kind: 'legal-hold', claimIds: [own] })).status).toBe(201);
    expect((await get(`${pathOf()}/balance`)).claims).toMatchObject([{ forbidden: { because: 'legal-hold' } }]);
  });

  test('follow from the day of death, until somebody else answers for the account', async () => {
    const { patientId } = desk.office;
    await desk.selfPaid();
    const { body } = await desk.call('GET', `/v1/patients/${patientId}`);
    await desk.send('PUT', `/v1/patients/${patientId}`, { ...body, deathDate: '2026-11-21' }, { version: 1 });
    const dead = await accountOf(desk.accountId);
    expect(dead).toMatchObject({ state: 'deceased', holds: [{ number: 0 }] });
    expect((await end(0)).body.type).toMatch(/hold-not-open$/);
    const forbidden = { deed: 'statement', because: 'deceased' };
    expect((await get(`${pathOf()}/balance`)).claims).toMatchObject([{ forbidden }]);
    const put = await desk.send('PUT', pathOf(), { ...dead, guarantor: parent }, { version: 0 });
    expect(put.body).toMatchObject({ state: 'active', holds: [] });
    expect((await get(`${pathOf()}/balance`)).claims[0]).not.toHaveProperty('forbidden');
  });
});

describe('a balance', () => {
  test('says what is owed by claim, payer and age, and what insurance still has', async () => {
    desk.edge.setNow('2026-10-01T15:00:00.000Z');
    const lines = [{ procedure: 'J1885', diagnosisPointers: [1], units: 4, serviceOn: '2026-09-30' }];
    const [old = '', recent = '', insured = ''] = [
      await desk.selfPaid(undefined, { lines }),
      await (async () => {
        desk.edge.setNow('2026-11-23T15:00:00.000Z');
        return desk.selfPaid();
      })(),
      await desk.selfPaid(undefined, { selfPay: undefined }),
    ];
    const { payerId, patientId } = desk.office;
    expect(await get(`${pathOf()}/balance`)).toEqual({
      ...{ accountId: desk.accountId, asOf: '2026-11-23' },
      // 4 units of 2.75, and 141.00; 53 days since 1 October.
      ...{
        owedCents: 152_00,
        creditCents: 0,
        unappliedCents: 0,
        clientCents: 0,
        dueCents: 152_00,
        insuranceCents: 141_00,
      },
      positions: [
        { position: 'patient', cents: 152_00, ageing: aged(141_00, 11_00) },
        { position: 'payer-1', cents: 141_00, ageing: aged(141_00, 0) },
      ],
      claims: [
        {
          ...{ claimId: old, patientId, serviceFrom: '2026-09-30', chargeCents: 11_00, payers: [] },
          patient: { cents: 11_00, since: '2026-10-01', age: '31-60' },
        },
        ...[
          {
            ...{ claimId: recent, patientId, serviceFrom: '2026-11-20', chargeCents: 141_00, payers: [] },
            patient: { cents: 141_00, since: '2026-11-23', age: '0-30' },
          },
          {
            ...{ claimId: insured, patientId, serviceFrom: '2026-11-20', chargeCents: 141_00, patient: { cents: 0 } },
            payers: [{ share: 0, payerId, cents: 141_00, since: '2026-11-23', age: '0-30' }],
          },
        ].sort((left, right) => (left.claimId < right.claimId ? -1 : 1)),
      ],
    });
  });
});

describe('a timeline', () => {
  const timeline = (query = '', id = desk.accountId) => get(`${pathOf(id)}/timeline${query}`);

  test('shows visit by visit what was charged and who owes what, newest first, page by page', async () => {
    const lines = [{ procedure: 'J1885', diagnosisPointers: [1], units: 4, serviceOn: '2026-11-10' }];
    const [recent, old] = [await desk.selfPaid(), await desk.selfPaid(undefined, { lines })];
    const first = await timeline('?limit=1');
    expect(first.items).toMatchObject([
      {
        ...{ kind: 'visit', claimId: recent, on: '2026-11-20', chargeCents: 141_00, patientCents: 141_00 },
        events: [{ on: '2026-11-23', kind: 'charged', words: 'Charged $141.00.' }],
        owed: ['The patient owes $141.00.'],
      },
    ]);
    const entry = await get(`/v1/ledger-entries/${first.items[0].events[0].ledgerEntryId}`);
    expect(entry).toMatchObject({ kind: 'charge', claimId: recent });
    const second = await timeline(`?limit=1&pageToken=${first.nextPageToken}`);
    expect(second.items).toMatchObject([{ claimId: old, chargeCents: 11_00 }]);
    expect(second).not.toHaveProperty('nextPageToken');
  });

  test('shows what an employer was charged and took over, and the payments of the account', async () => {
    const works = (await made(employer)).id;
    const items = [{ description: 'Drug screen', quantity: 2, unitCents: 45_50 }];
    const body = { billingProviderId: desk.office.billingProviderId, serviceOn: '2026-11-21', items };
    await desk.send('POST', `${pathOf(works)}/charges`, body);
    const claimId = await desk.selfPaid();
    await desk.send('POST', `${pathOf(works)}/shares`, { claimId, cents: 41_00, reason: 'Agreed' });
    const tenant = manager.tenantId as TenantId;
    const id = 'pmt_01JD0EXAMP1E00000000000000';
    const payment = { id, receivedOn: '2026-11-22', cents: 50_00, unappliedCents: 9_00 };
    const index = accountPaymentsIndex(tenant, works, '2026-11-22' as LocalDate, id);
    const key = { pk: `${tenant}#PATIENT-PAYMENT#${id}`, sk: 'PATIENT-PAYMENT' };
    await desk.store.table.transact([{ put: entityItem(key, 'patient-payment', payment, index) }]);
    const told = await timeline('', works);
    expect(told.items.map(({ on, words }: Record<'on' | 'words', string>) => `${on} ${words}`)).toEqual([
      '2026-11-22 A payment of $50.00, of which $9.00 is not applied yet.',
      '2026-11-21 Drug screen: $91.00.',
      '2026-11-20 Patient’s share of a visit: $41.00.',
    ]);
  });

  test('shows what happened to a visit on one day in the order in which it happened', async () => {
    const works = (await made(employer)).id;
    const claimId = await desk.selfPaid();
    const { patientId } = desk.office;
    const check = { patientId, method: 'check', reference: '7', cents: 21_00, receivedOn: '2026-11-23' };
    const steps: [path: string, body: object][] = [
      ['/v1/patient-payments', check],
      ['/v1/adjustments', { claimId, why: 'courtesy', cents: 10_00, reason: 'Agreed' }],
      [`${pathOf(works)}/shares`, { claimId, cents: 30_00, reason: 'Agreed' }],
      ['/v1/patient-payments', { ...check, reference: '8', cents: 5_00 }],
    ];
    for (const [index, [path, body]] of steps.entries()) {
      desk.edge.setNow(`2026-11-23T15:0${index}:00.000Z`);
      const { status, body: answer } = await desk.send('POST', path, body);
      expect(status, JSON.stringify(answer)).toBe(201);
    }
    const visit = (await timeline()).items.find(({ kind }: { kind: string }) => kind === 'visit');
    const events = visit.events.map(({ kind }: { kind: string }) => kind);
    expect(events).toEqual(['charged', 'paid', 'given-up', 'moved', 'paid']);
  });

  test('shows claims that another system made, and none of another account', async () => {
    const { payerId, patientId, billingProviderId } = desk.office;
    const claim = {
      ...{ controlNumber: 'LEGACY 1', patientId, serviceFrom: '2026-10-05', chargeCents: 150_00, lineCount: 1 },
      ...{ payers: [{ payerId, receivableCents: 0 }], patientCents: 25_00 },
      answered: { payers: 1, outcome: 'patient-responsibility' },
    };
    const taken = await desk.send('POST', '/v1/opening-claims', { billingProviderId, claims: [claim] });
    expect(taken.status, JSON.stringify(taken.body)).toBe(201);
    expect((await timeline()).items).toMatchObject([
      {
        events: [{ words: 'Taken over from another system. $25.00 is the patient’s share.' }],
        owed: ['The patient owes $25.00.'],
      },
    ]);
    expect((await timeline('', ownAccountId(await desk.register()))).items).toEqual([]);
  });
});

const aged = (young: number, older: number) => [
  { age: '0-30', cents: young },
  { age: '31-60', cents: older },
  ...['61-90', '91-120', 'over-120'].map((age) => ({ age, cents: 0 })),
];
