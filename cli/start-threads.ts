import { existsSync } from 'node:fs';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';

/** The work that a thread of `convert` can do: it loads only the code for this. */
export type ThreadWork = 'json-blocks' | 'transactions';

/** What a thread is started with; its data comes through the port later. */
export interface ThreadSetup {
  readonly work: ThreadWork;
  readonly port: MessagePort;
}

/**
 * A thread gives up on another one after this time; even a slow machine needs far less for one part of the work. Without a limit it
 * could wait for ever: a thread that ran out of memory cannot report it.
 */
export const patienceMilliseconds = 60_000;

/** Thrown in a thread whose work is no longer wanted, or that has waited for another one too long. */
export class Stopped extends Error {}

interface ThreadExtras {
  readonly setup?: (thread: number) => object;
  readonly file?: URL;
}

/** The file that threads run. */
const threadFile = new URL('./convert-thread.mjs', import.meta.url);

/** Whether the threads' file exists. It does not when the command is bundled into one file. */
export const hasThreads = (): boolean => existsSync(threadFile);

/**
 * Starts threads beside the main thread, which is number 0: they load their code while the main thread finds the work.
 * @param threads the number of threads, with the main thread
 * @param extras `setup` is what else a thread is given; `file` replaces the file that threads run
 * @returns for each thread, the port through which it takes its data
 */
export function startThreads(
  work: ThreadWork,
  threads: number,
  { setup = () => ({}), file = threadFile }: ThreadExtras = {},
): readonly MessagePort[] {
  return Array.from({ length: threads - 1 }, (_, index) => {
    const { port1, port2 } = new MessageChannel();
    const worker = new Worker(file, {
      workerData: { work, port: port2, ...setup(index + 1) },
      transferList: [port2],
    });
    // A thread that fails tells it in its own way, so its error is not needed here.
    worker.on('error', () => undefined);
    worker.unref();
    port1.unref();
    return port1;
  });
}
