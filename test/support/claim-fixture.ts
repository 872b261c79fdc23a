import { createHash } from 'node:crypto';
import { type ClaimCharges, openingBalance } from '../../shared/domain/encounter/charges.ts';
import { type ProfessionalEncounter, splitIntoClaims } from '../../shared/domain/encounter/encounter.ts';
import { wholeQuantity } from '../../shared/domain/encounter/quantity.ts';
import { type ClaimId, claimIdFromDigest, type TenantId } from '../../shared/domain/identity/ids.ts';
import type { Npi } from '../../shared/domain/identity/npi.ts';
import { cents } from '../../shared/domain/money/cents.ts';
import type { Coverage, Facility, Patient, Payer, Provider } from '../../shared/domain/practice/practice.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { balanceItem } from '../../shared/store/claims.ts';
import { encounterItem, type FinalEncounter } from '../../shared/store/encounters.ts';
import { entityItem } from '../../shared/store/entity-items.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { coverageKey } from '../../shared/store/keys/practice.ts';
import type { Item, Table } from '../../shared/store/table.ts';

/** A small office with made-up people, stored directly in the table: everything that a claim is made from. */

export const payer: Payer = {
  id: 'pay_000000000000000000000PAYER',
  name: 'EXAMPLE HEALTH PLAN',
  claimPayerId: '99999',
  filingIndicator: 'CI',
  receiver: { id: 'EXAMPLECLEAR', name: 'EXAMPLE CLEARINGHOUSE' },
  remittanceIdentities: [],
};

/** The legal entity of the clinic's tax id. */
export const clinicEntity = 'ent_00000000000000000000C1XNXC';

export const clinic: Provider = {
  id: 'prv_00000000000000000000C1XNXC',
  npi: '1234567893' as Npi,
  taxonomyCode: '207Q00000X',
  name: { kind: 'organization', organizationName: 'EXAMPLE FAMILY CLINIC' },
  entityId: clinicEntity,
  billing: {
    taxId: { kind: 'ein', value: '123456789' },
    address: { line1: '1 MAIN ST', city: 'COLUMBUS', state: 'OH', postalCode: '432150001' },
    submitter: { id: 'EXAMPLECLINIC', contactName: 'PAT SAMPLE', phone: '6145550100' },
  },
};

export const physician: Provider = {
  id: 'prv_00000000000000000000000D0C',
  npi: '1245319599' as Npi,
  taxonomyCode: '207Q00000X',
  name: { kind: 'person', lastName: 'HEALER', firstName: 'HAN' },
};

export const facility: Facility = {
  id: 'fac_000000000000000000000H0SP0',
  name: 'EXAMPLE HOSPITAL',
  npi: '1993999998' as Npi,
  address: { line1: '9 HILL RD', city: 'DUBLIN', state: 'OH', postalCode: '430160009' },
  placeOfService: '22',
};

const day = (text: string) => text as LocalDate;

export const patient: Patient = {
  id: 'pat_0000000000000000000000PAT1',
  name: { lastName: 'SAMPLE', firstName: 'SAM' },
  birthDate: day('1980-02-03'),
  sex: 'F',
  address: { line1: '2 OAK ST', city: 'COLUMBUS', state: 'OH', postalCode: '43215' },
};

export const coverage: Coverage = {
  id: 'cov_0000000000000000000000C0V1',
  patientId: patient.id,
  payerId: payer.id,
  order: 1,
  memberId: 'MEMBER0001',
  groupNumber: 'GROUP7',
  relationship: '18',
  activeFrom: day('2026-01-01'),
};

/** The same coverage, for a child under a parent's insurance. */
export const dependentCoverage: Coverage = {
  ...coverage,
  relationship: '19',
  subscriber: {
    name: { lastName: 'SAMPLE', firstName: 'PARENT' },
    birthDate: day('1955-05-06'),
    sex: 'M',
    address: { line1: '2 OAK ST', city: 'COLUMBUS', state: 'OH', postalCode: '43215' },
  },
};

/** The id of the nth claim of a test: the same in every run and tenant. */
export function testClaimId(number: number): ClaimId {
  return claimIdFromDigest(createHash('sha256').update(`claim ${number}`).digest());
}

/**
 * A final encounter with one line for each charge; its claims are numbered from a hundred times the encounter's number.
 */
export function finalEncounter(number: number, charges: readonly number[] = [12500]): ProfessionalEncounter {
  const lines = charges.map((charge, index): ProfessionalEncounter['lines'][number] => ({
    procedure: '99213',
    modifiers: index === 0 ? ['25'] : [],
    diagnosisPointers: [1],
    units: wholeQuantity(1),
    chargeCents: cents(charge),
    serviceOn: day('2026-10-01'),
  }));
  return {
    id: `enc_${String(number).padStart(26, '0')}`,
    kind: 'professional',
    version: 2,
    state: {
      kind: 'final',
      finalizedAt: '2026-10-02T10:00:00.000Z',
      claimIds: splitIntoClaims(lines, 'professional').map((_, index) => testClaimId(number * 100 + index)),
    },
    patientId: patient.id,
    billingProviderId: clinic.id,
    renderingProviderId: physician.id,
    placeOfService: '11',
    diagnoses: ['J209'],
    lines,
  };
}

/** The claims whose charges are posted when an encounter is finalised. */
export function chargesOf(encounter: ProfessionalEncounter, coverages: readonly Coverage[]): ClaimCharges[] {
  const { lines, state, ...rest } = encounter;
  const claimIds = state.kind === 'final' ? state.claimIds : [];
  return splitIntoClaims(lines, 'professional').map((share, index) => ({
    claimId: claimIds[index] as ClaimId,
    lines: share,
    encounter: rest,
    entityId: clinicEntity,
    coverages,
  }));
}

async function putAll(table: Table, items: readonly Item[]): Promise<void> {
  for (let start = 0; start < items.length; start += 100) {
    await table.transact(items.slice(start, start + 100).map((put) => ({ put })));
  }
}

/** Sets the office up in a tenant. `coverages` replaces the usual one. */
export async function seedOffice(
  table: Table,
  tenant: TenantId,
  coverages: readonly Coverage[] = [coverage],
): Promise<void> {
  await putAll(table, [
    entityItem(entityKey(tenant, 'PAYER', payer.id), 'payer', { ...payer, version: 1 }),
    entityItem(entityKey(tenant, 'PROVIDER', clinic.id), 'provider', { ...clinic, version: 1 }),
    entityItem(entityKey(tenant, 'PROVIDER', physician.id), 'provider', { ...physician, version: 1 }),
    entityItem(entityKey(tenant, 'FACILITY', facility.id), 'facility', { ...facility, version: 1 }),
    entityItem(entityKey(tenant, 'PATIENT', patient.id), 'patient', { ...patient, version: 1, coverageRevision: 1 }),
    ...coverages.map((one) => entityItem(coverageKey(tenant, one.patientId, one.id), 'coverage', one)),
  ]);
}

/** Puts a final encounter and its opened balances into a tenant. */
export async function seedEncounter(
  table: Table,
  tenant: TenantId,
  encounter: ProfessionalEncounter,
  coverages: readonly Coverage[] = [coverage],
): Promise<void> {
  await putAll(table, [
    encounterItem(tenant, { createdAt: '2026-10-02T10:00:00.000Z', ...(encounter as FinalEncounter) }),
    ...chargesOf(encounter, coverages).map((charges) => balanceItem(tenant, openingBalance(charges))),
  ]);
}
