import { expect, it } from 'vitest';
import { functionRows } from '../../infra/functions.ts';
import type { Deployment } from './deployment.ts';

const families = functionRows.flatMap(({ trigger }) =>
  trigger.kind === 'api' && trigger.isPublic !== true ? trigger.families : [],
);

/** What the local host imitates: API Gateway's own answers, the authorizer's cache, and the firewall. */
export function apiContract({ apiUrl, token }: Deployment): void {
  const ask = (path: string, headers: Record<string, string> = {}) => fetch(`${apiUrl}${path}`, { headers });
  const problem = async (response: Response) => {
    expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    const body = (await response.json()) as { readonly type: string; readonly instance: string };
    expect(body.instance).toBe(`urn:request:${response.headers.get('x-request-id')}`);
    return body.type.replace(/^.*\//, '');
  };

  it('describes itself to anybody', async () => {
    const response = await ask('/v1/openapi.json');
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ openapi: expect.stringMatching(/^3\.1/) });
  });

  it('answers with a problem and the request’s id when there is no token, a bad one, or no such route', async () => {
    const none = await ask('/v1/claims');
    expect([none.status, await problem(none)]).toEqual([401, 'unauthenticated']);
    const bad = await ask('/v1/claims', { Authorization: 'Bearer a.b.c' });
    expect([bad.status, await problem(bad)]).toEqual([401, 'unauthenticated']);
    const unknown = await ask('/v1/no-such-family');
    expect([unknown.status, await problem(unknown)]).toEqual([404, 'route-not-found']);
  });

  it('refuses at the firewall a body over 8 KB where none is expected', async () => {
    const response = await fetch(`${apiUrl}/v1/claims`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ synthetic: 'x'.repeat(9000) }),
    });
    expect([response.status, await problem(response)]).toEqual([403, 'request-blocked']);
  });

  it('opens every family with one cached answer of the authorizer', async ({ skip }) => {
    if (token === undefined) skip('SUPERBILL_AWS_TOKEN holds no token of a manager.');
    for (let round = 0; round < 2; round += 1) {
      for (const family of families) {
        const response = await ask(`/v1/${family}`, { Authorization: `Bearer ${token}` });
        // Some families have no route at their root. What must not come is a refusal by the gateway itself.
        if (response.status === 403) expect(await problem(response), family).not.toBe('access-denied');
        expect(response.status, family).not.toBe(401);
        expect(response.status, family).toBeLessThan(500);
      }
    }
  });
}
