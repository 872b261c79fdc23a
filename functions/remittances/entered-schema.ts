import * as z from 'zod';
import { enteredChannels } from '../../shared/domain/remittance/entered.ts';
import { formOf, modifierSchema, x12Text } from '../../shared/http/forms.ts';
import { amountSchema, idSchema, localDateSchema, signedAmountSchema } from '../../shared/http/schemas.ts';

/** The body of a remittance that a person enters: what is on the paper, line by line. */

const adjustmentSchema = z.strictObject({
  group: z.enum(['CO', 'PR', 'OA', 'PI']),
  carc: formOf(/^[A-Z]?[0-9]{1,3}$/, 'a claim adjustment reason code', '45'),
  cents: signedAmountSchema.refine((value) => value !== 0, 'expected an amount other than zero'),
});

const remarksSchema = z.array(formOf(/^[A-Z]{1,2}[0-9]{1,4}$/, 'a remark code', 'MA18')).max(5);

const lineSchema = z.strictObject({
  procedure: z.strictObject({
    qualifier: z.enum(['HC', 'NU', 'AD', 'N4', 'HP', 'ER', 'IV', 'WK']).optional(),
    code: x12Text(48),
    modifiers: z.array(modifierSchema).max(4).optional(),
  }),
  revenueCode: formOf(/^[0-9]{4}$/, 'a revenue code of four digits', '0510').exactOptional(),
  chargeCents: signedAmountSchema,
  paidCents: signedAmountSchema,
  units: formOf(/^[0-9]{1,6}(\.[0-9]{1,3})?$/, 'a quantity in quotes', '2.5').exactOptional(),
  serviceFrom: localDateSchema.exactOptional(),
  serviceTo: localDateSchema.exactOptional(),
  controlNumber: x12Text(50).exactOptional(),
  adjustments: z.array(adjustmentSchema).max(30).optional(),
  remarkCodes: remarksSchema.optional(),
});

const claimSchema = z.strictObject({
  controlNumber: x12Text(38).meta({ description: 'The patient control number as the payer gives it' }),
  status: z.enum(['1', '2', '3', '4', '19', '20', '21', '22', '25']).meta({
    description:
      'Processed as primary, secondary, tertiary; denied; the same and forwarded; reversal; predetermination',
  }),
  payerClaimNumber: x12Text(50).exactOptional(),
  patient: z
    .strictObject({
      lastName: x12Text(60),
      firstName: x12Text(35).exactOptional(),
      memberId: x12Text(80).exactOptional(),
    })
    .exactOptional(),
  chargeCents: signedAmountSchema,
  paidCents: signedAmountSchema,
  patientResponsibilityCents: signedAmountSchema.optional(),
  adjustments: z.array(adjustmentSchema).max(30).optional(),
  remarkCodes: remarksSchema.optional(),
  lines: z.array(lineSchema).max(100).optional(),
});

export const enteredRemittanceSchema = z.strictObject({
  channel: z.enum(enteredChannels).meta({ description: 'Where the payment was seen' }),
  billingProviderId: idSchema('provider'),
  payerId: idSchema('payer'),
  method: z.enum(['check', 'eft', 'card']),
  traceNumber: x12Text(50).meta({ description: 'The check or EFT number, or the card payment’s reference' }),
  paymentDate: localDateSchema,
  paymentCents: amountSchema,
  claims: z.array(claimSchema).min(1).max(100),
  providerAdjustments: z
    .array(
      z.strictObject({
        reasonCode: formOf(/^[A-Z0-9]{2}$/, 'a provider adjustment code of two characters', 'WO'),
        reference: x12Text(50).exactOptional(),
        cents: signedAmountSchema.refine((value) => value !== 0, 'expected an amount other than zero'),
      }),
    )
    .max(50)
    .optional()
    .meta({ description: 'What the payer keeps (above zero) or adds (below zero) besides the claims' }),
});

export type EnteredRemittance = z.output<typeof enteredRemittanceSchema>;
