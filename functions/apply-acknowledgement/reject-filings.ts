import type { Acknowledgement, ClaimAcknowledgement } from '../../shared/domain/acknowledgement/acknowledgement.ts';
import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { afterAcknowledgement } from '../../shared/domain/claim/claim-events.ts';
import type { FilingState } from '../../shared/domain/claim/filing.ts';
import type { Submission } from '../../shared/domain/claim/submission.ts';
import { invariant } from '../../shared/domain/result.ts';
import { openedRejection } from '../../shared/filing/opened-rejection.ts';
import { claimAcknowledgementItem, saidDigest } from '../../shared/store/acknowledgements.ts';
import { balanceWrite, readBalances } from '../../shared/store/claims.ts';
import { claimAcknowledgementKey } from '../../shared/store/keys/acknowledgement.ts';
import { problemEndWrites } from '../../shared/store/status-problems.ts';
import { readSubmissionClaims, type SubmissionClaim } from '../../shared/store/submissions.ts';
import type { Write } from '../../shared/store/table.ts';
import { type ApplyDeps, type ApplyTask, attempts, commit, partAudit } from './context.ts';

/** At most this many claims are rejected together: each takes at most four writes. */
const claimsTogether = 24;

interface Refusal {
  readonly reason: string;
  readonly said: Acknowledgement;
  /** Limits the rejection to the claims for which this is true; all of the submission's when absent. */
  readonly isRefused?: (claim: SubmissionClaim) => boolean;
}

/**
 * Rejects the filings of a submission that was rejected as a whole. A filing that was accepted or answered since stays
 * as it is. Claims that an earlier attempt rejected are skipped.
 * @returns whether any of its filings has been accepted or answered
 */
export async function rejectFilings(
  task: ApplyTask,
  submission: Submission,
  refusal: Refusal,
  deps: ApplyDeps,
): Promise<boolean> {
  let isTakenIn = false;
  const rows = await readSubmissionClaims(deps.table, task.tenant, submission.id);
  const refused = rows.filter((row) => refusal.isRefused?.(row) ?? true);
  for (let start = 0; start < refused.length; start += claimsTogether) {
    const some = refused.slice(start, start + claimsTogether);
    if (await rejectSome(task, some, refusal, deps)) isTakenIn = true;
  }
  return isTakenIn;
}

/** States of filings that somebody has accepted, not only received. */
const takenIn: readonly (FilingState['kind'] | undefined)[] = ['accepted', 'answered', 'reversed'];

async function rejectSome(
  task: ApplyTask,
  rows: readonly SubmissionClaim[],
  refusal: Refusal,
  deps: ApplyDeps,
): Promise<boolean> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const at = deps.now().toISOString();
    const balances = await readBalances(
      deps.table,
      task.tenant,
      rows.map(({ claimId }) => claimId),
    );
    const stateOf = (row: SubmissionClaim, balance: ClaimBalance | undefined) =>
      balance?.filings.find(({ number }) => number === row.filing)?.state.kind;
    const isTakenIn = rows.some((row, index) => takenIn.includes(stateOf(row, balances[index])));
    const open = rows.flatMap((row, index) => {
      const balance = balances[index];
      return balance !== undefined && stateOf(row, balance) === 'submitted' ? [{ balance, filing: row.filing }] : [];
    });
    const [first] = open;
    if (first === undefined) return isTakenIn;
    const writes = open.flatMap(({ balance, filing }) => rejectionWrites(task, balance, filing, { ...refusal, at }));
    const part = `${refusal.said.kind}-${first.balance.claimId}`;
    const facts = { claims: open.length, reason: refusal.reason };
    const audit = partAudit(task, at, part, { action: 'claims-rejected', facts });
    if ((await commit(task, deps, [...writes, audit])).ok) return isTakenIn;
  }
  throw new Error('other writers came first too often: the message will be delivered again');
}

/** Rejects a claim's filing: its balance, the status, and the work that follows. */
function rejectionWrites(
  { tenant }: ApplyTask,
  balance: ClaimBalance,
  filing: number,
  { reason: ofFile, said, at }: Refusal & { readonly at: string },
): Write[] {
  const { claimId } = balance;
  // When a file is rejected for errors, only the claims with errors need correction.
  const isNamed = said.errors?.some((error) => error.claimId === claimId) === true;
  const reason = isNamed ? 'claim-syntax-rejected' : ofFile;
  const next = afterAcknowledgement(balance, filing, { kind: 'rejected', reasons: [reason] });
  invariant(next.ok, 'what was submitted can be rejected');
  const { errors = [], ...rest } = said;
  const own = errors.filter((error) => error.claimId === claimId);
  const about: ClaimAcknowledgement = {
    ...rest,
    ...(own.length === 0 ? {} : { errors: own }),
    filing,
    effect: 'rejected',
  };
  const key = claimAcknowledgementKey(tenant, claimId, said.saidAt, saidDigest([said.kind, filing, reason]));
  return [
    balanceWrite(tenant, balance, next.value),
    { put: claimAcknowledgementItem(key, about) },
    ...openedRejection(tenant, next.value, filing, { reason, at }),
    ...problemEndWrites(tenant, { before: balance, after: next.value, at }),
  ];
}
