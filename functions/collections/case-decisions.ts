import type { Account } from '../../shared/domain/account/account.ts';
import { withHold, withoutHold } from '../../shared/domain/account/hold.ts';
import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import { type CollectionCase, recoveryParts, withEvent, withReinstated } from '../../shared/domain/collections/case.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import { cents, zeroCents } from '../../shared/domain/money/cents.ts';
import { mostAllocations } from '../../shared/domain/patient-payment/payment.ts';
import { fail, invariant, ok, type Result } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { bookDebtMoves, bookRecovery, entryWrites, heldNoMore } from '../../shared/posting/collection-booking.ts';
import { paymentWrites } from '../../shared/posting/patient-payment-booking.ts';
import { type Rebooking, rebookingOf } from '../../shared/posting/rebooking.ts';
import { accountWrite, readAccount } from '../../shared/store/accounts.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { caseWrite, noticeWrites, outboxWrite, readCase, readOutbox } from '../../shared/store/collections.ts';
import { readPatientPayment } from '../../shared/store/patient-payments.ts';
import type { Table, Write } from '../../shared/store/table.ts';
import { type CollectionsOperations, type CollectionsRequest, caseView } from './context.ts';
import { noticeOf, readAddressee, readCreditors } from './notices.ts';

type DecisionRequest = CollectionsRequest<'recallCase' | 'returnCase' | 'payCase'>;

const invalid = (pointer: string, detail: string) =>
  fail({ kind: 'request-invalid' as const, errors: [{ pointer, detail }] });

export const decisionOperations: CollectionsOperations<'recallCase' | 'returnCase' | 'payCase'> = {
  recallCase: async (request, { table }) => {
    const found = await seenCase(request, table);
    if (!found.ok) return found;
    const before = found.value;
    const { state } = before;
    if (state !== 'placed' && state !== 'returned') return fail({ kind: 'case-not-in-state', facts: { state } });
    const { tenantId, subject } = request.principal;
    const { reason } = request.body;
    const booking = await rebookingOf(request);
    const account = await accountOf(table, tenantId, before);
    const balances = await readClaims(table, tenantId, before);
    const moves = before.claims.flatMap(({ claimId, placedCents, badDebtCents, ledgerEntryId }) => {
      const claim = balances.get(claimId);
      if (claim === undefined || badDebtCents === 0) return [];
      const from = ledgerEntryId === undefined ? undefined : { ledgerEntryId, isWhole: badDebtCents === placedCents };
      return [{ claim, cents: cents(-badDebtCents), kind: 'collection-recall', from } as const];
    });
    const moved = bookDebtMoves(moves, before, booking);
    const claims = before.claims.map((claim) => ({ ...claim, badDebtCents: zeroCents }));
    const event = { at: request.at, by: subject, what: 'recalled', reason } as const;
    const after = withEvent({ ...before, state: 'recalled', claims }, event);
    const told = state === 'placed' ? await recallTold(table, tenantId, { placement: after, account, reason }) : [];
    return ok({
      body: caseView(after),
      version: after.version,
      writes: [
        ...entryWrites(moved.entries, booking),
        ...moved.writes,
        ...holdOver(tenantId, account, before, { by: subject, at: request.at, today: booking.today, reason }),
        caseWrite(tenantId, after),
        ...told,
      ],
      audit: { action: 'collection-case-recalled', entityId: after.id, facts: claimFacts(after) },
    });
  },

  returnCase: async (request, { table }) => {
    const found = await seenCase(request, table);
    if (!found.ok) return found;
    const before = found.value;
    if (before.state !== 'placed') return fail({ kind: 'case-not-in-state', facts: { state: before.state } });
    const { tenantId, subject } = request.principal;
    const { as, reason } = request.body;
    const account = await accountOf(table, tenantId, before);
    const act = { reason, by: subject, at: request.at, today: await request.today() };
    const ended = withoutHold(account.holds, before.holdNumber, act);
    const claimIds = before.claims.map(({ claimId }) => claimId as string);
    const opened = withHold(
      ended.ok ? ended.value : account.holds,
      { kind: 'returned', claimIds, caseId: before.id },
      act,
    );
    if (!opened.ok) return fail({ kind: opened.failure });
    const holdNumber = opened.value.at(-1)?.number ?? before.holdNumber;
    const event = { at: request.at, by: subject, what: 'returned', reason } as const;
    const after = withEvent({ ...before, state: 'returned', returned: as, holdNumber }, event);
    return ok({
      body: caseView(after),
      version: after.version,
      writes: [
        accountWrite(tenantId, { ...account, version: account.version + 1, holds: opened.value }),
        caseWrite(tenantId, after),
      ],
      audit: { action: 'collection-case-returned', entityId: after.id, facts: { as, ...claimFacts(after) } },
    });
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
    const claims = await readClaims(table, tenantId, before);
    const room = mostAllocations - payment.allocations.length;
    const parts = recoveryParts(before, claims, asked).slice(0, Math.max(0, room));
    if (parts.length === 0) return fail({ kind: 'case-owes-nothing' });
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

/** A placement in the version that the request has seen. */
async function seenCase(request: DecisionRequest, table: Table): Promise<Result<CollectionCase, Failure>> {
  const placement = await readCase(table, request.principal.tenantId, request.params.collectionCaseId);
  if (placement === undefined) return fail({ kind: 'not-found' });
  return placement.version === request.expectedVersion ? ok(placement) : fail({ kind: 'version-changed' });
}

async function accountOf(table: Table, tenant: TenantId, { accountId }: CollectionCase): Promise<Account> {
  const account = await readAccount(table, tenant, accountId);
  invariant(account !== undefined, 'an account that was placed stays');
  return account;
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

/** The end of the hold of a placement: of the agency, or of what came back from it. */
function holdOver(
  tenant: TenantId,
  account: Account,
  { holdNumber }: CollectionCase,
  act: { readonly by: string; readonly at: string; readonly today: Rebooking['today']; readonly reason: string },
): Write<Failure>[] {
  return heldNoMore(tenant, account, holdNumber, act);
}

/** What tells the agency that a placement is recalled. */
async function recallTold(
  table: Table,
  tenant: TenantId,
  { placement, account, reason }: { placement: CollectionCase; account: Account; reason: string },
): Promise<Write<Failure>[]> {
  const [outbox, creditors, addressee] = await Promise.all([
    readOutbox(table, tenant, placement.agencyId),
    readCreditors(table, tenant, [placement]),
    readAddressee(table, tenant, account),
  ]);
  const notice = noticeOf('recall', placement, { account, addressee, creditors }, reason);
  return [
    ...noticeWrites(tenant, outbox, [notice]),
    outboxWrite(tenant, outbox, { ...outbox, notices: outbox.notices + 1 }),
  ];
}
