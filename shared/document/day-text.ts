import type { StatementLanguage } from '../domain/statement/statement.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import { statementWords } from './statement/statement-words.ts';

/** A date as people write it: `November 27, 2026`, `27 de noviembre de 2026`. */
export function dayText(day: LocalDate, language: StatementLanguage): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const name = statementWords[language].months[month - 1];
  return language === 'es' ? `${date} de ${name} de ${year}` : `${name} ${date}, ${year}`;
}

/** A date in a letter to a payer, where it is known. */
export function letterDay(day: LocalDate | undefined): string | undefined {
  return day && dayText(day, 'en');
}

/** A date, or the first and last of several. */
export function daysText(from: LocalDate, to: LocalDate | undefined, language: StatementLanguage): string {
  if (to === undefined || to === from) return dayText(from, language);
  return `${dayText(from, language)} ${language === 'es' ? 'al' : 'to'} ${dayText(to, language)}`;
}
