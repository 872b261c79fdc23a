import * as z from 'zod';
import type { Role } from '../../shared/domain/identity/principal.ts';
import { defineApi } from '../../shared/http/api.ts';
import { replacementOf } from '../../shared/http/replacement.ts';
import { idSchema, localDateSchema, pageOf, pageQuery, reasonSchema } from '../../shared/http/schemas.ts';
import {
  accountBody,
  accountOwn,
  accountSchema,
  estateSchema,
  holdBody,
  holdKindSchema,
  newAccountBody,
} from './account-schema.ts';
import { accountBalanceSchema } from './balance-schema.ts';
import { chargesBody, clientChargeSchema, moveBody } from './charge-schema.ts';
import { settingsBody, settingsOwn, settingsSchema } from './settings-schema.ts';
import { timelineItemSchema, timelineQuery } from './timeline-schema.ts';

const readers: readonly Role[] = ['biller', 'manager', 'auditor', 'api-client'];
const writers: readonly Role[] = ['biller', 'manager', 'api-client'];
const deciders: readonly Role[] = ['biller', 'manager'];

const account = '/v1/accounts/{accountId}';

const searchBody = z
  .union([
    z.strictObject({ patientId: idSchema('patient') }),
    z.strictObject({ lastName: z.string().min(1).max(60), birthDate: localDateSchema }),
    z.strictObject({
      guarantorLastName: z.string().min(1).max(60).meta({ description: 'Of a guarantor who is not a patient' }),
    }),
    z.strictObject({
      organizationName: z
        .string()
        .max(60)
        .meta({ description: 'A part of the name of employers or facilities; empty for all of them' }),
    }),
    z.strictObject({ hold: holdKindSchema.meta({ description: 'Accounts with this hold' }) }),
  ])
  .meta({ id: 'AccountSearch' });

export const accountsApi = defineApi({
  createAccount: {
    method: 'POST',
    path: '/v1/accounts',
    summary:
      'Adds an account for an employer, a facility, or a guarantor who is not a patient. Every patient has an account already',
    roles: writers,
    body: newAccountBody,
    answer: { status: 201, schema: accountSchema },
  },
  searchAccounts: {
    method: 'POST',
    path: '/v1/accounts/search',
    summary: 'Finds accounts by patient, by guarantor, by employer or facility, or by hold; the access is recorded',
    roles: readers,
    query: z.strictObject(pageQuery),
    body: searchBody,
    answer: { status: 200, schema: pageOf(accountSchema) },
  },
  getAccount: {
    method: 'GET',
    path: account,
    summary: 'An account: its guarantor, its patients, how to reach them, and its holds; the access is recorded',
    roles: readers,
    answer: { status: 200, schema: accountSchema },
  },
  replaceAccount: {
    method: 'PUT',
    path: account,
    summary: 'Sets guarantor and preferences. Until then a patient’s own account is not stored, and has version 0',
    roles: writers,
    body: replacementOf('Account', accountBody, accountOwn),
    ifMatch: 'required',
    answer: { status: 200, schema: accountSchema },
  },
  moveToAccount: {
    method: 'POST',
    path: `${account}/members`,
    summary:
      'Moves a patient to this account (of a family), or back to the patient’s own; unapplied cash stays with the former account',
    roles: deciders,
    body: z.strictObject({ patientId: idSchema('patient') }).meta({ id: 'AccountMemberBody' }),
    problems: ['account-of-a-client', 'account-full', 'account-with-agency'],
    answer: { status: 200, schema: accountSchema },
  },
  holdAccount: {
    method: 'POST',
    path: `${account}/holds`,
    summary: 'Holds an account, or some of its claims: bad address, dispute, bankruptcy, ...; it takes effect at once',
    roles: deciders,
    body: holdBody,
    problems: ['hold-open-already', 'holds-too-many', 'hold-of-placement'],
    answer: { status: 201, schema: accountSchema },
  },
  endAccountHold: {
    method: 'POST',
    path: `${account}/holds/{number}/end`,
    summary: 'Ends a hold of an account',
    roles: deciders,
    body: z.strictObject({ reason: reasonSchema }),
    problems: ['hold-not-open', 'hold-of-placement', 'hold-of-estimate', 'hold-needs-manager'],
    answer: { status: 200, schema: accountSchema },
  },
  describeEstate: {
    method: 'POST',
    path: `${account}/holds/{number}/estate`,
    summary:
      'Sets what is known of the estate of a guarantor who died: the court, the last day to claim, when the office filed its claim',
    roles: deciders,
    body: z.strictObject({ estate: estateSchema }).meta({ id: 'EstateDescription' }),
    problems: ['hold-not-open'],
    answer: { status: 200, schema: accountSchema },
  },
  getAccountBalance: {
    method: 'GET',
    path: `${account}/balance`,
    summary:
      'What an account owes, by claim, payer and age, its unapplied cash, and what insurance still owes; the access is recorded',
    roles: readers,
    answer: { status: 200, schema: accountBalanceSchema },
  },
  getAccountTimeline: {
    method: 'GET',
    path: `${account}/timeline`,
    summary:
      'What happened, in plain words, newest visit first: what was charged, what insurance paid, reduced and refused and why, who owes what; the access is recorded',
    roles: readers,
    query: timelineQuery,
    answer: { status: 200, schema: pageOf(timelineItemSchema) },
  },
  chargeAccount: {
    method: 'POST',
    path: `${account}/charges`,
    summary: 'Charges an employer or a facility for priced items without a procedure code',
    roles: writers,
    idempotencyKey: 'required',
    body: chargesBody,
    problems: ['account-of-no-client'],
    answer: { status: 201, schema: z.object({ items: z.array(clientChargeSchema) }) },
  },
  moveToClient: {
    method: 'POST',
    path: `${account}/shares`,
    summary: 'Moves what a patient owes of a claim to an employer or a facility, which then owes it',
    roles: deciders,
    idempotencyKey: 'required',
    body: moveBody,
    problems: ['account-of-no-client', 'share-exceeds-balance', 'above-role-limit'],
    answer: { status: 201, schema: clientChargeSchema },
  },
  listAccountCharges: {
    method: 'GET',
    path: `${account}/charges`,
    summary: 'What an employer or a facility was charged, and what was moved to it; the access is recorded',
    roles: readers,
    query: z.strictObject(pageQuery),
    answer: { status: 200, schema: pageOf(clientChargeSchema) },
  },
  reverseAccountCharge: {
    method: 'POST',
    path: `${account}/charges/{chargeId}/reverse`,
    summary: 'Takes a charge back by a reversing entry; a share that was moved is the patient’s again',
    roles: deciders,
    idempotencyKey: 'required',
    body: z.strictObject({ reason: reasonSchema }),
    problems: ['charge-taken-back', 'charge-paid'],
    answer: { status: 200, schema: clientChargeSchema },
  },
  getBillingSettings: {
    method: 'GET',
    path: '/v1/billing-settings',
    summary: 'What the office decides about billing patients, employers and facilities',
    roles: readers,
    answer: { status: 200, schema: settingsSchema },
  },
  replaceBillingSettings: {
    method: 'PUT',
    path: '/v1/billing-settings',
    summary: 'Replaces the office’s billing settings, from now on',
    roles: ['manager'],
    body: replacementOf('BillingSettings', settingsBody, settingsOwn),
    ifMatch: 'required',
    answer: { status: 200, schema: settingsSchema },
  },
});
