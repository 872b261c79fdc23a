import type { Account } from '../account/account.ts';
import { type Instant, type LocalDate, parseLocalDate } from '../time/local-date.ts';

/*
 * The date of birth that opens a statement together with its link. Whoever has the link may know the year, or the
 * birthday: so wrong dates are counted over all links of an account, and over a year.
 */

/** The wrong dates of an account. */
export interface DateTries {
  readonly accountId: string;
  /** Rises with each date that is tried, a right one too, so that dates are tried one after the other. */
  readonly version: number;
  /** When wrong dates were entered since the office last sent a link at somebody's request, the oldest first. */
  readonly wrongAt: readonly Instant[];
}

/** This many wrong dates within a year close every link of the account. */
const mostWrongDates = 5;

const yearMilliseconds = 365 * 86_400_000;

function counted({ wrongAt }: DateTries, at: Instant): readonly Instant[] {
  return wrongAt.filter((wrong) => Date.parse(at) - Date.parse(wrong) < yearMilliseconds);
}

export function isLocked(tries: DateTries, at: Instant): boolean {
  return counted(tries, at).length >= mostWrongDates;
}

/** How many wrong dates may still be entered. */
export function triesLeft(tries: DateTries, at: Instant): number {
  return mostWrongDates - counted(tries, at).length;
}

/** The tries after a date was entered. */
export function afterTry(tries: DateTries, isRight: boolean, at: Instant): DateTries {
  const wrongAt = isRight ? counted(tries, at) : [...counted(tries, at), at];
  return { ...tries, version: tries.version + 1, wrongAt };
}

/** The tries once the office sends a link to somebody who asked for it. */
export function forgivenTries(tries: DateTries): DateTries {
  return { ...tries, version: tries.version + 1, wrongAt: [] };
}

/** Whose date of birth is asked for. */
export type AskedBirth = 'guarantor' | 'patient';

/** The patients of whom one was born on the date: the guarantor, or any of the account where the guarantor is no patient. */
export function askedPatients({ guarantor, memberIds }: Account): {
  readonly whose: AskedBirth;
  readonly patientIds: readonly string[];
} {
  return guarantor.kind === 'patient'
    ? { whose: 'guarantor', patientIds: [guarantor.patientId] }
    : { whose: 'patient', patientIds: memberIds };
}

/** A date as somebody types it in three fields; undefined when there is no such day. */
export function typedDate({
  year,
  month,
  day,
}: Readonly<Record<'year' | 'month' | 'day', string>>): LocalDate | undefined {
  const two = (text: string) => text.trim().padStart(2, '0');
  const date = parseLocalDate(`${year.trim()}-${two(month)}-${two(day)}`);
  return date.ok ? date.value : undefined;
}
