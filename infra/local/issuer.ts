import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { audience } from './environment.ts';

/** The person that a token is for. `roles` are those of `shared/domain/identity/principal.ts`. */
export interface TokenRequest {
  readonly tenantId: string;
  readonly subject: string;
  readonly roles: readonly string[];
}

export type IssueToken = (request: TokenRequest) => Promise<string>;

export interface Issuer {
  readonly issueToken: IssueToken;
  /** The issuer's documents by path below `/oidc`, as with any OpenID Connect provider. */
  readonly documents: Readonly<Record<string, unknown>>;
}

/** Tokens last a week. They are invalid on another port, because the issuer's name contains the port. */
const lifetime = '7d';

const algorithm = 'RS256';

/** The private key, created at the first start in a folder and kept there, so that tokens survive a restart on the same port. */
async function readKey(folder: string): Promise<JWK> {
  const file = join(folder, 'issuer-key.json');
  try {
    return JSON.parse(await readFile(file, 'utf8')) as JWK;
  } catch {
    const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
    const key = { ...(await exportJWK(privateKey)), kid: randomUUID(), alg: algorithm, use: 'sig' };
    await writeFile(file, JSON.stringify(key), { mode: 0o600 });
    return key;
  }
}

/** The development issuer. It gives a token to anybody who asks, so it exists only in the local host, on loopback. */
export async function createIssuer(folder: string, issuer: string): Promise<Issuer> {
  const key = await readKey(folder);
  const { kid = '', n = '', e = '' } = key;
  const privateKey = await importJWK(key, algorithm);
  const issueToken: IssueToken = ({ tenantId, subject, roles }) =>
    new SignJWT({ tenant_id: tenantId, roles: [...roles] })
      .setProtectedHeader({ alg: algorithm, kid, typ: 'JWT' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(subject)
      .setIssuedAt()
      .setExpirationTime(lifetime)
      .setJti(randomUUID())
      .sign(privateKey);
  const documents = {
    '/.well-known/openid-configuration': {
      issuer,
      jwks_uri: `${issuer}/jwks.json`,
      token_endpoint: `${issuer}/token`,
      response_types_supported: ['id_token'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: [algorithm],
    },
    '/jwks.json': { keys: [{ kty: 'RSA', use: 'sig', alg: algorithm, kid, n, e }] },
  };
  return { issueToken, documents };
}

/** Reads the body of `POST /oidc/token`, `{ tenantId, subject?, roles }`; undefined when it has another form. */
export function readTokenRequest(body: string): TokenRequest | undefined {
  try {
    const { tenantId, subject = 'developer', roles } = JSON.parse(body) as Partial<TokenRequest>;
    const isGood = typeof tenantId === 'string' && typeof subject === 'string' && Array.isArray(roles);
    return isGood && roles.every((role) => typeof role === 'string') ? { tenantId, subject, roles } : undefined;
  } catch {
    return undefined;
  }
}
