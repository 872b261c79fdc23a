import { setTimeout as pause } from 'node:timers/promises';

/** A limit only for what never comes: far longer than anything takes on a slow machine. */
export const patienceMilliseconds = 300_000;

/** Looks again and again until the result is as wanted. It also works outside of a test. */
export async function until<Value>(
  look: () => Value | Promise<Value>,
  isWanted: (seen: Value) => boolean,
): Promise<Value> {
  const end = performance.now() + patienceMilliseconds;
  for (;;) {
    const seen = await look();
    if (isWanted(seen)) return seen;
    if (performance.now() > end) throw new Error(`it never came; the last that was seen: ${JSON.stringify(seen)}`);
    await pause(50);
  }
}
