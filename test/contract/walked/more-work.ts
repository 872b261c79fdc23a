import { operator } from '../../support/code-set-desk.ts';
import { eligibilityAnswer, reviewAnswer } from '../../support/inquiry-desk.ts';
import type { WholeOffice } from '../../support/whole-office.ts';
import {
  acknowledgementFile,
  asked,
  attachmentRequest,
  authorization,
  byFile,
  check,
  enrolled,
  enrollment,
  inquiryAnswer,
  inquiryFile,
  realTimeCheck,
  realTimeStatus,
  replaced,
  request,
} from './inquiries.ts';
import { walk } from './more-claims.ts';
import {
  codeFile,
  codingOf,
  diagnoses,
  document,
  draft,
  early,
  guarantor,
  load,
  reviewedCase,
  sending,
  task,
} from './office-work.ts';
import { anHour, type Json, type Reach, reason, type Walks, work } from './walk.ts';

/* The work of the office's people and inquiries to payers: the other operations that the table names. */

const told = { body: reason };
const sentLetter: Reach = async (office) => {
  const at = await sending('letter', 'insurance-needed')(office);
  await office.do('changeSending', at.split('#')[0] as string, { do: 'sent' });
  return at;
};
const filed: Reach = async (office) => {
  const path = await document(office);
  const { accountId } = office;
  await office.do('fileReceivedDocument', path, { about: { accountId }, with: guarantor, summary: 'a letter' });
  return path;
};
const itsRecord = async (_path: string, _thing: Json, office: WholeOffice) =>
  `/v1/correspondence/${(await office.read(`/v1/correspondence?accountId=${office.accountId}`)).items[0].id}`;
const endedCase =
  (action: object): Reach =>
  async (office) => {
    const path = await reviewedCase(office);
    await office.do('changeAuditCase', path, { ...action, ...reason });
    return path;
  };
const reopened = { body: { do: 'reopen', ...reason } };
const answer = async ({ id }: Json, office: WholeOffice) => ({
  sha256: await office.upload('inquiry', eligibilityAnswer(id, 'EB*1**30'), '.edi'),
});
/** The payer rejected the request unread, so its authorisation stays on the list. */
const refusal = async ({ id }: Json, office: WholeOffice) => ({
  sha256: await office.upload(
    'inquiry',
    reviewAnswer(['HL*4*3*EV*0', `TRN*2*${id}*9123456789`, 'AAA*N**57*C']),
    '.edi',
  ),
});
const failed =
  (reach: Reach): Reach =>
  async (office) => {
    const at = await reach(office);
    await office.work();
    return at;
  };
const sameCheck = (_check: Json, office: WholeOffice) => {
  const { patientId, coverageId, billingProviderId: providerId } = office.office;
  return { patientId, coverageId, providerId, serviceOn: '2026-11-25' };
};
const withChannel =
  (reach: Reach): Reach =>
  async (office) => {
    await office.do('replaceInquiryChannel', '/v1/inquiry-channels/EXCLEAR', byFile);
    return reach(office);
  };
const standing = (status: string) => authorization({ status, number: 'AUTH1' });
const wanted = async ({ id: requestId, claimId }: Json, office: WholeOffice) => {
  await office.do('replaceInquiryChannel', '/v1/inquiry-channels/EXCLEAR', byFile);
  const { encounterId } = await office.read(`/v1/claims/${claimId}`);
  const sha256 = await office.upload('attachment', 'A synthetic letter');
  const kept = await office.do('attachDocument', `/v1/encounters/${encounterId}`, { mediaType: 'text/plain', sha256 });
  return { documents: [{ documentId: kept.id }], requestId };
};
/** The secret of the host is missing. */
const failedConnection: Reach = async (office) => {
  const origin = {
    ...{ kind: 'sftp', host: 'sftp.example.com', user: 'clinic', secretName: 'clearinghouse' },
    hostKeyFingerprints: [`SHA256:${'A'.repeat(43)}`],
  };
  const connection = { name: 'SFTP', origin, schedule: { cron: '0 0 1 1 *', timeZone: 'UTC' } };
  const { id } = await office.do('createConnection', '', connection);
  await office.do('runConnection', `/v1/connections/${id}`, {});
  await office.work();
  return `/v1/connections/${id}/runs#/items/0`;
};
const release = { on: () => '/v1/code-sets/icd-10-cm/2026-10-01' };
const loaded: Reach = async (office) => {
  await load(office);
  await office.work();
  return diagnoses(office);
};

