import { patienceMilliseconds, Stopped } from './start-threads.ts';

/*
 * Threads that each take the next part of a piece of work, and whose results must come in the order of the parts: a
 * thread waits for its part's turn before it lets the result out.
 */

/** Indexes of the state: the next part that nobody has taken, the part whose turn it is, whether the work was stopped. */
const [next, turn, stopped] = [0, 1, 2];

export class Turns {
  /** Shared by all threads. */
  readonly state: Int32Array<SharedArrayBuffer>;
  readonly #patience: number;

  constructor(state = new Int32Array(new SharedArrayBuffer(12)), patience = patienceMilliseconds) {
    this.state = state;
    this.#patience = patience;
  }

  /** Takes the next part; parts are numbered from 0. */
  take(): number {
    return Atomics.add(this.state, next, 1);
  }

  isAt(part: number): boolean {
    return Atomics.load(this.state, turn) === part;
  }

  /** Waits for the turn of a part. @throws Stopped */
  wait(part: number): void {
    for (;;) {
      if (Atomics.load(this.state, stopped) !== 0) throw new Stopped();
      const now = Atomics.load(this.state, turn);
      if (now === part) return;
      if (Atomics.wait(this.state, turn, now, this.#patience) === 'timed-out') throw new Stopped();
    }
  }

  /** Ends the turn of a part. */
  pass(part: number): void {
    Atomics.store(this.state, turn, part + 1);
    Atomics.notify(this.state, turn);
  }

  /** Stops all threads: those that wait for a turn are woken. */
  stop(): void {
    Atomics.store(this.state, stopped, 1);
    Atomics.notify(this.state, turn);
  }
}
