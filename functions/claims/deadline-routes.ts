import * as z from 'zod';
import { deadlineBases, deadlineKinds, deadlineStarts } from '../../shared/domain/deadline/deadline.ts';
import { deadlineStands } from '../../shared/domain/deadline/open-deadline.ts';
import type { Role } from '../../shared/domain/identity/principal.ts';
import { lawSchema } from '../../shared/http/law-schema.ts';
import { amountSchema, centsSchema, codesOf, fileUrlSchema, localDateSchema } from '../../shared/http/schemas.ts';
import { markFields } from '../../shared/http/work-mark-schemas.ts';
import { claimWorkQuery, partiesFields, workPageOf } from '../../shared/http/work-query.ts';

const readers: readonly Role[] = ['biller', 'manager', 'auditor', 'api-client'];

const deadlineItemSchema = z.object({
  kind: z.enum(codesOf(deadlineKinds)),
  on: localDateSchema.meta({ description: 'The last day' }),
  daysLeft: z.int().meta({ description: '0 on the last day, negative once it has passed' }),
  basis: z.enum(deadlineBases),
  rule: z.string().meta({ description: 'The rule that applies, with its source' }),
  countedFrom: z.object({ event: z.enum(deadlineStarts), on: localDateSchema }),
  law: lawSchema
    .exactOptional()
    .meta({ description: 'For a commercial payer’s credit: the law of the state, if it is on record' }),
  claimId: z
    .string()
    .exactOptional()
    .meta({ description: 'The claim; absent for an estate, for a case, and for the draft of a notice' }),
  payerId: z.string().exactOptional(),
  payerPosition: z.int().exactOptional(),
  cents: centsSchema.meta({ description: 'What is at stake; 0 for a case, which has no amount' }),
  chargeCents: amountSchema.exactOptional(),
  serviceFrom: localDateSchema.exactOptional(),
  stands: z.object({ code: z.enum(codesOf(deadlineStands)), detail: z.string() }),
  filing: z.int().exactOptional().meta({ description: 'The number of the filing that is to be sent' }),
  denialId: z.string().exactOptional(),
  exceptionId: z.string().exactOptional(),
  varianceId: z.string().exactOptional().meta({ description: 'The underpayment' }),
  federalDisputeId: z.string().exactOptional().meta({ description: 'The federal dispute, once it began' }),
  accountId: z.string().exactOptional().meta({ description: 'The account whose guarantor died, or that disputes' }),
  estimateId: z.string().exactOptional().meta({ description: 'The estimate that the bill is disputed by' }),
  encounterId: z.string().exactOptional().meta({ description: 'The draft of a notice, which has no claim yet' }),
  auditCaseId: z.string().exactOptional().meta({ description: 'The case; shown only to those who may see it' }),
  investigation: z
    .object({ from: localDateSchema, to: localDateSchema.exactOptional() })
    .exactOptional()
    .meta({ description: 'The investigation of an overpayment that suspends the days to refund' }),
  lines: z
    .array(
      z.object({
        line: z.int(),
        from: localDateSchema.meta({ description: 'The first day of the service' }),
        to: localDateSchema.meta({ description: 'The last day of the service' }),
        on: localDateSchema.meta({ description: 'The last day to file for the first day of service' }),
        timeliness: z.enum(['in-time', 'part', 'late']).meta({
          description: '`part`: the limit falls within the days of service, and only the first of them are late',
        }),
        untimelyTo: localDateSchema
          .exactOptional()
          .meta({ description: 'The last day of service that is late: days from `from` to this one are untimely' }),
      }),
    )
    .exactOptional()
    .meta({ description: 'Once the last day has passed: which lines are late, by their own days of service' }),
});

/** The routes of time limits. */
export const deadlineRoutes = {
  listDeadlines: {
    method: 'GET',
    path: '/v1/deadlines',
    summary:
      'What must be filed, corrected, appealed, disputed or returned in time, the fewest days left or the largest amount first. A deadline that has passed stays until a person decides',
    roles: readers,
    query: z.strictObject({
      ...claimWorkQuery,
      kind: z.enum(codesOf(deadlineKinds)).exactOptional().meta({ description: 'Only deadlines of this kind' }),
      daysLeft: z.coerce
        .number()
        .pipe(z.int().min(-3650).max(3650))
        .exactOptional()
        .meta({ description: 'Only deadlines with at most this many days left; passed ones count as below zero' }),
      sort: z.enum(['deadline', 'largest']).default('deadline').meta({ description: 'Which come first' }),
    }),
    answer: {
      status: 200,
      schema: workPageOf('ListedDeadline', { ...deadlineItemSchema.shape, ...partiesFields, ...markFields }),
    },
  },
  getProofOfTimelyFiling: {
    method: 'GET',
    path: '/v1/claims/{claimId}/filings/{number}/proof-of-timely-filing',
    summary:
      'The packet that shows when a payer had a claim: the file that was sent, its deliveries and acknowledgements, and the rule that applies; a URL that works for five minutes',
    roles: readers,
    query: z.strictObject({ format: z.enum(['text', 'pdf']).default('pdf') }),
    problems: ['submission-not-written'],
    answer: { status: 200, schema: fileUrlSchema },
  },
} as const;
