import type { APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import {
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  type JWK,
  type JWTPayload,
  jwtVerify,
  SignJWT,
  UnsecuredJWT,
} from 'jose';
import { beforeAll, expect, test } from 'vitest';
import { createAuthorizer } from '../../functions/authorize/authorizer.ts';
import { readSettings } from '../../functions/authorize/environment.ts';
import { logFaults } from '../../functions/authorize/log-faults.ts';

const environment = {
  OIDC_ISSUER: 'https://issuer.example/realm',
  OIDC_AUDIENCE: 'superbill',
  OIDC_JWKS_URI: 'https://issuer.example/realm/keys',
  OIDC_TENANT_CLAIM: 'https://superbill.example/tenant',
  OIDC_ROLES_CLAIM: 'groups',
};

let keys: CryptoKeyPair;
let foreignKeys: CryptoKeyPair;
let published: JWK;
let fetches = 0;

type CryptoKeyPair = Awaited<ReturnType<typeof generateKeyPair>>;

beforeAll(async () => {
  keys = await generateKeyPair('RS256');
  foreignKeys = await generateKeyPair('RS256');
  published = { ...(await exportJWK(keys.publicKey)), kid: 'key-1', alg: 'RS256', use: 'sig' };
});

const fetchKeys = async (): Promise<ArrayBuffer> => {
  fetches += 1;
  return new TextEncoder().encode(JSON.stringify({ keys: [published] })).buffer as ArrayBuffer;
};

const authorizer = () => createAuthorizer(readSettings(environment), fetchKeys);

const claims: JWTPayload = {
  iss: environment.OIDC_ISSUER,
  aud: environment.OIDC_AUDIENCE,
  sub: 'auth0|5f7c8ec7c33c6c004bbafe82',
  exp: Math.floor(Date.now() / 1000) + 600,
  [environment.OIDC_TENANT_CLAIM]: 'north-clinic',
  groups: ['coder', 'biller', 'janitor'],
};

const sign = (payload: JWTPayload, key = keys.privateKey, kid = 'key-1') =>
  new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid }).sign(key);

/**
 * The event of a request authorizer as API Gateway's documentation shows it, without the fields that do not matter
 * here.
 */
function requestEvent(authorization: string | undefined, header = 'Authorization'): APIGatewayRequestAuthorizerEvent {
  const headers = authorization === undefined ? {} : { [header]: authorization };
  return {
    type: 'REQUEST',
    methodArn: 'arn:aws:execute-api:us-east-1:123456789012:abcdef123/production/GET/v1/claims/S0123456789ABCDE',
    resource: '/v1/claims/{proxy+}',
    path: '/v1/claims/S0123456789ABCDE',
    httpMethod: 'GET',
    headers,
    multiValueHeaders: authorization === undefined ? {} : { [header]: [authorization] },
    queryStringParameters: {},
    multiValueQueryStringParameters: {},
    pathParameters: { proxy: 'S0123456789ABCDE' },
    stageVariables: {},
    requestContext: {
      path: '/production/v1/claims/S0123456789ABCDE',
      accountId: '123456789012',
      resourceId: '05c7jb',
      stage: 'production',
      requestId: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
      identity: { sourceIp: '192.0.2.1' },
      resourcePath: '/v1/claims/{proxy+}',
      httpMethod: 'GET',
      apiId: 'abcdef123',
    },
  } as unknown as APIGatewayRequestAuthorizerEvent;
}

const bearer = async (payload: JWTPayload) => requestEvent(`Bearer ${await sign(payload)}`);

test('answers a good token with a policy for the whole stage and the principal as texts', async () => {
  expect(await authorizer()(await bearer(claims))).toEqual({
    principalId: 'auth0|5f7c8ec7c33c6c004bbafe82',
    policyDocument: {
      Version: '2012-10-17',
      Statement: [
        {
          Action: 'execute-api:Invoke',
          Effect: 'Allow',
          Resource: 'arn:aws:execute-api:us-east-1:123456789012:abcdef123/production/*/*',
        },
      ],
    },
    context: { tenantId: 'north-clinic', subject: 'auth0|5f7c8ec7c33c6c004bbafe82', roles: 'coder biller' },
  });
});

test('reads roles from one text, and the header in any case', async () => {
  const token = await sign({ ...claims, groups: 'api-client  something' });
  const answer = await authorizer()(requestEvent(`bearer ${token}`, 'authorization'));
  expect(answer.context).toMatchObject({ roles: 'api-client' });
});

const denied: readonly [title: string, change: Readonly<Record<string, unknown>>][] = [
  ['without an office', { [environment.OIDC_TENANT_CLAIM]: undefined }],
  ['of an office that can not be', { [environment.OIDC_TENANT_CLAIM]: 'north#clinic' }],
  ['of several offices', { [environment.OIDC_TENANT_CLAIM]: ['north-clinic', 'south-clinic'] }],
  ['without roles', { groups: undefined }],
  ['with roles that we do not know only', { groups: ['janitor', 'Coder', 7] }],
  ['without a subject', { sub: undefined }],
  ['whose subject is no opaque id', { sub: 'Jane Doe' }],
];

