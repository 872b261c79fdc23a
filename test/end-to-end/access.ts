import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { descriptionApi } from '../../functions/api-description/api.ts';
import { cardWebhooksApi } from '../../functions/card-webhooks/api.ts';
import { payPagesApi } from '../../functions/pay-pages/api.ts';
import { statementPagesApi } from '../../functions/statement-pages/api.ts';
import { functionRows } from '../../infra/functions.ts';
import { ownAccountId } from '../../shared/domain/account/account.ts';
import { type Role, roles } from '../../shared/domain/identity/principal.ts';
import { type NamedRoute, type RequestParts, request, routesOf } from '../support/api-request.ts';
import { isLong } from '../support/effort.ts';
import { senselessBodies, senselessQueries } from '../support/senseless-requests.ts';
import type { AskedHost } from './asked-host.ts';
import { families } from './families.ts';
import { fillOffice, itemsOf } from './full-office.ts';
import { bodyOfRoute } from './route-bodies.ts';
import { storyMonth } from './story-month.ts';

const allRoles = Object.keys(roles) as Role[];

/*
 * Who may see and do what, over the whole API. The routes come from the tables from which the API itself is made. What
 * each route requires before it does anything is tested in full in the contract test of access. Here the host is asked:
 * one route of each method in each family, and in the long run every route. What another office gets to see is always
 * tested on every route.
 */

const privateRoutes = routesOf(...families);

const byMethodAndFamily = Map.groupBy(privateRoutes, ({ method, path }) => `${method} ${path.split('/')[2]}`);

/** The first route of each method in each family; in the long run every route. */
const triedRoutes = isLong ? privateRoutes : [...byMethodAndFamily.values()].map(([first]) => first as NamedRoute);

/** The host of the office whose data nobody else may see; the office has had the full story. */
let host: AskedHost;
/** An id of each kind that the story made, by the name of the parameter in paths. */
let ids: Record<string, string>;
/** The token of a person in another office, with every role there. */
let stranger: string;

const items = (path: string) => itemsOf(host, path);

/**
 * The next few of the things to try on each route, in turn, so that all are tried on some route. In the long run all
 * are tried on every route.
 */
function someOf<Value>(all: readonly Value[], turn: number, count = 1): readonly Value[] {
  if (isLong || all.length <= count) return all;
  return Array.from({ length: count }, (_, index) => all[(turn + index) % all.length] as Value);
}

/** The queries that some routes require. */
const queries: Readonly<Record<string, string>> = {
  getRemittanceDocument: '?format=text',
  getPriceHistory: '?procedure=X9003',
  listFigureParts: '?column=owedCents',
};

/** These routes show data of the installation, which every office may see. */
const ofInstallation: ReadonlySet<string> = new Set([
  ...['listCodeSets', 'getCode', 'getMedicarePrice', 'listReports', 'listLatePaymentLaws'],
]);

/** These routes take the name of a report, and every office has all reports. */
const byReport: ReadonlySet<string> = new Set(['getReport', 'listFigureParts']);

/** These routes create what does not exist, and each office has its own names. */
const byOwnName: ReadonlySet<string> = new Set(['replaceIntakeMapping', 'replaceInquiryChannel']);

/**
 * Lists that are empty for the office itself too: the story bills every claim that is due to a next payer, no refund is
 * old enough to be unclaimed, the office has no rule for small balances, and no question has waited for days.
 */
const emptied: ReadonlySet<string> = new Set([
  ...['listNextPayerClaims', 'listUnclaimedRefunds', 'listSmallBalances', 'listWaitingStatusInquiries'],
]);

const pathOf = ({ name, path }: NamedRoute, values: Readonly<Record<string, string>>) =>
  `${path}${queries[name] ?? ''}`.replace(/\{(\w+)\}/g, (_, parameter: string) => {
    const value = values[`${name}.${parameter}`] ?? values[parameter];
    if (value === undefined) throw new Error(`the test has no id for ${parameter}`);
    return encodeURIComponent(value);
  });

/**
 * An id of the same form that belongs to nothing: its last character is changed, tried twice for ids with a check
 * character.
 */
function absentId(id: string): string {
  if (/^[cr]\d+$/.test(id)) return `${id.charAt(0)}999999`;
  return id.replace(/[0-9A-Z]{4}$/, (end) => (end === 'ZZZ8' ? 'ZZZ9' : 'ZZZ8'));
}

