import { type Cents, cents, sumCents } from '../money/cents.ts';

/**
 * How a person settles an amount in the balance of a payer that has answered: write it off, as contractual or otherwise; move it to the
 * next payer or the patient; refund a credit.
 */
export type Settlement = 'write-off' | 'contractual' | 'next-payer' | 'patient' | 'refund';

/**
 * What a person wrote off or moved of a payer's share, because the payer had refused it. It stays where the person put
 * it, whatever the payer answers later, so posting a later answer must take it into account.
 */
export interface SettledAmount {
  /** The position of the share that it left. */
  readonly share: number;
  readonly as: Settlement;
  /** Above zero. */
  readonly cents: Cents;
  /** The refused lines; absent when the whole claim was refused. */
  readonly lines?: readonly number[];
}

/** What identifies a settled amount: amounts of the same share and lines that were settled in the same way are added up. */
type SettledPlace = Omit<SettledAmount, 'cents'>;

export function isSamePlace(one: SettledPlace, other: SettledPlace): boolean {
  return one.share === other.share && one.as === other.as && String(one.lines ?? '') === String(other.lines ?? '');
}

/** The settled amounts with one more. */
export function withSettled(settled: readonly SettledAmount[], more: SettledAmount): readonly SettledAmount[] {
  const own = settled.find((each) => isSamePlace(each, more));
  if (own === undefined) return [...settled, more];
  return settled.map((each) => (each === own ? { ...own, cents: sumCents([own.cents, more.cents]) } : each));
}

/** The settled amounts, less the part of one that no longer applies. */
export function withoutSettled(settled: readonly SettledAmount[], less: SettledAmount): readonly SettledAmount[] {
  return settled.flatMap((each) => {
    if (!isSamePlace(each, less)) return [each];
    const left = cents(Math.max(0, each.cents - less.cents));
    return left === 0 ? [] : [{ ...each, cents: left }];
  });
}

/** All that people settled of a share. */
export function settledCents(settled: readonly SettledAmount[] | undefined, share: number): Cents {
  return sumCents((settled ?? []).filter((each) => each.share === share).map((each) => each.cents));
}
