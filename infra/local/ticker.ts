import type { FunctionRow } from '../function-row.ts';
import type { InvokeFunction } from './function-pool.ts';

/** Runs something later; returns how to cancel it. Tests use their own clock here. */
export type RunLater = (milliseconds: number, run: () => void) => () => void;

export interface Ticker {
  /** Starts no more runs, and waits for those in progress. */
  stop(): Promise<void>;
}

export const runLater: RunLater = (milliseconds, run) => {
  const timer = setTimeout(run, milliseconds);
  return () => clearTimeout(timer);
};

/**
 * Runs the functions of schedule rows with their local input. Each runs again `localEveryMilliseconds` after it ended, so that it never
 * overlaps itself. A failure does not affect the next run, as on AWS.
 */
export function startTicker(
  rows: readonly FunctionRow[],
  invoke: (name: string) => InvokeFunction,
  later: RunLater = runLater,
): Ticker {
  let isStopped = false;
  const forget = new Map<string, () => void>();
  const running = new Set<Promise<void>>();

  const plan = ({ name, trigger }: FunctionRow) => {
    if (trigger.kind !== 'schedule' || isStopped) return;
    const cancel = later(trigger.localEveryMilliseconds, () => {
      const run = invoke(name)(trigger.localInput).then(() => {
        running.delete(run);
        plan({ name, trigger } as FunctionRow);
      });
      running.add(run);
    });
    forget.set(name, cancel);
  };

  for (const row of rows) plan(row);
  const stop = async () => {
    isStopped = true;
    for (const cancel of forget.values()) cancel();
    await Promise.all(running);
  };
  return { stop };
}
