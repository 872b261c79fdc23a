/**
 * When anesthesia began and ended. Claims say it in words: the line's note in a file, the shaded line of item 24 on
 * paper (NUCC, 1500 instruction manual, item 24, qualifier 7; payers that want the times in a file read them in the
 * line's note). Time that was interrupted has several periods, which add up (Medicare Claims Processing Manual, chapter
 * 12, 50 G).
 */

/** One uninterrupted period: hours and minutes as four digits. It ends on the next day if `ended` is not later. */
export interface AnesthesiaPeriod {
  readonly began: string;
  readonly ended: string;
}

/** Periods of a line. More would not fit into its note of 80 characters. */
export const mostAnesthesiaPeriods = 3;

const minutesOfDay = 24 * 60;
const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(2));

/** The minutes from one time of day to the next time that the clock shows the other; a whole day if they are the same. */
const until = (from: string, to: string): number => (minuteOf(to) - minuteOf(from) + minutesOfDay) % minutesOfDay;

/**
 * The minutes of anesthesia: the sum of its periods, without the time between them.
 *
 * @returns undefined when a period has no length, or the periods overlap: they would take more than a day
 */
export function anesthesiaMinutes(periods: readonly AnesthesiaPeriod[]): number | undefined {
  const lengths = periods.map(({ began, ended }) => until(began, ended));
  const between = periods.slice(1).map(({ began }, index) => until((periods[index] as AnesthesiaPeriod).ended, began));
  const minutes = lengths.reduce((sum, length) => sum + length, 0);
  const whole = between.reduce((sum, length) => sum + length, minutes);
  return lengths.includes(0) || whole > minutesOfDay ? undefined : minutes;
}

/** The characters between the times and the rest of a line's note. */
const beforeNote = '; ';

/** The words of a claim for the times, and after them the note of their line: `Begin 1245 End 1415 Time 90 minutes`. */
export function anesthesiaNote(periods: readonly AnesthesiaPeriod[], note: string | undefined): string {
  const times = periods.map(({ began, ended }) => `Begin ${began} End ${ended}`);
  const minutes = anesthesiaMinutes(periods);
  const words = [...times, ...(minutes === undefined ? [] : [`Time ${minutes} minutes`])].join(' ');
  return [words, ...(note === undefined ? [] : [note])].join(beforeNote);
}

const words = /^(Begin \d{4} End \d{4} (?:Begin \d{4} End \d{4} )*Time \d+ minutes)(?:; (.+))?$/is;

/** The times and the rest of a claim's note; without times it is all rest. The opposite of {@link anesthesiaNote}. */
export function splitAnesthesiaNote(text: string): { readonly times?: string; readonly rest?: string } {
  const [, times, rest] = words.exec(text) ?? [];
  if (times === undefined) return { rest: text };
  return rest === undefined ? { times } : { times, rest };
}
