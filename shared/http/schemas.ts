import * as z from 'zod';
import { type IdKind, idPrefixes, isId, parseClaimId } from '../domain/identity/ids.ts';
import { parseNpi } from '../domain/identity/npi.ts';
import type { Cents } from '../domain/money/cents.ts';
import { type LocalDate, parseLocalDate } from '../domain/time/local-date.ts';
import { parseTimeZone, type TimeZone } from '../domain/time/time-zone.ts';
import { checkedForm, formOf, x12Text } from './forms.ts';

/** Schemas that all API families share. They check with the domain's own parsers. */

/** A whole number; what is none is refused with this text. */
function wholeNumber(words: string) {
  return z.int({ error: ({ input, code }) => (input === undefined || code !== 'invalid_type' ? undefined : words) });
}

const isCents = (value: number): value is Cents => Number.isSafeInteger(value);

/** Integer cents of either sign. */
export const centsSchema = wholeNumber('expected integer cents, such as 12550 for 125.50')
  .refine(isCents, 'expected integer cents, such as 12550 for 125.50')
  .transform((value) => value as Cents)
  .meta({ id: 'Cents', description: 'US dollars in integer cents' });

/** Integer cents, zero or more. */
export const amountSchema = wholeNumber('expected integer cents, such as 12550 for 125.50')
  .min(0)
  .max(99_999_999_99)
  .transform((value) => value as Cents)
  .meta({ description: 'US dollars in integer cents, zero or more' });

/** An amount of more than nothing. */
export const positiveSchema = amountSchema.refine((value) => value > 0, 'expected more than zero');

/** Integer cents of either sign, no larger than an amount, so that sums of many stay exact. */
export const signedAmountSchema = centsSchema
  .refine((value) => Math.abs(value) <= 99_999_999_99, 'expected at most 99,999,999.99, of either sign')
  .meta({ description: 'US dollars in integer cents, of either sign' });

export const localDateSchema = z
  .string({ error: ({ input }) => (input === undefined ? undefined : 'expected text, such as "2026-03-31"') })
  // Aborts the check of the whole body, so that no rule about several fields calculates with a date that does not
  // exist.
  .refine((text) => parseLocalDate(text).ok, {
    message: 'expected a date that exists, such as 2026-03-31',
    abort: true,
  })
  // An earlier date is a typing error, and a time limit from it would have passed long ago.
  .refine((text) => text >= '1900', 'expected a date of 1900 or later')
  .transform((text) => text as LocalDate)
  .meta({ format: 'date', examples: ['2026-03-31'] });

export const npiSchema = checkedForm((text) => parseNpi(text).ok, {
  pattern: /^\d{10}$/,
  words: 'an NPI of ten digits whose check digit is right',
  example: '1234567893',
}).meta({ description: 'National Provider Identifier' });

export const instantSchema = z.string().meta({ format: 'date-time' });

/** A moment that a person states, with its zone. */
export const statedInstantSchema = z
  .string()
  .refine(
    (text) =>
      /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/.test(text) &&
      !Number.isNaN(Date.parse(text)),
    'expected a moment with its zone, such as 2026-03-31T14:05:00-04:00',
  )
  .meta({ format: 'date-time', examples: ['2026-03-31T14:05:00-04:00'] });

/** An id of a kind, such as `enc_01J…`. An id of another form counts as not found. */
export function idSchema(kind: IdKind) {
  return checkedForm((text) => isId(kind, text), {
    pattern: new RegExp(`^${idPrefixes[kind]}_[0-9A-HJKMNP-TV-Z]{26}$`),
    words: `an id of ${idPrefixes[kind]}_ and 26 characters`,
    example: `${idPrefixes[kind]}_01K9Z3V5Q8F2M7R4T6W0X1Y2Z3`,
  }).meta({ description: `Id, ${idPrefixes[kind]}_ and 26 characters` });
}

export const claimIdSchema = checkedForm((text) => parseClaimId(text).ok, {
  pattern: /^S[0-9A-HJKMNP-TV-Z]{15}$/,
  words: 'a claim id of S and 15 characters',
  example: 'S0123456789ABCD9',
}).meta({ description: 'The claim’s id, which is its patient control number' });

