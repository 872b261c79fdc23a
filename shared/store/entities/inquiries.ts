import { attachmentRequestKey, attachmentSendingKey, openAttachmentRequestIndex } from '../keys/attachment.ts';
import { entityKey, monthIndex } from '../keys/entity.ts';
import {
  claimInquiryKey,
  coverageCheckKey,
  inquiryChannelKey,
  inquiryLineKey,
  inquirySettingsKey,
  inquiryToSeeIndex,
  queuedInquiryKey,
} from '../keys/inquiry.ts';
import { authorizationIndex, authorizationKey, waitingAuthorizationIndex } from '../keys/practice.ts';
import {
  at,
  byId,
  byMonth,
  claimId,
  day,
  type EntityDescription,
  id,
  listedByMonth,
  tenant,
} from './entity-description.ts';

/** Inquiries and documents to payers. */
export const inquiriesEntities: readonly EntityDescription[] = [
  {
    type: 'attachment-request',
    purpose: 'Documents that a payer wants for a claim; in the index while nobody has sent or dismissed them.',
    key: attachmentRequestKey(tenant, id('atr')),
    index: openAttachmentRequestIndex(tenant, day, id('atr')),
    access: [byId, 'the open ones, by their day'],
    attributes: 'id, claimId, trace, payerName, payerClaimNumber, wanted, dueOn, receivedAt, state, ended',
  },
  {
    type: 'attachment-sending',
    purpose: 'Documents for a claim that are sent to a payer in one file.',
    key: attachmentSendingKey(tenant, claimId, id('ats')),
    access: ['those of a claim'],
    attributes:
      'id, claimId, encounterId, receiverId, payerId, coverageId, release, documents, requestId, requestedAt, requestedBy, state, fault, writtenAt, controlNumber, sha256, sizeBytes, senderId, interchangeAnswer, functionalAnswer',
  },
  {
    type: 'authorization',
    purpose: 'A prior authorisation of a patient. What is used up is the sum of what was billed under its number.',
    key: authorizationKey(tenant, id('pat'), id('aut')),
    index: waitingAuthorizationIndex(tenant, day, id('aut')),
    second: authorizationIndex(tenant, id('aut')),
    access: [
      'with the patient',
      'those that wait, by the first day on which they are needed',
      'one, by its id, by the second index',
    ],
    attributes:
      'id, version, patientId, coverageId, payerId, status, number, services (procedures, units), from, to, billingProviderId, renderingProviderId, diagnoses, placeOfService, note, requestId, decision',
  },
  {
    type: 'inquiry',
    purpose: 'A question to a payer: about a coverage on a day, or about a claim. It finds its answer by its id.',
    key: entityKey(tenant, 'INQUIRY', id('inq')),
    index: monthIndex(tenant, 'ELIGIBILITY-CHECK', at, id('inq')),
    second: inquiryToSeeIndex(tenant, { kind: 'eligibility', from: at, id: id('inq') }),
    access: [
      byId,
      listedByMonth,
      'checks of coverages and questions about claims that a person should look at, each by the second index',
    ],
    attributes:
      'id, version, kind, receiverId, payerId, providerId, requestedAt, requestedBy, state with its facts, patientId, coverageId, serviceOn, serviceTypes, plannedFor or claimId, share; result (packed), changes, dismissed',
  },
  {
    type: 'claim-inquiry',
    purpose: 'An inquiry about a claim, stored next to the claim.',
    key: claimInquiryKey(tenant, claimId, id('inq')),
    access: ['those of a claim'],
    attributes: 'inquiryId',
  },
  {
    type: 'queued-inquiry',
    purpose:
      'An inquiry that waits for the next file of its receiver, or a file that was collected and is not written yet.',
    key: queuedInquiryKey(tenant, 'EXCLEAR', id('inq')),
    access: ['those of a receiver'],
    attributes: 'inquiryId or fileId',
  },
  {
    type: 'inquiry-line',
    purpose:
      'One of the lines on which a receiver is asked in real time; it rests after the receiver was slow and did not answer.',
    key: inquiryLineKey(tenant, 'EXCLEAR', 1),
    access: ['those of a receiver'],
    attributes: 'receiverId, number, inquiryId, takenAt, until, answeredAt, state',
  },
  {
    type: 'inquiry-file',
    purpose: 'A file of inquiries to a receiver.',
    ...byMonth('INQUIRY-FILE', 'iqf'),
    attributes:
      'id, receiverId, kind, createdAt, controlNumber, inquiryIds, state, sha256, sizeBytes, senderId, interchangeAnswer, functionalAnswer',
  },
  {
    type: 'inquiry-answer',
    purpose: 'A file of answers to inquiries, and how many answers found their question.',
    ...byMonth('INQUIRY-ANSWER', 'iqa'),
    attributes:
      'id, sha256, sizeBytes, receivedAt, connectionId, name, transactions, state, answered, unmatched, findings',
  },
  {
    type: 'inquiry-channel',
    purpose: 'How a receiver is asked: in real time, or in files.',
    key: inquiryChannelKey(tenant, 'EXCLEAR'),
    access: ['those of an office', 'by receiver'],
    attributes: 'receiverId, version, senderId, usage, via',
  },
  {
    type: 'inquiry-settings',
    purpose: 'When payers are asked about claims without an answer.',
    key: inquirySettingsKey(tenant),
    access: ['that of an office'],
    attributes: 'version, statusAfterDays',
  },
  {
    type: 'coverage-check',
    purpose: 'The last check of a coverage that was answered, with which the next answer is compared.',
    key: coverageCheckKey(tenant, id('cov')),
    access: ['that of a coverage'],
    attributes: 'inquiryId, answeredAt',
  },
];
