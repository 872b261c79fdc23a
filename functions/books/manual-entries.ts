import { limitFor } from '../../shared/domain/billing-settings/limits.ts';
import { ledgerEntry } from '../../shared/domain/ledger/entry.ts';
import { debitsOf, type ManualEntry, manualLegs } from '../../shared/domain/manual-entry/manual-entry.ts';
import { reversedLegs } from '../../shared/domain/patient-payment/legs.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, invalid, invariant, ok, type Result } from '../../shared/domain/result.ts';
import { addMonths, type LocalDate } from '../../shared/domain/time/local-date.ts';
import type { AnswerOf } from '../../shared/http/api.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { asAnswer, askedMarks, listPage } from '../../shared/runtime/api/list-page.ts';
import { readBillingSettings } from '../../shared/store/billing-settings.ts';
import { entityKey, monthPartition } from '../../shared/store/keys/entity.ts';
import { waitingManualPartition } from '../../shared/store/keys/manual-entry.ts';
import { ownEntryWrites } from '../../shared/store/ledger.ts';
import { manualEntryOfItem, manualEntryWrite, readManualEntry } from '../../shared/store/manual-entries.ts';
import { datedBookingWrites } from '../../shared/store/periods.ts';
import type { Table, Write } from '../../shared/store/table.ts';
import type { BooksDeps, BooksOperations, BooksRequest } from './context.ts';
import type { manualRoutes } from './manual-routes.ts';

type ManualView = AnswerOf<(typeof manualRoutes)['getManualEntry']>;
type DecisionRequest = BooksRequest<'approveManualEntry' | 'declineManualEntry' | 'reverseManualEntry'>;

/** The API shows what is stored. The types differ only in `readonly`. */
const viewOf = (entry: ManualEntry): ManualView => entry as unknown as ManualView;

/**
 * Entries by hand may go back at most this many months: books cover every month from their first one, so a mistyped
 * year would create centuries.
 */
const monthsBack = 120;

