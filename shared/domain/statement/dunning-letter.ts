import type { LetterText, StatementLanguage } from './statement.ts';

/** The fields of a dunning letter: `{{amountDue}}` and the like. The list is closed. */
export const letterFields = {
  today: { meaning: 'The day of the letter' },
  office: { meaning: 'The sender’s name, as on statements' },
  officePhone: { meaning: 'The sender’s phone number' },
  recipient: { meaning: 'The recipient’s name' },
  accountNumber: { meaning: 'Our number of the account' },
  amountDue: { meaning: 'The amount that the letter asks for' },
  dueBy: { meaning: 'The day by which it is to be paid' },
  lastStatementOn: { meaning: 'The day of the statement or letter before' },
  aid: {
    meaning: 'The sentence about financial help; when the text does not have it, it is printed below the statement',
  },
  dispute: {
    meaning:
      'The sentences about disputing the bill; when the text does not have them, they are printed below the statement',
  },
} as const;

export type LetterField = keyof typeof letterFields;

/** The words that every letter has: in its text, or else below the statement. */
export const requiredFields = ['aid', 'dispute'] as const satisfies readonly LetterField[];

/** What a letter says in one language, above the statement. */
export interface LetterWords {
  readonly title: string;
  readonly paragraphs: readonly string[];
}

/** A dunning letter: each version is kept; 0 for the product's own. */
export interface DunningLetter {
  readonly name: string;
  readonly version: number;
  readonly texts: Readonly<Partial<Record<StatementLanguage, LetterWords>>>;
}

/** The letter whose words are used where a letter has none. */
export const usualLetter = 'reminder';

/** The product's letters; an office's own of the same name overrides one. */
export const shippedLetters: readonly DunningLetter[] = [
  {
    ...{ name: usualLetter, version: 0 },
    texts: {
      en: {
        title: 'Reminder',
        paragraphs: [
          'We have not received your payment yet. If you have paid in the last days, thank you: please disregard this letter.',
        ],
      },
      es: {
        title: 'Recordatorio',
        paragraphs: [
          'Aún no hemos recibido su pago. Si pagó en los últimos días, gracias: no haga caso de esta carta.',
        ],
      },
    },
  },
  {
    ...{ name: 'second-reminder', version: 0 },
    texts: {
      en: {
        title: 'Second reminder',
        paragraphs: [
          'This balance has been open for some time. Please pay it, or call us: we can agree on a payment plan.',
        ],
      },
      es: {
        title: 'Segundo recordatorio',
        paragraphs: [
          'Este saldo está abierto desde hace tiempo. Páguelo, por favor, o llámenos: podemos acordar un plan de pagos.',
        ],
      },
    },
  },
  {
    ...{ name: 'final-notice', version: 0 },
    texts: {
      en: {
        title: 'Final notice',
        paragraphs: [
          'This is our last letter before we decide what to do about this balance. Please pay it, or call us now. If you cannot pay, tell us: you may qualify for financial assistance.',
        ],
      },
      es: {
        title: 'Último aviso',
        paragraphs: [
          'Esta es nuestra última carta antes de decidir qué hacer con este saldo. Páguelo, por favor, o llámenos ahora. Si no puede pagar, díganoslo: quizá tenga derecho a asistencia financiera.',
        ],
      },
    },
  },
];

/** The words of a letter before its fields are filled in, and the letter and version that they come from. */
export type LetterSource = Pick<LetterText, 'name' | 'version'> & LetterWords;

/**
 * The words of a letter in a language. Where the office has none, the product's of that name; a letter without words
 * says what the reminder says.
 *
 * @param latest the latest version of each letter, by name
 */
export function wordsOfLetter(
  latest: ReadonlyMap<string, DunningLetter>,
  name: string,
  language: StatementLanguage,
): LetterSource {
  const candidates = [name, usualLetter].flatMap((each) => [
    latest.get(each),
    shippedLetters.find((shipped) => shipped.name === each),
  ]);
  const letter = candidates.find((each) => each?.texts[language] !== undefined);
  const words = letter?.texts[language];
  if (letter === undefined || words === undefined) throw new Error('broken invariant: the reminder has all languages');
  return { name: letter.name, version: letter.version, ...words };
}
