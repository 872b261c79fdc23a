import * as z from 'zod';
import { type IdKind, idPrefixes, isId, parseClaimId } from '../domain/identity/ids.ts';
import { parseNpi } from '../domain/identity/npi.ts';
import type { Cents } from '../domain/money/cents.ts';
import { type LocalDate, parseLocalDate } from '../domain/time/local-date.ts';

/** Shapes that every API family shares. Checks are the domain's own parsers. */

const isCents = (value: number): value is Cents => Number.isSafeInteger(value);

/** Integer cents, negative too. */
export const centsSchema = z
  .int()
  .refine(isCents, 'expected integer cents')
  .transform((value) => value as Cents)
  .meta({ id: 'Cents', description: 'US dollars in integer cents' });

/** Integer cents, zero or more. */
export const amountSchema = z
  .int()
  .min(0)
  .max(99_999_999_99)
  .transform((value) => value as Cents)
  .meta({ description: 'US dollars in integer cents, zero or more' });

export const localDateSchema = z
  .string()
  .refine((text) => parseLocalDate(text).ok, 'expected a date that exists, YYYY-MM-DD')
  .transform((text) => text as LocalDate)
  .meta({ format: 'date' });

export const npiSchema = z
  .string()
  .refine((text) => parseNpi(text).ok, 'expected an NPI: ten digits with a right check digit')
  .meta({ description: 'National Provider Identifier' });

export const instantSchema = z.string().meta({ format: 'date-time' });

/** An id of a kind, such as `enc_01J…`. An id of another shape is simply not found. */
export function idSchema(kind: IdKind) {
  return z
    .string()
    .refine((text) => isId(kind, text), `expected an id that begins with ${idPrefixes[kind]}_`)
    .meta({ description: `Id, ${idPrefixes[kind]}_ and 26 characters` });
}

export const claimIdSchema = z
  .string()
  .refine((text) => parseClaimId(text).ok, 'expected a claim id: 16 characters that begin with S')
  .meta({ description: 'The claim’s id, which is its patient control number' });

/** The SHA-256 of a file's bytes. */
export const sha256Schema = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .meta({ description: 'SHA-256 of the file’s bytes, lower-case hexadecimal' });

/** What is answered to whoever is to upload a file. */
export const uploadSchema = z.object({
  uploadUrl: z.string(),
  headers: z.record(z.string(), z.string()),
  expiresAt: instantSchema,
});

/** What is answered to whoever is to read a file. */
export const fileUrlSchema = z.object({ url: z.string(), sha256: sha256Schema, sizeBytes: z.int() });

/** The codes of a table, as an enumeration takes them. */
export function codesOf<Table extends object>(table: Table): [keyof Table & string] {
  return Object.keys(table) as [keyof Table & string];
}

/** A caller's own id of something. */
export const externalIdSchema = z.string().min(1).max(100);

/** Why a person decides something. Kept with the decision. */
export const reasonSchema = z
  .string()
  .refine((text) => text.trim() !== '', 'expected a reason')
  .max(500)
  .meta({ description: 'Why, in your own words; it is kept with the decision' });

/** Text that X12 can carry: the extended character set without the usual delimiters (`*`, `:`, `^`, `~`), not blank. */
export function x12Text(maximum: number) {
  return z
    .string()
    .min(1)
    .max(maximum)
    .refine(
      (text) => /^[A-Za-z0-9 !"&'()+,\-./;?=%@[\]_{}\\|<>#$]+$/.test(text),
      'holds a character that X12 cannot carry',
    )
    .refine((text) => text.trim() === text && text !== '', 'expected text without blanks at its ends');
}

export const addressSchema = z
  .strictObject({
    line1: x12Text(55),
    line2: x12Text(55).optional(),
    city: x12Text(30),
    state: z.string().regex(/^[A-Z]{2}$/),
    postalCode: z.string().regex(/^(\d{5}|\d{9})$/),
  })
  .meta({ id: 'Address' });

/** `limit` and `pageToken` of every list. */
export const pageQuery = {
  limit: z.coerce.number().pipe(z.int().min(1).max(200)).default(50),
  pageToken: z.string().min(1).max(2000).optional(),
};

/** A month for lists that grow with the business; the current month when absent. */
export const monthQuery = {
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .optional(),
};

export function pageOf<Schema extends z.ZodType>(item: Schema) {
  return z.object({ items: z.array(item), nextPageToken: z.string().optional() });
}

export const resolutionSchema = z
  .object({ kind: z.string(), by: z.string(), at: instantSchema, reason: z.string() })
  .meta({ id: 'Resolution', description: 'What a person decided, and why' });
