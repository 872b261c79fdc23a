import { ownAccountId } from '../../shared/domain/account/account.ts';
import type { CollectionCase } from '../../shared/domain/collections/case.ts';
import type { AgencyRemit, PostedLine } from '../../shared/domain/collections/remit.ts';
import type { LedgerEntry } from '../../shared/domain/ledger/entry.ts';
import { balanceOfItem } from '../../shared/store/claims.ts';
import type { Denial } from '../../shared/store/denials.ts';
import { documentOfItem } from '../../shared/store/entity-items.ts';
import { entryOfItem } from '../../shared/store/ledger.ts';
import { monthOfItem } from '../../shared/store/periods.ts';
import type { Item } from '../../shared/store/table.ts';
import { bookFaults } from '../support/book-faults.ts';
import type { Seen } from './patients-drawing.ts';
import { employerFaults } from './patients-employer.ts';
import type { PatientsOffice } from './patients-office.ts';
import { recountFaults } from './patients-recount.ts';
import { statementFaults } from './patients-statements.ts';

/** What must hold whenever no request is in progress. */
export async function brokenNow(
  items: readonly Item[],
  office: PatientsOffice,
  seen: Seen,
  count: (what: string) => void,
): Promise<string[]> {
  return [
    ...bookFaults(items),
    ...accountFaults(items),
    ...recountFaults(office.claims, items),
    ...(seen.number % 3 === 0 ? await statementFaults(office, items, seen, count) : []),
  ];
}

/** What must hold for accounts, their payments, employers, agencies and appeals, from the items alone. */
export function accountFaults(items: readonly Item[]): string[] {
  const entries = items.filter(({ type }) => type === 'entry').map(entryOfItem);
  return [
    ...overAllocated(items),
    ...agencyFaults(items, entries),
    ...appealFaults(items),
    ...employerFaults(items),
    ...memberFaults(items),
  ];
}

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);

/**
 * What must hold for agencies: bad debt equals that of the placements, each placement has its hold, money equals that
 * of the files, and the files leave nothing out.
 */
function agencyFaults(items: readonly Item[], entries: readonly LedgerEntry[]): string[] {
  const of = <Value>(wanted: string) =>
    items.filter(({ type }) => type === wanted).map((item) => documentOfItem<Value>(item));
  const cases = of<CollectionCase>('collection-case');
  const faults: string[] = [];
  const moved = entries.filter(({ kind }) => kind.startsWith('collection-'));
  for (const claimId of new Set(cases.flatMap(({ claims }) => claims.map((claim) => claim.claimId)))) {
    const folded = sum(
      moved
        .filter((entry) => entry.claimId === claimId)
        .flatMap(({ legs }) => legs.map(({ account, cents }) => (account === 'bad-debt' ? cents : 0))),
    );
    const stated = sum(
      cases.flatMap(({ claims }) => claims.map((claim) => (claim.claimId === claimId ? claim.badDebtCents : 0))),
    );
    if (folded !== stated) faults.push(`claim ${claimId}: placements have ${stated} in bad debt, entries ${folded}`);
  }
  const accounts = of<{
    readonly id: string;
    readonly holds: readonly { readonly kind: string; readonly caseId?: string; readonly ended?: object }[];
  }>('account');
  const held = accounts.flatMap(({ holds }) =>
    holds.flatMap(({ kind, caseId, ended }) => (kind === 'agency' && ended === undefined ? [String(caseId)] : [])),
  );
  const placed = cases.flatMap(({ id, state }) => (state === 'placed' ? [id] : []));
  if (held.toSorted().join() !== placed.toSorted().join())
    faults.push(`placed are ${placed.join(' ')}, and held for an agency ${held.join(' ')}`);
  return [
    ...faults,
    ...remitFaults(of<AgencyRemit>('agency-remit'), of<PostedLine>('agency-remit-line'), entries),
    ...fileFaults(items),
  ];
}

/** Each line of a file is booked once, or waits; and the money and the fees in the books are those of the lines. */
function remitFaults(
  remits: readonly AgencyRemit[],
  lines: readonly PostedLine[],
  entries: readonly LedgerEntry[],
): string[] {
  const faults = remits.flatMap(({ id, done, state, sums }) => {
    const own = lines.filter(({ remitId }) => remitId === id);
    const isWhole = state !== 'posted' || sum(own.map(({ netCents }) => netCents)) === sums.netCents;
    return own.length === done && isWhole ? [] : [`file ${id} has booked ${own.length} of ${done} lines`];
  });
  const legs = (account: string, holds: (entry: LedgerEntry) => boolean) =>
    sum(entries.filter(holds).flatMap((entry) => entry.legs.map((leg) => (leg.account === account ? leg.cents : 0))));
  const fees = legs('merchant-and-agency-fees', ({ kind }) => kind === 'agency-fee');
  const told = sum(lines.map(({ feeCents }) => feeCents));
  const waiting = -sum(
    lines.flatMap(({ state, paidTo, collectedCents }) =>
      state === 'waiting' && paidTo === 'agency' ? [collectedCents] : [],
    ),
  );
  const unidentified = legs('unidentified-receipts', ({ paymentId }) =>
    lines.some((line) => line.paymentId === paymentId),
  );
  return [
    ...faults,
    ...(fees === told ? [] : [`agency fees of ${fees} are booked, and ${told} are told`]),
    ...(waiting === unidentified ? [] : [`${waiting} of lines wait, and ${unidentified} are in unidentified receipts`]),
  ];
}

