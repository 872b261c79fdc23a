import * as z from 'zod';
import { defineApi } from '../../shared/http/api.ts';
import { ruleActSchema } from '../../shared/http/coding-rules.ts';
import { idSchema, localDateSchema, pageOf, pageQuery } from '../../shared/http/schemas.ts';
import { headingFields, ruleFindingSchema, rulesSchema, versionOfRulesSchema } from './schemas.ts';

const readers = ['coder', 'biller', 'manager', 'auditor', 'api-client'] as const;

const inForceSchema = z
  .strictObject({
    revision: z.int().meta({ description: 'How often the rules were changed' }),
    on: localDateSchema,
    version: z.string().exactOptional().meta({ description: 'The version in force; absent while there is none' }),
    rules: rulesSchema,
  })
  .meta({ id: 'CodingRulesInForce' });

const triedSchema = z
  .strictObject({
    encounterId: idSchema('encounter'),
    acts: z.array(ruleActSchema).meta({ description: 'What the rules would do' }),
    findings: z
      .array(ruleFindingSchema)
      .meta({ description: 'What they would find or hold, and what they could not do' }),
  })
  .meta({ id: 'CodingRulesTrial' });

export const codingRulesApi = defineApi({
  getCodingRules: {
    method: 'GET',
    path: '/v1/coding-rules',
    summary: 'The office’s coding rules in force on a day, today when none is given',
    roles: readers,
    query: z.strictObject({ on: localDateSchema.optional() }),
    answer: { status: 200, schema: inForceSchema },
  },
  listCodingRulesVersions: {
    method: 'GET',
    path: '/v1/coding-rules/versions',
    summary: 'Every version of the coding rules, newest first',
    roles: readers,
    query: z.strictObject(pageQuery),
    answer: { status: 200, schema: pageOf(z.strictObject(headingFields)) },
  },
  changeCodingRules: {
    method: 'POST',
    path: '/v1/coding-rules/versions',
    summary: 'Sets all coding rules from a day on: a new version; the old ones stay',
    roles: ['manager'],
    ifMatch: 'required',
    body: z.strictObject({
      rules: rulesSchema,
      effectiveFrom: localDateSchema.exactOptional().meta({ description: 'Today or later; today when absent' }),
      reason: headingFields.reason,
    }),
    problems: ['coding-rules-invalid', 'coding-rules-too-many'],
    answer: { status: 201, schema: versionOfRulesSchema },
  },
  getCodingRulesVersion: {
    method: 'GET',
    path: '/v1/coding-rules/versions/{version}',
    summary: 'One version of the coding rules',
    roles: readers,
    answer: { status: 200, schema: versionOfRulesSchema },
  },
  dryRunCodingRules: {
    method: 'POST',
    path: '/v1/coding-rules/dry-run',
    summary: 'What rules would do to past encounters; nothing is written',
    roles: ['coder', 'biller', 'manager'],
    query: z.strictObject(pageQuery),
    body: z.strictObject({
      rules: rulesSchema,
      from: localDateSchema.meta({ description: 'The first day on which the encounters were entered' }),
      to: localDateSchema.meta({ description: 'The last day; at most 366 days after the first' }),
    }),
    problems: ['coding-rules-invalid'],
    answer: { status: 200, schema: pageOf(triedSchema) },
  },
});
