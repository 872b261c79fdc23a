import * as z from 'zod';
import { addressSchema, amountSchema } from '../../shared/http/schemas.ts';
import { emailSchema, phoneSchema } from './account-schema.ts';

export const pageSchema = z
  .string()
  .max(120)
  .regex(/^https:\/\/[A-Za-z0-9./?=_-]+$/, 'expected the address of a page, such as https://pay.example.com/s/');

const scheduleSchema = z
  .strictObject({
    weekday: z.int().min(1).max(7).exactOptional().meta({ description: '1 is Monday; every day when absent' }),
    hour: z.int().min(0).max(23).meta({ description: 'The hour of the office’s day' }),
  })
  .meta({ description: 'When runs start automatically; when absent, a run starts only if somebody asks for it' });

const senderSchema = z
  .strictObject({
    name: z.string().min(1).max(60),
    address: addressSchema,
    phone: phoneSchema,
    email: emailSchema.exactOptional(),
  })
  .meta({ description: 'The sender; the billing provider of the oldest visit when absent' });

const payPageSchema = pageSchema.meta({
  description: 'Where patients pay: the page’s address, to which the statement’s id is added',
  examples: ['https://pay.example.com/s/'],
});

const statementPageSchema = z
  .strictObject({
    address: z
      .string()
      .max(120)
      .regex(
        /^(?:https:\/\/[A-Za-z0-9.-]+(?:\/[A-Za-z0-9._-]+)*|http:\/\/(?:127\.0\.0\.1|localhost)(?::\d{1,5})?)\/v1\/statement-pages\/$/,
        'expected the address of this API’s statement pages with https, such as https://billing.example.com/v1/statement-pages/; http only for a host on this machine',
      )
      .meta({
        description: 'The address at which guarantors reach this API’s statement pages',
        examples: ['https://billing.example.com/v1/statement-pages/'],
      }),
    linkDays: z.int().min(1).max(365).meta({ description: 'For how many days a link can be used' }),
  })
  .meta({
    description: 'Where guarantors open statements that were announced to them; they are told to call when absent',
  });

const aidSchema = z
  .strictObject({ phone: phoneSchema.exactOptional(), page: pageSchema.exactOptional() })
  .meta({ description: 'Where patients ask for financial assistance' });

const dunningLevelSchema = z.strictObject({
  afterDays: z.int().min(1).max(365).meta({ description: 'Days after the statement that was not paid' }),
  letter: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/, 'expected the name of a letter, such as final-notice')
    .meta({ description: 'The name of the letter', examples: ['final-notice'] }),
});

export const statementsSchema = z
  .strictObject({
    cycleDays: z.int().min(7).max(120).meta({ description: 'Days from one statement of an account to the next' }),
    minimumCents: amountSchema.meta({ description: 'An account that owes less gets no statement' }),
    daysToPay: z.int().min(1).max(120).meta({ description: 'Days from a statement to the day on which it is due' }),
    dunningLevels: z
      .array(dunningLevelSchema)
      .max(6)
      .refine((levels) => levels.every(({ afterDays }, index) => afterDays > (levels[index - 1]?.afterDays ?? 0)), {
        message: 'expected each level later than the one before',
      })
      .meta({ description: 'The letters that follow while nothing is paid, the mildest first' }),
    schedule: scheduleSchema.exactOptional(),
    sender: senderSchema.exactOptional(),
    payPage: payPageSchema.exactOptional(),
    statementPage: statementPageSchema.exactOptional(),
    aid: aidSchema.exactOptional(),
    printVendor: z.string().min(1).max(80).exactOptional().meta({
      description: 'The id of the trading partner who prints and mails; the office does it itself when absent',
    }),
  })
  .meta({ id: 'StatementSettings', description: 'When statements are sent, and which letters follow them' });
