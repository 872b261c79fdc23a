import type { requiredFields } from '../../domain/statement/dunning-letter.ts';
import type { StatementContent } from '../../domain/statement/statement.ts';
import { phoneText } from '../party-facts.ts';
import { statementWords } from './statement-words.ts';

/** The words that every statement and letter has: how to get help, and how to dispute it. */
export function requiredWords({
  aid,
  language,
}: Pick<StatementContent, 'aid' | 'language'>): Readonly<Record<(typeof requiredFields)[number], string>> {
  const words = statementWords[language];
  const places = [aid?.page, aid?.phone && phoneText(aid.phone)].filter((place) => place !== undefined).join(', ');
  return { aid: places === '' ? words.aid : `${words.aid} ${words.aidAt} ${places}.`, dispute: words.dispute };
}
