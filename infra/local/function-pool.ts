import { randomUUID } from 'node:crypto';
import { dirname, join } from 'node:path';
import type { FunctionRow } from '../function-row.ts';
import type { HostClock } from './clock.ts';
import { accountId, region } from './environment.ts';
import {
  createFunctionThreads,
  type FunctionThreads,
  functionWorker,
  hostStopped,
  type InvocationOutcome,
} from './function-threads.ts';
import type { FunctionSetup } from './function-worker.ts';
import type { HostLog } from './host-log.ts';

/** Runs a function with an event. Never rejects. `requestId` is the id that the function sees. */
export type InvokeFunction = (event: unknown, requestId?: string) => Promise<InvocationOutcome>;

interface FunctionPool {
  readonly invoke: InvokeFunction;
  /** Takes no more events, and waits for those in progress. */
  stop(drainMilliseconds: number): Promise<void>;
}

/**
 * How many events a function may process at once here. On AWS an API has no such limit; two are enough to reveal faults
 * of shared state.
 */
function atOnceOf(row: FunctionRow): number {
  return row.trigger.kind === 'queue' ? row.trigger.concurrency : row.trigger.kind === 'api' ? 2 : 1;
}

interface PoolSettings {
  readonly clock: Pick<HostClock, 'aheadMilliseconds'>;
  readonly row: FunctionRow;
  readonly threads: FunctionThreads;
  /** Whether successes are logged, too. */
  readonly logsAll: boolean;
  readonly log: HostLog;
}

/** Limits how many events a function processes at once to what its row allows. Further events wait. */
function createFunctionPool({ row, threads, clock, logsAll, log }: PoolSettings): FunctionPool {
  const waiting: (() => void)[] = [];
  let running = 0;
  let isStopped = false;

  const invoke: InvokeFunction = async (event, requestId = randomUUID()) => {
    if (isStopped) return hostStopped;
    if (running >= atOnceOf(row)) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    const startedAt = performance.now();
    const outcome = await threads.run({
      functionName: row.name,
      requestId,
      event: JSON.stringify(event),
      milliseconds: row.timeoutSeconds * 1000,
      aheadMilliseconds: clock.aheadMilliseconds(),
    });
    const milliseconds = Math.round(performance.now() - startedAt);
    // Success is not logged here, so that the log of an idle host does not grow.
    if (outcome.kind !== 'succeeded' || logsAll) {
      log.event('function-ran', { function: row.name, requestId, outcome: outcome.kind, milliseconds });
    }
    // The next waiting event takes over the free place directly, so that no other event can get in between.
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
    return outcome;
  };

  const stop = async (drainMilliseconds: number) => {
    isStopped = true;
    const deadline = Date.now() + drainMilliseconds;
    while (running > 0 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 10));
  };

  return { invoke, stop };
}

/** All functions of the host. */
export interface FunctionPools {
  /** Returns the runner of a function, by its name. @throws for a name that no row has */
  readonly invoke: (name: string) => InvokeFunction;
  stop(drainMilliseconds: number): Promise<void>;
}

/** Makes a pool for each row. `files` are the bundles by name, `functionWorker` among them. Nothing starts before the first event. */
export function createFunctionPools(
  rows: readonly FunctionRow[],
  files: ReadonlyMap<string, string>,
  environmentOf: (row: FunctionRow) => Readonly<Record<string, string>>,
  { log, clock }: Pick<PoolSettings, 'log' | 'clock'>,
): FunctionPools {
  const fileOf = ({ name }: Pick<FunctionRow, 'name'>): string => {
    const file = files.get(name);
    if (file === undefined) throw new Error(`there is no bundle of ${name}`);
    return file;
  };
  const setupOf = (row: FunctionRow): FunctionSetup => ({
    file: fileOf(row),
    functionArn: `arn:aws:lambda:${region}:${accountId}:function:${row.name}`,
    memoryMegabytes: row.memoryMegabytes,
    environment: environmentOf(row),
  });
  const worker = fileOf(functionWorker);
  const compiledFolder = join(dirname(worker), '..', 'compiled');
  const pools = new Map<string, FunctionPool>();
  const allThreads: FunctionThreads[] = [];
  for (const [memoryMegabytes, sharing] of Map.groupBy(rows, (row) => row.memoryMegabytes)) {
    const functions = Object.fromEntries(sharing.map((row) => [row.name, setupOf(row)]));
    const threads = createFunctionThreads({ functions, compiledFolder, memoryMegabytes, worker, log });
    allThreads.push(threads);
    for (const row of sharing) {
      const logsAll = functions[row.name]?.environment.LOG_LEVEL === 'debug';
      pools.set(row.name, createFunctionPool({ row, threads, clock, logsAll, log }));
    }
  }
  const invoke = (name: string): InvokeFunction => {
    const pool = pools.get(name);
    if (pool === undefined) throw new Error(`there is no function ${name}`);
    return pool.invoke;
  };
  const stop = async (drainMilliseconds: number) => {
    await Promise.all([...pools.values()].map((pool) => pool.stop(drainMilliseconds)));
    await Promise.all(allThreads.map((threads) => threads.stop()));
  };
  return { invoke, stop };
}
