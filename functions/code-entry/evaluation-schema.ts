import * as z from 'zod';
import { categories } from '../../shared/domain/encounter/evaluation/categories.ts';
import { decisions, problemKinds, riskFactors } from '../../shared/domain/encounter/evaluation/decision.ts';
import { prolongedRules } from '../../shared/domain/encounter/evaluation/level.ts';
import { codesOf, idSchema, instantSchema, localDateSchema } from '../../shared/http/schemas.ts';

/** Worksheets for the level of a visit: what a coder found in the record, and the resulting level. */

const inWords = (table: Readonly<Record<string, { readonly meaning: string }>>) =>
  Object.entries(table)
    .map(([code, { meaning }]) => `${code}: ${meaning}`)
    .join('. ');

const count = z.int().min(0).max(99);
const yes = (description: string) => z.literal(true).exactOptional().meta({ description });

const dataSchema = z.strictObject({
  externalNotes: count.exactOptional().meta({ description: 'Prior notes from outside, each source once' }),
  testsReviewed: count
    .exactOptional()
    .meta({ description: 'Unique tests reviewed that were not ordered at this visit' }),
  testsOrdered: count.exactOptional().meta({ description: 'Unique tests ordered; their review is part of the order' }),
  independentHistorian: yes('Somebody else than the patient had to tell the history'),
  independentInterpretation: yes('A test that another performed was interpreted, and that is not billed'),
  externalDiscussion: yes('Management or a test was discussed with somebody outside, and that is not billed'),
});

export const worksheetBody = z
  .strictObject({
    serviceOn: localDateSchema,
    category: z.enum(codesOf(categories)).meta({
      description: Object.entries(categories)
        .map(([code, { title }]) => `${code}: ${title}`)
        .join('. '),
    }),
    problems: z
      .partialRecord(z.enum(codesOf(problemKinds)), count)
      .exactOptional()
      .meta({ description: `How many problems of each kind were addressed. ${inWords(problemKinds)}` }),
    data: dataSchema.exactOptional().meta({ description: 'Data that were reviewed and analysed' }),
    risk: z
      .array(z.enum(codesOf(riskFactors)))
      .min(1)
      .max(20)
      .exactOptional()
      .meta({ description: `What makes complications likely or grave. ${inWords(riskFactors)}` }),
    minutes: z
      .int()
      .min(1)
      .max(1440)
      .exactOptional()
      .meta({ description: 'Minutes of the practitioner on the day of the visit, as documented' }),
    prolongedBy: z
      .enum(prolongedRules)
      .default('guidelines')
      .meta({ description: 'Whose thresholds for prolonged services apply: the guidelines’ own, or Medicare’s' }),
  })
  .meta({ id: 'VisitWorksheet' });

const decision = z.enum(decisions);

export const levelSchema = z
  .strictObject({
    level: z
      .int()
      .meta({ description: 'The level of the category: office visits have 2 to 5, initial hospital care 1 to 3' }),
    basis: z.enum(['decision', 'time']).meta({ description: 'What the level follows from' }),
    elements: z
      .strictObject({
        problems: decision.exactOptional().meta({ description: 'The level of the problems' }),
        data: decision.exactOptional().meta({ description: 'The level of the data' }),
        risk: decision.exactOptional().meta({ description: 'The level of the risk' }),
      })
      .meta({ description: 'The level of each element that is documented' }),
    decision: decision
      .exactOptional()
      .meta({ description: 'The decision making: what two of the three elements reach' }),
    levelByDecision: z.int().exactOptional().meta({ description: 'The level that decision making gives' }),
    levelByTime: z.int().exactOptional().meta({ description: 'The level that the minutes give' }),
    prolongedUnits: z.int().meta({ description: 'Units of 15 minutes of prolonged service' }),
    code: z.string().exactOptional().meta({ description: 'The office’s code of this level, if it has entered one' }),
    prolongedCode: z
      .string()
      .exactOptional()
      .meta({ description: 'The office’s code of the prolonged service, if it has entered one' }),
  })
  .meta({ id: 'VisitLevel' });

export const evaluationSchema = z
  .strictObject({
    id: idSchema('evaluation'),
    encounterId: idSchema('encounter'),
    encounterVersion: z.int().meta({ description: 'The version of the encounter that was levelled' }),
    at: instantSchema,
    by: z.string(),
    worksheet: worksheetBody.meta({ description: 'What was found in the record' }),
    result: levelSchema.meta({ description: 'The result' }),
  })
  .meta({ id: 'Evaluation' });
