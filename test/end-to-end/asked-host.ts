import type { LocalHost } from '../../infra/local/host.ts';

/** What tests that ask an office need of its host. */
export type AskedHost = Pick<LocalHost, 'url' | 'tokens' | 'issueToken' | 'endpoints' | 'bucket'>;
