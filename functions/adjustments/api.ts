import * as z from 'zod';
import { adjustmentStates } from '../../shared/domain/adjustment/adjustment.ts';
import { adjustmentReasons, adjustmentWays } from '../../shared/domain/adjustment/reasons.ts';
import { defineApi } from '../../shared/http/api.ts';
import {
  amountSchema,
  centsSchema,
  claimIdSchema,
  codesOf,
  decidedFields,
  idSchema,
  monthQuery,
  pageOf,
  pageQuery,
  reasonSchema,
} from '../../shared/http/schemas.ts';
import { markFields, markQuery } from '../../shared/http/work-mark-schemas.ts';
import { assistanceRoutes } from './assistance-routes.ts';
import { bulkRoutes } from './bulk-routes.ts';
import { smallBalanceRoutes } from './small-balance-routes.ts';

const readers = ['biller', 'manager', 'auditor', 'api-client'] as const;
const deciders = ['biller', 'manager'] as const;

const adjustment = '/v1/adjustments/{adjustmentId}';

const decidedSchema = z.strictObject(decidedFields).meta({ id: 'AdjustmentDecision' });
const positionSchema = z.int().min(0).max(9).exactOptional().meta({
  description: 'For a payer’s balance: the position of its share, 0 for the first; the patient’s when absent',
});
const whySchema = z.enum(codesOf(adjustmentReasons)).meta({
  description: 'The reason; it also says whether the amount is written off, or where it moves',
});

const adjustmentSchema = z
  .strictObject({
    id: idSchema('adjustment'),
    version: z.int(),
    state: z.enum(codesOf(adjustmentStates)),
    claimId: claimIdSchema,
    patientId: idSchema('patient'),
    payerPosition: positionSchema,
    as: z.enum(codesOf(adjustmentWays)).meta({ description: 'Written off, or where the amount moves' }),
    why: whySchema,
    cents: centsSchema,
    madeBy: z
      .string()
      .exactOptional()
      .meta({ description: 'The application for financial assistance, or the run by rule, that made it' }),
    requested: decidedSchema,
    decided: decidedSchema
      .exactOptional()
      .meta({ description: 'Who agreed or declined; absent when one person decided alone' }),
    ledgerEntryId: z.string().exactOptional(),
    reversed: z
      .strictObject({ ...decidedFields, ledgerEntryId: z.string() })
      .exactOptional()
      .meta({ description: 'Taken back, by whom and why' }),
    passedOver: z
      .literal(true)
      .exactOptional()
      .meta({ description: 'Because of this adjustment the payer is not billed any more' }),
  })
  .meta({ id: 'Adjustment' });

const decisionBody = z.strictObject({ reason: reasonSchema });
const faults = [
  ...['adjustment-exceeds-balance', 'adjustment-does-not-fit', 'adjustment-has-work', 'adjustment-payer-has-claim'],
  ...['adjustment-patient-protected', 'federal-cost-sharing', 'account-forbids', 'filing-underway'],
] as const;

export const adjustmentsApi = defineApi({
  ...assistanceRoutes,
  ...smallBalanceRoutes,
  ...bulkRoutes,
  createAdjustment: {
    method: 'POST',
    path: '/v1/adjustments',
    summary:
      'Write off an amount of a claim, or move it to the patient, the next payer or collections, without a denial; above the limit of the person who asks, it waits for a second person',
    roles: deciders,
    idempotencyKey: 'required',
    body: z
      .strictObject({
        claimId: claimIdSchema,
        payerPosition: positionSchema,
        why: whySchema,
        cents: amountSchema
          .refine((value) => value > 0, 'expected more than zero')
          .exactOptional()
          .meta({
            description: 'At most the balance. When absent: all of it, or for a discount the amount by the rule',
          }),
        reason: reasonSchema,
      })
      .meta({ id: 'AdjustmentBody' }),
    problems: [...faults, 'discount-not-offered', 'discount-exceeds-rule', 'adjustment-made-by-rule'],
    answer: { status: 201, schema: adjustmentSchema },
  },
  listAdjustments: {
    method: 'GET',
    path: '/v1/adjustments',
    summary:
      'Adjustments that wait for a second person; or those of a claim; or those that were asked for in a month and decided',
    roles: readers,
    query: z.strictObject({
      ...monthQuery,
      ...pageQuery,
      ...markQuery,
      state: z.enum(codesOf(adjustmentStates)).exactOptional().meta({
        description: 'Only those in this state; `waiting` lists those of all months',
      }),
      claimId: claimIdSchema.exactOptional().meta({ description: 'Only those of this claim, of all months' }),
    }),
    answer: { status: 200, schema: pageOf(adjustmentSchema.extend(markFields).meta({ id: 'ListedAdjustment' })) },
  },
  getAdjustment: {
    method: 'GET',
    path: adjustment,
    summary: 'One adjustment: who asked for it, who agreed, what it booked',
    roles: readers,
    answer: { status: 200, schema: adjustmentSchema },
  },
  approveAdjustment: {
    method: 'POST',
    path: `${adjustment}/approve`,
    summary: 'Agree to an adjustment that another person asked for; it is booked',
    roles: ['manager'],
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: decisionBody,
    problems: ['adjustment-not-waiting', 'decided-by-oneself', ...faults],
    answer: { status: 200, schema: adjustmentSchema },
  },
  declineAdjustment: {
    method: 'POST',
    path: `${adjustment}/decline`,
    summary: 'Decline an adjustment that waits, or withdraw one’s own; nothing is booked',
    roles: deciders,
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: decisionBody,
    problems: ['adjustment-not-waiting', 'adjustment-not-yours'],
    answer: { status: 200, schema: adjustmentSchema },
  },
  reverseAdjustment: {
    method: 'POST',
    path: `${adjustment}/reverse`,
    summary: 'Reverse an adjustment by a separate entry; the former debtor owes the amount again',
    roles: deciders,
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: decisionBody,
    problems: ['adjustment-not-booked', 'adjustment-used-since'],
    answer: { status: 200, schema: adjustmentSchema },
  },
});
