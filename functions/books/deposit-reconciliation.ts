import { reconcileDay } from '../../shared/domain/books/deposit-reconciliation.ts';
import { zeroCents } from '../../shared/domain/money/cents.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, invalid, ok } from '../../shared/domain/result.ts';
import { addDays, type LocalDate } from '../../shared/domain/time/local-date.ts';
import { balancesOf, readBooks } from '../../shared/store/books.ts';
import { readDayFacts } from '../../shared/store/day-facts.ts';
import type { BooksOperations } from './context.ts';

/** At most this many days are shown at once. */
const mostDays = 31;

/** What was posted as money, what the bank showed, and what is in transit, day by day. */
export const reconciliationOperations: BooksOperations<'getDepositReconciliation'> = {
  getDepositReconciliation: async (request, { table }) => {
    const { tenantId } = request.principal;
    const today = await request.today();
    const { from, to = today, entityId } = request.query;
    const unfit = (detail: string) => invalid('query/to', detail);
    if (to > today) return unfit('expected a day that has begun');
    if (to < from || to > addDays(from, mostDays - 1))
      return unfit(`expected at most ${mostDays} days, from first to last`);
    const { at } = request;
    const before = balancesOf(await readBooks(table, tenantId, { asOf: addDays(from, -1), at }), entityId);
    let inTransit = before.get('deposits-in-transit') ?? zeroCents;
    const days = [];
    for (let day: LocalDate = from; day <= to; day = addDays(day, 1)) {
      const facts = await readDayFacts(table, tenantId, { day, at });
      if (facts === undefined) return fail({ kind: 'day-too-large', facts: { day } });
      const own = facts.sums.filter((sum) => entityId === undefined || sum.entityId === entityId);
      const reconciled = reconcileDay(day, own, inTransit);
      inTransit = reconciled.closingInTransitCents;
      if (own.length > 0) days.push(reconciled);
    }
    return ok({ body: { ...present({ entityId }), from, to, trueAt: at, inTransitCents: inTransit, days } });
  },
};
