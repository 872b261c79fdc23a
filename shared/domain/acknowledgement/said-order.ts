import type { Acknowledgement } from './acknowledgement.ts';

type Said = Pick<Acknowledgement, 'saidAt' | 'by'>;

/**
 * Whether one acknowledgement was said after another. Each sayer has a clock and a time zone of its own, and some tell the day only: then days alone are
 * compared, so that nothing of the same day is put aside as older.
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
