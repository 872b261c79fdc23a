import { createHash } from 'node:crypto';
import { processMessage } from '../../functions/import-remittance/process-message.ts';
import { postChunks } from '../../functions/post-remittance/post-chunks.ts';
import { relayDue } from '../../functions/relay-due/relay.ts';
import { type ClaimId, claimIdFromDigest, idFromDigest } from '../../shared/domain/identity/ids.ts';
import type { Logger } from '../../shared/domain/logger.ts';
import type { MessageOf } from '../../shared/queue/messages.ts';
import { createLogger } from '../../shared/runtime/logger.ts';
import type { Delivery } from '../../shared/runtime/queue-handler.ts';
import type { Queues } from '../../shared/runtime/queues.ts';
import { digestOf } from '../../shared/store/digest.ts';
import { createFiles, fileKey } from '../../shared/store/files.ts';
import { remittanceObjectName } from '../../shared/store/manifest.ts';
import { fileItem } from '../../shared/store/remittances.ts';
import { createTable, type Sender } from '../../shared/store/table.ts';
import { type Chance, chanceOf } from '../../simulator/chance.ts';
import { type MemoryDynamodb, memoryDynamodb } from '../support/memory-dynamodb.ts';
import { memoryS3 } from '../support/memory-s3.ts';
import { setRules } from '../support/posting-rules.ts';
import { charge, goldenTenant, setUpPayers } from '../support/remittance-pipeline.ts';
import { brokenDecisions } from './decision-invariants.ts';
import { brokenInvariants } from './invariants.ts';
import { type FaultCounts, network, type Worker } from './network.ts';
import { type People, peopleOf, type Told } from './people.ts';
import { type World, worldOf } from './world.ts';

type Message =
  | {
      readonly queue: 'import-remittance';
      readonly body: MessageOf<'import-remittance'>;
      receives: number;
      isLate?: boolean;
    }
  | {
      readonly queue: 'post-remittance';
      readonly body: MessageOf<'post-remittance'>;
      receives: number;
      isLate?: boolean;
    };

/** How a run ended. */
export interface SimulatedRun {
  readonly seed: string;
  /** What is wrong, one sentence each; empty when everything held. */
  readonly faults: readonly string[];
  /** What the network did. */
  readonly injected: FaultCounts;
  readonly rounds: number;
  /** What people requested, and the last answer that they got. */
  readonly told: readonly Told[];
}

const now = () => new Date('2026-11-23T14:05:06.789Z');
const noPause = async () => undefined;
const roundsLimit = 400;

/**
 * One seeded run of import and posting: the product's own store code over stand-ins behind the `send` seam, several
 * workers at once, messages that are delivered again, out of order and to two workers, requests that fail, and workers
 * that die. Meanwhile people approve plans and decide about waiting items. The same seed gives the same run.
 */
export async function simulate(seed: string): Promise<SimulatedRun> {
  const chance = chanceOf(seed, 'run');
  const world = worldOf(seed);
  const database = memoryDynamodb();
  const bucket = memoryS3();
  const queue = await begin(world, database, bucket);
  const net = network(chance, 8);
  const logger = createLogger('simulation', () => undefined);
  const { decisions } = world.office;
  const people = peopleOf({ chance: chanceOf(seed, 'people'), database, bucket, logger, decisions, now });
  const work = worker({ database, bucket, queue, logger, claimsPerChunk: 1 + chance.below(4) });

  let rounds = 0;
  for (; rounds < roundsLimit; rounds += 1) {
    const taken = draw(chance, queue);
    const decided = decide(chance, people, taken.length === 0);
    // Messages about deadlines fall due after the end of this run.
    const isDue = database.items().some(({ type, queue: of }) => type?.S === 'due' && of?.S !== 'watch-deadlines');
    const relays = isDue && (taken.length === 0 || chance.percent(50)) ? [work.relay] : [];
    if (taken.length + decided.length + relays.length === 0) break;
    for (const message of taken) {
      message.receives += 1;
      message.isLate = chance.percent(5);
    }
    const messages = taken.map((message) => (each: Worker) => work.message(message, each));
    const done = await net.run([...messages, ...decided, ...relays]);
    for (const [index, message] of taken.entries()) {
      // A message that was not processed is delivered again; now and then so is one that was.
      if (!done[index] || chance.percent(8)) queue.splice(chance.below(queue.length + 1), 0, message);
    }
  }
  const unfinished = rounds === roundsLimit ? [`there is work left after ${rounds} rounds`] : [];
  const { told } = people;
  const faults = [...unfinished, ...brokenInvariants(database, world, told), ...brokenDecisions(database, world, told)];
  return { seed, faults, injected: net.counts, rounds, told };
}

/** One or two actions of people in this round, or none. */
function decide(chance: Chance, people: People, isQuiet: boolean): ((worker: Worker) => Promise<void>)[] {
  if (!isQuiet && chance.percent(55)) return [];
  return Array.from({ length: 1 + chance.below(2) }, () => people.next()).filter((task) => task !== undefined);
}

interface Surroundings {
  readonly database: MemoryDynamodb;
  readonly bucket: Sender;
  readonly queue: Message[];
  readonly logger: Logger;
  readonly claimsPerChunk: number;
}

/** What the functions behind the queues do with a message, and what the relay does with due ones. */
function worker({ database, bucket, queue, logger, claimsPerChunk }: Surroundings) {
  const deps = ({ wrap }: Worker) => {
    const sender = wrap({
      send: async (messages: readonly Omit<Message, 'receives'>[]) => {
        for (const message of messages) queue.push({ ...message, receives: 0 } as Message);
      },
    });
    const queues: Queues = {
      // Messages to the bank's worker are not part of this simulation.
      send: (name, bodies) =>
        name === 'reconcile-bank' ? Promise.resolve() : sender.send(bodies.map((body) => ({ queue: name, body }))),
    };
    const table = createTable(wrap(database), 'table', noPause);
    return { table, files: createFiles(wrap(bucket), 'bucket'), queues, logger, now, claimsPerChunk };
  };
  const message = async (given: Message, each: Worker): Promise<void> => {
    const delivery: Delivery = {
      messageId: 'simulated',
      receiveCount: given.receives,
      // Now and then little time is left, and a new message continues with the rest.
      remainingMilliseconds: () => (given.isLate ? 1000 : 300_000),
    };
    if (given.queue === 'import-remittance') await processMessage(given.body, delivery, deps(each));
    else await postChunks(given.body, delivery, deps(each));
  };
  const relay = async (each: Worker): Promise<void> => {
    await relayDue(deps(each));
  };
  return { message, relay };
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
  const { looksAt } = world.office;
  if (looksAt === 'everybody') await setRules(table, goldenTenant, { autoPost: false });
  else if (looksAt !== 'nobody') {
    await setRules(table, goldenTenant, { scope: { kind: 'payer', payerId: looksAt }, autoPost: false });
  }
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
    // The same bytes are the same file: its item exists, so no second message is sent.
    const isNew = await table.transact([{ put: fileItem(goldenTenant, file), condition: { absent: true } }]);
    const body = { schemaVersion: 1, tenantId: goldenTenant, fileId: id } as const;
    if (isNew.ok) messages.push({ queue: 'import-remittance', body, receives: 0 });
  }
  return messages;
}
