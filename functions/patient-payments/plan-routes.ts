import * as z from 'zod';
import { consentForms } from '../../shared/domain/card/card-on-file.ts';
import { mostPlanClaims, planEnds } from '../../shared/domain/payment-plan/plan.ts';
import { mostInstalments, planRhythms } from '../../shared/domain/payment-plan/schedule.ts';
import { defineApi } from '../../shared/http/api.ts';
import { billingMakers, billingReaders } from '../../shared/http/billing-roles.ts';
import {
  centsSchema,
  claimIdSchema,
  idSchema,
  instantSchema,
  localDateSchema,
  monthQuery,
  pageOf,
  pageQuery,
  positiveSchema,
  reasonSchema,
} from '../../shared/http/schemas.ts';
import { markFields, markQuery } from '../../shared/http/work-mark-schemas.ts';
import { amountQuery, workCounts } from '../../shared/http/work-query.ts';

const plan = '/v1/payment-plans/{planId}';

const consentFields = {
  on: localDateSchema.meta({ description: 'The day on which the guarantor agreed' }),
  form: z.enum(consentForms).meta({ description: 'How the guarantor agreed' }),
};

const endSchema = z.enum(planEnds).meta({
  description: 'Paid; replaced by agreement; or missed, so that all of it is owed again',
});

const planSchema = z
  .strictObject({
    id: idSchema('paymentPlan'),
    version: z.int(),
    accountId: idSchema('account'),
    claimIds: z.array(claimIdSchema),
    totalCents: centsSchema.meta({ description: 'What was owed on the claims when the plan was agreed' }),
    every: z.enum(planRhythms),
    agreedOn: localDateSchema,
    agreedBy: z.string(),
    disclosedOn: localDateSchema.exactOptional(),
    cardId: idSchema('cardOnFile').exactOptional().meta({ description: 'The card that pays the instalments' }),
    cardConsent: z
      .strictObject({ ...consentFields, recordedBy: z.string() })
      .exactOptional()
      .meta({ description: 'How the guarantor agreed to it, if the card was added after the plan was agreed' }),
    ended: z
      .strictObject({
        as: endSchema,
        on: localDateSchema,
        by: z.string(),
        at: instantSchema,
        reason: z.string().exactOptional(),
      })
      .exactOptional()
      .meta({ description: 'Why it ended; absent while it is open' }),
    state: z.enum(['current', 'behind', 'completed', 'cancelled', 'broken']).meta({
      description: '`behind` when an instalment was missed; `completed` when nothing of the total is owed any more',
    }),
    paidCents: centsSchema.meta({ description: 'The part of the total that is no longer owed, whoever paid it' }),
    remainingCents: centsSchema.meta({ description: 'What pays it off today' }),
    missedCents: centsSchema.meta({ description: 'For instalments whose day has passed' }),
    dueCents: centsSchema.meta({ description: 'What is due by today, including missed instalments' }),
    beyondCents: centsSchema.meta({ description: 'Owed on the claims beyond what was agreed' }),
    instalments: z.array(
      z.strictObject({
        number: z.int(),
        dueOn: localDateSchema,
        cents: centsSchema,
        paidCents: centsSchema,
        state: z.enum(['paid', 'missed', 'due', 'coming']),
      }),
    ),
  })
  .meta({ id: 'PaymentPlan' });

const agreedFields = {
  accountId: idSchema('account'),
  claimIds: z.array(claimIdSchema).min(1).max(mostPlanClaims).exactOptional().meta({
    description: 'The claims that it pays; when absent, all claims with a balance',
  }),
  firstDueOn: localDateSchema,
  every: z.enum(planRhythms),
  disclosedOn: localDateSchema.exactOptional().meta({
    description: 'The day on which the disclosures of Regulation Z were given; needed for more than four instalments',
  }),
  cardId: idSchema('cardOnFile').exactOptional().meta({
    description: 'A card on file that pays the instalments, each after it was announced',
  }),
};

const planBody = z
  .union([
    z.strictObject({
      ...agreedFields,
      count: z.int().min(1).max(mostInstalments).meta({ description: 'How many instalments' }),
    }),
    z.strictObject({
      ...agreedFields,
      instalmentCents: positiveSchema.meta({
        description: 'The size of each instalment; the last one is what is left',
      }),
    }),
  ])
  .meta({ id: 'PaymentPlanBody' });

/** The routes of payment plans. */
export const planRoutes = defineApi({
  createPaymentPlan: {
    method: 'POST',
    path: '/v1/payment-plans',
    summary: 'Agree on instalments for what an account owes',
    roles: billingMakers,
    idempotencyKey: 'required',
    body: planBody,
    problems: [
      ...(['plan-for-nothing', 'plan-open-already', 'plan-forbidden', 'plan-needs-disclosures'] as const),
      ...(['card-not-chargeable', 'card-without-notice'] as const),
    ],
    answer: { status: 201, schema: planSchema },
  },
  listPaymentPlans: {
    method: 'GET',
    path: '/v1/payment-plans',
    summary:
      'Open payment plans, the most overdue first (`state=behind`: only overdue ones); or those that ended in a month',
    roles: billingReaders,
    query: z.strictObject({
      ...pageQuery,
      ...markQuery,
      ...amountQuery,
      accountId: idSchema('account').exactOptional().meta({ description: 'Only those of this account' }),
      state: z.enum(['current', 'behind', 'completed', 'ended']).exactOptional().meta({
        description: 'Only plans in this state; `ended` lists those that ended in a month',
      }),
      month: monthQuery.month.meta({ description: 'The month in which they ended; the present one when absent' }),
    }),
    answer: {
      status: 200,
      schema: pageOf(planSchema.extend(markFields).meta({ id: 'ListedPaymentPlan' })).extend(workCounts),
    },
  },
  getPaymentPlan: {
    method: 'GET',
    path: plan,
    summary: 'A payment plan: what is paid, what is missed, what is left',
    roles: billingReaders,
    answer: { status: 200, schema: planSchema },
  },
  putPlanCard: {
    method: 'POST',
    path: `${plan}/card`,
    summary:
      'Have a card on file pay the instalments from now on, in place of the one before; what was announced for that one is not charged',
    roles: billingMakers,
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: z
      .strictObject({ cardId: idSchema('cardOnFile'), consent: z.strictObject(consentFields) })
      .meta({ id: 'PlanCardBody' }),
    problems: ['plan-ended-already', 'plan-for-nothing', 'card-not-chargeable', 'card-without-notice'],
    answer: { status: 200, schema: planSchema },
  },
  takePlanCard: {
    method: 'POST',
    path: `${plan}/take-card`,
    summary: 'Stop paying the instalments by card: announced charges are not made, and the plan continues',
    roles: billingMakers,
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: z.strictObject({ reason: reasonSchema }),
    problems: ['plan-ended-already'],
    answer: { status: 200, schema: planSchema },
  },
  endPaymentPlan: {
    method: 'POST',
    path: `${plan}/end`,
    summary: 'End a payment plan: one that is paid as `completed`; of any other, what is left is owed at once',
    roles: ['biller', 'manager'],
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: z.strictObject({ as: endSchema, reason: reasonSchema }),
    problems: ['plan-ended-already'],
    answer: { status: 200, schema: planSchema },
  },
});
