import * as z from 'zod';
import { ages } from '../../shared/domain/account/ageing.ts';
import { centsSchema, claimIdSchema, codesOf, idSchema, localDateSchema } from '../../shared/http/schemas.ts';

const ageSchema = z.enum(codesOf(ages)).meta({ description: 'Days since the amount first stood' });
const since = localDateSchema
  .exactOptional()
  .meta({ description: 'Since when it is owed. When a payment is returned, the amount has its former age again' });

const claimStandingSchema = z
  .strictObject({
    claimId: claimIdSchema,
    patientId: idSchema('patient'),
    serviceFrom: localDateSchema,
    chargeCents: centsSchema,
    patient: z.strictObject({ cents: centsSchema, since, age: ageSchema.exactOptional() }),
    payers: z.array(
      z.strictObject({
        share: z.int().meta({ description: 'The position of the payer’s share, 0 for the one billed first' }),
        payerId: idSchema('payer'),
        cents: centsSchema,
        since,
        age: ageSchema.exactOptional(),
      }),
    ),
    promptPay: z
      .strictObject({
        payCents: centsSchema.meta({ description: 'What settles the claim' }),
        discountCents: centsSchema.meta({ description: 'The discount that is then given automatically' }),
        until: localDateSchema.meta({ description: 'The last day on which it is paid in time' }),
      })
      .exactOptional()
      .meta({
        description: 'The amount that settles it with the discount for prompt payment, if that is given automatically',
      }),
    forbidden: z
      .strictObject({
        deed: z.string().meta({ description: 'What may not be done' }),
        because: z.string().meta({ description: 'The hold, or the patient’s protection by law' }),
      })
      .exactOptional()
      .meta({ description: 'Why no statement may ask for it' }),
  })
  .meta({ id: 'ClaimStanding' });

export const accountBalanceSchema = z
  .strictObject({
    accountId: idSchema('account'),
    asOf: localDateSchema,
    owedCents: centsSchema.meta({ description: 'The patients’ shares above zero' }),
    creditCents: centsSchema.meta({ description: 'What patients overpaid, claim by claim' }),
    unappliedCents: centsSchema.meta({ description: 'Unapplied cash of the account' }),
    clientCents: centsSchema.meta({ description: 'What an employer or a facility owes' }),
    dueCents: centsSchema.meta({
      description:
        'What is left to pay: the patients’ and the client’s shares, less credits and unapplied cash; below zero, the office owes it',
    }),
    insuranceCents: centsSchema.meta({ description: 'What insurance still owes' }),
    positions: z
      .array(
        z.strictObject({
          position: z.string().meta({ description: '`patient`, `client`, or `payer-1` for the payer billed first' }),
          cents: centsSchema,
          ageing: z
            .array(z.strictObject({ age: ageSchema, cents: centsSchema }))
            .meta({ description: 'By age, every age in order' }),
        }),
      )
      .meta({ description: 'Who owes it, and for how long' }),
    claims: z.array(claimStandingSchema),
  })
  .meta({ id: 'AccountBalance' });