/** The SHA-256 of a file's bytes. */
export const sha256Schema = z
  .string()
  .regex(/^[0-9a-f]{64}$/, 'expected a SHA-256 in lower case, such as sha256sum prints')
  .meta({
    description: 'SHA-256 of the file’s bytes, lower-case hexadecimal',
    examples: ['e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  });

/** The answer to a request to upload a file. */
export const uploadSchema = z.object({
  uploadUrl: z.string(),
  headers: z.record(z.string(), z.string()),
  expiresAt: instantSchema,
});

/** The answer to a request to read a file. */
export const fileUrlSchema = z.object({ url: z.string(), sha256: sha256Schema, sizeBytes: z.int() });

/** What the codes of a table mean, as the description of a field. */
export function inWords(table: Readonly<Record<string, string>>): string {
  return Object.entries(table)
    .map(([code, meaning]) => `${code}: ${meaning.replace(/\.$/, '')}`)
    .join('. ');
}

/** The codes of a table, in the form that an enumeration takes. */
export function codesOf<Table extends object>(table: Table): [keyof Table & string] {
  return Object.keys(table) as [keyof Table & string];
}

export const timeZoneSchema = z
  .string()
  .refine((text) => parseTimeZone(text).ok, 'expected the name of a time zone, such as America/New_York')
  // This schema has no transform: with one, the description of an enclosing schema could have no example.
  .meta({
    description: 'Name of a time zone in the IANA database',
    examples: ['America/New_York'],
  }) as unknown as z.ZodType<TimeZone, string>;

/** A person who signs in, by the subject of the token. */
export const subjectSchema = formOf(/^[!-~]{1,255}$/, 'the subject of a sign-in', 'user-coder');

/** A caller's own id for something. */
export const externalIdSchema = z.string().min(1).max(100);

/** Who decided something, when and why, in an answer. */
export const decidedFields = { by: z.string(), at: instantSchema, reason: z.string() };

/** A person's reason for a decision, kept with the decision. */
export const reasonSchema = z
  .string()
  .refine((text) => text.trim() !== '', 'expected a reason')
  .max(500)
  .meta({ description: 'Why, in your own words; it is kept with the decision' });

const stateWords = 'two capital letters, such as OH';
const postalCodeWords = 'five or nine digits, such as 432150100';

/**
 * The parts that an address lacks. In the United States it needs a state and a postal code, abroad a country. Only
 * addresses in Canada have provinces.
 */
function addressFaults({
  state,
  postalCode = '',
  country = 'US',
  countrySubdivision,
}: Partial<Record<string, string>>) {
  const isHome = country === 'US';
  const faults: (readonly [string, string])[] = [];
  if (isHome && state === undefined) faults.push(['state', `expected ${stateWords}`]);
  if (isHome && !/^(\d{5}|\d{9})$/.test(postalCode)) faults.push(['postalCode', `expected ${postalCodeWords}`]);
  if (!isHome && country !== 'CA' && state !== undefined)
    faults.push(['state', 'only for the United States and Canada: give countrySubdivision']);
  if ((isHome || country === 'CA') && countrySubdivision !== undefined)
    faults.push(['countrySubdivision', 'not for this country: give state']);
  return faults;
}

export const addressSchema = z
  .strictObject({
    line1: x12Text(55),
    line2: x12Text(55).exactOptional(),
    city: x12Text(30).min(2, 'expected two characters or more'),
    state: formOf(/^[A-Z]{2}$/, 'two capital letters', 'OH')
      .exactOptional()
      .meta({ description: 'State, or province of Canada: required for an address in the United States or Canada' }),
    postalCode: x12Text(15)
      .min(3, `expected ${postalCodeWords}`)
      .meta({ description: 'In the United States five or nine digits, and required', examples: ['432150100'] })
      .exactOptional(),
    country: formOf(/^[A-Z]{2}$/, 'a country of two capital letters (ISO 3166)', 'MX')
      .exactOptional()
      .meta({ description: 'Where it is not in the United States' }),
    countrySubdivision: formOf(/^[A-Z0-9]{1,3}$/, 'one to three capital letters or digits (ISO 3166-2)', 'JAL')
      .exactOptional()
      .meta({ description: 'The part of another country, where it has any' }),
  })
  .check(({ value, issues }) => {
    for (const [field, message] of addressFaults(value)) {
      issues.push({ code: 'custom', input: value, path: [field], message });
    }
  })
  .meta({
    id: 'Address',
    examples: [{ line1: '100 EXAMPLE AVE', city: 'COLUMBUS', state: 'OH', postalCode: '432150100' }],
  });

/** A person's name; a single name is the last name. */
export const personNameFields = {
  lastName: x12Text(60),
  firstName: x12Text(35).exactOptional(),
  middleName: x12Text(25).exactOptional(),
  suffix: x12Text(10).exactOptional().meta({ description: 'JR, III; no title' }),
};

/** `limit` and `pageToken` of every list. */
export const pageQuery = {
  limit: z.coerce.number().pipe(z.int().min(1).max(200)).default(50),
  pageToken: z.string().min(1).max(2000).optional(),
};

/** A month for lists that grow with the business; the current month when absent. */
export const monthQuery = {
  month: formOf(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month', '2026-03').optional(),
};

/** A query with at most one of some parameters, or `exactly` one. The API's description says so for each of them. */
export function oneOf<Query extends z.ZodObject>(count: 'exactly' | 'at most', names: readonly string[], query: Query) {
  const words = `Give ${count} one of ${names.join(', ')}`;
  const given = (value: object) =>
    names.filter((name) => (value as Record<string, unknown>)[name] !== undefined).length;
  const holds = (value: object) => given(value) === 1 || (count === 'at most' && given(value) === 0);
  return query.refine(holds, words.replace('G', 'g')).meta({ exclusive: words });
}

export function pageOf<Schema extends z.ZodType>(item: Schema) {
  return z.object({ items: z.array(item), nextPageToken: z.string().optional() });
}

export const resolutionSchema = z
  .object({ kind: z.string(), by: z.string(), at: instantSchema, reason: z.string() })
  .meta({ id: 'Resolution', description: 'What a person decided, and why' });

/** The coverage whose share of a claim an answer is about, when a person states it. */
export const speakingCoverageSchema = idSchema('coverage')
  .exactOptional()
  .meta({ description: 'Which of the claim’s shares is answered, where its payer has two' });

/** A receiver's answer about a file: `accepted-with-errors` is a 999 with E, which still accepts it. */
export const fileOutcomeSchema = z.enum(['accepted', 'accepted-with-errors', 'partly-accepted', 'rejected']);

/** The filing that an answer is about, when a person states it. */
export const answeredFilingSchema = z
  .int()
  .min(1)
  .exactOptional()
  .meta({ description: 'The number of the claim’s filing that is answered, if the payer was billed more than once' });
