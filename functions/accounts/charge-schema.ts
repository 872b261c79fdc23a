import * as z from 'zod';
import { x12Text } from '../../shared/http/forms.ts';
import { quantitySchema } from '../../shared/http/quantity.ts';
import {
  centsSchema,
  claimIdSchema,
  idSchema,
  instantSchema,
  localDateSchema,
  positiveSchema,
  reasonSchema,
} from '../../shared/http/schemas.ts';

const descriptionSchema = x12Text(80).meta({
  description: 'What it is, as the invoice says it',
  examples: ['Drug screen'],
});

const itemBody = z
  .strictObject({
    description: descriptionSchema,
    quantity: quantitySchema,
    unitCents: positiveSchema.meta({ description: 'The price of one' }),
    patientId: idSchema('patient').exactOptional().meta({ description: 'The employee or resident whom it was for' }),
  })
  .meta({ id: 'ChargedItemBody' });

export const chargesBody = z
  .strictObject({
    billingProviderId: idSchema('provider').meta({ description: 'Who bills it; its legal entity’s books hold it' }),
    serviceOn: localDateSchema,
    items: z.array(itemBody).min(1).max(20).meta({ description: 'Priced items without a procedure code' }),
  })
  .meta({ id: 'AccountChargesBody' });

const chargedItemSchema = z
  .strictObject({
    kind: z.literal('item'),
    description: descriptionSchema,
    quantity: z.string().meta({ description: 'How many' }),
    unitCents: centsSchema,
    billingProviderId: idSchema('provider'),
    patientId: idSchema('patient').exactOptional(),
  })
  .meta({ id: 'ChargedItem' });

const movedShareSchema = z
  .strictObject({
    kind: z.literal('share'),
    claimId: claimIdSchema,
    patientId: idSchema('patient'),
    reason: z.string(),
  })
  .meta({ id: 'MovedShare', description: 'A patient’s share of a claim that the organisation pays instead' });

const chargedFeeSchema = z
  .strictObject({ kind: z.literal('fee'), paymentId: idSchema('patientPayment') })
  .meta({ id: 'ChargedFee', description: 'The fee for a returned check' });

export const clientChargeSchema = z
  .strictObject({
    id: idSchema('accountCharge'),
    accountId: idSchema('account'),
    version: z.int(),
    of: z.union([chargedItemSchema, movedShareSchema, chargedFeeSchema]).meta({
      description: 'An item without a procedure code, a patient’s share of a claim, or the fee for a returned check',
    }),
    cents: centsSchema,
    serviceOn: localDateSchema,
    postedOn: localDateSchema,
    at: instantSchema,
    by: z.string(),
    entityId: z.string(),
    ledgerEntryId: z.string(),
    reversed: z
      .strictObject({ at: instantSchema, by: z.string(), reason: z.string(), ledgerEntryId: z.string() })
      .exactOptional()
      .meta({ description: 'Taken back: when, by whom, why, by which entry' }),
  })
  .meta({ id: 'ClientCharge' });

export const moveBody = z
  .strictObject({
    claimId: claimIdSchema,
    cents: positiveSchema
      .exactOptional()
      .meta({ description: 'How much of the patient’s share; all of it when absent' }),
    reason: reasonSchema,
  })
  .meta({ id: 'MovedShareBody' });
