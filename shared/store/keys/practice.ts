import type { TenantId } from '../../domain/identity/ids.ts';
import { digestText } from '../digest.ts';
import { collection, type IndexKey, type Key, type SecondIndexKey } from './table.ts';

/** An office's set-up: payers and their identities, patients and their coverages, posting and coding rules. */

export function coverageKey(tenant: TenantId, patientId: string, coverageId: string): Key {
  return { pk: collection(tenant, 'PATIENT', patientId), sk: `COVERAGE#${coverageId}` };
}

export const authorizationPrefix = 'AUTHORIZATION#';

/** A prior authorisation of a patient: stored with the patient, so that one query reads both. */
export function authorizationKey(tenant: TenantId, patientId: string, authorizationId: string): Key {
  return { pk: collection(tenant, 'PATIENT', patientId), sk: `${authorizationPrefix}${authorizationId}` };
}

/** Authorisations that somebody still has to obtain, by the first day on which they are needed. */
export function waitingAuthorizationIndex(tenant: TenantId, from: string, authorizationId: string): IndexKey {
  return { g1pk: waitingAuthorizations(tenant), g1sk: `${from}#${authorizationId}` };
}

export function waitingAuthorizations(tenant: TenantId): string {
  return `${tenant}#AUTHORIZATIONS-WAITING`;
}

/** In the second index: an authorisation by its id alone. */
export function authorizationIndex(tenant: TenantId, authorizationId: string): SecondIndexKey {
  return { g2pk: collection(tenant, 'AUTHORIZATION', authorizationId), g2sk: authorizationId };
}

export const billedServicesPrefix = 'SERVICES#';

/** A final encounter's billed services: stored with the patient, so that one query reads both. */
export function billedServicesKey(tenant: TenantId, patientId: string, encounterId: string): Key {
  return { pk: collection(tenant, 'PATIENT', patientId), sk: `${billedServicesPrefix}${encounterId}` };
}

/** Finds a payer by an identity that it uses in remittances. */
export function payerIdentityKey(tenant: TenantId, qualifier: string, value: string): Key {
  return { pk: collection(tenant, 'PAYER-IDENTITY', digestText(qualifier, value)), sk: 'PAYER-IDENTITY' };
}

/** Finds the trading partner of a receiver of claim files; a receiver has at most one. */
export function partnerOfReceiverKey(tenant: TenantId, receiverId: string): Key {
  return { pk: collection(tenant, 'PARTNER-OF-RECEIVER', digestText(receiverId)), sk: 'PARTNER-OF-RECEIVER' };
}

/** Finds a legal entity by its tax id or by the NPI of one of its billing providers, which a remittance names as payee. */
export function payeeIdentityKey(tenant: TenantId, qualifier: string, value: string): Key {
  return { pk: collection(tenant, 'PAYEE-IDENTITY', digestText(qualifier, value)), sk: 'PAYEE-IDENTITY' };
}

/** Reserves an NPI with a taxonomy code for one provider. */
export function providerIdentityKey(tenant: TenantId, npi: string, taxonomyCode = ''): Key {
  return { pk: collection(tenant, 'PROVIDER-IDENTITY', digestText(npi, taxonomyCode)), sk: 'PROVIDER-IDENTITY' };
}

/** Finds patients by last name and birth date. One row per patient, under the digest of both. */
export function patientSearchKey(tenant: TenantId, tuple: readonly string[], patientId: string): Key {
  return { pk: collection(tenant, 'PATIENT-SEARCH', digestText(...tuple)), sk: patientId };
}

/** Finds patients by a coverage's member id and the birth date. One row per patient, under the digest of both. */
export function memberSearchKey(tenant: TenantId, memberId: string, birthDate: string, patientId: string): Key {
  return { pk: collection(tenant, 'MEMBER-SEARCH', digestText(memberId, birthDate)), sk: patientId };
}

/** Finds the patient with a medical record number, which is unique. */
export function medicalRecordKey(tenant: TenantId, medicalRecordNumber: string): Key {
  const digest = digestText('MEDICAL-RECORD', medicalRecordNumber);
  return { pk: collection(tenant, 'MEDICAL-RECORD', digest), sk: 'MEDICAL-RECORD' };
}

/** The versions of an office's posting rules, and how often they were changed. */
export function postingRulesKey(tenant: TenantId): Key {
  return { pk: `${tenant}#POSTING-RULES`, sk: 'HEAD' };
}

export const postingRulesVersionPrefix = 'VERSION#';

/** One version of the posting rules; immutable. */
export function postingRulesVersionKey(tenant: TenantId, revision: number): Key {
  return { pk: `${tenant}#POSTING-RULES`, sk: `${postingRulesVersionPrefix}${String(revision).padStart(9, '0')}` };
}

/** The versions of an office's coding rules, and how often they were changed. */
export function codingRulesKey(tenant: TenantId): Key {
  return { pk: `${tenant}#CODING-RULES`, sk: 'HEAD' };
}

export const codingRulesVersionPrefix = 'VERSION#';

/** One version of the coding rules; immutable. */
export function codingRulesVersionKey(tenant: TenantId, revision: number): Key {
  return { pk: `${tenant}#CODING-RULES`, sk: `${codingRulesVersionPrefix}${String(revision).padStart(9, '0')}` };
}

/** How often codes were chosen, by a provider's encounters, or by the whole office. */
export function codeChoicesKey(tenant: TenantId, providerId?: string): Key {
  return { pk: `${tenant}#CODE-CHOICES`, sk: providerId === undefined ? 'OFFICE' : `PROVIDER#${providerId}` };
}

/** The settings of the office: one item. */
export function officeKey(tenant: TenantId): Key {
  return { pk: `${tenant}#OFFICE`, sk: 'OFFICE' };
}

/** The printers of the office: one item. */
export function paperSettingsKey(tenant: TenantId): Key {
  return { pk: `${tenant}#PAPER-SETTINGS`, sk: 'SETTINGS' };
}

/** In the second index: batches on paper whose mailing nobody has recorded, the oldest first. */
export function paperToMailIndex(
  tenant: TenantId,
  { id, createdAt }: { readonly id: string; readonly createdAt: string },
): SecondIndexKey {
  return { g2pk: paperToMail(tenant), g2sk: `${createdAt}#${id}` };
}

export function paperToMail(tenant: TenantId): string {
  return `${tenant}#PAPER-TO-MAIL`;
}

/** Every fee schedule of an office without its rows: one item, which a price reads first. */
export function feeSchedulesKey(tenant: TenantId): Key {
  return { pk: `${tenant}#FEE-SCHEDULES`, sk: 'DIRECTORY' };
}

export const feeScheduleVersionPrefix = 'VERSION#';

/** One version of a fee schedule without its rows; immutable. */
export function feeScheduleVersionKey(tenant: TenantId, feeScheduleId: string, version: number): Key {
  const sk = `${feeScheduleVersionPrefix}${String(version).padStart(9, '0')}`;
  return { pk: collection(tenant, 'FEE-SCHEDULE', feeScheduleId), sk };
}

/** A block of the rows of a fee schedule's version; immutable. Each block has its own partition. */
export function feeBlockKey(tenant: TenantId, feeScheduleId: string, version: number, block: number): Key {
  return { pk: collection(tenant, 'FEES', `${feeScheduleId}.${version}.${block}`), sk: 'FEES' };
}
