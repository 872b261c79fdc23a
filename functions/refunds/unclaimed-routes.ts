import * as z from 'zod';
import { formOf, x12Text } from '../../shared/http/forms.ts';
import {
  fileUrlSchema,
  idSchema,
  localDateSchema,
  pageOf,
  pageQuery,
  reasonSchema,
} from '../../shared/http/schemas.ts';
import { markFields, markQuery } from '../../shared/http/work-mark-schemas.ts';
import { refundSchema, unclaimedDaysFields } from './refund-schema.ts';

const readers = ['biller', 'manager', 'auditor', 'api-client'] as const;
const deciders = ['biller', 'manager'] as const;
const refund = '/v1/refunds/{refundId}';
const decision = { method: 'POST', idempotencyKey: 'required', ifMatch: 'required' } as const;
const stateSchema = formOf(/^[A-Z]{2}$/, 'two capital letters', 'OH');

/** The routes of money that nobody claims. */
export const unclaimedRoutes = {
  listUnclaimedRefunds: {
    method: 'GET',
    path: '/v1/unclaimed-refunds',
    summary:
      'Checks that nobody has cashed, and refunds that could not be sent, by the deadlines of the state’s law: when to report them, and whether their owners were notified',
    roles: readers,
    query: z.strictObject({
      ...pageQuery,
      ...markQuery,
      state: stateSchema.exactOptional().meta({ description: 'Only refunds that go to this state' }),
      reportBy: localDateSchema
        .exactOptional()
        .meta({ description: 'Only those that are to be reported by this day, or whose day is not on record' }),
    }),
    answer: {
      status: 200,
      schema: pageOf(
        z.strictObject({ refund: refundSchema, ...unclaimedDaysFields, ...markFields }).meta({ id: 'UnclaimedRefund' }),
      ),
    },
  },
  reportUnclaimedRefunds: {
    method: 'POST',
    path: '/v1/unclaimed-refunds',
    summary:
      'Report unclaimed refunds: their checks become void, and the money is owed to the state; writes the file for the report',
    roles: ['manager'],
    idempotencyKey: 'required',
    body: z
      .strictObject({
        refundIds: z.array(idSchema('refund')).min(1).max(25).meta({ description: 'Refunds of the list, each once' }),
        reason: reasonSchema,
      })
      .meta({ id: 'UnclaimedReportBody' }),
    problems: ['refund-not-in-state', 'refund-exempt', 'refund-not-dormant', 'owner-not-notified'],
    answer: { status: 201, schema: z.object({ items: z.array(refundSchema), file: fileUrlSchema }) },
  },
  remitRefund: {
    ...decision,
    path: `${refund}/remit`,
    summary: 'Record the check by which unclaimed money was paid to the state',
    roles: ['manager'],
    body: z.strictObject({
      checkNumber: x12Text(20).meta({ description: 'The number of the check to the state' }),
      reference: x12Text(50).exactOptional().meta({ description: 'The number of the report, as the state gave it' }),
    }),
    problems: ['refund-not-in-state'],
    answer: { status: 200, schema: refundSchema },
  },
  noteRefundOwner: {
    ...decision,
    path: `${refund}/owner`,
    summary:
      'Record that the owner of a refund was notified that the money goes to the state, or made contact: the dormancy period starts again on that day',
    roles: deciders,
    body: z
      .strictObject({
        did: z
          .enum(['told', 'heard-of'])
          .meta({ description: '`told`: the letter that the law wants was sent; `heard-of`: the owner was reached' }),
        on: localDateSchema.exactOptional().meta({ description: 'The day; today when absent' }),
        reason: reasonSchema,
      })
      .meta({ id: 'RefundOwnerBody' }),
    problems: ['refund-not-in-state'],
    answer: { status: 200, schema: refundSchema },
  },
} as const;
