import type { LocalDate } from './local-date.ts';

/** Full years from a birth to a day. A person born on 29 February is a year older on 1 March of a common year. */
export function yearsOn(birthDate: LocalDate, day: LocalDate): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
