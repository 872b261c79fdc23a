import type { DayFacts } from '../../shared/domain/books/day-facts.ts';
import { receivables } from '../../shared/domain/books/day-sums.ts';
import { average, basisPoints, collectionsOf, countedBy } from '../../shared/domain/books/report.ts';
import { cents, sumCents, zeroCents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import { addDays, type LocalDate } from '../../shared/domain/time/local-date.ts';
import type { Failure } from '../../shared/http/problem.ts';
import { readKeptReports } from '../../shared/store/ageing.ts';
import { balancesOf, readBooks } from '../../shared/store/books.ts';
import { readFactsBetween } from '../../shared/store/day-facts.ts';
import type { Table } from '../../shared/store/table.ts';
import type { ReportsOperations, ReportsRequest } from './context.ts';
import { namesOfPayers, namesOfProviders } from './names.ts';

/** At most this many days are added up at once. */
const mostDays = 92;
/** The days over which charges are averaged. */
const chargeDays = 90;

/** Reports about what happened between two days. */
export const activityOperations: ReportsOperations<'getCollections' | 'getDenialRates' | 'getLags'> = {
  getCollections: async (request, { table }) => {
    const read = await readActivity(request, table);
    if (!read.ok) return read;
    const { facts, range } = read.value;
    const { entityId } = request.query;
    const collections = collectionsOf(facts.sums);
    const { chargesCents, paymentsCents, contractualCents } = collections;
    const balancesAt = async (asOf: LocalDate) =>
      balancesOf(await readBooks(table, request.principal.tenantId, { asOf, at: request.at }), entityId);
    const [end, before] = [await balancesAt(range.to), await balancesAt(addDays(range.to, -chargeDays))];
    const charged = cents((before.get('charges') ?? 0) - (end.get('charges') ?? 0));
    const receivableCents = sumCents(receivables.map((account) => end.get(account) ?? zeroCents));
    return ok({
      body: {
        ...range,
        ...collections,
        ...present({
          grossRate: basisPoints(paymentsCents, chargesCents),
          netRate: basisPoints(paymentsCents, chargesCents - contractualCents),
        }),
        receivableCents,
        chargesOf90DaysCents: charged,
        ...present({ daysInReceivables: average(chargeDays * receivableCents, charged) }),
      },
    });
  },

  getDenialRates: async (request, { table }) => {
    const read = await readActivity(request, table);
    if (!read.ok) return read;
    const { facts, range } = read.value;
    const all = (what: 'answered' | 'denied') => countedBy(facts.counts, what, () => 'all').get('all');
    const [answered = 0, denied = 0] = [all('answered')?.count, all('denied')?.count];
    const deniedCents = all('denied')?.cents ?? 0;
    const byPayer = countedBy(facts.counts, 'answered', ({ payerId }) => payerId);
    const deniedBy = countedBy(facts.counts, 'denied', ({ payerId }) => payerId);
    const names = await namesOfPayers(table, request.principal.tenantId, [...byPayer.keys()]);
    return ok({
      body: {
        ...range,
        ...{ answered, denied, deniedCents: cents(deniedCents) },
        ...present({ rate: basisPoints(denied, answered) }),
        byReason: paretoOf(facts, deniedCents),
        byPayer: [...byPayer]
          .map(([id, { count }]) => {
            const own = deniedBy.get(id) ?? { count: 0, cents: 0 };
            const rate = basisPoints(own.count, count);
            return {
              ...{ id, ...present({ name: names.get(id) }), answered: count, denied: own.count },
              ...{ deniedCents: cents(own.cents), ...present({ rate }) },
            };
          })
          .sort((left, right) => right.deniedCents - left.deniedCents || (left.id < right.id ? -1 : 1)),
      },
    });
  },

  getLags: async (request, { table }) => {
    const read = await readActivity(request, table);
    if (!read.ok) return read;
    const { facts, range } = read.value;
    const { tenantId } = request.principal;
    const charges = countedBy(facts.counts, 'charged', ({ providerId }) => providerId);
    const answers = countedBy(facts.counts, 'answered', ({ payerId }) => payerId);
    const providers = await namesOfProviders(table, tenantId, [...charges.keys()]);
    const payers = await namesOfPayers(table, tenantId, [...answers.keys()]);
    const byId = (left: { readonly id: string }, right: { readonly id: string }) => (left.id < right.id ? -1 : 1);
    return ok({
      body: {
        ...range,
        charges: [...charges]
          .map(([id, { count, days }]) => {
            const averageDays = average(days, count) ?? 0;
            return { id, ...present({ name: providers.get(id) }), claims: count, averageDays };
          })
          .sort(byId),
        payments: [...answers]
          .map(([id, { count, days }]) => {
            const averageDays = average(days, count) ?? 0;
            return { id, ...present({ name: payers.get(id) }), answers: count, averageDays };
          })
          .sort(byId),
      },
    });
  },
};

/** The reasons of denials, the costliest first, with what they make together. */
function paretoOf(facts: DayFacts, deniedCents: number) {
  const reasons = [...countedBy(facts.counts, 'denial', ({ reason }) => reason)].sort(
    ([one, left], [other, right]) => right.cents - left.cents || (one < other ? -1 : 1),
  );
  let cumulated = 0;
  return reasons.map(([reason, { count, cents: amount }]) => {
    cumulated += amount;
    return { reason, count, cents: cents(amount), cumulated: basisPoints(cumulated, deniedCents) ?? 0 };
  });
}

interface Activity {
  readonly facts: DayFacts;
  readonly range: { from: LocalDate; to: LocalDate; trueUpTo: LocalDate };
}

/** What was booked between two days; what is not over yet is left out, and `trueUpTo` says so. */
async function readActivity(
  request: Pick<ReportsRequest<'getCollections'>, 'principal' | 'query' | 'at'>,
  table: Table,
): Promise<Result<Activity, Failure>> {
  const { tenantId } = request.principal;
  const { from, to: asked, entityId } = request.query;
  if (asked < from || asked > addDays(from, mostDays - 1)) {
    const detail = `expected at most ${mostDays} days, from first to last`;
    return fail({ kind: 'request-invalid', errors: [{ pointer: 'query/to', detail }] });
  }
  const kept = await readKeptReports(table, tenantId);
  if (kept === undefined || kept.through < from) return fail({ kind: 'reports-not-made' });
  const [to = asked] = [asked, kept.through].sort();
  const days = await readFactsBetween(table, tenantId, { from, to, at: request.at });
  if (days === undefined) return fail({ kind: 'day-too-large' });
  const isOwn = (each: { readonly entityId: string }) => entityId === undefined || each.entityId === entityId;
  const facts: DayFacts = {
    sums: days.flatMap(({ sums }) => sums).filter(isOwn),
    aged: [],
    counts: days.flatMap(({ counts }) => counts).filter(isOwn),
  };
  return ok({ facts, range: { from, to, trueUpTo: kept.through } });
}
