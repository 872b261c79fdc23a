import { refund } from '../../shared/domain/deadline/clocks.ts';
import { isMedicareItself } from '../../shared/domain/deadline/payer-terms.ts';
import { present } from '../../shared/domain/present.ts';
import { fail, ok } from '../../shared/domain/result.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { dayIn } from '../../shared/domain/time/time-zone.ts';
import { deadlinesChanged } from '../../shared/store/deadline-alarms.ts';
import { exceptionInvestigatedWrite } from '../../shared/store/exceptions.ts';
import { readOffice } from '../../shared/store/office.ts';
import { readPayerTerms } from '../../shared/store/payer-terms.ts';
import type { ExceptionsOperations } from './context.ts';
import { listingClaim, openException } from './open-exception.ts';
import { exceptionBody } from './views.ts';

/**
 * The investigation of a payer's overpayment. A new record replaces the former one; this is also how an investigation
 * ends.
 */
export const investigationOperations: ExceptionsOperations<'recordInvestigation'> = {
  recordInvestigation: async (request, deps) => {
    const { tenantId, subject } = request.principal;
    const found = await openException(request, deps);
    if (!found.ok) return found;
    const exception = found.value;
    const { from, to, reason } = request.body;
    const errors = daysErrors(from, to, await request.today());
    if (errors.length > 0) return fail({ kind: 'request-invalid', errors });
    const listing = await listingClaim(tenantId, exception, deps);
    const payerId = listing?.balance.payers[listing.work.share ?? -1]?.payerId;
    const terms = (await readPayerTerms(deps.table, tenantId, payerId === undefined ? [] : [payerId])).get(
      payerId ?? '',
    );
    const { timeZone } = await readOffice(deps.table, tenantId);
    const identifiedOn = dayIn(timeZone, exception.openedAt);
    const isOverpaid = listing !== undefined && listing.work.cents < 0 && terms !== undefined;
    if (!isOverpaid || !isMedicareItself(terms) || from > refund(terms, identifiedOn).on) {
      return fail({ kind: 'overpayment-without-suspension' });
    }
    const investigation = { from, ...present({ to }), reason, by: subject, at: request.at };
    const version = exception.version + 1;
    return ok({
      body: exceptionBody({ ...exception, version, investigation }),
      version,
      writes: [exceptionInvestigatedWrite(tenantId, exception, investigation)],
      audit: {
        action: 'exception-investigated',
        entityId: exception.id,
        facts: { code: exception.code, from, ...present({ to }) },
      },
      // Its refund deadline changes.
      due: [deadlinesChanged(tenantId, request.at)],
    });
  },
};

function daysErrors(from: LocalDate, to: LocalDate | undefined, today: LocalDate) {
  return [
    ...(from > today ? [{ pointer: '/from', detail: 'is in the future' }] : []),
    ...(to !== undefined && to > today ? [{ pointer: '/to', detail: 'is in the future' }] : []),
    ...(to !== undefined && to < from ? [{ pointer: '/to', detail: 'is before `from`' }] : []),
  ];
}
