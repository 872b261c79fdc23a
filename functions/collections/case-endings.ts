import type { Account } from '../../shared/domain/account/account.ts';
import { withHold, withoutHold } from '../../shared/domain/account/hold.ts';
import { type CollectionCase, type ReturnReason, withEvent } from '../../shared/domain/collections/case.ts';
import { cents, zeroCents } from '../../shared/domain/money/cents.ts';
import { fail, invariant, ok, type Result } from '../../shared/domain/result.ts';
import type { Addressee } from '../../shared/domain/statement/statement.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { bookDebtMoves, type DebtMove, entryWrites } from '../../shared/posting/collection-booking.ts';
import type { Rebooking } from '../../shared/posting/rebooking.ts';
import { accountWrite, readAccount } from '../../shared/store/accounts.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { caseWrite, noticeWrites, outboxWrite, readOutbox } from '../../shared/store/collections.ts';
import type { Table, Write } from '../../shared/store/table.ts';
import { noticeOf, readAddressees, readCreditors } from './notices.ts';

/** How placements end: the office recalls them, or the agency returns them. */
export type CaseEnding =
  | { readonly do: 'recall'; readonly reason: string }
  | { readonly do: 'return'; readonly reason: string; readonly as: ReturnReason };

/** A placement as it ended, with everything that is written. */
interface EndedCase {
  readonly placement: CollectionCase;
  readonly writes: readonly Write<Failure>[];
}

/** Ends a placement. */
export async function endCase(
  table: Table,
  placement: CollectionCase,
  ending: CaseEnding,
  booking: Rebooking,
): Promise<Result<EndedCase, Failure>> {
  const states: readonly string[] = ending.do === 'recall' ? ['placed', 'returned'] : ['placed'];
  const { state, accountId } = placement;
  if (!states.includes(state)) return fail({ kind: 'case-not-in-state', facts: { state } });
  const account = await readAccount(table, booking.tenant, accountId);
  invariant(account !== undefined, 'an account that was placed stays');
  const placed = { placement, account };
  return ending.do === 'recall' ? ok(await recalled(table, placed, booking)) : returned(placed, ending.as, booking);
}

interface Placed {
  readonly placement: CollectionCase;
  readonly account: Account;
}

const actOf = ({ reason, subject: by, at, today }: Rebooking) => ({ reason, by, at, today });

/** The patient owes the amounts as before the placement. The agency is told, if it has the placement. */
async function recalled(table: Table, { placement, account }: Placed, booking: Rebooking): Promise<EndedCase> {
  const { tenant, at, subject: by, reason } = booking;
  const { entries, writes } = bookDebtMoves(await movesOf(table, placement, booking), placement, booking);
  const claims = placement.claims.map((claim) => ({ ...claim, badDebtCents: zeroCents }));
  const after = withEvent({ ...placement, state: 'recalled', claims }, { at, by, what: 'recalled', reason });
  const holds = withoutHold(account.holds, placement.holdNumber, actOf(booking));
  return {
    placement: after,
    writes: [
      ...entryWrites(entries, booking),
      ...writes,
      // The hold may have ended already.
      ...(holds.ok ? [accountWrite(tenant, { ...account, holds: holds.value, version: account.version + 1 })] : []),
      caseWrite(tenant, after),
      ...(placement.state === 'placed' ? await recallTold(table, { placement: after, account }, booking) : []),
    ],
  };
}

/** The amounts that a recall moves out of bad debt. */
async function movesOf(table: Table, { claims }: CollectionCase, { tenant }: Rebooking): Promise<DebtMove[]> {
  const balances = await readBalances(
    table,
    tenant,
    claims.map(({ claimId }) => claimId),
  );
  return claims.flatMap(({ claimId, placedCents, badDebtCents, ledgerEntryId }) => {
    const claim = balances.find((each) => each?.claimId === claimId);
    if (claim === undefined || badDebtCents === 0) return [];
    const from = ledgerEntryId === undefined ? undefined : { ledgerEntryId, isWhole: badDebtCents === placedCents };
    return [{ claim, cents: cents(-badDebtCents), kind: 'collection-recall', from } as const];
  });
}

/** The agency returned the placement: bad debt stays, and the account waits for a decision. */
function returned({ placement, account }: Placed, as: ReturnReason, booking: Rebooking): Result<EndedCase, Failure> {
  const { tenant, at, subject: by, reason } = booking;
  const ended = withoutHold(account.holds, placement.holdNumber, actOf(booking));
  const claimIds = placement.claims.map(({ claimId }) => claimId as string);
  const hold = { kind: 'returned', claimIds, caseId: placement.id } as const;
  const opened = withHold(ended.ok ? ended.value : account.holds, hold, actOf(booking));
  if (!opened.ok) return fail({ kind: opened.failure });
  const holdNumber = opened.value.at(-1)?.number ?? placement.holdNumber;
  const event = { at, by, what: 'returned', reason } as const;
  const after = withEvent({ ...placement, state: 'returned', returned: as, holdNumber }, event);
  const held = { ...account, holds: opened.value, version: account.version + 1 };
  return ok({ placement: after, writes: [accountWrite(tenant, held), caseWrite(tenant, after)] });
}

/** The notice that recalls a placement. It takes the next number of the agency's notices. */
async function recallTold(
  table: Table,
  { placement, account }: Placed,
  { tenant, reason }: Rebooking,
): Promise<Write<Failure>[]> {
  const [creditors, addressees, outbox] = await Promise.all([
    readCreditors(table, tenant, [placement]),
    readAddressees(table, tenant, [account]),
    readOutbox(table, tenant, placement.agencyId),
  ]);
  const addressee = addressees.get(placement.accountId) as Addressee;
  const notice = noticeOf('recall', placement, { account, addressee, creditors }, reason);
  return [
    ...noticeWrites(tenant, outbox, [notice]),
    outboxWrite(tenant, outbox, { ...outbox, notices: outbox.notices + 1 }),
  ];
}
