import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { estimatesApi } from '../../functions/estimates/api.ts';
import { operations } from '../../functions/estimates/operations.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { EligibilityCheck } from '../../shared/domain/inquiry/inquiry.ts';
import { cents } from '../../shared/domain/money/cents.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createFiles } from '../../shared/store/files.ts';
import { inquiryWrite, lastCheckWrite } from '../../shared/store/inquiries.ts';
import { type AccountDesk, openAccountDesk } from '../support/account-desk.ts';
import { callApi, coder, manager, stranger } from '../support/api-event.ts';
import { memoryS3 } from '../support/memory-s3.ts';
import { signer } from '../support/office.ts';
import { syntheticCodeSets } from '../support/synthetic-code-sets.ts';

let desk: AccountDesk;
beforeEach(async () => {
  desk = await openAccountDesk();
});
afterEach(() => desk.store.stop());

const kindOf = ({ status, body }: { status: number; body: { type: string } }) =>
  `${status} ${body.type.slice(body.type.lastIndexOf('/') + 1)}`;

/** A visit of 130.00 and 4 units of 2.75, on the day on which `desk.selfPaid` bills the same. The desk’s day is 2026-11-23, a Monday. */
const bodyOf = (more: object = {}) => {
  const { patientId, billingProviderId, renderingProviderId: providerId, facilityId } = desk.office;
  return {
    ...{ patientId, kind: 'self-pay', asked: { by: 'scheduling', on: '2026-11-16' }, serviceOn: '2026-11-20' },
    ...{ primaryService: 'Office visit', diagnoses: ['J209'], billingProviderId },
    services: [
      { description: 'Office visit', procedure: 'X9003', modifiers: ['25'], providerId, facilityId },
      { description: 'Injection', procedure: 'J1885', units: 4, providerId, facilityId },
    ],
    ...more,
  };
};
const make = (more: object = {}) => desk.send('POST', '/v1/estimates', bodyOf(more));
const get = async (path: string) => (await desk.call('GET', path)).body;
const pathOf = ({ id }: { readonly id: string }) => `/v1/estimates/${id}`;

