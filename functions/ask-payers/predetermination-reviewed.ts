import type { AuthorizationDecision } from '../../shared/domain/authorization/authorization.ts';
import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { afterPredeterminationReviewed } from '../../shared/domain/claim/claim-events.ts';
import { hasLeft } from '../../shared/domain/claim/filing.ts';
import type { Predetermination } from '../../shared/domain/claim/predetermination.ts';
import { claimStatus } from '../../shared/domain/claim/status.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { Payer } from '../../shared/domain/practice/practice.ts';
import { present } from '../../shared/domain/present.ts';
import { historyWrite } from '../../shared/store/claim-history.ts';
import { balanceWrite, readBalances } from '../../shared/store/claims.ts';
import { documentOfItem } from '../../shared/store/entity-items.ts';
import { claimIdOfControlNumber } from '../../shared/store/keys/claim.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import type { AskDeps } from './context.ts';

/** A 278 that answers none of our requests. */
export interface Review {
  /** The numbers by which it may name a claim: its trace, and the patient control number. */
  readonly numbers: readonly string[];
  /** Who decided, by its number as a payer. */
  readonly reviewerId: string | undefined;
  readonly decision: AuthorizationDecision;
}

/** How often a decision is tried while others change its claim. */
const attempts = 5;

/**
 * Keeps a payer's decision with the predetermination that asked for it. Only the payer to which that was sent can
 * decide. The decision of a request for an authorisation has nothing to do with claims.
 * @returns whether it was one, and not known already
 */
export async function predeterminationReviewed(tenant: TenantId, review: Review, deps: AskDeps): Promise<boolean> {
  const { table, now } = deps;
  const { decision } = review;
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const before = await askedClaim(tenant, review, deps);
    if (before === undefined) return false;
    const after = afterPredeterminationReviewed(before, decisionKept(decision));
    if (isSame(before, after)) return false;
    const at = now().toISOString();
    const [from, to] = [claimStatus(before).kind, claimStatus(after).kind];
    const facts = { status: decision.status };
    const line = { at, actor: 'ask-payers', event: 'payer-reviewed', from, to, facts };
    const written = await table.transact([
      balanceWrite(tenant, before, after),
      historyWrite(tenant, before.claimId, line, String(before.version + 1).padStart(9, '0')),
    ]);
    if (written.ok) return true;
  }
  throw new Error('other writers came first too often: the message will be worked off again');
}

/** The predetermination that a 278 names, if it was sent to the payer that decided. */
async function askedClaim(tenant: TenantId, { numbers, reviewerId }: Review, { table }: AskDeps) {
  const ids = [...new Set(numbers.filter((number) => number !== '').map(claimIdOfControlNumber))];
  const found = await readBalances(table, tenant, ids);
  const claim = found.find((balance) => balance?.predetermination !== undefined);
  const payerId = claim?.payers[0]?.payerId;
  if (claim === undefined || payerId === undefined) return undefined;
  const item = await table.get(entityKey(tenant, 'PAYER', payerId));
  const isAsked = item !== undefined && documentOfItem<Payer>(item).claimPayerId === reviewerId;
  return isAsked && claim.filings.some(({ share, state }) => share === 0 && hasLeft(state)) ? claim : undefined;
}

function decisionKept({ status, decidedOn, number, reasons, messages }: AuthorizationDecision) {
  return { status, decidedOn, ...present({ number }), reasons, messages };
}

/** Whether the payer says again what it said, on whatever day. */
function isSame({ predetermination: before }: ClaimBalance, { predetermination: after }: ClaimBalance): boolean {
  const said = ({ decision }: Predetermination = {}) =>
    JSON.stringify([decision?.status, decision?.number, decision?.reasons, decision?.messages]);
  return said(before) === said(after);
}
