import type { ApplyDeps } from '../../functions/apply-acknowledgement/context.ts';
import { processMessage } from '../../functions/apply-acknowledgement/process-message.ts';
import type { FileAnswer } from '../../shared/domain/acknowledgement/acknowledgement.ts';
import type { ClaimId } from '../../shared/domain/identity/ids.ts';
import {
  type AcknowledgementFile,
  readAcknowledgementFile,
  readClaimAcknowledgements,
  readSubmissionAcknowledgements,
  receivedAcknowledgements,
} from '../../shared/store/acknowledgements.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { documentOfItem } from '../../shared/store/entity-items.ts';
import { exceptionOfItem } from '../../shared/store/exceptions.ts';
import { createFiles, fileKey, sha256Hex } from '../../shared/store/files.ts';
import { acknowledgementFileKey, fileAnswerPrefix } from '../../shared/store/keys/acknowledgement.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { openExceptionPartition } from '../../shared/store/keys/work.ts';
import { createTable } from '../../shared/store/table.ts';
import { openFileSorter } from '../../shared/x12/file-sort.ts';
import { type ClaimOffice, claimOffices, type Seam, submissionIds } from './claim-offices.ts';
import { type TestTable, testEdge } from './table.ts';

/** An office that has sent claims, and the worker that applies the answers. */

export const submissionId = submissionIds[0];
/** The ids in the office's files, seen from the receiver's side. */
export const receiver = { from: 'EXAMPLECLEAR', to: 'EXAMPLECLINIC' } as const;

export function acknowledgementOffices(store: TestTable) {
  const offices = claimOffices(store);
  const { table } = store;

  /** An office whose claims were sent in one file. */
  const sent = async (count: number): Promise<ClaimOffice> => {
    const office = await offices.withClaims(count);
    await offices.begin(office);
    await offices.work(office);
    return office;
  };

  const depsOf = ({ s3 }: ClaimOffice, seam: Seam, more: Partial<ApplyDeps>): ApplyDeps => ({
    ...testEdge(createTable(seam(store.sender), store.tableName, async () => undefined)),
    now: () => new Date('2026-11-27T13:00:00Z'),
    files: createFiles(s3, 'files'),
    queues: { send: () => Promise.reject(new Error('there is time enough')) },
    usage: 'T',
    ...more,
  });

  /** Registers a file without applying it. */
  const receive = async (office: ClaimOffice, text: string): Promise<string> => {
    const { tenant, s3 } = office;
    const bytes = Buffer.from(text, 'latin1');
    const sha256 = sha256Hex(bytes);
    const object = fileKey(tenant, 'acknowledgement', `${sha256}.edi`);
    await createFiles(s3, 'files').put(object, bytes, 'application/edi-x12');
    const sorter = openFileSorter();
    sorter.push(bytes);
    const { transactions } = sorter.finish();
    const own = { sha256, sizeBytes: bytes.length, transactions, object, connectionId: 'con_1' };
    const { file, writes } = receivedAcknowledgements(tenant, own, '2026-11-27T12:30:00.000Z');
    await table.transact(writes);
    return file.id;
  };

  const work = (
    office: ClaimOffice,
    fileId: string,
    seam: Seam = (sender) => sender,
    more: Partial<ApplyDeps> = {},
    remaining = 300_000,
  ): Promise<void> => {
    const message = { schemaVersion: 1, tenantId: office.tenant, work: 'file', fileId } as const;
    const delivery = { messageId: 'apply', receiveCount: 1, remainingMilliseconds: () => remaining };
    return processMessage(message, delivery, depsOf(office, seam, more));
  };

  /** Receives and applies a file. */
  const apply = async (office: ClaimOffice, text: string): Promise<AcknowledgementFile> => {
    const fileId = await receive(office, text);
    await work(office, fileId);
    return fileOf(office, fileId);
  };

  const fileOf = async ({ tenant }: ClaimOffice, fileId: string): Promise<AcknowledgementFile> => {
    const file = await readAcknowledgementFile(table, tenant, fileId);
    if (file === undefined) throw new Error('the file is there');
    return file;
  };

  const notice = (office: ClaimOffice, of: 'file' | 'claims', at: string, id: string = submissionId): Promise<void> => {
    const message = { schemaVersion: 1, tenantId: office.tenant, work: 'missing', submissionId: id, of } as const;
    const delivery = { messageId: 'missing', receiveCount: 1, remainingMilliseconds: () => 300_000 };
    return processMessage(
      message,
      delivery,
      depsOf(office, (sender) => sender, { now: () => new Date(at) }),
    );
  };

  const answersOf = async ({ tenant }: ClaimOffice, fileId: string): Promise<FileAnswer[]> => {
    const partition = acknowledgementFileKey(tenant, fileId).pk;
    const items = await table.queryAll({ partition, prefix: fileAnswerPrefix });
    return items.map((item) => documentOfItem<FileAnswer>(item));
  };

  const filingsOf = async ({ tenant, claimIds }: ClaimOffice) =>
    (await readBalances(table, tenant, claimIds)).map((balance) => balance?.filings.map(({ state }) => state));

  const exceptionsOf = async ({ tenant }: ClaimOffice) => {
    const all = [];
    for (let shard = 0; shard < shards.exceptions; shard += 1) {
      const keys = await table.queryAll({ partition: openExceptionPartition(tenant, shard), index: true });
      all.push(...(await table.batchGet(keys.map(({ pk, sk }) => ({ pk, sk })))));
    }
    return all.flatMap((item) => (item === undefined ? [] : [exceptionOfItem(item)]));
  };

  const saidOf = (office: ClaimOffice, claimId: ClaimId) => readClaimAcknowledgements(table, office.tenant, claimId);
  const saidOfFile = (office: ClaimOffice) => readSubmissionAcknowledgements(table, office.tenant, submissionId);

  return {
    ...offices,
    submit: offices.work,
    sent,
    receive,
    work,
    apply,
    fileOf,
    notice,
    answersOf,
    filingsOf,
    exceptionsOf,
    saidOf,
    saidOfFile,
  };
}
