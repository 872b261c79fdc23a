import { createHash } from 'node:crypto';
import type { ImportDeps } from '../../functions/import-remittance/context.ts';
import { processMessage } from '../../functions/import-remittance/process-message.ts';
import { postChunks } from '../../functions/post-remittance/post-chunks.ts';
import { applyLegs, type ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { claimStatus } from '../../shared/domain/claim/status.ts';
import { type ClaimId, idFromDigest, type TenantId } from '../../shared/domain/identity/ids.ts';
import { type Account, accountOfCode } from '../../shared/domain/ledger/accounts.ts';
import { type LedgerEntry, type Leg, ledgerEntry } from '../../shared/domain/ledger/entry.ts';
import { cents, zeroCents } from '../../shared/domain/money/cents.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import type { MessageOf } from '../../shared/queue/messages.ts';
import type { Delivery } from '../../shared/runtime/queue-handler.ts';
import { balanceItem, balanceOfItem, balanceWrite } from '../../shared/store/claims.ts';
import { digestOf } from '../../shared/store/digest.ts';
import { createFiles, type Files, fileKey } from '../../shared/store/files.ts';
import { claimBalanceKey } from '../../shared/store/keys/claim.ts';
import { ledgerDayRanges, totalsPartition } from '../../shared/store/keys/ledger.ts';
import { payeeIdentityKey, payerIdentityKey } from '../../shared/store/keys/practice.ts';
import { remittanceFileKey, remittanceKey } from '../../shared/store/keys/remittance.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { duePartition, openExceptionPartition } from '../../shared/store/keys/work.ts';
import { entryOfItem, entryWrite, totalsWrite } from '../../shared/store/ledger.ts';
import { remittanceName, remittanceObjectName } from '../../shared/store/manifest.ts';
import { bodyOfItem, fileItem, type Remittance, type RemittanceFile } from '../../shared/store/remittances.ts';
import { createTable, type Item, type Sender, type Table } from '../../shared/store/table.ts';
import type { GoldenClaim, GoldenLedger, GoldenOutcome, GoldenPatientPayment } from '../golden/golden-ledger.ts';
import { goldenPayee, goldenPayers } from '../golden/remittance-text.ts';
import { controlNumbers, marksOf, patientPaymentLegs } from '../golden/run-in-memory.ts';
import { type MemoryS3, memoryS3 } from './memory-s3.ts';
import { type TestEdge, type TestTable, testEdge } from './table.ts';

/**
 * Import and posting as they run in production, over an embedded DynamoDB; queues and bucket are in memory behind the
 * same seams.
 */
export interface Pipeline {
  readonly tenant: TenantId;
  readonly table: Table;
  readonly edge: TestEdge;
  readonly files: Files;
  readonly bucket: MemoryS3;
  /** The same files, without injected faults. */
  readonly plainFiles: Files;
  /** Stores a file's bytes and its item, and puts its message into the queue. */
  receive(text: string): Promise<string>;
  /** Moves the due messages from the table into the queue, as the relay does. Returns how many. */
  relay(): Promise<number>;
  /** Processes messages until none is left, each at most `maximumReceives` times. Returns how many were given up. */
  drain(maximumReceives?: number): Promise<number>;
  /**
   * The same, with functions that run out of time when they check the clock for the n-th time. Returns how many
   * functions ran.
   */
  drainInShortLives(looks: number): Promise<number>;
  fileOf(fileId: string): Promise<RemittanceFile>;
}

export const goldenTenant = 'golden-office' as TenantId;
const goldenEntity = 'ent_00000000000000000000G01DEN';

type Message =
  | { readonly queue: 'import-remittance'; readonly body: MessageOf<'import-remittance'>; receives: number }
  | { readonly queue: 'post-remittance'; readonly body: MessageOf<'post-remittance'>; receives: number };

/** The conditions that a test can set. */
interface Surroundings {
  readonly claimsPerChunk?: number;
  /** As in production: payments that are marked as tests wait for a person. */
  readonly holdsTests?: boolean;
  /** How much time each delivery has left. */
  remainingMilliseconds?(): number;
}

/** @param wrap wraps the stand-ins' senders, so that faults can be injected */
export function createPipeline(
  store: Pick<TestTable, 'sender' | 'tableName'>,
  wrap: (sender: Sender) => Sender = (sender) => sender,
  { claimsPerChunk, holdsTests, remainingMilliseconds = () => 300_000 }: Surroundings = {},
): Pipeline {
  const tenant = goldenTenant;
  const bucket = memoryS3();
  const noPause = async () => undefined;
  const table = createTable(wrap(store.sender), store.tableName, noPause);
  const plain = createTable(store.sender, store.tableName, noPause);
  const files = createFiles(wrap(bucket), 'bucket');
  const edge = testEdge(table);
  const messages: Message[] = [];
  const queueSender = wrap({
    send: async (sent: readonly Omit<Message, 'receives'>[]) => {
      for (const message of sent) messages.push({ ...message, receives: 0 } as Message);
    },
  });
  const queues: ImportDeps['queues'] = {
    send: (queue, bodies) => queueSender.send(bodies.map((body) => ({ queue, body }))),
  };
  const deps: ImportDeps = { ...edge, files, queues, claimsPerChunk, holdsTests };

  const receive = async (text: string): Promise<string> => {
    const bytes = Buffer.from(text, 'latin1');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const id = idFromDigest('remittanceFile', digestOf('remittance-file', tenant, sha256));
    await createFiles(bucket, 'bucket').put(
      fileKey(tenant, 'remittance', remittanceObjectName(sha256)),
      bytes,
      'text/plain',
    );
    const receivedAt = edge.now().toISOString();
    const file: RemittanceFile = { id, sha256, sizeBytes: bytes.length, receivedAt, state: 'received' };
    await plain.transact([{ put: fileItem(tenant, file), condition: { absent: true } }]);
    messages.push({
      queue: 'import-remittance',
      body: { schemaVersion: 1, tenantId: tenant, fileId: id },
      receives: 0,
    });
    return id;
  };

  const relay = async (): Promise<number> => {
    let relayed = 0;
    for (let shard = 0; shard < shards.due; shard += 1) {
      for (const item of await plain.queryAll({ partition: duePartition(shard) })) {
        // Messages to the bank's worker are not part of this pipeline.
        if (item.queue !== 'import-remittance' && item.queue !== 'post-remittance') continue;
        messages.push({ queue: item.queue, body: item.body, receives: 0 } as Message);
        await plain.transact([{ delete: { pk: item.pk, sk: item.sk } }]);
        relayed += 1;
      }
    }
    return relayed;
  };

  const work = (message: Message, left: () => number): Promise<void> => {
    const delivery: Delivery = { messageId: 'test', receiveCount: message.receives, remainingMilliseconds: left };
    if (message.queue === 'import-remittance') return processMessage(message.body, delivery, deps);
    return postChunks(message.body, delivery, { ...edge, files, queues: deps.queues });
  };

  const drainInShortLives = async (looks: number): Promise<number> => {
    let lives = 0;
    for (let message = messages.shift(); message !== undefined; message = messages.shift()) {
      lives += 1;
      if (lives > 1000) throw new Error('it goes on for ever');
      let left = looks;
      await work({ ...message, receives: 1 }, () => (--left > 0 ? 300_000 : 0));
    }
    return lives;
  };

  const drain = async (maximumReceives = 1): Promise<number> => {
    let givenUp = 0;
    for (let message = messages.shift(); message !== undefined; message = messages.shift()) {
      message.receives += 1;
      try {
        await work(message, remainingMilliseconds);
      } catch (error) {
        if (maximumReceives === 1) throw error;
        if (message.receives < maximumReceives) messages.push(message);
        else givenUp += 1;
      }
    }
    return givenUp;
  };

  const fileOf = async (fileId: string): Promise<RemittanceFile> =>
    bodyOfItem<RemittanceFile>((await plain.get(remittanceFileKey(tenant, fileId))) as Item);

  return {
    tenant,
    table: plain,
    edge,
    files,
    bucket,
    plainFiles: createFiles(bucket, 'bucket'),
    receive,
    relay,
    drain,
    drainInShortLives,
    fileOf,
  };
}

/** The payments of a file, in file order. */
export async function remittancesOf({ tenant, table, fileOf }: Pipeline, fileId: string): Promise<Remittance[]> {
  const { payments = 0 } = await fileOf(fileId);
  const keys = Array.from({ length: payments }, (_, index) =>
    remittanceKey(tenant, idFromDigest('remittance', digestOf(...remittanceName(tenant, fileId, index)))),
  );
  return (await table.batchGet(keys)).map((item) => bodyOfItem<Remittance>(item as Item));
}

/** The books as stored in the table. */
export interface StoredBooks {
  readonly entries: readonly LedgerEntry[];
  /** Account totals as the trial balance reads them, zeros left out. */
  readonly totals: Readonly<Partial<Record<Account, number>>>;
  readonly claims: Readonly<Record<string, GoldenOutcome>>;
  /** Codes of open exceptions, sorted; denials are not among them. */
  readonly exceptions: readonly string[];
}

/** Sets up what a golden ledger begins with: payers, the billing provider, submitted claims and their charges. */
export async function chargeGolden(table: Table, golden: GoldenLedger): Promise<void> {
  await setUpPayers(table);
  const names = controlNumbers(golden);
  for (const [name, claim] of Object.entries(golden.claims)) await charge(table, names.get(name) as ClaimId, claim);
}

/** The golden payers and the billing provider, as remittances name them. */
export async function setUpPayers(table: Table): Promise<void> {
  const tenant = goldenTenant;
  const identities = Object.entries(goldenPayers).map(([payerId, payer]) => ({
    put: { ...payerIdentityKey(tenant, 'trace-originator', payer.traceOriginator), type: 'payer-identity', payerId },
  }));
  const payee = {
    ...payeeIdentityKey(tenant, 'npi', goldenPayee.npi),
    type: 'payee-identity',
    entityId: goldenEntity,
  };
  await table.transact([...identities, { put: payee }]);
}

/** A submitted claim with its charge entry. */
export async function charge(table: Table, claimId: ClaimId, claim: GoldenClaim): Promise<void> {
  const legs = claim.lines.flatMap((line, index): Leg[] => [
    {
      account: 'insurance-receivable',
      cents: cents(line),
      payerId: claim.payers[0] as string,
      share: 0,
      line: index + 1,
    },
    { account: 'charges', cents: cents(-line), line: index + 1 },
  ]);
  const postedOn = '2026-10-06' as LocalDate;
  const entry = ledgerEntry({
    id: idFromDigest('ledgerEntry', digestOf('golden-charge', claimId)),
    kind: 'charge',
    effectiveOn: '2026-10-05' as LocalDate,
    postedOn,
    entityId: goldenEntity,
    claimId,
    legs,
  });
  const balance: ClaimBalance = {
    claimId,
    version: 1,
    state: { kind: 'filed' },
    filings: [{ number: 1, share: 0, frequency: 'original', state: { kind: 'submitted', submissionId: 'golden' } }],
    entityId: goldenEntity,
    billingProviderId: 'golden',
    patientId: 'golden',
    encounterId: 'golden',
    serviceFrom: '2026-10-05' as LocalDate,
    chargeCents: cents(claim.lines.reduce((sum, line) => sum + line, 0)),
    lineCount: claim.lines.length,
    payers: claim.payers.map((payerId, index) => ({
      payerId,
      coverageId: `cov_${String(index).padStart(26, '0')}`,
      receivableCents: zeroCents,
      status: index === 0 ? 'open' : 'waiting',
    })),
    patientCents: zeroCents,
  };
  await table.transact([
    entryWrite(goldenTenant, claimId, entry, 'golden'),
    totalsWrite(goldenTenant, entry, claimId, legs),
    { put: balanceItem(goldenTenant, applyLegs(balance, legs)) },
  ]);
}

/** Books what a patient paid, as a person's entry does. */
export async function payByPatient(table: Table, golden: GoldenLedger, paid: GoldenPatientPayment): Promise<void> {
  const claimId = controlNumbers(golden).get(paid.claim) as ClaimId;
  const before = balanceOfItem((await table.get(claimBalanceKey(goldenTenant, claimId))) as Item);
  const postedOn = '2026-11-23' as LocalDate;
  const legs = patientPaymentLegs(paid);
  const entry = ledgerEntry({
    id: idFromDigest('ledgerEntry', digestOf('golden-patient', claimId, String(paid.after))),
    kind: 'patient-payment',
    effectiveOn: postedOn,
    postedOn,
    entityId: goldenEntity,
    claimId,
    legs,
  });
  await table.transact([
    entryWrite(goldenTenant, claimId, entry, 'golden'),
    totalsWrite(goldenTenant, entry, claimId, legs),
    balanceWrite(goldenTenant, before, applyLegs(before, legs)),
  ]);
}

/** Reads the books back: entries by day, totals, balances, exceptions. */
export async function storedBooks(table: Table, golden: GoldenLedger): Promise<StoredBooks> {
  const tenant = goldenTenant;
  const entryKeys: Item[] = [];
  for (const day of ['2026-10-06', '2026-11-23'] as LocalDate[]) {
    for (const range of ledgerDayRanges(tenant, day)) {
      entryKeys.push(...(await table.queryAll({ ...range, index: true })));
    }
  }
  const entries = (await table.batchGet(entryKeys)).map((item) => entryOfItem(item as Item));
  const exceptionKeys: Item[] = [];
  for (let shard = 0; shard < shards.exceptions; shard += 1) {
    exceptionKeys.push(...(await table.queryAll({ partition: openExceptionPartition(tenant, shard), index: true })));
  }
  const exceptions = (await table.batchGet(exceptionKeys)).map((item) => (item as Item).code as string);
  const claims: Record<string, GoldenOutcome> = {};
  for (const [name, claimId] of controlNumbers(golden)) {
    const balance = balanceOfItem((await table.get(claimBalanceKey(tenant, claimId))) as Item);
    claims[name] = {
      state: claimStatus(balance).kind,
      ...(balance.state.kind === 'adjudicated' ? { outcome: balance.state.outcome } : {}),
      payerCents: balance.payers.map((payer) => payer.receivableCents),
      patientCents: balance.patientCents,
      ...marksOf(balance),
    };
  }
  return { entries, totals: await storedTotals(table), claims, exceptions: exceptions.sort() };
}

async function storedTotals(table: Table): Promise<Partial<Record<Account, number>>> {
  const totals: Partial<Record<Account, number>> = {};
  for (const item of await table.queryAll({ partition: totalsPartition(goldenTenant) })) {
    for (const [code, amount] of Object.entries(item)) {
      const account = accountOfCode(code);
      if (account !== undefined) totals[account] = (totals[account] ?? 0) + Number(amount);
    }
  }
  return Object.fromEntries(Object.entries(totals).filter(([, amount]) => amount !== 0));
}

/** The text of a golden remittance, with its claims' control numbers filled in. */
export function filledIn(golden: GoldenLedger, text: string): string {
  const names = controlNumbers(golden);
  return text.replace(/\{(\w+)\}/g, (_, name: string) => names.get(name) ?? name);
}
