import { enableCompileCache, flushCompileCache } from 'node:module';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';

/**
 * A thread that runs functions, one event at a time. It loads a function at its first event, with only that function's
 * environment, and keeps it loaded. Events and results are passed as JSON text, as on Lambda, so that a result that
 * JSON cannot carry fails here too. The host bundles this file with the functions: unbundled, every thread would have
 * to load the code that strips types.
 */

/** What the thread knows about a function. */
export interface FunctionSetup {
  /** The bundle. */
  readonly file: string;
  readonly functionArn: string;
  readonly memoryMegabytes: number;
  readonly environment: Readonly<Record<string, string>>;
}

/** The data that the thread starts with. */
export interface WorkerSetup {
  /** The functions that it may be asked to run, by name. */
  readonly functions: Readonly<Record<string, FunctionSetup>>;
  /** The folder for V8's compiled code. */
  readonly compiledFolder: string;
}

/** One event for a function. */
export interface Invocation {
  readonly functionName: string;
  readonly requestId: string;
  /** How long it may take once the function is loaded. */
  readonly milliseconds: number;
  readonly event: string;
  /** How far the host's clock is ahead of the machine's. */
  readonly aheadMilliseconds: number;
}

export type InvocationAnswer =
  | { readonly requestId: string; readonly ok: true; readonly result: string }
  | { readonly requestId: string; readonly ok: false; readonly errorType: string; readonly errorMessage: string };

type Handler = (event: unknown, context: unknown) => unknown;

const { functions, compiledFolder } = workerData as WorkerSetup;
const port = parentPort as NonNullable<typeof parentPort>;

function contextOf({ functionName, requestId, milliseconds }: Invocation, setup: FunctionSetup) {
  const deadline = Date.now() + milliseconds;
  return {
    awsRequestId: requestId,
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: setup.functionArn,
    memoryLimitInMB: String(setup.memoryMegabytes),
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: false,
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
}

/** The function whose environment is set now. */
let surrounding: string | undefined;

/** Sets the process environment to a function's environment. */
function surround(functionName: string, { environment }: FunctionSetup): void {
  if (surrounding === functionName) return;
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, environment);
  surrounding = functionName;
}

const loaded = new Map<string, Promise<{ handler: Handler }>>();

/** Loads a function once. If that fails, each of its events reports the error. */
function load(functionName: string, { file }: FunctionSetup): Promise<{ handler: Handler }> {
  const before = loaded.get(functionName);
  if (before !== undefined) return before;
  const loading = import(pathToFileURL(file).href) as Promise<{ handler: Handler }>;
  loaded.set(functionName, loading);
  return loading;
}

async function answer(invocation: Invocation): Promise<InvocationAnswer> {
  const { functionName, requestId } = invocation;
  try {
    const setup = functions[functionName];
    if (setup === undefined) throw new Error(`this thread knows no function ${functionName}`);
    surround(functionName, setup);
    process.env.CLOCK_AHEAD_MILLISECONDS = String(invocation.aheadMilliseconds);
    const { handler } = await load(functionName, setup);
    if (typeof handler !== 'function') throw new TypeError(`${functionName} exports no handler`);
    const result = await handler(JSON.parse(invocation.event), contextOf(invocation, setup));
    return { requestId, ok: true, result: JSON.stringify(result) ?? 'null' };
  } catch (error) {
    const isError = error instanceof Error;
    if (isError) console.error(JSON.stringify({ function: functionName, text: error.stack }));
    return {
      requestId,
      ok: false,
      errorType: isError ? error.name : typeof error,
      errorMessage: isError ? error.message : String(error),
    };
  }
}

// Threads load the same code: the compiled code of one serves the next. It is stored next to the bundles, and is
// removed with them.
enableCompileCache(compiledFolder);
let keptFunctions = 0;

/**
 * A thread is terminated, and saves nothing at its end; after its first event a function has compiled most of its code.
 */
function keepCompiled(): void {
  if (keptFunctions < loaded.size) flushCompileCache();
  keptFunctions = loaded.size;
}

port.on('message', (invocation: Invocation) => {
  void answer(invocation).then((message) => {
    port.postMessage(message);
    keepCompiled();
  });
});
