import * as z from 'zod';
import { denialCategories } from '../../shared/domain/remittance/denial/denial-reasons.ts';
import { defineApi } from '../../shared/http/api.ts';
import {
  amountSchema,
  centsSchema,
  codesOf,
  instantSchema,
  localDateSchema,
  pageOf,
  reasonSchema,
} from '../../shared/http/schemas.ts';
import { aboutQuery, namesQuery, partiesFields, workCounts, workQuery } from '../../shared/http/work-query.ts';

const readers = ['biller', 'manager', 'auditor', 'api-client'] as const;
const workers = ['biller', 'manager'] as const;

const deadlineSchema = z
  .object({ on: localDateSchema, basis: z.enum(['contract', 'medicare', 'assumed']) })
  .meta({ id: 'Deadline', description: 'A day, and where it is known from; look an assumed one up in the contract' });

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
      .meta({ description: 'Service lines, counting from 1; none when the claim as a whole is refused' }),
    deniedCents: centsSchema,
    openCents: centsSchema.meta({ description: 'How much of it is still to be had, and on this list' }),
    remainingCents: centsSchema.meta({ description: 'What stands with this payer on the claim now' }),
    appealBy: deadlineSchema,
    correctedClaimBy: deadlineSchema,
    advice: z.string().meta({ description: 'What usually resolves it' }),
    sent: z
      .object({ by: z.enum(['corrected-claim', 'appeal']), on: localDateSchema, followUpOn: localDateSchema })
      .exactOptional()
      .meta({ description: 'What is with the payer, since when, and when to ask' }),
    outcome: z.enum(['write-off', 'moved', 'payment', 'taken-back']).exactOptional(),
    closedAt: instantSchema.exactOptional(),
    resolution: z.object({ kind: z.string(), by: z.string(), at: instantSchema, reason: z.string() }).exactOptional(),
  })
  .meta({ id: 'Denial' });

const settledSchema = z.object({ denial: denialSchema, ledgerEntryId: z.string(), cents: centsSchema });

const partSchema = amountSchema
  .refine((cents) => cents > 0, 'expected more than zero')
  .exactOptional()
  .meta({ description: 'At most what the denial still answers for; all of that when absent' });

export const denialsApi = defineApi({
  listDenials: {
    method: 'GET',
    path: '/v1/denials',
    summary:
      'Denials that wait for a person: the nearest deadline first, or the oldest, or the largest; with counts and sums of all that was asked for',
    roles: readers,
    query: z.strictObject({
      ...workQuery,
      ...aboutQuery,
      ...namesQuery,
      sort: z
        .enum(['deadline', 'oldest', 'largest'])
        .default('deadline')
        .meta({ description: 'Which come first; the deadline of what was sent is the day to ask' }),
      category: z.enum(codesOf(denialCategories)).exactOptional().meta({ description: 'Only denials of this kind' }),
      sent: z.enum(['true', 'false']).exactOptional().meta({ description: 'Only what is with the payer, or is not' }),
    }),
    answer: {
      status: 200,
      schema: z.object({
        ...workCounts,
        ...pageOf(z.object({ ...denialSchema.shape, ...partiesFields }).meta({ id: 'OpenDenial' })).shape,
      }),
    },
  },
  getDenial: {
    method: 'GET',
    path: '/v1/denials/{denialId}',
    summary: 'One denial: what was refused, until when it can be appealed, what usually resolves it',
    roles: readers,
    answer: { status: 200, schema: denialSchema },
  },
  answerDenial: {
    method: 'POST',
    path: '/v1/denials/{denialId}/answer',
    summary: 'Say that an appeal or a corrected claim is with the payer; the denial comes up again on the day to ask',
    roles: workers,
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: z.strictObject({
      by: z.enum(['corrected-claim', 'appeal']),
      followUpOn: localDateSchema
        .exactOptional()
        .meta({ description: 'When to ask the payer; 45 days on when absent' }),
      reason: reasonSchema,
    }),
    problems: ['denial-closed'],
    answer: { status: 200, schema: denialSchema },
  },
  moveDenial: {
    method: 'POST',
    path: '/v1/denials/{denialId}/move',
    summary: 'Say that the next payer or the patient owes a denied amount, or a part of it',
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
    summary: 'Write a denied amount off, or a part of it, with a reason; what is left stays open',
    roles: ['manager'],
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: z.strictObject({ cents: partSchema, reason: reasonSchema }),
    problems: ['denial-closed', 'settlement-exceeds-work', 'settlement-does-not-fit'],
    answer: { status: 200, schema: settledSchema },
  },
});
