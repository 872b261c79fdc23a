import { S3Client } from '@aws-sdk/client-s3';
import { expect } from 'vitest';
import { assembleClaimOfSource, assembleEncounter } from '../../functions/assemble-claims/assemble-encounter.ts';
import { billNextPayers } from '../../functions/assemble-claims/bill-next-payers.ts';
import { fileAgain } from '../../functions/assemble-claims/file-again.ts';
import { claimsApi } from '../../functions/claims/api.ts';
import { operations as claimsOperations } from '../../functions/claims/operations.ts';
import { type DeliveryOrder, deliver as deliverFile } from '../../functions/run-connection/deliver.ts';
import { submitClaims } from '../../functions/submit-claims/submit.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { type MessageOf, messageSchemas } from '../../shared/queue/messages.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createFiles } from '../../shared/store/files.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { duePartition } from '../../shared/store/keys/work.ts';
import { createTable, type Item, type Sender } from '../../shared/store/table.ts';
import { callApi, manager, type TestRequest } from './api-event.ts';
import { longTime } from './claim-offices.ts';
import { memoryS3 } from './memory-s3.ts';
import { encounterBody, type Office, officeApi, setUpOffice } from './office.ts';
import { type TestTable, testEdge } from './table.ts';

/** An office with its claims API, and the workers between codes and claim files, all over one table. */
export async function claimsDesk(store: TestTable) {
  const edge = testEdge(store.table, '2026-11-23T12:00:00.000Z');
  const s3 = memoryS3();
  const signer = new S3Client({ region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });
  const handler = createApiHandler(claimsApi, claimsOperations, { ...edge, files: createFiles(s3, 'files', signer) });
  const practice = officeApi(edge);
  const office = await setUpOffice(practice);
  let keys = 0;

  const call = (method: string, path: string, more: Partial<TestRequest> = {}) =>
    callApi(handler, { method, path, principal: manager, ...more });

  const newKey = (): Record<string, string> => {
    keys += 1;
    return { 'Idempotency-Key': `key-${keys}` };
  };

  const tick = (): void => edge.setNow(new Date(edge.now().getTime() + 1000).toISOString());

  /**
   * Does what the relay and the queues do: processes every due message. `seam` wraps the sender of the workers' table.
   */
  const workOff = async (seam: (sender: Sender) => Sender = (sender) => sender): Promise<number> => {
    tick();
    const files = createFiles(s3, 'files');
    const own = { ...edge, files, table: createTable(seam(store.sender), store.tableName, async () => undefined) };
    const pages = await Promise.all(
      Array.from({ length: shards.due }, (_, shard) => store.table.queryAll({ partition: duePartition(shard) })),
    );
    // Messages to the bank’s worker are not part of this desk.
    const isOwn = ({ queue }: Item) => queue === 'assemble-claims' || queue === 'submit-claims';
    const due = pages.flat().filter((item) => isOwn(item) && item.sk <= edge.now().toISOString());
    for (const item of due) {
      const queue = item.queue as 'assemble-claims' | 'submit-claims';
      const message = messageSchemas[queue].parse(item.body);
      const tenantId = message.tenantId as TenantId;
      if (queue === 'assemble-claims') {
        const order = message as MessageOf<'assemble-claims'>;
        if (order.work === 'next-payers') await billNextPayers(tenantId, own);
        else if (order.work === 'file-again') await fileAgain({ ...order, tenantId }, own);
        else if (order.work === 'claim') await assembleClaimOfSource({ tenantId, claimId: order.claimId }, own);
        else await assembleEncounter({ tenantId, encounterId: order.encounterId }, own);
      } else {
        const { submissionId } = message as MessageOf<'submit-claims'>;
        const queues = { send: () => Promise.reject(new Error('there is time enough')) };
        const deps = { ...own, usage: 'T', queues } as const;
        await submitClaims({ tenantId, messageId: 'message-submit', submissionId, delivery: longTime }, deps);
      }
      await store.table.transact([{ delete: { pk: item.pk, sk: item.sk } }]);
    }
    tick();
    return due.length;
  };

  /** Makes every due delivery. */
  const deliver = async (): Promise<void> => {
    tick();
    const pages = await Promise.all(
      Array.from({ length: shards.due }, (_, shard) => store.table.queryAll({ partition: duePartition(shard) })),
    );
    const openOutbox = () => Promise.reject(new Error('nothing leaves by SFTP here'));
    for (const item of pages.flat()) {
      const order = item.body as DeliveryOrder;
      if (item.queue !== 'run-connection' || order.work !== 'deliver' || item.sk > edge.now().toISOString()) continue;
      await deliverFile(order, { ...edge, files: createFiles(s3, 'files'), openOutbox });
      await store.table.transact([{ delete: { pk: item.pk, sk: item.sk } }]);
    }
    tick();
  };

  /**
   * Enters codes through the API and finalises them. A change that names its kind is the whole encounter. Returns the
   * claim's id.
   */
  const finalise = async (
    change: Record<string, unknown> = {},
    principal = manager,
    of: Office = office,
  ): Promise<string> => {
    const body = 'kind' in change ? change : { ...encounterBody(of), ...change };
    const draft = await practice.call('POST', '/v1/encounters', body, { principal });
    expect(draft.status).toBe(201);
    const final = await practice.call('POST', `/v1/encounters/${draft.body.id}/finalize`, undefined, {
      principal,
      headers: { ...newKey(), 'If-Match': draft.headers.ETag ?? '' },
    });
    expect(final.status).toBe(200);
    return final.body.state.claimIds[0];
  };

  return { edge, s3, practice, office, call, newKey, tick, workOff, deliver, finalise };
}
