import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { FunctionRow } from '../function-row.ts';
import { accountId, region } from './environment.ts';
import type { Invocation, InvocationAnswer, WorkerSetup } from './function-worker.ts';
import type { HostLog } from './host-log.ts';

/** The outcome of an event. `failed`: the function threw. `timed-out`: it took longer than its row allows. */
export type InvocationOutcome =
  | { readonly kind: 'succeeded'; readonly result: unknown }
  | { readonly kind: 'failed'; readonly errorType: string; readonly errorMessage: string }
  | { readonly kind: 'timed-out' };

/** Runs a function with an event. Never rejects. `requestId` is the id that the function sees. */
export type InvokeFunction = (event: unknown, requestId?: string) => Promise<InvocationOutcome>;

interface FunctionPool {
  readonly invoke: InvokeFunction;
  /** Takes no more events, waits for those in progress, and ends the instances. */
  stop(drainMilliseconds: number): Promise<void>;
}

interface PoolSettings {
  readonly row: FunctionRow;
  /** The bundle. */
  readonly file: string;
  /** The bundle of what runs it in a thread. */
  readonly worker: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly log: HostLog;
}

interface Instance {
  readonly worker: Worker;
  finish: ((outcome: InvocationOutcome) => void) | undefined;
}

/** What runs a function in its thread: bundled as functions are. */
export const functionWorker = {
  name: 'function-worker',
  source: fileURLToPath(new URL('./function-worker.ts', import.meta.url)),
} as const;

/**
 * What of an instance's memory is for objects that die soon. Left to itself each thread takes some 50 MB for these, whatever its row says,
 * which a dozen threads on one machine feel.
 */
const youngMegabytes = 12;

/** How many instances a function may have here. On AWS an API has as many as it needs; two are enough to show faults of sharing. */
function instancesOf(row: FunctionRow): number {
  return row.trigger.kind === 'queue' ? row.trigger.concurrency : row.trigger.kind === 'api' ? 2 : 1;
}

function outcomeOf(answer: InvocationAnswer): InvocationOutcome {
  if (answer.ok) return { kind: 'succeeded', result: JSON.parse(answer.result) };
  return { kind: 'failed', errorType: answer.errorType, errorMessage: answer.errorMessage };
}

/** The instances of one function: started when first needed, each with one event at a time, replaced when they fail. */
function createFunctionPool({ row, file, worker: workerFile, environment, log }: PoolSettings): FunctionPool {
  const instances = new Set<Instance>();
  const waiting: (() => void)[] = [];
  let running = 0;
  let isStopped = false;

  const keepLog = (stream: Readable) => {
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => log.output(row.name, text));
  };

  const start = (): Instance => {
    const workerData: WorkerSetup = {
      file,
      functionName: row.name,
      functionArn: `arn:aws:lambda:${region}:${accountId}:function:${row.name}`,
      memoryMegabytes: row.memoryMegabytes,
    };
    const worker = new Worker(workerFile, {
      name: row.name,
      workerData,
      env: { ...environment },
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: row.memoryMegabytes, maxYoungGenerationSizeMb: youngMegabytes },
    });
    keepLog(worker.stdout);
    keepLog(worker.stderr);
    const instance: Instance = { worker, finish: undefined };
    worker.on('message', (answer: InvocationAnswer) => instance.finish?.(outcomeOf(answer)));
    worker.on('error', (error: Error) => {
      instances.delete(instance);
      log.event('function-crashed', { function: row.name, errorType: error.name });
      instance.finish?.({ kind: 'failed', errorType: error.name, errorMessage: error.message });
    });
    worker.on('exit', () => {
      instances.delete(instance);
      instance.finish?.({ kind: 'failed', errorType: 'Runtime.ExitError', errorMessage: 'the function ended' });
    });
    instances.add(instance);
    return instance;
  };

  const runOn = (instance: Instance, event: string, requestId: string) =>
    new Promise<InvocationOutcome>((resolve) => {
      const milliseconds = row.timeoutSeconds * 1000;
      const timer = setTimeout(() => {
        instances.delete(instance);
        instance.finish?.({ kind: 'timed-out' });
        void instance.worker.terminate();
      }, milliseconds);
      instance.finish = (outcome) => {
        clearTimeout(timer);
        instance.finish = undefined;
        resolve(outcome);
      };
      const invocation: Invocation = { requestId, deadline: Date.now() + milliseconds, event };
      instance.worker.postMessage(invocation);
    });

  const invoke: InvokeFunction = async (event, requestId = randomUUID()) => {
    if (isStopped) return { kind: 'failed', errorType: 'HostStopped', errorMessage: 'the host is stopping' };
    if (running >= instancesOf(row)) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    const startedAt = performance.now();
    const idle = [...instances].find((instance) => instance.finish === undefined) ?? start();
    const outcome = await runOn(idle, JSON.stringify(event), requestId);
    const milliseconds = Math.round(performance.now() - startedAt);
    // Success is not logged here, so that the log of an idle host does not grow.
    if (outcome.kind !== 'succeeded' || environment.LOG_LEVEL === 'debug') {
      log.event('function-ran', { function: row.name, requestId, outcome: outcome.kind, milliseconds });
    }
    // The next waiter takes over the place directly, so that nobody else can get in between.
    const next = waiting.shift();
    if (next) next();
    else running -= 1;
    return outcome;
  };

  const stop = async (drainMilliseconds: number) => {
    isStopped = true;
    const deadline = Date.now() + drainMilliseconds;
    while (running > 0 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 10));
    await Promise.all([...instances].map(({ worker }) => worker.terminate()));
  };

  return { invoke, stop };
}

/** All functions of the host. */
export interface FunctionPools {
  /** Returns what runs a function, by its name. @throws for a name that no row has. */
  readonly invoke: (name: string) => InvokeFunction;
  stop(drainMilliseconds: number): Promise<void>;
}

/** Makes a pool for each row. `files` are the bundles by name, `functionWorker` among them. Nothing starts before the first event. */
export function createFunctionPools(
  rows: readonly FunctionRow[],
  files: ReadonlyMap<string, string>,
  environmentOf: (row: FunctionRow) => Readonly<Record<string, string>>,
  log: HostLog,
): FunctionPools {
  const pools = new Map<string, FunctionPool>();
  const fileOf = ({ name }: Pick<FunctionRow, 'name'>): string => {
    const file = files.get(name);
    if (file === undefined) throw new Error(`there is no bundle of ${name}`);
    return file;
  };
  const worker = fileOf(functionWorker);
  for (const row of rows) {
    pools.set(row.name, createFunctionPool({ row, file: fileOf(row), worker, environment: environmentOf(row), log }));
  }
  const invoke = (name: string): InvokeFunction => {
    const pool = pools.get(name);
    if (pool === undefined) throw new Error(`there is no function ${name}`);
    return pool.invoke;
  };
  const stop = async (drainMilliseconds: number) => {
    await Promise.all([...pools.values()].map((pool) => pool.stop(drainMilliseconds)));
  };
  return { invoke, stop };
}
