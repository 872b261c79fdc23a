import * as z from 'zod';
import {
  claimIdSchema,
  idSchema,
  instantSchema,
  monthQuery,
  oneOf,
  pageOf,
  pageQuery,
  reasonSchema,
  subjectSchema,
} from '../../shared/http/schemas.ts';
import { wordsSchema } from './record-schemas.ts';

const people = ['coder', 'biller', 'manager', 'physician'] as const;

const one = '/v1/threads/{threadId}';
const textSchema = wordsSchema(2000, 'What is said');
const mentionsSchema = z
  .array(subjectSchema)
  .max(20)
  .meta({ description: 'Who is asked to read it, by the subjects of their sign-in' });

const threadSchema = z
  .strictObject({
    id: idSchema('thread'),
    version: z.int(),
    about: z.strictObject({
      kind: z.enum(['encounter', 'claim']).meta({ description: 'What it is' }),
      id: z.string(),
      patientId: idSchema('patient'),
    }),
    title: z.string().meta({ description: 'What it is about, in a few words' }),
    state: z.enum(['open', 'closed']).meta({ description: 'Whether it is open' }),
    participants: z.array(z.string()).meta({ description: 'Who wrote, and who was mentioned' }),
    messages: z
      .array(
        z.strictObject({
          number: z.int().min(1).meta({ description: 'The number of the message in its conversation' }),
          at: instantSchema,
          by: z.string().meta({ description: 'Who wrote it' }),
          text: z.string(),
          mentions: z.array(z.string()).meta({ description: 'Who is asked to read it' }),
        }),
      )
      .meta({ description: 'The oldest first' }),
    readThrough: z
      .record(z.string(), z.int())
      .meta({ description: 'By participant, the number of the last message that was read' }),
    startedAt: instantSchema,
    unread: z.int().min(0).meta({ description: 'How many messages you have not read' }),
    closed: z
      .strictObject({ at: instantSchema, by: z.string(), reason: z.string() })
      .exactOptional()
      .meta({ description: 'Who closed it, and why' }),
  })
  .meta({ id: 'Thread' });

const answer = { status: 200, schema: threadSchema } as const;

/** The routes of conversations between coder, biller and physician about an encounter or a claim. */
export const threadRoutes = {
  startThread: {
    method: 'POST',
    path: '/v1/threads',
    summary: 'Start a conversation about an encounter or a claim, and mention who should read it',
    roles: people,
    idempotencyKey: 'required',
    body: z
      .strictObject({
        about: z
          .union([z.strictObject({ encounterId: idSchema('encounter') }), z.strictObject({ claimId: claimIdSchema })])
          .meta({ id: 'ThreadAboutBody', description: 'The encounter or the claim' }),
        title: wordsSchema(120, 'What it is about, in a few words'),
        text: textSchema,
        mentions: mentionsSchema,
      })
      .meta({ id: 'ThreadBody' }),
    answer: { status: 201, schema: threadSchema },
  },
  listThreads: {
    method: 'GET',
    path: '/v1/threads',
    summary:
      'Open conversations, the latest message last; those about an encounter or a claim; or those that were closed in a month',
    roles: [...people, 'auditor'],
    query: oneOf(
      'at most',
      ['encounterId', 'claimId', 'month'],
      z.strictObject({
        ...pageQuery,
        month: monthQuery.month.meta({ description: 'Those that were closed in this month' }),
        encounterId: idSchema('encounter').exactOptional().meta({ description: 'Only what is about this encounter' }),
        claimId: claimIdSchema.exactOptional().meta({ description: 'Only what is about this claim' }),
        mine: z
          .enum(['all', 'unread'])
          .exactOptional()
          .meta({ description: 'Only conversations that you take part in, or that you have not read to the end' }),
      }),
    ),
    answer: { status: 200, schema: pageOf(threadSchema) },
  },
  getThread: {
    method: 'GET',
    path: one,
    summary: 'One conversation, with how much of it you have not read',
    roles: [...people, 'auditor'],
    answer,
  },
  postMessage: {
    method: 'POST',
    path: `${one}/messages`,
    summary: 'Write a message in a conversation; a closed one is opened again',
    roles: people,
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: z.strictObject({ text: textSchema, mentions: mentionsSchema }).meta({ id: 'ThreadMessageBody' }),
    problems: ['thread-full'],
    answer,
  },
  readThread: {
    method: 'POST',
    path: `${one}/reading`,
    summary: 'Say up to which message you have read',
    roles: people,
    ifMatch: 'required',
    body: z
      .strictObject({
        through: z.int().min(1).max(100).meta({ description: 'The number of the last message that you have read' }),
      })
      .meta({ id: 'ThreadReadingBody' }),
    answer,
  },
  closeThread: {
    method: 'POST',
    path: `${one}/close`,
    summary: 'Close a conversation',
    roles: people,
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: z.strictObject({ reason: reasonSchema }),
    problems: ['thread-closed'],
    answer,
  },
} as const;
