import type { LocalDate } from '../time/local-date.ts';

/** The first day of service, or undefined while there is no line. */
export function firstServiceDay(lines: readonly { readonly serviceOn: LocalDate }[]): LocalDate | undefined {
  return lines.map((line) => line.serviceOn).sort()[0];
}
