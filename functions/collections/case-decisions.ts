import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { type CollectionCase, recoveryParts, withEvent, withReinstated } from '../../shared/domain/collections/case.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { cents } from '../../shared/domain/money/cents.ts';
import { mostAllocations } from '../../shared/domain/patient-payment/payment.ts';
import { fail, invalid, ok, type Result } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { bookRecovery } from '../../shared/posting/collection-booking.ts';
import { paymentWrites } from '../../shared/posting/patient-payment-booking.ts';
import { rebookingOf } from '../../shared/posting/rebooking.ts';
import { inBulk } from '../../shared/runtime/api/in-bulk.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { caseWrite, readCase } from '../../shared/store/collections.ts';
import { readPatientPayment } from '../../shared/store/patient-payments.ts';
import type { Table } from '../../shared/store/table.ts';
import { type CaseEnding, endCase } from './case-endings.ts';
import { type CollectionsOperations, type CollectionsRequest, caseView } from './context.ts';

type DecisionRequest = CollectionsRequest<'recallCase' | 'returnCase' | 'payCase'>;

export const decisionOperations: CollectionsOperations<'recallCase' | 'returnCase' | 'changeManyCases' | 'payCase'> = {
  recallCase: async (request, { table }) => endOne(request, table, { do: 'recall', reason: request.body.reason }),

  returnCase: async (request, { table }) => {
    const { as, reason } = request.body;
    return endOne(request, table, { do: 'return', as, reason });
  },

  changeManyCases: (request) => {
    const { do: deed, ...body } = request.body.action;
    const operation = deed === 'recall' ? 'recallCase' : 'returnCase';
    return inBulk(request, 'collection-cases', (collectionCaseId) => ({
      ...{ operation, params: { collectionCaseId }, body },
    }));
  },

  payCase: async (request, { table }) => {
    const found = await seenCase(request, table);
    if (!found.ok) return found;
    const before = found.value;
    const { tenantId, subject } = request.principal;
    const { paymentId } = request.body;
    const payment = await readPatientPayment(table, tenantId, paymentId);
    if (payment === undefined || payment.accountId !== before.accountId) {
      return invalid('/paymentId', 'no payment of the account');
    }
    const asked = request.body.cents ?? payment.unappliedCents;
    const exceedsCents = cents(asked - payment.unappliedCents);
    if (exceedsCents > 0) return fail({ kind: 'payment-exceeded', facts: { exceedsCents } });
    if (asked <= 0) return invalid('/paymentId', 'has no unapplied cash');
    const claims = await readClaims(table, tenantId, before);
    const owed = recoveryParts(before, claims, asked);
    if (owed.length === 0) return fail({ kind: 'case-owes-nothing' });
    const parts = owed.slice(0, Math.max(0, mostAllocations - payment.allocations.length));
    if (parts.length === 0) return fail({ kind: 'payment-on-too-many-claims' });
    const booking = await rebookingOf({ ...request, body: { reason: 'Paid to the office' } });
    const next = { ...payment, version: payment.version + 1 };
    const { steps } = bookRecovery(next, parts, { placement: before, claims }, booking);
    const put = cents(parts.reduce((sum, part) => sum + part.cents, 0));
    const event = { at: request.at, by: subject, what: 'office-paid', cents: put, reason: paymentId } as const;
    const after = withEvent({ ...before, claims: withReinstated(before.claims, parts) }, event);
    return ok({
      body: caseView(after),
      version: after.version,
      writes: [...paymentWrites(steps, booking), caseWrite(tenantId, after)],
      audit: { action: 'collection-case-credited', entityId: after.id, facts: { paymentId, ...claimFacts(after) } },
    });
  },
};

const claimFacts = ({ claims }: CollectionCase) => ({ claimIds: claims.map(({ claimId }) => claimId).join(' ') });

/** A placement in the version that the request names. */
async function seenCase(request: DecisionRequest, table: Table): Promise<Result<CollectionCase, Failure>> {
  const placement = await readCase(table, request.principal.tenantId, request.params.collectionCaseId);
  if (placement === undefined) return fail({ kind: 'not-found' });
  return placement.version === request.expectedVersion ? ok(placement) : fail({ kind: 'version-changed' });
}

/** Ends the placement that the path names. */
async function endOne(request: CollectionsRequest<'recallCase' | 'returnCase'>, table: Table, ending: CaseEnding) {
  const found = await seenCase(request, table);
  if (!found.ok) return found;
  const ended = await endCase(table, found.value, ending, await rebookingOf(request));
  if (!ended.ok) return ended;
  const { placement: after, writes } = ended.value;
  return ok({ body: caseView(after), version: after.version, writes, audit: endingAudit(after, ending) });
}

function endingAudit(after: CollectionCase, ending: CaseEnding) {
  const as = ending.do === 'return' ? { as: ending.as } : {};
  const action = ending.do === 'recall' ? 'collection-case-recalled' : 'collection-case-returned';
  return { action, entityId: after.id, facts: { ...as, ...claimFacts(after) } } as const;
}

async function readClaims(
  table: Table,
  tenant: TenantId,
  { claims }: CollectionCase,
): Promise<ReadonlyMap<string, ClaimBalance>> {
  const balances = await readBalances(
    table,
    tenant,
    claims.map(({ claimId }) => claimId),
  );
  return new Map(balances.flatMap((each) => (each === undefined ? [] : [[each.claimId as string, each]])));
}
