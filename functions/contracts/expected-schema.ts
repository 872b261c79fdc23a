import * as z from 'zod';
import { noRateReasons } from '../../shared/domain/contract/row-standing.ts';
import { shareDoubts } from '../../shared/domain/estimate/patient-share.ts';
import { versionSchema } from '../../shared/http/replacement.ts';
import {
  amountSchema,
  claimIdSchema,
  codesOf,
  idSchema,
  localDateSchema,
  signedAmountSchema,
} from '../../shared/http/schemas.ts';

/** The contract rate that was applied. */
const appliedRate = {
  contractId: idSchema('payerContract').exactOptional().meta({ description: 'The contract that was applied' }),
  rate: z.int().exactOptional().meta({ description: 'The number of its rate' }),
  clause: z.string().exactOptional().meta({ description: 'Where the contract says so' }),
};

const codedLine = {
  line: z.int().meta({ description: 'The service line, from 1' }),
  procedure: z.string().exactOptional(),
  revenueCode: z.string().exactOptional(),
  modifiers: z.array(z.string()),
  chargeCents: amountSchema,
};

const expectedLineSchema = z
  .object({
    ...codedLine,
    expectedCents: amountSchema.exactOptional().meta({
      description: 'The payer’s part and the patient’s together; absent if no rate applies',
    }),
    standing: z.enum(codesOf(noRateReasons)).exactOptional().meta({ description: 'Why nothing is expected' }),
    because: z.string().exactOptional(),
    ...appliedRate,
    isOfClaim: z.boolean().meta({ description: 'Whether it is the line’s part of a rate for the whole claim' }),
    steps: z.array(z.string()).meta({ description: 'The arithmetic in words' }),
  })
  .meta({ id: 'ExpectedLine' });

const shareSchema = z
  .object({
    checkId: idSchema('inquiry').meta({ description: 'The payer’s answer about the benefits' }),
    answeredAt: z.string(),
    patientCents: amountSchema.meta({ description: 'What the patient is expected to owe' }),
    payerCents: amountSchema.meta({ description: 'The payer’s part' }),
    sequestrationCents: amountSchema.meta({ description: 'What the payer withholds from its part' }),
    paymentCents: amountSchema.meta({ description: 'What the payer is expected to pay' }),
    doubts: z
      .array(z.object({ code: z.enum(codesOf(shareDoubts)), because: z.string() }))
      .meta({ description: 'Why the figures may be uncertain' }),
  })
  .meta({ id: 'ExpectedShare', description: 'The payer’s part and the patient’s, where the benefits are known' });

const comparedSchema = z
  .object({
    lines: z.array(z.int()).meta({ description: 'The service lines that are compared together' }),
    expectedCents: amountSchema,
    allowedCents: signedAmountSchema.meta({
      description: 'The payment, the patient’s share, and what the payer withholds from its payment',
    }),
    elsewhereCents: signedAmountSchema.meta({
      description: 'Denied, held, or left to the patient, and therefore not compared',
    }),
    differenceCents: signedAmountSchema.meta({ description: 'Negative if too little was allowed' }),
    isListed: z.boolean().meta({ description: 'Whether it reaches the threshold of the list' }),
  })
  .meta({ id: 'ComparedLines' });

export const expectedPaymentSchema = z
  .object({
    claimId: claimIdSchema.exactOptional(),
    payerId: idSchema('payer'),
    contracts: z.array(z.object({ contractId: idSchema('payerContract'), version: versionSchema, name: z.string() })),
    expectedCents: amountSchema.meta({ description: 'The sum of the lines that have an amount' }),
    isComplete: z.boolean().meta({ description: 'Whether every line has an amount' }),
    lines: z.array(expectedLineSchema),
    share: shareSchema.exactOptional(),
    answered: z
      .object({ on: localDateSchema, compared: z.array(comparedSchema) })
      .exactOptional()
      .meta({
        description: 'What the payer allowed, compared with the expectation; absent until the payer has answered',
      }),
  })
  .meta({ id: 'ExpectedPayment', description: 'What the first payer is expected to allow, by contract' });
