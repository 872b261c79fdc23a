import { processMessage } from '../../functions/apply-acknowledgement/process-message.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { createFiles, fileKey, sha256Hex } from '../../shared/store/files.ts';
import { remittanceObjectName } from '../../shared/store/manifest.ts';
import { manager, type TestAnswer } from './api-event.ts';
import type { claimsDesk } from './claims-desk.ts';

const tenant = manager.tenantId as TenantId;

/** A file of claims that was sent, with what an answer to it must name. */
export interface SentFile {
  readonly submissionId: string;
  readonly text: string;
  /** The control number of its group. */
  readonly group: string;
  /** The sender and the receiver of the answer. */
  readonly envelope: { readonly from: string; readonly to: string };
}

/** Lets a claims desk send its claims and receive acknowledgements of them. */
export function acknowledgedDesk(desk: Awaited<ReturnType<typeof claimsDesk>>) {
  /** Sends what is ready. */
  const send = async (): Promise<SentFile> => {
    const created = await desk.call('POST', '/v1/submissions', { body: {}, headers: desk.newKey() });
    await desk.workOff();
    const [{ id: submissionId }] = created.body.items;
    const text = Buffer.from(desk.s3.objects.get(`${tenant}/claim-file/${submissionId}.837`) ?? []).toString('latin1');
    const { controlNumber } = (await desk.call('GET', `/v1/submissions/${submissionId}`)).body;
    const envelope = { from: text.slice(54, 69).trim(), to: text.slice(35, 50).trim() };
    return { submissionId, text, group: String(Number(controlNumber)), envelope };
  };

  /** Uploads a file of acknowledgements, and has the worker apply it. */
  const acknowledge = async (text: string, more: object = {}): Promise<TestAnswer> => {
    const bytes = Buffer.from(text, 'latin1');
    const sha256 = sha256Hex(bytes);
    const files = createFiles(desk.s3, 'files');
    await files.put(fileKey(tenant, 'remittance', remittanceObjectName(sha256)), bytes, 'text/plain');
    const body = { sha256, name: 'ACK.999', ...more };
    const taken = await desk.call('POST', '/v1/acknowledgement-files', { body, headers: desk.newKey() });
    if (taken.status !== 202) return taken;
    const message = { schemaVersion: 1, tenantId: tenant, work: 'file', fileId: taken.body.file.id } as const;
    const queues = { send: () => Promise.reject(new Error('there is time enough')) };
    const delivery = { messageId: 'ack', receiveCount: 1, remainingMilliseconds: () => 300_000 };
    await processMessage(message, delivery, { ...desk.edge, files, queues, usage: 'T' });
    return desk.call('GET', `/v1/acknowledgement-files/${taken.body.file.id}`);
  };

  return { send, acknowledge };
}