export const moreWork: Walks = {
  Task: {
    open: walk(task, 'changeManyTasks', 'done', {
      body: ({ id, version }) => ({ items: [{ id, version }], action: { do: 'finish' } }),
    }),
  },
  CorrespondenceSending: { sent: walk(sentLetter, 'changeSending', 'returned', { body: { do: 'returned' } }) },
  ReceivedDocument: { filed: walk(filed, 'strikeCorrespondence', 'waiting', { on: itsRecord, ...told }) },
  CodingWork: {
    draft: walk(codingOf(draft()), 'voidEncounter', 'void', {
      on: (_path, { encounterId }) => `/v1/encounters/${encounterId}`,
      ...told,
    }),
  },
  AuditCase: {
    dismissed: walk(endedCase({ do: 'dismiss' }), 'changeAuditCase', 'open', reopened),
    confirmed: walk(endedCase({ do: 'confirm', measures: ['provider-taught'] }), 'changeAuditCase', 'open', reopened),
  },
  AcknowledgementFile: {
    received: walk(acknowledgementFile, 'importAcknowledgementFile', 'applied', {
      body: ({ sha256 }) => ({ sha256, name: 'AGAIN.999' }),
      next: work,
    }),
  },
  AuthorizationRequest: {
    sent: walk(asked(request), 'createInquiryAnswer', 'answered', { body: refusal, next: work }),
  },
  EligibilityCheck: {
    sent: walk(asked(check()), 'createInquiryAnswer', 'answered', { body: answer, next: work }),
    failed: walk(failed(realTimeCheck), 'createEligibilityCheck', 'failed', { body: sameCheck }),
  },
  StatusInquiry: { failed: walk(failed(realTimeStatus), 'createStatusInquiry', 'asking') },
  InquiryFile: {
    written: walk(asked(inquiryFile), 'resendSubmission', 'written', {
      on: (_path, { id }) => `/v1/submissions/${id}`,
      ...told,
    }),
  },
  ConnectionRun: { failed: walk(failedConnection, 'runConnection', 'failed', { body: {} }) },
  InquiryAnswer: {
    received: walk(inquiryAnswer, 'createInquiryAnswer', 'read', {
      body: ({ sha256 }) => ({ sha256 }),
      next: work,
    }),
  },
  Authorization: {
    draft: walk(withChannel(authorization()), 'requestAuthorization', 'requested', { next: anHour }),
    pended: walk(withChannel(authorization({ status: 'pended' })), 'requestAuthorization', 'requested'),
    refused: walk(withChannel(authorization({ status: 'refused' })), 'requestAuthorization', 'requested'),
    approved: walk(standing('approved'), 'replaceAuthorization', 'denied', { body: replaced('denied') }),
    'partly-approved': walk(standing('partly-approved'), 'replaceAuthorization', 'denied', {
      body: replaced('denied'),
    }),
    denied: walk(authorization({ status: 'denied' }), 'replaceAuthorization', 'draft', { body: replaced('draft') }),
  },
  AttachmentRequest: {
    open: walk(attachmentRequest, 'sendAttachments', 'answered', {
      body: wanted,
      on: (_path, { claimId }) => `/v1/claims/${claimId}`,
      next: work,
    }),
  },
  Enrollment: {
    active: walk(enrolled('active'), 'replaceProvider', 'ended', { body: enrollment('ended') }),
    ended: walk(enrolled('ended'), 'replaceProvider', 'active', { body: enrollment('active') }),
  },
  CodeSet: {
    'in-force': walk(loaded, 'withdrawCodeSetRelease', 'not-loaded', { ...release, ...told, principal: operator }),
    'not-in-force': walk(early, 'createCodeSetLoad', 'not-in-force', {
      body: codeFile,
      principal: operator,
      next: work,
    }),
  },
};
