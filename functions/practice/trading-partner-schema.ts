import * as z from 'zod';
import { formOf, x12Text } from '../../shared/http/forms.ts';
import { externalIdSchema, idSchema } from '../../shared/http/schemas.ts';

/** The routes' schemas of trading partners: with whom the office exchanges files, and how. */

/** An id that two systems have agreed on, for the fixed fields of an interchange. */
export const tradingPartnerIdSchema = formOf(
  /^[A-Za-z0-9._-]{2,15}$/,
  '2 to 15 letters, digits, dots, hyphens or underscores',
  'CLEARING1',
).meta({ description: 'Trading partner id: 2 to 15 letters, digits, dots, hyphens or underscores' });

/** Text for the fixed fields of an envelope. */
const envelopeText = (least: number, example: string) =>
  formOf(
    new RegExp(`^[A-Za-z0-9][A-Za-z0-9 ._-]{${least - 2},13}[A-Za-z0-9]$`),
    `${least} to 15 letters, digits, dots, hyphens, underscores or spaces in between`,
    example,
  );

const qualifierSchema = formOf(/^[0-9A-Z]{2}$/, 'a qualifier of two letters or digits', 'ZZ').meta({
  description: 'The kind of the identifier: ZZ mutually defined, 30 tax id, 01 D-U-N-S',
});

const separatorSchema = formOf(/^[!-/:-@[-`{-~]$/, 'one character that is no letter, digit or space', '*');

const hoursSchema = (what: string) =>
  z
    .int()
    .min(1)
    .max(2160)
    .exactOptional()
    .meta({
      description: `Within how many hours ${what} is expected; after that an exception opens. Not expected when absent`,
    });

const fileNameSchema = formOf(
  /^(?=.*\{(?:control|submission)\})(?:[A-Za-z0-9._-]|\{(?:control|submission|date)\}){1,80}$/,
  'a name of letters, digits, dots, hyphens and underscores, with {control} or {submission} in it, and {date} if you like',
  'CLAIMS{date}.{control}.837',
).meta({
  description:
    'The name of each file: {control} stands for its control number, {submission} for the submission’s id, {date} for its day',
});

const deliverySchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('by-hand') }),
    z.strictObject({
      kind: z.literal('sftp'),
      connectionId: idSchema('connection').meta({ description: 'The SFTP connection whose host takes the files' }),
      directory: z
        .string()
        .min(1)
        .max(500)
        .regex(/^[^\p{Cc}]+$/u, 'expected one line without control characters')
        .meta({ description: 'The directory at the host' }),
      fileName: fileNameSchema,
    }),
    z.strictObject({
      kind: z.literal('s3-drop'),
      folder: formOf(
        /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/,
        'a name of letters, digits, dots, hyphens and underscores',
        'clearinghouse',
      ).meta({ description: 'The folder below `outbox` in the office’s part of the bucket' }),
      fileName: fileNameSchema,
    }),
  ])
  .meta({ description: 'How files are sent: fetched by people, to an SFTP host, or into a folder of the bucket' });

const envelopeSchema = z.strictObject({
  senderQualifier: qualifierSchema,
  senderId: envelopeText(2, 'EXAMPLECLINIC'),
  receiverQualifier: qualifierSchema,
  receiverId: envelopeText(2, 'EXAMPLECLEAR'),
  applicationSender: envelopeText(2, 'EXAMPLECLINIC'),
  applicationReceiver: envelopeText(2, 'EXAMPLECLEAR'),
});

const separatorsSchema = z
  .strictObject({
    element: separatorSchema,
    component: separatorSchema,
    repetition: separatorSchema,
    segment: separatorSchema,
  })
  .refine((all) => new Set(Object.values(all)).size === 4, 'the four characters differ from each other')
  .refine(
    (all) => !Object.values(all).some((one) => ['.', '-', '_'].includes(one)),
    'dots, hyphens and underscores stand in identifiers, so that they cannot separate',
  );

export const tradingPartnerFields = {
  externalId: externalIdSchema.exactOptional(),
  name: x12Text(60),
  receiverId: tradingPartnerIdSchema.meta({
    description: 'The id by which payers name it as their `receiver`; no two partners have the same',
  }),
  envelope: envelopeSchema.meta({ description: 'The identifiers of the envelope (ISA and GS) of each file' }),
  separators: separatorsSchema.exactOptional().meta({ description: '`*`, `:`, `^` and `~` when absent' }),
  lineEnds: z.literal(true).exactOptional().meta({ description: 'Whether each segment ends its line' }),
  submitter: z
    .strictObject({
      name: x12Text(60),
      contactName: x12Text(60),
      phone: formOf(/^\d{10}$/, 'ten digits', '6145550100'),
    })
    .exactOptional()
    .meta({
      description:
        'Who sends the files (loop 1000A), the same in each; when absent, as set for the office and the provider',
    }),
  usage: z
    .enum(['production', 'test'])
    .meta({ description: 'Whether its files are tests even in production; elsewhere every file is a test' }),
  claimsPerFile: z.int().min(1).max(5000).exactOptional().meta({ description: '5,000 when absent' }),
  answersFrom: z
    .array(envelopeText(2, 'CLEARINGACK'))
    .max(10)
    .exactOptional()
    .meta({ description: 'Further identifiers that it uses in acknowledgements' }),
  expects: z
    .strictObject({
      fileHours: hoursSchema('an answer about each file (997 or 999)'),
      claimHours: hoursSchema('an answer about each claim (277CA)'),
    })
    .exactOptional()
    .meta({
      description:
        'Which answers are expected from the partner; none when empty. When absent, an answer about each file within two workdays, and about each claim within five; a partner that gives none has one exception at a time',
    }),
  delivery: deliverySchema,
};
