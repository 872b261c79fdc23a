import * as z from 'zod';
import type { AdjustmentMeaning } from '../../shared/domain/remittance/rules/adjustment-rules.ts';
import { meaningWords, providerAccounts } from '../../shared/domain/remittance/rules/posting-rules-check.ts';
import { formOf } from '../../shared/http/forms.ts';
import { idSchema } from '../../shared/http/schemas.ts';

/** Schemas of posting rules. The domain checks what a rule means and what it may not do. */

const meanings = Object.keys(meaningWords) as [AdjustmentMeaning];

/** A short reason in a person's own words, without patient data. */
export const becauseSchema = z.string().min(1).max(300);

/** A list of codes of one form, without duplicates. */
function codes(code: z.ZodString, most: number) {
  return z
    .array(code)
    .min(1)
    .max(most)
    .refine((list) => new Set(list).size === list.length, 'holds a code twice');
}

const carcsSchema = codes(
  formOf(/^(?:[1-9]\d{0,2}|[A-Z]{1,2}\d{1,3})$/, 'a claim adjustment reason code', '45'),
  300,
).meta({
  description: 'Claim adjustment reason codes; any when absent',
});

export const adjustmentRuleSchema = z
  .strictObject({
    meaning: z.enum(meanings),
    groups: codes(formOf(/^(?:CO|PR|OA|PI|CR)$/, 'one of CO, PR, OA, PI and CR', 'CO'), 5).exactOptional(),
    carcs: carcsSchema.exactOptional(),
    remarkCodes: codes(formOf(/^(?:M|MA|N)\d{1,4}$/, 'a remark code', 'MA18'), 50)
      .exactOptional()
      .meta({ description: 'Any of these remark codes beside the adjustment, on its line or on the claim' }),
    paid: z.enum(['something', 'nothing']).exactOptional(),
    statusCodes: codes(formOf(/^(?:1|2|3|4|19|20|21)$/, 'a claim status code', '1'), 7).exactOptional(),
    payerPositions: z
      .array(z.int().min(0).max(9))
      .min(1)
      .max(10)
      .exactOptional()
      .meta({ description: '0 for the primary payer' }),
    allowedProven: z.boolean().exactOptional().meta({
      description:
        'Whether the payer has shown what it allows: it paid, the line also has the patient’s share, or an earlier payer has paid',
    }),
    besideCostSharing: z.boolean().exactOptional(),
    besideDenial: z.boolean().exactOptional(),
    alreadyPaid: z.boolean().exactOptional(),
    atMostCents: z
      .int()
      .min(1)
      .max(1_000_000)
      .exactOptional()
      .meta({ description: 'The largest amount, in either direction' }),
    because: becauseSchema.exactOptional(),
  })
  .meta({ id: 'AdjustmentRule' });

export const providerRuleSchema = z
  .strictObject({
    code: formOf(/^[A-Z0-9]{2}$/, 'a provider adjustment code of two characters', 'WO'),
    account: z.enum(providerAccounts),
    accountWhenTaken: z
      .enum(providerAccounts)
      .exactOptional()
      .meta({ description: 'The account when the amount takes money from the provider, when that is another one' }),
    because: becauseSchema,
    review: z.enum(['always', 'when-taken']).exactOptional(),
  })
  .meta({ id: 'ProviderAdjustmentRule' });

export const scopeSchema = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('office') }),
    z.strictObject({ kind: z.literal('payer'), payerId: idSchema('payer') }),
    z.strictObject({ kind: z.literal('facility'), facilityId: idSchema('facility') }),
  ])
  .meta({ id: 'RuleScope' });

/** All the fields that a person sets for a scope. */
export const rulesFields = {
  scope: scopeSchema,
  adjustmentRules: z.array(adjustmentRuleSchema).max(200),
  providerAdjustments: z.array(providerRuleSchema).max(100).default([]),
  autoPost: z
    .boolean()
    .exactOptional()
    .meta({ description: 'Whether payments post without approval; when absent, the wider scope decides' }),
};

export type RulesBody = z.output<z.ZodObject<typeof rulesFields>>;
