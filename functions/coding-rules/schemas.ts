import * as z from 'zod';
import { conditionFields } from '../../shared/domain/coding-rules/fields.ts';
import { settableFields } from '../../shared/domain/coding-rules/rule.ts';
import { writtenModifier, writtenProcedure } from '../../shared/http/codes.ts';
import { tagSchema } from '../../shared/http/coding-rules.ts';
import { formOf, x12Text } from '../../shared/http/forms.ts';
import { quantitySchema } from '../../shared/http/quantity.ts';
import { amountSchema, codesOf, instantSchema, localDateSchema } from '../../shared/http/schemas.ts';

/** Schemas of coding rules. The domain checks what a rule may not do. */

const fieldSchema = z
  .enum(codesOf(conditionFields))
  .meta({ description: 'The field, as docs/coding-rules.md lists it' });
const valuesSchema = z.array(z.string().min(1).max(50)).min(1).max(500);

const conditionSchema = z
  .discriminatedUnion('is', [
    z.strictObject({
      field: fieldSchema,
      is: z.enum(['in', 'not-in', 'begins-with', 'not-begins-with']),
      values: valuesSchema,
    }),
    z.strictObject({ field: fieldSchema, is: z.enum(['present', 'absent']) }),
    z.strictObject({
      field: fieldSchema,
      is: z.enum(['at-least', 'at-most']),
      value: z.union([z.number().min(0).max(9_999_999_999), localDateSchema]),
    }),
  ])
  .meta({ id: 'CodingRuleCondition' });

const messageSchema = z
  .string()
  .min(1)
  .max(300)
  .meta({ description: 'In your own words; name nothing about a patient' });
const onSchema = z.enum(['encounter', 'line']);
const settableSchema = z.enum([...new Set([...settableFields.encounter, ...settableFields.line])]);

const addedLineSchema = z.strictObject({
  procedure: writtenProcedure,
  modifiers: z.array(writtenModifier).max(4).default([]),
  units: quantitySchema,
  chargeCents: amountSchema.exactOptional().meta({ description: 'The total; the fee schedule’s price when absent' }),
});

const repriceSchema = z.union([
  z.strictObject({
    do: z.literal('reprice'),
    centsPerUnit: amountSchema.meta({
      description: 'Multiplied by the units and rounded to the nearest cent, half a cent upwards',
    }),
  }),
  z.strictObject({
    do: z.literal('reprice'),
    basisPoints: z
      .int()
      .min(0)
      .max(1_000_000)
      .meta({ description: 'Hundredths of a per cent of the charge: 8550 is 85.5 %, half a cent upwards' }),
  }),
  z.strictObject({ do: z.literal('reprice'), by: z.literal('fee-schedule') }),
]);

const actionSchema = z
  .union([
    z.strictObject({ do: z.literal('set'), on: onSchema, field: settableSchema, value: x12Text(80) }),
    z.strictObject({ do: z.literal('clear'), on: onSchema, field: settableSchema }),
    z.strictObject({
      do: z.literal('add-modifier'),
      modifier: writtenModifier,
      place: z.enum(['first', 'last']).default('last'),
    }),
    z.strictObject({ do: z.literal('remove-modifier'), modifier: writtenModifier }),
    z.strictObject({ do: z.literal('add-line'), line: addedLineSchema }),
    z.strictObject({ do: z.literal('drop-line') }),
    repriceSchema,
    z.strictObject({ do: z.literal('tag'), tag: tagSchema }),
    z.strictObject({ do: z.literal('hold'), message: messageSchema }),
    z.strictObject({ do: z.literal('find'), severity: z.enum(['error', 'warning', 'info']), message: messageSchema }),
    z.strictObject({ do: z.literal('split') }),
  ])
  .meta({ id: 'CodingRuleAction' });

const ruleSchema = z
  .strictObject({
    name: formOf(/^[a-z][a-z0-9-]{0,39}$/, 'words in lower case with hyphens', 'telehealth-place'),
    when: z.array(conditionSchema).min(1).max(20).meta({ description: 'Conditions; all must be met' }),
    actions: z.array(actionSchema).min(1).max(10).meta({ description: 'Actions; all are done, in order' }),
    because: messageSchema,
  })
  .meta({ id: 'CodingRule' });

export const rulesSchema = z
  .array(ruleSchema)
  .max(200)
  .meta({ description: 'All rules, in the order in which they act' });

export const headingFields = {
  version: z.string(),
  effectiveFrom: localDateSchema,
  reason: messageSchema,
  createdAt: instantSchema,
  createdBy: z.string(),
};

export const versionOfRulesSchema = z
  .strictObject({ ...headingFields, rules: rulesSchema })
  .meta({ id: 'CodingRulesVersion' });

export const ruleFindingSchema = z.strictObject({
  rule: z.string(),
  kind: z.enum(['found', 'held', 'failed']),
  severity: z.enum(['error', 'warning', 'info']),
  pointer: z.string(),
  message: z.string(),
});

export type VersionView = z.input<typeof versionOfRulesSchema>;
