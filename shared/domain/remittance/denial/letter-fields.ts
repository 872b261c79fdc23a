import { fail, ok, type Result } from '../../result.ts';
import { filledTexts } from '../../text/merge-fields.ts';

/** The fields of a letter about a denial: `{{payer}}` and the like in a template. The list is closed. */
export const letterFields = {
  today: 'The day on which the letter is written',
  office: 'The billing provider’s name',
  npi: 'The billing provider’s NPI',
  payer: 'The payer’s name',
  patient: 'The patient’s name',
  birthDate: 'The patient’s date of birth',
  memberId: 'The member number',
  claimNumber: 'Our number of the claim',
  payerClaimNumber: 'The payer’s number of the claim',
  serviceDates: 'The first day of service, and the last one where it differs',
  charge: 'The charge of the claim',
  denied: 'The amount that was denied',
  open: 'The amount that is still open',
  noticeDate: 'The date of the answer or decision that is appealed',
  reasons: 'The reason codes, with our words',
  remarks: 'The remark codes; `none` when there are none',
  lines: 'The denied service lines; `all` when the whole claim is denied',
  level: 'The title of the level of appeal',
  deadline: 'The last day for this appeal',
  negotiateBy: 'The last day to send a notice of open negotiation (No Surprises Act)',
  answerBy: 'The day by which the payer must answer that notice: the one that was sent, or one that is sent today',
  negotiationUntil: 'The last day of open negotiation by the same notice',
} as const;

export type LetterField = keyof typeof letterFields;

/** A letter about a denial, with fields in double braces. */
export interface LetterTemplate {
  readonly name: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** The enclosures, listed at the end. */
  readonly attachments: readonly string[];
}

/** The facts of a denial, by field; unknown ones are absent. */
export type LetterFacts = Readonly<Partial<Record<LetterField, string>>>;

/** A letter with its facts. */
export type Letter = Pick<LetterTemplate, 'title' | 'paragraphs' | 'attachments'>;

/** The head of every letter, whatever its text: its sender and its recipient. */
const headFields = ['office', 'payer'] as const;

/** Fills in a template. A letter with a gap is not written: the fields without a fact are named. */
export function fillIn(
  { title, paragraphs, attachments }: LetterTemplate,
  facts: Readonly<Record<string, string | undefined>>,
): Result<Letter, readonly string[]> {
  const filled = filledTexts([title, ...paragraphs, ...attachments], facts);
  const nameless = headFields.filter((field) => (facts[field] ?? '') === '');
  if (!filled.ok || nameless.length > 0) return fail([...new Set([...(filled.ok ? [] : filled.failure), ...nameless])]);
  const [first = '', ...others] = filled.value;
  const end = paragraphs.length;
  return ok({ title: first, paragraphs: others.slice(0, end), attachments: others.slice(end) });
}
