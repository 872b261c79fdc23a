import * as z from 'zod';
import type { Role } from '../../shared/domain/identity/principal.ts';
import { defineApi } from '../../shared/http/api.ts';
import { formOf } from '../../shared/http/forms.ts';
import { replacementOf } from '../../shared/http/replacement.ts';
import { idSchema, pageOf, pageQuery, reasonSchema } from '../../shared/http/schemas.ts';
import { agencyBody, agencyOwn, agencySchema, recoverySchema } from './agency-schema.ts';
import { agencyFileSchema, fullAgencyFileSchema, madeFileSchema } from './file-schema.ts';
import { feePaymentAnswer, feePaymentBody } from './remit-schema.ts';

export const readers: readonly Role[] = ['biller', 'manager', 'auditor', 'api-client'];
export const deciders: readonly Role[] = ['biller', 'manager'];

const agency = '/v1/collection-agencies/{agencyId}';
const file = '/v1/agency-files/{agencyFileId}';
const monthSchema = formOf(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month', '2026-03');

/** The routes of agencies, their recoveries, and the files that report accounts to them. */
export const agencyRoutes = defineApi({
  createCollectionAgency: {
    method: 'POST',
    path: '/v1/collection-agencies',
    summary: 'Set up a collection agency: address, licences, fees by day, and how its files leave',
    roles: ['manager'],
    body: agencyBody,
    answer: { status: 201, schema: agencySchema },
  },
  listCollectionAgencies: {
    method: 'GET',
    path: '/v1/collection-agencies',
    summary: 'The collection agencies',
    roles: readers,
    query: z.strictObject(pageQuery),
    answer: { status: 200, schema: pageOf(agencySchema) },
  },
  getCollectionAgency: {
    method: 'GET',
    path: agency,
    summary: 'A collection agency',
    roles: readers,
    answer: { status: 200, schema: agencySchema },
  },
  replaceCollectionAgency: {
    method: 'PUT',
    path: agency,
    summary: 'Replace the data of a collection agency; the accounts that it has stay with it',
    roles: ['manager'],
    body: replacementOf('CollectionAgency', agencyBody, agencyOwn),
    ifMatch: 'required',
    answer: { status: 200, schema: agencySchema },
  },
  getAgencyRecovery: {
    method: 'GET',
    path: `${agency}/recovery`,
    summary:
      'What the agency recovered of what was placed with it, by the month of the placement; the access is recorded',
    roles: readers,
    query: z.strictObject({
      from: monthSchema
        .exactOptional()
        .meta({ description: 'The first month; eleven before the last one when absent' }),
      to: monthSchema.exactOptional().meta({ description: 'The last month; this one when absent' }),
    }),
    answer: { status: 200, schema: recoverySchema },
  },
  payAgencyFees: {
    method: 'POST',
    path: `${agency}/fee-payments`,
    summary: 'Book a check to an agency that remits everything and is paid its fees',
    roles: ['manager'],
    idempotencyKey: 'required',
    body: feePaymentBody,
    problems: ['fees-exceed-owed'],
    answer: { status: 201, schema: feePaymentAnswer },
  },
  createAgencyFile: {
    method: 'POST',
    path: '/v1/agency-files',
    summary:
      'Write the file that tells an agency what was placed, recalled, paid and changed since the last file; it is sent through the agency’s trading partner',
    roles: deciders,
    idempotencyKey: 'required',
    body: z.strictObject({ agencyId: idSchema('collectionAgency') }).meta({ id: 'AgencyFileBody' }),
    problems: ['nothing-to-tell'],
    answer: { status: 201, schema: madeFileSchema },
  },
  listAgencyFiles: {
    method: 'GET',
    path: '/v1/agency-files',
    summary: 'The files to an agency, newest first',
    roles: readers,
    query: z.strictObject({ ...pageQuery, agencyId: idSchema('collectionAgency') }),
    answer: { status: 200, schema: pageOf(agencyFileSchema) },
  },
  getAgencyFile: {
    method: 'GET',
    path: file,
    summary: 'A file to an agency with its deliveries, and where to read it; the access is recorded',
    roles: readers,
    answer: { status: 200, schema: fullAgencyFileSchema },
  },
  deliverAgencyFile: {
    method: 'POST',
    path: `${file}/deliver`,
    summary: 'Send the same file again',
    roles: deciders,
    idempotencyKey: 'required',
    body: z.strictObject({ reason: reasonSchema }),
    problems: ['agency-file-by-hand'],
    answer: { status: 202, schema: agencyFileSchema },
  },
});
