import type { ClaimBalance } from '../../claim/balance.ts';
import { type SettledAmount, withSettled } from '../../claim/settled-amounts.ts';
import type { Adjudication, EntryNote } from '../../ledger/entry.ts';
import { type Cents, cents, sumCents } from '../../money/cents.ts';

/** The code of the exception about an amount that a person settled and that its payer does not refuse any more. */
export const settledCode = 'settled-denial-taken-back';

/** What an answer, or a reversal, says about the amounts that people settled before it. */
export interface SettledAgain {
  /** The settled amounts that it speaks of. */
  readonly concerned: readonly SettledAmount[];
  /** What it refuses once more, by line (undefined: the whole claim): nobody has to work on that again. */
  readonly again: ReadonlyMap<number | undefined, Cents>;
  /** What it no longer refuses: the settlement is still booked, so the payer’s share is too small by that much. */
  readonly taken: readonly SettledAmount[];
}

/** The lines that an answer is about; absent when it is about the whole claim. */
type AnsweredPlace = Pick<Adjudication, 'share' | 'lines'>;

/** What an answer says about settled amounts, and the claim's settled amounts with it. */
interface AnsweredAgain extends SettledAgain {
  readonly settled: readonly SettledAmount[];
}

/**
 * Which of a share’s settled amounts an answer refuses again. A settled amount is compared first with what is refused
 * of its own lines, then with what is refused of the whole claim; an amount that was settled for the whole claim is
 * compared with every refusal in turn. An amount that was settled for several lines is divided when only some of them
 * are refused again, so that each line has its own from then on.
 */
export function settledByAnswer(
  { settled = [] }: Pick<ClaimBalance, 'settled'>,
  { share, lines }: AnsweredPlace,
  notes: readonly EntryNote[],
): AnsweredAgain {
  const concerned = settled.filter(
    (each) =>
      each.share === share && (lines === undefined || each.lines?.some((line) => lines.includes(line)) === true),
  );
  const refused = new Map<number | undefined, number>();
  for (const { meaning, line, cents: amount } of notes)
    if (meaning === 'denial' && amount > 0) refused.set(line, (refused.get(line) ?? 0) + amount);
  const again = new Map<number | undefined, Cents>();
  const take = (most: number, line: number | undefined): number => {
    const amount = Math.min(most, refused.get(line) ?? 0);
    if (amount === 0) return 0;
    refused.set(line, (refused.get(line) ?? 0) - amount);
    again.set(line, cents((again.get(line) ?? 0) + amount));
    return amount;
  };
  const byLine = concerned.filter((each) => each.lines !== undefined);
  const ofClaim = concerned.filter((each) => each.lines === undefined);
  const judged = new Map(
    [...byLine, ...ofClaim].map((each) => {
      const places = each.lines === undefined ? [...refused.keys()] : [...each.lines, undefined];
      let left: number = each.cents;
      const takes = places.map((line) => {
        const amount = take(left, line);
        left -= amount;
        return { line, amount };
      });
      return [each, divided(each, takes, left)] as const;
    }),
  );
  return {
    ...{ concerned, again },
    taken: [...judged.values()].flatMap((each) => each.taken).reduce<readonly SettledAmount[]>(withSettled, []),
    settled: settled
      .flatMap((each) => judged.get(each)?.parts ?? [each])
      .reduce<readonly SettledAmount[]>(withSettled, []),
  };
}

/** A settled amount of which `left` is not refused again: what that is, and the parts that stay settled. */
function divided(
  each: SettledAmount,
  takes: readonly { readonly line: number | undefined; readonly amount: number }[],
  left: number,
): { readonly taken: readonly SettledAmount[]; readonly parts: readonly SettledAmount[] } {
  if (left === 0) return { taken: [], parts: [each] };
  const named = takes.filter(({ line, amount }) => line !== undefined && amount > 0);
  const free = each.lines?.filter((line) => !named.some((one) => one.line === line)) ?? [];
  const isOfClaim = takes.some(({ line, amount }) => line === undefined && amount > 0);
  if (named.length === 0 || free.length === 0 || isOfClaim) {
    return { taken: [{ ...each, cents: cents(left) }], parts: [each] };
  }
  const rest = { ...each, lines: free, cents: cents(left) };
  const parts = named.map(({ line, amount }) => ({ ...each, lines: [line as number], cents: cents(amount) }));
  return { taken: [rest], parts: [...parts, rest] };
}

/**
 * The settled amounts of a claim once a reversal takes back some lines of an answer: an amount that was settled for these lines and others is
 * divided by what was refused of each, so that what stays refused stays settled.
 * @param notes those of the reversal: what was refused, below zero
 */
export function dividedByReversal(
  { settled = [] }: Pick<ClaimBalance, 'settled'>,
  { share, lines = [] }: AnsweredPlace,
  notes: readonly EntryNote[],
): readonly SettledAmount[] {
  const refused = new Map<number | undefined, number>();
  for (const { meaning, line, cents: amount } of notes)
    if (meaning === 'denial') refused.set(line, (refused.get(line) ?? 0) - amount);
  const parted = settled.flatMap((each): SettledAmount[] => {
    const own = each.lines?.filter((line) => lines.includes(line)) ?? [];
    const others = each.lines?.filter((line) => !lines.includes(line)) ?? [];
    if (each.share !== share || own.length === 0 || others.length === 0) return [each];
    let left: number = each.cents;
    const parts = own.flatMap((line): SettledAmount[] => {
      const taken = Math.max(0, Math.min(left, refused.get(line) ?? 0));
      left -= taken;
      refused.set(line, (refused.get(line) ?? 0) - taken);
      return taken === 0 ? [] : [{ ...each, lines: [line], cents: cents(taken) }];
    });
    if (parts.length === 0) return [each];
    return left === 0 ? parts : [...parts, { ...each, lines: others, cents: cents(left) }];
  });
  return parted.reduce<readonly SettledAmount[]>(withSettled, []);
}

/** The settled amounts of a share whose answer is taken back, whole or for some lines: nothing refuses them now. */
export function settledByReversal(
  { settled = [] }: Pick<ClaimBalance, 'settled'>,
  share: number,
  left: readonly number[],
) {
  const concerned = settled.filter(
    (each) =>
      each.share === share &&
      (each.lines === undefined ? left.length === 0 : each.lines.some((line) => !left.includes(line))),
  );
  return { concerned, again: new Map(), taken: concerned } satisfies SettledAgain;
}

/** The sum of settled amounts. */
export function takenCents(taken: readonly SettledAmount[]): Cents {
  return sumCents(taken.map((each) => each.cents));
}
