import * as z from 'zod';
import { guidelineRegions } from '../../shared/domain/billing-settings/assistance.ts';
import { formOf } from '../../shared/http/forms.ts';
import { amountSchema, localDateSchema } from '../../shared/http/schemas.ts';

const rateSchema = (words: string) =>
  z
    .int()
    .min(0)
    .max(10_000)
    .meta({ description: `${words}, in hundredths of a percent`, examples: [2000] });

export const discountsSchema = z
  .strictObject({
    selfPayRate: rateSchema('The percentage of what a patient owes for a visit that no payer is billed for'),
    promptPay: z
      .strictObject({
        rate: rateSchema('The percentage of a patient’s share that is discounted if the rest is paid in time'),
        withinDays: z.int().min(0).max(365).meta({ description: 'Days since the patient first owed the share' }),
        isAutomatic: z.boolean().exactOptional().meta({
          description: 'Given automatically when the rest is paid, and reversed when that payment is returned',
        }),
      })
      .meta({ description: 'The discount for prompt payment' }),
  })
  .meta({ id: 'DiscountSettings', description: 'Discounts by rule; a rate of zero gives none' });

const guidelineSchema = z.strictObject({
  year: z.int().min(2000).max(2100),
  region: z.enum(guidelineRegions).meta({ description: 'Alaska and Hawaii have guidelines of their own' }),
  firstCents: amountSchema.meta({ description: 'The guideline for a household of one' }),
  furtherCents: amountSchema.meta({ description: 'What each further person adds' }),
});

export const assistanceSchema = z
  .strictObject({
    guidelines: z.array(guidelineSchema).max(100).meta({
      description: 'The federal poverty guidelines by year, as they were published',
    }),
    bands: z
      .array(
        z.strictObject({
          upToPercent: z.int().min(0).max(1000).meta({ description: 'Up to this percent of the guideline' }),
          rate: rateSchema('What of the amount owed is given up'),
        }),
      )
      .max(20)
      .refine(
        (bands) =>
          bands.every(({ upToPercent }, index) => index === 0 || upToPercent > (bands[index - 1]?.upToPercent ?? 0)),
        'expected bands in the order of their percents',
      )
      .meta({ description: 'The lowest incomes first' }),
    lookBackDays: z
      .int()
      .min(0)
      .max(3650)
      .meta({ description: 'An application covers visits up to this many days before it' }),
    validDays: z.int().min(0).max(3650).meta({ description: 'It also covers visits up to this many days after it' }),
  })
  .meta({ id: 'AssistanceSettings', description: 'The policy of financial assistance' });

const ruleSchema = (words: string) =>
  z
    .strictObject({
      mostCents: amountSchema.meta({
        description: 'The most that is written off on a claim; nothing while it is zero',
      }),
      minAgeDays: z.int().min(0).max(3650).meta({ description: 'Only if it has been open for this many days' }),
    })
    .meta({ description: words });

export const smallBalancesSchema = z
  .strictObject({
    owed: ruleSchema('What patients owe'),
    credits: ruleSchema('What patients overpaid'),
    creditStates: z
      .array(
        z.strictObject({
          state: formOf(/^[A-Z]{2}$/, 'two capital letters', 'OH').meta({ description: 'The state' }),
          from: localDateSchema.meta({ description: 'The first day on which the rule applies' }),
          source: z.string().min(1).max(200).meta({ description: 'Where its law says so' }),
        }),
      )
      .max(100)
      .meta({ description: 'States whose law on unclaimed property allows the office to keep small credits' }),
  })
  .meta({ id: 'SmallBalanceSettings', description: 'Balances that are not worth a statement' });
