import * as z from 'zod';
import { deadlineBases } from '../../shared/domain/deadline/deadline.ts';
import { appealResults, appealWays } from '../../shared/domain/remittance/denial/appeals.ts';
import { denialCategories } from '../../shared/domain/remittance/denial/denial-reasons.ts';
import { playbookDeeds } from '../../shared/domain/remittance/denial/playbooks.ts';
import { defineApi } from '../../shared/http/api.ts';
import { letterTemplateSchema, playbookSchema } from '../../shared/http/denial-schemas.ts';
import {
  amountSchema,
  centsSchema,
  codesOf,
  fileUrlSchema,
  instantSchema,
  localDateSchema,
  pageOf,
  reasonSchema,
  sha256Schema,
} from '../../shared/http/schemas.ts';
import { markFields, markQuery } from '../../shared/http/work-mark-schemas.ts';
import {
  aboutQuery,
  namesQuery,
  openOrEnded,
  partiesFields,
  workCounts,
  workQuery,
} from '../../shared/http/work-query.ts';
import { disputeClockSchema, disputeSchema, disputeStepSchema } from './dispute-schema.ts';
import { reportRoutes } from './report-routes.ts';

const isOwnSchema = z.boolean().meta({ description: 'Whether it is the office’s own' });

const readers = ['biller', 'manager', 'auditor', 'api-client'] as const;
const workers = ['biller', 'manager'] as const;

const deadlineSchema = z
  .object({ on: localDateSchema, basis: z.enum(deadlineBases) })
  .meta({ id: 'Deadline', description: 'A day, and its source; look up an assumed one in the contract' });

const appealSchema = z
  .object({
    id: z.string(),
    level: z.int().meta({ description: 'The level of appeal, counting from 1' }),
    title: z.string(),
    filedOn: localDateSchema,
    via: z.enum(appealWays).exactOptional().meta({ description: 'How it was sent' }),
    cents: centsSchema,
    by: z.string(),
    reason: z.string(),
    letter: z
      .object({ sha256: sha256Schema, sizeBytes: z.int() })
      .exactOptional()
      .meta({ description: 'The letter that went with it' }),
    outcome: z
      .object({
        result: z.enum(codesOf(appealResults)),
        noticeOn: localDateSchema,
        at: instantSchema,
        allowedCents: centsSchema.exactOptional(),
        by: z.string().exactOptional().meta({ description: 'Who noted it; absent when the payer’s answer decided it' }),
        reason: z.string().exactOptional(),
        ledgerEntryId: z.string().exactOptional(),
      })
      .exactOptional(),
  })
  .meta({ id: 'Appeal', description: 'An appeal that was sent; without an outcome it stands with the payer' });

