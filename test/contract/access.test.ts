import { beforeAll, describe, expect, it } from 'vitest';
import { type Role, roles } from '../../shared/domain/identity/principal.ts';
import { senselessBodies, senselessQueries } from '../support/senseless-requests.ts';
import { startTestTable, type TestTable, testEdge } from '../support/table.ts';
import { allRoutes, type CallApi, wholeApi } from '../support/whole-api.ts';

/*
 * What every route requires before it does anything: tried with each role, and with each kind of senseless request. The
 * end-to-end test tries some of these over HTTP, with ids that exist.
 */

const allRoles = Object.keys(roles) as Role[];
const privateRoutes = allRoutes.filter((route) => route.roles !== 'public');
type PrivateRoute = (typeof privateRoutes)[number];

let store: TestTable;
let call: CallApi;

beforeAll(async () => {
  store = await startTestTable('memory');
  call = await wholeApi(testEdge(store.table));
});

const pathOf = ({ path }: PrivateRoute) => path.replace(/\{\w+\}/g, 'absent');
const acceptedBy = (route: PrivateRoute) => route.roles as readonly Role[];
const as = (...given: readonly Role[]) => ({ tenantId: 'an-office', subject: 'somebody', roles: given.join(' ') });

describe('every route', () => {
  it('refuses every role that it does not name, and a person without roles', async () => {
    const letIn: string[] = [];
    let tried = 0;
    for (const route of privateRoutes) {
      const others = allRoles.filter((role) => !acceptedBy(route).includes(role));
      for (const given of [...others.map((role) => [role]), []]) {
        tried += 1;
        const { status } = await call(route.method, pathOf(route), undefined, { principal: as(...given) });
        if (status !== 403) letIn.push(`${route.name} answers ${status} to ${given[0] ?? 'nobody'}`);
      }
    }
    expect(tried).toBeGreaterThan(500);
    expect(letIn).toEqual([]);
  });

  it('admits every role that it names', async () => {
    const refused: string[] = [];
    for (const route of privateRoutes) {
      for (const role of acceptedBy(route)) {
        // A parameter that no route has: whoever asks, nothing is read or written.
        const path = `${pathOf(route)}?no-such-parameter=1`;
        const { status } = await call(route.method, path, undefined, { principal: as(role) });
        if (status < 400 || status >= 500 || [401, 403, 404].includes(status)) {
          refused.push(`${route.name} answers ${status} to a ${role}`);
        }
      }
    }
    expect(refused).toEqual([]);
  });

  it('answers a senseless request with a problem that says so, and writes nothing', async () => {
    const wrong: string[] = [];
    const headers = { 'If-Match': '"1"', 'Idempotency-Key': 'senseless' };
    for (const route of privateRoutes) {
      const path = pathOf(route);
      const send = async (what: string, sent: string, more: object) => {
        const answer = await call(route.method, sent, undefined, { principal: as(...allRoles), ...more });
        const isProblem = answer.headers['Content-Type'] === 'application/problem+json';
        if (answer.status < 400 || answer.status >= 500 || !isProblem) {
          wrong.push(`${route.name} answers ${answer.status} to ${what}`);
        }
      };
      if (route.method === 'GET') {
        for (const query of senselessQueries) {
          const isKnown = Object.hasOwn(route.query?.shape ?? {}, query.slice(0, query.indexOf('=')));
          await send(isKnown ? query : `unknown ${query}`, `${path}?${query}`, {});
        }
      } else {
        for (const rawBody of senselessBodies.slice(route.body === undefined ? 1 : 0)) {
          await send(rawBody, path, { rawBody, headers });
        }
      }
      if (route.ifMatch !== undefined) await send('no version', path, { rawBody: '{}' });
    }
    expect(wrong).toEqual([]);
    // Only the office's secret of page tokens was written: checking the forged token needed it.
    expect((await store.items()).map(({ type }) => type)).toEqual(['page-token-secret']);
  });
});
