import { processMessage as applyAcknowledgement } from '../../functions/apply-acknowledgement/process-message.ts';
import { assembleEncounter } from '../../functions/assemble-claims/assemble-encounter.ts';
import { billNextPayers } from '../../functions/assemble-claims/bill-next-payers.ts';
import { fileAgain } from '../../functions/assemble-claims/file-again.ts';
import { processMessage as importRemittance } from '../../functions/import-remittance/process-message.ts';
import { postChunks } from '../../functions/post-remittance/post-chunks.ts';
import { relayDue } from '../../functions/relay-due/relay.ts';
import { deliver } from '../../functions/run-connection/deliver.ts';
import { submitClaims } from '../../functions/submit-claims/submit.ts';
import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { idFromDigest } from '../../shared/domain/identity/ids.ts';
import type { MessageOf } from '../../shared/queue/messages.ts';
import type { Queues } from '../../shared/runtime/queues.ts';
import { receivedAcknowledgements } from '../../shared/store/acknowledgements.ts';
import { balanceOfItem } from '../../shared/store/claims.ts';
import { digestOf } from '../../shared/store/digest.ts';
import { fileKey, sha256Hex } from '../../shared/store/files.ts';
import { remittanceObjectName } from '../../shared/store/manifest.ts';
import { fileItem } from '../../shared/store/remittances.ts';
import { submissionOfItem } from '../../shared/store/submissions.ts';
import type { Sender } from '../../shared/store/table.ts';
import { chanceOf } from '../../simulator/chance.ts';
import { memoryDynamodb } from '../support/memory-dynamodb.ts';
import { memoryS3 } from '../support/memory-s3.ts';
import { brokenClaims, watchFilings } from './claims-invariants.ts';
import { type Letter, payersOf, type Said } from './claims-payers.ts';
import { claimsPeople, itemsOf } from './claims-people.ts';
import { apiOf, clockOf, openOffice, type PayerName, payerNames, surroundings, tenant } from './claims-world.ts';
import { network, type Worker } from './network.ts';
import { readSentFile, type SentFile } from './sent-claims.ts';

interface Message {
  readonly queue: string;
  readonly body: unknown;
  receives: number;
}

/** How a run ended. */
export interface ClaimsRun {
  readonly faults: readonly string[];
  readonly told: ReadonlyMap<string, number>;
  readonly injected: ReadonlyMap<string, number>;
  /** What was said about filings, and which filings there were. */
  readonly happened: ReadonlyMap<string, number>;
}

const rounds = 34;
const plain: Worker = { wrap: (sender) => sender };

/**
 * One seeded run of claims from their charges to the last payer. They are assembled, sent, accepted or rejected,
 * decided, corrected and voided, while requests fail, workers die, and answers come late, twice and out of order. The
 * payers know which filing each of their answers is about, and the office is compared with that.
 */
export async function simulateClaims(seed: string): Promise<ClaimsRun> {
  const chance = chanceOf(seed, 'claims');
  const clock = clockOf();
  const database = memoryDynamodb();
  const bucket = memoryS3();
  const watched = watchFilings(database);
  const deps = surroundings(watched.sender, bucket, clock, chanceOf(seed, 'ids'));
  await openOffice(chance, deps(plain.wrap));
  const payers = payersOf(chanceOf(seed, 'payers'), clock, (claimId) => orderOf(database, claimId));
  const said: Said[] = [];
  const queue: Message[] = [];
  const files = new Map<string, SentFile>();
  const people = claimsPeople(chanceOf(seed, 'people'), {
    database,
    deps,
    filingMeant: (kinds, trace, claimId) => filingMeant(database, said, { kinds, trace, claimId }),
  });
  const work = workers(deps, bucket, queue);
  const net = network(chance, 4);
  const isTold = (kind: Said['kind'], claimId: string, submissionId: string) =>
    said.some((one) => one.kind === kind && one.claimId === claimId && one.submissionId === submissionId);
  const collect = (): void => {
    for (const file of leftFiles(database, bucket)) {
      files.set(file.submissionId, file);
      payers.receive(file, isTold);
    }
  };
  let crossed = 0;
  const bring = async (letter: Letter): Promise<void> => {
    crossed += letter.said.filter((one) => one.kind === 'answered' && payers.isAskedSince(one)).length;
    await takeIn(letter, deps(plain.wrap), queue);
    said.push(...letter.said);
  };

  for (let round = 0; round < rounds; round += 1) {
    clock.pass(chance.pick([0, 2, 24, 24]));
    collect();
    payers.decide(30);
    payers.speakAgain(isTold);
    for (const letter of payers.letters.splice(0)) {
      // Payments take long to arrive, and arrive in any order.
      const isHere = chance.percent(letter.kind === 'remittance' ? 20 : 45);
      if (isHere) await bring(letter);
      // Now and then the same file arrives twice.
      if (!isHere || chance.percent(10)) payers.letters.push(letter);
    }
    const taken = queue.splice(0, 1 + chance.below(4));
    for (const message of taken) message.receives += 1;
    const tasks = taken.map((message) => (worker: Worker) => work.message(message, worker));
    const deeds = Array.from({ length: 1 + chance.below(2) }, () => people.next());
    const done = await net.run([...tasks, work.relay, ...deeds]);
    queue.push(...taken.filter((_, index) => !done[index] || chance.percent(8)));
  }
  const quiet = async (): Promise<void> => {
    for (let step = 0; step < 12; step += 1) {
      clock.pass(1);
      await work.relay(plain);
      const taken = queue.splice(0);
      for (const message of taken) {
        message.receives = 1;
        await work.message(message, plain);
      }
      if (taken.length === 0) return;
    }
  };
  // At the end everything arrives and is processed, without faults.
  for (let day = 0; day < 6; day += 1) {
    await quiet();
    await people.tidy(apiOf(deps(plain.wrap)));
    await quiet();
    await people.send(apiOf(deps(plain.wrap)));
    await quiet();
    collect();
    clock.pass(24);
    payers.decide(100);
    for (const letter of payers.letters.splice(0)) await bring(letter);
  }
  await quiet();
  await people.send(apiOf(deps(plain.wrap)));
  await quiet();
  collect();
  const faults = [...watched.faults, ...payers.faults, ...brokenClaims({ database, files: [...files.values()], said })];
  return {
    faults,
    told: people.told,
    injected: net.counts,
    happened: happenedIn(database, said).set('crossed', crossed),
  };
}

