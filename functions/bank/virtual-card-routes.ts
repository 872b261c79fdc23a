import * as z from 'zod';
import { defineApi } from '../../shared/http/api.ts';
import { billingMakers, billingReaders } from '../../shared/http/billing-roles.ts';
import { receiptNumberSchema } from '../../shared/http/forms.ts';
import {
  amountSchema,
  centsSchema,
  decidedFields,
  idSchema,
  instantSchema,
  localDateSchema,
  monthQuery,
  pageOf,
  pageQuery,
  reasonSchema,
} from '../../shared/http/schemas.ts';

const charge = '/v1/virtual-card-charges/{virtualCardChargeId}';
const feeWords = { description: 'The fee that the terminal keeps; zero when it is billed separately' };

const chargeSchema = z
  .strictObject({
    id: idSchema('virtualCardCharge'),
    version: z.int(),
    remittanceId: idSchema('remittance'),
    entityId: z.union([idSchema('legalEntity'), z.literal('unassigned')]),
    payerId: idSchema('payer').exactOptional(),
    payerName: z.string(),
    cents: centsSchema.meta({ description: 'What was charged: the amount of the remittance' }),
    feeCents: centsSchema.meta(feeWords),
    chargedOn: localDateSchema.meta({ description: 'The day of the charge' }),
    reference: z.string().meta({ description: 'The terminal’s number, which the bank’s deposit names' }),
    at: instantSchema,
    by: z.string(),
    ledgerEntryId: z.string(),
    reversed: z
      .strictObject({ ...decidedFields, ledgerEntryId: z.string() })
      .exactOptional()
      .meta({ description: 'Taken back, by whom and why; its remittance is in transit again' }),
  })
  .meta({ id: 'VirtualCardCharge' });

/** The routes of payers' virtual cards. */
export const virtualCardRoutes = defineApi({
  chargeVirtualCard: {
    method: 'POST',
    path: '/v1/virtual-card-charges',
    summary:
      'Record that a payer’s virtual card was charged for a remittance. The remittance is paid, and the terminal’s payout is in transit. Card numbers are not accepted',
    roles: billingMakers,
    idempotencyKey: 'required',
    body: z
      .strictObject({
        remittanceId: idSchema('remittance').meta({ description: 'A remittance in transit' }),
        cents: amountSchema.meta({ description: 'What the terminal charged: exactly the amount of the remittance' }),
        feeCents: amountSchema.meta(feeWords),
        chargedOn: localDateSchema.meta({ description: 'The day of the charge' }),
        reference: receiptNumberSchema.meta({
          description: 'The terminal’s number of the charge or of its settlement',
        }),
      })
      .meta({ id: 'VirtualCardChargeBody' }),
    problems: ['virtual-card-differs', 'remittance-not-in-transit'],
    answer: { status: 201, schema: chargeSchema },
  },
  listVirtualCardCharges: {
    method: 'GET',
    path: '/v1/virtual-card-charges',
    summary: 'Charges of payers’ virtual cards of a month, newest first',
    roles: billingReaders,
    query: z.strictObject({ ...pageQuery, ...monthQuery }),
    answer: { status: 200, schema: pageOf(chargeSchema) },
  },
  getVirtualCardCharge: {
    method: 'GET',
    path: charge,
    summary: 'A charge of a payer’s virtual card',
    roles: billingReaders,
    answer: { status: 200, schema: chargeSchema },
  },
  reverseVirtualCardCharge: {
    method: 'POST',
    path: `${charge}/reverse`,
    summary: 'Reverse a charge that was declined or entered by mistake; its remittance is in transit again',
    roles: billingMakers,
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: z.strictObject({ reason: reasonSchema }),
    problems: ['virtual-card-deposited', 'virtual-card-reversed-already'],
    answer: { status: 200, schema: chargeSchema },
  },
});
