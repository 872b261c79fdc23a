import type { ClaimAcknowledgement } from '../domain/acknowledgement/acknowledgement.ts';
import { isSaidAfter } from '../domain/acknowledgement/said-order.ts';
import type { ClaimBalance } from '../domain/claim/balance.ts';
import { afterAcknowledgement } from '../domain/claim/claim-events.ts';
import { withoutStatusProblem } from '../domain/claim/status-problem.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { Instant } from '../domain/time/local-date.ts';
import { contradictionWrite } from '../store/acknowledgement-alarms.ts';
import { readClaimAcknowledgements } from '../store/acknowledgements.ts';
import { balanceWrite } from '../store/claims.ts';
import { officeDay } from '../store/office.ts';
import { problemEndWrites } from '../store/status-problems.ts';
import type { Table, Write } from '../store/table.ts';
import { openedRejection } from './opened-rejection.ts';

/** The statement about a claim, and its filing. */
export interface SaidOfFiling extends Pick<ClaimAcknowledgement, 'verdict' | 'saidAt' | 'by' | 'fileId'> {
  readonly filing: number;
}

/** The outcome: the effect, the changed claim if any, and the writes. */
export interface AcknowledgedOutcome {
  readonly effect: ClaimAcknowledgement['effect'];
  readonly after?: ClaimBalance;
  readonly writes: readonly Write[];
}

/**
 * The effect of an acknowledgement on its filing. The state only moves forward: a filing that was rejected, or decided
 * by the payer, stays so.
 */
export async function acknowledgedOutcome(
  tenant: TenantId,
  balance: ClaimBalance,
  said: SaidOfFiling,
  { table, at }: { readonly table: Table; readonly at: Instant },
): Promise<AcknowledgedOutcome> {
  const { verdict, filing, fileId } = said;
  const { claimId } = balance;
  if (verdict === 'already-there') return { effect: verdict, writes: [] };
  if (verdict === 'unclear') return { effect: 'contradicts', writes: [] };
  if (verdict !== 'accepted' && verdict !== 'rejected') return { effect: 'none', writes: [] };
  const state = balance.filings.find(({ number }) => number === filing)?.state.kind;
  const isAgainst = state !== verdict && (state === 'accepted' || state === 'rejected');
  if (isAgainst && (await isOlder(tenant, { claimId, state }, said, table)))
    return { effect: 'out-of-date', writes: [] };
  if (verdict === 'accepted' && state === 'rejected') {
    return { effect: 'contradicts', writes: [contradictionWrite(tenant, { claimId, fileId }, at)] };
  }
  const event = verdict === 'accepted' ? { kind: verdict } : { kind: verdict, reasons: ['claim-refused'] };
  const next = afterAcknowledgement(balance, filing, event);
  const isHadAfterAll = verdict === 'accepted' && (await isProblemOver(tenant, balance, said, table));
  if (!next.ok && !isHadAfterAll) return { effect: 'known-before', writes: [] };
  const acknowledged = next.ok ? next.value : balance;
  const after = isHadAfterAll ? withoutStatusProblem(acknowledged) : acknowledged;
  const writes = [
    balanceWrite(tenant, balance, after),
    ...openedRejection(tenant, after, filing, { reason: 'claim-refused', at }),
    ...problemEndWrites(tenant, { before: balance, after, at }),
  ];
  return { effect: next.ok ? verdict : 'known-before', after, writes };
}

/**
 * Whether an acceptance ends a problem. It does if it came on the same day or later, in the office's time zone. It
 * never ends a request for documents, about which an acceptance says nothing.
 */
async function isProblemOver(
  tenant: TenantId,
  { statusProblem }: ClaimBalance,
  { filing, saidAt }: SaidOfFiling,
  table: Table,
): Promise<boolean> {
  if (statusProblem?.filing !== filing || statusProblem.standing === 'waits-for-documents') return false;
  return saidAt.slice(0, 10) >= (await officeDay(table, tenant, statusProblem.at));
}

/** Whether a statement is older than the one that made the filing accepted or rejected. */
async function isOlder(
  tenant: TenantId,
  { claimId, state }: { readonly claimId: string; readonly state: 'accepted' | 'rejected' },
  said: SaidOfFiling,
  table: Table,
): Promise<boolean> {
  const all = await readClaimAcknowledgements(table, tenant, claimId);
  return all.some((one) => one.filing === said.filing && one.effect === state && isSaidAfter(one, said));
}
