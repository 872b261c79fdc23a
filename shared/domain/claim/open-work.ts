import { type Cents, subtractCents, sumCents, zeroCents } from '../money/cents.ts';
import type { ClaimBalance, OpenWork } from './balance.ts';

/** Cents of a payer's share that are on nobody's list. */
export interface OutOfSight {
  readonly share: number;
  readonly cents: Cents;
}

/**
 * What of a claim is on nobody's list; nothing, if all is right. What stands with a payer that has not answered waits for its answer. What
 * stands with one that has answered is, to the cent, what the denials and exceptions about it say. The patient's balance speaks for itself.
 */
export function owedOutOfSight(balance: Pick<ClaimBalance, 'payers' | 'openWork'>): readonly OutOfSight[] {
  return balance.payers.flatMap(({ status, receivableCents }, share) => {
    if (status !== 'answered') return isAwaited(balance, share) ? [] : [{ share, cents: receivableCents }];
    const cents = subtractCents(receivableCents, workedCents(balance.openWork, share));
    return cents === 0 ? [] : [{ share, cents }];
  });
}

/** Whether somebody waits for what stands with a payer: it has been asked, or will be once an earlier payer has answered. */
function isAwaited({ payers }: Pick<ClaimBalance, 'payers'>, share: number): boolean {
  const payer = payers[share];
  if (payer === undefined || payer.status === 'open' || payer.receivableCents === 0) return true;
  return payers.slice(0, share).some(({ status }) => status !== 'answered');
}

/** The cents of a payer's share that open work answers for. */
export function workedCents(work: readonly OpenWork[] | undefined, share: number): Cents {
  return (work ?? []).reduce((sum, each) => (each.share === share ? sumCents([sum, each.cents]) : sum), zeroCents);
}

/** A balance with this open work; the attribute is absent when there is none, so that most claims carry nothing. */
export function withOpenWork<Balance extends Omit<ClaimBalance, 'version'>>(
  balance: Balance,
  work: readonly OpenWork[],
): Balance {
  const { openWork: _before, ...rest } = balance;
  return { ...rest, ...(work.length === 0 ? {} : { openWork: work }) } as Balance;
}
