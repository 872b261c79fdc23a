import type { Account } from '../../shared/domain/account/account.ts';
import { withHold, withoutHold } from '../../shared/domain/account/hold.ts';
import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import {
  type CollectionCase,
  mostCaseClaims,
  mostPlacements,
  type ReturnReason,
  withEvent,
} from '../../shared/domain/collections/case.ts';
import { cents, zeroCents } from '../../shared/domain/money/cents.ts';
import { fail, invariant, ok, type Result } from '../../shared/domain/result.ts';
import type { Addressee } from '../../shared/domain/statement/statement.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { bookDebtMoves, type DebtMove, entryWrites } from '../../shared/posting/collection-booking.ts';
import type { Rebooking } from '../../shared/posting/rebooking.ts';
import { accountWrite, readAccounts } from '../../shared/store/accounts.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { caseWrite, noticeWrites, outboxWrite, readOutbox } from '../../shared/store/collections.ts';
import type { Table, Write } from '../../shared/store/table.ts';
import { noticeOf, readAddressees, readCreditors } from './notices.ts';

/** How placements end: the office recalls them, or the agency returns them. */
export type CaseEnding =
  | { readonly do: 'recall'; readonly reason: string }
  | { readonly do: 'return'; readonly reason: string; readonly as: ReturnReason };

/** The ended placements, in order, with all their writes. */
interface EndedCases {
  readonly cases: readonly CollectionCase[];
  readonly writes: readonly Write<Failure>[];
}

/**
 * A transaction holds a hundred writes; the rest is for each placement's audit item and the request’s idempotency
 * record.
 */
const mostWrites = 85;

/** Ends placements together: all of them, or none. */
export async function endCases(
  table: Table,
  cases: readonly CollectionCase[],
  ending: CaseEnding,
  booking: Rebooking,
): Promise<Result<EndedCases, Failure>> {
  const claimIds = cases.flatMap(({ claims }) => claims.map(({ claimId }) => claimId));
  if (cases.length > mostPlacements || claimIds.length > mostCaseClaims) return fail({ kind: 'placement-too-large' });
  const states: readonly string[] = ending.do === 'recall' ? ['placed', 'returned'] : ['placed'];
  const other = cases.find(({ state }) => !states.includes(state));
  if (other !== undefined) {
    const facts = { state: other.state, ...(cases.length === 1 ? {} : { collectionCaseId: other.id }) };
    return fail({ kind: 'case-not-in-state', facts });
  }
  const ids = cases.map(({ accountId }) => accountId);
  const accounts = await readAccounts(table, booking.tenant, ids);
  invariant(
    ids.every((id) => accounts.has(id)),
    'an account that was placed stays',
  );
  const ended =
    ending.do === 'recall'
      ? await recalled(table, { cases, accounts }, booking)
      : returned({ cases, accounts }, ending.as, booking);
  if (ended.ok && ended.value.writes.length > mostWrites) return fail({ kind: 'placement-too-large' });
  return ended;
}

interface Placed {
  readonly cases: readonly CollectionCase[];
  readonly accounts: ReadonlyMap<string, Account>;
}

const actOf = ({ reason, subject: by, at, today }: Rebooking) => ({ reason, by, at, today });

/** The balance is the patients’ again, and the agencies are told. */
async function recalled(
  table: Table,
  { cases, accounts }: Placed,
  booking: Rebooking,
): Promise<Result<EndedCases, Failure>> {
  const { tenant } = booking;
  const balances = await readClaims(table, cases, booking);
  const moves = cases.map((placement) => movesOf(placement, balances));
  const moved = moves.flat().map(({ claim }) => claim.claimId);
  if (new Set(moved).size < moved.length) return fail({ kind: 'placement-shares-claim' });
  const booked = cases.map((placement, index) => bookDebtMoves(moves[index] ?? [], placement, booking));
  const after = cases.map((placement): CollectionCase => {
    const claims = placement.claims.map((claim) => ({ ...claim, badDebtCents: zeroCents }));
    const event = { at: booking.at, by: booking.subject, what: 'recalled', reason: booking.reason } as const;
    return withEvent({ ...placement, state: 'recalled', claims }, event);
  });
  const toTell = after.filter((_, index) => cases[index]?.state === 'placed');
  return ok({
    cases: after,
    writes: [
      ...entryWrites(
        booked.flatMap(({ entries }) => entries),
        booking,
      ),
      ...booked.flatMap(({ writes }) => writes),
      ...accountWrites(accounts, withoutHolds(accounts, cases, booking), booking),
      ...after.map((placement) => caseWrite(tenant, placement)),
      ...(await recallsTold(table, { cases: toTell, accounts }, booking)),
    ],
  });
}

