import { refundLetter } from '../../shared/document/refund-letter.ts';
import type { LedgerEntry } from '../../shared/domain/ledger/entry.ts';
import { formatAmount } from '../../shared/domain/money/cents.ts';
import { type Refund, sentLegs } from '../../shared/domain/refund/refund.ts';
import { fail, invalid, ok } from '../../shared/domain/result.ts';
import { languageOf } from '../../shared/domain/statement/content.ts';
import { rebookingOf } from '../../shared/posting/rebooking.ts';
import { refundEntry, refundEntryWrites } from '../../shared/posting/refunding.ts';
import { keptDocument } from '../../shared/runtime/api/kept-document.ts';
import { senderOfEntity } from '../../shared/statements/entity-sender.ts';
import { readAccount } from '../../shared/store/accounts.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import { checkNumberWrite, readRefund, refundWrite, usedCheckNumber } from '../../shared/store/refunds.ts';
import { type RefundsOperations, refundView } from './context.ts';
import { csvFile, entryIdOf, namedRefunds } from './several.ts';

const columns = [
  ...['check_number', 'check_date', 'amount', 'payee', 'line1', 'line2', 'city', 'state', 'postal_code', 'country'],
  'refund',
];

/** Each legal entity adds a write to the transaction, which has room for 100. */
const mostEntities = 20;

/** Checks leave the office as a file for the check printer, and a letter for each. */
export const checkOperations: RefundsOperations<'sendRefundChecks' | 'getRefundLetter'> = {
  sendRefundChecks: async (request, { table, files }) => {
    const { tenantId, subject } = request.principal;
    const { refundIds, firstCheckNumber } = request.body;
    const named = await namedRefunds(table, tenantId, refundIds);
    if (!named.ok) return named;
    const asked = named.value;
    const early = asked.find(({ state }) => state !== 'approved');
    if (early !== undefined) return fail({ kind: 'refund-not-in-state', facts: { refundId: early.id } });
    const homeless = asked.find(({ payee }) => payee.address === undefined);
    if (homeless !== undefined) return fail({ kind: 'refund-without-address', facts: { refundId: homeless.id } });
    if (new Set(asked.map(({ entityId }) => entityId)).size > mostEntities) {
      return invalid('/refundIds', `name refunds of at most ${mostEntities} legal entities`);
    }
    const numberOf = (index: number) => String(firstCheckNumber + index);
    const checks = asked.map((refund, index) => ({ refund, checkNumber: numberOf(index) }));
    const again = checks.find(({ refund: { stopped = [] }, checkNumber }) =>
      stopped.some((each) => each.checkNumber === checkNumber),
    );
    if (again !== undefined) {
      const detail = `check ${again.checkNumber} of this refund was stopped: the bank would not pay another with its number`;
      return invalid('/firstCheckNumber', detail);
    }
    const used = await usedCheckNumber(table, tenantId, checks);
    if (used !== undefined) return invalid('/firstCheckNumber', `check ${used} was sent for another refund`);
    const booking = await rebookingOf(request);
    const entries: LedgerEntry[] = [];
    const refunds = asked.map((refund, index): Refund => {
      const entry = refundEntry(refund, { kind: 'refund-sent', legs: sentLegs(refund) }, booking);
      entries.push(entry);
      const ledgerEntryId = entryIdOf(tenantId, entry);
      const check = { checkNumber: numberOf(index), on: booking.today };
      const sent = { ...check, by: subject, at: request.at, ledgerEntryId };
      return { ...refund, version: refund.version + 1, state: 'sent', sent };
    });
    return ok({
      body: {
        items: refunds.map(refundView),
        file: await csvFile(files, tenantId, [columns, ...refunds.map(checkRow)]),
      },
      writes: [
        ...refundEntryWrites(entries, booking),
        ...refunds.map((refund) => refundWrite(tenantId, refund)),
        ...checks.map((check) => checkNumberWrite(tenantId, check)),
      ],
      audit: {
        action: 'refunds-issued',
        entityId: 'refund-checks',
        facts: { refunds: refundIds.join(' '), firstCheckNumber },
      },
    });
  },

  getRefundLetter: async (request, { table, files }) => {
    const { tenantId } = request.principal;
    const refund = await readRefund(table, tenantId, request.params.refundId);
    if (refund === undefined) return fail({ kind: 'not-found' });
    if (refund.sent === undefined) return fail({ kind: 'refund-not-in-state' });
    const { statements } = await readBillingSettings(table, tenantId);
    const sender = await senderOfEntity(table, tenantId, statements, refund.entityId);
    const { accountId } = refund;
    const account = accountId === undefined ? undefined : await readAccount(table, tenantId, accountId);
    const language = account === undefined ? 'en' : languageOf(account);
    const letter = refundLetter({ ...refund, sent: refund.sent }, { sender, language });
    return ok({
      body: await keptDocument({ files, tenant: tenantId }, letter),
      writes: [],
      audit: { action: 'refund-read', entityId: refund.id },
    });
  },
};

/** A check's row in the file for the check printer. */
function checkRow({ id, cents, payee: { name, address }, sent }: Refund) {
  const { line1, line2, city, state, postalCode, country = 'US' } = address ?? { line1: '', city: '' };
  return [
    ...[sent?.checkNumber, sent?.on, formatAmount(cents), name, line1, line2, city, state, postalCode, country],
    id,
  ];
}
