import { type Fee, feeName, mostFees, mostFeesOfCode } from './fee-schedule.ts';

/**
 * `replace`: the file is the whole schedule; `merge`: its rows are added or replace the same row, and the others stay.
 */
export const feeFileModes = ['replace', 'merge'] as const;
export type FeeFileMode = (typeof feeFileModes)[number];

/** A row that a file would add, change or remove. */
export type FeeChange =
  | { readonly change: 'added'; readonly after: Fee }
  | { readonly change: 'changed'; readonly before: Fee; readonly after: Fee }
  | { readonly change: 'removed'; readonly before: Fee };

export interface FeeChanges {
  /** The schedule's rows afterwards, by code. */
  readonly fees: readonly Fee[];
  /** What changes, in the order of the codes. */
  readonly changes: readonly FeeChange[];
  readonly unchanged: number;
}

/** The changes that a file's rows make in a schedule. */
export function feeChanges(before: readonly Fee[], given: readonly Fee[], mode: FeeFileMode): FeeChanges {
  const had = new Map(before.map((fee) => [feeName(fee), fee]));
  const has = new Map(given.map((fee) => [feeName(fee), fee]));
  const after = mode === 'replace' ? has : new Map([...had, ...has]);
  const names = [...new Set([...had.keys(), ...after.keys()])].sort();
  const changes = names.flatMap((name) => changeOf(had.get(name), after.get(name)));
  const fees = names.flatMap((name) => after.get(name) ?? []);
  return { fees, changes, unchanged: names.length - changes.length };
}

function changeOf(before: Fee | undefined, after: Fee | undefined): FeeChange[] {
  if (before === undefined) return after === undefined ? [] : [{ change: 'added', after }];
  if (after === undefined) return [{ change: 'removed', before }];
  const isSame = before.cents === after.cents && before.baseUnits === after.baseUnits;
  return isSame ? [] : [{ change: 'changed', before, after }];
}

/** Whether a schedule can hold these rows: a merge may grow it beyond what one file may have. */
export function fitsSchedule(fees: readonly Fee[]): boolean {
  const counts = new Map<string, number>();
  for (const { procedure } of fees) counts.set(procedure, (counts.get(procedure) ?? 0) + 1);
  return fees.length <= mostFees && [...counts.values()].every((count) => count <= mostFeesOfCode);
}
