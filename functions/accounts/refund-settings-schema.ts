import * as z from 'zod';
import { formOf } from '../../shared/http/forms.ts';
import { amountSchema, localDateSchema } from '../../shared/http/schemas.ts';

/** The first fields of a dated row about a state's law. */
export const lawFields = {
  state: formOf(/^[A-Z]{2}$/, 'two capital letters', 'OH').meta({ description: 'The state' }),
  from: localDateSchema.meta({ description: 'The first day on which the rule applies' }),
  source: z.string().min(1).max(200).meta({ description: 'The law, or who advised the office' }),
};
const daysSchema = z.int().min(1).max(3650);

export const refundsSchema = z
  .strictObject({
    officeDays: daysSchema.exactOptional().meta({
      description: 'The office’s own days for a patient’s credit, where no law is on record; no day when absent',
    }),
    states: z
      .array(
        z.strictObject({
          ...lawFields,
          patientDays: daysSchema
            .exactOptional()
            .meta({ description: 'Days in which a patient’s credit must be back, from when it was found' }),
          payerDays: daysSchema.exactOptional().meta({
            description: 'The same for a commercial payer’s credit, if its contract (`refundDays`) says nothing',
          }),
        }),
      )
      .max(300)
      .meta({ description: 'What the states’ laws say, and from when; these take precedence over the shipped ones' }),
  })
  .meta({
    id: 'RefundSettings',
    description: 'How soon credits must be given back',
    examples: [{ states: [{ state: 'OH', from: '2026-01-01', source: 'Advice of counsel', patientDays: 60 }] }],
  });

const monthDay = formOf(
  /^(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])$|^(?:0[469]|11)-(?:0[1-9]|[12]\d|30)$|^02-(?:0[1-9]|1\d|2[0-8])$/,
  'a day of every year, MM-DD',
  '07-01',
);
const monthsSchema = z.int().min(1).max(240);

export const unclaimedSchema = z
  .strictObject({
    assumedMonths: monthsSchema.meta({ description: 'For states without a rule' }),
    states: z
      .array(
        z
          .strictObject({
            ...lawFields,
            months: monthsSchema.meta({ description: 'Months after which unclaimed money belongs to the state' }),
            businesses: z
              .union([monthsSchema, z.literal('exempt')])
              .exactOptional()
              .meta({
                description: 'The months for businesses, including payers, or that the state exempts them',
              }),
            exemptCents: amountSchema
              .exactOptional()
              .meta({ description: 'Up to this amount it is never the state’s' }),
            report: z
              .strictObject({
                heldOn: monthDay.meta({ description: 'What is dormant on this day of the year is reported' }),
                by: monthDay.meta({ description: 'The last day to report and pay it' }),
              })
              .exactOptional()
              .meta({ description: 'When the state wants its report' }),
            notice: z
              .strictObject({
                atMostDays: daysSchema.meta({ description: 'The letter is at most this many days before the report' }),
                atLeastDays: daysSchema.meta({
                  description: 'The letter is at least this many days before the report',
                }),
                fromCents: amountSchema.meta({ description: 'For this amount or more' }),
              })
              .refine(({ atMostDays, atLeastDays }) => atLeastDays <= atMostDays, {
                message: 'expected no more than `atMostDays`',
                path: ['atLeastDays'],
              })
              .exactOptional()
              .meta({ description: 'The letter that the owner must be sent before the report' }),
          })
          .refine(({ report, notice }) => notice === undefined || report !== undefined, {
            message: 'expected with `notice`, which counts from its last day',
            path: ['report'],
          }),
      )
      .max(200)
      .meta({ description: 'What the states’ laws say, and from when; these take precedence over the shipped ones' }),
  })
  .meta({ id: 'UnclaimedSettings', description: 'When money that nobody claims belongs to the state' });
