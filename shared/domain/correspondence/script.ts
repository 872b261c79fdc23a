import { cents, formatAmount } from '../money/cents.ts';
import { present } from '../present.ts';
import { type FieldError, fail, ok, type Result } from '../result.ts';
import { addDays, type LocalDate, parseLocalDate } from '../time/local-date.ts';

/** The questions of a call, as data: every caller asks the same, and answers can be counted. */
export interface CallScript {
  readonly name: string;
  /** Each version is kept. */
  readonly version: number;
  readonly title: string;
  readonly questions: readonly ScriptQuestion[];
  /** No longer in use. */
  readonly isRetired?: boolean;
}

export interface ScriptQuestion {
  readonly id: string;
  readonly ask: string;
  readonly kind: QuestionKind;
  /** For a choice: the possible answers, each with the days until the follow-up. */
  readonly options?: readonly ScriptOption[];
  readonly isRequired?: boolean;
  /** For a date: whether it becomes the follow-up day. */
  readonly setsFollowUp?: boolean;
}

export interface ScriptOption {
  readonly value: string;
  readonly words: string;
  readonly followUpDays?: number;
}

export const questionKinds = {
  text: 'words',
  'yes-no': 'true or false',
  date: 'a day, such as 2026-03-31',
  amount: 'whole cents',
  choice: 'one of its options',
} as const;

export type QuestionKind = keyof typeof questionKinds;

export interface AnsweredQuestion {
  readonly id: string;
  readonly ask: string;
  readonly answer: string;
}

type Answer = string | number | boolean;

/**
 * The answers to a script in order, as words, and the follow-up day: the earliest that an answer sets and that has not
 * passed. Every invalid answer is named.
 */
export function takeAnswers(
  script: CallScript,
  answers: Readonly<Record<string, Answer>>,
  today: LocalDate,
): Result<{ readonly answered: readonly AnsweredQuestion[]; readonly followUpOn?: LocalDate }, readonly FieldError[]> {
  const known = new Set(script.questions.map(({ id }) => id));
  const errors: FieldError[] = Object.keys(answers).flatMap((id) =>
    known.has(id)
      ? []
      : [{ pointer: `/script/answers/${id}`, detail: `is no question; there are ${[...known].join(', ')}` }],
  );
  const answered: AnsweredQuestion[] = [];
  const days: LocalDate[] = [];
  for (const question of script.questions) {
    const given = Object.hasOwn(answers, question.id) ? answers[question.id] : undefined;
    const pointer = `/script/answers/${question.id}`;
    if (given === undefined) {
      if (question.isRequired === true) errors.push({ pointer, detail: 'is required' });
      continue;
    }
    const words = wordsOf(question, given);
    if (words === undefined) errors.push({ pointer, detail: `expected ${expected(question)}` });
    else answered.push({ id: question.id, ask: question.ask, answer: words });
    days.push(...followUpOf(question, given, today));
  }
  if (errors.length > 0) return fail(errors);
  const [followUpOn] = days.filter((day) => day >= today).sort();
  return ok({ answered, ...present({ followUpOn }) });
}

function expected({ kind, options = [] }: ScriptQuestion): string {
  return kind === 'choice' ? `one of ${options.map(({ value }) => value).join(', ')}` : questionKinds[kind];
}

/** An answer in words; undefined when it does not fit the question. */
function wordsOf({ kind, options = [] }: ScriptQuestion, given: Answer): string | undefined {
  switch (kind) {
    case 'yes-no':
      return typeof given === 'boolean' ? (given ? 'Yes' : 'No') : undefined;
    case 'amount':
      return typeof given === 'number' && Number.isSafeInteger(given) && given >= 0
        ? `$${formatAmount(cents(given))}`
        : undefined;
    case 'date':
      return typeof given === 'string' && parseLocalDate(given).ok ? given : undefined;
    case 'choice':
      return options.find(({ value }) => value === given)?.words;
    case 'text':
      return typeof given === 'string' && given.trim() !== '' ? given : undefined;
  }
}

function followUpOf(
  { kind, options = [], setsFollowUp }: ScriptQuestion,
  given: Answer,
  today: LocalDate,
): LocalDate[] {
  if (kind === 'date' && setsFollowUp === true && typeof given === 'string' && parseLocalDate(given).ok) {
    return [given as LocalDate];
  }
  const days = kind === 'choice' ? options.find(({ value }) => value === given)?.followUpDays : undefined;
  return days === undefined ? [] : [addDays(today, days)];
}

/** The product's scripts; an office's own of the same name overrides one. */
export const shippedScripts: readonly CallScript[] = [
  {
    name: 'claim-status',
    version: 0,
    title: 'Where is the claim?',
    questions: [
      { id: 'onFile', ask: 'Do you have the claim?', kind: 'yes-no', isRequired: true },
      { id: 'receivedOn', ask: 'When did you receive it?', kind: 'date' },
      { id: 'theirNumber', ask: 'What is your number of the claim?', kind: 'text' },
      {
        id: 'status',
        ask: 'What is its state?',
        kind: 'choice',
        isRequired: true,
        options: [
          { value: 'paid', words: 'Paid', followUpDays: 10 },
          { value: 'in-process', words: 'In process', followUpDays: 30 },
          { value: 'needs-information', words: 'Waits for information from us', followUpDays: 7 },
          { value: 'denied', words: 'Denied', followUpDays: 7 },
          { value: 'not-on-file', words: 'Not on file', followUpDays: 1 },
        ],
      },
      { id: 'paidOn', ask: 'When was it paid?', kind: 'date' },
      { id: 'paidCents', ask: 'How much was paid?', kind: 'amount' },
      { id: 'paidBy', ask: 'By which check or transfer?', kind: 'text' },
      { id: 'reason', ask: 'Why was it denied, or what do you need?', kind: 'text' },
      { id: 'answerBy', ask: 'By when will you answer?', kind: 'date', setsFollowUp: true },
    ],
  },
  {
    name: 'balance-call',
    version: 0,
    title: 'A call about a balance',
    questions: [
      { id: 'identified', ask: 'Have two facts shown who is speaking?', kind: 'yes-no', isRequired: true },
      {
        id: 'result',
        ask: 'What was agreed?',
        kind: 'choice',
        isRequired: true,
        options: [
          { value: 'will-pay', words: 'Pays in full', followUpDays: 14 },
          { value: 'plan', words: 'Wants a payment plan', followUpDays: 3 },
          { value: 'assistance', words: 'Asks for financial assistance', followUpDays: 3 },
          { value: 'disputes', words: 'Disputes it', followUpDays: 7 },
          { value: 'insurance', words: 'Names other insurance', followUpDays: 1 },
          { value: 'nothing', words: 'Nothing', followUpDays: 30 },
        ],
      },
      { id: 'payOn', ask: 'On which day?', kind: 'date', setsFollowUp: true },
    ],
  },
];
