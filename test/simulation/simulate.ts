import { createHash } from 'node:crypto';
import { importFile } from '../../functions/import-remittance/import-file.ts';
import { postChunk } from '../../functions/post-remittance/post-chunk.ts';
import { type ClaimId, claimIdFromDigest, idFromDigest } from '../../shared/domain/identity/ids.ts';
import type { MessageOf } from '../../shared/queue/messages.ts';
import { createLogger } from '../../shared/runtime/logger.ts';
import type { Delivery } from '../../shared/runtime/queue-handler.ts';
import { digestOf } from '../../shared/store/digest.ts';
import { createFiles, fileKey } from '../../shared/store/files.ts';
import { remittanceObjectName } from '../../shared/store/manifest.ts';
import { fileItem } from '../../shared/store/remittances.ts';
import { createTable } from '../../shared/store/table.ts';
import { type Chance, chanceOf } from '../../simulator/chance.ts';
import { memoryS3 } from '../support/memory-s3.ts';
import { charge, goldenTenant, setUpPayers } from '../support/remittance-pipeline.ts';
import { brokenInvariants } from './invariants.ts';
import { memoryDynamodb } from './memory-dynamodb.ts';
import { type FaultCounts, network, type Worker } from './network.ts';
import { type World, worldOf } from './world.ts';

type Message =
  | { readonly queue: 'import-remittance'; readonly body: MessageOf<'import-remittance'>; receives: number }
  | { readonly queue: 'post-remittance'; readonly body: MessageOf<'post-remittance'>; receives: number };

/** How a run ended. */
export interface SimulatedRun {
  readonly seed: string;
  /** Sentences; none when everything held. */
  readonly faults: readonly string[];
  /** What the network did. */
  readonly injected: FaultCounts;
  readonly rounds: number;
}

const now = () => new Date('2026-11-23T14:05:06.789Z');
const noPause = async () => undefined;
const roundsLimit = 400;

/**
 * One seeded run of import and posting: the product's own store code over stand-ins behind the `send` seam, several workers at once,
 * messages delivered again, in any order and to two workers, requests that fail, and workers that die. The same seed, the same run.
 */
export async function simulate(seed: string): Promise<SimulatedRun> {
  const chance = chanceOf(seed, 'run');
  const world = worldOf(seed);
  const database = memoryDynamodb();
  const bucket = memoryS3();
  const queue: Message[] = await begin(world, database, bucket);
  const net = network(chance, 8);
  const logger = createLogger('simulation', () => undefined);
  const claimsPerChunk = 1 + chance.below(4);

  const work = async (message: Message, { wrap }: Worker): Promise<void> => {
    const table = createTable(wrap(database), 'table', noPause);
    const files = createFiles(wrap(bucket), 'bucket');
    const sender = wrap({
      send: async (bodies: MessageOf<'post-remittance'>[]) => {
        for (const body of bodies) queue.push({ queue: 'post-remittance', body, receives: 0 });
      },
    });
    const queues = { send: (_queue: string, bodies: readonly object[]) => sender.send(bodies) };
    const delivery: Delivery = {
      messageId: 'simulated',
      receiveCount: message.receives,
      remainingMilliseconds: () => 300_000,
    };
    if (message.queue === 'import-remittance') {
      await importFile(message.body, delivery, { table, files, queues, logger, now, claimsPerChunk });
    } else await postChunk(message.body, delivery, { table, files, queues, logger, now });
  };

  let rounds = 0;
  for (; queue.length > 0 && rounds < roundsLimit; rounds += 1) {
    const taken = draw(chance, queue);
    for (const message of taken) message.receives += 1;
    const done = await net.run(taken.map((message) => (worker) => work(message, worker)));
    for (const [index, message] of taken.entries()) {
      // A message that was not done comes again; now and then one that was does, too.
      if (!done[index] || chance.percent(8)) queue.splice(chance.below(queue.length + 1), 0, message);
    }
  }
  const unfinished = queue.length > 0 ? [`${queue.length} messages are left after ${rounds} rounds`] : [];
  return { seed, faults: [...unfinished, ...brokenInvariants(database, world)], injected: net.counts, rounds };
}

/** Takes one to three messages; now and then one of them goes to two workers at once. */
function draw(chance: Chance, queue: Message[]): Message[] {
  const taken: Message[] = [];
  for (let count = 1 + chance.below(3); count > 0 && queue.length > 0; count -= 1) {
    taken.push(...queue.splice(chance.below(queue.length), 1));
  }
  const [first] = taken;
  return first !== undefined && chance.percent(15) ? [...taken, { ...first }] : taken;
}

async function begin(
  world: World,
  database: ReturnType<typeof memoryDynamodb>,
  bucket: ReturnType<typeof memoryS3>,
): Promise<Message[]> {
  const table = createTable(database, 'table', noPause);
  const files = createFiles(bucket, 'bucket');
  await setUpPayers(table);
  const ids = new Map<string, ClaimId>();
  for (const [name, claim] of Object.entries(world.claims)) {
    const id = claimIdFromDigest(digestOf('simulated', name));
    ids.set(name, id);
    await charge(table, id, claim);
  }
  const messages: Message[] = [];
  for (const text of world.files) {
    const bytes = Buffer.from(text.replace(/\{(\w+)\}/g, (_, name: string) => ids.get(name) ?? name));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const id = idFromDigest('remittanceFile', digestOf('remittance-file', goldenTenant, sha256));
    await files.put(fileKey(goldenTenant, 'remittance', remittanceObjectName(sha256)), bytes, 'text/plain');
    const file = { id, sha256, sizeBytes: bytes.length, receivedAt: now().toISOString(), state: 'received' } as const;
    // The same bytes again are the same file: its item is there, and no second message.
    const isNew = await table.transact([{ put: fileItem(goldenTenant, file), condition: { absent: true } }]);
    const body = { schemaVersion: 1, tenantId: goldenTenant, fileId: id } as const;
    if (isNew.ok) messages.push({ queue: 'import-remittance', body, receives: 0 });
  }
  return messages;
}
