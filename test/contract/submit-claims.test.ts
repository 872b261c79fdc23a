import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assembleEncounter } from '../../functions/assemble-claims/assemble-encounter.ts';
import type { SubmitDeps } from '../../functions/submit-claims/context.ts';
import { submitClaims } from '../../functions/submit-claims/submit.ts';
import type { Submission } from '../../shared/domain/claim/submission.ts';
import type { ClaimId, TenantId } from '../../shared/domain/identity/ids.ts';
import { zeroCents } from '../../shared/domain/money/cents.ts';
import { documentItem, laneOf, readBalances, readClaimDocuments, readHistory } from '../../shared/store/claims.ts';
import { createFiles, sha256Hex } from '../../shared/store/files.ts';
import { claimBalanceKey, readyPartition, shards } from '../../shared/store/keys.ts';
import { newSubmissionWrite, readSubmission, readSubmissionClaims } from '../../shared/store/submissions.ts';
import { createTable, type Item, type Sender } from '../../shared/store/table.ts';
import { finalEncounter, seedEncounter, seedOffice, testClaimId } from '../support/claim-fixture.ts';
import { type MemoryS3, memoryS3 } from '../support/memory-s3.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;
beforeAll(async () => {
  store = await startTestTable();
});
afterAll(() => store.stop());

const lane = laneOf('EXAMPLECLEAR', 'EXAMPLECLINIC');
const now = () => new Date('2026-11-23T15:00:00Z');

/** One office with its ready claims and its bucket. */
interface Office {
  readonly tenant: TenantId;
  readonly s3: MemoryS3;
  readonly claimIds: readonly ClaimId[];
}

let tenants = 0;
function newTenant(): TenantId {
  tenants += 1;
  return `submit-${tenants}` as TenantId;
}

/** Assembles claims once for each number of them; tests work on copies, which is quicker. */
const templates = new Map<number, Promise<string>>();

const templateTenant = 'template' as TenantId;

async function assembleTemplate(count: number): Promise<string> {
  await seedOffice(store.table, templateTenant);
  for (let number = 0; number < count; number += 1) {
    const encounter = finalEncounter(number, [10000 + number]);
    await seedEncounter(store.table, templateTenant, encounter);
    const task = { tenantId: templateTenant, encounterId: encounter.id, messageId: 'assemble' };
    await assembleEncounter(task, { table: store.table, now });
  }
  const collections = claimIdsOf(count).map((claimId) => claimBalanceKey(templateTenant, claimId).pk);
  const items = await Promise.all(collections.map((partition) => store.table.queryAll({ partition })));
  return JSON.stringify(items.flat());
}

const claimIdsOf = (count: number): ClaimId[] =>
  Array.from({ length: count }, (_, number) => testClaimId(number * 100));

async function officeWithClaims(count: number): Promise<Office> {
  const tenant = newTenant();
  if (!templates.has(count)) templates.set(count, assembleTemplate(count));
  const template = (await templates.get(count)) ?? '[]';
  const items: Item[] = JSON.parse(template.replaceAll(`"${templateTenant}#`, `"${tenant}#`));
  if (items.length > 0) await store.table.transact(items.map((put) => ({ put })));
  return { tenant, s3: memoryS3(), claimIds: claimIdsOf(count) };
}

/** The same id in every office, so that files can be compared. */
const submissionIds = ['sub_0000000000000000000000SVB1', 'sub_0000000000000000000000SVB2'] as const;

async function begin({ tenant }: Office, id: string = submissionIds[0]): Promise<void> {
  const submission: Submission = {
    id,
    createdAt: '2026-11-23T14:05:06.789Z',
    createdBy: 'tester',
    lane,
    receiverId: 'EXAMPLECLEAR',
    submitterId: 'EXAMPLECLINIC',
    state: { kind: 'gathering' },
    claims: 0,
    chargeCents: zeroCents,
  };
  const begun = await store.table.transact([newSubmissionWrite(tenant, submission)]);
  expect(begun.ok).toBe(true);
}

