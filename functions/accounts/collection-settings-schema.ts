import * as z from 'zod';
import { formOf } from '../../shared/http/forms.ts';
import { amountSchema, idSchema, localDateSchema } from '../../shared/http/schemas.ts';

const daysSchema = z.int().min(0).max(3650);
const basisPointsSchema = z.int().min(0).max(10_000).meta({ description: 'Per year, in hundredths of a percent' });

const statePolicySchema = z
  .strictObject({
    state: formOf(/^[A-Z]{2}$/, 'two capital letters', 'OH').meta({ description: 'The state' }),
    from: localDateSchema.meta({ description: 'The day on which the row begins to hold' }),
    source: z.string().min(1).max(200).meta({ description: 'The law, or who advised the office' }),
    creditReporting: z
      .enum(['allowed', 'forbidden'])
      .exactOptional()
      .meta({ description: 'Whether the agency may report the debt; it may not when absent' }),
    interest: z
      .strictObject({
        maximumBasisPoints: basisPointsSchema,
        maximumCents: amountSchema.exactOptional().meta({ description: 'The most interest on a claim in total' }),
      })
      .exactOptional()
      .meta({ description: 'The highest interest rate that is allowed; when absent, no interest' }),
    noticeDays: daysSchema.exactOptional().meta({ description: 'Days from the last letter to a placement' }),
    ageDays: daysSchema.exactOptional().meta({ description: 'Days that it must have been owed' }),
    limitationMonths: z
      .int()
      .min(1)
      .max(360)
      .exactOptional()
      .meta({ description: 'Months from the service within which the office can sue' }),
  })
  .meta({
    id: 'StatePolicy',
    description: 'What the law of a state says about collecting medical debt, as entered by the office',
    examples: [{ state: 'OH', from: '2026-01-01', source: 'Advice of counsel, 2026-01-05', noticeDays: 30 }],
  });

export const collectionSettingsSchema = z
  .strictObject({
    minimumCents: amountSchema.meta({ description: 'Less than this is not placed' }),
    statements: z
      .int()
      .min(1)
      .max(12)
      .meta({ description: 'Statements or letters that must have been sent since it was owed' }),
    noticeDays: daysSchema.meta({ description: 'Days from the last one to a placement' }),
    ageDays: daysSchema.meta({ description: 'Days that it must have been owed' }),
    booksBadDebt: z.boolean().meta({ description: 'Whether a placement books bad debt' }),
    nonprofitEntityIds: z
      .array(idSchema('legalEntity'))
      .max(50)
      .meta({ description: 'Legal entities that are nonprofit hospitals (26 CFR 1.501(r)-6)' }),
    interest: z
      .strictObject({
        basisPoints: basisPointsSchema,
        afterDays: daysSchema.meta({ description: 'Days that a share is owed before it bears interest' }),
      })
      .exactOptional()
      .meta({ description: 'The interest that the office charges where the state allows it; none when absent' }),
    states: z.array(statePolicySchema).max(300).meta({ description: 'What the laws of the states say, and from when' }),
  })
  .meta({ id: 'CollectionSettings', description: 'When something goes to a collection agency, and what that books' });