const denialSchema = z
  .object({
    id: z.string(),
    version: z.int(),
    state: z.enum(['open', 'closed']),
    claimId: z.string(),
    patientId: z.string().exactOptional(),
    payerId: z.string(),
    payerPosition: z
      .int()
      .meta({ description: 'The position of the payer’s share of the claim, 0 for the one that is billed first' }),
    remittanceId: z.string(),
    ledgerEntryId: z.string(),
    openedAt: instantSchema,
    noticeOn: localDateSchema,
    category: z.enum(codesOf(denialCategories)),
    categoryTitle: z.string(),
    reasons: z.array(
      z.object({
        group: z.string(),
        carc: z.string(),
        words: z.string().meta({ description: 'Superbill’s own words' }),
      }),
    ),
    remarkCodes: z.array(z.string()),
    lines: z
      .array(z.int())
      .meta({ description: 'Service lines, counting from 1; none when the whole claim is denied' }),
    deniedCents: centsSchema,
    openCents: centsSchema.meta({ description: 'The amount that can still be collected' }),
    remainingCents: centsSchema.meta({ description: 'The payer’s current balance on the claim' }),
    appealBy: deadlineSchema,
    correctedClaimBy: deadlineSchema,
    advice: z.string().meta({ description: 'What usually resolves it' }),
    playbook: z
      .object({
        name: z.string(),
        isOwn: isOwnSchema,
        steps: z.array(z.string()),
        attach: z.array(z.string()),
        deed: z.enum(codesOf(playbookDeeds)),
      })
      .meta({ description: 'What to do about it, step by step' }),
    sent: z
      .object({ by: z.enum(['corrected-claim', 'appeal']), on: localDateSchema, followUpOn: localDateSchema })
      .exactOptional()
      .meta({ description: 'What was sent to the payer, when, and the follow-up day' }),
    appeals: z.array(appealSchema).meta({ description: 'The appeals that were sent about it, the first level first' }),
    refusedAppeal: z
      .object({ denialId: z.string(), level: z.int() })
      .exactOptional()
      .meta({ description: 'The appeal of an earlier denial that the payer refused with this one' }),
    nextAppeal: z
      .object({
        level: z.int(),
        title: z.string(),
        by: deadlineSchema,
        answerDays: z.int().meta({ description: 'The days in which this level is usually decided' }),
        minimumCents: amountSchema.exactOptional().meta({ description: 'The amount that must be at stake' }),
        isBelowMinimum: z.boolean().meta({ description: 'Whether less than that is open' }),
      })
      .exactOptional()
      .meta({ description: 'The next level of appeal; none while an appeal stands, or when all levels are used' }),
    dispute: disputeSchema.exactOptional(),
    disputeClock: disputeClockSchema.exactOptional(),
    endedBy: z.array(z.string()).meta({
      description:
        'The operations of this API that end it, by their operationId; it may also end by itself. Empty once it has ended',
    }),
    outcome: z.enum(['write-off', 'moved', 'payment', 'taken-back']).exactOptional(),
    closedAt: instantSchema.exactOptional(),
    resolution: z.object({ kind: z.string(), by: z.string(), at: instantSchema, reason: z.string() }).exactOptional(),
  })
  .meta({ id: 'Denial' });

const likelihoodSchema = z
  .object({
    percent: z.int(),
    paid: z.int().meta({ description: 'How many of the past denials the payer paid in the end' }),
    decided: z.int().meta({ description: 'How many past denials it is made from' }),
    of: z.enum(['payer-and-reason', 'reason', 'category']).meta({
      description: 'Which past denials: of this payer for this reason, of any payer for it, or of this kind',
    }),
  })
  .meta({
    id: 'DenialLikelihood',
    description: 'From the office’s own past; none while there are fewer than five outcomes',
  });

const settledSchema = z.object({ denial: denialSchema, ledgerEntryId: z.string(), cents: centsSchema });

const partSchema = amountSchema
  .refine((cents) => cents > 0, 'expected more than zero')
  .exactOptional()
  .meta({ description: 'At most the open amount of the denial; all of it when absent' });

