import type { StatusInquiry } from '../inquiry/inquiry.ts';
import { isProblem, type PayerStatus, type StatusProblem } from '../inquiry/payer-status.ts';
import type { Instant, LocalDate } from '../time/local-date.ts';
import type { ClaimBalance } from './balance.ts';
import type { Filing } from './filing.ts';

type Claim = Pick<ClaimBalance, 'filings' | 'payers' | 'statusProblem'>;
type AskedAbout = Pick<StatusInquiry, 'share' | 'filing'>;

/**
 * The problem that still waits for a person; undefined when there is none, or when its filing is decided, was turned
 * away, was sent again, or goes to a payer that the office passed over.
 */
export function openProblem(claim: Claim): StatusProblem | undefined {
  const { statusProblem } = claim;
  const filing = claim.filings.find(({ number }) => number === statusProblem?.filing);
  return filing !== undefined && filing === awaitedFiling(claim, filing.share) ? statusProblem : undefined;
}

/** The number of the filing that its payer, when asked, did not have or did not accept; undefined when there is none. */
export function missingFiling(claim: Claim): number | undefined {
  const problem = openProblem(claim);
  return problem?.standing === 'not-found' || problem?.standing === 'not-accepted' ? problem.filing : undefined;
}

/** The filing of a share about which its payer can be asked: the newest, if it is sent and not decided. */
function awaitedFiling({ filings, payers }: Claim, share: number): Filing | undefined {
  if (payers[share]?.isPassedOver === true) return undefined;
  const newest = filings.findLast((filing) => filing.share === share);
  return newest?.state.kind === 'submitted' || newest?.state.kind === 'accepted' ? newest : undefined;
}

/**
 * The filing about which a payer was asked, if it still waits for the payer; undefined when it was decided, or when what
 * waits was sent later.
 * @param askedOn the day of the question, which decides for questions that name no filing
 */
export function askedFiling(claim: Claim, asked: AskedAbout, askedOn: LocalDate): Filing | undefined {
  const filing = awaitedFiling(claim, asked.share);
  if (asked.filing !== undefined) return filing?.number === asked.filing ? filing : undefined;
  return filing?.sentOn !== undefined && filing.sentOn > askedOn ? undefined : filing;
}

/** The claim after a payer told the status of a filing: with the problem, or without one that no longer is. */
export function afterStatusAnswer(
  claim: ClaimBalance,
  filing: number,
  { standing }: Pick<PayerStatus, 'standing'>,
  at: Instant,
): ClaimBalance {
  if (isProblem(standing)) return { ...claim, statusProblem: { filing, standing, at } };
  return claim.statusProblem?.filing === filing ? withoutStatusProblem(claim) : claim;
}

/** The claim without its problem: a person has seen to it, or the payer has the claim. */
export function withoutStatusProblem({ statusProblem: _, ...claim }: ClaimBalance): ClaimBalance {
  return claim;
}
