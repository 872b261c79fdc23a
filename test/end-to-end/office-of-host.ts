import type { LocalHost } from '../../infra/local/host.ts';
import { issueTokens } from '../../infra/local/host-file.ts';

/** A host with another office, for which it has a token for each role. */
export async function officeOfHost(host: LocalHost, tenantId: string): Promise<LocalHost> {
  return { ...host, tenantId, tokens: await issueTokens(host.issueToken, tenantId) };
}
