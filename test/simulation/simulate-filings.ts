import { TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { assembleEncounter } from '../../functions/assemble-claims/assemble-encounter.ts';
import { claimsApi } from '../../functions/claims/api.ts';
import { operations as claimsOperations } from '../../functions/claims/operations.ts';
import { codeEntryApi } from '../../functions/code-entry/api.ts';
import { operations as codeEntryOperations } from '../../functions/code-entry/operations.ts';
import { patientsApi } from '../../functions/patients/api.ts';
import { operations as patientsOperations } from '../../functions/patients/operations.ts';
import { submitClaims } from '../../functions/submit-claims/submit.ts';
import { claimStatus } from '../../shared/domain/claim/status.ts';
import type { Submission } from '../../shared/domain/claim/submission.ts';
import { type ClaimCharges, chargeEntry } from '../../shared/domain/encounter/charges.ts';
import type { ClaimId, TenantId } from '../../shared/domain/identity/ids.ts';
import { zeroCents } from '../../shared/domain/money/cents.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { utc } from '../../shared/domain/time/time-zone.ts';
import { createApiHandler } from '../../shared/runtime/api/handler.ts';
import { createLogger } from '../../shared/runtime/logger.ts';
import { readHistory } from '../../shared/store/claim-history.ts';
import { laneOf, readBalances } from '../../shared/store/claims.ts';
import { chargeEntryId } from '../../shared/store/encounters.ts';
import { createFiles } from '../../shared/store/files.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { coverageKey } from '../../shared/store/keys/practice.ts';
import { firstEntryWrite, totalsWrite } from '../../shared/store/ledger.ts';
import { newSubmissionWrite } from '../../shared/store/submissions.ts';
import { createTable, type Item, type Sender, type Write } from '../../shared/store/table.ts';
import { type Chance, chanceOf } from '../../simulator/chance.ts';
import { callApi } from '../support/api-event.ts';
import {
  chargesOf,
  coverage,
  finalEncounter,
  patient,
  payer,
  seedEncounter,
  seedOffice,
} from '../support/claim-fixture.ts';
import { type MemoryDynamodb, memoryDynamodb } from '../support/memory-dynamodb.ts';
import { memoryS3 } from '../support/memory-s3.ts';
import { brokenBooks, plainItems } from './invariants.ts';
import { network, type Worker } from './network.ts';

const tenant = 'filings-office' as TenantId;
const principal = { tenantId: tenant, subject: 'user-simulated', roles: 'biller manager coder' };
const now = () => new Date('2026-11-23T14:05:06.789Z');
const noPause = async () => undefined;
const longTime = { remainingMilliseconds: () => 300_000 };

type Message = { readonly queue: 'assemble' | 'submit'; readonly id: string };
type Task = (worker: Worker) => Promise<void>;

/** How a run ended: what does not hold, one sentence each, and how often people got which answer. */
export interface FilingsRun {
  readonly faults: readonly string[];
  readonly told: ReadonlyMap<string, number>;
  readonly injected: ReadonlyMap<string, number>;
  /** How many claims were sent with another member id than the one with which they were first assembled. */
  readonly changed: number;
}

/**
 * One seeded run of sending claims: workers assemble and submit claims while they race, die and start again, and people
 * hold, release, withdraw and reassemble claims and change member ids.
 */
export async function simulateFilings(seed: string): Promise<FilingsRun> {
  const chance = chanceOf(seed, 'filings');
  const database = memoryDynamodb();
  const bucket = memoryS3();
  const office = await begin(chance, database);
  const joined = new Map<string, string>();
  const watched = watch(database, joined);
  const net = network(chance, 6);
  const told = new Map<string, number>();
  const queue: Message[] = office.encounterIds.map((id) => ({ queue: 'assemble', id }));
  const anything = people(chance, watched, office, told);
  let isOver = false;
  // At the end people stop.
  const act = (): Task => (isOver ? async () => undefined : anything());
  const work = workers(rushed(chance, watched, act), bucket);
  let submissions = 0;
  for (let round = 0; round < 60; round += 1) {
    if (chance.percent(15) && submissions < 4) {
      submissions += 1;
      queue.push({ queue: 'submit', id: await newSubmission(database, submissions) });
    }
    queue.push(...(await takeDue(database)));
    const taken = queue.splice(0, 1 + chance.below(3));
    const done = taken.map(() => false);
    const tasks = taken.map(
      (message, index): Task =>
        async (worker) => {
          done[index] = await work(message, worker);
        },
    );
    const deeds = round < 45 ? Array.from({ length: chance.below(3) }, () => act()) : [];
    await net.run([...tasks, ...deeds]);
    // A message that was not processed is delivered again; now and then so is one that was.
    queue.push(...taken.filter((_, index) => !done[index] || chance.percent(10)));
  }
  isOver = true;
  const quiet: Worker = { wrap: (sender) => sender };
  const last = await newSubmission(database, submissions + 1);
  for (const message of [...queue, ...(await takeDue(database)), { queue: 'submit', id: last } as const]) {
    await work(message, quiet);
  }
  const faults = await brokenFilings(database, bucket, office.claimIds, joined);
  const changed = [...joined.values()].filter((memberId) => memberId.startsWith('CHANGED')).length;
  return { faults, told, injected: net.counts, changed };
}

interface FilingsOffice {
  readonly encounterIds: readonly string[];
  readonly claimIds: readonly ClaimId[];
  readonly patientIds: readonly string[];
}

/** An office with some patients, each with a final encounter. */
async function begin(chance: Chance, database: MemoryDynamodb): Promise<FilingsOffice> {
  const table = createTable(database, 'table', noPause);
  await seedOffice(table, tenant);
  const numbers = Array.from({ length: 2 + chance.below(5) }, (_, number) => number);
  const patientIds = numbers.map((number) => `pat_${String(number).padStart(26, '0')}`);
  const encounters = numbers.map((number) => ({
    ...finalEncounter(number),
    patientId: patientIds[number] as string,
    createdAt: now().toISOString(),
  }));
  for (const [number, encounter] of encounters.entries()) {
    const patientId = patientIds[number] as string;
    const known = { schemaVersion: 1, version: 1 };
    const own = { ...coverage, id: coverageId(patientId), patientId, memberId: `MEMBER${number}` };
    await table.transact([
      {
        put: {
          ...entityKey(tenant, 'PATIENT', patientId),
          type: 'patient',
          ...known,
          coverageRevision: 1,
          ...patient,
          id: patientId,
        },
      },
      { put: { ...coverageKey(tenant, patientId, own.id), type: 'coverage', ...known, ...own } },
    ]);
    await seedEncounter(table, tenant, encounter, [own]);
    for (const charges of chargesOf(encounter, [own])) await table.transact(chargesWrites(charges));
  }
  const claimIds = encounters.flatMap(({ state }) =>
    state.kind === 'final' ? (state.claimIds as readonly ClaimId[]) : [],
  );
  return { encounterIds: encounters.map(({ id }) => id), claimIds, patientIds };
}

/** Charges, posted as finalising posts them. */
function chargesWrites(charges: ClaimCharges): Write[] {
  const { claimId } = charges;
  const entry = chargeEntry(chargeEntryId(tenant, claimId), charges, '2026-11-22' as LocalDate);
  const begins = { at: '2026-11-22T12:00:00.000Z', by: 'tester', to: 'charged' };
  return [
    firstEntryWrite(tenant, claimId, entry, begins),
    totalsWrite(tenant, entry, charges.encounter.id, entry.legs),
  ];
}

const coverageId = (patientId: string) => `cov_${patientId.slice(4)}`;

function itemsOf(database: MemoryDynamodb, type: string): Item[] {
  return database.items().flatMap((raw) => {
    const item = unmarshall(raw) as Item;
    return item.type === type ? [item] : [];
  });
}

/** Records the member id that each claim’s patient had when the claim joined a submission. */
function watch(database: MemoryDynamodb, joined: Map<string, string>): Sender {
  return {
    send: async (command) => {
      const answer = await database.send(command);
      if (!isJoining(command)) return answer;
      for (const { Put } of (command as TransactWriteItemsCommand).input.TransactItems ?? []) {
        if (Put?.Item?.type?.S !== 'submission-claims') continue;
        for (const { S: text = '' } of Put.Item.claims?.L ?? []) {
          const claimId = text.slice(0, text.indexOf('|'));
          const balance = itemsOf(database, 'balance').find((item) => item.claimId === claimId);
          const insured = itemsOf(database, 'coverage').find((item) => item.patientId === balance?.patientId);
          joined.set(claimId, insured?.memberId as string);
        }
      }
      return answer;
    },
  };
}

function isJoining(command: unknown): boolean {
  const actions = command instanceof TransactWriteItemsCommand ? command.input.TransactItems : undefined;
  return actions?.some(({ Put }) => Put?.Item?.type?.S === 'submission-claims') === true;
}

/** Now and then a person acts at the very moment at which claims join a submission. */
function rushed(chance: Chance, sender: Sender, act: () => Task): Sender {
  return {
    send: async (command) => {
      if (isJoining(command) && chance.percent(40)) await act()({ wrap: (own) => own });
      return sender.send(command);
    },
  };
}

async function newSubmission(database: MemoryDynamodb, number: number): Promise<string> {
  const id = `sub_${String(number).padStart(26, '0')}`;
  const { receiver } = payer;
  const submission: Submission = {
    id,
    createdAt: now().toISOString(),
    timeZone: utc,
    createdBy: 'tester',
    lane: laneOf('professional', receiver.id, 'EXAMPLECLINIC'),
    receiverId: receiver.id,
    submitterId: 'EXAMPLECLINIC',
    state: { kind: 'gathering' },
    claims: 0,
    chargeCents: zeroCents,
  };
  await createTable(database, 'table', noPause).transact([newSubmissionWrite(tenant, submission)]);
  return id;
}

/** Takes what is due, as the relay does. */
async function takeDue(database: MemoryDynamodb): Promise<Message[]> {
  const due = itemsOf(database, 'due');
  const table = createTable(database, 'table', noPause);
  for (const { pk, sk } of due) await table.transact([{ delete: { pk, sk } }]);
  return due.flatMap(({ queue, body }): Message[] =>
    queue === 'assemble-claims' ? [{ queue: 'assemble', id: (body as { encounterId: string }).encounterId }] : [],
  );
}

/** Processes a message. Returns whether it is done: when other workers came first, it is delivered again. */
function workers(database: Sender, bucket: Sender) {
  return async ({ queue, id }: Message, { wrap }: Worker): Promise<boolean> => {
    const table = createTable(wrap(database), 'table', noPause);
    const files = createFiles(wrap(bucket), 'bucket');
    const queues = { send: () => Promise.reject(new Error('there is time enough')) };
    try {
      if (queue === 'assemble') await assembleEncounter({ tenantId: tenant, encounterId: id }, { table, files, now });
      else {
        const task = { tenantId: tenant, submissionId: id, messageId: 'simulated', delivery: longTime };
        await submitClaims(task, { table, files, queues, usage: 'T', now });
      }
      return true;
    } catch (error) {
      if (error instanceof Error && error.message.includes('delivered again')) return false;
      throw error;
    }
  };
}

/** The next action of a person, based on what the person sees at that moment. */
function people(chance: Chance, database: Sender, office: FilingsOffice, told: Map<string, number>) {
  let deeds = 0;
  return (): Task => {
    deeds += 1;
    const key = `deed-${deeds}`;
    const onClaim = ['hold', 'release', 'withdraw', 'reassemble'] as const;
    const what = chance.percent(10)
      ? chance.pick(['correct', 'void'] as const)
      : chance.pick([...onClaim, 'member-id', 'member-id'] as const);
    const claimId = chance.pick([...office.claimIds] as [ClaimId, ...ClaimId[]]);
    const patientId = chance.pick([...office.patientIds] as [string, ...string[]]);
    return async ({ wrap }) => {
      const table = createTable(wrap(database), 'table', noPause);
      const logger = createLogger('simulation', () => undefined);
      const deps = { table, files: createFiles(memoryS3(), 'bucket'), logger, now, newUlid: () => '0'.repeat(26) };
      const claims = createApiHandler(claimsApi, claimsOperations, deps as never);
      const patients = createApiHandler(patientsApi, patientsOperations, deps as never);
      const encounters = createApiHandler(codeEntryApi, codeEntryOperations, deps as never);
      const isTakenBack = what === 'correct' || what === 'void';
      const encounterId = office.encounterIds[office.claimIds.indexOf(claimId)];
      const [handler, path] =
        what === 'member-id'
          ? [patients, `/v1/patients/${patientId}/coverages/${coverageId(patientId)}`]
          : isTakenBack
            ? [encounters, `/v1/encounters/${encounterId}`]
            : [claims, `/v1/claims/${claimId}`];
      const seen = await callApi(handler, { method: 'GET', path, principal });
      if (seen.status !== 200) return;
      const headers = { 'If-Match': seen.headers.ETag ?? '', 'Idempotency-Key': key };
      const { id: _id, version: _version, patientId: _patientId, ...stated } = seen.body;
      const isReasoned = isTakenBack || what === 'hold' || what === 'withdraw';
      const request =
        what !== 'member-id'
          ? { method: 'POST', path: `${path}/${what}`, body: isReasoned ? { reason: 'why' } : undefined }
          : { method: 'PUT', path, body: { ...stated, memberId: `CHANGED${deeds}` } };
      const answer = await callApi(handler, { ...request, headers, principal });
      const outcome = answer.status < 300 ? what : String(answer.status);
      told.set(outcome, (told.get(outcome) ?? 0) + 1);
    };
  };
}

/** What must hold at the end, read from files and items. */
async function brokenFilings(
  database: MemoryDynamodb,
  bucket: ReturnType<typeof memoryS3>,
  claimIds: readonly ClaimId[],
  joined: ReadonlyMap<string, string>,
): Promise<string[]> {
  const table = createTable(database, 'table', noPause);
  const sent = [...bucket.objects.values()].flatMap((bytes) => membersIn(Buffer.from(bytes).toString('latin1')));
  const faults = brokenBooks(plainItems(database));
  const encounters = itemsOf(database, 'encounter');
  for (const balance of await readBalances(table, tenant, claimIds)) {
    if (balance === undefined) throw new Error('a claim is gone');
    const { claimId } = balance;
    const { kind } = claimStatus(balance);
    const own = sent.filter((one) => one.claimId === claimId);
    if (kind === 'charged' || kind === 'batched' || kind === 'ready') faults.push(`${claimId} is still ${kind}`);
    // A sent claim whose encounter is void: its void waits until the payer has accepted the claim, and is on a list
    // until then.
    const isVoided = kind === 'voided';
    if (own.length !== (kind === 'submitted' || isVoided ? 1 : 0))
      faults.push(`${claimId} is ${kind} and in ${own.length} files`);
    for (const { memberId } of own) {
      if (memberId !== joined.get(claimId)) faults.push(`${claimId} left with ${memberId}, not ${joined.get(claimId)}`);
    }
    const history = await readHistory(table, tenant, balance);
    // A sent claim does not change when its encounter is reopened or voided. The clock stands still here, so the line
    // about that has no certain place among the others, and is left out.
    const isReopened = balance.correction !== undefined || history.some(({ event }) => event === 'correction-opened');
    const lines = history.filter(({ event }) => event !== 'correction-opened');
    const gaps = lines.slice(1).filter((line, index) => line.from !== lines[index]?.to);
    if (gaps.length > 0 || lines.at(-1)?.to !== kind) faults.push(`${claimId}: its history has a gap`);
    const encounter = encounters.find(({ id }) => id === balance.encounterId);
    const isTakenBack = (encounter?.state as { readonly kind: string } | undefined)?.kind !== 'final';
    if (isTakenBack !== (kind === 'cancelled' || isReopened))
      faults.push(`${claimId} is ${kind}; taken back: ${isTakenBack}`);
    const isListed = itemsOf(database, 'exception').some((each) => each.claimId === claimId && each.state === 'open');
    if (isListed !== (kind === 'held' || kind === 'withdrawn' || isVoided))
      faults.push(`${claimId} is ${kind}; listed: ${isListed}`);
  }
  return faults;
}

/** The claims of a file, each with its subscriber’s member id. */
function membersIn(text: string): { readonly claimId: string; readonly memberId: string }[] {
  const claims: { claimId: string; memberId: string }[] = [];
  let memberId = '';
  for (const segment of text.split('~')) {
    const [name, qualifier, ...rest] = segment.split('*');
    if (name === 'NM1' && qualifier === 'IL') memberId = rest.at(-1) ?? '';
    if (name === 'CLM') claims.push({ claimId: qualifier ?? '', memberId });
  }
  return claims;
}
