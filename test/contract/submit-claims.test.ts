import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Submission } from '../../shared/domain/claim/submission.ts';
import { plainEnvelope } from '../../shared/domain/trading-partner/trading-partner.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { sha256Hex } from '../../shared/store/files.ts';
import { readyPartition } from '../../shared/store/keys/claim.ts';
import { shards } from '../../shared/store/keys/table.ts';
import { readSubmission, readSubmissionClaims } from '../../shared/store/submissions.ts';
import { testClaimId } from '../support/claim-fixture.ts';
import {
  type ClaimOffice,
  claimOffices,
  controlNumberOf,
  filesOf,
  lane,
  noteOf,
  type Seam,
  submissionIds,
} from '../support/claim-offices.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;
let offices: ReturnType<typeof claimOffices>;
beforeAll(async () => {
  store = await startTestTable();
  offices = claimOffices(store);
});
afterAll(() => store.stop());

describe('submitting ready claims', () => {
  it('puts every ready claim of a receiver into one file and reports its content', async () => {
    const office = await offices.withClaims(5);
    await offices.begin(office);
    await offices.work(office);
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
    expect(await offices.kindsOf(office)).toEqual(Array.from({ length: 5 }, () => 'submitted'));
    await offices.expectExactlyOnce(office);
    const history = await offices.historyOf(office, testClaimId(0));
    expect(history).toMatchObject([
      { event: 'assembled' },
      { event: 'batched', from: 'ready', to: 'batched', facts: { submissionId: submissionIds[0] } },
      { event: 'submitted', from: 'batched', to: 'submitted', facts: { submissionId: submissionIds[0] } },
    ]);
  });

  it('changes nothing when the message arrives again', async () => {
    const office = await offices.withClaims(3);
    await offices.begin(office);
    await offices.work(office);
    const before = await readBalances(store.table, office.tenant, office.claimIds);
    await offices.work(office);
    expect(await readBalances(store.table, office.tenant, office.claimIds)).toEqual(before);
    expect(office.s3.objects.size).toBe(1);
  });

  it('ends as empty, without a file or a control number, when nothing is ready', async () => {
    const office = await offices.withClaims(0);
    await offices.begin(office);
    await offices.work(office);
    expect((await readSubmission(store.table, office.tenant, submissionIds[0]))?.state).toEqual({ kind: 'empty' });
    expect(office.s3.objects.size).toBe(0);
  });

  it('holds a claim in which the guides’ own tables find an error that the writer does not, and sends the others', async () => {
    const office = await offices.withClaims(3);
    await offices.spoil(office, testClaimId(100), { contract: { type: '09', percent: '123456.7' } });
    await offices.begin(office);
    await offices.work(office);
    expect(await offices.kindsOf(office)).toEqual(['submitted', 'held', 'submitted']);
    const [balance] = await readBalances(store.table, office.tenant, [testClaimId(100)]);
    expect(balance?.filings[0]?.state).toEqual({
      kind: 'held',
      reasons: ['claim-has-errors', 'element-too-long /contract/percent 2300 CN1 3'],
    });
    await offices.expectExactlyOnce(office);
  });

  it('holds a claim that cannot be written, and sends the others', async () => {
    const office = await offices.withClaims(4);
    await offices.spoil(office, testClaimId(200));
    await offices.begin(office);
    await offices.work(office);
    expect(await offices.kindsOf(office)).toEqual(['submitted', 'submitted', 'held', 'submitted']);
    const [balance] = await readBalances(store.table, office.tenant, [testClaimId(200)]);
    expect(balance?.filings[0]?.state).toEqual({
      kind: 'held',
      reasons: ['claim-has-errors', 'delimiter-in-text /notes/0/text 2300 NTE 2'],
    });
    const submission = await readSubmission(store.table, office.tenant, submissionIds[0]);
    expect(submission).toMatchObject({ claims: 3, chargeCents: 10000 + 10001 + 10003 });
    expect(await readSubmissionClaims(store.table, office.tenant, submissionIds[0])).toHaveLength(3);
    await offices.expectExactlyOnce(office);
  });

  it('holds a claim that has a separator agreed with the receiver in its text, and sends the others', async () => {
    const office = await offices.withClaims(3);
    await offices.spoil(office, testClaimId(100), noteOf('A|B'));
    const separators = { element: '|', component: ':', repetition: '^', segment: '~' };
    const envelope = plainEnvelope('EXAMPLECLINIC', 'EXAMPLECLEAR');
    const partner = { envelope, separators, usage: 'test', delivery: { kind: 'by-hand' } } as const;
    await offices.begin(office, submissionIds[0], { partner });
    await offices.work(office);
    expect(await offices.kindsOf(office)).toEqual(['submitted', 'held', 'submitted']);
    const [balance] = await readBalances(store.table, office.tenant, [testClaimId(100)]);
    expect(balance?.filings[0]?.state).toMatchObject({
      reasons: ['claim-has-errors', 'delimiter-in-text /notes/0/text'],
    });
    expect(filesOf(office)[0]).toContain('~CLM|');
  });

  it('ends as empty when no claim can be written', async () => {
    const office = await offices.withClaims(1);
    await offices.spoil(office, testClaimId(0));
    await offices.begin(office);
    await offices.work(office);
    expect((await readSubmission(store.table, office.tenant, submissionIds[0]))?.state.kind).toBe('empty');
    expect(await offices.kindsOf(office)).toEqual(['held']);
  });

  it('starts a next submission when one file cannot hold all ready claims', async () => {
    const office = await offices.withClaims(7);
    await offices.begin(office);
    let id: string | undefined = submissionIds[0];
    const sizes: number[] = [];
    while (id !== undefined) {
      await offices.work(office, id, undefined, { claimLimit: 3 });
      const submission: Submission | undefined = await readSubmission(store.table, office.tenant, id);
      sizes.push(submission?.claims ?? 0);
      id = submission?.nextSubmissionId;
    }
    expect(sizes).toEqual([3, 3, 1]);
    expect(office.s3.objects.size).toBe(3);
    await offices.expectExactlyOnce(office);
    const controlNumbers = filesOf(office).map(controlNumberOf);
    expect(controlNumbers).toEqual(['000000001', '000000002', '000000003']);
  });

  it('finishes with the existing file, even if this version would write a different one', async () => {
    const office = await offices.withClaims(1);
    await offices.begin(office);
    const dying: Seam = (sender) => ({
      send: async (command) => {
        if (command.constructor.name === 'PutObjectCommand') {
          await sender.send(command);
          throw new Error('the worker died');
        }
        return sender.send(command);
      },
    });
    await expect(offices.work(office, submissionIds[0], dying)).rejects.toThrow('died');
    await offices.spoil(office, testClaimId(0));
    await offices.work(office);
    expect(await offices.kindsOf(office)).toEqual(['submitted']);
    await offices.expectExactlyOnce(office);
  });

  it('leaves the work list of ready claims empty', async () => {
    const office = await offices.withClaims(3);
    await offices.begin(office);
    await offices.work(office);
    for (let shard = 0; shard < shards.ready; shard += 1) {
      const partition = readyPartition(office.tenant, lane, shard);
      expect(await store.table.queryAll({ partition, index: true })).toEqual([]);
    }
  });
});

