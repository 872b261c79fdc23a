import * as z from 'zod';
import { deadlineBases } from '../../shared/domain/deadline/deadline.ts';
import { appealResults, appealWays } from '../../shared/domain/remittance/denial/appeals.ts';
import { denialCategories } from '../../shared/domain/remittance/denial/denial-reasons.ts';
import { playbookDeeds } from '../../shared/domain/remittance/denial/playbooks.ts';
import {
  amountSchema,
  centsSchema,
  codesOf,
  idSchema,
  instantSchema,
  localDateSchema,
  sha256Schema,
} from '../../shared/http/schemas.ts';

export const isOwnSchema = z.boolean().meta({ description: 'Whether it is the office’s own' });

export const readers = ['biller', 'manager', 'auditor', 'api-client'] as const;
export const workers = ['biller', 'manager'] as const;

const deadlineSchema = z
  .object({ on: localDateSchema, basis: z.enum(deadlineBases) })
  .meta({ id: 'Deadline', description: 'A day, and its source; look up an assumed one in the contract' });

const appealProofSchema = z
  .strictObject({
    number: z.string().min(1).max(60).exactOptional().meta({
      description: 'The number of the letter’s carrier, or the confirmation of a fax or a portal',
    }),
    receivedOn: localDateSchema.exactOptional().meta({ description: 'The day on which the payer had it' }),
    correspondenceId: idSchema('correspondence').exactOptional().meta({
      description: 'The letter, fax or message on record',
    }),
  })
  .refine((proof) => Object.keys(proof).length > 0, 'expected at least one of its fields')
  .meta({ id: 'AppealProof', description: 'What shows that it went out, and when the payer had it' });

export const sendingFields = {
  sentOn: localDateSchema.exactOptional().meta({ description: 'The day on which it left' }),
  via: z.enum(appealWays).exactOptional().meta({ description: 'How it was sent' }),
  proof: appealProofSchema.exactOptional(),
};

const appealSchema = z
  .object({
    id: z.string(),
    level: z.int().meta({ description: 'The level of appeal, counting from 1' }),
    title: z.string(),
    sentOn: localDateSchema.meta({ description: 'When it left' }),
    notedAt: instantSchema.meta({ description: 'When somebody noted that' }),
    notedBy: z.string().meta({ description: 'Who noted it' }),
    via: z.enum(appealWays).exactOptional().meta({ description: 'How it was sent' }),
    proof: appealProofSchema.exactOptional(),
    by: deadlineSchema.meta({ description: 'The last day for it' }),
    isLate: z.boolean().meta({
      description:
        'Whether the payer had it after that day; of an appeal whose receipt is not known, whether it left after it',
    }),
    cents: centsSchema,
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
  .meta({ id: 'Appeal', description: 'An appeal that was sent; without an outcome the payer has not decided' });

export const denialSchema = z
  .object({
    id: z.string(),
    version: z.int(),
    state: z.enum(['open', 'closed']),
    claimId: z.string(),
    patientId: z.string().exactOptional(),
    payerId: z.string(),
    payerPosition: z.int().meta({ description: 'Which payer of the claim, in the order of billing from 0' }),
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
    mayBillNextPayer: z.boolean().meta({
      description:
        'Whether another payer may cover it, and a later payer of the claim has not answered: move it to that payer (`moveDenial`), or hold it',
    }),
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
        minimumCents: amountSchema.exactOptional().meta({ description: 'The least amount that must be at stake' }),
        isBelowMinimum: z.boolean().meta({ description: 'Whether the open amount is below that minimum' }),
      })
      .exactOptional()
      .meta({ description: 'The next level of appeal; absent while an appeal is open, or when all levels are used' }),
    disputeId: idSchema('federalDispute')
      .exactOptional()
      .meta({ description: 'The last federal dispute that began from it' }),
    endedBy: z.array(z.string()).meta({
      description:
        'The operations of this API that end it, by their operationId; it may also end automatically. Empty once it has ended',
    }),
    outcome: z.enum(['write-off', 'moved', 'payment', 'taken-back']).exactOptional(),
    closedAt: instantSchema.exactOptional(),
    resolution: z.object({ kind: z.string(), by: z.string(), at: instantSchema, reason: z.string() }).exactOptional(),
  })
  .meta({ id: 'Denial' });