describe('an estimate', () => {
  test('has the prices that a claim would have, by billing provider, and says by when it is due', async () => {
    const { status, body } = await make();
    expect(status, JSON.stringify(body)).toBe(201);
    // Four business days ahead: one business day after it was scheduled.
    expect(body).toMatchObject({
      ...{ version: 1, edition: 1, madeOn: '2026-11-23', dueOn: '2026-11-17', standing: 'late', totalCents: 141_00 },
      patient: { name: 'Testa Canaryname', birthDate: '1980-01-31' },
      contact: { name: 'Example Desk', phone: '6145550100' },
      providers: [
        {
          ...{ role: 'convening', name: 'Example Clinic', npi: '1234567893', taxId: '123456789', states: ['OH'] },
          places: ['Example Clinic Main, 1 Example St, Columbus, OH'],
          totalCents: 141_00,
          items: [
            { procedure: 'X9003', modifiers: ['25'], chargeCents: 130_00, from: 'fee-schedule', diagnoses: ['J209'] },
            { units: '4', chargeCents: 11_00, renderedBy: { name: 'Ada Doctor', npi: '1003000126' } },
          ],
        },
      ],
    });
    expect(await get(pathOf(body))).toEqual(body);
    expect((await desk.call('GET', pathOf(body), undefined, { principal: stranger })).status).toBe(404);
    expect((await desk.send('POST', '/v1/estimates', bodyOf(), { principal: coder })).status).toBe(403);
  });

  test('shows the discount for self-pay patients next to the usual price', async () => {
    const schedule = { name: 'Self-pay', effectiveFrom: '2026-01-01', appliesTo: { selfPay: true } };
    const fees = [{ procedure: 'X9003', modifiers: ['25'], cents: 90_00 }];
    const { body: own } = await desk.send('POST', '/v1/fee-schedules', { ...schedule, fees });
    const { body } = await make();
    expect(body.providers[0].items).toMatchObject([
      { chargeCents: 90_00, standardCents: 130_00, feeScheduleId: own.id },
      { chargeCents: 11_00 },
    ]);
    expect(body.providers[0].items[1].standardCents).toBeUndefined();
    const services = [{ description: 'Visit', procedure: 'X9003', modifiers: ['25'], chargeCents: 80_00 }];
    const byHand = await make({ services });
    expect(byHand.body.providers[0].items).toMatchObject([
      { from: 'by-hand', chargeCents: 80_00, standardCents: 130_00 },
    ]);
  });

  test('is refused with the place of what is wrong', async () => {
    const service = { description: 'Visit', procedure: 'X9003' };
    const nobody = 'prv_01JD0EXAMP1E00000000000000';
    for (const [more, pointer] of [
      [{ serviceOn: undefined }, '/serviceOn'],
      [{ serviceOn: '2026-11-13' }, '/serviceOn'],
      [{ asked: { by: 'request', on: '2026-11-24' }, serviceOn: '2026-11-30' }, '/asked/on'],
      [{ recurrence: { words: 'Weekly', until: '2027-11-21' } }, '/recurrence'],
      [{ kind: 'insured' }, '/coverageId'],
      [{ coverageId: desk.office.coverageId }, '/coverageId'],
      [{ patientId: 'pat_01JD0EXAMP1E00000000000000' }, '/patientId'],
      [{ billingProviderId: desk.office.renderingProviderId }, '/billingProviderId'],
      [{ services: [{ ...service, providerId: nobody }] }, '/services/0/providerId'],
      [{ services: [{ ...service, facilityId: 'fac_01JD0EXAMP1E00000000000000' }] }, '/services/0/facilityId'],
      [{ services: [service, { ...service, procedure: 'X9999' }] }, '/services/1'],
      [
        { coProviders: [{ name: 'Lab', state: 'OH', services: [{ ...service, chargeCents: 1 }] }] },
        '/coProviders/0/receivedOn',
      ],
      [{ coProviders: [{ name: 'Lab', state: 'OH', receivedOn: '2026-11-17' }] }, '/coProviders/0/npi'],
    ] as const) {
      const { status, body } = await make(more);
      expect([status, body.errors?.map((each: { readonly pointer: string }) => each.pointer)], pointer).toEqual([
        400,
        [pointer],
      ]);
    }
  });

  test('with other services is a new edition, due before the service; the former one is kept as it was', async () => {
    const { body: first } = await make({ asked: { by: 'scheduling', on: '2026-11-23' }, serviceOn: '2026-11-30' });
    const given = await desk.send(
      'POST',
      `${pathOf(first)}/deliveries`,
      { how: 'mail', language: 'es', on: '2026-11-23' },
      { version: 1 },
    );
    expect(given.body).toMatchObject({
      version: 2,
      standing: 'delivered',
      deliveries: [{ edition: 1, how: 'mail', by: manager.subject }],
    });
    // Sending the same expectations again makes no new edition: the patient already has this one.
    const same = await desk.send('PUT', pathOf(first), given.body, { version: 2 });
    expect(same.body).toEqual({ ...given.body, version: 3 });
    expect((await get(`${pathOf(first)}/editions`)).items).toEqual([]);
    const changed = { ...given.body, services: [given.body.services[0]] };
    expect(kindOf(await desk.send('PUT', pathOf(first), changed, { version: 1 }))).toBe('412 version-changed');
    const { body: second } = await desk.send('PUT', pathOf(first), changed, { version: 3 });
    // The business day before Monday, 30 November.
    expect(second).toMatchObject({ version: 4, edition: 2, totalCents: 130_00, standing: 'due', dueOn: '2026-11-27' });
    expect(second.deliveries).toEqual(given.body.deliveries);
    const { items } = await get(`${pathOf(first)}/editions`);
    const { version: _v, standing: _s, dueOn: _d, deliveries: _l, createdAt: _c, createdBy: _b, ...former } = first;
    expect(items).toEqual([former]);
    const other = await desk.register();
    const moved = await desk.send('PUT', pathOf(first), { ...second, patientId: other }, { version: 4 });
    expect(moved.body.errors).toMatchObject([{ pointer: '/patientId' }]);
  });

  test('waits for co-providers, and includes their part when it has come', async () => {
    const lab = { name: 'Example Lab', state: 'OH', requestedOn: '2026-11-17', requestedBy: 'Front desk' };
    const { body } = await make({ coProviders: [lab, { name: 'Example Imaging', state: 'OH' }] });
    expect(body.providers.slice(1)).toMatchObject([
      { name: 'Example Lab', items: [], totalCents: 0, answerBy: '2026-11-18' },
      { name: 'Example Imaging', askBy: '2026-11-17' },
    ]);
    const services = [{ description: 'Blood count', procedure: 'X9100', chargeCents: 42_50 }];
    const answered = { ...lab, npi: '1993999998', taxId: '987654321', receivedOn: '2026-11-18', services };
    const { body: after } = await desk.send('PUT', pathOf(body), { ...body, coProviders: [answered] }, { version: 1 });
    expect(after.providers[1]).toMatchObject({ totalCents: 42_50, items: [{ from: 'co-provider', units: '1' }] });
    expect(after.providers[1].answerBy).toBeUndefined();
    expect(after.totalCents).toBe(183_50);
    // The estimate was never given to the patient, so its due day stays the same.
    expect(after).toMatchObject({ standing: 'late', dueOn: '2026-11-17' });
  });
});

