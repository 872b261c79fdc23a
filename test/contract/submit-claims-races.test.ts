import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testClaimId } from '../support/claim-fixture.ts';
import { type ClaimOffice, claimOffices, type Seam, submissionIds } from '../support/claim-offices.ts';
import { startTestTable, type TestTable } from '../support/table.ts';

let store: TestTable;
let offices: ReturnType<typeof claimOffices>;
beforeAll(async () => {
  store = await startTestTable();
  offices = claimOffices(store);
});
afterAll(() => store.stop());

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * Runs workers so that only one request is sent at a time. The worker whose turn it is is drawn at random and often
 * stays the same, so one worker may fall far behind the others. If a worker has two requests under way, the older one
 * is sent. The same seed gives the same run.
 */
async function interleave(seed: number, workers: readonly ((seam: Seam) => Promise<unknown>)[]): Promise<void> {
  const random = randomOf(seed);
  const waiting = new Map<number, (() => void)[]>();
  let alive = workers.length;
  let last = 0;
  let isMoving = false;
  const moveOne = () => {
    if (isMoving || alive === 0 || waiting.size < alive) return;
    const all = [...waiting.keys()];
    const next = waiting.has(last) && random() < 0.8 ? last : (all[Math.floor(random() * all.length)] as number);
    const [go, ...others] = waiting.get(next) ?? [];
    if (others.length === 0) waiting.delete(next);
    else waiting.set(next, others);
    last = next;
    isMoving = true;
    go?.();
  };
  const runs = workers.map(async (worker, index) => {
    const seam: Seam = (sender) => ({
      send: async (command) => {
        await new Promise<void>((resolve) => {
          waiting.set(index, [...(waiting.get(index) ?? []), resolve]);
          moveOne();
        });
        try {
          return await sender.send(command);
        } finally {
          isMoving = false;
          // Waits a moment, because this worker may be about to send its next request.
          setImmediate(moveOne);
        }
      },
    });
    try {
      await worker(seam);
    } finally {
      alive -= 1;
      moveOne();
    }
  });
  // A worker that comes late finds its work done and does not fail.
  await Promise.all(runs);
}

/** Processes every submission of an office, including those that the others began. */
async function finish(office: ClaimOffice, claimLimit: number): Promise<void> {
  for (;;) {
    const open = (await offices.submissionsOf(office)).filter(
      ({ state }) => !['submitted', 'empty'].includes(state.kind),
    );
    if (open.length === 0) return;
    for (const { id } of open) await offices.work(office, id, undefined, { claimLimit });
  }
}

const seeds = (count: number) => Array.from({ length: count }, (_, seed) => seed + 1);

describe('workers that race', () => {
  it.each(seeds(12))('end with one file when they have the same submission (seed %i)', async (seed) => {
    const office = await offices.withClaims(6);
    await offices.spoil(office, testClaimId(100));
    await offices.begin(office);
    // Packs are smaller than the number of claims. So the next pack is read while claims join, and two packs are marked
    // at once.
    const worker = (seam: Seam) => offices.work(office, submissionIds[0], seam, { claimsTogether: 2 });
    await interleave(seed, [worker, worker, worker]);
    expect(office.s3.objects.size).toBe(1);
    expect((await offices.kindsOf(office)).sort()).toEqual(['held', ...Array.from({ length: 5 }, () => 'submitted')]);
    await offices.expectExactlyOnce(office);
  });

  it.each(seeds(16))(
    'put each claim into one file when they have two submissions, a limit, and a claim is corrected meanwhile (seed %i)',
    async (seed) => {
      const claimLimit = 4;
      const office = await offices.withClaims(7);
      await offices.spoil(office, testClaimId(200));
      for (const id of submissionIds) await offices.begin(office, id);
      const worker = (id: string) => (seam: Seam) => offices.work(office, id, seam, { claimLimit, claimsTogether: 3 });
      const mender = async (seam: Seam) => {
        for (let round = 0; round < 60 && !(await offices.mend(office, seam)); round += 1);
      };
      const [first, second] = submissionIds;
      await interleave(seed, [worker(first), worker(first), worker(second), worker(second), mender]);
      await finish(office, claimLimit);
      await offices.expectExactlyOnce(office);
      for (const { claims } of await offices.submissionsOf(office)) expect(claims).toBeLessThanOrEqual(claimLimit);
      const kinds = await offices.kindsOf(office);
      expect(kinds.filter((kind) => kind === 'submitted').length).toBeGreaterThanOrEqual(6);
      expect(new Set(kinds)).not.toContain('batched');
    },
  );

  it.each(seeds(16))('never return a corrected claim to the submission that refused it (seed %i)', async (seed) => {
    const office = await offices.withClaims(1);
    await offices.spoil(office, testClaimId(0));
    await offices.begin(office);
    const worker = (seam: Seam) => offices.work(office, submissionIds[0], seam);
    const mender = async (seam: Seam) => {
      for (let round = 0; round < 60 && !(await offices.mend(office, seam)); round += 1);
    };
    await interleave(seed, [worker, worker, mender]);
    expect(await offices.submissionsOf(office)).toMatchObject([{ state: { kind: 'empty' }, claims: 0 }]);
    expect(['ready', 'held']).toContain((await offices.kindsOf(office))[0]);
    await offices.expectExactlyOnce(office);
  });

  it.each([
    { count: 1, isSentAgain: false },
    { count: 1, isSentAgain: true },
    { count: 3, isSentAgain: true },
  ])(
    'wake up late, paused before any request, to find everything done: $count claims, the corrected one sent again: $isSentAgain',
    async ({ count, isSentAgain }) => {
      const [first, second] = submissionIds;
      for (let pausedAt = 1; ; pausedAt += 1) {
        const office = await offices.withClaims(count);
        await offices.spoil(office, testClaimId(0));
        await offices.begin(office);
        const late = pausing(pausedAt);
        const lateRun = offices.work(office, first, late.seam);
        if ((await Promise.race([late.reached, lateRun.then(() => 'ended')])) === 'ended') break;
        // Meanwhile another worker finishes, and the refused claim is corrected.
        await offices.work(office, first);
        await offices.mend(office, (sender) => sender);
        const before = await offices.submissionsOf(office);
        if (isSentAgain) {
          await offices.begin(office, second);
          await offices.work(office, second);
        }
        late.release();
        await lateRun;
        expect(await offices.submissionsOf(office)).toEqual(expect.arrayContaining(before));
        await offices.expectExactlyOnce(office);
        expect((await offices.kindsOf(office))[0]).toBe(isSentAgain ? 'submitted' : 'ready');
      }
    },
  );
});

/** Holds a worker back before its n-th request until it is released. */
function pausing(pausedAt: number): { readonly seam: Seam; readonly reached: Promise<'reached'>; release(): void } {
  const { promise: reached, resolve: reach } = Promise.withResolvers<'reached'>();
  const { promise: released, resolve } = Promise.withResolvers<void>();
  let requests = 0;
  const seam: Seam = (sender) => ({
    send: async (command) => {
      requests += 1;
      if (requests === pausedAt) {
        reach('reached');
        await released;
      }
      return sender.send(command);
    },
  });
  return { seam, reached, release: () => resolve() };
}
