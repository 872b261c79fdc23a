import * as z from 'zod';

/** Only on this machine may the issuer's keys travel unencrypted. */
function isSafe(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(hostname));
}

const environmentSchema = z.object({
  /** The issuer's name, exactly as in its tokens. */
  OIDC_ISSUER: z.url(),
  /** The audience that tokens must have. */
  OIDC_AUDIENCE: z.string().min(1),
  OIDC_JWKS_URI: z.url().refine(isSafe, 'must be https'),
  /** The token claims that name the office and the roles; providers differ. */
  OIDC_TENANT_CLAIM: z.string().min(1).default('tenant_id'),
  OIDC_ROLES_CLAIM: z.string().min(1).default('roles'),
});

/** Which tokens are accepted, and which of their claims name the office and the roles. */
export interface AuthorizerSettings {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUri: string;
  readonly tenantClaim: string;
  readonly rolesClaim: string;
}

/** Reads the settings once per cold start. Throws when one is missing or malformed. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): AuthorizerSettings {
  const parsed = environmentSchema.parse(environment);
  return {
    issuer: parsed.OIDC_ISSUER,
    audience: parsed.OIDC_AUDIENCE,
    jwksUri: parsed.OIDC_JWKS_URI,
    tenantClaim: parsed.OIDC_TENANT_CLAIM,
    rolesClaim: parsed.OIDC_ROLES_CLAIM,
  };
}
