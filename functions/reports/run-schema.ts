import * as z from 'zod';
import { reportForms, runFaults } from '../../shared/domain/report/report-run.ts';
import { rhythms } from '../../shared/domain/report/schedule.ts';
import { formOf } from '../../shared/http/forms.ts';
import { codesOf, fileUrlSchema, instantSchema, localDateSchema } from '../../shared/http/schemas.ts';
import { bySchema, trueUpToSchema } from './report-schema.ts';

const reportNameSchema = z
  .string()
  .min(1)
  .max(40)
  .meta({
    description: 'The report, as `GET /v1/reports` names it',
    examples: ['collections'],
  });

const entityIdSchema = z.string().min(1).max(40).exactOptional().meta({
  description: 'Whose books: a legal entity, or `unassigned`; all of the office when absent',
});

const targetSchema = z
  .discriminatedUnion('kind', [
    z
      .strictObject({
        kind: z.literal('folder'),
        folder: formOf(/^[a-z0-9][a-z0-9-]{0,39}$/, 'small letters, digits and hyphens', 'reports').meta({
          description: 'Under `outbox` of the office’s prefix in the bucket',
        }),
      })
      .meta({ title: 'Into a folder of the bucket' }),
    z
      .strictObject({
        kind: z.literal('partner'),
        receiverId: z.string().min(1).max(80).meta({ description: 'The trading partner, by the id of its terms' }),
      })
      .meta({ title: 'To a trading partner, in the way that its terms say' }),
  ])
  .meta({ id: 'ReportTarget', description: 'Where files are sent automatically' });

const formSchema = z.enum(codesOf(reportForms)).meta({ description: 'The form of a file' });

export const runBodySchema = z.strictObject({
  report: reportNameSchema,
  by: bySchema.exactOptional(),
  from: localDateSchema.exactOptional(),
  to: localDateSchema.exactOptional(),
  asOf: localDateSchema.exactOptional(),
  entityId: entityIdSchema,
});

export const runSchema = z
  .object({
    id: z.string(),
    ...runBodySchema.shape,
    requestedAt: instantSchema,
    requestedBy: z.string(),
    state: z.enum(['asked', 'made', 'failed']).meta({ description: '`made`: it is kept, and never changed' }),
    scheduleId: z.string().exactOptional().meta({ description: 'The schedule that asked for it' }),
    target: targetSchema.exactOptional(),
    forms: z.array(formSchema).exactOptional().meta({ description: 'The forms that are delivered' }),
    attempt: z.int().meta({ description: 'Goes up when it is repeated' }),
    waitsUntil: instantSchema.exactOptional().meta({
      description: 'Until when it waits for its days to be over and counted',
    }),
    fault: z
      .object({ code: z.enum(codesOf(runFaults)), detail: z.string() })
      .exactOptional()
      .meta({ description: 'Why it failed, and what to do' }),
    madeAt: instantSchema.exactOptional(),
    trueUpTo: trueUpToSchema.exactOptional(),
    rows: z.int().exactOptional().meta({ description: 'How many rows it has' }),
  })
  .meta({ id: 'ReportRun', description: 'A report that was asked for, and its outcome' });

export const runWithFilesSchema = z
  .object({
    ...runSchema.shape,
    files: z
      .array(z.object({ form: formSchema, ...fileUrlSchema.shape }))
      .meta({ description: 'A URL to read it, good for five minutes; the bytes are the same each time' }),
  })
  .meta({ id: 'ReportRunWithFiles', description: 'A report that was asked for, with its files' });

export const scheduleBodySchema = z
  .strictObject({
    name: z.string().min(1).max(60),
    isOn: z.boolean().default(true).meta({ description: 'Whether the schedule is on' }),
    report: reportNameSchema,
    by: bySchema.exactOptional(),
    entityId: entityIdSchema,
    every: z.enum(codesOf(rhythms)).meta({
      description:
        '`day`: of the day before; `week`: of the seven days before; `month`: of the month before, on the first of the next',
    }),
    weekday: z
      .int()
      .min(1)
      .max(7)
      .exactOptional()
      .meta({ description: 'For a week: 1 is Monday, which it is when absent' }),
    hour: z.int().min(0).max(23).meta({ description: 'The hour of the office’s day' }),
    target: targetSchema.exactOptional(),
    forms: z
      .array(formSchema)
      .min(1)
      .max(3)
      .refine((forms) => new Set(forms).size === forms.length, 'expected each form once')
      .default(['pdf'])
      .meta({ description: 'The forms that are delivered; all are kept' }),
  })
  .meta({ id: 'ReportScheduleBody' });

/** The fields of a schedule that the office sets. */
export const scheduleOwn = {
  id: z.string(),
  version: z.int().meta({ description: 'Rises with each change' }),
  nextRunAt: instantSchema.exactOptional().meta({ description: 'When it is made next; absent while it is off' }),
};

export const scheduleSchema = z
  .strictObject({
    ...scheduleOwn,
    ...scheduleBodySchema.shape,
    isOn: z.boolean(),
    forms: z.array(formSchema).meta({ description: 'The forms that are delivered; all are kept' }),
  })
  .meta({ id: 'ReportSchedule', description: 'A scheduled report' });
