import { codingSettingsKey, oldestDraftsKey } from '../keys/coding-work.ts';
import { entityKey, externalIdKey } from '../keys/entity.ts';
import {
  billedServicesKey,
  coverageKey,
  medicalRecordKey,
  memberSearchKey,
  officeKey,
  paperSettingsKey,
  partnerOfReceiverKey,
  patientSearchKey,
  payeeIdentityKey,
  payerIdentityKey,
  providerIdentityKey,
} from '../keys/practice.ts';
import { byId, type EntityDescription, id, inList, tenant } from './entity-description.ts';

/** Set-up: the practice and its patients. */
export const practiceEntities: readonly EntityDescription[] = [
  {
    type: 'payer',
    purpose: 'A payer, with its identities in each transaction.',
    ...inList('PAYER', 'pay'),
    attributes:
      'id, version, externalId, name, claimPayerId, filingIndicator, receiver, remittanceIdentities, address, filesOn',
  },
  {
    type: 'trading-partner',
    purpose:
      'A partner with whom claim files are exchanged: identifiers, limits, expected answers, and how files are sent.',
    ...inList('TRADING-PARTNER', 'tpa'),
    attributes:
      'id, version, name, receiverId, envelope, separators, submitter, usage, claimsPerFile, answersFrom, expects, delivery',
  },
  {
    type: 'partner-of-receiver',
    purpose: 'The trading partner of a receiver. A receiver has at most one.',
    key: partnerOfReceiverKey(tenant, 'EXAMPLECLEAR'),
    access: ['by the receiver, when a submission begins'],
    attributes: 'entityId',
  },
  {
    type: 'payer-identity',
    purpose: 'One identity that a payer uses in remittances; it belongs to one payer.',
    key: payerIdentityKey(tenant, 'payer-id', '99999'),
    access: ['the payer of a payment, by an identity in the remittance'],
    attributes: 'payerId',
  },
  {
    type: 'provider',
    purpose: 'A provider who treats, refers or bills.',
    ...inList('PROVIDER', 'prv'),
    attributes:
      'id, version, externalId, npi, taxonomyCode, stateLicense, name, activeFrom, activeTo, billing (tax id, address, submitter), entityId',
  },
  {
    type: 'legal-entity',
    purpose:
      'The owner of a tax id: one set of books, shared by its billing providers. Its id does not contain the tax id.',
    ...inList('LEGAL-ENTITY', 'ent'),
    attributes: 'id, version, name, taxId, billingProviderIds (the current ones)',
  },
  {
    type: 'payee-identity',
    purpose:
      'A tax id, which always belongs to one legal entity; or the NPI of one billing provider, which leads to its current legal entity.',
    key: payeeIdentityKey(tenant, 'npi', '1234567893'),
    access: ['the books of a payment, by the payee that the remittance names'],
    attributes: 'entityId, providerId (of an NPI)',
  },
  {
    type: 'provider-identity',
    purpose: 'Keeps an NPI with a taxonomy code for one provider.',
    key: providerIdentityKey(tenant, '1234567893', '207Q00000X'),
    access: ['whether the provider exists already'],
    attributes: 'providerId',
  },
  {
    type: 'facility',
    purpose: 'A facility where care is given.',
    ...inList('FACILITY', 'fac'),
    attributes: 'id, version, externalId, name, npi, address, placeOfService',
  },
  {
    type: 'office',
    purpose: 'The settings of an office.',
    key: officeKey(tenant),
    access: ['the office’s own'],
    attributes: 'version, timeZone, submitterName, billNextPayer, deadlineNoticeDays',
  },
  {
    type: 'paper-settings',
    purpose: 'The office’s printers, and how text is shifted to fit their paper.',
    key: paperSettingsKey(tenant),
    access: ['the office’s own'],
    attributes: 'version, printers (name, right, down)',
  },
  {
    type: 'coding-settings',
    purpose: 'An office’s settings for coding work: days, reviews, reminders.',
    key: codingSettingsKey(tenant),
    access: ['the office’s own'],
    attributes:
      'version, codingDays, reviewPercent, reviewRates, reviewTags, remindAfterDays, escalateAfterDays, escalateTo',
  },
  {
    type: 'oldest-drafts',
    purpose: 'The first month in which an office may have drafts. Work lists do not read earlier months.',
    key: oldestDraftsKey(tenant),
    access: ['the office’s own'],
    attributes: 'month',
  },
  {
    type: 'patient',
    purpose: 'A patient. All of it is PHI.',
    key: entityKey(tenant, 'PATIENT', id('pat')),
    access: [byId, 'with all coverages, in one query'],
    attributes:
      'id, version, externalId, name, birthDate, sex, address, coverageRevision (goes up with each change to a coverage), authorizationRevision (with each change to an authorisation that has a number)',
  },
  {
    type: 'coverage',
    purpose: 'One insurance of a patient.',
    key: coverageKey(tenant, id('pat'), id('cov')),
    access: ['all of a patient, at most 50'],
    attributes:
      'id, version, patientId, payerId, order, memberId, groupNumber, groupName, relationship, subscriber, activeFrom, activeTo',
  },
  {
    type: 'billed-services',
    purpose:
      'The services that a final encounter billed, for the edits of the patient’s next encounters. It can be made again from the encounter, and expires after five years.',
    key: billedServicesKey(tenant, id('pat'), id('enc')),
    access: ['all of a patient, in the query that reads the patient'],
    attributes:
      'billingProviderId, coverageIds, services (a short text for each line), referrals (their numbers by line, where there are any)',
  },
  {
    type: 'patient-search',
    purpose: 'Finds patients by last name and birth date; the key has only their digest.',
    key: patientSearchKey(tenant, ['EXAMPLE', '1980-01-31'], id('pat')),
    access: ['all patients with the name and birth date'],
    attributes: 'patientId',
  },
  {
    type: 'member-search',
    purpose: 'Finds patients by a coverage’s member id and the birth date; the key has only their digest.',
    key: memberSearchKey(tenant, 'EXAMPLE1', '1980-01-31', id('pat')),
    access: ['patients, by member id and birth date'],
    attributes: 'patientId',
  },
  {
    type: 'medical-record',
    purpose: 'Keeps a medical record number for one patient; the key has only its digest.',
    key: medicalRecordKey(tenant, 'EXAMPLE-1'),
    access: ['the patient, by the medical record number'],
    attributes: 'entityId',
  },
  {
    type: 'external-id',
    purpose:
      'A caller’s own id for a payer, provider, facility, fee schedule, patient or encounter; unique within each kind.',
    key: externalIdKey(tenant, 'PATIENT', 'EXAMPLE-1'),
    access: ['the record itself, by the caller’s own id for it'],
    attributes:
      'entityId; of an encounter that a program sent: intakeId, heard (digests of what was sent for it), mergedInto',
  },
];
