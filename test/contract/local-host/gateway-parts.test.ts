import { expect, test } from 'vitest';
import { createAuthorizerCache, matchesResource } from '../../../infra/local/authorizer-cache.ts';
import type { InvocationOutcome } from '../../../infra/local/function-threads.ts';
import { failedMessages, retryLater } from '../../../infra/local/poller.ts';

const api = 'arn:aws:execute-api:us-east-1:000000000000:local/local';

const policy = (Resource: string, Effect = 'Allow', context: unknown = { tenantId: 'demo' }): InvocationOutcome => ({
  kind: 'succeeded',
  result: { principalId: 'p', policyDocument: { Statement: [{ Effect, Resource }] }, context },
});

function cacheOver(...outcomes: readonly InvocationOutcome[]) {
  const clock = { now: 0, calls: 0 };
  const authorize = createAuthorizerCache({
    invoke: async () => {
      clock.calls += 1;
      return outcomes[Math.min(clock.calls, outcomes.length) - 1] as InvocationOutcome;
    },
    secondsToLive: 300,
    now: () => clock.now,
  });
  const ask = async (method: string, authorization: string | undefined = 'Bearer one') =>
    (await authorize(authorization, { methodArn: `${api}/${method}` })).kind;
  return { clock, ask };
}

test('asks the authorizer once for a token until the cached answer expires', async () => {
  const { clock, ask } = cacheOver(policy(`${api}/*/*`));
  expect([await ask('GET/v1/a'), await ask('POST/v1/b')]).toEqual(['allowed', 'allowed']);
  expect(clock.calls).toBe(1);
  await ask('GET/v1/a', 'Bearer two');
  expect(clock.calls).toBe(2);
  clock.now = 300_000;
  await ask('GET/v1/a');
  expect(clock.calls).toBe(3);
});

test('refuses other methods when a kept policy names one method only, as API Gateway does', async () => {
  const { ask } = cacheOver(policy(`${api}/GET/v1/a`));
  expect([await ask('GET/v1/a'), await ask('GET/v1/b')]).toEqual(['allowed', 'denied']);
});

test('caches a denial, but neither a refused token nor a failure', async () => {
  const unauthorized: InvocationOutcome = { kind: 'failed', errorType: 'Error', errorMessage: 'Unauthorized' };
  const broken: InvocationOutcome = { kind: 'failed', errorType: 'Error', errorMessage: 'keys unreachable' };
  const { clock, ask } = cacheOver(unauthorized, broken, { kind: 'timed-out' }, policy(`${api}/*/*`, 'Deny'));
  expect([await ask('GET/a'), await ask('GET/a'), await ask('GET/a')]).toEqual(['unauthorized', 'failed', 'failed']);
  expect([await ask('GET/a'), await ask('GET/a')]).toEqual(['denied', 'denied']);
  expect(clock.calls).toBe(4);
});

test('accepts only plain values in a context', async () => {
  expect(await cacheOver(policy(`${api}/*/*`, 'Allow', { roles: ['coder'] })).ask('GET/a')).toBe('failed');
});

test('treats stars and question marks of a policy as wildcards, and everything else literally', () => {
  expect(matchesResource(`${api}/*/*`, `${api}/GET/v1/claims/1`)).toBe(true);
  expect(matchesResource(`${api}/GET/v?/a.b`, `${api}/GET/v1/a.b`)).toBe(true);
  expect(matchesResource(`${api}/GET/v?/a.b`, `${api}/GET/v1/axb`)).toBe(false);
  expect(matchesResource(`${api}/GET/v1`, `${api}/GET/v1/claims`)).toBe(false);
});

test('returns a whole batch to the queue unless the function says which messages failed', () => {
  const said = (result: unknown) => [...failedMessages(['a', 'b'], { kind: 'succeeded', result })];
  expect(said(null)).toEqual([]);
  expect(said({})).toEqual([]);
  expect(said({ batchItemFailures: [] })).toEqual([]);
  expect(said({ batchItemFailures: [{ itemIdentifier: 'b' }] })).toEqual(['b']);
  expect(said({ batchItemFailures: [{ itemIdentifier: 'c' }] })).toEqual(['a', 'b']);
  expect(said({ batchItemFailures: [{ itemIdentifier: '' }] })).toEqual(['a', 'b']);
  expect(said({ batchItemFailures: [null] })).toEqual(['a', 'b']);
  expect(said({ batchItemFailures: 'b' })).toEqual(['a', 'b']);
  expect([...failedMessages(['a', 'b'], { kind: 'timed-out' })]).toEqual(['a', 'b']);
});

test('waits longer each time before a message is tried again, and never less than a second', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 100].map((receives) => retryLater(receives, 30))).toEqual([1, 1, 2, 4, 8, 16, 30, 30]);
});
