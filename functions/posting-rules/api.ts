import * as z from 'zod';
import { defineApi } from '../../shared/http/api.ts';
import { formOf } from '../../shared/http/forms.ts';
import { centsSchema, idSchema, instantSchema, localDateSchema, pageOf, pageQuery } from '../../shared/http/schemas.ts';
import { adjustmentRuleSchema, becauseSchema, providerRuleSchema, rulesFields, scopeSchema } from './schemas.ts';

const readers = ['biller', 'manager', 'auditor', 'api-client'] as const;

/** `r7`: the seventh change of the office's rules. */
const versionName = formOf(/^r[1-9]\d{0,8}$/, 'a version of the rules', 'r7');

const layerSchema = z.enum(['protection', 'facility', 'payer', 'office', 'shipped']);
const shownRule = z.object({
  ...adjustmentRuleSchema.shape,
  layer: layerSchema,
  version: z.string(),
  does: z.string(),
});
const shownRow = z.object({
  code: z.string(),
  account: z.string(),
  accountWhenTaken: z.string().exactOptional(),
  because: z.string(),
  review: z.enum(['always', 'when-taken']).exactOptional(),
});

const inForceSchema = z
  .object({
    revision: z.int(),
    on: localDateSchema,
    version: z
      .string()
      .meta({ description: 'The versions recorded with entries: every version that applies, and the shipped one' }),
    autoPost: z.boolean(),
    adjustmentRules: z
      .array(shownRule)
      .meta({ description: 'The first rule that applies decides; if none does, the amount is held' }),
    providerAdjustments: z
      .array(shownRow)
      .meta({ description: 'A code that is not here goes to suspense with an exception' }),
  })
  .meta({ id: 'PostingRulesInForce' });

const headingFields = {
  version: z.string(),
  scope: scopeSchema,
  effectiveFrom: localDateSchema,
  reason: z.string(),
  createdAt: instantSchema,
  createdBy: z.string(),
};

const versionSchema = z
  .object({
    ...headingFields,
    adjustmentRules: z.array(adjustmentRuleSchema),
    providerAdjustments: z.array(providerRuleSchema),
    autoPost: z.boolean().exactOptional(),
  })
  .meta({ id: 'PostingRulesVersion' });

const difference = <Rule extends z.ZodType>(rule: Rule) =>
  z.object({
    change: z.enum(['added', 'removed', 'changed', 'moved']),
    from: z.int().exactOptional(),
    to: z.int().exactOptional(),
    before: rule.exactOptional(),
    after: rule.exactOptional(),
  });

const diffSchema = z
  .object({
    adjustmentRules: z.array(difference(adjustmentRuleSchema)),
    providerAdjustments: z.array(difference(providerRuleSchema)),
    autoPost: z.object({ before: z.boolean().exactOptional(), after: z.boolean().exactOptional() }).exactOptional(),
  })
  .meta({ id: 'PostingRulesDiff' });

const accountCents = z.object({ account: z.string(), payerId: z.string().exactOptional(), cents: centsSchema });

const dryRunSchema = z
  .object({
    items: z
      .array(
        z.object({
          remittanceId: z.string(),
          ledgerEntryId: z.string(),
          claimId: z.string().exactOptional(),
          kindBefore: z.string(),
          kindAfter: z.string(),
          accounts: z.array(accountCents).meta({ description: 'What would be booked less what was, zeros left out' }),
          notes: z.object({ removed: z.array(z.string()), added: z.array(z.string()) }),
          exceptions: z.object({ removed: z.array(z.string()), added: z.array(z.string()) }),
        }),
      )
      .meta({ description: 'Claims of this page that would post differently' }),
    payments: z.array(
      z.object({
        remittanceId: z.string(),
        accounts: z.array(accountCents),
        exceptions: z.object({ removed: z.array(z.string()), added: z.array(z.string()) }),
      }),
    ),
    notComparable: z
      .array(
        z.object({
          remittanceId: z.string(),
          ledgerEntryId: z.string(),
          why: z.enum(['state-unknown', 'posted-otherwise', 'waited']),
        }),
      )
      .meta({
        description:
          'Claims whose state before posting is not known, or that would now post differently even by the same rules',
      }),
    soFar: z.object({
      remittances: z.int(),
      claims: z.int(),
      claimsDiffering: z.int(),
      claimsNotComparable: z.int(),
      accounts: z.array(accountCents),
    }),
    nextPageToken: z.string().exactOptional(),
  })
  .meta({ id: 'PostingRulesDryRun' });

export const postingRulesApi = defineApi({
  getPostingRules: {
    method: 'GET',
    path: '/v1/posting-rules',
    summary: 'The rules in force on a day, for a payer or a facility, with where each comes from',
    roles: readers,
    query: z.strictObject({
      on: localDateSchema.optional(),
      payerId: idSchema('payer').optional(),
      facilityId: idSchema('facility').optional(),
    }),
    answer: { status: 200, schema: inForceSchema },
  },
  listPostingRulesVersions: {
    method: 'GET',
    path: '/v1/posting-rules/versions',
    summary: 'Every version of the rules, newest first',
    roles: readers,
    query: z.strictObject(pageQuery),
    answer: { status: 200, schema: pageOf(z.object(headingFields)) },
  },
  changePostingRules: {
    method: 'POST',
    path: '/v1/posting-rules/versions',
    summary: 'Set the rules of the office, a payer or a facility from a day on; a new version, the old ones stay',
    roles: ['manager'],
    ifMatch: 'required',
    body: z.strictObject({ ...rulesFields, effectiveFrom: localDateSchema.optional(), reason: becauseSchema }),
    problems: ['posting-rules-invalid', 'posting-rules-too-many'],
    answer: { status: 201, schema: versionSchema },
  },
  getPostingRulesVersion: {
    method: 'GET',
    path: '/v1/posting-rules/versions/{version}',
    summary: 'One version of the rules',
    roles: readers,
    answer: { status: 200, schema: versionSchema },
  },
  diffPostingRules: {
    method: 'GET',
    path: '/v1/posting-rules/diff',
    summary: 'What differs between two versions of the rules',
    roles: readers,
    query: z.strictObject({ from: versionName, to: versionName }),
    problems: ['not-found'],
    answer: { status: 200, schema: diffSchema },
  },
  dryRunPostingRules: {
    method: 'POST',
    path: '/v1/posting-rules/dry-run',
    summary: 'What would have been booked otherwise with these rules, over past remittances; nothing is written',
    roles: ['biller', 'manager'],
    query: z.strictObject({ ...pageQuery, limit: z.coerce.number().pipe(z.int().min(1).max(1000)).default(250) }),
    body: z.strictObject({
      rules: z.strictObject(rulesFields),
      remittanceIds: z.array(idSchema('remittance')).min(1).max(100).exactOptional(),
      from: localDateSchema.exactOptional().meta({ description: 'The first day on which remittances were received' }),
      to: localDateSchema.exactOptional().meta({ description: 'The last day; at most 366 days after the first' }),
    }),
    problems: ['posting-rules-invalid'],
    answer: { status: 200, schema: dryRunSchema },
  },
});
