import type { Document } from '../../shared/document/document.ts';
import { countedPdfPages } from '../../shared/document/pdf-pages.ts';
import type { Principal } from '../../shared/domain/identity/principal.ts';
import { signedFile } from '../../shared/runtime/api/signed-urls.ts';
import { fileKey, sha256Hex } from '../../shared/store/files.ts';
import type { StatementsDeps } from './context.ts';

/** Keeps a document for some days: it can be made again at any time. */
export async function keptFor(
  { principal }: { readonly principal: Principal },
  { files }: Pick<StatementsDeps, 'files'>,
  document: Document,
) {
  const { bytes } = await countedPdfPages(document);
  const sha256 = sha256Hex(bytes);
  const key = fileKey(principal.tenantId, 'statement', `${sha256}.pdf`);
  await files.putForDays(key, bytes, 'application/pdf');
  return signedFile(files, key, { sha256, sizeBytes: bytes.length });
}
