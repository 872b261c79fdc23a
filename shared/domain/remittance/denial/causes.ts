import { addCents, type Cents, zeroCents } from '../../money/cents.ts';

/** The causes by which denials are counted, to find what to correct. */
export const causeKinds = {
  reason: 'The first reason code of the denial',
  category: 'The kind of denial',
  payer: 'The payer that denied it',
  provider: 'The provider that gave the services',
  coder: 'The person to whom the coding was given',
  edit: 'An edit that a person had overridden on the encounter',
  procedure: 'A procedure of the encounter',
} as const;

export type CauseKind = keyof typeof causeKinds;

/** A denial with its causes. A report by one kind of cause leaves out denials that have none of that kind. */
export interface CausedDenial {
  readonly cents: Cents;
  readonly state: 'open' | 'paid' | 'lost' | 'moved';
  readonly causes: Readonly<Partial<Record<CauseKind, readonly string[]>>>;
}

/** The denials that share a cause. */
export interface CauseSum {
  readonly kind: CauseKind;
  readonly of: string;
  readonly count: number;
  readonly cents: Cents;
  readonly open: number;
  readonly paid: number;
  readonly lost: number;
  readonly moved: number;
}

/** Denials by cause, for each kind the largest amount first. */
export function causesOf(denials: readonly CausedDenial[]): readonly CauseSum[] {
  const sums = new Map<string, CauseSum>();
  for (const { cents, state, causes } of denials) {
    for (const [kind, names] of Object.entries(causes) as [CauseKind, readonly string[]][]) {
      for (const of of new Set(names)) {
        const key = JSON.stringify([kind, of]);
        const sum = sums.get(key) ?? { kind, of, count: 0, cents: zeroCents, open: 0, paid: 0, lost: 0, moved: 0 };
        sums.set(key, { ...sum, count: sum.count + 1, cents: addCents(sum.cents, cents), [state]: sum[state] + 1 });
      }
    }
  }
  const kinds = Object.keys(causeKinds);
  return [...sums.values()].sort(
    (a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind) || b.cents - a.cents || (a.of < b.of ? -1 : 1),
  );
}
