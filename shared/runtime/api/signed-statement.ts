import type { TenantId } from '../../domain/identity/ids.ts';
import type { Statement } from '../../domain/statement/statement.ts';
import { type Files, fileKey } from '../../store/files.ts';
import { signedFile } from './signed-urls.ts';

/**
 * A URL that reads a statement's stored PDF, valid for five minutes. A URL reads a whole file, and the archive also
 * holds other patients' statements. So the bytes of this statement become a file of their own, which is kept for some
 * days.
 */
export async function signedStatement(
  files: Files,
  tenant: TenantId,
  { file: { fileKey: archive, offset, sizeBytes, sha256 } }: Pick<Statement, 'file'>,
): Promise<{ url: string; sha256: string; sizeBytes: number }> {
  const key = fileKey(tenant, 'statement', `${sha256}.pdf`);
  await files.putForDays(key, await files.getRange(archive, offset, sizeBytes), 'application/pdf');
  return signedFile(files, key, { sha256, sizeBytes });
}
