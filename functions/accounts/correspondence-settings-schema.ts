import * as z from 'zod';
import { formOf, x12Text } from '../../shared/http/forms.ts';
import { subjectSchema } from '../../shared/http/schemas.ts';

const timeSchema = (example: string) => formOf(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of the day', example);

export const correspondenceSettingsSchema = z
  .strictObject({
    hours: z
      .strictObject({
        from: timeSchema('09:00')
          .refine((time) => time >= '08:00', 'expected no earlier than 08:00, as the law wants it')
          .meta({ description: 'The earliest time' }),
        to: timeSchema('18:00')
          .refine((time) => time <= '21:00', 'expected no later than 21:00, as the law wants it')
          .meta({ description: 'The latest time' }),
      })
      .refine(({ from, to }) => from < to, { message: 'expected a time after from', path: ['to'] })
      .meta({ id: 'CallingHours', description: 'Calls and texts only between these times, by the guarantor’s clock' }),
    faxService: x12Text(80).exactOptional().meta({
      description: 'The receiver’s id of the trading partner that sends faxes. When absent, people send them',
    }),
    escalateAfterDays: z.int().min(0).max(365).meta({ description: 'A task that is this many days late is escalated' }),
    escalateTo: subjectSchema
      .exactOptional()
      .meta({ description: 'Who is told, by the subject of the sign-in; every manager when absent' }),
  })
  .meta({ id: 'CorrespondenceSettings', description: 'Settings for calls, letters and tasks' });
