import * as z from 'zod';
import { denialCategories } from '../../shared/domain/remittance/denial/denial-reasons.ts';
import { defineApi } from '../../shared/http/api.ts';
import { letterTemplateSchema, playbookSchema } from '../../shared/http/denial-schemas.ts';
import { amountSchema, centsSchema, codesOf, fileUrlSchema, reasonSchema } from '../../shared/http/schemas.ts';
import { markFields } from '../../shared/http/work-mark-schemas.ts';
import { claimWorkQuery, openOrEnded, partiesFields, workPageOf } from '../../shared/http/work-query.ts';
import { appealRoutes } from './appeal-routes.ts';
import { bulkRoutes } from './bulk-routes.ts';
import { denialSchema, isOwnSchema, readers, workers } from './denial-schema.ts';
import { federalDisputeRoutes } from './federal-dispute-routes.ts';
import { reportRoutes } from './report-routes.ts';

const likelihoodSchema = z
  .object({
    percent: z.int(),
    paid: z.int().meta({ description: 'How many of the past denials the payer paid in the end' }),
    decided: z.int().meta({ description: 'How many past denials it is computed from' }),
    of: z.enum(['payer-and-reason', 'reason', 'category']).meta({
      description: 'Which past denials: of this payer for this reason, of any payer for this reason, or of this kind',
    }),
  })
  .meta({
    id: 'DenialLikelihood',
    description: 'Computed from the office’s past denials; absent while there are fewer than five outcomes',
  });

const settledSchema = z.object({ denial: denialSchema, ledgerEntryId: z.string(), cents: centsSchema });

const partSchema = amountSchema
  .refine((cents) => cents > 0, 'expected more than zero')
  .exactOptional()
  .meta({ description: 'At most the open amount of the denial; all of it when absent' });

export const denialsApi = defineApi({
  ...reportRoutes,
  ...bulkRoutes,
  ...federalDisputeRoutes,
  listDenials: {
    method: 'GET',
    path: '/v1/denials',
    summary:
      'Denials that wait for a person, the nearest deadline first, or the oldest, or the largest; or those that ended in a month, the last one first; with counts and sums of all that match',
    roles: readers,
    query: openOrEnded({
      ...claimWorkQuery,
      sort: z.enum(['deadline', 'oldest', 'largest', 'latest', 'likeliest']).exactOptional().meta({
        description:
          'The order: by deadline, or the last that ended, when absent; after an appeal or corrected claim was sent, the follow-up day is the deadline; `likeliest`: by what is likely to be paid, the most cents first',
      }),
      category: z.enum(codesOf(denialCategories)).exactOptional().meta({ description: 'Only denials of this kind' }),
      likelihood: z.enum(['true', 'false']).default('false').meta({
        description:
          'With the likelihood that the payer pays, from the outcomes of the denials of the last twelve months',
      }),
      sent: z
        .enum(['true', 'false'])
        .exactOptional()
        .meta({ description: 'Only denials with an appeal or corrected claim at the payer, or without' }),
    }),
    answer: {
      status: 200,
      schema: workPageOf('ListedDenial', {
        ...denialSchema.shape,
        ...partiesFields,
        ...markFields,
        likelihood: likelihoodSchema.exactOptional(),
      }),
    },
  },
  getDenial: {
    method: 'GET',
    path: '/v1/denials/{denialId}',
    summary: 'One denial: what was denied, the last day for an appeal, what usually resolves it',
    roles: readers,
    answer: { status: 200, schema: denialSchema },
  },
  ...appealRoutes,
  writeDenialLetter: {
    method: 'POST',
    path: '/v1/denials/{denialId}/letters',
    summary:
      'Write a letter about an open denial, from a template of the office or of the product, as a PDF; nothing is sent. The URL works for five minutes',
    roles: workers,
    idempotencyKey: 'required',
    body: z.strictObject({
      template: z.string().max(40).exactOptional().meta({
        description: 'The letter’s name; when absent, the letter for this kind of denial and level',
      }),
      attachments: z.array(z.string().min(1).max(120)).max(20).exactOptional().meta({
        description: 'What goes with it; what the template lists when absent',
      }),
    }),
    problems: ['denial-closed', 'letter-facts-missing'],
    answer: {
      status: 200,
      schema: z.object({
        ...fileUrlSchema.shape,
        template: z.string(),
        attachments: z.array(z.string()),
        text: z.string().meta({ description: 'The same letter as text' }),
      }),
    },
  },
  getDenialGuide: {
    method: 'GET',
    path: '/v1/denial-guide',
    summary: 'The letters and playbooks of the office and of the product, and the fields that a letter may have',
    roles: readers,
    answer: {
      status: 200,
      schema: z.object({
        fields: z.array(z.object({ name: z.string(), meaning: z.string() })),
        letters: z.array(z.object({ ...letterTemplateSchema.shape, isOwn: isOwnSchema }).meta({ id: 'DenialLetter' })),
        playbooks: z.array(z.object({ ...playbookSchema.shape, isOwn: isOwnSchema }).meta({ id: 'DenialPlaybook' })),
      }),
    },
  },
  moveDenial: {
    method: 'POST',
    path: '/v1/denials/{denialId}/move',
    summary: 'Move a denied amount, or a part of it, to the next payer or the patient',
    roles: workers,
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: z.strictObject({ to: z.enum(['next-payer', 'patient']), cents: partSchema, reason: reasonSchema }),
    problems: ['denial-closed', 'settlement-exceeds-work', 'settlement-does-not-fit'],
    answer: { status: 200, schema: settledSchema },
  },
  writeOffDenial: {
    method: 'POST',
    path: '/v1/denials/{denialId}/write-off',
    summary: 'Write off a denied amount, or a part of it, with a reason; the rest stays open',
    roles: ['manager'],
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: z.strictObject({ cents: partSchema, reason: reasonSchema }),
    problems: ['denial-closed', 'settlement-exceeds-work', 'settlement-does-not-fit'],
    answer: { status: 200, schema: settledSchema },
  },
});
