import type { IntakeFailure } from '../../shared/domain/intake/intake.ts';
import { ok } from '../../shared/domain/result.ts';
import { daysBetween } from '../../shared/domain/time/local-date.ts';
import { dayIn } from '../../shared/domain/time/time-zone.ts';
import { intakeFailureId } from '../../shared/domain/work-mark/markable.ts';
import { asksForMarks, isMarkedSo } from '../../shared/domain/work-mark/work-mark.ts';
import { nextPage } from '../../shared/runtime/api/list-page.ts';
import { readOpen } from '../../shared/runtime/api/work-list.ts';
import { failureOfItem } from '../../shared/store/intakes.ts';
import { intakeQueuePartition } from '../../shared/store/keys/intake.ts';
import { readOffice } from '../../shared/store/office.ts';
import { readWorkMarks, shownMark } from '../../shared/store/work-marks.ts';
import type { IntakeOperations } from './context.ts';
import { waitingView } from './views.ts';

/** At most this many fields are counted in an answer. */
const mostFields = 50;

export const queueOperations: IntakeOperations<'listWaitingIntakeFailures'> = {
  listWaitingIntakeFailures: async (request, { table }) => {
    const start = await request.position();
    if (!start.ok) return start;
    const { tenantId } = request.principal;
    const { limit, intakeId, format, cause, field, minAgeDays = 0 } = request.query;
    const { items, isComplete } = await readOpen(table, [intakeQueuePartition(tenantId)]);
    const { timeZone } = await readOffice(table, tenantId);
    const today = dayIn(timeZone, request.at);
    const isOld = ({ since }: IntakeFailure) => daysBetween(dayIn(timeZone, since), today) >= minAgeDays;
    const waiting = items
      .map(failureOfItem)
      .filter(
        (each) =>
          each.state === 'open' &&
          (intakeId === undefined || each.intakeId === intakeId) &&
          (format === undefined || each.format === format) &&
          (cause === undefined || (each.conflict === undefined ? 'fault' : 'conflict') === cause) &&
          isOld(each),
      );
    const marksOf = (some: readonly IntakeFailure[]) => readWorkMarks(table, tenantId, some.map(intakeFailureId));
    const { query } = request;
    // The marks of all waiting failures are read only when the filters need them.
    const sought = asksForMarks(query) ? await marksOf(waiting) : undefined;
    const asked =
      sought === undefined ? waiting : waiting.filter((each) => isMarkedSo(sought.get(intakeFailureId(each)), query));
    const listed = field === undefined ? asked : asked.filter((each) => fieldsOf(each).has(field));
    const after = (start.value as string | undefined) ?? '';
    const rest = listed.filter((each) => placeOf(each) > after);
    const shown = rest.slice(0, limit);
    const last = shown.at(-1);
    const noted = sought ?? (await marksOf(shown));
    return ok({
      body: {
        items: shown.map((each) => waitingView(each, shownMark(noted, intakeFailureId(each)))),
        count: listed.length,
        conflicts: listed.filter(({ conflict }) => conflict !== undefined).length,
        byField: countsByField(asked),
        isComplete,
        ...(await nextPage(request, rest.length > shown.length && last !== undefined ? placeOf(last) : undefined)),
      },
    });
  },
};

/** A failure's place in the list, which never changes. */
const placeOf = ({ since, intakeId, record }: IntakeFailure): string =>
  `${since}#${intakeId}#${String(record).padStart(9, '0')}`;

/** The fields with errors, for any service number: `/lines/-/procedure`. */
function fieldsOf({ errors }: IntakeFailure): ReadonlySet<string> {
  return new Set(errors.map(({ pointer }) => pointer.replaceAll(/\/\d+(?=\/|$)/g, '/-')));
}

function countsByField(failures: readonly IntakeFailure[]): { readonly field: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const failure of failures)
    for (const field of fieldsOf(failure)) counts.set(field, (counts.get(field) ?? 0) + 1);
  return [...counts]
    .map(([field, count]) => ({ field, count }))
    .sort((one, other) => other.count - one.count || (one.field < other.field ? -1 : 1))
    .slice(0, mostFields);
}
