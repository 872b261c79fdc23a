import { expect, test } from 'vitest';
import { type DunningLetter, wordsOfLetter } from '../../../shared/domain/statement/dunning-letter.ts';

const own = (name: string, texts: DunningLetter['texts']): [string, DunningLetter] => [
  name,
  { name, version: 3, texts },
];
const words = { title: 'Ours', paragraphs: ['Pay.'] };

test('a letter has the office’s words, otherwise the product’s of its name, otherwise those of the reminder', () => {
  const said = (letters: readonly [string, DunningLetter][], name: string, language: 'en' | 'es' = 'en') => {
    const { name: of, version, title } = wordsOfLetter(new Map(letters), name, language);
    return `${of} ${version}: ${title}`;
  };
  expect(said([own('final-notice', { en: words })], 'final-notice')).toBe('final-notice 3: Ours');
  expect(said([own('final-notice', { en: words })], 'final-notice', 'es')).toBe('final-notice 0: Último aviso');
  expect(said([own('final-notice', {})], 'final-notice')).toBe('final-notice 0: Final notice');
  expect(said([], 'friendly-note')).toBe('reminder 0: Reminder');
  expect(said([own('reminder', { en: words })], 'friendly-note')).toBe('reminder 3: Ours');
  expect(said([own('friendly-note', { en: words })], 'friendly-note', 'es')).toBe('reminder 0: Recordatorio');
});
