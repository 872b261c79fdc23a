import {
  agencyCaseIndex,
  agencyFeesKey,
  agencyFileIndex,
  agencyNoticeKey,
  agencyOutboxKey,
  caseIndex,
  claimInterestIndex,
  remitLineIndex,
  remitLineKey,
  waitingLineIndex,
} from '../keys/collection.ts';
import { entityKey } from '../keys/entity.ts';
import { at, byId, byMonth, claimId, day, type EntityDescription, id, inList, tenant } from './entity-description.ts';

/** Placements with collection agencies. */
export const collectionsEntities: readonly EntityDescription[] = [
  {
    type: 'collection-agency',
    purpose: 'Who collects for the office: licences, fees by day, how files go there.',
    ...inList('COLLECTION-AGENCY', 'cag'),
    attributes: 'id, version, name, address, contact, licences, fees, remits, receiverId, isClosed',
  },
  {
    type: 'collection-case',
    purpose: 'An account’s debt to one legal entity that was placed with an agency, and what the agency collected.',
    key: entityKey(tenant, 'COLLECTION-CASE', id('col')),
    index: caseIndex(tenant, { id: id('col'), state: 'placed', placedOn: day }),
    second: agencyCaseIndex(tenant, { id: id('col'), agencyId: id('cag'), placedOn: day }),
    access: [byId, 'by state, by the index', 'all of an agency by month, by the second index'],
    attributes:
      'id, version, state, accountId, agencyId, entityId, placedOn, placedCents, claims, holdNumber, told, toldToStop, creditReporting, firstStatementOn, limitationOn, collectedCents, feeCents, returned, events',
  },
  {
    type: 'agency-outbox',
    purpose: 'How much an agency was told: the last number that was given, and the last one that is in a file.',
    key: agencyOutboxKey(tenant, id('cag')),
    access: ['by agency'],
    attributes: 'agencyId, version, notices, filed, files, lookedThrough',
  },
  {
    type: 'agency-fees',
    purpose: 'What a legal entity owes an agency in fees.',
    key: agencyFeesKey(tenant, id('cag'), id('ent')),
    access: ['by agency and legal entity', 'all of an agency'],
    attributes: 'agencyId, entityId, owedCents',
  },
  {
    type: 'agency-notice',
    purpose: 'What an agency is told about a placement, as it was when it was written down. PHI.',
    key: agencyNoticeKey(tenant, id('cag'), 1),
    access: ['those of a file, by their numbers'],
    attributes:
      'record, caseId, accountId, creditor, consumer, phone, language, itemization, firstServiceOn, lastServiceOn, creditReporting, firstStatementOn, limitationOn, reason',
  },
  {
    type: 'agency-file',
    purpose: 'A file to an agency: all notices from one number to another.',
    key: entityKey(tenant, 'AGENCY-FILE', id('agf')),
    index: agencyFileIndex(tenant, id('cag'), 1),
    access: [byId, 'all of an agency, by number'],
    attributes:
      'id, agencyId, number, on, createdAt, createdBy, placements, updates, recalls, fileName, fileKey, sha256, sizeBytes',
  },
  {
    type: 'agency-remit',
    purpose: 'A file of payments from an agency: its sums, and the progress of booking it.',
    ...byMonth('AGENCY-REMIT', 'agr'),
    attributes:
      'id, version, agencyId, entityId, receivedOn, reference, takenAt, takenBy, state, remits, sums, done, fileKey, sha256, sizeBytes',
  },
  {
    type: 'agency-remit-line',
    purpose: 'A payment or its reversal as an agency reported it, by the agency’s own number.',
    key: remitLineKey(tenant, id('cag'), 'payment', 'A-1001'),
    index: remitLineIndex(tenant, id('agr'), 2),
    second: waitingLineIndex(tenant, id('agr'), 2),
    access: ['by agency and number', 'all of a file, by the index', 'those that wait, by the second index'],
    attributes:
      'line, record, reference, caseId, paidOn, paidTo, collectedCents, feeCents, netCents, remitId, agencyId, entityId, version, state, because, paymentId, parts, agreedFeeCents, matched',
  },
  {
    type: 'interest-charge',
    purpose: 'Interest that a patient was charged on a claim, and whether it was taken back.',
    key: entityKey(tenant, 'INTEREST-CHARGE', id('ich')),
    index: claimInterestIndex(tenant, claimId, at, id('ich')),
    access: [byId, 'all of a claim, by the index'],
    attributes:
      'id, version, claimId, patientId, entityId, from, through, principalCents, basisPoints, cents, charged, ledgerEntryId, reversed',
  },
];
