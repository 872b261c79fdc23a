import * as z from 'zod';
import { documentTypes } from '../../domain/encounter/documentation.ts';
import { largestFileBytes } from '../../domain/file-limits.ts';
import { formOf } from '../forms.ts';
import { codesOf, idSchema, instantSchema, localDateSchema, sha256Schema } from '../schemas.ts';

/** Notes, their amendments, and attached documents. */

const noteText = z
  .string()
  .min(1)
  .max(20_000)
  .refine((text) => /^(?:[\t\n\r]|[^\p{Cc}\p{Cs}])*$/u.test(text), 'holds a control character');

const procedureSchema = z.strictObject({
  text: z.string().min(1).max(500).meta({ description: 'The procedure in the physician’s words' }),
  performedOn: localDateSchema.exactOptional(),
  providerId: idSchema('provider').exactOptional(),
});

export const noteBody = z
  .strictObject({
    kind: formOf(/^[a-z][a-z-]{0,39}$/, 'lower-case letters and hyphens', 'progress-note'),
    text: noteText,
    procedures: z
      .array(procedureSchema)
      .min(1)
      .max(50)
      .exactOptional()
      .meta({ description: 'What was done, before it is coded' }),
  })
  .meta({ id: 'DocumentationBody' });

export type NoteBody = z.output<typeof noteBody>;

export const amendmentBody = z.strictObject({ text: noteText }).meta({ id: 'AmendmentBody' });

const who = {
  at: instantSchema,
  by: z.string().meta({ description: 'Who wrote it' }),
};

export const noteSchema = z
  .strictObject({
    id: idSchema('note'),
    encounterId: idSchema('encounter'),
    ...noteBody.shape,
    ...who,
    amendments: z
      .array(z.strictObject({ number: z.int().min(1), text: z.string(), ...who }))
      .meta({ description: 'What was added later, in order; the note itself is never changed' }),
  })
  .meta({ id: 'Documentation' });

const wordsSchema = z
  .array(z.strictObject({ change: z.enum(['same', 'added', 'removed']), text: z.string() }))
  .meta({ description: 'How the line differs from the most similar earlier line' });

const linesSchema = z
  .array(
    z.discriminatedUnion('change', [
      z.strictObject({ change: z.enum(['same', 'added']), text: z.string() }),
      z.strictObject({ change: z.literal('changed'), text: z.string(), words: wordsSchema }),
    ]),
  )
  .meta({ description: 'The text, line by line, compared with all that was documented before it' });

export const documentationChangesSchema = z
  .strictObject({
    since: instantSchema.exactOptional().meta({
      description: 'Since when; absent if the encounter was never final: everything documented is then shown',
    }),
    items: z.array(
      z.discriminatedUnion('change', [
        z.strictObject({ change: z.literal('note-added'), noteId: idSchema('note'), ...who, lines: linesSchema }),
        z.strictObject({
          change: z.literal('amendment-added'),
          noteId: idSchema('note'),
          number: z.int().min(1),
          ...who,
          lines: linesSchema,
        }),
        z.strictObject({
          change: z.literal('document-added'),
          documentId: idSchema('document'),
          title: z.string().exactOptional(),
          ...who,
        }),
      ]),
    ),
  })
  .meta({ id: 'DocumentationChanges' });

const fileFields = {
  mediaType: z.enum(codesOf(documentTypes)).meta({ description: 'The kind of file; its content must be of this kind' }),
  sha256: sha256Schema,
};

export const documentUploadBody = z
  .strictObject({ ...fileFields, sizeBytes: z.int().min(1).max(largestFileBytes.document) })
  .meta({ id: 'DocumentUpload' });

export const documentBody = z
  .strictObject({
    ...fileFields,
    title: z.string().min(1).max(200).exactOptional().meta({ description: 'What it is, in the office’s words' }),
  })
  .meta({ id: 'DocumentBody' });

export const documentSchema = z
  .strictObject({
    id: idSchema('document'),
    encounterId: idSchema('encounter'),
    ...documentBody.shape,
    sizeBytes: z.int(),
    ...who,
  })
  .meta({ id: 'AttachedDocument' });
