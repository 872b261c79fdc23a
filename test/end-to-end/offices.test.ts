import { afterAll, beforeAll, describe } from 'vitest';
import { type LocalHost, startHost } from '../../infra/local/host.ts';
import { describeBadRemittances } from './bad-remittances.ts';
import { describeConnections } from './connections.ts';
import { officeOfHost } from './office-of-host.ts';
import { describeScenario } from './scenario.ts';
import { describeTwoCoders } from './two-coders.ts';

/* Several offices on one host, each with something else to do: a host takes longer to start and to warm up than most of them take. */

let host: LocalHost;

beforeAll(async () => {
  host = await startHost({ dropFolderEveryMilliseconds: 250 });
});
afterAll(() => host?.stop());

describe('an office with connections', () => describeConnections(() => officeOfHost(host, 'connected')));
describe('an office whose coders work together', () => describeTwoCoders(() => officeOfHost(host, 'two-coders')));
describe('an office that practises', () => describeScenario(() => officeOfHost(host, 'practising')));
describe('an office that receives bad files', () => describeBadRemittances(() => officeOfHost(host, 'bad-files')));
