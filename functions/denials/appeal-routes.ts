import * as z from 'zod';
import { appealResults } from '../../shared/domain/remittance/denial/appeals.ts';
import type { Route } from '../../shared/http/api.ts';
import {
  amountSchema,
  codesOf,
  fileUrlSchema,
  localDateSchema,
  reasonSchema,
  sha256Schema,
} from '../../shared/http/schemas.ts';
import { denialSchema, readers, sendingFields, workers } from './denial-schema.ts';

/** A submission to the payer, about one denial or several. */
export const sentFields = {
  by: z.enum(['corrected-claim', 'appeal']).meta({ description: 'What was sent to the payer' }),
  followUpOn: localDateSchema.exactOptional().meta({
    description:
      'The follow-up day; when absent, 45 days after it left, or as many as the level of appeal usually takes',
  }),
  sentOn: sendingFields.sentOn.meta({ description: 'The day on which it left; today when absent' }),
  via: sendingFields.via,
  isAggregated: z.boolean().exactOptional().meta({
    description: 'Whether the appeal is combined with others to reach the minimum amount',
  }),
  reason: reasonSchema,
};

/** The routes of submissions about a denial, and their outcome. */
export const appealRoutes = {
  answerDenial: {
    method: 'POST',
    path: '/v1/denials/{denialId}/answer',
    summary:
      'Note that an appeal or a corrected claim was sent to the payer; the denial comes up again on the follow-up day',
    roles: workers,
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: z.strictObject({
      ...sentFields,
      proof: sendingFields.proof,
      letter: sha256Schema.exactOptional().meta({
        description: 'The digest of the letter that went with it, as writeDenialLetter answered it',
      }),
    }),
    problems: ['denial-closed', 'appeal-standing', 'appeal-levels-used', 'appeal-below-minimum'],
    answer: { status: 200, schema: denialSchema },
  },
  recordAppealSending: {
    method: 'POST',
    path: '/v1/denials/{denialId}/appeals/{appealId}/sending',
    summary: 'Record how an appeal was sent: another day or way, the carrier’s number, and when the payer received it',
    roles: workers,
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: z.strictObject({ ...sendingFields, reason: reasonSchema }).meta({ id: 'AppealSending' }),
    problems: ['denial-closed'],
    answer: { status: 200, schema: denialSchema },
  },
  getAppealLetter: {
    method: 'GET',
    path: '/v1/denials/{denialId}/appeals/{appealId}/letter',
    summary: 'The letter that went with an appeal, byte by byte as it was written; the URL works for five minutes',
    roles: readers,
    answer: { status: 200, schema: fileUrlSchema },
  },
  decideAppeal: {
    method: 'POST',
    path: '/v1/denials/{denialId}/appeals/{appealId}/outcome',
    summary:
      'Record what the payer decided on the last appeal. Refused or won in part: the denial needs work at the next level. Won: it waits for the payment, which closes it automatically',
    roles: workers,
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: z.strictObject({
      result: z.enum(codesOf(appealResults)),
      noticeOn: localDateSchema.meta({ description: 'The date of the decision: the next level’s days count from it' }),
      allowedCents: amountSchema
        .exactOptional()
        .meta({ description: 'The amount that the payer will pay, when the appeal is won in part' }),
      followUpOn: localDateSchema.exactOptional().meta({
        description: 'When won: the day to ask for the payment; after 30 days when absent',
      }),
      reason: reasonSchema,
    }),
    problems: ['denial-closed', 'appeal-followed'],
    answer: { status: 200, schema: denialSchema },
  },
} as const satisfies Readonly<Record<string, Route>>;
