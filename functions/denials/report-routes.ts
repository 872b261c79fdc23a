import * as z from 'zod';
import { causeKinds } from '../../shared/domain/remittance/denial/causes.ts';
import { formOf } from '../../shared/http/forms.ts';
import { amountSchema, centsSchema, codesOf } from '../../shared/http/schemas.ts';
import { markFields } from '../../shared/http/work-mark-schemas.ts';
import { claimWorkQuery, partiesFields, workPageOf } from '../../shared/http/work-query.ts';

const readers = ['biller', 'manager', 'auditor', 'api-client'] as const;
const monthSchema = formOf(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month, YYYY-MM', '2026-03');

/** The routes of reports on causes of denials, and on claims without an answer. */
export const reportRoutes = {
  getDenialCauses: {
    method: 'GET',
    path: '/v1/denial-causes',
    summary:
      'Where the denials of some months come from: by reason, kind, payer, provider, coder, overridden edit and procedure, the largest amounts first, with what became of them',
    roles: readers,
    query: z.strictObject({
      from: monthSchema
        .exactOptional()
        .meta({ description: 'The first month; two before the present one when absent' }),
      to: monthSchema.exactOptional().meta({ description: 'The last month; the present one when absent' }),
    }),
    answer: {
      status: 200,
      schema: z.object({
        from: z.string(),
        to: z.string(),
        count: z.int().meta({ description: 'The denials that were opened in these months' }),
        isComplete: z.boolean().meta({ description: 'Whether all answers were counted' }),
        causes: z.array(
          z
            .object({
              kind: z.enum(codesOf(causeKinds)),
              of: z.string().meta({ description: 'The code or id that the denials share' }),
              count: z.int().meta({ description: 'Denials with this cause' }),
              cents: centsSchema.meta({ description: 'What was denied' }),
              open: z.int().meta({ description: 'How many are open' }),
              paid: z.int().meta({ description: 'How many the payer paid in the end' }),
              lost: z.int().meta({ description: 'How many were written off, or refused again' }),
              moved: z
                .int()
                .meta({ description: 'How many were moved to another payer or the patient, or were taken back' }),
            })
            .meta({ id: 'DenialCause' }),
        ),
      }),
    },
  },
  readUnansweredClaims: {
    method: 'GET',
    path: '/v1/unanswered-claims',
    summary:
      'Claims that a payer has had for longer than it usually takes, by its own past answers, the latest first; ask it for their state',
    roles: readers,
    query: z.strictObject({
      ...claimWorkQuery,
      sort: z.enum(['latest', 'largest']).default('latest').meta({ description: 'Which come first' }),
    }),
    problems: ['day-too-large'],
    answer: {
      status: 200,
      schema: workPageOf('UnansweredClaim', {
        claimId: z.string(),
        payerId: z.string(),
        payerPosition: z.int(),
        cents: amountSchema.meta({ description: 'What this payer owes by the books' }),
        days: z.int().meta({
          description:
            'Days since the service, or since this payer’s turn came; for a predetermination, since it was sent',
        }),
        isPredetermination: z
          .literal(true)
          .exactOptional()
          .meta({ description: 'It asks what the payer would pay: nothing is owed' }),
        usual: z.object({
          lateAfterDays: z.int().meta({ description: 'After how many days an answer of this payer is late' }),
          averageDays: z.int().exactOptional().meta({ description: 'Its average over the last 180 days' }),
          answers: z.int().meta({ description: 'How many answers this figure is made from' }),
          basis: z.enum(['past-answers', 'assumed']),
        }),
        endedBy: z.array(z.string()).meta({ description: 'The operations that move it on, by operationId' }),
        ...partiesFields,
        ...markFields,
      }),
    },
  },
} as const;
