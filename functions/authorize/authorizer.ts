import { JwtVerifier } from 'aws-jwt-verify';
import {
  FailedAssertionError,
  JwtInvalidSignatureError,
  JwtParseError,
  JwtWithoutValidKidError,
  KidNotFoundInJwksError,
  WaitPeriodNotYetEndedJwkError,
} from 'aws-jwt-verify/error';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import type { APIGatewayAuthorizerResult, APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import { invariant } from '../../shared/domain/result.ts';
import type { AuthorizerSettings } from './environment.ts';
import { principalOf } from './principal.ts';

/** Fetches the issuer's keys. Throws when that fails. */
export type FetchKeys = (uri: string) => Promise<ArrayBuffer>;

export type AuthorizeRequest = (event: APIGatewayRequestAuthorizerEvent) => Promise<APIGatewayAuthorizerResult>;

/** Long enough for a distant provider, short enough for a waiting caller. */
const fetchMilliseconds = 4000;

/** Over the network, as JSON. */
export const fetchKeys: FetchKeys = async (uri) => {
  const response = await fetch(uri, { signal: AbortSignal.timeout(fetchMilliseconds), redirect: 'error' });
  if (!response.ok) throw new Error(`the issuer's keys answer ${response.status}`);
  return response.arrayBuffer();
};

/** API Gateway answers 401 when the authorizer fails with exactly this message, and 500 with any other. */
function unauthorized(): Error {
  return new Error('Unauthorized');
}

/** Whether the token was refused, and not the authorizer itself at fault. */
export function isBadToken(error: unknown): boolean {
  return error instanceof Error && error.message === 'Unauthorized';
}

/**
 * Errors that the token causes; all others are our own fault. Too many requests for unknown keys count too, because
 * tokens cause them.
 */
const tokenErrors = [
  FailedAssertionError,
  JwtInvalidSignatureError,
  JwtParseError,
  JwtWithoutValidKidError,
  KidNotFoundInJwksError,
  WaitPeriodNotYetEndedJwkError,
];

function bearerToken(headers: APIGatewayRequestAuthorizerEvent['headers']): string | undefined {
  const value = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === 'authorization')?.[1];
  return /^Bearer +([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(value ?? '')?.[1];
}

/**
 * Every method of the stage. API Gateway caches the policy for all requests with the same token, so a policy for one
 * method would refuse the others at random. The functions decide what a role may do.
 */
function wholeStage(methodArn: string): string {
  const [api, stage] = methodArn.split('/');
  invariant(api !== undefined && stage !== undefined, 'a method ARN names API and stage');
  return `${api}/${stage}/*/*`;
}

function policy(effect: 'Allow' | 'Deny', methodArn: string): APIGatewayAuthorizerResult['policyDocument'] {
  const statement = { Action: 'execute-api:Invoke', Effect: effect, Resource: wholeStage(methodArn) };
  return { Version: '2012-10-17', Statement: [statement] };
}

/**
 * Makes the request authorizer for one issuer. A valid token of a person with an office and a role gets a policy for
 * the whole stage and a context of texts: `tenantId`, `subject`, `roles` with spaces between. A valid token without
 * them is denied (403). Anything else rejects with `Unauthorized` (401). Keys are fetched for the first token, and
 * again for an unknown key.
 */
export function createAuthorizer(settings: AuthorizerSettings, fetchIssuerKeys: FetchKeys): AuthorizeRequest {
  const { issuer, audience, jwksUri } = settings;
  const jwksCache = new SimpleJwksCache({ fetcher: { fetch: fetchIssuerKeys } });
  const verifier = JwtVerifier.create({ issuer, audience, jwksUri }, { jwksCache });

  const claimsOf = async (token: string) => {
    try {
      const claims = await verifier.verify(token);
      // The verifier accepts a token without an expiry. We do not.
      if (typeof claims.exp !== 'number') throw unauthorized();
      return claims;
    } catch (error) {
      throw tokenErrors.some((known) => error instanceof known) ? unauthorized() : error;
    }
  };

  return async ({ headers, methodArn }) => {
    const token = bearerToken(headers);
    if (token === undefined) throw unauthorized();
    const principal = principalOf(await claimsOf(token), settings);
    if (!principal.ok) return { principalId: 'nobody', policyDocument: policy('Deny', methodArn) };
    const { tenantId, subject, roles } = principal.value;
    return {
      principalId: subject,
      policyDocument: policy('Allow', methodArn),
      context: { tenantId, subject, roles: roles.join(' ') },
    };
  };
}
