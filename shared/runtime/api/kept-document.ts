import type { Document } from '../../document/document.ts';
import { textPages } from '../../document/text-pages.ts';
import type { TenantId } from '../../domain/identity/ids.ts';
import { type Files, fileKey, sha256Hex } from '../../store/files.ts';
import { signedFile } from './signed-urls.ts';

const forms = {
  pdf: { extension: 'pdf', mediaType: 'application/pdf' },
  text: { extension: 'txt', mediaType: 'text/plain; charset=utf-8' },
} as const;

/** A document as PDF. The library is loaded when the first one is asked for. */
export async function pdfOf(document: Document): Promise<Uint8Array> {
  const { pdfPages } = await import('../../document/pdf-pages.ts');
  return pdfPages(document);
}

/**
 * Stores a document as a file and answers a URL that reads it. The file's key contains its digest, so storing the same
 * document again gives the same file.
 */
export async function keptDocument(
  { files, tenant }: { readonly files: Files; readonly tenant: TenantId },
  document: Document,
  form: keyof typeof forms = 'pdf',
): Promise<{ url: string; sha256: string; sizeBytes: number }> {
  const bytes = form === 'text' ? Buffer.from(textPages(document)) : await pdfOf(document);
  const { extension, mediaType } = forms[form];
  const sha256 = sha256Hex(bytes);
  const key = fileKey(tenant, 'document', `${sha256}.${extension}`);
  await files.put(key, bytes, mediaType);
  return signedFile(files, key, { sha256, sizeBytes: bytes.length });
}
