import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { postingRulesApi } from '../../functions/posting-rules/api.ts';
import { dryRunOperations } from '../../functions/posting-rules/dry-run.ts';
import { ruleOperations } from '../../functions/posting-rules/rules.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { auditPartition } from '../../shared/store/keys/work.ts';
import { noRuleHolds } from '../golden/17-no-rule-holds.ts';
import type { GoldenLedger } from '../golden/golden-ledger.ts';
import { remittanceText } from '../golden/remittance-text.ts';
import { type ApiHandler, callApi, type TestAnswer, type TestPrincipal } from '../support/api-event.ts';
import { setRules } from '../support/posting-rules.ts';
import {
  chargeGolden,
  createPipeline,
  filledIn,
  goldenTenant,
  type Pipeline,
  storedBooks,
} from '../support/remittance-pipeline.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

const manager: TestPrincipal = { tenantId: goldenTenant, subject: 'user-manager', roles: 'manager' };
const biller: TestPrincipal = { tenantId: goldenTenant, subject: 'user-biller', roles: 'biller' };
const auditor: TestPrincipal = { tenantId: goldenTenant, subject: 'user-auditor', roles: 'auditor' };
const stranger: TestPrincipal = { tenantId: 'other-office', subject: 'user-stranger', roles: 'biller manager' };
const payerId = 'pay_01JD0EXAMP1E00000000000000';
const facilityId = 'fac_01JD0EXAMP1E00000000000000';

let store: TestTable;
let pipeline: Pipeline;
let handler: ApiHandler;

beforeAll(async () => {
  store = await startTestTable();
});
afterAll(() => store?.stop());

async function office(golden: GoldenLedger): Promise<void> {
  await store.stop();
  store = await startTestTable();
  pipeline = createPipeline(store);
  await chargeGolden(pipeline.table, golden);
  handler = createApiHandler(
    postingRulesApi,
    { ...ruleOperations, ...dryRunOperations },
    { ...pipeline.edge, files: pipeline.files },
  );
}

const get = (path: string, principal = biller) => callApi(handler, { method: 'GET', path, principal });

interface Options {
  readonly version?: number;
  readonly principal?: TestPrincipal;
}

function change(body: object, { version = 0, principal = manager }: Options = {}): Promise<TestAnswer> {
  const headers = { 'If-Match': `"${version}"` };
  const path = '/v1/posting-rules/versions';
  return callApi(handler, { method: 'POST', path, body, headers, principal });
}

const officeRules = {
  scope: { kind: 'office' },
  reason: 'agreed with the payer',
  adjustmentRules: [{ groups: ['CO'], carcs: ['131'], meaning: 'contractual', because: 'a discount by contract' }],
};

