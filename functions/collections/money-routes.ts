import * as z from 'zod';
import { defineApi } from '../../shared/http/api.ts';
import { claimIdSchema, monthQuery, pageOf, pageQuery, reasonSchema } from '../../shared/http/schemas.ts';
import { markFields, markQuery } from '../../shared/http/work-mark-schemas.ts';
import { deciders, readers } from './agency-routes.ts';
import {
  bearBody,
  interestBody,
  interestSchema,
  lineSchema,
  matchBody,
  remitBody,
  remitSchema,
} from './remit-schema.ts';

const remit = '/v1/agency-remits/{agencyRemitId}';

/** The routes of agencies' remittances, and of interest. */
export const moneyRoutes = defineApi({
  takeAgencyRemit: {
    method: 'POST',
    path: '/v1/agency-remits',
    summary:
      'Import an agency’s file of payments; the same file counts once. A file that does not add up is refused as a whole, with each wrong line',
    roles: deciders,
    idempotencyKey: 'required',
    body: remitBody,
    problems: ['agency-remit-differs', 'agency-remit-known'],
    answer: { status: 202, schema: remitSchema },
  },
  listAgencyRemits: {
    method: 'GET',
    path: '/v1/agency-remits',
    summary: 'Files from agencies that came in a month, newest first',
    roles: readers,
    query: z.strictObject({ ...monthQuery, ...pageQuery }),
    answer: { status: 200, schema: pageOf(remitSchema) },
  },
  getAgencyRemit: {
    method: 'GET',
    path: remit,
    summary: 'A file from an agency, its sums, and how far it is booked',
    roles: readers,
    answer: { status: 200, schema: remitSchema },
  },
  listRemitLines: {
    method: 'GET',
    path: `${remit}/lines`,
    summary: 'The lines of a file from an agency as they were booked; the access is recorded',
    roles: readers,
    query: z.strictObject(pageQuery),
    answer: { status: 200, schema: pageOf(lineSchema) },
  },
  listWaitingRemitLines: {
    method: 'GET',
    path: '/v1/agency-remit-lines',
    summary: 'Lines from agencies whose placement is not known; their money is in unidentified receipts',
    roles: readers,
    query: z.strictObject({ ...pageQuery, ...markQuery }),
    answer: {
      status: 200,
      schema: pageOf(lineSchema.safeExtend(markFields).meta({ id: 'WaitingAgencyRemitLine' })),
    },
  },
  matchRemitLine: {
    method: 'POST',
    path: `${remit}/lines/{fileLine}/match`,
    summary: 'Say which placement a waiting line belongs to; the line is booked',
    roles: deciders,
    idempotencyKey: 'required',
    body: matchBody,
    problems: ['remit-line-not-waiting'],
    answer: { status: 200, schema: lineSchema },
  },
  bearRemitLine: {
    method: 'POST',
    path: `${remit}/lines/{fileLine}/bear`,
    summary:
      'Write off as bad debt the part of a payment that an agency took back after the office had refunded it to the patient',
    roles: ['manager'],
    idempotencyKey: 'required',
    body: bearBody,
    problems: ['remit-line-not-waiting', 'remit-line-not-borne', 'payment-refunded', 'above-role-limit'],
    answer: { status: 200, schema: lineSchema },
  },
  chargeInterest: {
    method: 'POST',
    path: '/v1/interest-charges',
    summary:
      'Charge interest on what a patient owes on a claim: only if the office charges interest and has entered that the state allows it',
    roles: ['manager'],
    idempotencyKey: 'required',
    body: interestBody,
    problems: ['interest-not-set', 'interest-not-allowed', 'interest-not-due', 'interest-on-plan', 'account-forbids'],
    answer: { status: 201, schema: interestSchema },
  },
  listInterestCharges: {
    method: 'GET',
    path: '/v1/interest-charges',
    summary: 'The interest of a claim, oldest first; the access is recorded',
    roles: readers,
    query: z.strictObject({ ...pageQuery, claimId: claimIdSchema }),
    answer: { status: 200, schema: pageOf(interestSchema) },
  },
  reverseInterest: {
    method: 'POST',
    path: '/v1/interest-charges/{interestChargeId}/reverse',
    summary: 'Reverse interest by a separate entry',
    roles: deciders,
    idempotencyKey: 'required',
    ifMatch: 'required',
    body: z.strictObject({ reason: reasonSchema }),
    problems: ['interest-reversed-already', 'interest-paid'],
    answer: { status: 200, schema: interestSchema },
  },
});
