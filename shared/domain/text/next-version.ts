import { fail, ok, type Result } from '../result.ts';

/** The name of a text that an office writes in versions. */
const wordingName = /^[a-z][a-z0-9-]{0,39}$/;

/** The version that a text gets, if the request saw the one before: 0 where there was none. */
export function nextVersion(
  name: string,
  before: { readonly version: number } | undefined,
  expected: number,
): Result<number, { readonly kind: 'not-found' | 'version-changed' }> {
  if (!wordingName.test(name) || (before === undefined && expected > 0)) return fail({ kind: 'not-found' });
  const version = before?.version ?? 0;
  return version === expected ? ok(version + 1) : fail({ kind: 'version-changed' });
}