/** The payers of a claim, in the order of its coverages. */
function orderOf(database: ReturnType<typeof memoryDynamodb>, claimId: string): readonly PayerName[] {
  const count = itemsOf(database, 'balance').find((item) => item.claimId === claimId)?.payers as unknown[] | undefined;
  return payerNames.slice(0, count?.length ?? 0);
}

function filingMeant(
  database: ReturnType<typeof memoryDynamodb>,
  said: readonly Said[],
  {
    kinds,
    trace,
    claimId,
  }: { readonly kinds: readonly Said['kind'][]; readonly trace: string; readonly claimId: string },
): number | undefined {
  const balance = itemsOf(database, 'balance').find((item) => item.claimId === claimId);
  const meant = said.find((one) => kinds.includes(one.kind) && one.trace === trace && one.claimId === claimId);
  const filings = balance === undefined ? [] : (balanceOfItem(balance) as ClaimBalance).filings;
  return filings.find(({ state }) => 'submissionId' in state && state.submissionId === meant?.submissionId)?.number;
}

/** The files that were sent: those in a partner's folder, and those that people fetch. */
function leftFiles(database: ReturnType<typeof memoryDynamodb>, bucket: ReturnType<typeof memoryS3>): SentFile[] {
  const byHand = itemsOf(database, 'submission')
    .map(submissionOfItem)
    .filter(({ state, partner }) => state.kind === 'submitted' && partner?.delivery.kind !== 's3-drop');
  const fetched = new Set(byHand.map(({ id }) => fileKey(tenant, 'claim-file', `${id}.837`)));
  // Payers read files in the order in which they were sent, so a correction comes after what it corrects.
  const place = ({ sent, control, submissionId }: SentFile): string => `${sent} ${control} ${submissionId}`;
  return [...bucket.objects]
    .filter(([key]) => key.includes('/outbox/') || fetched.has(key))
    .map(([, bytes]) => readSentFile(Buffer.from(bytes).toString('latin1')))
    .toSorted((left, right) => (place(left) < place(right) ? -1 : 1));
}

/** A file arrives, as by an upload or a connection. */
async function takeIn(letter: Letter, { table, files, now }: Deps, queue: Message[]): Promise<void> {
  const bytes = Buffer.from(letter.text, 'latin1');
  const sha256 = sha256Hex(bytes);
  const object = fileKey(tenant, 'remittance', remittanceObjectName(sha256));
  await files.put(object, bytes, 'text/plain');
  const at = now().toISOString();
  if (letter.kind === 'acknowledgement') {
    const facts = { sha256, sizeBytes: bytes.length, transactions: ['999'], object };
    const { file, writes } = receivedAcknowledgements(tenant, facts, at);
    if (!(await table.transact(writes)).ok) return;
    const body = { schemaVersion: 1, tenantId: tenant, work: 'file', fileId: file.id };
    queue.push({ queue: 'apply-acknowledgement', body, receives: 0 });
    return;
  }
  const id = idFromDigest('remittanceFile', digestOf('remittance-file', tenant, sha256));
  const file = { id, sha256, sizeBytes: bytes.length, receivedAt: at, state: 'received' } as const;
  if (!(await table.transact([{ put: fileItem(tenant, file), condition: { absent: true } }])).ok) return;
  queue.push({ queue: 'import-remittance', body: { schemaVersion: 1, tenantId: tenant, fileId: id }, receives: 0 });
}

