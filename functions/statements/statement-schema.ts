import * as z from 'zod';
import { ages } from '../../shared/domain/account/ageing.ts';
import { accountHolds } from '../../shared/domain/account/hold.ts';
import { statementSkips } from '../../shared/domain/statement/decide.ts';
import { requiredFields } from '../../shared/domain/statement/dunning-letter.ts';
import {
  moneyMoves,
  noticeStates,
  statementDeliveries,
  statementLanguages,
} from '../../shared/domain/statement/statement.ts';
import {
  addressSchema,
  centsSchema,
  claimIdSchema,
  codesOf,
  idSchema,
  instantSchema,
  localDateSchema,
  sha256Schema,
} from '../../shared/http/schemas.ts';

const letterSchema = z.string().meta({ description: '`statement`, or the name of a dunning letter' });
const deliverySchema = z.enum(statementDeliveries).meta({ description: 'Printed, or announced by e-mail or text' });

/** Why an account got no statement. */
const skipSchema = z
  .enum([...codesOf(statementSkips), ...codesOf(accountHolds), 'qualified-beneficiary', 'no-surprises'])
  .meta({ description: 'Why it got none: a rule of the run, a hold of the account, or the law' });

const countsSchema = z.record(z.string(), z.int());

export const runSchema = z
  .object({
    id: idSchema('statementRun'),
    requestedAt: instantSchema,
    requestedBy: z.string(),
    on: localDateSchema.meta({ description: 'The day that is printed on the statements' }),
    state: z.enum(['running', 'done', 'broke-off']).meta({
      description:
        '`broke-off`: given up after several attempts; ask for another run, which continues with the accounts that have none yet',
    }),
    slices: z.int(),
    statements: z.int().meta({ description: 'How many statements it made' }),
    pages: z.int(),
    dueCents: centsSchema.meta({ description: 'What they ask for together' }),
    letters: countsSchema.meta({ description: 'Statements by letter' }),
    deliveries: countsSchema.meta({ description: 'Statements by how they are sent' }),
    skipped: z.int().meta({ description: 'Accounts that owe something, or have a credit, and got no statement' }),
    skips: countsSchema.meta({ description: 'Their number by reason' }),
    endedAt: instantSchema.exactOptional(),
  })
  .meta({ id: 'StatementRun' });

export const runStatementSchema = z.object({
  id: idSchema('statement'),
  accountId: idSchema('account'),
  dueCents: centsSchema,
  letter: letterSchema,
  delivery: deliverySchema,
  pages: z.int(),
});

export const skippedSchema = z.object({
  accountId: idSchema('account'),
  dueCents: centsSchema.meta({ description: 'What it could have been asked for; below zero the office owes it' }),
  because: skipSchema,
});

export const printedFileSchema = z.object({
  slice: z.int(),
  statements: z.int(),
  sha256: sha256Schema,
  sizeBytes: z.int(),
  url: z.string().meta({ description: 'Reads the archive for five minutes: a PDF a statement, and `manifest.jsonl`' }),
});

const statementFields = {
  id: idSchema('statement'),
  accountId: idSchema('account'),
  runId: idSchema('statementRun').exactOptional().meta({ description: 'The run that made it' }),
  createdAt: instantSchema,
  createdBy: z.string(),
  statementOn: localDateSchema.meta({ description: 'The date that is printed on it' }),
  dueOn: localDateSchema.meta({ description: 'The day by which it is to be paid' }),
  dueCents: centsSchema.meta({ description: 'What it asks for' }),
  letter: letterSchema,
  level: z.int().meta({ description: 'The step of dunning; 0 before the first letter' }),
  language: z.enum(statementLanguages),
  delivery: deliverySchema,
  pages: z.int(),
  sha256: sha256Schema.meta({ description: 'The digest of its PDF, which never changes' }),
  notice: z
    .object({
      state: z.enum(noticeStates).meta({ description: '`waiting`: it was asked for again and leaves at its time' }),
      at: instantSchema,
      firstSentAt: instantSchema
        .exactOptional()
        .meta({ description: 'When it was first sent, if it was sent again later' }),
      because: z
        .string()
        .exactOptional()
        .meta({ description: '`paid` if it was paid meanwhile; otherwise what forbids it' }),
      isLocked: z.literal(true).exactOptional().meta({
        description:
          'It had no link that opens the statement: too many wrong dates had been entered. Make sure who the guarantor is, and announce it again',
      }),
    })
    .exactOptional()
    .meta({ description: 'The message that announced it, or why none was sent' }),
  returned: z
    .object({ on: localDateSchema, by: z.string(), at: instantSchema })
    .exactOptional()
    .meta({ description: 'When it came back in the mail' }),
};

