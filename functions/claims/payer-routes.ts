import { fileUrlSchema, pageOf } from '../../shared/http/schemas.ts';
import { statusInquirySchema } from '../../shared/http/status-inquiry-schemas.ts';
import { sendAttachmentsBody, sendingSchema } from './attachment-schema.ts';

const claimReaders = ['coder', 'biller', 'manager', 'auditor', 'api-client'] as const;
const billers = ['biller', 'manager', 'api-client'] as const;

/** The routes of status inquiries, and of documents sent to payers. */
export const payerRoutes = {
  sendAttachments: {
    method: 'POST',
    path: '/v1/claims/{claimId}/attachments',
    summary: 'Sends documents of the encounter to the payer, in one file with the documents inside (275)',
    roles: billers,
    idempotencyKey: 'required',
    body: sendAttachmentsBody,
    problems: [
      ...(['attachments-missing', 'attachments-too-large', 'attachment-request-over'] as const),
      ...(['claim-not-with-payer', 'inquiry-channel-missing'] as const),
    ],
    answer: { status: 202, schema: sendingSchema },
  },
  listSentAttachments: {
    method: 'GET',
    path: '/v1/claims/{claimId}/attachments',
    summary: 'Documents that were sent for a claim, the latest last',
    roles: claimReaders,
    answer: { status: 200, schema: pageOf(sendingSchema) },
  },
  getSentAttachment: {
    method: 'GET',
    path: '/v1/claims/{claimId}/attachments/{sendingId}/file',
    summary: 'A URL that reads the file for five minutes, for a person who sends it by hand; the access is recorded',
    roles: billers,
    answer: { status: 200, schema: fileUrlSchema },
  },
  createStatusInquiry: {
    method: 'POST',
    path: '/v1/claims/{claimId}/status-inquiries',
    summary: 'Asks the payer that has a claim where it stands; the answer comes later',
    roles: billers,
    idempotencyKey: 'required',
    problems: ['claim-not-with-payer', 'inquiry-channel-missing', 'inquiry-underway'],
    answer: { status: 202, schema: statusInquirySchema },
  },
  listStatusInquiries: {
    method: 'GET',
    path: '/v1/claims/{claimId}/status-inquiries',
    summary: 'What payers were asked about a claim, and what they answered, the latest first',
    roles: claimReaders,
    answer: { status: 200, schema: pageOf(statusInquirySchema) },
  },
} as const;