describe('the list of what patients are to be given', () => {
  test('shows late ones first, and loses those that were given or withdrawn', async () => {
    const { body: later } = await make({ asked: { by: 'request', on: '2026-11-23' }, serviceOn: undefined });
    const { body: late } = await make();
    const { body: free } = await make({ asked: { by: 'scheduling', on: '2026-11-19' } });
    const ids = async (query = '') =>
      (await get(`/v1/estimates${query}`)).items.map(({ id }: { readonly id: string }) => id);
    expect(await ids()).toEqual([late.id, later.id, free.id]);
    expect([later.standing, later.dueOn, free.standing]).toEqual(['due', '2026-11-27', 'not-required']);
    expect(await ids('?standing=late')).toEqual([late.id]);
    await desk.send(
      'POST',
      `${pathOf(late)}/deliveries`,
      { how: 'portal', language: 'en', on: '2026-11-23' },
      { version: 1 },
    );
    const over = await desk.send('POST', `${pathOf(free)}/withdraw`, { reason: 'Called off' }, { version: 1 });
    expect(over.body).toMatchObject({
      standing: 'withdrawn',
      withdrawn: { reason: 'Called off', by: manager.subject },
    });
    expect(await ids()).toEqual([later.id]);
    expect((await ids(`?patientId=${desk.office.patientId}`)).toSorted()).toEqual(
      [later.id, late.id, free.id].toSorted(),
    );
    for (const [step, body] of [
      ['withdraw', { reason: 'Again' }],
      ['deliveries', { how: 'fax', language: 'en', on: '2026-11-23' }],
    ] as const) {
      expect(kindOf(await desk.send('POST', `${pathOf(free)}/${step}`, body, { version: 2 }))).toBe(
        '409 estimate-withdrawn',
      );
    }
    for (const on of ['2026-11-22', '2026-11-24']) {
      const early = await desk.send(
        'POST',
        `${pathOf(later)}/deliveries`,
        { how: 'fax', language: 'en', on },
        { version: 1 },
      );
      expect(early.body.errors).toMatchObject([{ pointer: '/on' }]);
    }
  });
});

