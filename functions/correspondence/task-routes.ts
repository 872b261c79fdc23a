import * as z from 'zod';
import { taskPriorities, taskStates } from '../../shared/domain/task/task.ts';
import { markableKinds } from '../../shared/domain/work-mark/markable.ts';
import { bulkRoute, doing, seenItems } from '../../shared/http/bulk-schemas.ts';
import { formOf } from '../../shared/http/forms.ts';
import {
  claimIdSchema,
  codesOf,
  idSchema,
  instantSchema,
  inWords,
  localDateSchema,
  subjectSchema,
} from '../../shared/http/schemas.ts';
import { markFields, markQuery } from '../../shared/http/work-mark-schemas.ts';
import { namesQuery, openOrEnded, partiesFields, workPageOf, workQuery } from '../../shared/http/work-query.ts';
import { wordsSchema } from './record-schemas.ts';

const readers = ['coder', 'biller', 'manager', 'auditor', 'physician'] as const;
const workers = ['coder', 'biller', 'manager', 'physician'] as const;

const prioritySchema = z.enum(codesOf(taskPriorities)).meta({ description: 'How much it matters' });
const teamSchema = formOf(/^[a-z][a-z0-9-]{0,29}$/, 'the name of a team', 'follow-up');
const titleSchema = wordsSchema(200, 'What is to be done');

const taskSchema = z
  .strictObject({
    id: idSchema('task'),
    version: z.int(),
    title: titleSchema,
    details: z.string().exactOptional().meta({ description: 'More about it' }),
    about: z
      .strictObject({
        kind: z.enum(codesOf(markableKinds)).meta({ description: 'What it is' }),
        id: z.string(),
        claimId: claimIdSchema.exactOptional(),
      })
      .exactOptional()
      .meta({ description: 'What it is about, with the claim behind it' }),
    owner: z.string().exactOptional().meta({ description: 'Who does it' }),
    team: z.string().exactOptional().meta({ description: 'The team, any member of which may do it' }),
    dueOn: localDateSchema,
    priority: prioritySchema,
    state: z.enum(codesOf(taskStates)).meta({ description: inWords(taskStates) }),
    createdAt: instantSchema,
    createdBy: z.string(),
    escalated: z
      .strictObject({ at: instantSchema, dueOn: localDateSchema, to: z.string().exactOptional() })
      .exactOptional()
      .meta({ description: 'It was so late that somebody else was told' }),
    deeds: z
      .array(
        z.strictObject({
          at: instantSchema,
          by: z.string(),
          do: z.string(),
          note: z.string().exactOptional().meta({ description: 'A note about it' }),
          to: z.string().exactOptional(),
        }),
      )
      .meta({ description: 'What people did with it, the oldest first' }),
  })
  .meta({ id: 'Task' });

const noteSchema = wordsSchema(1000, 'A note about it');
const until = localDateSchema.meta({ description: 'The day by which it should be done' });

const actionSchema = z
  .discriminatedUnion('do', [
    z.strictObject({ do: doing('take', 'You take it') }),
    z.strictObject({ do: doing('assign', 'Somebody does it'), to: subjectSchema.meta({ description: 'Who' }) }),
    z.strictObject({
      do: doing('hand-to-team', 'Gives it to a team'),
      to: teamSchema.meta({ description: 'Which' }),
    }),
    z.strictObject({ do: doing('postpone', 'Postpones it'), until, note: noteSchema }),
    z.strictObject({ do: doing('rank', 'Changes its priority'), priority: prioritySchema }),
    z.strictObject({ do: doing('note', 'Adds a note'), note: noteSchema }),
    z.strictObject({ do: doing('finish', 'Finishes it'), note: noteSchema.exactOptional() }),
    z.strictObject({ do: doing('drop', 'Drops it: nobody needs to do it any more'), note: noteSchema }),
    z.strictObject({ do: doing('reopen', 'Opens it again'), until, note: noteSchema }),
  ])
  .meta({ id: 'TaskAction' });

const taskProblems = ['task-ended', 'task-not-ended', 'task-full'] as const;

/** The routes of tasks. */
export const taskRoutes = {
  createTask: {
    method: 'POST',
    path: '/v1/tasks',
    summary: 'Give a person or a team a task, due on a day, about anything that is on a list',
    roles: workers,
    idempotencyKey: 'required',
    body: z
      .strictObject({
        title: titleSchema,
        details: wordsSchema(4000, 'More about it').exactOptional(),
        about: z
          .string()
          .min(1)
          .max(40)
          .exactOptional()
          .meta({ description: `The id of what it is about: ${codesOf(markableKinds).join(', ')}` }),
        owner: subjectSchema.exactOptional().meta({ description: 'Who does it' }),
        team: teamSchema.exactOptional().meta({ description: 'The team, any member of which may do it' }),
        dueOn: localDateSchema,
        priority: prioritySchema.exactOptional().meta({ description: 'How much it matters; `normal` when absent' }),
      })
      .meta({ id: 'TaskBody' }),
    answer: { status: 201, schema: taskSchema },
  },
  listTasks: {
    method: 'GET',
    path: '/v1/tasks',
    summary: 'Tasks that are open, the most urgent first and then by day; or those that ended in a month',
    roles: readers,
    query: openOrEnded({
      ...workQuery,
      ...namesQuery,
      ...markQuery,
      owner: subjectSchema.exactOptional().meta({ description: 'Only what this person does; `none` for nobody' }),
      team: teamSchema.exactOptional().meta({ description: 'Only what this team does' }),
      claimId: claimIdSchema
        .exactOptional()
        .meta({ description: 'Only tasks about this claim, or about something that belongs to it' }),
      dueBy: localDateSchema.exactOptional().meta({ description: 'Only what is due by this day' }),
      escalated: z
        .enum(['true', 'false'])
        .exactOptional()
        .meta({ description: 'true: only what was escalated; false: only the rest' }),
    }),
    answer: {
      status: 200,
      schema: workPageOf('ListedTask', { ...taskSchema.shape, ...partiesFields, ...markFields }),
    },
  },
  getTask: {
    method: 'GET',
    path: '/v1/tasks/{taskId}',
    summary: 'One task, with what people did with it',
    roles: readers,
    answer: { status: 200, schema: taskSchema },
  },
  changeTask: {
    method: 'POST',
    path: '/v1/tasks/{taskId}/actions',
    summary: 'Take a task, give it to somebody, postpone it, finish it, open it again',
    roles: workers,
    ifMatch: 'required',
    body: actionSchema,
    problems: taskProblems,
    answer: { status: 200, schema: taskSchema },
  },
  changeManyTasks: bulkRoute(
    '/v1/tasks/bulk-actions',
    'Do the same with up to 100 tasks; each succeeds or fails on its own',
    workers,
    z.strictObject({ items: seenItems(idSchema('task')), action: actionSchema }).meta({ id: 'TasksBulkBody' }),
  ),
} as const;