/** Four ready claims, one of which the writer will refuse, and a submission. */
async function spoiledOffice(): Promise<ClaimOffice> {
  const office = await offices.withClaims(4);
  await offices.spoil(office, testClaimId(200));
  await offices.begin(office);
  return office;
}

/**
 * Lets the given number of sends through; then the worker dies, either before the next request leaves or after it took
 * effect. From then on the worker does nothing.
 */
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

describe('a submission with an interrupted worker', () => {
  it.each(['before', 'after'] as const)(
    'ends the same wherever it was interrupted, %s a request took effect: same bytes, every claim in one file, the refused one held',
    async (when) => {
      const uncut = await spoiledOffice();
      await offices.work(uncut);
      const expected = { files: filesOf(uncut), kinds: await offices.kindsOf(uncut) };
      expect(expected.kinds).toEqual(['submitted', 'submitted', 'held', 'submitted']);
      let cuts = 0;
      for (; ; cuts += 1) {
        const office = await spoiledOffice();
        const { seam, wasCut } = cutting(cuts, when);
        await offices.work(office, submissionIds[0], seam).catch(() => undefined);
        if (!wasCut()) break;
        await offices.work(office);
        expect({ files: filesOf(office), kinds: await offices.kindsOf(office) }).toEqual(expected);
        await offices.expectExactlyOnce(office);
      }
      expect(cuts).toBeGreaterThan(25);
    },
  );

  it('survives repeated interruptions', async () => {
    const office = await offices.withClaims(5);
    await offices.begin(office);
    let deaths = 0;
    for (; deaths < 200; deaths += 1) {
      // Each attempt is long enough to get a little further than the reads with which it begins.
      const { seam, wasCut } = cutting(9 + (deaths % 7), deaths % 2 === 0 ? 'after' : 'before');
      await offices.work(office, submissionIds[0], seam).catch(() => undefined);
      if (!wasCut()) break;
    }
    expect(deaths).toBeGreaterThan(1);
    expect(await offices.kindsOf(office)).toEqual(Array.from({ length: 5 }, () => 'submitted'));
    await offices.expectExactlyOnce(office);
  });
});

