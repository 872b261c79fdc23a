import * as z from 'zod';
import { instantSchema, localDateSchema, subjectSchema } from './schemas.ts';

export const workTagSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,29}$/, 'expected a tag such as second-look');

export const workMarkSchema = z
  .object({
    id: z.string().meta({ description: 'What it is about: a claim, a denial, a deposit, ...' }),
    version: z.int(),
    notes: z.array(z.object({ at: instantSchema, by: z.string(), text: z.string() })),
    tags: z.array(z.string()),
    assignedTo: z.string().exactOptional().meta({ description: 'Who works on it' }),
    followUpOn: localDateSchema.exactOptional().meta({ description: 'The day on which somebody looks at it again' }),
  })
  .meta({ id: 'WorkMark', description: 'What people noted about a piece of work' });

/** Filters of a work list by its notes. */
export const markQuery = {
  tag: workTagSchema.exactOptional().meta({ description: 'Only what has this tag' }),
  assignedTo: subjectSchema.exactOptional().meta({ description: 'Only what this person works on; `none` for nobody' }),
  followUpBy: localDateSchema.exactOptional().meta({
    description: 'Only what is to be looked at again by this day',
  }),
};

/** The notes that a work list shows. */
export const markFields = { mark: workMarkSchema.exactOptional() };