/** Describes who may see and do what, on a host whose office has had the whole story. */
export function describeAccess(hostOfStory: () => AskedHost): void {
  beforeAll(async () => {
    host = hostOfStory();
    ids = await fillOffice(host);
    stranger = await host.issueToken({ tenantId: 'other-office', subject: 'stranger', roles: allRoles });
  });

  describe('roles', () => {
    it('cover every function that has an API', () => {
      const served = new Set(
        routesOf(...families, descriptionApi, cardWebhooksApi, payPagesApi, statementPagesApi).map(
          (route) => route.path.split('/')[2],
        ),
      );
      const rows = functionRows.flatMap(({ trigger }) => (trigger.kind === 'api' ? trigger.families : []));
      expect([...served].sort()).toEqual([...rows].sort());
      expect(privateRoutes.length).toBeGreaterThan(50);
      expect(triedRoutes.length).toBeGreaterThan(100);
      expect(privateRoutes.every((route) => route.roles !== 'public')).toBe(true);
    });

    it('are required: any other role is refused, before anything is read', async () => {
      const refused: string[] = [];
      for (const [turn, route] of triedRoutes.entries()) {
        const others = allRoles.filter((each) => !(route.roles as readonly string[]).includes(each));
        for (const role of someOf(others, turn)) {
          const { status } = await request(host.url, host.tokens[role], route.method, pathOf(route, ids));
          if (status !== 403) refused.push(`${route.name} answers ${status} to a ${role}`);
        }
      }
      expect(refused).toEqual([]);
    });

    it('admit every person with a role that the route names', async () => {
      const refused: string[] = [];
      for (const [turn, route] of triedRoutes.entries()) {
        for (const role of someOf(route.roles as readonly (keyof typeof host.tokens)[], turn)) {
          // A parameter that no route has: whoever asks, nothing is read or written.
          const path = `${pathOf(route, ids)}?no-such-parameter=1`;
          const { status } = await request(host.url, host.tokens[role], route.method, path);
          if (status < 400 || status >= 500 || [401, 403, 404].includes(status)) {
            refused.push(`${route.name} answers ${status} to a ${role}`);
          }
        }
      }
      expect(refused).toEqual([]);
    });

    it('are needed: a route refuses a request without a token, or with a token without a role', async () => {
      const nobody = await host.issueToken({ tenantId: 'demo', subject: 'nobody', roles: [] });
      const unknown = await host.issueToken({ tenantId: 'demo', subject: 'nobody', roles: ['owner'] });
      for (const [turn, route] of triedRoutes.entries()) {
        const path = pathOf(route, ids);
        expect((await request(host.url, undefined, route.method, path)).status, route.name).toBe(401);
        for (const token of someOf([nobody, unknown], turn)) {
          expect([401, 403], route.name).toContain((await request(host.url, token, route.method, path)).status);
        }
      }
    });
  });

  describe('another office', () => {
    const idRoutes = privateRoutes.filter(
      ({ name, path }) => path.includes('{') && ![ofInstallation, byOwnName, byReport].some((each) => each.has(name)),
    );

    /** An answer without what differs from request to request. */
    const comparable = (text: string, values: Readonly<Record<string, string>>) =>
      Object.values(values)
        .reduce((rest, value) => rest.replaceAll(value, 'ID'), text)
        .replace(/urn:request:[^"]+/g, 'urn:request');

    const bodyFor = (route: NamedRoute) => bodyOfRoute(route, host, { ids, path: pathOf(route, ids) });

    const practiceFamilies = ['payers', 'providers', 'legal-entities', 'facilities', 'fee-schedules'];

    it('gets the same answer as for an id that does not exist, for every id of every kind and on every route', async () => {
      const absent = Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, absentId(id)]));
      const versions = async () => {
        const family = (name: string) => items(`/v1/${name}`);
        return Promise.all([...practiceFamilies, 'encounters', 'claims', 'connections', 'deposits'].map(family));
      };
      const before = await versions();
      const wrong: string[] = [];
      for (const route of idRoutes) {
        const parts = {
          body: await bodyFor(route),
          ...(route.ifMatch === undefined ? {} : { version: '"1"' }),
          ...(route.idempotencyKey === undefined ? {} : { idempotencyKey: `key-${route.name}` }),
        };
        const known = await request(host.url, stranger, route.method, pathOf(route, ids), parts);
        const unknown = await request(host.url, stranger, route.method, pathOf(route, absent), {
          ...parts,
          ...(route.idempotencyKey === undefined ? {} : { idempotencyKey: `absent-${route.name}` }),
        });
        // The audit trail accepts any text as an id, and is empty for an unknown one.
        const isEmpty = route.name === 'listAuditItems' && isDeepStrictEqual(known.body.items, []);
        if (known.status !== 404 && !isEmpty) wrong.push(`${route.name} answers ${known.status}: ${known.text}`);
        const isSame =
          unknown.status === known.status && comparable(known.text, ids) === comparable(unknown.text, absent);
        if (!isSame) wrong.push(`${route.name} answers to an id of nobody ${unknown.status}: ${unknown.text}`);
      }
      expect(wrong.join('\n')).toBe('');
      expect(await versions()).toEqual(before);
    });

    /** Counts and sums of a list, including its ages. */
    const figuresOf = (body: object): unknown[] =>
      Object.entries(body).flatMap(([name, value]) => {
        if (typeof value === 'number') return name.endsWith('Days') ? [] : [value];
        return typeof value === 'object' && value !== null ? figuresOf(value) : [];
      });

    /** The queries that some lists require, or without which they show nothing. */
    const listQueries: Readonly<Record<string, () => readonly string[]>> = {
      listLedgerEntries: () => [
        `claimId=${ids.claimId}`,
        `remittanceId=${ids.remittanceId}`,
        `postedOn=${new Date().toISOString().slice(0, 10)}`,
      ],
      listConditionGaps: () => [`year=${ids.year}`],
      listCredits: () => ['kind=unapplied'],
      listCollectionCases: () => ['state=recalled'],
      listAgencyFiles: () => [`agencyId=${ids.agencyId}`],
      listInterestCharges: () => [`claimId=${ids.interestClaimId}`],
      listInvoices: () => [`accountId=${ids.accountId}`],
      listPayLinks: () => [`accountId=${ownAccountId(String(ids.patientId))}`],
      listCards: () => [`accountId=${ownAccountId(String(ids.patientId))}`],
      listStatements: () => [`accountId=${ownAccountId(String(ids.patientId))}`],
    };

    it('sees empty lists and empty books', async () => {
      const lists = privateRoutes.filter(
        (route) => route.name.startsWith('list') && !route.path.includes('{') && !ofInstallation.has(route.name),
      );
      expect(lists.length).toBeGreaterThan(14);
      for (const route of lists) {
        for (const asked of listQueries[route.name]?.() ?? ['']) {
          const now = await request(host.url, host.tokens.manager, 'GET', `${route.path}?${asked}`);
          const isEmpty = (now.body.items as unknown[]).length === 0;
          const query = isEmpty && !emptied.has(route.name) ? `month=${storyMonth()}` : asked;
          const own = await request(host.url, host.tokens.manager, 'GET', `${route.path}?${query}`);
          if (!emptied.has(route.name)) expect((own.body.items as unknown[]).length, route.name).toBeGreaterThan(0);
          const other = await request(host.url, stranger, 'GET', `${route.path}?${query}`);
          expect(other.status, route.name).toBe(200);
          expect(other.body.items, route.name).toEqual([]);
          expect(
            figuresOf(other.body).filter((figure) => figure !== 0),
            route.name,
          ).toEqual([]);
        }
      }
      const trial = await request(host.url, stranger, 'GET', '/v1/trial-balance');
      expect(trial.body).toMatchObject({ accounts: [], totalCents: 0, days: [] });
      for (const route of privateRoutes.filter(({ name }) => byReport.has(name))) {
        const report = await request(host.url, stranger, 'GET', pathOf(route, ids));
        expect([report.status, report.body.type], route.name).toEqual([
          409,
          expect.stringContaining('reports-not-made'),
        ]);
      }
    });

    it('finds nothing by search, and no balances by claim id', async () => {
      const searches = [
        ...['payers', 'providers', 'facilities'].map((family) => [family, { externalId: 'clinic' }] as const),
        ['encounters', { externalId: 'DEMO-001' }],
        ['patients', { externalId: 'DEMO-001' }],
        ['patients', { lastName: 'ALDER', birthDate: '1984-03-02' }],
      ] as const;
      for (const [family, body] of searches) {
        const other = await request(host.url, stranger, 'POST', `/v1/${family}/search`, { body });
        expect([other.status, other.body.items], family).toEqual([200, []]);
      }
      const body = { claimIds: [ids.claimId] };
      const own = await request(host.url, host.tokens.manager, 'POST', '/v1/claims/balances', { body });
      expect(own.body.items).toHaveLength(1);
      const other = await request(host.url, stranger, 'POST', '/v1/claims/balances', { body });
      expect([other.status, other.body.items]).toEqual([200, []]);
    });

    it('cannot use our ids in what it creates: they are as unknown to it as any other', async () => {
      const answers = async (values: Readonly<Record<string, string>>) => {
        const encounter = { patientId: values.patientId, billingProviderId: values.providerId, placeOfService: '11' };
        const created = await request(host.url, stranger, 'POST', '/v1/encounters', { body: encounter });
        const sent = await request(host.url, stranger, 'POST', '/v1/submissions', {
          body: {},
          idempotencyKey: `send-${values.patientId}`,
        });
        return [created.status, comparable(created.text, values), sent.status, sent.body.items];
      };
      const absent = Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, absentId(id)]));
      const known = await answers(ids);
      expect(known).toEqual(await answers(absent));
      expect(known[0]).toBe(404);
      expect(known[3]).toEqual([]);
    });

    it('cannot match our remittances, decide about our payers, or try rules on our remittances', async () => {
      const deposit = {
        entityId: 'unassigned',
        bankAccount: 'A',
        depositedOn: '2026-11-20',
        cents: 1000,
        kind: 'eft',
      };
      const entered = await request(host.url, stranger, 'POST', '/v1/deposits', {
        body: deposit,
        idempotencyKey: 'enter',
      });
      const { id } = entered.body.deposit as { readonly id: string };
      const answers = async (values: Readonly<Record<string, string>>) => {
        const rules = { scope: { kind: 'payer', payerId: values.payerId }, adjustmentRules: [] };
        const tried = {
          rules: { scope: { kind: 'office' }, adjustmentRules: [] },
          remittanceIds: [values.remittanceId],
        };
        const sent = [
          [`/v1/deposits/${id}/match`, { remittanceIds: [values.remittanceId] }],
          ['/v1/posting-rules/versions', { ...rules, reason: 'of another office' }],
          ['/v1/posting-rules/dry-run', tried],
        ] as const;
        const parts = { idempotencyKey: `match-${values.remittanceId}`, version: '"0"' };
        const all = sent.map(([path, body]) => request(host.url, stranger, 'POST', path, { body, ...parts }));
        return (await Promise.all(all)).map(({ status, text }) => [status, comparable(text, values)]);
      };
      const absent = Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, absentId(id)]));
      const known = await answers(ids);
      expect(known).toEqual(await answers(absent));
      expect(known.slice(0, 2).every(([status]) => Number(status) >= 400 && Number(status) < 500)).toBe(true);
      expect(known[2]?.[1]).not.toContain('claimId');
    });

    it('cannot continue in our lists with our page tokens, or import our files by their digests', async () => {
      const page = await request(host.url, host.tokens.manager, 'GET', `/v1/encounters?month=${storyMonth()}&limit=2`);
      const token = encodeURIComponent(String(page.body.nextPageToken));
      const own = await request(
        host.url,
        host.tokens.manager,
        'GET',
        `/v1/encounters?month=${storyMonth()}&limit=2&pageToken=${token}`,
      );
      expect(own.status).toBe(200);
      const other = await request(
        host.url,
        stranger,
        'GET',
        `/v1/encounters?month=${storyMonth()}&limit=2&pageToken=${token}`,
      );
      expect(other.status).toBeGreaterThanOrEqual(400);
      expect(other.status).toBeLessThan(500);

      const accounts = [{ bankAccount: 'ACCESS', entityId: 'unassigned' }];
      for (const [family, id, more] of [
        ['remittance-files', ids.fileId, {}],
        ['bank-statements', ids.statementId, { format: 'csv', accounts }],
      ] as const) {
        const file = await request(host.url, host.tokens.manager, 'GET', `/v1/${family}/${id}`);
        const imported = async (sha256: unknown) => {
          const parts = { body: { sha256, ...more }, idempotencyKey: `import-${sha256}` };
          const { status, text } = await request(host.url, stranger, 'POST', `/v1/${family}`, parts);
          return [status, text.replace(/urn:request:[^"]+/, '')];
        };
        const known = await imported(file.body.sha256);
        expect(known).toEqual(await imported('0'.repeat(64)));
        expect(known[0]).toBeGreaterThanOrEqual(400);
      }
    });
  });

  describe('invalid requests', () => {
    it('get a problem that explains the error, and never an internal error', async () => {
      const everybody = await host.issueToken({ tenantId: 'demo', subject: 'everybody', roles: allRoles });
      const trial = async () => (await request(host.url, everybody, 'GET', '/v1/trial-balance')).text;
      const before = await trial();
      const wrong: string[] = [];
      for (const [turn, route] of triedRoutes.entries()) {
        const path = pathOf(route, ids);
        const send = async (what: string, sent: string, parts: RequestParts) => {
          const { status, headers } = await request(host.url, everybody, route.method, sent, parts);
          const isProblem = headers.get('content-type') === 'application/problem+json';
          if (status < 400 || status >= 500 || !isProblem) wrong.push(`${route.name} answers ${status} to ${what}`);
        };
        if (route.method !== 'GET') {
          for (const body of someOf(senselessBodies.slice(route.body === undefined ? 1 : 0), turn, 2)) {
            await send(body, path, { body, version: '"1"', idempotencyKey: 'senseless' });
          }
        }
        if (route.ifMatch !== undefined) await send('no version', path, { body: {} });
        if (route.method === 'GET')
          for (const query of someOf(senselessQueries, turn, 2)) {
            const name = query.slice(0, query.indexOf('='));
            const isKnown = Object.hasOwn(route.query?.shape ?? {}, name);
            // A route also refuses a parameter that it does not know.
            await send(isKnown ? query : `unknown ${query}`, `${path}?${query}`, {});
          }
      }
      expect(wrong).toEqual([]);
      expect(await trial()).toBe(before);
    });
  });
}
