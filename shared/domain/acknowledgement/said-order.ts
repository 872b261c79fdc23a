import type { Acknowledgement } from './acknowledgement.ts';

type Said = Pick<Acknowledgement, 'saidAt' | 'by'>;

/**
 * Whether one acknowledgement is later than another. Each author has its own clock and time zone, and some give only a
 * date: then only dates are compared, so that an acknowledgement of the same day is never taken as older.
 */
export function isSaidAfter(one: Said, other: Said): boolean {
  const isOneClock = sayerOf(one) === sayerOf(other) && [one, other].every(({ saidAt }) => saidAt.length > dayLength);
  return isOneClock ? one.saidAt > other.saidAt : dayOf(one) > dayOf(other);
}

const dayLength = '2026-11-27'.length;

function dayOf({ saidAt }: Said): string {
  return saidAt.slice(0, dayLength);
}

function sayerOf({ by }: Said): string {
  return by === undefined ? '' : (by.id ?? by.name);
}
