import { randomBytes } from 'node:crypto';
import type { TenantId } from '../domain/identity/ids.ts';
import { officeSecretKey, type SecretUse } from './keys/work.ts';
import type { Table } from './table.ts';

/** An office's own secret for a use: 32 bytes, made when the secret is first needed. */
export async function officeSecret(table: Table, tenant: TenantId, use: SecretUse): Promise<Uint8Array> {
  const key = officeSecretKey(tenant, use);
  const found = await table.get(key);
  if (found !== undefined) return Buffer.from(String(found.secret), 'base64');
  const secret = randomBytes(32);
  const item = { ...key, type: `${use}-secret`, schemaVersion: 1, secret: secret.toString('base64') };
  const written = await table.transact([{ put: item, condition: { absent: true } }]);
  if (written.ok) return secret;
  return Buffer.from(String(written.failure.found?.secret), 'base64');
}
