import { negateCents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { cashOf } from '../../shared/domain/remittance/post/rebook.ts';
import { fail, invalid, ok, type Result } from '../../shared/domain/result.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { postingExceptionId } from '../../shared/posting/claim-booking.ts';
import {
  matchAnswer,
  type Rebooked,
  rebookingOf,
  unpostedCode,
  unpostFromClaim,
  writesOf,
} from '../../shared/posting/rebooking.ts';
import type { AuditFact } from '../../shared/store/change.ts';
import { type ExceptionItem, exceptionWrite } from '../../shared/store/exceptions.ts';
import { keyOfWireEntryId } from '../../shared/store/keys/ledger.ts';
import type { Item, Write } from '../../shared/store/table.ts';
import type { BooksDeps, BooksOperations, BooksRequest } from './context.ts';

type UnpostRequest = Pick<
  BooksRequest<'unpostLedgerEntry'>,
  'principal' | 'params' | 'at' | 'today' | 'body' | 'newId'
>;

/**
 * Unposts a payer's answer from its claim, or moves it to another claim. Entries are never changed; new ones are added.
 */
export const rebookOperations: BooksOperations<'unpostLedgerEntry' | 'moveLedgerEntry'> = {
  unpostLedgerEntry: async (request, deps) => {
    const { tenantId } = request.principal;
    const item = await answerOf(request, deps);
    if (!item.ok) return item;
    const taken = await unpostFromClaim(item.value, await rebookingOf(request), deps);
    if (!taken.ok) return taken;
    const waiting = unpostedException(request, taken.value);
    return ok({
      body: {
        ledgerEntryIds: [taken.value.ledgerEntryId],
        exceptionIds: [waiting.id, ...taken.value.effects.exceptions.map(({ id }) => id)],
        denialIds: [],
      },
      writes: [...writesOf(tenantId, [taken.value]), exceptionWrite(tenantId, waiting)],
      audit: auditOf(request, 'ledger-entry-unposted', [taken.value]),
    });
  },

  moveLedgerEntry: async (request, deps) => {
    const { tenantId } = request.principal;
    const item = await answerOf(request, deps);
    if (!item.ok) return item;
    const { claimId, payerId, coverageId, accept } = request.body;
    const rebooking = await rebookingOf(request);
    const taken = await unpostFromClaim(item.value, rebooking, deps);
    if (!taken.ok) return taken;
    if (taken.value.claimId === claimId) {
      const detail = 'the payment stands on this claim';
      return invalid('/claimId', detail);
    }
    const order = { claimId, payerId, coverageId, isAccepted: accept === true };
    const { entry, ledgerEntryId } = taken.value;
    const matched = await matchAnswer(order, { held: entry, heldId: ledgerEntryId }, rebooking, deps);
    if (!matched.ok) return matched;
    const both = [taken.value, matched.value];
    return ok({
      body: {
        ledgerEntryIds: both.map((each) => each.ledgerEntryId),
        exceptionIds: both.flatMap(({ effects }) => effects.exceptions.map(({ id }) => id)),
        denialIds: matched.value.effects.denials.map(({ id }) => id),
      },
      writes: writesOf(tenantId, both) as Write<Failure>[],
      audit: auditOf(request, 'ledger-entry-moved', both),
    });
  },
};

async function answerOf(request: UnpostRequest, { table }: BooksDeps): Promise<Result<Item, Failure>> {
  const key = keyOfWireEntryId(request.principal.tenantId, request.params.entryId);
  const item = key === undefined ? undefined : await table.get(key);
  return item === undefined ? fail({ kind: 'not-found' }) : ok(item);
}

/** The exception about the answer, which is open again under its new entry until it is matched to the right claim. */
function unpostedException(request: UnpostRequest, { entry, ledgerEntryId }: Rebooked): ExceptionItem {
  return {
    id: postingExceptionId(request.principal.tenantId, entry.id, unpostedCode),
    code: unpostedCode,
    openedAt: request.at,
    ...present({ remittanceId: entry.remittanceId, claimId: entry.claimId }),
    ledgerEntryId,
    cents: negateCents(cashOf(entry.legs, 'unapplied-payer-cash')),
    facts: {},
  };
}

function auditOf(request: UnpostRequest, action: AuditFact['action'], rebooked: readonly Rebooked[]): AuditFact {
  const entries = rebooked.map(({ ledgerEntryId }) => ledgerEntryId).join(' ');
  return { action, entityId: request.params.entryId, facts: { entries } };
}