describe('a submission that needs more time than its function has', () => {
  const secondsOf = (command: object) =>
    ({ PutObjectCommand: 40, TransactWriteItemsCommand: 5, QueryCommand: 4 })[command.constructor.name] ?? 1;

  /**
   * Processes a submission with functions that may run for the given number of seconds, over a slow table and a slow
   * bucket, until no message is left. A function that takes longer is stopped in the middle of its work.
   */
  async function workOnIn(office: ClaimOffice, seconds: number): Promise<readonly string[]> {
    const ends: string[] = [];
    for (let messages = 1; messages > 0; messages -= 1) {
      if (ends.length > 50) throw new Error('it goes on for ever');
      let left = seconds;
      const living: Seam = (sender) => ({
        send: (command) => {
          left -= secondsOf(command);
          if (left < 0) throw new Error('the function was stopped');
          return sender.send(command);
        },
      });
      const send = async (queue: string, bodies: readonly object[]) => {
        const body = { schemaVersion: 1, tenantId: office.tenant, submissionId: submissionIds[0] };
        expect([queue, bodies]).toEqual(['submit-claims', [body]]);
        messages += 1;
      };
      const delivery = { remainingMilliseconds: () => left * 1000 };
      await offices.work(office, submissionIds[0], living, { queues: { send }, claimsTogether: 20 }, delivery);
      const submission = await readSubmission(store.table, office.tenant, submissionIds[0]);
      const kinds = await offices.kindsOf(office);
      ends.push(`${submission?.state.kind}, ${kinds.filter((kind) => kind === 'submitted').length} submitted`);
    }
    return ends;
  }

  /** More claims than fit into one transaction, one of which the writer will refuse. */
  async function largeOffice(): Promise<ClaimOffice> {
    const office = await offices.withClaims(92);
    await offices.spoil(office, testClaimId(200));
    await offices.begin(office);
    return office;
  }

  it('stops in order before its time is over, and a new message continues: same bytes, every claim in one file', async () => {
    const uncut = await largeOffice();
    await offices.work(uncut);
    const expected = { files: filesOf(uncut), kinds: await offices.kindsOf(uncut) };
    const ends = new Set<string>();
    for (const seconds of [66, 70, 75, 85]) {
      const office = await largeOffice();
      for (const end of await workOnIn(office, seconds)) ends.add(end);
      expect({ files: filesOf(office), kinds: await offices.kindsOf(office) }).toEqual(expected);
      await offices.expectExactlyOnce(office);
    }
    // It was stopped at every step: while claims joined, before sealing, before the file, while claims were marked,
    // before the end.
    expect([...ends].sort()).toEqual([
      'closed, 0 submitted',
      'gathering, 0 submitted',
      'sealed, 0 submitted',
      'sealed, 40 submitted',
      'sealed, 60 submitted',
      'sealed, 91 submitted',
      'submitted, 91 submitted',
    ]);
  });
});

describe('a busy table', () => {
  it('has claims submitted nevertheless when it reports conflicts, which the stand-in never does', async () => {
    const office = await offices.withClaims(6);
    await offices.begin(office);
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
    await offices.work(office, submissionIds[0], conflicting);
    expect(await offices.kindsOf(office)).toEqual(Array.from({ length: 6 }, () => 'submitted'));
    await offices.expectExactlyOnce(office);
  });
});
