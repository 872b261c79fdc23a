import { randomBytes } from 'node:crypto';
import type { TenantId } from '../../domain/identity/ids.ts';
import { ok, type Result } from '../../domain/result.ts';
import { type PageScope, readPageToken, writePageToken } from '../../http/page-token.ts';
import type { Failure } from '../../http/problem.ts';
import { pageTokenSecretKey } from '../../store/keys/work.ts';
import type { Table } from '../../store/table.ts';

/** The tenant's secret for page tokens; made at its first use. */
async function pageSecret(table: Table, tenantId: TenantId): Promise<Uint8Array> {
  const key = pageTokenSecretKey(tenantId);
  const found = await table.get(key);
  if (found !== undefined) return Buffer.from(String(found.secret), 'base64');
  const secret = randomBytes(32);
  const item = { ...key, type: 'page-token-secret', schemaVersion: 1, secret: secret.toString('base64') };
  const written = await table.transact([{ put: item, condition: { absent: true } }]);
  if (written.ok) return secret;
  return Buffer.from(String(written.failure.found?.secret), 'base64');
}

/** How a request reads its page token and writes the next one. */
export function pageTokens(table: Table, scope: PageScope, token: string | undefined) {
  return {
    position: async (): Promise<Result<unknown, Failure>> =>
      token === undefined ? ok(undefined) : readPageToken(await pageSecret(table, scope.tenantId), scope, token),
    tokenFor: async (position: unknown): Promise<string | undefined> =>
      position === undefined ? undefined : writePageToken(await pageSecret(table, scope.tenantId), scope, position),
  };
}
