import { afterAll, beforeAll, describe } from 'vitest';
import { type LocalHost, startHost } from '../../infra/local/host.ts';
import { describeBadRemittances } from './bad-remittances.ts';
import { describeConnections } from './connections.ts';
import { describeCorpus } from './corpus-remittances.ts';
import { officeOfHost } from './office-of-host.ts';
import { describeProtected } from './phi.ts';
import { describeScenario } from './scenario.ts';
import { describeTwoCoders } from './two-coders.ts';

/*
 * Several offices on one host, each of which does something else. A host takes longer to start and to warm up than most
 * of these offices take.
 */

let host: LocalHost;

beforeAll(async () => {
  host = await startHost({ logLevel: 'debug', dropFolderEveryMilliseconds: 250, longestRetrySeconds: 1 });
});
afterAll(() => host?.stop());

// This office comes first, while the host's queues and log have only its own messages.
describe('an office with protected data', () => describeProtected(async () => host));
describe('an office with connections', () => describeConnections(() => officeOfHost(host, 'connected')));
describe('an office whose coders work together', () => describeTwoCoders(() => officeOfHost(host, 'two-coders')));
describe('an office with daily work', () => describeScenario(() => officeOfHost(host, 'practising')));
describe('an office that receives bad files', () => describeBadRemittances(() => officeOfHost(host, 'bad-files')));
describe('an office that receives the corpus', () => describeCorpus(() => officeOfHost(host, 'corpus')));
