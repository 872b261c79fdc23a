import { readFileSync, writeFileSync } from 'node:fs';

/** The host's clock. It can be ahead of the machine's clock, so that people can practise work that takes weeks. */
export interface HostClock {
  now(): Date;
  /** How far it is ahead of the machine's clock. */
  aheadMilliseconds(): number;
  /** Moves the clock to an instant; it runs on from there. */
  moveTo(instant: Date): ClockMove;
}

/** The clock never goes back: bookings would then be in the future. */
export type ClockMove = 'moved' | 'backwards' | 'too-far';

/** At most this many days in one move, because everything that falls due in between happens after the move. */
const mostDaysAtOnce = 400;

const dayMilliseconds = 86_400_000;

/** Opens the clock, as far ahead as it was when the host last stopped; `file` stores how far. */
export function openClock(file: string): HostClock {
  let ahead = readAhead(file);
  const now = () => new Date(Date.now() + ahead);
  const moveTo = (instant: Date): ClockMove => {
    const by = instant.getTime() - now().getTime();
    if (by < 0) return 'backwards';
    if (by > mostDaysAtOnce * dayMilliseconds) return 'too-far';
    // Written before the clock moves. If writing fails, the clock has not moved, and the next start agrees with it.
    writeFileSync(file, JSON.stringify({ aheadMilliseconds: ahead + by }));
    ahead += by;
    return 'moved';
  };
  return { now, aheadMilliseconds: () => ahead, moveTo };
}

function readAhead(file: string): number {
  try {
    const { aheadMilliseconds } = JSON.parse(readFileSync(file, 'utf8')) as { aheadMilliseconds?: unknown };
    return typeof aheadMilliseconds === 'number' && aheadMilliseconds > 0 ? aheadMilliseconds : 0;
  } catch {
    return 0;
  }
}

/** Reads the body of `POST /local/clock`, `{ to }`, an instant in UTC; undefined when it has another form. */
export function readClockRequest(body: string): Date | undefined {
  try {
    const { to } = JSON.parse(body) as { to?: unknown };
    if (typeof to !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/.test(to)) return undefined;
    const instant = new Date(to);
    return Number.isNaN(instant.getTime()) ? undefined : instant;
  } catch {
    return undefined;
  }
}