describe('the comparison with the bill', () => {
  test('finds the patient’s claims of the expected days, and is not changed by payments', async () => {
    const services = [{ description: 'Visit', procedure: 'X9003', chargeCents: 20_00 }];
    const { body } = await make({ services });
    const claimId = await desk.selfPaid();
    const paid = {
      accountId: desk.accountId,
      method: 'check',
      reference: '1001',
      cents: 41_00,
      receivedOn: '2026-11-23',
    };
    expect((await desk.send('POST', '/v1/patient-payments', paid)).status).toBe(201);
    const compared = await get(`${pathOf(body)}/comparison`);
    expect(compared).toMatchObject({
      ...{ from: '2026-11-20', to: '2026-11-20' },
      providers: [
        { estimatedCents: 20_00, billedCents: 141_00, overCents: 121_00, claimIds: [claimId], mayBeDisputed: false },
      ],
    });
    const none = await get(`${pathOf(body)}/comparison?from=2026-11-21&to=2026-12-31`);
    expect(none.providers).toMatchObject([{ billedCents: 0, claimIds: [] }]);
  });

  test('says until when a bill of 400.00 above may be disputed; the account is then on hold', async () => {
    const { body } = await make({ services: [{ description: 'Visit', procedure: 'X9003', chargeCents: 20_00 }] });
    // 420.00 in all.
    const line = { procedure: 'X9003', diagnosisPointers: [1], units: 1, serviceOn: '2026-11-20', chargeCents: 420_00 };
    const claimId = await desk.selfPaid(desk.office.patientId, { lines: [line] });
    const compared = await get(`${pathOf(body)}/comparison?billReceivedOn=2026-12-01`);
    expect(compared.providers).toMatchObject([{ overCents: 400_00, mayBeDisputed: true, disputeBy: '2027-03-31' }]);
    const path = `${pathOf(body)}/disputes`;
    const notice = { reference: 'PPDR-1', noticeOn: '2026-11-20' };
    const begun = await desk.send('POST', path, notice, { version: 1 });
    // Ten business days, not counting Thanksgiving.
    const dispute = { ...notice, answerBy: '2026-12-07', claimIds: [claimId], accountId: desk.accountId };
    expect(begun.body, JSON.stringify(begun.body)).toMatchObject({ version: 2, disputes: [dispute] });
    expect(kindOf(await desk.send('POST', path, notice, { version: 2 }))).toBe('409 estimate-disputed-already');
    const { holds } = await get(`/v1/accounts/${desk.accountId}`);
    expect(holds).toMatchObject([{ kind: 'dispute', claimIds: [claimId], estimateId: body.id }]);
    // The claim cannot go to an agency or into a payment plan, and only the end of the dispute ends the hold.
    const { items } = await get(`/v1/collection-candidates?accountId=${desk.accountId}`);
    expect(JSON.stringify(items)).toContain('"condition":"dispute"');
    const plan = { accountId: desk.accountId, firstDueOn: '2026-12-01', every: 'month', count: 2, claimIds: [claimId] };
    expect(kindOf(await desk.send('POST', '/v1/payment-plans', plan))).toBe('409 plan-forbidden');
    const free = { reason: 'Looks settled' };
    const freed = await desk.send('POST', `/v1/accounts/${desk.accountId}/holds/${holds[0].number}/end`, free);
    expect(kindOf(freed)).toBe('409 hold-of-estimate');
    const end = { as: 'decided', on: '2026-11-23', reason: 'Decided for the patient' };
    const lacking = await desk.send('POST', `${path}/end`, end, { version: 2 });
    expect(lacking.body.errors).toMatchObject([{ pointer: '/payableCents' }]);
    const ended = await desk.send('POST', `${path}/end`, { ...end, payableCents: 100_00 }, { version: 2 });
    expect(ended.body.disputes).toMatchObject([{ ended: { as: 'decided', payableCents: 100_00 } }]);
    expect((await get(`/v1/accounts/${desk.accountId}`)).holds).toMatchObject([{ ended: { by: manager.subject } }]);
    expect(kindOf(await desk.send('POST', `${path}/end`, end, { version: 3 }))).toBe('409 estimate-not-disputed');
    // When a new edition is made, the estimate keeps its disputes.
    const again = await desk.send('PUT', pathOf(body), { ...bodyOf(), primaryService: 'Visit' }, { version: 3 });
    expect(again.body.disputes).toHaveLength(1);
  });

  test('accepts a notice about named claims of the patient, but none if nothing is 400.00 above or insurance pays', async () => {
    const { body } = await make();
    const claimId = await desk.selfPaid();
    const path = `${pathOf(body)}/disputes`;
    const notice = { reference: 'PPDR-1', noticeOn: '2026-11-20' };
    const send = async (more: object) => {
      const answer = await desk.send('POST', path, { ...notice, ...more }, { version: 1 });
      return answer.status === 200
        ? answer.status
        : answer.body.errors.map((each: { pointer: string }) => each.pointer);
    };
    expect(await send({})).toEqual(['/claimIds']);
    expect(await send({ claimIds: ['S0123456789ABCD9'] })).toEqual(['/claimIds/0']);
    expect(await send({ noticeOn: '2026-11-24' })).toEqual(['/noticeOn']);
    expect(await send({ claimIds: [claimId] })).toBe(200);
  });
});

