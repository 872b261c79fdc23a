import * as z from 'zod';
import type { Role } from '../../shared/domain/identity/principal.ts';
import {
  fileUrlSchema,
  idSchema,
  monthQuery,
  pageOf,
  pageQuery,
  reasonSchema,
  sha256Schema,
} from '../../shared/http/schemas.ts';
import {
  acknowledgementFileSchema,
  claimAcknowledgementSchema,
  fileAnswerSchema,
  submissionAcknowledgementSchema,
} from './acknowledgement-schema.ts';

const claimReaders: readonly Role[] = ['coder', 'biller', 'manager', 'auditor', 'api-client'];
const readers: readonly Role[] = ['biller', 'manager', 'auditor', 'api-client'];
const billers: readonly Role[] = ['biller', 'manager', 'api-client'];

/** The routes of acknowledgements of sent claims. */
export const acknowledgementRoutes = {
  listClaimAcknowledgements: {
    method: 'GET',
    path: '/v1/claims/{claimId}/acknowledgements',
    summary: 'Everything that receivers and payers said of a claim before they decided it, oldest first',
    roles: claimReaders,
    answer: { status: 200, schema: z.object({ items: z.array(claimAcknowledgementSchema) }) },
  },
  nameAcknowledgedFiling: {
    method: 'POST',
    path: '/v1/claims/{claimId}/acknowledgements/{acknowledgementId}/filing',
    summary: 'Say which filing of a claim an acknowledgement is about, if the file does not say; it then takes effect',
    roles: billers,
    ifMatch: 'required',
    body: z.strictObject({
      filing: z.int().min(1).meta({ description: 'The number of a filing of the claim that was sent' }),
      reason: reasonSchema,
    }),
    problems: ['acknowledgement-settled'],
    answer: { status: 200, schema: claimAcknowledgementSchema },
  },
  listSubmissionAcknowledgements: {
    method: 'GET',
    path: '/v1/submissions/{submissionId}/acknowledgements',
    summary: 'Everything that was said of a submission’s file, with payers’ reports about it, oldest first',
    roles: readers,
    answer: { status: 200, schema: z.object({ items: z.array(submissionAcknowledgementSchema) }) },
  },
  fileSubmissionAgain: {
    method: 'POST',
    path: '/v1/submissions/{submissionId}/file-again',
    summary:
      'File the claims of a submission again whose file or batch was rejected, each from what is on file now; not claims that an error names, nor claims that were rejected one by one',
    roles: billers,
    idempotencyKey: 'required',
    problems: ['nothing-to-file'],
    answer: {
      status: 202,
      schema: z.object({ claims: z.int().meta({ description: 'How many claims are filed again' }) }),
    },
  },
  importAcknowledgementFile: {
    method: 'POST',
    path: '/v1/acknowledgement-files',
    summary:
      'Apply an uploaded file of acknowledgements (TA1, 997, 999, 277CA), or keep a payer’s report in its own form; the same bytes are the same file; if it stopped, it continues',
    roles: billers,
    idempotencyKey: 'required',
    body: z.strictObject({
      sha256: sha256Schema,
      name: z.string().min(1).max(200).exactOptional().meta({ description: 'The name of the file at its source' }),
      submissionId: idSchema('submission')
        .exactOptional()
        .meta({ description: 'For a report in a payer’s own form: the submission that it is about' }),
    }),
    problems: ['file-not-uploaded', 'not-found'],
    answer: {
      status: 202,
      repeat: 200,
      schema: z.object({ file: acknowledgementFileSchema, alreadyReceived: z.boolean() }),
    },
  },
  listAcknowledgementFiles: {
    method: 'GET',
    path: '/v1/acknowledgement-files',
    summary: 'Acknowledgements and payers’ reports that came in a month, newest first',
    roles: readers,
    query: z.strictObject({ ...pageQuery, ...monthQuery }),
    answer: { status: 200, schema: pageOf(acknowledgementFileSchema) },
  },
  getAcknowledgementFile: {
    method: 'GET',
    path: '/v1/acknowledgement-files/{fileId}',
    summary: 'A file of acknowledgements: how far it is applied, and how many claims it accepted or rejected',
    roles: readers,
    answer: { status: 200, schema: acknowledgementFileSchema },
  },
  listAcknowledgementAnswers: {
    method: 'GET',
    path: '/v1/acknowledgement-files/{fileId}/answers',
    summary: 'What each part of a file led to, in file order; claims that were found are listed with the claims',
    roles: readers,
    query: z.strictObject(pageQuery),
    answer: { status: 200, schema: pageOf(fileAnswerSchema) },
  },
  getAcknowledgementFileContent: {
    method: 'GET',
    path: '/v1/acknowledgement-files/{fileId}/content',
    summary: 'A URL that reads the raw file for five minutes, with its SHA-256',
    roles: readers,
    answer: { status: 200, schema: fileUrlSchema },
  },
} as const;