describe('the rules of an office', () => {
  beforeEach(() => office(noRuleHolds));

  it('are the default ones until they are changed', async () => {
    const { status, headers, body } = await get('/v1/posting-rules');
    expect(status).toBe(200);
    expect(headers.ETag).toBe('"0"');
    expect(body).toMatchObject({ revision: 0, on: '2026-11-23', version: '2026-11-2', autoPost: true });
    expect(new Set(body.adjustmentRules.map(({ layer }: { layer: string }) => layer))).toEqual(
      new Set(['protection', 'shipped']),
    );
    expect(body.providerAdjustments.find(({ code }: { code: string }) => code === 'L6')).toMatchObject({
      account: 'interest-income',
      accountWhenTaken: 'interest-expense',
    });
  });

  it('become a new version with each change; the old ones stay, and two of them can be compared', async () => {
    const first = await change(officeRules);
    expect(first).toMatchObject({
      status: 201,
      headers: { ETag: '"1"' },
      body: { version: 'r1', effectiveFrom: '2026-11-23' },
    });
    const rows = [{ code: 'CS', account: 'other-adjustments', because: 'always our discount' }];
    const second = await change(
      { ...officeRules, adjustmentRules: [], providerAdjustments: rows, effectiveFrom: '2027-01-01', autoPost: false },
      { version: 1 },
    );
    expect(second.body).toMatchObject({
      version: 'r2',
      providerAdjustments: rows,
      autoPost: false,
      createdBy: 'user-manager',
    });
    expect((await get('/v1/posting-rules')).body).toMatchObject({
      revision: 2,
      version: 'r1+2026-11-2',
      autoPost: true,
    });
    expect((await get('/v1/posting-rules?on=2027-01-01')).body).toMatchObject({
      version: 'r2+2026-11-2',
      autoPost: false,
    });
    const listed = await get('/v1/posting-rules/versions?limit=1');
    expect(listed.body.items).toMatchObject([{ version: 'r2' }]);
    const rest = await get(`/v1/posting-rules/versions?limit=1&pageToken=${listed.body.nextPageToken}`);
    expect(rest.body.items).toMatchObject([{ version: 'r1', reason: 'agreed with the payer' }]);
    expect((await get('/v1/posting-rules/versions/r1')).body).toEqual(first.body);
    expect((await get('/v1/posting-rules/diff?from=r1&to=r2')).body).toEqual({
      adjustmentRules: [{ change: 'removed', from: 0, before: officeRules.adjustmentRules[0] }],
      providerAdjustments: [{ change: 'added', to: 0, after: rows[0] }],
      autoPost: { after: false },
    });
    const audit = await pipeline.table.queryAll({ partition: auditPartition(goldenTenant, 'posting-rules') });
    expect(audit.map(({ facts }) => facts)).toEqual(
      expect.arrayContaining([
        { version: 'r1', scope: 'office', effectiveFrom: '2026-11-23' },
        { version: 'r2', scope: 'office', effectiveFrom: '2027-01-01' },
      ]),
    );
  });

  it('can be set for a payer or a facility of the office, and for no other', async () => {
    const own = (scope: object, carc: string) => ({
      ...officeRules,
      scope,
      adjustmentRules: [{ carcs: [carc], meaning: 'held' }],
    });
    const unknown = await change(own({ kind: 'payer', payerId }, '45'));
    expect(unknown.body.errors).toEqual([
      { pointer: '/scope/payerId', detail: 'there is no such payer in your office' },
    ]);
    for (const [entity, id] of [
      ['PAYER', payerId],
      ['FACILITY', facilityId],
    ] as const) {
      const key = entityKey(goldenTenant, entity, id);
      await pipeline.table.transact([{ put: { ...key, type: entity.toLowerCase(), schemaVersion: 1 } }]);
    }
    expect((await change(own({ kind: 'payer', payerId }, '45'))).status).toBe(201);
    expect((await change(own({ kind: 'facility', facilityId }, '50'), { version: 1 })).status).toBe(201);
    expect((await get('/v1/posting-rules')).body.version).toBe('2026-11-2');
    const { body } = await get(`/v1/posting-rules?payerId=${payerId}&facilityId=${facilityId}`);
    expect(body.version).toBe('r2+r1+2026-11-2');
    const layers = body.adjustmentRules.map(({ layer }: { layer: string }) => layer);
    expect([...new Set(layers)]).toEqual(['protection', 'facility', 'payer', 'shipped']);
  });

  it('are refused with every error, and nothing is written', async () => {
    const rules = {
      ...officeRules,
      effectiveFrom: '2026-11-22',
      adjustmentRules: [
        { groups: ['CO'], carcs: ['1'], meaning: 'cost-sharing' },
        { groups: ['CO'], carcs: ['197'], meaning: 'contractual' },
        { carcs: ['16'], meaning: 'held' },
        { carcs: ['16'], groups: ['PR'], meaning: 'denial' },
      ],
    };
    const { status, body } = await change(rules);
    expect([status, body.type]).toEqual([422, expect.stringMatching(/\/posting-rules-invalid$/)]);
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/effectiveFrom',
      '/adjustmentRules/0/groups',
      '/adjustmentRules/1/because',
      '/adjustmentRules/3',
    ]);
    expect((await change({ ...officeRules, adjustmentRules: [{ carcs: ['John'], meaning: 'held' }] })).status).toBe(
      400,
    );
    expect((await get('/v1/posting-rules')).body.revision).toBe(0);
  });

  it('are changed by a manager with the current version; others only read, and other offices see their own', async () => {
    expect((await change(officeRules, { principal: biller })).status).toBe(403);
    const blind = { method: 'POST', path: '/v1/posting-rules/versions', body: officeRules, principal: manager };
    expect((await callApi(handler, blind)).status).toBe(428);
    const both = await Promise.all([change(officeRules), change(officeRules)]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 412]);
    expect((await change(officeRules)).status).toBe(412);
    expect((await get('/v1/posting-rules', auditor)).body.revision).toBe(1);
    expect((await get('/v1/posting-rules', stranger)).body.revision).toBe(0);
    expect((await get('/v1/posting-rules/versions', stranger)).body.items).toEqual([]);
    expect((await get('/v1/posting-rules/versions/r1', stranger)).status).toBe(404);
    expect((await get('/v1/posting-rules/diff?from=r1&to=r1', stranger)).status).toBe(404);
  });

  it('decide how a remittance posts, and its entries name the version', async () => {
    const text = filledIn(noRuleHolds, noRuleHolds.remittances[0] as string);
    await pipeline.receive(text);
    await pipeline.drain();
    const held = await storedBooks(pipeline.table, noRuleHolds);
    expect(held.exceptions).toContain('adjustment-without-rule');
    await office(noRuleHolds);
    const adjustmentRules = [{ meaning: 'information' }];
    expect((await change({ ...officeRules, adjustmentRules })).status).toBe(201);
    await pipeline.receive(text);
    await pipeline.drain();
    const decided = await storedBooks(pipeline.table, noRuleHolds);
    expect(decided.exceptions).not.toContain('adjustment-without-rule');
    const booked = decided.entries.filter(({ kind }) => kind === 'remittance-claim');
    expect(booked.map(({ rulesVersion }) => rulesVersion)).toEqual(booked.map(() => 'r1+2026-11-2'));
  });

  it('decide the account of a provider-level adjustment, payer by payer', async () => {
    const row = (account: 'other-adjustments' | 'interest-income') => [{ code: 'CS', account, because: 'for a test' }];
    const scope = { kind: 'payer', payerId: 'bluecross' } as const;
    await setRules(pipeline.table, goldenTenant, { providerAdjustments: row('other-adjustments') });
    await setRules(pipeline.table, goldenTenant, { scope, providerAdjustments: row('interest-income') });
    for (const payer of ['bluecross', 'medicare'] as const) {
      const text = remittanceText(payer, { amount: '10', trace: `CS${payer}` }, 'PLB*1234567893*20261231*CS*-10');
      await pipeline.receive(text.replace('LX*1~\n', ''));
      await pipeline.drain();
    }
    const books = await storedBooks(pipeline.table, noRuleHolds);
    expect(books.totals).toMatchObject({ 'interest-income': -1000, 'other-adjustments': -1000 });
    const versions = books.entries
      .filter(({ kind }) => kind === 'remittance-payment')
      .map(({ rulesVersion }) => rulesVersion);
    expect(versions.sort()).toEqual(['r1+2026-11-2', 'r2+r1+2026-11-2']);
  });
});
