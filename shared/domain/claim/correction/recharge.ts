import type { Leg } from '../../ledger/entry.ts';
import { addCents, type Cents, cents, subtractCents, sumCents, zeroCents } from '../../money/cents.ts';
import { present } from '../../present.ts';
import { applyLegs, type ClaimBalance, type OpenWork } from '../balance.ts';
import { withOpenWork } from '../open-work.ts';
import { type SettledAmount, withSettled } from '../settled-amounts.ts';

/** The new charges: the legs that reverse the former charges and post the new ones, and the totals. */
export interface Recharge {
  readonly legs: readonly Leg[];
  readonly chargeCents: Cents;
  readonly lineCount: number;
}

/** A claim with new charges, and the effect on its open work. */
export interface Recharged {
  readonly after: ClaimBalance;
  /** Denials and exceptions that end, and those that remain with another amount. */
  readonly over: readonly OpenWork[];
  readonly changed: readonly OpenWork[];
  /**
   * The amount that the first payer’s answer does not cover: its next answer is awaited. When negative, the payer will
   * reverse it.
   */
  readonly awaitedCents: Cents;
}

/**
 * New charges on a claim that a payer has. Payers' payments and decisions stay as stated: only they can reverse them.
 * So the whole difference goes to the first payer's balance. If it has not answered, its answer is awaited anyway. If
 * it has, removed charges first close its denials; the rest is a new work item, for whoever awaits the payer’s next
 * answer.
 */
export function recharged(balance: ClaimBalance, { legs, chargeCents, lineCount }: Recharge): Recharged {
  const folded = renumbered({ ...applyLegs(balance, legs), chargeCents, lineCount }, balance.lineCount);
  if (balance.payers[0]?.status !== 'answered')
    return { after: folded, over: [], changed: [], awaitedCents: zeroCents };
  const standing = folded.openWork ?? [];
  const difference = subtractCents(folded.payers[0]?.receivableCents ?? zeroCents, balance.payers[0].receivableCents);
  const { work, taken } = withoutDenied(standing, cents(Math.max(0, -difference)));
  const isAwaiting = ({ code, share }: OpenWork) => code === 'correction-awaited' && share === 0;
  const before = sumCents(standing.filter(isAwaiting).map((each) => each.cents));
  const kept = work.filter((each) => !isAwaiting(each));
  return {
    after: withOpenWork(folded, kept),
    over: standing.filter((each) => !kept.some(({ id }) => id === each.id)),
    changed: kept.filter((each) => standing.some(({ id, cents: was }) => id === each.id && was !== each.cents)),
    awaitedCents: sumCents([before, difference, taken]),
  };
}

/** If the lines have changed, settled amounts no longer name lines: line 2 may be another service now. */
function renumbered(balance: ClaimBalance, linesBefore: number): ClaimBalance {
  const { settled, openWork } = balance;
  if (settled === undefined || balance.lineCount === linesBefore) return balance;
  const work = openWork?.map((each) => (each.settledAs === undefined ? each : withoutLines(each)));
  return {
    ...balance,
    settled: settled.map(withoutLines).reduce<readonly SettledAmount[]>(withSettled, []),
    ...present({ openWork: work }),
  };
}

function withoutLines<Lined extends { readonly lines?: readonly number[] }>({ lines: _lines, ...rest }: Lined) {
  return rest;
}

/** Reduces open work by the denied charges that are no longer charged, the oldest first. */
function withoutDenied(standing: readonly OpenWork[], most: Cents) {
  let taken = zeroCents;
  const work = standing.flatMap((each): OpenWork[] => {
    if (each.kind !== 'denial' || each.share !== 0 || each.cents <= 0) return [each];
    const own = cents(Math.min(each.cents, most - taken));
    taken = addCents(taken, own);
    return own === each.cents ? [] : [{ ...each, cents: subtractCents(each.cents, own) }];
  });
  return { work, taken };
}

/** A claim whose first payer answers its late charges: it has answered the earlier lines, and not the current claim. */
export function awaitingLateCharges(balance: ClaimBalance): ClaimBalance {
  const count = balance.correction?.linesBefore ?? 0;
  const [first, ...others] = balance.payers;
  if (first?.status !== 'answered') return balance;
  const answeredLines = Array.from({ length: count }, (_, index) => index + 1);
  return { ...balance, payers: [{ ...first, status: 'open', answeredLines }, ...others] };
}