describe('an insured patient', () => {
  const insured = (more: object = {}) => {
    const { payerId: _payer, coverageId } = desk.office;
    const service = {
      description: 'Visit',
      procedure: 'X9003',
      modifiers: ['25'],
      allowedCents: 120_00,
      serviceType: '98',
    };
    return make({ kind: 'insured', coverageId, services: [service], ...more });
  };

  test('gets the patient’s own share, by the payer’s last answer', async () => {
    expect(kindOf(await insured())).toBe('409 benefits-unknown');
    await benefitsAnswered();
    const { status, body } = await insured();
    expect(status, JSON.stringify(body)).toBe(201);
    // 100.00 of the deductible are left, and 20 percent of the rest is 4.00. No law sets a day.
    expect(body).toMatchObject({
      ...{ standing: 'not-required', totalCents: 130_00 },
      share: {
        ...{ allowedCents: 120_00, patientCents: 104_00, payerCents: 16_00, doubts: [] },
        services: [{ deductibleCents: 100_00, copayCents: 0, coinsuranceCents: 4_00 }],
      },
    });
    const unsaid = await insured({ services: [{ description: 'Visit', procedure: 'X9003' }] });
    expect(unsaid.body.errors).toMatchObject([{ pointer: '/services/0/allowedCents' }]);
  });

  async function benefitsAnswered(): Promise<void> {
    const tenant = manager.tenantId as TenantId;
    const { patientId, coverageId, payerId, billingProviderId } = desk.office;
    const at = '2026-11-20T12:00:00.000Z';
    const check: EligibilityCheck = {
      ...{ id: 'inq_01JD0EXAMP1E00000000000000', version: 1, kind: 'eligibility', patientId, coverageId, payerId },
      ...{ receiverId: 'EXCLEAR', providerId: billingProviderId, requestedAt: at, requestedBy: 'user-1' },
      ...{ serviceOn: '2026-11-20' as LocalDate, serviceTypes: ['30'], state: { kind: 'answered', answeredAt: at } },
      result: {
        ...{ status: 'active', rejections: [], benefits: [], otherPayers: [], managedCare: [], contradictions: [] },
        services: [
          {
            ...{ serviceType: '30', network: 'in', limits: [], isContradicted: false },
            ...{ deductibleLeftCents: cents(100_00), coinsurancePercent: '20' },
          },
        ],
      },
    };
    const { condition: _condition, ...written } = inquiryWrite(tenant, check, check) as {
      put: never;
      condition: never;
    };
    await desk.store.table.transact([
      written,
      lastCheckWrite(tenant, coverageId, { inquiryId: check.id, answeredAt: at }),
    ]);
  }
});

describe('the document', () => {
  test('is the same file whenever the same edition is asked for, in English and Spanish', async () => {
    const s3 = memoryS3();
    const files = createFiles(s3, 'files', signer);
    const handler = createApiHandler(estimatesApi, operations, { ...desk.edge, files, codeSets: syntheticCodeSets });
    const { body } = await make({ separately: ['Physical therapy'], coProviders: [{ name: 'Lab', state: 'OH' }] });
    const read = async (query: string) =>
      (await callApi(handler, { method: 'GET', path: `${pathOf(body)}/document?${query}`, principal: manager })).body;
    const [english, again, spanish] = [await read(''), await read('language=en&format=pdf'), await read('language=es')];
    expect(again.sha256).toBe(english.sha256);
    expect(spanish.sha256).not.toBe(english.sha256);
    const { sha256 } = await read('language=es&format=text');
    const text = Buffer.from(s3.objects.get(`${manager.tenantId}/document/${sha256}.txt`) ?? []).toString('utf8');
    // Even the page numbers are in Spanish.
    expect(text).toMatch(/Página 1 de \d/);
    expect(text).not.toMatch(/Page \d/);
    await desk.send('PUT', pathOf(body), { ...body, separately: [] }, { version: 1 });
    expect((await read('edition=1')).sha256).toBe(english.sha256);
    expect((await read('')).sha256).not.toBe(english.sha256);
    expect((await read('edition=3')).status).toBe(404);
  });
});
