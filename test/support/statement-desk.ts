import { runStatements } from '../../functions/run-statements/run-statements.ts';
import { type MessageOf, messageSchemas } from '../../shared/queue/messages.ts';
import { createFiles, type Files } from '../../shared/store/files.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { duePartition } from '../../shared/store/keys/work.ts';
import type { Table } from '../../shared/store/table.ts';
import { type AccountDesk, openAccountDesk } from './account-desk.ts';
import { type MemoryS3, memoryS3 } from './memory-s3.ts';

type Message = MessageOf<'run-statements'>;

/** An office that sends statements: the API and the worker over one table and one bucket. */
export interface StatementDesk extends AccountDesk {
  readonly bucket: MemoryS3;
  readonly files: Files;
  /**
   * Processes what is due.
   * @returns how many messages there were
   */
  workOff(more?: WorkOff): Promise<number>;
  /** Delivers a message again, as the queue does after a failed attempt. */
  workOn(message: Message): Promise<void>;
  /** Requests a run and processes it, including its notices. */
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever JSON has come
  run(): Promise<any>;
}

interface WorkOff {
  readonly receiveCount?: number;
  /** The time left whenever the worker asks for it. */
  readonly remaining?: () => number;
  /** Only messages about this. */
  readonly work?: Message['work'];
  readonly table?: Table;
}

export async function openStatementDesk(): Promise<StatementDesk> {
  const bucket = memoryS3();
  const files = createFiles(bucket, 'bucket');
  const signed: Files = { ...files, presignGet: async (key) => `https://files.example/${key}` };
  const desk = await openAccountDesk(signed);
  const { store, edge } = desk;

  const workOn: StatementDesk['workOn'] = async (message) => {
    const delivery = { messageId: 'message', receiveCount: 1, remainingMilliseconds: () => 900_000 };
    await runStatements(message, delivery, { ...edge, files, queues: { send: async () => undefined } as never });
  };

  const workOff: StatementDesk['workOff'] = async ({ receiveCount = 1, remaining, work, table = store.table } = {}) => {
    const partitions = Array.from({ length: shards.due }, (_, shard) => duePartition(shard));
    const items = (await Promise.all(partitions.map((partition) => store.table.queryAll({ partition })))).flat();
    const waiting: Message[] = [];
    for (const { pk, sk, queue, body } of items) {
      if (queue !== 'run-statements' || (work !== undefined && (body as Message).work !== work)) continue;
      waiting.push(messageSchemas['run-statements'].parse(body));
      await store.table.transact([{ delete: { pk, sk } }]);
    }
    const queues = {
      send: async (_name: string, sent: readonly unknown[]) => void waiting.push(...(sent as Message[])),
    };
    let worked = 0;
    for (let message = waiting.shift(); message !== undefined; message = waiting.shift()) {
      worked += 1;
      const delivery = { messageId: 'message', receiveCount, remainingMilliseconds: remaining ?? (() => 900_000) };
      await runStatements(message, delivery, { ...edge, table, files, queues: queues as never });
    }
    return worked;
  };

  const run: StatementDesk['run'] = async () => {
    const asked = await desk.send('POST', '/v1/statement-runs', {});
    if (asked.status !== 202) throw new Error(JSON.stringify(asked.body));
    await workOff({ work: 'run' });
    return (await desk.call('GET', `/v1/statement-runs/${asked.body.id}`)).body;
  };

  return { ...desk, bucket, files, workOff, workOn, run };
}
