import { parseTenantId } from '../../shared/domain/identity/ids.ts';
import { type Principal, type Role, roles } from '../../shared/domain/identity/principal.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import type { AuthorizerSettings } from './environment.ts';

/** Why a genuine token gives no access. */
export interface NoPrincipal {
  readonly kind: 'subject-missing' | 'tenant-missing' | 'roles-missing';
}

/** Reads roles in both common forms: an array, or one text with spaces. Unknown roles are ignored. */
function readRoles(claim: unknown): readonly Role[] {
  const named: readonly unknown[] = Array.isArray(claim) ? claim : typeof claim === 'string' ? claim.split(' ') : [];
  return (Object.keys(roles) as Role[]).filter((role) => named.includes(role));
}

/** A subject is an opaque id: printable, without spaces, at most 255 characters (OpenID Connect Core, section 2). */
function isSubject(claim: unknown): claim is string {
  return typeof claim === 'string' && /^[\x21-\x7e]{1,255}$/.test(claim);
}

/** Reads the principal from the claims of a verified token. */
export function principalOf(
  claims: Readonly<Record<string, unknown>>,
  { tenantClaim, rolesClaim }: Pick<AuthorizerSettings, 'tenantClaim' | 'rolesClaim'>,
): Result<Principal, NoPrincipal> {
  const { sub } = claims;
  if (!isSubject(sub)) return fail({ kind: 'subject-missing' });
  const tenant = claims[tenantClaim];
  const tenantId = typeof tenant === 'string' ? parseTenantId(tenant) : fail({ kind: 'tenant-malformed' as const });
  if (!tenantId.ok) return fail({ kind: 'tenant-missing' });
  const known = readRoles(claims[rolesClaim]);
  return known.length === 0
    ? fail({ kind: 'roles-missing' })
    : ok({ tenantId: tenantId.value, subject: sub, roles: known });
}
