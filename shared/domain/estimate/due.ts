import { addWorkdays } from '../deadline/calendar.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { EstimateFacts } from './estimate.ts';

/**
 * The last day to give an uninsured patient the first estimate (45 CFR 149.610(b)(1)(vi)), in business days: three
 * after a request; three after scheduling ten or more ahead; one after scheduling three or more ahead. None for shorter
 * notice, nor for insured patients.
 */
export function firstDueOn({ kind, asked, serviceOn }: Pick<EstimateFacts, 'kind' | 'asked' | 'serviceOn'>) {
  if (kind === 'insured') return undefined;
  if (asked.by === 'request') return addWorkdays(asked.on, 3);
  if (serviceOn === undefined || serviceOn < addWorkdays(asked.on, 3)) return undefined;
  return addWorkdays(asked.on, serviceOn < addWorkdays(asked.on, 10) ? 1 : 3);
}

/**
 * The last day to give a new edition after a change: the business day before the service (45 CFR 149.610(b)(1)(vii)).
 * An earlier edition that was due and never given keeps its due day.
 * @param openDueOn the due day of the previous edition, if it was not given
 */
export function changedDueOn(
  { kind, serviceOn }: Pick<EstimateFacts, 'kind' | 'serviceOn'>,
  openDueOn: LocalDate | undefined,
): LocalDate | undefined {
  if (kind === 'insured') return undefined;
  const before = serviceOn === undefined ? undefined : addWorkdays(serviceOn, -1);
  if (openDueOn === undefined || before === undefined) return openDueOn ?? before;
  return openDueOn < before ? openDueOn : before;
}

/** The last day to answer the notice of a dispute: ten business days (45 CFR 149.620(e)(2)). */
export const disputeAnswerBy = (noticeOn: LocalDate): LocalDate => addWorkdays(noticeOn, 10);

/** A co-provider must be asked by the next business day, and must answer by the next one after the request. */
export function coProviderDays(
  asked: EstimateFacts['asked'],
  { requestedOn, receivedOn }: { readonly requestedOn?: LocalDate; readonly receivedOn?: LocalDate },
): { readonly askBy?: LocalDate; readonly answerBy?: LocalDate } {
  if (receivedOn !== undefined) return {};
  return requestedOn === undefined ? { askBy: addWorkdays(asked.on, 1) } : { answerBy: addWorkdays(requestedOn, 1) };
}
