import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { FunctionRow } from '../../../infra/function-row.ts';
import { createFunctionPools } from '../../../infra/local/function-pool.ts';
import { functionWorker } from '../../../infra/local/function-threads.ts';

const row: FunctionRow = {
  name: 'slow',
  purpose: 'A function for tests.',
  trigger: { kind: 'queue', batchSize: 1, maximumReceives: 2, concurrency: 1 },
  table: 'none',
  reads: [],
  writes: [],
  sends: [],
  memoryMegabytes: 128,
  timeoutSeconds: 600,
};

it('ends waiting calls, too, when the host stops, and starts no thread for them', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'superbill-pool-'));
  try {
    // A thread that never answers.
    const worker = join(folder, 'worker.mjs');
    writeFileSync(worker, "import { parentPort } from 'node:worker_threads';\nparentPort.on('message', () => {});\n");
    const files = new Map([functionWorker.name, row.name].map((name) => [name, worker]));
    const log = { event: () => undefined, output: () => undefined };
    const pools = createFunctionPools([row], files, () => ({}), { log, clock: { aheadMilliseconds: () => 0 } });
    const events = [pools.invoke(row.name)({}), pools.invoke(row.name)({})];
    await pools.stop(0);
    expect(await Promise.all(events)).toMatchObject([
      { kind: 'failed', errorType: 'Runtime.ExitError' },
      { kind: 'failed', errorType: 'HostStopped' },
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