/** How a test stands in at the one seam. */
type Seam = (sender: Sender) => Sender;

function work(
  office: Office,
  id: string = submissionIds[0],
  seam: Seam = (sender) => sender,
  more: Partial<SubmitDeps> = {},
) {
  const deps = {
    table: createTable(seam(store.sender), store.tableName, async () => undefined),
    files: createFiles(seam(office.s3), 'files'),
    now,
    ...more,
  };
  return submitClaims({ tenantId: office.tenant, submissionId: id, messageId: 'submit' }, deps);
}

/** Puts a character into a ready claim's document that no file can carry: as if the writer had become stricter. */
async function spoil({ tenant }: Office, claimId: ClaimId): Promise<void> {
  const [document] = await readClaimDocuments(store.table, tenant, [claimId]);
  if (document?.content.kind !== 'complete') throw new Error('the claim is ready');
  const claim = { ...document.content.claim, notes: [{ kind: 'ADD', text: 'A~B' }] };
  await store.table.transact([{ put: documentItem(tenant, { ...document, content: { ...document.content, claim } }) }]);
}

const filesOf = ({ s3 }: Office): string[] =>
  [...s3.objects.values()].map((bytes) => Buffer.from(bytes).toString('latin1'));

const claimsIn = (text: string): string[] => [...text.matchAll(/~CLM\*([^*]+)\*/g)].map((match) => match[1] as string);

async function kindsOf({ tenant, claimIds }: Office): Promise<(string | undefined)[]> {
  return (await readBalances(store.table, tenant, claimIds)).map((balance) => balance?.state.kind);
}

/** What must hold at the end of every run: each submitted claim stands in exactly one file, and its history says so once. */
async function expectExactlyOnce(office: Office): Promise<void> {
  const sent = filesOf(office).flatMap(claimsIn).sort();
  expect(new Set(sent).size).toBe(sent.length);
  const balances = await readBalances(store.table, office.tenant, office.claimIds);
  const submitted = balances
    .filter((balance) => balance?.state.kind === 'submitted')
    .map((balance) => balance?.claimId);
  expect(sent).toEqual(submitted.sort());
  for (const claimId of office.claimIds) {
    const events = (await readHistory(store.table, office.tenant, claimId)).map((line) => line.event);
    expect(new Set(events).size).toBe(events.length);
  }
}

