import {
  acknowledgementFileKey,
  claimAcknowledgementKey,
  controlNumberKey,
  deliveryKey,
  fileAnswerKey,
  submissionAcknowledgementKey,
} from '../keys/acknowledgement.ts';
import {
  connectionDownloadKey,
  connectionFileIndex,
  connectionFileKey,
  connectionRunKey,
  connectionStateKey,
} from '../keys/connection.ts';
import { monthIndex } from '../keys/entity.ts';
import { paymentChannelKey } from '../keys/remittance.ts';
import {
  at,
  byId,
  claimId,
  day,
  type EntityDescription,
  id,
  inList,
  listedByMonth,
  tenant,
} from './entity-description.ts';

/** Incoming and outgoing files, and receivers' answers. */
export const connectionsEntities: readonly EntityDescription[] = [
  {
    type: 'connection',
    purpose:
      'A connection that brings remittances automatically. It has only the name of its secret, which is stored elsewhere.',
    ...inList('CONNECTION', 'con'),
    attributes: 'id, version, name, isOn, origin (SFTP host or drop folder), schedule, claimFiles, quietAfterHours',
  },
  {
    type: 'connection-state',
    purpose: 'The data that every run of a connection changes; its lease allows one run at a time.',
    key: connectionStateKey(tenant, id('con')),
    access: ['with its connection'],
    attributes:
      'nextRunAt, leaseUntil, leaseRunId, lastRunAt, lastRunState, lastFailure, failuresInARow, lastNewsAt, quietExceptionId, failingExceptionId',
  },
  {
    type: 'connection-run',
    purpose: 'One run of a connection: the files that it found, and how it ended.',
    key: connectionRunKey(tenant, id('con'), at, id('run')),
    access: ['those of a connection, newest first'],
    attributes: 'id, runAt, asked, startedAt, endedAt, state, failure, counts, fileFailures, hasMore',
  },
  {
    type: 'connection-file',
    purpose: 'One state (name, size, time) of a file on the host that a run has handled.',
    key: connectionFileKey(tenant, id('con'), { name: 'example.835', sizeBytes: 1, modifiedAt: at }),
    index: connectionFileIndex(tenant, id('con'), at, { name: 'example.835', sizeBytes: 1, modifiedAt: at }),
    access: ['up to 100 in one read, for a page of a listing', 'those of a connection, by the index, newest first'],
    attributes: 'name, sizeBytes, modifiedAt, seenAt, outcome, sha256, fileId, reason',
  },
  {
    type: 'connection-download',
    purpose: 'The progress of the download of a large file, until it is complete.',
    key: connectionDownloadKey(tenant, id('con'), { name: 'example.835', sizeBytes: 1, modifiedAt: at }),
    access: ['by the file'],
    attributes: 'partBytes, parts (the digest of each)',
  },
  {
    type: 'acknowledgement-file',
    purpose: 'A file of acknowledgements (TA1, 997, 999, 277CA), or a payer’s report in its own form.',
    key: acknowledgementFileKey(tenant, id('ack')),
    index: monthIndex(tenant, 'ACKNOWLEDGEMENT-FILE', at, id('ack')),
    access: [byId, listedByMonth],
    attributes:
      'id, sha256, sizeBytes, receivedAt, name, connectionId, transactions, object, state, steps, counts, submissionIds, findings',
  },
  {
    type: 'acknowledgement-answer',
    purpose: 'The result of one part of such a file, or why it had no effect.',
    key: fileAnswerKey(tenant, id('ack'), 0),
    access: ['those of a file, in file order'],
    attributes: 'kind, about, submissionId, claimId, verdict, claims, isRepeated, isOutOfDate, reason',
  },
  {
    type: 'claim-acknowledgement',
    purpose: 'What a payer or clearinghouse said about a filing, and whether that changed it.',
    key: claimAcknowledgementKey(tenant, claimId, `${day}T1200`, 'EXAMPLE-DIGEST'),
    access: ['those of a claim, in the order in which they were stated'],
    attributes:
      'kind, fileId, filing (or `id`, until somebody has `named` it), submissionId, verdict, effect, statuses, errors, payerClaimNumber, by',
  },
  {
    type: 'submission-acknowledgement',
    purpose: 'What a receiver said about the file of a submission, or about a batch in it.',
    key: submissionAcknowledgementKey(tenant, id('sub'), `${day}T1200`, 'EXAMPLE-DIGEST'),
    access: ['those of a submission, in the order in which they were stated'],
    attributes: 'kind, fileId, verdict, codes, errors, statuses, by',
  },
  {
    type: 'delivery',
    purpose:
      'A file on its way to its receiver, and the proof that the receiver has it: of a submission, of claims on paper, of inquiries or documents.',
    key: deliveryKey(tenant, id('sub'), 1),
    access: ['those of a submission, in the order in which they were requested'],
    attributes:
      'number, receiverId, requestedAt, requestedBy, reason, method, place, fileName, sha256, sizeBytes, state, attempts, faults, leaseUntil, lastFailure, sentAt, answer, host',
  },
  {
    type: 'control-number',
    purpose:
      'The submission, the file of inquiries or the documents whose file has a control number, so that an acknowledgement finds it.',
    key: controlNumberKey(tenant, '000000042'),
    access: ['by the control number'],
    attributes: 'submissionId, claimId',
  },
  {
    type: 'payment-channel',
    purpose:
      'The first source of a payment (ERA, paper, portal, card): the same payer, number and amount are one payment.',
    key: paymentChannelKey(tenant, id('pay'), 'EXAMPLE-CHECK', 12500),
    access: ['by payer, check or EFT number and amount'],
    attributes: 'remittanceId, channel',
  },
];
