import * as z from 'zod';
import { claimIntakeRefusals, claimPurposes } from '../../shared/domain/claim-intake/claim-intake.ts';
import { waitReasons } from '../../shared/domain/claim-intake/wait-reasons.ts';
import { defineApi } from '../../shared/http/api.ts';
import {
  centsSchema,
  claimIdSchema,
  codesOf,
  idSchema,
  instantSchema,
  monthQuery,
  pageOf,
  pageQuery,
  reasonSchema,
  sha256Schema,
} from '../../shared/http/schemas.ts';
import { uploadRoute } from '../../shared/http/upload-route.ts';
import { markFields, markQuery } from '../../shared/http/work-mark-schemas.ts';
import { dismissedSchema } from './dismissed-schema.ts';

const readers = ['biller', 'manager', 'auditor', 'api-client'] as const;
const senders = ['biller', 'manager', 'api-client'] as const;

const purposeSchema = z.enum(codesOf(claimPurposes)).meta({
  description:
    '`sent`: the other system has sent the claims, and they are taken over. `to-send`: this office sends them from here',
});

const fateSchema = (description: string) =>
  z.object({ claims: z.int().meta({ description: 'How many' }), chargeCents: centsSchema }).meta({ description });

const claimIntakeSchema = z
  .object({
    id: idSchema('claimIntake'),
    purpose: purposeSchema,
    sha256: sha256Schema,
    sizeBytes: z.int(),
    name: z.string().exactOptional().meta({ description: 'Its name at its source' }),
    connectionId: z.string().exactOptional().meta({ description: 'The connection that brought it' }),
    receivedAt: instantSchema,
    receivedBy: z.string().meta({ description: 'Who gave it; the connection, if one brought it' }),
    state: z.enum(['reading', 'done', 'refused']).meta({
      description: '`refused`: it could not be read to its end; what was imported before stays',
    }),
    endedAt: instantSchema.exactOptional(),
    refusal: z
      .object({ code: z.enum(codesOf(claimIntakeRefusals)), detail: z.string() })
      .exactOptional()
      .meta({ description: 'Why it could not be read to the end' }),
    all: fateSchema('The claims that were read, and their charges: the sum of the four below'),
    taken: fateSchema('Those that became claims here'),
    known: fateSchema('Those that were here already'),
    waiting: fateSchema('Those that wait for the office'),
    dismissed: fateSchema('Those that waited and were dismissed'),
    remarks: z
      .array(
        z.object({
          code: z.string(),
          message: z.string(),
          byteOffset: z.int(),
          loop: z.string().exactOptional().meta({ description: 'The loop, by the guide’s number' }),
          claim: z.int().exactOptional().meta({ description: 'The claim in the file, from 1' }),
        }),
      )
      .meta({ description: 'What is unusual or wrong in the file, the first 50; present once the file has been read' }),
  })
  .meta({ id: 'ClaimIntake' });

const waitingClaimSchema = z
  .object({
    record: z.int().meta({ description: 'The number of the claim in its file, from 1' }),
    controlNumber: z.string().meta({ description: 'The number that the other system gave it' }),
    chargeCents: centsSchema,
    at: instantSchema.meta({ description: 'When it was tried last' }),
    state: z.enum(['waiting', 'taken', 'known', 'dismissed']).meta({
      description: '`taken`: it was tried again, and is here; `known`: it was here meanwhile',
    }),
    reasons: z
      .array(
        z.object({
          code: z.enum(codesOf(waitReasons)),
          detail: z.string().meta({ description: 'What is missing, and how to add it' }),
          identity: z
            .string()
            .exactOptional()
            .meta({ description: 'The id of the payer, or the NPI, that is unknown' }),
          finding: z.string().exactOptional().meta({ description: 'What is wrong with the claim in the file' }),
          loop: z.string().exactOptional().meta({ description: 'In which loop of the guide' }),
        }),
      )
      .meta({ description: 'Why it waits, by the last attempt' }),
    claimId: claimIdSchema.exactOptional(),
    dismissed: dismissedSchema,
  })
  .meta({ id: 'WaitingClaim' });

export type ClaimIntakeView = z.input<typeof claimIntakeSchema>;
export type WaitingClaimView = z.input<typeof waitingClaimSchema>;

export const claimIntakeRoutes = defineApi({
  createClaimIntakeUpload: uploadRoute('/v1/claim-intakes/uploads', 'an 837 of another system', 'claimIntake', senders),
  createClaimIntake: {
    method: 'POST',
    path: '/v1/claim-intakes',
    summary: 'Import the claims of an uploaded 837. The same bytes, and claims that are here already, change nothing',
    roles: senders,
    idempotencyKey: 'required',
    body: z.strictObject({
      sha256: sha256Schema,
      purpose: purposeSchema,
      name: z.string().min(1).max(200).exactOptional().meta({ description: 'Its name, to find it again' }),
    }),
    problems: ['file-not-uploaded', 'claim-intake-known'],
    answer: { status: 202, schema: claimIntakeSchema },
  },
  listClaimIntakes: {
    method: 'GET',
    path: '/v1/claim-intakes',
    summary: 'Files of other systems’ claims that came in a month, the newest first',
    roles: readers,
    query: z.strictObject({
      ...pageQuery,
      ...markQuery,
      ...monthQuery,
      hasWaiting: z.literal('true').exactOptional().meta({ description: 'Only files with a waiting claim' }),
    }),
    answer: { status: 200, schema: pageOf(claimIntakeSchema.extend(markFields).meta({ id: 'ListedClaimIntake' })) },
  },
  getClaimIntake: {
    method: 'GET',
    path: '/v1/claim-intakes/{claimIntakeId}',
    summary: 'Shows how far a file is read, and what became of its claims and their charges',
    roles: readers,
    answer: { status: 200, schema: claimIntakeSchema },
  },
  listWaitingClaims: {
    method: 'GET',
    path: '/v1/claim-intakes/{claimIntakeId}/waiting',
    summary: 'Lists the claims of a file that could not be imported: which claim, why, and how to correct it',
    roles: readers,
    query: z.strictObject({
      ...pageQuery,
      state: z
        .enum(['waiting', 'taken', 'known', 'dismissed'])
        .exactOptional()
        .meta({ description: 'Only those in this state' }),
    }),
    answer: { status: 200, schema: pageOf(waitingClaimSchema) },
  },
  retryClaimIntake: {
    method: 'POST',
    path: '/v1/claim-intakes/{claimIntakeId}/retry',
    summary:
      'Retries the waiting claims of a file after the office has set up what was missing; continues a file whose reading stopped',
    roles: senders,
    idempotencyKey: 'required',
    problems: ['claim-intake-reading'],
    answer: { status: 202, schema: claimIntakeSchema },
  },
  dismissWaitingClaim: {
    method: 'POST',
    path: '/v1/claim-intakes/{claimIntakeId}/waiting/{record}/dismiss',
    summary: 'Discards a waiting claim, with a reason',
    roles: senders,
    idempotencyKey: 'required',
    body: z.strictObject({ reason: reasonSchema }),
    problems: ['waiting-claim-over'],
    answer: { status: 200, schema: waitingClaimSchema },
  },
});