describe('submitting ready claims', () => {
  it('puts every ready claim of a receiver into one file and says what is in it', async () => {
    const office = await officeWithClaims(5);
    await begin(office);
    await work(office);
    const submission = await readSubmission(store.table, office.tenant, submissionIds[0]);
    const [key, bytes] = [...office.s3.objects][0] ?? [];
    expect(key).toBe(`${office.tenant}/claim-file/${submissionIds[0]}.837`);
    expect(submission).toMatchObject({
      state: {
        kind: 'submitted',
        controlNumber: '000000001',
        fileKey: key,
        sha256: sha256Hex(bytes ?? new Uint8Array()),
        sizeBytes: bytes?.length,
      },
      claims: 5,
      chargeCents: 50010,
    });
    expect(await kindsOf(office)).toEqual(Array.from({ length: 5 }, () => 'submitted'));
    await expectExactlyOnce(office);
    const history = await readHistory(store.table, office.tenant, testClaimId(0));
    expect(history).toMatchObject([
      { event: 'assembled' },
      { event: 'batched', from: 'ready', to: 'batched', facts: { submissionId: submissionIds[0] } },
      { event: 'submitted', from: 'batched', to: 'submitted', facts: { submissionId: submissionIds[0] } },
    ]);
  });

  it('changes nothing when the message comes again', async () => {
    const office = await officeWithClaims(3);
    await begin(office);
    await work(office);
    const before = await readBalances(store.table, office.tenant, office.claimIds);
    await work(office);
    expect(await readBalances(store.table, office.tenant, office.claimIds)).toEqual(before);
    expect(office.s3.objects.size).toBe(1);
  });

  it('ends as empty, without a file or a control number, when nothing is ready', async () => {
    const office = await officeWithClaims(0);
    await begin(office);
    await work(office);
    expect((await readSubmission(store.table, office.tenant, submissionIds[0]))?.state).toEqual({ kind: 'empty' });
    expect(office.s3.objects.size).toBe(0);
  });

  it('holds a claim that cannot be written, and sends the others', async () => {
    const office = await officeWithClaims(4);
    await spoil(office, testClaimId(200));
    await begin(office);
    await work(office);
    expect(await kindsOf(office)).toEqual(['submitted', 'submitted', 'held', 'submitted']);
    const [balance] = await readBalances(store.table, office.tenant, [testClaimId(200)]);
    expect(balance?.state).toEqual({ kind: 'held', reasons: ['not-writable', 'delimiter-in-text /notes/0/text'] });
    const submission = await readSubmission(store.table, office.tenant, submissionIds[0]);
    expect(submission).toMatchObject({ claims: 3, chargeCents: 10000 + 10001 + 10003 });
    expect(await readSubmissionClaims(store.table, office.tenant, submissionIds[0])).toHaveLength(3);
    await expectExactlyOnce(office);
  });

  it('ends as empty when no claim can be written', async () => {
    const office = await officeWithClaims(1);
    await spoil(office, testClaimId(0));
    await begin(office);
    await work(office);
    expect((await readSubmission(store.table, office.tenant, submissionIds[0]))?.state.kind).toBe('empty');
    expect(await kindsOf(office)).toEqual(['held']);
  });

  it('begins a next submission when one file cannot take all that is ready', async () => {
    const office = await officeWithClaims(7);
    await begin(office);
    let id: string | undefined = submissionIds[0];
    const sizes: number[] = [];
    while (id !== undefined) {
      await work(office, id, undefined, { claimLimit: 3 });
      const submission: Submission | undefined = await readSubmission(store.table, office.tenant, id);
      sizes.push(submission?.claims ?? 0);
      id = submission?.nextSubmissionId;
    }
    expect(sizes).toEqual([3, 3, 1]);
    expect(office.s3.objects.size).toBe(3);
    await expectExactlyOnce(office);
    const controlNumbers = filesOf(office).map((text) => text.slice(90, 99));
    expect(controlNumbers).toEqual(['000000001', '000000002', '000000003']);
  });

  it('finishes with the file that is there, though this version would write another one', async () => {
    const office = await officeWithClaims(1);
    await begin(office);
    const dying: Seam = (sender) => ({
      send: async (command) => {
        if (command.constructor.name === 'PutObjectCommand') {
          await sender.send(command);
          throw new Error('the worker died');
        }
        return sender.send(command);
      },
    });
    await expect(work(office, submissionIds[0], dying)).rejects.toThrow('died');
    await spoil(office, testClaimId(0));
    await work(office);
    expect(await kindsOf(office)).toEqual(['submitted']);
    await expectExactlyOnce(office);
  });

  it('leaves the work list of ready claims empty', async () => {
    const office = await officeWithClaims(3);
    await begin(office);
    await work(office);
    for (let shard = 0; shard < shards.ready; shard += 1) {
      const partition = readyPartition(office.tenant, lane, shard);
      expect(await store.table.queryAll({ partition, index: true })).toEqual([]);
    }
  });
});

/** Four ready claims, of which one will be refused, and a submission. */
async function spoiledOffice(): Promise<Office> {
  const office = await officeWithClaims(4);
  await spoil(office, testClaimId(200));
  await begin(office);
  return office;
}

/** Lets `sends` through, then dies: before the request leaves, or after it took effect. From then on the worker is dead. */
function cutting(sends: number, when: 'before' | 'after'): { readonly seam: Seam; wasCut(): boolean } {
  let count = 0;
  const seam: Seam = (sender) => ({
    send: async (command) => {
      count += 1;
      if (count > sends + 1) throw new Error('cut');
      if (count === sends + 1 && when === 'before') throw new Error('cut');
      const answer = await sender.send(command);
      if (count === sends + 1) throw new Error('cut');
      return answer;
    },
  });
  return { seam, wasCut: () => count > sends };
}

