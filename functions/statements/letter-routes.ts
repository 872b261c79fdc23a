import * as z from 'zod';
import { letterFields } from '../../shared/domain/statement/dunning-letter.ts';
import { statementLanguages } from '../../shared/domain/statement/statement.ts';
import { mergedTextSchema } from '../../shared/http/merged-text.ts';
import { replacementOf } from '../../shared/http/replacement.ts';
import { fileUrlSchema } from '../../shared/http/schemas.ts';
import { wordingOwn, wordingVersionQuery } from '../../shared/http/wordings.ts';

const readers = ['biller', 'manager', 'auditor', 'api-client'] as const;

const letter = '/v1/dunning-letters/{letterName}';

const wordsSchema = z
  .strictObject({
    title: mergedTextSchema(letterFields, 80).meta({ description: 'The headline' }),
    paragraphs: z.array(mergedTextSchema(letterFields, 1000)).min(1).max(12),
  })
  .meta({ id: 'LetterWords', description: 'The text above the statement, with fields such as `{{amountDue}}`' });

const letterBody = z
  .strictObject({
    texts: z.strictObject({ en: wordsSchema.exactOptional(), es: wordsSchema.exactOptional() }).meta({
      description:
        'By language. For a language that is absent, the product’s letter of that name is used, or else the reminder',
    }),
  })
  .meta({ id: 'DunningLetterBody' });

const letterSchema = z.strictObject({ ...wordingOwn, ...letterBody.shape }).meta({ id: 'DunningLetter' });

/** The routes of the dunning letters’ texts. */
export const letterRoutes = {
  getDunningLetters: {
    method: 'GET',
    path: '/v1/dunning-letters',
    summary: 'The texts of the dunning letters, the product’s and the office’s own, with the fields that they can have',
    roles: readers,
    answer: {
      status: 200,
      schema: z.strictObject({
        items: z.array(letterSchema),
        fields: z.array(z.strictObject({ name: z.string(), meaning: z.string() })),
      }),
    },
  },
  getDunningLetter: {
    method: 'GET',
    path: letter,
    summary: 'The texts of a dunning letter, as they are now or in an earlier version',
    roles: readers,
    query: wordingVersionQuery,
    answer: { status: 200, schema: letterSchema },
  },
  replaceDunningLetter: {
    method: 'PUT',
    path: letter,
    summary:
      'Write the next version of a dunning letter’s texts, or a first one (If-Match "0"). With the name of one of the product’s letters, it replaces that letter',
    roles: ['manager'],
    ifMatch: 'required',
    body: replacementOf('DunningLetter', letterBody, wordingOwn),
    answer: { status: 200, schema: letterSchema },
  },
  previewDunningLetter: {
    method: 'POST',
    path: `${letter}/preview`,
    summary: 'Print a dunning letter with made-up data, as a run would now, or with words that are not saved yet',
    roles: readers,
    idempotencyKey: 'required',
    body: z.strictObject({
      language: z.enum(statementLanguages),
      words: wordsSchema.exactOptional().meta({ description: 'Words to try; those of the letter when absent' }),
    }),
    answer: { status: 200, schema: fileUrlSchema },
  },
} as const;
