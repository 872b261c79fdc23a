import * as z from 'zod';
import {
  addressSchema,
  centsSchema,
  idSchema,
  instantSchema,
  localDateSchema,
  sha256Schema,
} from '../../shared/http/schemas.ts';

const partySchema = z.object({ name: z.string(), address: addressSchema.exactOptional() });

export const invoiceSchema = z
  .object({
    id: idSchema('invoice'),
    number: z.string().meta({ description: 'The number of the invoice in the office', examples: ['INV-000001'] }),
    accountId: idSchema('account'),
    entityId: idSchema('legalEntity'),
    version: z.int(),
    createdAt: instantSchema,
    createdBy: z.string(),
    invoiceOn: localDateSchema.meta({ description: 'The date that is printed on it' }),
    dueOn: localDateSchema.meta({ description: 'The day by which it is to be paid' }),
    billTo: partySchema.meta({ description: 'Whom it is addressed to' }),
    sender: z.object({ ...partySchema.shape, phone: z.string().exactOptional() }),
    lines: z.array(
      z.object({
        chargeId: idSchema('accountCharge'),
        serviceOn: localDateSchema,
        description: z.string(),
        patientName: z.string().exactOptional(),
        quantity: z.string().exactOptional(),
        unitCents: centsSchema.exactOptional(),
        cents: centsSchema,
      }),
    ),
    totalCents: centsSchema,
    state: z.enum(['open', 'settled', 'withdrawn']),
    openCents: centsSchema.meta({
      description: 'What is still owed on it, by the account’s entries; money pays the oldest first',
    }),
    sha256: sha256Schema.meta({ description: 'The digest of its PDF, which never changes' }),
    withdrawn: z
      .object({ at: instantSchema, by: z.string(), reason: z.string() })
      .exactOptional()
      .meta({ description: 'By whom and why; its charges can be billed again' }),
  })
  .meta({ id: 'Invoice' });