export const denialsApi = defineApi({
  ...reportRoutes,
  listDenials: {
    method: 'GET',
    path: '/v1/denials',
    summary:
      'Denials that wait for a person, the nearest deadline first, or the oldest, or the largest; or those that ended in a month, the last one first; with counts and sums of all that was asked for',
    roles: readers,
    query: openOrEnded({
      ...workQuery,
      ...aboutQuery,
      ...namesQuery,
      ...markQuery,
      sort: z.enum(['deadline', 'oldest', 'largest', 'latest', 'likeliest']).exactOptional().meta({
        description:
          'The order: by deadline, or the last that ended, when absent; after an appeal or corrected claim was sent, the follow-up day is the deadline; `likeliest`: by what is likely to be paid, the most cents first',
      }),
      category: z.enum(codesOf(denialCategories)).exactOptional().meta({ description: 'Only denials of this kind' }),
      likelihood: z.enum(['true', 'false']).default('false').meta({
        description:
          'With the likelihood that the payer pays, from what became of the denials of the last twelve months',
      }),
      sent: z
        .enum(['true', 'false'])
        .exactOptional()
        .meta({ description: 'Only denials with an appeal or corrected claim at the payer, or without' }),
    }),
    answer: {
      status: 200,
      schema: z.object({
        ...workCounts,
        ...pageOf(
          z
            .object({
              ...denialSchema.shape,
              ...partiesFields,
              ...markFields,
              likelihood: likelihoodSchema.exactOptional(),
            })
            .meta({ id: 'ListedDenial' }),
        ).shape,
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
  answerDenial: {
    method: 'POST',
    path: '/v1/denials/{denialId}/answer',
    summary:
      'Note that an appeal or a corrected claim was sent to the payer; the denial comes up again on the follow-up day',
    roles: workers,
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: z.strictObject({
      by: z.enum(['corrected-claim', 'appeal']).meta({ description: 'What was sent to the payer' }),
      followUpOn: localDateSchema.exactOptional().meta({
        description:
          'The follow-up day; when absent, after 45 days, or after the days in which the level of appeal is usually decided',
      }),
      via: z.enum(appealWays).exactOptional().meta({ description: 'How it was sent' }),
      letter: sha256Schema.exactOptional().meta({
        description: 'The digest of the letter that went with it, as writeDenialLetter answered it',
      }),
      isAggregated: z.boolean().exactOptional().meta({
        description: 'Whether the appeal goes together with others that reach the minimum amount with it',
      }),
      reason: reasonSchema,
    }),
    problems: ['denial-closed', 'appeal-standing', 'appeal-levels-used', 'appeal-below-minimum'],
    answer: { status: 200, schema: denialSchema },
  },
  writeDenialLetter: {
    method: 'POST',
    path: '/v1/denials/{denialId}/letters',
    summary:
      'Write a letter about an open denial, from a template of the office or of the product, as a PDF; nothing is sent. The URL holds for five minutes',
    roles: workers,
    idempotencyKey: 'required',
    body: z.strictObject({
      template: z.string().max(40).exactOptional().meta({
        description: 'The letter’s name; the one that fits the kind of the denial and the level when absent',
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
  getAppealLetter: {
    method: 'GET',
    path: '/v1/denials/{denialId}/appeals/{appealId}/letter',
    summary: 'The letter that went with an appeal, byte by byte as it was written; the URL holds for five minutes',
    roles: readers,
    answer: { status: 200, schema: fileUrlSchema },
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
  decideAppeal: {
    method: 'POST',
    path: '/v1/denials/{denialId}/appeals/{appealId}/outcome',
    summary:
      'Note what the payer decided on the last appeal: refused or won in part, the denial is work again at the next level; won, it waits for the payment, which ends it by itself',
    roles: workers,
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: z.strictObject({
      result: z.enum(codesOf(appealResults)),
      noticeOn: localDateSchema.meta({ description: 'The date of the decision: the next level’s days count from it' }),
      allowedCents: amountSchema
        .exactOptional()
        .meta({ description: 'What the payer will pay of it, when won in part' }),
      followUpOn: localDateSchema.exactOptional().meta({
        description: 'When won: the day to ask for the payment; after 30 days when absent',
      }),
      reason: reasonSchema,
    }),
    problems: ['denial-closed', 'appeal-followed'],
    answer: { status: 200, schema: denialSchema },
  },
  disputeDenial: {
    method: 'POST',
    path: '/v1/denials/{denialId}/dispute',
    summary:
      'Note a step of federal independent dispute resolution (No Surprises Act): the notice of open negotiation, the payer’s answer, the initiation, the end; nothing that is owed changes',
    roles: workers,
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: disputeStepSchema,
    problems: ['denial-closed', 'dispute-not-eligible', 'dispute-step-out-of-order'],
    answer: { status: 200, schema: denialSchema },
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
