import type { LocalHost } from '../../infra/local/host.ts';
import { issueTokens } from '../../infra/local/host-file.ts';

/** The host as another office sees it, with a token for each of its roles. */
export async function officeOfHost(host: LocalHost, tenantId: string): Promise<LocalHost> {
  return { ...host, tenantId, tokens: await issueTokens(host.issueToken, tenantId) };
}
