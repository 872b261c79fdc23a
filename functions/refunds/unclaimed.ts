import type { LedgerEntry } from '../../shared/domain/ledger/entry.ts';
import { formatAmount } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { paidLegs, type Refund, unclaimedLegs } from '../../shared/domain/refund/refund.ts';
import { idleRefund, type UnclaimedDays, unclaimedDays } from '../../shared/domain/refund/unclaimed.ts';
import { fail, invalid, ok, type Result } from '../../shared/domain/result.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { rebookingOf } from '../../shared/posting/rebooking.ts';
import { refundEntry, refundEntryWrites } from '../../shared/posting/refunding.ts';
import { askedMarks, asRead, listPage } from '../../shared/runtime/api/list-page.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import { statesOfEntities } from '../../shared/store/holder-states.ts';
import { openRefundsPartition } from '../../shared/store/keys/refund.ts';
import { officeDay, readOffice } from '../../shared/store/office.ts';
import { refundOfItem, refundWrite } from '../../shared/store/refunds.ts';
import type { Table } from '../../shared/store/table.ts';
import { type RefundsOperations, type RefundsRequest, refundView } from './context.ts';
import { seenRefund } from './decisions.ts';
import { csvFile, entryIdOf, namedRefunds } from './several.ts';

const columns = [
  ...['state', 'owner', 'line1', 'line2', 'city', 'owner_state', 'postal_code', 'amount', 'check_number', 'check_date'],
  ...['unclaimed_since', 'report_by', 'owner_told_on', 'refund'],
];

/** At most this many letters to the owner of a refund are noted. */
const mostOwnerNotices = 50;

type Days = (refund: Refund) => UnclaimedDays | undefined;

/**
 * Unclaimed money goes to the state after some time: checks that are not cashed, and refunds that could not be sent.
 */
export const unclaimedOperations: RefundsOperations<
  'listUnclaimedRefunds' | 'reportUnclaimedRefunds' | 'remitRefund' | 'noteRefundOwner'
> = {
  listUnclaimedRefunds: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { limit, state, reportBy } = request.query;
    const marks = askedMarks(request);
    const today = await request.today();
    const daysOf = await readDays(table, tenantId);
    const partitions = [openRefundsPartition(tenantId, 'sent'), openRefundsPartition(tenantId, 'approved')];
    const page = await listPage(request, table, { partitions, index: true, limit, marks }, (item, mark) => {
      const refund = refundOfItem(item);
      const days = daysOf(refund);
      if (days === undefined || days.unclaimedOn > today) return undefined;
      if (state !== undefined && days.law.state !== state) return undefined;
      if (reportBy !== undefined && days.reportBy !== undefined && days.reportBy > reportBy) return undefined;
      return { refund: refundView(refund), ...days, ...present({ mark }) };
    });
    return asRead(page, { action: 'refunds-read', entityId: 'refunds' }, ({ items }) =>
      items.flatMap(({ refund: { of } }) => ('claimId' in of ? [of.claimId] : [])),
    );
  },

  reportUnclaimedRefunds: async (request, { table, files }) => {
    const { tenantId, subject } = request.principal;
    const { refundIds, reason } = request.body;
    const today = await request.today();
    const named = await namedRefunds(table, tenantId, refundIds);
    if (!named.ok) return named;
    const asked = named.value;
    const daysOf = await readDays(table, tenantId);
    const days: UnclaimedDays[] = [];
    for (const refund of asked) {
      const due = reportable(refund, daysOf, today);
      if (!due.ok) return due;
      days.push(due.value);
    }
    const booking = await rebookingOf(request);
    const entries: LedgerEntry[] = [];
    const refunds = asked.map((refund): Refund => {
      const told = { by: subject, at: request.at, reason };
      const after = { ...refund, version: refund.version + 1, state: 'unclaimed' } as const;
      if (refund.sent === undefined) return { ...after, unclaimed: told };
      const entry = refundEntry(refund, { kind: 'refund-unclaimed', legs: unclaimedLegs(refund) }, booking);
      entries.push(entry);
      return { ...after, unclaimed: { ...told, ledgerEntryId: entryIdOf(tenantId, entry) } };
    });
    const rows = refunds.map((refund, index) => reportRow(refund, days[index]));
    return ok({
      body: { items: refunds.map(refundView), file: await csvFile(files, tenantId, [columns, ...rows]) },
      writes: [...refundEntryWrites(entries, booking), ...refunds.map((refund) => refundWrite(tenantId, refund))],
      audit: { action: 'refunds-unclaimed', entityId: 'refunds', facts: { refunds: refundIds.join(' ') } },
    });
  },

  remitRefund: async (request, deps) => {
    const found = await seenRefund(request, deps, ['unclaimed']);
    if (!found.ok) return found;
    const { tenantId, subject } = request.principal;
    const { checkNumber, reference } = request.body;
    const booking = { ...(await rebookingOf({ ...request, body: { reason: 'Handed to the state' } })) };
    const entry = refundEntry(found.value, { kind: 'refund-sent', legs: paidLegs(found.value) }, booking);
    const ledgerEntryId = entryIdOf(tenantId, entry);
    const check = { checkNumber, on: booking.today, by: subject, at: request.at, ledgerEntryId };
    const remitted = { ...check, ...present({ reference }) };
    const refund: Refund = { ...found.value, version: found.value.version + 1, state: 'remitted', remitted };
    return ok({
      body: refundView(refund),
      version: refund.version,
      writes: [...refundEntryWrites([entry], booking), refundWrite(tenantId, refund)],
      audit: { action: 'refund-remitted', entityId: refund.id, facts: { checkNumber, ...present({ reference }) } },
    });
  },

  noteRefundOwner: async (request, deps) => {
    const found = await seenRefund(request, deps, ['sent', 'approved']);
    if (!found.ok) return found;
    const { tenantId, subject } = request.principal;
    const today = await request.today();
    const { did, on = today, reason } = request.body;
    const before = found.value;
    if (on > today || on < (await officeDay(deps.table, tenantId, before.requested.at))) {
      const detail = on > today ? 'is in the future' : 'is before the day on which the refund was requested';
      return invalid('/on', detail);
    }
    if (did === 'told' && (before.ownerNotices?.length ?? 0) >= mostOwnerNotices) {
      return invalid('/did', 'has as many letters as it can have');
    }
    const refund: Refund = {
      ...before,
      version: before.version + 1,
      ...ownerNoted(before, request, { did, on, reason }),
    };
    return ok({
      body: refundView(refund),
      version: refund.version,
      writes: [refundWrite(tenantId, refund)],
      audit: { action: 'refund-owner-noted', entityId: refund.id, facts: { did, on, by: subject } },
    });
  },
};

