import type { LocalHost } from '../../infra/local/host.ts';

/** The parts of a host that tests of an office need. */
export type AskedHost = Pick<LocalHost, 'url' | 'tokens' | 'issueToken' | 'endpoints' | 'bucket'>;
