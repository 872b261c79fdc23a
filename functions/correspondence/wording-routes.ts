import * as z from 'zod';
import { questionKinds } from '../../shared/domain/correspondence/script.ts';
import { messageFields, templateFaults, writtenChannels } from '../../shared/domain/correspondence/template.ts';
import { statementLanguages } from '../../shared/domain/statement/statement.ts';
import { formOf } from '../../shared/http/forms.ts';
import { mergedTextSchema } from '../../shared/http/merged-text.ts';
import { replacementOf } from '../../shared/http/replacement.ts';
import { codesOf, inWords } from '../../shared/http/schemas.ts';
import { wordingOwn, wordingVersionQuery } from '../../shared/http/wordings.ts';
import { purposeSchema, wordsSchema } from './record-schemas.ts';

const readers = ['coder', 'biller', 'manager', 'auditor'] as const;

const merged = (most: number) => mergedTextSchema(messageFields, most);
const isRetired = z.boolean().exactOptional().meta({ description: 'It can no longer be used; its versions are kept' });

const templateBody = z
  .strictObject({
    channels: z.array(z.enum(writtenChannels)).min(1).max(4).meta({ description: 'How it may go' }),
    purpose: purposeSchema,
    language: z.enum(statementLanguages),
    title: merged(120).meta({ description: 'The headline, or the subject' }),
    paragraphs: z.array(merged(2000)).min(1).max(20),
    attachments: z.array(merged(120)).max(20).meta({ description: 'The attachments that its end lists' }),
    isRetired,
  })
  .meta({ id: 'MessageTemplateBody' });

const templateSchema = z.strictObject({ ...wordingOwn, ...templateBody.shape }).meta({ id: 'MessageTemplate' });

const questionSchema = z
  .strictObject({
    id: formOf(/^[a-z][A-Za-z0-9]{0,29}$/, 'a name of letters and digits', 'receivedOn').meta({
      description: 'Its name, which answers refer to',
    }),
    ask: wordsSchema(300, 'The question'),
    kind: z.enum(codesOf(questionKinds)).meta({ description: inWords(questionKinds) }),
    options: z
      .array(
        z.strictObject({
          value: formOf(/^[a-z][a-z0-9-]{0,29}$/, 'a short code', 'in-process'),
          words: wordsSchema(200, 'What it says'),
          followUpDays: z.int().min(0).max(365).exactOptional().meta({ description: 'Look again after so many days' }),
        }),
      )
      .min(1)
      .max(20)
      .exactOptional()
      .meta({ description: 'For a choice: the possible answers' }),
    isRequired: z.boolean().exactOptional().meta({ description: 'Whether it must be answered' }),
    setsFollowUp: z.boolean().exactOptional().meta({ description: 'For a day: whether to look again on it' }),
  })
  .refine(({ kind, options }) => (kind === 'choice') === (options !== undefined), {
    message: 'wanted for a choice, and for nothing else',
    path: ['options'],
  })
  .meta({ id: 'ScriptQuestion' });

const scriptBody = z
  .strictObject({
    title: wordsSchema(120, 'What the call is about'),
    questions: z
      .array(questionSchema)
      .min(1)
      .max(40)
      .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'expected each name once')
      .meta({ description: 'The questions, in their order' }),
    isRetired,
  })
  .meta({ id: 'CallScriptBody' });

const scriptSchema = z.strictObject({ ...wordingOwn, ...scriptBody.shape }).meta({ id: 'CallScript' });

/** The routes of templates and scripts. */
export const wordingRoutes = {
  getMessageTemplates: {
    method: 'GET',
    path: '/v1/message-templates',
    summary:
      'The templates of letters, faxes, e-mails and texts, the product’s and the office’s own, with the fields that they can have',
    roles: readers,
    answer: {
      status: 200,
      schema: z.strictObject({
        items: z.array(templateSchema),
        fields: z.array(
          z.strictObject({
            name: z.string(),
            meaning: z.string(),
            isPublic: z.boolean().meta({ description: 'Whether an e-mail or a text may use it' }),
          }),
        ),
      }),
    },
  },
  getMessageTemplate: {
    method: 'GET',
    path: '/v1/message-templates/{templateName}',
    summary: 'A template, as it is now or in an earlier version',
    roles: readers,
    query: wordingVersionQuery,
    answer: { status: 200, schema: templateSchema },
  },
  replaceMessageTemplate: {
    method: 'PUT',
    path: '/v1/message-templates/{templateName}',
    summary:
      'Write the next version of a template, or a first one (If-Match "0"). With the name of one of the product’s templates, it replaces that template',
    roles: ['manager'],
    ifMatch: 'required',
    body: replacementOf('MessageTemplate', templateBody, wordingOwn).superRefine((body, context) => {
      for (const { pointer, detail } of templateFaults(body)) {
        context.addIssue({
          code: 'custom',
          message: detail,
          path: pointer
            .slice(1)
            .split('/')
            .map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
        });
      }
    }),
    answer: { status: 200, schema: templateSchema },
  },
  getCallScripts: {
    method: 'GET',
    path: '/v1/call-scripts',
    summary: 'The scripts of calls, the product’s and the office’s own',
    roles: readers,
    answer: { status: 200, schema: z.strictObject({ items: z.array(scriptSchema) }) },
  },
  getCallScript: {
    method: 'GET',
    path: '/v1/call-scripts/{scriptName}',
    summary: 'A script, as it is now or in an earlier version',
    roles: readers,
    query: wordingVersionQuery,
    answer: { status: 200, schema: scriptSchema },
  },
  replaceCallScript: {
    method: 'PUT',
    path: '/v1/call-scripts/{scriptName}',
    summary:
      'Write the next version of a script, or a first one (If-Match "0"); with the name of one of the product’s scripts, it replaces that script',
    roles: ['manager'],
    ifMatch: 'required',
    body: replacementOf('CallScript', scriptBody, wordingOwn),
    answer: { status: 200, schema: scriptSchema },
  },
} as const;
