import type { TenantId } from '../domain/identity/ids.ts';
import type { LockboxContent, LockboxFault, LockboxFormat } from '../domain/lockbox/lockbox.ts';
import { readLockboxBai } from '../domain/lockbox/read-bai.ts';
import { readLockboxCsv } from '../domain/lockbox/read-csv.ts';
import { fail, type Result } from '../domain/result.ts';
import { type Files, fileKey, sha256Hex } from '../store/files.ts';
import { lockboxObjectName } from '../store/lockbox-files.ts';

/** Reads a whole lockbox file from the bucket; its counts and totals add up. */
export async function readLockbox(
  files: Pick<Files, 'get'>,
  tenant: TenantId,
  { sha256, format }: { readonly sha256: string; readonly format: LockboxFormat },
): Promise<Result<LockboxContent, LockboxFault>> {
  const bytes = await files.get(fileKey(tenant, 'bank-statement', lockboxObjectName(sha256)));
  if (sha256Hex(bytes) !== sha256) return fail({ kind: 'content-differs', line: 1 });
  return format === 'csv'
    ? readLockboxCsv(Buffer.from(bytes).toString('utf8'))
    : readLockboxBai(Buffer.from(bytes).toString('latin1'));
}
