import type { Instant } from '../../domain/time/local-date.ts';
import type { Files } from '../../store/files.ts';

/** How long a URL for an upload is valid. */
const uploadSeconds = 900;

/** How long a URL for reading a file is valid. */
const readSeconds = 300;

/** A URL that accepts an upload of exactly these bytes, in the form of an answer. */
export async function signedUpload(
  files: Files,
  key: string,
  { sha256, sizeBytes }: { readonly sha256: string; readonly sizeBytes: number },
  at: Instant,
): Promise<{ uploadUrl: string; headers: Record<string, string>; expiresAt: Instant }> {
  const signed = await files.presignPut({ key, sha256Hex: sha256, sizeBytes, expiresSeconds: uploadSeconds });
  const expiresAt = new Date(Date.parse(at) + uploadSeconds * 1000).toISOString();
  return { uploadUrl: signed.url, headers: { ...signed.headers }, expiresAt };
}

/** A URL that reads a file, in the form of an answer. */
export async function signedFile(
  files: Files,
  key: string,
  { sha256, sizeBytes }: { readonly sha256: string; readonly sizeBytes: number },
): Promise<{ url: string; sha256: string; sizeBytes: number }> {
  return { url: await files.presignGet(key, readSeconds), sha256, sizeBytes };
}
