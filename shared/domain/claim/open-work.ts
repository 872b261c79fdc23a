import { type Cents, subtractCents, sumCents, zeroCents } from '../money/cents.ts';
import type { StandingAppeal } from '../remittance/denial/appeals.ts';
import type { ClaimBalance, OpenWork } from './balance.ts';

/** Cents of a payer's share that are on no work list. */
export interface OutOfSight {
  readonly share: number;
  readonly cents: Cents;
}

/**
 * The amounts of a claim that are on no work list; empty if all is right. The balance of a payer that has not answered
 * waits for its answer. The balance of a payer that has answered equals, to the cent, the sum of its denials and
 * exceptions. Patients' balances have a work list of their own.
 */
export function owedOutOfSight(balance: Pick<ClaimBalance, 'payers' | 'openWork'>): readonly OutOfSight[] {
  return balance.payers.flatMap(({ status, receivableCents }, share) => {
    if (status !== 'answered') return isAwaited(balance, share) ? [] : [{ share, cents: receivableCents }];
    const cents = subtractCents(receivableCents, workedCents(balance.openWork, share));
    return cents === 0 ? [] : [{ share, cents }];
  });
}

/** Whether a payer's answer is awaited: the payer was billed, or will be once an earlier payer has answered. */
function isAwaited({ payers }: Pick<ClaimBalance, 'payers'>, share: number): boolean {
  const payer = payers[share];
  if (payer === undefined || payer.status === 'open' || payer.receivableCents === 0) return true;
  return payers.slice(0, share).some(({ status }) => status !== 'answered');
}

/** The cents of a payer's share that open denials and exceptions cover. */
export function workedCents(work: readonly OpenWork[] | undefined, share: number): Cents {
  return (work ?? []).reduce((sum, each) => (each.share === share ? sumCents([sum, each.cents]) : sum), zeroCents);
}

/** A balance with this open work. The attribute is absent when there is none, as for most claims. */
export function withOpenWork<Balance extends Omit<ClaimBalance, 'version'>>(
  balance: Balance,
  work: readonly OpenWork[],
): Balance {
  const { openWork: _before, ...rest } = balance;
  return { ...rest, ...(work.length === 0 ? {} : { openWork: work }) } as Balance;
}

/** A balance with these standing appeals. The attribute is absent when there is none. */
export function withAppeals(balance: ClaimBalance, appeals: readonly StandingAppeal[]): ClaimBalance {
  const { appeals: _before, ...rest } = balance;
  return appeals.length === 0 ? rest : { ...rest, appeals };
}
