import { runCorrespondence } from '../../functions/run-correspondence/run-correspondence.ts';
import { type MessageOf, messageSchemas } from '../../shared/queue/messages.ts';
import { createFiles, type Files } from '../../shared/store/files.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { duePartition } from '../../shared/store/keys/work.ts';
import { type AccountDesk, openAccountDesk } from './account-desk.ts';
import { type MemoryS3, memoryS3 } from './memory-s3.ts';

/** An office that calls and writes: the API and the worker over one table and one bucket. */
export interface CorrespondenceDesk extends AccountDesk {
  readonly bucket: MemoryS3;
  readonly files: Files;
  /**
   * Processes what is due by now.
   * @returns how many messages there were
   */
  workOff(): Promise<number>;
  /** The bytes behind a URL of a file. */
  bytesOf(url: string): Uint8Array;
}

export async function openCorrespondenceDesk(): Promise<CorrespondenceDesk> {
  const bucket = memoryS3();
  const files = createFiles(bucket, 'bucket');
  const signed: Files = { ...files, presignGet: async (key) => `https://files.example/${key}` };
  const desk = await openAccountDesk(signed);
  const { store, edge } = desk;
  const workOff = async (): Promise<number> => {
    const partitions = Array.from({ length: shards.due }, (_, shard) => duePartition(shard));
    const items = (await Promise.all(partitions.map((partition) => store.table.queryAll({ partition })))).flat();
    const now = edge.now().toISOString();
    const due = items.filter(({ queue, sk }) => queue === 'run-correspondence' && sk.slice(0, now.length) <= now);
    for (const { pk, sk, body } of due) {
      const message: MessageOf<'run-correspondence'> = messageSchemas['run-correspondence'].parse(body);
      await runCorrespondence(message, { ...edge, files });
      await store.table.transact([{ delete: { pk, sk } }]);
    }
    return due.length;
  };
  const bytesOf = (url: string) => bucket.objects.get(url.replace('https://files.example/', '')) as Uint8Array;
  return { ...desk, bucket, files, workOff, bytesOf };
}
