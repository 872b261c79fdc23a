import { type Cents, subtractCents, sumCents, zeroCents } from '../money/cents.ts';
import type { StandingAppeal } from '../remittance/denial/appeals.ts';
import type { ClaimBalance, OpenWork, PayerShare } from './balance.ts';
import type { FilingState } from './filing.ts';
import { dueShare, isAwaiting } from './next-payer/due-share.ts';
import type { SettledAmount } from './settled-amounts.ts';

/** Cents of a payer's share that are on no work list. */
export interface OutOfSight {
  readonly share: number;
  readonly cents: Cents;
}

type Claim = Pick<ClaimBalance, 'payers' | 'filings' | 'correction' | 'openWork'>;

/**
 * The amounts of a claim that are on no work list; none, if all is right. An open share is with its payer, on its way there, or on a list (`sightOf`). The
 * balance of a payer that has answered, and the credit of one that is not billed, equals, to the cent, the sum of its denials and exceptions. A patient's
 * balance is a work list of its own.
 */
export function owedOutOfSight(balance: Claim): readonly OutOfSight[] {
  return balance.payers.flatMap(({ status, receivableCents }, share) => {
    if (status !== 'answered' && !isIdleCredit({ status, receivableCents })) {
      return isAwaited(balance, share) ? [] : [{ share, cents: receivableCents }];
    }
    const cents = subtractCents(receivableCents, workedCents(balance.openWork, share));
    return cents === 0 ? [] : [{ share, cents }];
  });
}

/** Whether a payer that is not billed has a credit: an earlier payer moved less to it than it has paid, or less than nothing. */
export function isIdleCredit({ status, receivableCents }: Pick<PayerShare, 'status' | 'receivableCents'>): boolean {
  return status === 'waiting' && receivableCents < 0;
}

/**
 * Whether the share of a payer that has not answered is accounted for: nothing is owed, an earlier payer has to answer
 * first, or the share is on a list.
 */
function isAwaited(claim: Claim, share: number): boolean {
  const payer = claim.payers[share];
  if (payer === undefined || payer.receivableCents === 0) return true;
  if (claim.payers.slice(0, share).some(({ status }) => status !== 'answered')) return true;
  return payer.status === 'open' && sightOf(claim, share) !== undefined;
}

/** Where somebody sees an open share: a filing that was sent or leaves by itself, the list of next payers, or an exception. */
export type Sight = 'filing' | 'next-payer' | 'exception';

/** Filings that their payer has, or that leave without a person. */
const inMotion: readonly FilingState['kind'][] = ['preparing', 'ready', 'batched', 'submitted', 'accepted', 'reversed'];
/** Filings that a person must send again; each has an exception of its own. */
const stopped: readonly FilingState['kind'][] = ['held', 'withdrawn', 'rejected'];

/**
 * Where an open share is seen; undefined when it is nowhere. A filing that its payer has answered is over: it covers
 * nothing that is still open.
 */
export function sightOf(claim: Claim, share: number): Sight | undefined {
  const states = claim.filings.filter((filing) => filing.share === share).map(({ state }) => state.kind);
  if (states.some((kind) => inMotion.includes(kind))) return 'filing';
  if (dueShare(claim)?.share === share) return 'next-payer';
  // Another filing is on its way, or an earlier payer is asked again: this one's turn comes after that.
  if (isAwaiting(claim, share)) return states.some((kind) => stopped.includes(kind)) ? 'exception' : 'filing';
  if (states.some((kind) => stopped.includes(kind))) return 'exception';
  if (claim.payers[share]?.answeredLines !== undefined && states.includes('answered')) return 'filing';
  return claim.openWork?.some((work) => work.share === share) ? 'exception' : undefined;
}

/** The cents of a payer's share that open denials and exceptions cover. */
export function workedCents(work: readonly OpenWork[] | undefined, share: number): Cents {
  return (work ?? []).reduce((sum, each) => (each.share === share ? sumCents([sum, each.cents]) : sum), zeroCents);
}

/**
 * The cents of a payer's share that can be moved apart from its work: open denials and exceptions keep what they cover,
 * and are settled on their own. Work about settled amounts ends when the payer is passed over.
 */
export function unworkedCents({ payers, openWork }: Pick<Claim, 'payers' | 'openWork'>, share: number): Cents {
  const own = openWork?.filter(({ settledAs }) => settledAs === undefined);
  return subtractCents(payers[share]?.receivableCents ?? zeroCents, workedCents(own, share));
}

/** A balance with this open work. The attribute is absent when there is none, as for most claims. */
export function withOpenWork<Balance extends Omit<ClaimBalance, 'version'>>(
  balance: Balance,
  work: readonly OpenWork[],
): Balance {
  const { openWork: _before, ...rest } = balance;
  return { ...rest, ...(work.length === 0 ? {} : { openWork: work }) } as Balance;
}

/** A balance with these amounts that people settled. The attribute is absent when there is none. */
export function withSettledAmounts(balance: ClaimBalance, settled: readonly SettledAmount[]): ClaimBalance {
  const { settled: _before, ...rest } = balance;
  return settled.length === 0 ? rest : { ...rest, settled };
}

/** A balance with these standing appeals. The attribute is absent when there is none. */
export function withAppeals(balance: ClaimBalance, appeals: readonly StandingAppeal[]): ClaimBalance {
  const { appeals: _before, ...rest } = balance;
  return appeals.length === 0 ? rest : { ...rest, appeals };
}
