import { type MessagePort, receiveMessageOnPort, type Transferable } from 'node:worker_threads';
import { present } from '../shared/domain/present.ts';
import { patienceMilliseconds, Stopped, startThreads, type ThreadSetup, type ThreadWork } from './start-threads.ts';

/*
 * Threads that share one piece of work: each makes every n-th part, and the main thread takes the parts in order. The
 * main thread is one of these threads. While it waits for the others, its event loop is blocked.
 */

/** What a thread of {@link OrderedThreads} is started with; its data comes through the port later. */
export interface OrderedSetup extends ThreadSetup {
  /** The number of this thread, and the number of threads. The main thread is 0. */
  readonly thread: number;
  readonly threads: number;
  readonly flags: Int32Array;
}

/**
 * Indexes of the flags: how many parts all threads have made, whether the work was stopped, and from here on how many
 * parts were taken from each thread.
 */
const [made, stopped, taken] = [0, 1, 2];

/** How many parts a thread may be ahead of the main thread. */
const ahead = 2;

/** The main thread's view of the other threads. */
export class OrderedThreads<Data, Part> {
  readonly #flags: Int32Array;
  readonly #ports: readonly MessagePort[];

  /** Starts the threads: they prepare while the main thread finds the work. */
  constructor(work: ThreadWork, threads: number, file?: URL) {
    const flags = new Int32Array(new SharedArrayBuffer(4 * (taken + threads)));
    this.#flags = flags;
    this.#ports = startThreads(work, threads, {
      setup: (thread) => ({ thread, threads, flags }),
      ...present({ file }),
    });
  }

  /** Gives the threads their data. */
  begin(data: Data): void {
    for (const port of this.#ports) port.postMessage(data);
  }

  /** Waits for the next part of a thread. Undefined when the thread cannot go on, or is silent for too long. */
  take(thread: number, patience = patienceMilliseconds): Part | undefined {
    const port = this.#ports[thread - 1] as MessagePort;
    for (;;) {
      const seen = Atomics.load(this.#flags, made);
      const received = receiveMessageOnPort(port) as { readonly message: Part | 'failed' } | undefined;
      if (received !== undefined) {
        Atomics.add(this.#flags, taken + thread, 1);
        Atomics.notify(this.#flags, taken + thread);
        return received.message === 'failed' ? undefined : received.message;
      }
      if (Atomics.wait(this.#flags, made, seen, patience) === 'timed-out') return undefined;
    }
  }

  /** Stops the threads that have not ended by themselves. */
  stop(): void {
    Atomics.store(this.#flags, stopped, 1);
    for (const [index, port] of this.#ports.entries()) {
      Atomics.add(this.#flags, taken + index + 1, 1);
      Atomics.notify(this.#flags, taken + index + 1);
      port.close();
    }
  }
}

/** The view of a thread: hands over its parts, and is at most a few parts ahead of the main thread. */
export class ThreadParts<Part> {
  readonly #setup: OrderedSetup;
  #made = 0;

  constructor(setup: OrderedSetup) {
    this.#setup = setup;
  }

  /** Waits until there is room for a part. @throws Stopped */
  wait(): void {
    const { flags, thread } = this.#setup;
    for (;;) {
      const before = Atomics.load(flags, taken + thread);
      if (Atomics.load(flags, stopped) !== 0) throw new Stopped();
      if (this.#made - before < ahead) return;
      Atomics.wait(flags, taken + thread, before);
    }
  }

  hand(part: Part | 'failed', transferred: readonly Transferable[] = []): void {
    const { flags, port } = this.#setup;
    this.#made += 1;
    port.postMessage(part, transferred);
    Atomics.add(flags, made, 1);
    Atomics.notify(flags, made);
  }
}