type Noted = { readonly did: 'told' | 'heard-of'; readonly on: LocalDate; readonly reason: string };

function ownerNoted(
  { ownerNotices = [], ownerAnsweredOn }: Refund,
  { principal, at }: Pick<RefundsRequest<'noteRefundOwner'>, 'principal' | 'at'>,
  { did, on, reason }: Noted,
): Pick<Refund, 'ownerNotices' | 'ownerAnsweredOn'> {
  if (did === 'told') return { ownerNotices: [...ownerNotices, { by: principal.subject, at, reason, on }] };
  return { ownerAnsweredOn: ownerAnsweredOn !== undefined && ownerAnsweredOn > on ? ownerAnsweredOn : on };
}

/** The days of refunds, by the laws on record and the state from which the office bills. */
async function readDays(table: Table, tenant: RefundsRequest<'remitRefund'>['principal']['tenantId']): Promise<Days> {
  const [{ unclaimed }, states, { timeZone }] = await Promise.all([
    readBillingSettings(table, tenant),
    statesOfEntities(table, tenant),
    readOffice(table, tenant),
  ]);
  return (refund) => {
    const idle = idleRefund(refund, states.get(refund.entityId), timeZone);
    return idle === undefined ? undefined : unclaimedDays(unclaimed, idle);
  };
}

/**
 * Whether a refund may be reported now: it has been idle long enough, and its owner was notified if the law requires it
 * and an address is known.
 */
function reportable(refund: Refund, daysOf: Days, today: LocalDate): Result<UnclaimedDays, Failure> {
  const { id: refundId, payee, ownerNotices = [] } = refund;
  const days = daysOf(refund);
  if (days === undefined) {
    const isIdle = refund.state === 'sent' || refund.state === 'approved';
    return fail({ kind: isIdle ? 'refund-exempt' : 'refund-not-in-state', facts: { refundId } });
  }
  const { unclaimedOn, notice } = days;
  if (unclaimedOn > today) return fail({ kind: 'refund-not-dormant', facts: { refundId, unclaimedOn } });
  const isTold = notice === undefined || ownerNotices.some(({ on }) => on >= notice.from);
  if (isTold || payee.address === undefined) return ok(days);
  return fail({ kind: 'owner-not-notified', facts: { refundId, noticeFrom: notice.from, noticeBy: notice.by } });
}

function reportRow({ id, cents, payee, sent, ownerNotices }: Refund, days: UnclaimedDays | undefined) {
  const { name, address } = payee;
  const { line1, line2, city, state, postalCode } = address ?? { line1: '', city: '' };
  return [
    ...[days?.law.state, name, line1, line2, city, state, postalCode, formatAmount(cents)],
    ...[sent?.checkNumber, sent?.on, days?.unclaimedOn, days?.reportBy, ownerNotices?.at(-1)?.on, id],
  ];
}