/** The notices to an agency are numbered without gaps, and its files have all of them up to the last one sent. */
function fileFaults(items: readonly Item[]): string[] {
  const outboxes = items.filter(({ type }) => type === 'agency-outbox');
  const notices = items.filter(({ type }) => type === 'agency-notice').length;
  const files = items.filter(({ type }) => type === 'agency-file');
  const records = sum(
    files.map(({ placements, updates, recalls }) => Number(placements) + Number(updates) + Number(recalls)),
  );
  return outboxes.flatMap((outbox) => [
    ...(Number(outbox.notices) === notices ? [] : [`${outbox.notices} notices are counted, and ${notices} are there`]),
    ...(Number(outbox.filed) === records
      ? []
      : [`${outbox.filed} notices are filed, and files have ${records} records`]),
  ]);
}

/**
 * A pending appeal is shown with its claim; after a refusal the denial is open work again, on the claim and on the
 * list.
 */
function appealFaults(items: readonly Item[]): string[] {
  const balances = items.filter(({ type }) => type === 'balance').map(balanceOfItem);
  const open = items.filter(({ type, state }) => type === 'denial' && state === 'open');
  return open
    .map((item) => documentOfItem<Denial>(item))
    .flatMap(({ id, claimId, appeals = [], sent }) => {
      const { outcome } = appeals.at(-1) ?? {};
      const balance = balances.find((each) => each.claimId === claimId);
      const work = balance?.openWork?.find((each) => each.id === id);
      const isStanding = balance?.appeals?.some(({ denialId }) => denialId === id) ?? false;
      if (work === undefined) return [`denial ${id} is open, and its claim does not list it`];
      if (appeals.length > 0 && outcome === undefined) return isStanding ? [] : [`the appeal of ${id} does not stand`];
      const isOver = outcome?.result === 'refused' || outcome?.result === 'won-in-part';
      return isOver && sent?.by !== 'corrected-claim' && (work.isSent || sent !== undefined)
        ? [`denial ${id}: a refused appeal is not work again`]
        : [];
    });
}

/** The amount that payments have applied to a claim equals its entries, and no payment is applied beyond its amount. */
function overAllocated(items: readonly Item[]): string[] {
  const folded = new Map<string, number>();
  for (const entry of items.filter(({ type }) => type === 'entry').map(entryOfItem)) {
    if (entry.paymentId === undefined || entry.claimId === undefined) continue;
    const cents = entry.legs
      .filter(({ account }) => account === 'patient-receivable')
      .reduce((sum, leg) => sum - leg.cents, 0);
    const place = `${entry.paymentId} on ${entry.claimId}`;
    folded.set(place, (folded.get(place) ?? 0) + cents);
  }
  return items
    .filter(({ type }) => type === 'patient-payment')
    .map((item) =>
      documentOfItem<{ id: string; cents: number; allocations: { claimId: string; cents: number }[] }>(item),
    )
    .flatMap(({ id, cents, allocations }) => {
      const put = allocations.reduce((sum, each) => sum + each.cents, 0);
      const wrong = allocations.filter((each) => (folded.get(`${id} on ${each.claimId}`) ?? 0) !== each.cents);
      return [
        ...(put > cents ? [`${id} is put onto claims beyond what was paid`] : []),
        ...wrong.map(({ claimId }) => `${id} says another sum on ${claimId} than the entries`),
      ];
    });
}

/** A patient is a member of exactly one account: the one that bills the patient. */
function memberFaults(items: readonly Item[]): string[] {
  const patients = items.filter(({ type }) => type === 'patient');
  return items
    .filter(({ type }) => type === 'account')
    .flatMap(({ id: accountId, memberIds }) => {
      const billed = patients.filter(({ id, accountId: own }) => (own ?? ownAccountId(String(id))) === accountId);
      const expected = billed.map(({ id }) => String(id)).toSorted();
      const members = (memberIds as readonly string[]).toSorted();
      return members.join() === expected.join() ? [] : [`${accountId} has ${members}, and bills ${expected}`];
    });
}

/** Remembers how many entries each closed month has. No entry may be added to a closed month. */
export function watchClosedMonths() {
  const known = new Map<string, number>();
  return (items: readonly Item[]): string[] => {
    const entries = items.filter(({ type }) => type === 'entry').map(entryOfItem);
    const closed = items.filter(({ type }) => type === 'period').map(monthOfItem);
    return closed.flatMap(({ period, state }) => {
      if (state !== 'closed') return [];
      const count = entries.filter(({ postedOn }) => postedOn.startsWith(period)).length;
      const before = known.get(period) ?? count;
      known.set(period, count);
      return count === before ? [] : [`${period} is closed, and got ${count - before} entries more`];
    });
  };
}