test.each(denied)('denies the whole stage to a genuine token %s', async (_title, change) => {
  const answer = await authorizer()(await bearer(JSON.parse(JSON.stringify({ ...claims, ...change }))));
  expect(answer.policyDocument.Statement).toEqual([
    {
      Action: 'execute-api:Invoke',
      Effect: 'Deny',
      Resource: 'arn:aws:execute-api:us-east-1:123456789012:abcdef123/production/*/*',
    },
  ]);
  expect(answer).not.toHaveProperty('context');
});

const now = Math.floor(Date.now() / 1000);
const forged: readonly [title: string, make: () => Promise<string | undefined> | string | undefined][] = [
  ['no token', () => undefined],
  ['an empty header', () => ''],
  ['another scheme', async () => `Basic ${await sign(claims)}`],
  ['something that is no token', () => 'Bearer not.a.token'],
  ['two tokens', async () => `Bearer ${await sign(claims)} ${await sign(claims)}`],
  ['a token for another audience', async () => `Bearer ${await sign({ ...claims, aud: 'other' })}`],
  ['a token of another issuer', async () => `Bearer ${await sign({ ...claims, iss: 'https://evil.example' })}`],
  ['an expired token', async () => `Bearer ${await sign({ ...claims, exp: now - 1 })}`],
  ['a token that is not valid yet', async () => `Bearer ${await sign({ ...claims, nbf: now + 600 })}`],
  [
    'a token that never expires',
    async () => `Bearer ${await sign(JSON.parse(JSON.stringify({ ...claims, exp: undefined })))}`,
  ],
  ['a token that nobody signed', () => `Bearer ${new UnsecuredJWT(claims).encode()}`],
  ['a token that another key signed', async () => `Bearer ${await sign(claims, foreignKeys.privateKey)}`],
  [
    'a token of a key that the issuer does not have',
    async () => `Bearer ${await sign(claims, keys.privateKey, 'key-2')}`,
  ],
  ['a token that was changed', async () => `Bearer ${(await sign(claims)).replace(/\.(..)/, '.e0')}`],
  [
    'a token signed with the public key as a secret',
    async () => {
      const secret = new TextEncoder().encode(JSON.stringify(published));
      return `Bearer ${await new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: 'key-1' }).sign(secret)}`;
    },
  ],
];

test.each(forged)('refuses %s with exactly the message that API Gateway answers 401 to', async (_title, make) => {
  await expect(authorizer()(requestEvent(await make()))).rejects.toEqual(new Error('Unauthorized'));
});

test('the tokens of these tests are valid except for what each test changes', async () => {
  const token = await sign(claims);
  const verified = await jwtVerify(token, createLocalJWKSet({ keys: [published] }), { audience: 'superbill' });
  expect(verified.payload.sub).toBe(claims.sub);
});

test('fetches the keys once, however many tokens come', async () => {
  fetches = 0;
  const authorize = authorizer();
  await Promise.all([authorize(await bearer(claims)), authorize(await bearer({ ...claims, sub: 'second' }))]);
  await authorize(await bearer({ ...claims, sub: 'third' }));
  expect(fetches).toBe(1);
});

test('does not blame the token when the keys cannot be fetched', async () => {
  const authorize = createAuthorizer(readSettings(environment), () => Promise.reject(new Error('no route')));
  await expect(authorize(await bearer(claims))).rejects.toThrow('no route');
});

test('starts only with complete and safe settings', () => {
  expect(() => readSettings({ ...environment, OIDC_AUDIENCE: undefined })).toThrow();
  expect(() => readSettings({ ...environment, OIDC_JWKS_URI: 'http://issuer.example/keys' })).toThrow();
  expect(readSettings({ ...environment, OIDC_JWKS_URI: 'http://127.0.0.1:4000/oidc/jwks.json' })).toMatchObject({
    tenantClaim: environment.OIDC_TENANT_CLAIM,
  });
});

test('logs its own faults, for the alarm, and nothing about a bad token', async () => {
  const logged: string[] = [];
  const logger = { info: () => undefined, warn: () => undefined, error: (event: string) => void logged.push(event) };
  const noKeys = createAuthorizer(readSettings(environment), () => Promise.reject(new Error('the provider is away')));
  const token = `Bearer ${await sign(claims)}`;
  await expect(logFaults(noKeys, logger)(requestEvent(token))).rejects.toThrow();
  expect(logged).toEqual(['authorizer-failed']);
  await expect(logFaults(authorizer(), logger)(requestEvent('Bearer a.b.c'))).rejects.toThrow('Unauthorized');
  expect(logged).toEqual(['authorizer-failed']);
  const allowed = await logFaults(authorizer(), logger)(requestEvent(token));
  expect(allowed.principalId).toBe(claims.sub);
});