describe('a submission whose worker dies', () => {
  it.each(['before', 'after'] as const)(
    'ends the same wherever it was cut, %s a request took effect: same bytes, every claim in one file, the refused one held',
    async (when) => {
      const uncut = await spoiledOffice();
      await work(uncut);
      const expected = { files: filesOf(uncut), kinds: await kindsOf(uncut) };
      expect(expected.kinds).toEqual(['submitted', 'submitted', 'held', 'submitted']);
      let cuts = 0;
      for (; ; cuts += 1) {
        const office = await spoiledOffice();
        const { seam, wasCut } = cutting(cuts, when);
        await work(office, submissionIds[0], seam).catch(() => undefined);
        if (!wasCut()) break;
        await work(office);
        expect({ files: filesOf(office), kinds: await kindsOf(office) }).toEqual(expected);
        await expectExactlyOnce(office);
      }
      expect(cuts).toBeGreaterThan(30);
    },
  );

  it('survives dying again and again', async () => {
    const office = await officeWithClaims(5);
    await begin(office);
    let deaths = 0;
    for (; deaths < 200; deaths += 1) {
      // Each life is long enough to get a little further than the reads that it begins with.
      const { seam, wasCut } = cutting(9 + (deaths % 7), deaths % 2 === 0 ? 'after' : 'before');
      await work(office, submissionIds[0], seam).catch(() => undefined);
      if (!wasCut()) break;
    }
    expect(deaths).toBeGreaterThan(1);
    expect(await kindsOf(office)).toEqual(Array.from({ length: 5 }, () => 'submitted'));
    await expectExactlyOnce(office);
  });
});

/** Waits a little before each request, differently each time, so that workers interleave. The seed makes a run repeatable. */
function jittering(seed: number): Seam {
  let state = seed;
  return (sender) => ({
    send: async (command) => {
      state = (state * 1103515245 + 12345) % 2147483648;
      await new Promise((resolve) => setTimeout(resolve, state % 5));
      return sender.send(command);
    },
  });
}

describe('two workers at once', () => {
  it.each([1, 2, 3, 4, 5, 6])('end with one file when they have the same submission (seed %i)', async (seed) => {
    const office = await officeWithClaims(6);
    await spoil(office, testClaimId(100));
    await begin(office);
    await Promise.allSettled([1, 2, 3].map((worker) => work(office, submissionIds[0], jittering(seed * 10 + worker))));
    await work(office);
    expect(office.s3.objects.size).toBe(1);
    expect((await kindsOf(office)).filter((kind) => kind === 'held')).toHaveLength(1);
    await expectExactlyOnce(office);
  });

  it.each([1, 2, 3, 4, 5, 6])(
    'share claims out, none to both, when they have two submissions (seed %i)',
    async (seed) => {
      const office = await officeWithClaims(12);
      for (const id of submissionIds) await begin(office, id);
      await Promise.allSettled(submissionIds.map((id, worker) => work(office, id, jittering(seed * 10 + worker))));
      for (const id of submissionIds) await work(office, id);
      expect(await kindsOf(office)).toEqual(Array.from({ length: 12 }, () => 'submitted'));
      await expectExactlyOnce(office);
    },
  );

  it('share claims out when the table reports conflicts, which the stand-in never does', async () => {
    const office = await officeWithClaims(6);
    await begin(office);
    let writes = 0;
    const conflicting: Seam = (sender) => ({
      send: (command) => {
        if (command.constructor.name === 'TransactWriteItemsCommand') {
          writes += 1;
          if (writes % 2 === 1) {
            const error = Object.assign(new Error('conflict'), {
              CancellationReasons: [{ Code: 'TransactionConflict' }],
            });
            error.name = 'TransactionCanceledException';
            return Promise.reject(error);
          }
        }
        return sender.send(command);
      },
    });
    await work(office, submissionIds[0], conflicting);
    expect(await kindsOf(office)).toEqual(Array.from({ length: 6 }, () => 'submitted'));
    await expectExactlyOnce(office);
  });
});