type DepsOf = ReturnType<typeof surroundings>;
type Deps = ReturnType<DepsOf>;

/** The functions behind the queues. */
function workers(deps: DepsOf, _bucket: Sender, queue: Message[]) {
  const own: readonly string[] = [
    ...['assemble-claims', 'submit-claims', 'run-connection', 'apply-acknowledgement'],
    ...['import-remittance', 'post-remittance'],
  ];
  const queuesOf = ({ wrap }: Worker): Queues => {
    const sender = wrap({
      send: async (messages: readonly Message[]) => void queue.push(...messages),
    });
    return {
      // Messages to other workers are not part of this simulation.
      send: async (name, bodies) => {
        if (own.includes(name)) await sender.send(bodies.map((body) => ({ queue: name, body, receives: 0 })));
      },
    };
  };
  const message = async ({ queue: name, body, receives }: Message, worker: Worker): Promise<void> => {
    const each = { ...deps(worker.wrap), queues: queuesOf(worker), usage: 'T' as const };
    // Messages that kill workers are left to the simulation of remittances, so the count stays low.
    const receiveCount = Math.min(receives, 2);
    const delivery = { messageId: 'simulated', receiveCount, remainingMilliseconds: () => 300_000 };
    try {
      await workOff(name, body, { each, delivery });
    } catch (error) {
      // Other writers were first too often: the message is delivered again.
      if (error instanceof Error && /again|another|time is short/.test(error.message)) throw passing(error);
      throw error;
    }
  };
  const relay = async (worker: Worker): Promise<void> => {
    await relayDue({ ...deps(worker.wrap), queues: queuesOf(worker) });
  };
  return { message, relay };
}

function passing(error: Error): Error {
  return Object.assign(error, { name: 'ClaimIsBusy' });
}

async function workOff(
  name: string,
  body: unknown,
  {
    each,
    delivery,
  }: { readonly each: Deps & { readonly queues: Queues; readonly usage: 'T' }; readonly delivery: never | object },
): Promise<void> {
  const given = delivery as { messageId: string; receiveCount: number; remainingMilliseconds(): number };
  switch (name) {
    case 'assemble-claims': {
      const order = body as MessageOf<'assemble-claims'>;
      if (order.work === 'next-payers') return billNextPayers(tenant, each);
      if (order.work === 'file-again') return fileAgain({ ...order, tenantId: tenant }, each);
      // Claims of other systems' files are not part of this simulation.
      if (order.work === 'claim') return;
      await assembleEncounter({ tenantId: tenant, encounterId: order.encounterId }, each);
      return;
    }
    case 'submit-claims': {
      const { submissionId } = body as MessageOf<'submit-claims'>;
      await submitClaims({ tenantId: tenant, submissionId, messageId: given.messageId, delivery: given }, each);
      return;
    }
    case 'run-connection': {
      const order = body as MessageOf<'run-connection'>;
      if (order.work !== 'deliver') return;
      const openOutbox = () => Promise.reject(new Error('nothing leaves by SFTP here'));
      await deliver(order, { ...each, openOutbox });
      return;
    }
    case 'apply-acknowledgement':
      return applyAcknowledgement(body as MessageOf<'apply-acknowledgement'>, given, each);
    case 'import-remittance':
      return importRemittance(body as MessageOf<'import-remittance'>, given, each);
    case 'post-remittance':
      return postChunks(body as MessageOf<'post-remittance'>, given, each);
    default:
      throw new Error(`nobody works off ${name}`);
  }
}

/** Counts the situations that the run is meant to test. */
function happenedIn(database: ReturnType<typeof memoryDynamodb>, said: readonly Said[]): Map<string, number> {
  const counts = new Map<string, number>();
  const count = (what: string): void => void counts.set(what, (counts.get(what) ?? 0) + 1);
  for (const { kind, submissionId } of said) count(submissionId === '' ? 'forwarded' : kind);
  for (const item of itemsOf(database, 'balance')) {
    for (const { frequency, share, repeats, state } of balanceOfItem(item).filings) {
      if (!['submitted', 'accepted', 'answered', 'reversed', 'rejected'].includes(state.kind)) continue;
      count(frequency);
      if (share > 0) count(`payer ${share + 1}`);
      if (repeats !== undefined) count('sent again');
    }
  }
  for (const { code } of itemsOf(database, 'exception')) count(String(code));
  return counts;
}
