import * as z from 'zod';
import { mostBatched } from '../../shared/domain/deposit-batch/batch.ts';
import { paymentMethods } from '../../shared/domain/patient-payment/payment.ts';
import { defineApi } from '../../shared/http/api.ts';
import { billingMakers, billingReaders } from '../../shared/http/billing-roles.ts';
import { x12Text } from '../../shared/http/forms.ts';
import {
  centsSchema,
  decidedFields,
  idSchema,
  instantSchema,
  localDateSchema,
  monthQuery,
  pageOf,
  pageQuery,
  positiveSchema,
  reasonSchema,
} from '../../shared/http/schemas.ts';

const batch = '/v1/deposit-batches/{depositBatchId}';

const batchSchema = z
  .strictObject({
    id: idSchema('depositBatch'),
    version: z.int(),
    entityId: idSchema('legalEntity'),
    depositedOn: localDateSchema,
    totalCents: centsSchema,
    reference: z.string().exactOptional(),
    payments: z
      .array(
        z.strictObject({
          paymentId: idSchema('patientPayment'),
          method: z.enum(paymentMethods),
          cents: centsSchema,
          reference: z.string().exactOptional(),
        }),
      )
      .meta({ description: 'The lines of the slip' }),
    madeAt: instantSchema,
    madeBy: z.string().meta({ description: 'Who made it' }),
    undone: z.strictObject(decidedFields).exactOptional().meta({ description: 'Why the batch was undone' }),
  })
  .meta({ id: 'DepositBatch' });

/** The routes of deposit batches. */
export const batchRoutes = defineApi({
  createDepositBatch: {
    method: 'POST',
    path: '/v1/deposit-batches',
    summary: 'Deposit payments at the bank: they must add up to the total of the slip',
    roles: billingMakers,
    idempotencyKey: 'required',
    body: z
      .strictObject({
        entityId: idSchema('legalEntity').meta({ description: 'The legal entity whose account it goes to' }),
        depositedOn: localDateSchema,
        totalCents: positiveSchema.meta({ description: 'The total of the slip, as it was counted' }),
        reference: x12Text(50).exactOptional().meta({ description: 'The number of the slip, if the bank shows it' }),
        paymentIds: z.array(idSchema('patientPayment')).min(1).max(mostBatched).exactOptional().meta({
          description:
            'Which payments; all cash and checks that were received by that day and are in no batch when absent',
        }),
      })
      .meta({ id: 'DepositBatchBody' }),
    problems: ['batch-total-differs'],
    answer: { status: 201, schema: batchSchema },
  },
  listDepositBatches: {
    method: 'GET',
    path: '/v1/deposit-batches',
    summary: 'Deposit batches that were made in a month, newest first',
    roles: billingReaders,
    query: z.strictObject({ ...monthQuery, ...pageQuery }),
    answer: { status: 200, schema: pageOf(batchSchema) },
  },
  getDepositBatch: {
    method: 'GET',
    path: batch,
    summary: 'A deposit batch with its payments',
    roles: billingReaders,
    answer: { status: 200, schema: batchSchema },
  },
  undoDepositBatch: {
    method: 'POST',
    path: `${batch}/undo`,
    summary: 'Undo a deposit batch that the bank has not shown: its payments wait for another one',
    roles: billingMakers,
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: z.strictObject({ reason: reasonSchema }),
    problems: ['batch-undone-already', 'batch-matched'],
    answer: { status: 200, schema: batchSchema },
  },
});
