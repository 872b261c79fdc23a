import { enableCompileCache, flushCompileCache } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';

/**
 * One instance of a function, in its own thread with its own environment. Takes one event at a time. Events and
 * results are passed as JSON text, as on Lambda, so that a result that JSON cannot carry fails here too. The host bundles this file
 * with the functions: as it stands, every thread would load what strips its types.
 */

/** The data that the thread starts with. */
export interface WorkerSetup {
  readonly file: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMegabytes: number;
}

/** One event for the instance. `deadline` is in milliseconds since 1970. */
export interface Invocation {
  readonly requestId: string;
  readonly deadline: number;
  readonly event: string;
}

export type InvocationAnswer =
  | { readonly requestId: string; readonly ok: true; readonly result: string }
  | { readonly requestId: string; readonly ok: false; readonly errorType: string; readonly errorMessage: string };

type Handler = (event: unknown, context: unknown) => unknown;

const setup = workerData as WorkerSetup;
const port = parentPort as NonNullable<typeof parentPort>;

function contextOf(invocation: Invocation) {
  return {
    awsRequestId: invocation.requestId,
    functionName: setup.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: setup.functionArn,
    memoryLimitInMB: String(setup.memoryMegabytes),
    logGroupName: `/aws/lambda/${setup.functionName}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, invocation.deadline - Date.now()),
  };
}

async function answer(load: Promise<{ handler: Handler }>, invocation: Invocation): Promise<InvocationAnswer> {
  const { requestId } = invocation;
  try {
    const { handler } = await load;
    if (typeof handler !== 'function') throw new TypeError(`${setup.functionName} exports no handler`);
    const result = await handler(JSON.parse(invocation.event), contextOf(invocation));
    return { requestId, ok: true, result: JSON.stringify(result) ?? 'null' };
  } catch (error) {
    const isError = error instanceof Error;
    if (isError) console.error(error.stack);
    return {
      requestId,
      ok: false,
      errorType: isError ? error.name : typeof error,
      errorMessage: isError ? error.message : String(error),
    };
  }
}

// Threads load the same code: what V8 compiled for one serves the next. It stands beside the bundles, and goes with them.
enableCompileCache(join(dirname(setup.file), '..', 'compiled'));
let isCompiledKept = false;

/** A thread is terminated, and keeps nothing at its end; after its first event it has compiled most of what it will. */
function keepCompiled(): void {
  if (!isCompiledKept) flushCompileCache();
  isCompiledKept = true;
}

const load = import(pathToFileURL(setup.file).href) as Promise<{ handler: Handler }>;
// If loading fails, the first event reports it.
load.catch(() => undefined);

port.on('message', (invocation: Invocation) => {
  void answer(load, invocation).then((message) => {
    port.postMessage(message);
    keepCompiled();
  });
});
