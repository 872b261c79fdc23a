import * as z from 'zod';
import { markableKinds } from '../../shared/domain/work-mark/markable.ts';
import { codesOf, localDateSchema, pageOf, pageQuery, subjectSchema } from '../../shared/http/schemas.ts';
import { workMarkSchema, workTagSchema } from '../../shared/http/work-mark-schemas.ts';

/** The routes of notes on work items, on any list. */
export const markRoutes = {
  markWork: {
    method: 'POST',
    path: '/v1/work-marks',
    summary:
      'Mark up to 50 items of any list with a note, tags, who works on it, or the day to look again. All of them are marked or none, and nothing else changes',
    roles: ['coder', 'biller', 'manager'],
    idempotencyKey: 'required',
    body: z
      .strictObject({
        items: z
          .array(z.string().min(1).max(40))
          .min(1)
          .max(50)
          .meta({ description: `The ids of items on lists: ${codesOf(markableKinds).join(', ')}` }),
        note: z.string().min(1).max(1000).exactOptional().meta({ description: 'Added to the notes' }),
        addTags: z.array(workTagSchema).max(10).exactOptional(),
        removeTags: z.array(workTagSchema).max(10).exactOptional(),
        assignTo: subjectSchema.exactOptional().meta({ description: 'Who works on it' }),
        endsAssignment: z.boolean().exactOptional().meta({ description: 'Whether nobody works on it any more' }),
        followUpOn: localDateSchema.exactOptional().meta({ description: 'The day on which to look again' }),
        endsFollowUp: z.boolean().exactOptional().meta({ description: 'Whether the follow-up is over' }),
      })
      .meta({ id: 'WorkMarking', examples: [{ items: ['S0123456789ABCD9'], note: 'called' }] }),
    answer: { status: 200, schema: z.object({ items: z.array(workMarkSchema) }) },
  },
  listFollowUps: {
    method: 'GET',
    path: '/v1/follow-ups',
    summary: 'Everything that somebody means to look at again, whatever list it is on, the earliest day first',
    roles: ['coder', 'biller', 'manager', 'auditor'],
    query: z.strictObject({
      ...pageQuery,
      by: localDateSchema.exactOptional().meta({ description: 'Only items to look at by this day' }),
      assignedTo: subjectSchema
        .exactOptional()
        .meta({ description: 'Only what this person works on; `none` for nobody' }),
      tag: workTagSchema.exactOptional().meta({ description: 'Only what has this tag' }),
    }),
    answer: {
      status: 200,
      schema: pageOf(
        z
          .strictObject({
            kind: z.enum(codesOf(markableKinds)).meta({ description: 'What it is' }),
            mark: workMarkSchema,
          })
          .meta({ id: 'FollowUp' }),
      ),
    },
  },
} as const;
