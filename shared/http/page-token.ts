import { createHmac, timingSafeEqual } from 'node:crypto';
import type { TenantId } from '../domain/identity/ids.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { Failure } from './problem.ts';

/** The scope of a token: a tenant, an operation, and its query without the token. */
export interface PageScope {
  readonly tenantId: TenantId;
  readonly operation: string;
  readonly query: Readonly<Record<string, unknown>>;
}

function mac(secret: Uint8Array, scope: PageScope, payload: string): Buffer {
  const query = Object.entries(scope.query)
    .filter(([name, value]) => name !== 'pageToken' && value !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1));
  return createHmac('sha256', secret)
    .update(JSON.stringify([scope.tenantId, scope.operation, query, payload]))
    .digest();
}

/** Writes a position in a list as a token that is valid only for the same tenant and the same query. */
export function writePageToken(secret: Uint8Array, scope: PageScope, position: unknown): string {
  const payload = Buffer.from(JSON.stringify(position)).toString('base64url');
  return `${payload}.${mac(secret, scope, payload).toString('base64url')}`;
}

/** Reads a token; refuses one that is forged, altered, or issued for another query. */
export function readPageToken(secret: Uint8Array, scope: PageScope, token: string): Result<unknown, Failure> {
  const [payload = '', signature = ''] = token.split('.');
  const expected = mac(secret, scope, payload);
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected))
    return fail({ kind: 'page-token-invalid' });
  return ok(JSON.parse(Buffer.from(payload, 'base64url').toString()));
}
