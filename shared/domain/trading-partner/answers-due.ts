import { addWorkdays } from '../deadline/calendar.ts';
import { addDays, type Instant } from '../time/local-date.ts';
import { dayIn, startOfDay, type TimeZone } from '../time/time-zone.ts';
import type { ExpectedAnswers, PartnerTerms } from './trading-partner.ts';

/** What an answer is about: the file (TA1, 997 or 999), or its claims (277CA, or a payer's decision). */
export type AnswerAbout = 'file' | 'claims';

/**
 * After how many whole workdays an answer is missing, where nothing was agreed. Receivers have a 999 ready within an hour
 * (CAQH CORE 155), and a 277CA on the next days; clearinghouses pass on what payers answer.
 */
const usualWorkdays = { file: 2, claims: 5 } as const;

/** Whether nothing was agreed about answers, so that the usual times count. Without a partner on record nobody answers. */
export function isUsual(partner: Pick<PartnerTerms, 'expects'> | undefined): boolean {
  return partner !== undefined && partner.expects === undefined;
}

/** The answers that are expected to a file that was sent, each with the time after which it is missing. */
export function answersDue(
  partner: Pick<PartnerTerms, 'expects'> | undefined,
  { sentAt, timeZone }: { readonly sentAt: Instant; readonly timeZone: TimeZone },
): readonly { readonly of: AnswerAbout; readonly dueAt: Instant }[] {
  const abouts: readonly AnswerAbout[] = ['file', 'claims'];
  if (isUsual(partner)) {
    const sentOn = dayIn(timeZone, sentAt);
    return abouts.map((of) => {
      const dayAfter = addDays(addWorkdays(sentOn, usualWorkdays[of]), 1);
      return { of, dueAt: startOfDay(timeZone, dayAfter) };
    });
  }
  return abouts.flatMap((of) => {
    const hours = hoursFor(partner?.expects ?? {}, of);
    if (hours === undefined) return [];
    return [{ of, dueAt: new Date(Date.parse(sentAt) + hours * 3_600_000).toISOString() }];
  });
}

/** Within how many hours an answer was agreed on. */
export function hoursFor({ fileHours, claimHours }: ExpectedAnswers, of: AnswerAbout): number | undefined {
  return of === 'file' ? fileHours : claimHours;
}
