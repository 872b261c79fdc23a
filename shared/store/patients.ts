import type { Authorization } from '../domain/authorization/authorization.ts';
import type { PastService } from '../domain/edits/history.ts';
import type { TenantId } from '../domain/identity/ids.ts';
import type { Coverage, Patient } from '../domain/practice/practice.ts';
import { canonicalNumber } from '../domain/remittance/match/match-claim.ts';
import { comparedName } from '../domain/text/plain-letters.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import { authorizationOfItem } from './authorizations.ts';
import { servicesOfItem } from './billed-services.ts';
import { documentOfItem, type PointerRow } from './entity-items.ts';
import { entityKey } from './keys/entity.ts';
import {
  authorizationPrefix,
  billedServicesPrefix,
  coverageKey,
  medicalRecordKey,
  memberSearchKey,
  patientSearchKey,
} from './keys/practice.ts';
import type { Key } from './keys/table.ts';
import type { Item, Table, Write } from './table.ts';

/**
 * A stored patient. The revisions rise with every change to the coverages, and to the authorisations that have a number;
 * these are separate items.
 */
export type StoredPatient = Patient & {
  readonly version: number;
  readonly coverageRevision: number;
  readonly authorizationRevision?: number;
};

/** A stored coverage. */
export type StoredCoverage = Coverage & { readonly version: number };

/** A patient with all coverages, as of one revision, and the billed services. */
export interface PatientRecord {
  readonly patient: StoredPatient;
  /** In billing order. Coverages with the same order are sorted by period, the later one first. */
  readonly coverages: readonly StoredCoverage[];
  /** Services of the final encounters. */
  readonly history: readonly PastService[];
  readonly authorizations: readonly Authorization[];
}

/** Reads a patient with all coverages and billed services in one query. */
export async function readPatientRecord(
  table: Table,
  tenant: TenantId,
  patientId: string,
): Promise<PatientRecord | undefined> {
  const { pk, sk } = entityKey(tenant, 'PATIENT', patientId);
  const items = await table.queryAll({ partition: pk });
  const item = items.find((each) => each.sk === sk);
  if (item === undefined) return undefined;
  const prefix = coverageKey(tenant, patientId, '').sk;
  const coverages = items.filter((each) => each.sk.startsWith(prefix)).map(coverageOfItem);
  const history = items.filter((each) => each.sk.startsWith(billedServicesPrefix)).flatMap(servicesOfItem);
  const authorizations = items.filter((each) => each.sk.startsWith(authorizationPrefix)).map(authorizationOfItem);
  return { patient: documentOfItem<StoredPatient>(item), coverages: coverages.sort(byOrder), history, authorizations };
}

function coverageOfItem(item: Item): StoredCoverage {
  return documentOfItem<StoredCoverage>(item);
}

function byOrder(left: Coverage, right: Coverage): number {
  return left.order - right.order || (left.activeFrom < right.activeFrom ? 1 : -1);
}

/** The condition that nobody has changed the patient's coverages since they were read. With `raise` it also counts a new change. */
export function coverageGuard<Failure>(
  tenant: TenantId,
  { id, coverageRevision }: StoredPatient,
  orElse: Failure,
  raise: 'raise' | 'only-check',
): Write<Failure> {
  const key: Key = entityKey(tenant, 'PATIENT', id);
  const condition = { equals: { coverageRevision } };
  return raise === 'raise'
    ? { update: key, add: { coverageRevision: 1 }, condition, orElse }
    : { check: key, condition, orElse };
}

/** The row of a patient's medical record number, if there is one. */
export function medicalRecordRows(tenant: TenantId, medicalRecordNumber: string | undefined): PointerRow[] {
  if (medicalRecordNumber === undefined) return [];
  return [{ key: medicalRecordKey(tenant, medicalRecordNumber), type: 'medical-record', attribute: 'entityId' }];
}

/** Finds a patient by the medical record number. */
export async function idOfMedicalRecord(
  table: Table,
  tenant: TenantId,
  medicalRecordNumber: string,
): Promise<string | undefined> {
  const row = await table.get(medicalRecordKey(tenant, medicalRecordNumber));
  return row === undefined ? undefined : (row.entityId as string);
}

/** The row by which a patient is found by last name and birth date. */
export function patientSearchWrite(
  tenant: TenantId,
  { id: patientId, name, birthDate }: Pick<Patient, 'id' | 'name' | 'birthDate'>,
): Write<never> & { readonly put: Item } {
  const key = patientSearchKey(tenant, searchTuple(name.lastName, birthDate), patientId);
  return { put: { ...key, type: 'patient-search', schemaVersion: 1, patientId } };
}

/** The row by which a patient is found by a member id and the birth date, if the coverage has one. Writing it again changes nothing. */
export function memberSearchWrites(
  tenant: TenantId,
  { id: patientId, birthDate }: Pick<Patient, 'id' | 'birthDate'>,
  { memberId }: Pick<Coverage, 'memberId'>,
): readonly Write<never>[] {
  if (memberId === undefined) return [];
  const key = memberSearchKey(tenant, canonicalNumber(memberId), birthDate, patientId);
  return [{ put: { ...key, type: 'member-search', schemaVersion: 1, patientId } }];
}

/** The patients with a member id and a birth date, or with a last name and the birth date. */
export async function patientsLike(
  table: Table,
  tenant: TenantId,
  {
    memberIds,
    lastName,
    birthDate,
  }: { readonly memberIds: readonly string[]; readonly lastName: string; readonly birthDate: LocalDate },
): Promise<readonly string[]> {
  const partitions = [
    ...memberIds.map((memberId) => memberSearchKey(tenant, canonicalNumber(memberId), birthDate, '').pk),
    patientSearchKey(tenant, searchTuple(lastName, birthDate), '').pk,
  ];
  const pages = await Promise.all([...new Set(partitions)].map((partition) => table.query({ partition, limit: 25 })));
  return [...new Set(pages.flatMap(({ items }) => items.map(({ sk }) => sk)))];
}

/** The search key of patients: the last name without case, accents, marks and blanks, and the birth date. */
export function searchTuple(lastName: string, birthDate: LocalDate): readonly string[] {
  return [comparedName(lastName), birthDate];
}
