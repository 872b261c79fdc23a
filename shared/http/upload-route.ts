import * as z from 'zod';
import { largestFileBytes } from '../domain/file-limits.ts';
import type { Role } from '../domain/identity/principal.ts';
import { sha256Schema, uploadSchema } from './schemas.ts';

/**
 * The route that returns a URL to upload a file to, the same for files of every kind.
 * @param path such as `/v1/intakes/uploads`
 * @param what what the file is, such as "a bank statement"
 * @param kind decides the maximum size
 */
export function uploadRoute<Path extends string, const Roles extends readonly Role[]>(
  path: Path,
  what: string,
  kind: keyof typeof largestFileBytes,
  roles: Roles,
) {
  return {
    method: 'POST',
    path,
    summary: `Gets a URL to upload ${what} to; the bytes must have this length and SHA-256`,
    roles,
    body: z.strictObject({ sha256: sha256Schema, sizeBytes: z.int().min(1).max(largestFileBytes[kind]) }),
    answer: { status: 201, schema: uploadSchema },
  } as const;
}
