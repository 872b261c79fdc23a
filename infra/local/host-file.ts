import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { type Role, roles } from '../../shared/domain/identity/principal.ts';
import type { Endpoints } from './environment.ts';
import type { IssueToken } from './issuer.ts';

export type RoleTokens = Readonly<Record<Role, string>>;

/** The file in the host's folder by which the command line finds the running host. */
export const hostFile = 'host.json';

interface HostFacts {
  readonly url: string;
  readonly tenantId: string;
  readonly tokens: RoleTokens;
  readonly endpoints: Endpoints;
}

/** A token for each role. Each token is for a person of the tenant who has only that role. */
export async function issueTokens(issueToken: IssueToken, tenantId: string): Promise<RoleTokens> {
  const tokens = Object.keys(roles).map(
    async (role) => [role, await issueToken({ tenantId, subject: `${role}-1`, roles: [role] })] as const,
  );
  return Object.fromEntries(await Promise.all(tokens)) as Record<Role, string>;
}

/** Writes the file. Only the owner can read it, because it contains tokens. The file appears whole or not at all. */
export function writeHostFile(path: string, { url, tenantId, tokens, endpoints }: HostFacts): void {
  const facts = {
    url,
    pid: process.pid,
    tenantId,
    tokens,
    dynamodbEndpoint: endpoints.dynamodb,
    s3Endpoint: endpoints.s3,
    sqsEndpoint: endpoints.sqs,
    ...(endpoints.cards === undefined ? {} : { cardsEndpoint: endpoints.cards }),
  };
  rmSync(`${path}.new`, { force: true });
  writeFileSync(`${path}.new`, `${JSON.stringify(facts, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}

/** Removes the file, so that a stopped host leaves no address behind. */
export function removeHostFile(path: string): void {
  rmSync(path, { force: true });
}