/** The amounts that a recall moves back from bad debt. */
function movesOf(placement: CollectionCase, balances: ReadonlyMap<string, ClaimBalance>): DebtMove[] {
  return placement.claims.flatMap(({ claimId, placedCents, badDebtCents, ledgerEntryId }) => {
    const claim = balances.get(claimId);
    if (claim === undefined || badDebtCents === 0) return [];
    const from = ledgerEntryId === undefined ? undefined : { ledgerEntryId, isWhole: badDebtCents === placedCents };
    return [{ claim, cents: cents(-badDebtCents), kind: 'collection-recall', from } as const];
  });
}

async function readClaims(table: Table, cases: readonly CollectionCase[], { tenant }: Rebooking) {
  const claimIds = cases.flatMap(({ claims }) => claims.map(({ claimId }) => claimId));
  const balances = await readBalances(table, tenant, [...new Set(claimIds)]);
  return new Map(balances.flatMap((each) => (each === undefined ? [] : [[each.claimId as string, each] as const])));
}

/** Returned by the agency: bad debt stays, and the accounts wait for a decision. */
function returned({ cases, accounts }: Placed, as: ReturnReason, booking: Rebooking): Result<EndedCases, Failure> {
  const { tenant, at, subject: by, reason } = booking;
  const held = new Map(accounts);
  const after: CollectionCase[] = [];
  for (const placement of cases) {
    const account = held.get(placement.accountId) as Account;
    const ended = withoutHold(account.holds, placement.holdNumber, actOf(booking));
    const claimIds = placement.claims.map(({ claimId }) => claimId as string);
    const hold = { kind: 'returned', claimIds, caseId: placement.id } as const;
    const opened = withHold(ended.ok ? ended.value : account.holds, hold, actOf(booking));
    if (!opened.ok) return fail({ kind: opened.failure });
    held.set(account.id, { ...account, holds: opened.value });
    const holdNumber = opened.value.at(-1)?.number ?? placement.holdNumber;
    const event = { at, by, what: 'returned', reason } as const;
    after.push(withEvent({ ...placement, state: 'returned', returned: as, holdNumber }, event));
  }
  return ok({
    cases: after,
    writes: [...accountWrites(accounts, held, booking), ...after.map((placement) => caseWrite(tenant, placement))],
  });
}

/** The accounts without the holds of these placements; accounts whose holds have ended are unchanged. */
function withoutHolds(
  accounts: ReadonlyMap<string, Account>,
  cases: readonly CollectionCase[],
  booking: Rebooking,
): ReadonlyMap<string, Account> {
  const left = new Map(accounts);
  for (const { accountId, holdNumber } of cases) {
    const account = left.get(accountId) as Account;
    const holds = withoutHold(account.holds, holdNumber, actOf(booking));
    if (holds.ok) left.set(accountId, { ...account, holds: holds.value });
  }
  return left;
}

/** Writes the accounts that changed. */
function accountWrites(
  before: ReadonlyMap<string, Account>,
  after: ReadonlyMap<string, Account>,
  { tenant }: Rebooking,
): Write<Failure>[] {
  return [...after.values()]
    .filter((account) => before.get(account.id) !== account)
    .map((account) => accountWrite(tenant, { ...account, version: account.version + 1 }));
}

/** Tells each agency, with its own numbers, which placements are recalled. */
async function recallsTold(
  table: Table,
  { cases, accounts }: Placed,
  { tenant, reason }: Rebooking,
): Promise<Write<Failure>[]> {
  const [creditors, addressees] = await Promise.all([
    readCreditors(table, tenant, cases),
    readAddressees(table, tenant, [...accounts.values()]),
  ]);
  const writes: Write<Failure>[] = [];
  for (const [agencyId, own] of Map.groupBy(cases, (placement) => placement.agencyId)) {
    const outbox = await readOutbox(table, tenant, agencyId);
    const notices = own.map((placement) => {
      const account = accounts.get(placement.accountId) as Account;
      const addressee = addressees.get(placement.accountId) as Addressee;
      return noticeOf('recall', placement, { account, addressee, creditors }, reason);
    });
    writes.push(
      ...noticeWrites(tenant, outbox, notices),
      outboxWrite(tenant, outbox, { ...outbox, notices: outbox.notices + notices.length }),
    );
  }
  return writes;
}