export const manualOperations: BooksOperations<keyof typeof manualRoutes> = {
  createManualEntry: async (request, { table }) => {
    const { tenantId, subject, roles } = request.principal;
    const { entityId, lines, reason } = request.body;
    const today = await request.today();
    const { postedOn = today } = request.body;
    if (postedOn > today) return invalid('/postedOn', 'is in the future');
    if (postedOn < addMonths(today, -monthsBack)) return invalid('/postedOn', 'more than ten years ago');
    if ((await table.get(entityKey(tenantId, 'LEGAL-ENTITY', entityId))) === undefined) {
      return invalid('/entityId', 'no such legal entity');
    }
    const debits = debitsOf(lines);
    if (!debits.ok) return fail({ kind: 'manual-entry-unbalanced', facts: { ...debits.failure } });
    const { limits } = await readBillingSettings(table, tenantId);
    const asked: ManualEntry = {
      ...{ id: request.newId('manualEntry'), version: 1, state: 'waiting', entityId, postedOn, lines },
      ...{ cents: debits.value, requested: { by: subject, at: request.at, reason } },
    };
    const booked = await bookManual(table, asked, request, today);
    if (!booked.ok) return booked;
    const isAlone = debits.value <= limitFor(limits.journal, roles);
    const entry = isAlone ? booked.value.entry : asked;
    return ok({
      body: viewOf(entry),
      version: 1,
      writes: [...(isAlone ? booked.value.writes : []), manualEntryWrite(tenantId, entry)],
      audit: {
        action: isAlone ? 'manual-entry-booked' : 'manual-entry-requested',
        entityId: entry.id,
        facts: { entityId, cents: entry.cents },
      },
    });
  },

  listManualEntries: async (request, { table }) => {
    const { tenantId } = request.principal;
    const { state, month = request.at.slice(0, 7), limit } = request.query;
    const marks = askedMarks(request);
    const waiting = waitingManualPartition(tenantId);
    const ofMonth = monthPartition(tenantId, 'MANUAL-ENTRY', month);
    const partitions = state === 'waiting' ? [waiting] : state === undefined ? [waiting, ofMonth] : [ofMonth];
    return asAnswer(
      await listPage(request, table, { partitions, index: true, limit, marks }, (item, mark) => {
        const entry = manualEntryOfItem(item);
        const isAsked = state === undefined || entry.state === state;
        return isAsked ? { ...viewOf(entry), ...present({ mark }) } : undefined;
      }),
    );
  },

  getManualEntry: async (request, { table }) => {
    const entry = await readManualEntry(table, request.principal.tenantId, request.params.manualEntryId);
    return entry === undefined ? fail({ kind: 'not-found' }) : ok({ body: viewOf(entry), version: entry.version });
  },

  approveManualEntry: async (request, deps) => {
    const found = await seen(request, deps);
    if (!found.ok) return found;
    const { tenantId, subject } = request.principal;
    if (found.value.state !== 'waiting') return fail({ kind: 'manual-entry-not-waiting' });
    if (found.value.requested.by === subject) return fail({ kind: 'decided-by-oneself' });
    const booked = await bookManual(deps.table, found.value, request, await request.today());
    if (!booked.ok) return booked;
    const entry = next({ ...booked.value.entry, decided: decidedBy(request) });
    return ok({
      body: viewOf(entry),
      version: entry.version,
      writes: [...booked.value.writes, manualEntryWrite(tenantId, entry)],
      audit: { action: 'manual-entry-approved', entityId: entry.id, facts: { cents: entry.cents } },
    });
  },

  declineManualEntry: async (request, deps) => {
    const found = await seen(request, deps);
    if (!found.ok) return found;
    if (found.value.state !== 'waiting') return fail({ kind: 'manual-entry-not-waiting' });
    const entry = next({ ...found.value, state: 'declined', decided: decidedBy(request) });
    return ok({
      body: viewOf(entry),
      version: entry.version,
      writes: [manualEntryWrite(request.principal.tenantId, entry)],
      audit: { action: 'manual-entry-declined', entityId: entry.id },
    });
  },

  reverseManualEntry: async (request, deps) => {
    const found = await seen(request, deps);
    if (!found.ok) return found;
    const { tenantId, subject } = request.principal;
    const { state, ledgerEntryId, entityId, id } = found.value;
    if (state !== 'booked') return fail({ kind: 'manual-entry-not-booked' });
    invariant(ledgerEntryId !== undefined, 'what is booked has an entry');
    const today = await request.today();
    const reversal = ledgerEntry({
      ...{ id: request.newId('ledgerEntry'), kind: 'manual-entry-reversal', effectiveOn: today, postedOn: today },
      ...{ entityId, manualId: id, legs: reversedLegs(manualLegs(found.value)) },
      reverses: [ledgerEntryId.slice(ledgerEntryId.indexOf('.') + 1)],
    });
    const { reason } = request.body;
    const booked = ownEntryWrites(tenantId, reversal, { by: subject, why: reason });
    const reversed = { ...decidedBy(request), ledgerEntryId: booked.ledgerEntryId };
    const entry = next({ ...found.value, state: 'reversed', reversed });
    return ok({
      body: viewOf(entry),
      version: entry.version,
      writes: [...booked.writes, manualEntryWrite(tenantId, entry)],
      audit: { action: 'manual-entry-reversed', entityId: id, facts: { cents: entry.cents } },
    });
  },
};

const next = (entry: ManualEntry): ManualEntry => ({ ...entry, version: entry.version + 1 });

const decidedBy = ({ principal, at, body }: DecisionRequest) => ({ by: principal.subject, at, reason: body.reason });

/** A manual entry in the version that the request names. */
async function seen(request: DecisionRequest, { table }: BooksDeps): Promise<Result<ManualEntry, Failure>> {
  const entry = await readManualEntry(table, request.principal.tenantId, request.params.manualEntryId);
  if (entry === undefined) return fail({ kind: 'not-found' });
  return entry.version === request.expectedVersion ? ok(entry) : fail({ kind: 'version-changed' });
}

type Booking = Pick<DecisionRequest, 'principal' | 'newId'>;

/** Books a manual entry on its date, if that month is open. */
async function bookManual(
  table: Table,
  asked: ManualEntry,
  { principal, newId }: Booking,
  today: LocalDate,
): Promise<Result<{ readonly entry: ManualEntry; readonly writes: readonly Write<Failure>[] }, Failure>> {
  const { tenantId } = principal;
  const { id, entityId, postedOn, requested } = asked;
  const dated = postedOn === today ? ok([]) : await datedBookingWrites(table, tenantId, { postedOn, entityId });
  if (!dated.ok) return dated;
  const booked = ledgerEntry({
    ...{ id: newId('ledgerEntry'), kind: 'manual-entry', effectiveOn: postedOn, postedOn, entityId, manualId: id },
    legs: manualLegs(asked),
  });
  const { writes, ledgerEntryId } = ownEntryWrites(tenantId, booked, { by: requested.by, why: requested.reason });
  return ok({ entry: { ...asked, state: 'booked', ledgerEntryId }, writes: [...writes, ...dated.value] });
}
