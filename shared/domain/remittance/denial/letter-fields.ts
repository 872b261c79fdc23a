import { fail, ok, type Result } from '../../result.ts';

/** What a letter about a denial can say of it: `{{payer}}` and the like in a template. The list is closed. */
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
} as const;

export type LetterField = keyof typeof letterFields;

/** A letter about a denial, with fields in double braces. */
export interface LetterTemplate {
  readonly name: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** What goes with it, for the list at its end. */
  readonly attachments: readonly string[];
}

/** The facts of a denial, by field; one that is not known is absent. */
export type LetterFacts = Readonly<Partial<Record<LetterField, string>>>;

/** A letter with its facts. */
export type Letter = Pick<LetterTemplate, 'title' | 'paragraphs' | 'attachments'>;

const place = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** The names in double braces of a text, each once. */
function namesIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(place)].map(([, name]) => name as string))];
}

/** The names of a template that are no fields; a brace that opens or closes nothing counts as itself. */
export function unknownNames(texts: readonly string[]): readonly string[] {
  const names = texts.flatMap(namesIn).filter((name) => !Object.hasOwn(letterFields, name));
  const stray = texts.some((text) => /\{\{|\}\}/.test(text.replace(place, '')));
  return [...new Set([...names, ...(stray ? ['{{'] : [])])];
}

/** Fills a template in. A letter with a gap is not written: the fields without a fact are named. */
export function fillIn(
  { title, paragraphs, attachments }: LetterTemplate,
  facts: LetterFacts,
): Result<Letter, readonly string[]> {
  const texts = [title, ...paragraphs, ...attachments];
  const known: Readonly<Record<string, string | undefined>> = facts;
  const gaps = [...new Set(texts.flatMap(namesIn))].filter((name) => (known[name] ?? '') === '');
  if (gaps.length > 0) return fail(gaps);
  const filled = (text: string) => text.replace(place, (_all, name: string) => known[name] as string);
  return ok({ title: filled(title), paragraphs: paragraphs.map(filled), attachments: attachments.map(filled) });
}
