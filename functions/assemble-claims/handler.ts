import { parseTenantId } from '../../shared/domain/identity/ids.ts';
import { invariant } from '../../shared/domain/result.ts';
import { createEdge } from '../../shared/runtime/edge.ts';
import { openFiles } from '../../shared/runtime/files.ts';
import { createQueueHandler } from '../../shared/runtime/queue-handler.ts';
import { assembleClaimOfSource, assembleEncounter } from './assemble-encounter.ts';
import { billNextPayers } from './bill-next-payers.ts';
import { fileAgain } from './file-again.ts';

const edge = createEdge('assemble-claims');
const deps = { table: edge.table, now: edge.now, files: openFiles(edge.environment) };

export const handler = createQueueHandler(
  'assemble-claims',
  async (message) => {
    const tenant = parseTenantId(message.tenantId);
    invariant(tenant.ok, 'a message names a tenant');
    if (message.work === 'next-payers') await billNextPayers(tenant.value, deps);
    else if (message.work === 'file-again') await fileAgain({ ...message, tenantId: tenant.value }, deps);
    else if (message.work === 'claim')
      await assembleClaimOfSource({ tenantId: tenant.value, claimId: message.claimId }, deps);
    else await assembleEncounter({ tenantId: tenant.value, encounterId: message.encounterId }, deps);
  },
  edge,
);