export const statementSchema = z.object(statementFields).meta({ id: 'Statement' });

const partySchema = z.object({
  name: z.string(),
  address: addressSchema.exactOptional(),
  phone: z.string().exactOptional(),
});

const visitSchema = z
  .object({
    claimId: claimIdSchema,
    serviceOn: localDateSchema,
    patientName: z.string(),
    providerName: z.string(),
    chargeCents: centsSchema,
    insurancePaidCents: centsSchema,
    adjustedCents: centsSchema,
    othersCents: centsSchema.meta({ description: 'The part that an employer or a facility took over' }),
    patientPaidCents: centsSchema,
    withInsuranceCents: centsSchema.meta({ description: 'What is still with insurance' }),
    owedCents: centsSchema.meta({ description: 'What is left of the charge after all other amounts' }),
    reasons: z.array(z.object({ code: z.string(), cents: centsSchema })).meta({
      description: 'Why the patient owes it: `carc-` with a payer’s code, `no-insurance`, `taken-over`, `decided`',
    }),
  })
  .meta({ id: 'StatementVisit' });

/** A statement with all of its content. */
export const fullStatementSchema = z
  .object({
    ...statementFields,
    letterText: z
      .object({
        name: z.string().meta({ description: 'The dunning letter that has the words' }),
        version: z.int().meta({ description: 'Its version; 0 for the product’s own' }),
        title: z.string(),
        paragraphs: z.array(z.string()),
        says: z.array(z.enum(requiredFields)).meta({
          description: 'The required texts that it contains; the others are printed below the statement',
        }),
      })
      .exactOptional()
      .meta({ description: 'The text of a dunning letter above the statement, and where the text comes from' }),
    addressee: partySchema.omit({ phone: true }),
    sender: partySchema,
    visits: z.array(visitSchema),
    payments: z
      .array(
        z.object({
          receivedOn: localDateSchema,
          method: z.string(),
          cents: centsSchema,
          as: z.enum(moneyMoves).exactOptional().meta({
            description:
              'Why the money went back; `refund-returned`: a refund that had left came back; absent for a payment',
          }),
        }),
      )
      .meta({ description: 'Since the last statement; negative if the money went back' }),
    previous: z.object({ on: localDateSchema, dueCents: centsSchema }).exactOptional(),
    owedCents: centsSchema,
    creditCents: centsSchema,
    unappliedCents: centsSchema,
    plan: z
      .strictObject({
        planId: idSchema('paymentPlan'),
        remainingCents: centsSchema,
        laterCents: centsSchema.meta({ description: 'The part that is due after this statement’s due day' }),
        missedCents: centsSchema
          .exactOptional()
          .meta({ description: 'What is still owed of instalments that were missed' }),
        nextOn: localDateSchema.exactOptional().meta({ description: 'When the next instalment is due' }),
      })
      .exactOptional()
      .meta({ description: 'The payment plan: the statement asks only for its due part' }),
    agencyHasVisits: z
      .literal(true)
      .exactOptional()
      .meta({ description: 'A collection agency has visits of the account, which are not on the statement' }),
    fees: z
      .array(z.strictObject({ on: localDateSchema, cents: centsSchema }))
      .exactOptional()
      .meta({ description: 'Open fees for returned checks' }),
    ageing: z.array(z.object({ age: z.enum(codesOf(ages)), cents: centsSchema })),
    payLink: z.string().exactOptional().meta({ description: 'Where it can be paid; also its QR code' }),
  })
  .meta({ id: 'FullStatement' });
