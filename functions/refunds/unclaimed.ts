import { dormancyMonths } from '../../shared/domain/billing-settings/unclaimed.ts';
import type { LedgerEntry } from '../../shared/domain/ledger/entry.ts';
import { formatAmount } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { type Refund, sentLegs, unclaimedLegs } from '../../shared/domain/refund/refund.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import { addMonths, type LocalDate } from '../../shared/domain/time/local-date.ts';
import { rebookingOf } from '../../shared/posting/rebooking.ts';
import { refundEntry, refundEntryWrites } from '../../shared/posting/refunding.ts';
import { asRead, listPage } from '../../shared/runtime/api/list-page.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import { openRefundsPartition } from '../../shared/store/keys/refund.ts';
import { refundOfItem, refundWrite } from '../../shared/store/refunds.ts';
import { type RefundsOperations, refundView } from './context.ts';
import { seenRefund } from './decisions.ts';
import { csvFile, entryIdOf, namedRefunds } from './several.ts';

const columns = [
  ...['state', 'owner', 'line1', 'line2', 'city', 'owner_state', 'postal_code', 'amount', 'check_number', 'check_date'],
  ...['unclaimed_since', 'refund'],
];

/** Checks that nobody cashes belong to the state in time. */
export const unclaimedOperations: RefundsOperations<'listUnclaimedRefunds' | 'reportUnclaimedRefunds' | 'remitRefund'> =
  {
    listUnclaimedRefunds: async (request, { table }) => {
      const { tenantId } = request.principal;
      const { limit, tag, assignedTo, followUpBy } = request.query;
      const marks = { tenant: tenantId, query: { tag, assignedTo, followUpBy } };
      const today = await request.today();
      const { unclaimed } = await readBillingSettings(table, tenantId);
      const partitions = [openRefundsPartition(tenantId, 'sent')];
      const page = await listPage(request, table, { partitions, index: true, limit, marks }, (item, mark) => {
        const refund = refundOfItem(item);
        const unclaimedOn = unclaimedOnOf(refund, unclaimed);
        return unclaimedOn !== undefined && unclaimedOn <= today
          ? { refund: refundView(refund), unclaimedOn, ...present({ mark }) }
          : undefined;
      });
      return asRead(page, { action: 'refunds-read', entityId: 'refunds' }, () => []);
    },

    reportUnclaimedRefunds: async (request, { table, files }) => {
      const { tenantId, subject } = request.principal;
      const { refundIds, reason } = request.body;
      const { unclaimed } = await readBillingSettings(table, tenantId);
      const today = await request.today();
      const named = await namedRefunds(table, tenantId, refundIds);
      if (!named.ok) return named;
      const asked = named.value;
      for (const refund of asked) {
        const on = unclaimedOnOf(refund, unclaimed);
        if (refund.state !== 'sent' || on === undefined) {
          return fail({ kind: 'refund-not-in-state', facts: { refundId: refund.id } });
        }
        if (on > today) return fail({ kind: 'refund-not-dormant', facts: { refundId: refund.id, unclaimedOn: on } });
      }
      const booking = await rebookingOf(request);
      const entries = asked.map((refund) => {
        return refundEntry(refund, { kind: 'refund-unclaimed', legs: unclaimedLegs(refund) }, booking);
      });
      const refunds = asked.map((refund, index): Refund => {
        const ledgerEntryId = entryIdOf(tenantId, entries[index] as LedgerEntry);
        const told = { by: subject, at: request.at, reason, ledgerEntryId };
        return { ...refund, version: refund.version + 1, state: 'unclaimed', unclaimed: told };
      });
      return ok({
        body: {
          items: refunds.map(refundView),
          file: await csvFile(files, tenantId, [
            columns,
            ...refunds.map((refund) => reportRow(refund, unclaimedOnOf(refund, unclaimed))),
          ]),
        },
        writes: [...refundEntryWrites(entries, booking), ...refunds.map((refund) => refundWrite(tenantId, refund))],
        audit: { action: 'refunds-unclaimed', entityId: 'refunds', facts: { refunds: refundIds.join(' ') } },
      });
    },

    remitRefund: async (request, deps) => {
      const found = await seenRefund(request, deps, ['unclaimed']);
      if (!found.ok) return found;
      const { tenantId, subject } = request.principal;
      const { checkNumber } = request.body;
      const booking = { ...(await rebookingOf({ ...request, body: { reason: 'Handed to the state' } })) };
      const entry = refundEntry(found.value, { kind: 'refund-sent', legs: sentLegs(found.value) }, booking);
      const ledgerEntryId = entryIdOf(tenantId, entry);
      const remitted = { checkNumber, on: booking.today, by: subject, at: request.at, ledgerEntryId };
      const refund: Refund = { ...found.value, version: found.value.version + 1, state: 'remitted', remitted };
      return ok({
        body: refundView(refund),
        version: refund.version,
        writes: [...refundEntryWrites([entry], booking), refundWrite(tenantId, refund)],
        audit: { action: 'refund-remitted', entityId: refund.id, facts: { checkNumber } },
      });
    },
  };

type Rules = Parameters<typeof dormancyMonths>[0];

/** The day from which a check belongs to the state; of a payer's none: what businesses owe each other is settled between them. */
function unclaimedOnOf({ sent, of, payee }: Refund, rules: Rules): LocalDate | undefined {
  if (sent === undefined || of.kind === 'payer' || of.kind === 'cash') return undefined;
  return addMonths(sent.on, dormancyMonths(rules, payee.address?.state, sent.on));
}

function reportRow({ id, cents, payee: { name, address }, sent }: Refund, on: LocalDate | undefined) {
  const { line1, line2, city, state, postalCode } = address ?? { line1: '', city: '' };
  return [
    ...[state, name, line1, line2, city, state, postalCode, formatAmount(cents), sent?.checkNumber, sent?.on],
    ...[on, id],
  ];
}
