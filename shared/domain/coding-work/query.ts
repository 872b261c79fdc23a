import { fail, ok, type Result } from '../result.ts';
import type { Instant, LocalDate } from '../time/local-date.ts';

/** Words of the record that prompt a coder's question. */
export interface ClinicalIndicator {
  readonly noteId: string;
  /** As in the note, or in its amendments. */
  readonly quote: string;
}

/**
 * How a question can be answered: in the physician's own words, or by a choice that always includes `other` and
 * `cannot-be-determined`.
 */
export type QuestionForm = { readonly kind: 'open' } | { readonly kind: 'choice'; readonly options: readonly string[] };

/** A question to a physician about the documentation. */
export interface Question {
  readonly indicators: readonly ClinicalIndicator[];
  readonly question: string;
  readonly form: QuestionForm;
}

/** A physician's answer: one of the options (from 1), another diagnosis, that it cannot be determined, or free text. */
export type QueryAnswer =
  | { readonly kind: 'option'; readonly option: number; readonly text?: string | undefined }
  | { readonly kind: 'other'; readonly text: string }
  | { readonly kind: 'cannot-be-determined'; readonly text?: string | undefined }
  | { readonly kind: 'text'; readonly text: string };

/** A query: a coder's question about an encounter, and its result. */
export interface PhysicianQuery extends Question {
  readonly id: string;
  readonly version: number;
  readonly state: 'open' | 'answered' | 'withdrawn';
  readonly encounterId: string;
  readonly patientId: string;
  readonly billingProviderId: string;
  readonly facilityId?: string;
  /** The asked physician, by sign-in subject; any physician of the office when absent. */
  readonly to?: string;
  readonly askedBy: string;
  readonly askedAt: Instant;
  /** The day on which it is escalated. */
  readonly dueOn: LocalDate;
  readonly reminders: number;
  readonly remindedAt?: Instant;
  readonly escalatedAt?: Instant;
  readonly escalatedTo?: string;
  readonly answer?: QueryAnswer & { readonly by: string; readonly at: Instant; readonly amendment: number };
  readonly withdrawal?: { readonly by: string; readonly at: Instant; readonly reason: string };
}

/** Whether an answer fits the form of its question. */
export function fitsForm(
  form: QuestionForm,
  answer: QueryAnswer,
): Result<undefined, { readonly kind: 'answer-misfit' }> {
  const fits =
    form.kind === 'open'
      ? answer.kind === 'text' || answer.kind === 'cannot-be-determined'
      : answer.kind === 'other' ||
        answer.kind === 'cannot-be-determined' ||
        (answer.kind === 'option' && answer.option <= form.options.length);
  return fits ? ok(undefined) : fail({ kind: 'answer-misfit' });
}

/** An answered question, as it is added to the note with its answer. */
export function amendmentText({ question, form }: Question, answer: QueryAnswer): string {
  return `Query: ${question}\nAnswer: ${answerWords(form, answer)}`;
}

function answerWords(form: QuestionForm, answer: QueryAnswer): string {
  const { text } = answer;
  const more = text === undefined ? '' : `: ${text}`;
  if (answer.kind === 'option' && form.kind === 'choice') return `${form.options[answer.option - 1]}${more}`;
  if (answer.kind === 'other') return `Other${more}`;
  return answer.kind === 'cannot-be-determined' ? `Cannot be determined${more}` : String(text);
}
