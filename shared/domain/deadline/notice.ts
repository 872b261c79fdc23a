import { daysBetween, type LocalDate } from '../time/local-date.ts';
import type { OpenDeadline } from './open-deadline.ts';

/** People are notified this many days before a deadline, unless the office says otherwise. */
export const usualNoticeDays = 15;

/** How near a deadline is: `near` until its last day is over, then `missed`. */
export type DeadlineStage = 'near' | 'missed';

/** The stage of a deadline; undefined while more than the office's days are left. */
export function stageOf(on: LocalDate, today: LocalDate, noticeDays: number): DeadlineStage | undefined {
  const left = daysBetween(today, on);
  if (left < 0) return 'missed';
  return left <= noticeDays ? 'near' : undefined;
}

/**
 * The identity of a deadline: the claim’s filing, its denial, its over- or underpayment, a dispute, an estate or a case,
 * and the clock that runs. It includes the day, so a deadline that moves is a new one.
 */
export function deadlineName(open: OpenDeadline): string {
  const { clock, share = '', filing, denialId, exceptionId, varianceId, federalDisputeId, estimateId } = open;
  const work = denialId ?? exceptionId ?? varianceId ?? federalDisputeId ?? estimateId ?? filing ?? 'due';
  return [subjectOf(open), share, clock.kind, clock.on, work].join(' ');
}

/** The id of a deadline's subject: a claim, an account, a case, the draft of a notice. */
export function subjectOf({ claimId, accountId, auditCaseId, encounterId }: OpenDeadline): string {
  return claimId ?? accountId ?? auditCaseId ?? encounterId ?? '';
}
