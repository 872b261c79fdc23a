import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Invocation, InvocationAnswer, WorkerSetup } from './function-worker.ts';
import type { HostLog } from './host-log.ts';

/** The outcome of an event. `failed`: the function threw. `timed-out`: it took longer than its row allows. */
export type InvocationOutcome =
  | { readonly kind: 'succeeded'; readonly result: unknown }
  | { readonly kind: 'failed'; readonly errorType: string; readonly errorMessage: string }
  | { readonly kind: 'timed-out' };

/** The outcome of an event that arrives when the host is stopping. */
export const hostStopped: InvocationOutcome = {
  kind: 'failed',
  errorType: 'HostStopped',
  errorMessage: 'the host is stopping',
};

/** The code that runs functions in a thread: bundled as functions are. */
export const functionWorker = {
  name: 'function-worker',
  source: fileURLToPath(new URL('./function-worker.ts', import.meta.url)),
} as const;

export interface ThreadSettings extends WorkerSetup {
  /** The heap of each thread: the memory of the functions' rows. */
  readonly memoryMegabytes: number;
  /** The bundle of `functionWorker`. */
  readonly worker: string;
  readonly log: HostLog;
}

export interface FunctionThreads {
  /** Runs a function in a free thread. Never rejects; fails once the threads have ended. */
  run(event: Invocation): Promise<InvocationOutcome>;
  /** Ends all threads, and starts no more. */
  stop(): Promise<void>;
}

interface Thread {
  readonly worker: Worker;
  /** The functions that the thread has loaded. */
  readonly loaded: Set<string>;
  /** The function that the thread runs, or ran last. */
  functionName: string;
  /** Ends the event that the thread runs. */
  finish: ((outcome: InvocationOutcome) => void) | undefined;
}

/**
 * The part of a thread's memory for short-lived objects. By default each thread takes some 50 MB for them, whatever the
 * rows say, and a dozen threads on one machine add up. With half of the value here, garbage is collected so often that
 * loading functions takes a tenth longer.
 */
const youngMegabytes = 24;

/**
 * How much longer a function's first event in a thread may take, because the function is loaded first. Lambda does not
 * count that time either. A thread that is ended while it loads would only have to load again.
 */
const loadingMilliseconds = 60_000;

function outcomeOf(answer: InvocationAnswer): InvocationOutcome {
  if (answer.ok) return { kind: 'succeeded', result: JSON.parse(answer.result) };
  return { kind: 'failed', errorType: answer.errorType, errorMessage: answer.errorMessage };
}

/**
 * Threads with one heap size, for all functions whose rows have it. A thread runs one event at a time, so functions
 * share only loaded and compiled code: an event that hangs, crashes or fills the heap affects no other. Threads start
 * when all others are busy, and are replaced when they fail.
 */
export function createFunctionThreads(settings: ThreadSettings): FunctionThreads {
  const { functions, compiledFolder, memoryMegabytes, worker: workerFile, log } = settings;
  const threads = new Set<Thread>();
  let isStopped = false;

  const start = (functionName: string): Thread => {
    const workerData: WorkerSetup = { functions, compiledFolder };
    const worker = new Worker(workerFile, {
      name: `functions-${memoryMegabytes}`,
      workerData,
      env: {},
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: memoryMegabytes, maxYoungGenerationSizeMb: youngMegabytes },
    });
    const thread: Thread = { worker, loaded: new Set(), functionName, finish: undefined };
    const keepLog = (stream: Readable) => {
      stream.setEncoding('utf8');
      stream.on('data', (text: string) => log.output(thread.functionName, text));
    };
    keepLog(worker.stdout);
    keepLog(worker.stderr);
    worker.on('message', (answer: InvocationAnswer) => thread.finish?.(outcomeOf(answer)));
    worker.on('error', (error: Error) => {
      threads.delete(thread);
      log.event('function-crashed', { function: thread.functionName, errorType: error.name });
      thread.finish?.({ kind: 'failed', errorType: error.name, errorMessage: error.message });
    });
    worker.on('exit', () => {
      threads.delete(thread);
      thread.finish?.({ kind: 'failed', errorType: 'Runtime.ExitError', errorMessage: 'the function ended' });
    });
    threads.add(thread);
    return thread;
  };

  /** The idle thread that has loaded the function, or any idle thread, or a new one. */
  const threadFor = (functionName: string): Thread => {
    const idle = [...threads].filter(({ finish }) => finish === undefined);
    return idle.find(({ loaded }) => loaded.has(functionName)) ?? idle[0] ?? start(functionName);
  };

  const run = (event: Invocation) =>
    new Promise<InvocationOutcome>((resolve) => {
      // While the threads stop, an ended event makes room for the next waiting event. That event must not start.
      if (isStopped) return resolve(hostStopped);
      const { functionName, milliseconds } = event;
      const thread = threadFor(functionName);
      const loading = thread.loaded.has(functionName) ? 0 : loadingMilliseconds;
      const timer = setTimeout(() => {
        threads.delete(thread);
        thread.finish?.({ kind: 'timed-out' });
        void thread.worker.terminate();
      }, milliseconds + loading);
      thread.functionName = functionName;
      thread.loaded.add(functionName);
      thread.finish = (outcome) => {
        clearTimeout(timer);
        thread.finish = undefined;
        resolve(outcome);
      };
      thread.worker.postMessage(event);
    });

  const stop = async () => {
    isStopped = true;
    await Promise.all([...threads].map(({ worker }) => worker.terminate()));
  };
  return { run, stop };
}
