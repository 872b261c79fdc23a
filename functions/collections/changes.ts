import type { Account } from '../../shared/domain/account/account.ts';
import type { BookedClaim } from '../../shared/domain/account/account-balance.ts';
import { withoutHold } from '../../shared/domain/account/hold.ts';
import type { ClaimBalance } from '../../shared/domain/claim/balance.ts';
import type { CollectionAgency } from '../../shared/domain/collections/agency.ts';
import { type AgencyNotice, isNews } from '../../shared/domain/collections/agency-file.ts';
import {
  type CollectionCase,
  overstatedParts,
  withEvent,
  withReinstated,
} from '../../shared/domain/collections/case.ts';
import { itemize, sumItemizations } from '../../shared/domain/collections/itemization.ts';
import { type AgencyOutbox, mostLookedThrough, mostUpdates } from '../../shared/domain/collections/outbox.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { LedgerEntry } from '../../shared/domain/ledger/entry.ts';
import { negateCents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { bookDebtMoves, entryWrites, outstandingCents } from '../../shared/posting/collection-booking.ts';
import type { Rebooking } from '../../shared/posting/rebooking.ts';
import { accountWrite, readAccounts } from '../../shared/store/accounts.ts';
import { readBalances } from '../../shared/store/claims.ts';
import { caseWrite, readCases } from '../../shared/store/collections.ts';
import { casesPartition } from '../../shared/store/keys/collection.ts';
import { readBooked } from '../../shared/store/patient-claims.ts';
import type { Table, Write } from '../../shared/store/table.ts';
import { stopOf } from './cases.ts';
import { noticeOf, readAddressees, readCreditors } from './notices.ts';

/** Changes that an agency has not been told: payments to the office, corrections, and orders to stop. */
export interface Changes {
  readonly notices: readonly AgencyNotice[];
  /** The placements as they were reported; a placement without a balance has ended, and so have its holds. */
  readonly writes: readonly Write<Failure>[];
  readonly lookedThrough?: string | undefined;
  readonly hasMore: boolean;
}

interface Looking {
  readonly tenant: TenantId;
  readonly agency: CollectionAgency;
  readonly outbox: AgencyOutbox;
  readonly today: LocalDate;
}

interface Looked {
  readonly placement: CollectionCase;
  readonly stop: string | undefined;
}

/** With at most this many writes, a transaction has room for one more placement, the file and its delivery. */
const mostWrites = 45;

/**
 * Examines an agency's placements, from where the last file stopped, until there is something to report or all were
 * examined.
 */
export async function changesOf(table: Table, looking: Looking, booking: Rebooking): Promise<Changes> {
  const places = await placesOf(table, looking);
  for (let start = 0; start < places.length; start += mostLookedThrough) {
    const portion = places.slice(start, start + mostLookedThrough);
    const next = start + portion.length < places.length ? portion.at(-1) : undefined;
    const changes = await changesOfPortion(table, looking, { portion, next }, booking);
    if (changes.notices.length > 0) return changes;
  }
  return { notices: [], writes: [], hasMore: false };
}

interface Portion {
  readonly portion: readonly string[];
  /** The placement at which the next file begins; the first one when undefined. */
  readonly next: string | undefined;
}

async function changesOfPortion(
  table: Table,
  looking: Looking,
  { portion, next }: Portion,
  booking: Rebooking,
): Promise<Changes> {
  const { tenant, today } = looking;
  const cases = await casesAt(table, looking, portion);
  const claims = await claimsOf(table, tenant, cases);
  const accounts = await readAccounts(table, tenant, [...new Set(cases.map(({ accountId }) => accountId))]);
  const news: Looked[] = cases.flatMap((placement) => {
    const own = new Map(placement.claims.flatMap(({ claimId }) => entryOf(claims, claimId)));
    const stop = stopOf(accounts.get(placement.accountId), own, today);
    const isOverstated = overstatedParts(placement, claims).length > 0;
    const isTold = !isOverstated && !isNews(placement, outstandingCents(placement, claims), stop);
    return isTold ? [] : [{ placement, stop }];
  });
  const told = news.slice(0, mostUpdates);
  const creditors = await readCreditors(
    table,
    tenant,
    told.map(({ placement }) => placement),
  );
  const addressees = await readAddressees(
    table,
    tenant,
    told.flatMap(({ placement }) => accounts.get(placement.accountId) ?? []),
  );
  const ofTold = told.flatMap(({ placement }) => placement.claims.flatMap(({ claimId }) => claims.get(claimId) ?? []));
  const booked = await readBooked(table, tenant, [...new Set(ofTold)]);
  const held = new Map(accounts);
  const notices: AgencyNotice[] = [];
  const entries: LedgerEntry[] = [];
  const writes: Write<Failure>[] = [];
  let done = 0;
  for (const each of told) {
    if (writes.length + entries.length + 2 * notices.length > mostWrites) break;
    done += 1;
    const account = held.get(each.placement.accountId);
    const addressee = addressees.get(each.placement.accountId);
    if (account === undefined || addressee === undefined) continue;
    const settled = settledParts(each.placement, claims, booking);
    entries.push(...settled.entries);
    const after = toldCase({ ...each, placement: settled.placement }, booked, booking);
    const reason = after.state === 'closed' ? 'paid' : each.stop;
    notices.push(noticeOf('update', after, { account, addressee, creditors }, reason));
    writes.push(caseWrite(tenant, after), ...settled.writes);
    if (after.state !== 'closed') continue;
    const act = { reason: 'Nothing is owed any more', by: booking.subject, at: booking.at, today };
    const holds = withoutHold(account.holds, after.holdNumber, act);
    if (holds.ok) held.set(account.id, { ...account, holds: holds.value });
  }
  const isCut = news.length > done;
  return {
    notices,
    writes: [...writes, ...entryWrites(entries, booking), ...releasedWrites(tenant, accounts, held)],
    ...present({ lookedThrough: isCut ? placeBefore(cases, news[done]?.placement) : next }),
    hasMore: isCut || next !== undefined,
  };
}

const entryOf = (claims: ReadonlyMap<string, ClaimBalance>, claimId: string) => {
  const claim = claims.get(claimId);
  return claim === undefined ? [] : [[claimId, claim] as const];
};

/**
 * The keys of placements in the order of days: first those after the end of the last file, then the others, which may
 * have changed since.
 */
async function placesOf(table: Table, { tenant, outbox }: Looking): Promise<string[]> {
  const rows = await table.queryAll({ partition: casesPartition(tenant, 'placed'), index: true });
  const places = rows.map(({ g1sk }) => String(g1sk));
  const { lookedThrough = '' } = outbox;
  return [...places.filter((place) => place > lookedThrough), ...places.filter((place) => place <= lookedThrough)];
}

/** The placements that the agency still has. */
async function casesAt(table: Table, { tenant, agency }: Looking, places: readonly string[]) {
  const ids = places.map((place) => place.slice(place.indexOf('#') + 1));
  const read = await readCases(table, tenant, ids);
  return [...read.values()].filter(({ agencyId, state }) => agencyId === agency.id && state === 'placed');
}

/** The place before a placement, so that the next file begins with it. */
function placeBefore(cases: readonly CollectionCase[], first: CollectionCase | undefined): string | undefined {
  const index = first === undefined ? -1 : cases.indexOf(first);
  const before = cases[index - 1];
  return before === undefined ? undefined : `${before.placedOn}#${before.id}`;
}

async function claimsOf(table: Table, tenant: TenantId, cases: readonly CollectionCase[]) {
  const ids = cases.flatMap(({ claims }) => claims.map(({ claimId }) => claimId));
  const balances = await readBalances(table, tenant, ids);
  return new Map(balances.flatMap((claim) => (claim === undefined ? [] : [[claim.claimId as string, claim] as const])));
}

/** Removes from bad debt what is no longer owed: a payer has lowered the share since the placement. */
function settledParts(placement: CollectionCase, claims: ReadonlyMap<string, ClaimBalance>, booking: Rebooking) {
  const parts = overstatedParts(placement, claims);
  const moves = parts.flatMap(({ claimId, reinstatedCents }) => {
    const claim = claims.get(claimId);
    const kind = 'collection-reinstatement' as const;
    return claim === undefined ? [] : [{ claim, cents: negateCents(reinstatedCents), kind }];
  });
  const settled = { ...placement, claims: withReinstated(placement.claims, parts) };
  return { ...bookDebtMoves(moves, placement, booking), placement: settled };
}

/** A placement as it is reported now. Its itemisation is made from the claims' entries, as on the first day. */
function toldCase(
  { placement, stop }: Looked,
  booked: readonly BookedClaim[],
  { at, subject }: Rebooking,
): CollectionCase {
  const { on } = placement.told;
  const ids = new Set(placement.claims.map(({ claimId }) => claimId));
  const own = booked.filter(({ balance }) => ids.has(balance.claimId));
  const told = sumItemizations(
    on,
    own.map(({ entries }) => itemize(entries, on)),
  );
  const { toldToStop: _stop, ...rest } = placement;
  const state = told.currentCents <= 0 ? 'closed' : 'placed';
  const what = state === 'closed' ? 'closed' : 'told';
  const event = { at, by: subject, what, cents: told.currentCents, ...present({ reason: stop }) } as const;
  return withEvent({ ...rest, state, told, ...present({ toldToStop: stop }) }, event);
}

/** Writes the accounts whose holds ended. */
function releasedWrites(
  tenant: TenantId,
  before: ReadonlyMap<string, Account>,
  after: ReadonlyMap<string, Account>,
): Write<Failure>[] {
  return [...after.values()]
    .filter((account) => before.get(account.id) !== account)
    .map((account) => accountWrite(tenant, { ...account, version: account.version + 1 }));
}
