import { firstServiceDay } from '../../shared/domain/encounter/service-days.ts';
import type { TenantId } from '../../shared/domain/identity/ids.ts';
import type { IntakeFault } from '../../shared/domain/intake/intake.ts';
import type { Payer } from '../../shared/domain/practice/practice.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { readDocuments } from '../../shared/store/entity-items.ts';
import { readPatientRecord, type StoredCoverage } from '../../shared/store/patients.ts';
import type { Table } from '../../shared/store/table.ts';
import type { NamedInsurance } from './source-read.ts';

/** Systems write payers and member ids differently, so only letters and digits are compared. */
const plain = (text: string | undefined): string => (text ?? '').toUpperCase().replaceAll(/[^A-Z0-9]/g, '');

/**
 * The patient's coverages that a message names, by the payer (its id in claims, or the office's own) and the member id.
 * The date of service selects among several periods. Nothing is guessed and nothing is left out: a coverage that the
 * patient does not have waits for a person.
 */
export async function namedCoverages(
  { table, tenant }: { readonly table: Table; readonly tenant: TenantId },
  insurances: readonly NamedInsurance[],
  body: Readonly<Record<string, unknown>>,
): Promise<Result<readonly string[], readonly IntakeFault[]>> {
  if (insurances.length === 0) return ok([]);
  const record = await readPatientRecord(table, tenant, String(body.patientId));
  const coverages = record?.coverages ?? [];
  const payers = await readDocuments<Payer>(
    table,
    tenant,
    'PAYER',
    coverages.map(({ payerId }) => payerId),
  );
  const day = firstServiceDay((body.lines ?? []) as Parameters<typeof firstServiceDay>[0]);
  const faults: IntakeFault[] = [];
  const found: string[] = [];
  for (const [index, named] of insurances.entries()) {
    const byPayer = coverages.filter(({ payerId }) => isNamed(payers.get(payerId), named.payer));
    const coverage = activeFirst(
      byPayer.filter(({ memberId }) => plain(memberId) === plain(named.memberId)),
      day,
    );
    if (coverage !== undefined) found.push(coverage.id);
    else faults.push(notCovered(index, named, byPayer.length > 0));
  }
  return faults.length > 0 ? fail(faults) : ok([...new Set(found)]);
}

function isNamed(payer: Payer | undefined, name: string | undefined): boolean {
  return (
    payer !== undefined && name !== undefined && [payer.claimPayerId, payer.externalId].map(plain).includes(plain(name))
  );
}

function activeFirst(coverages: readonly StoredCoverage[], day: LocalDate | undefined): StoredCoverage | undefined {
  const isActive = ({ activeFrom, activeTo }: StoredCoverage) =>
    day !== undefined && activeFrom <= day && (activeTo === undefined || day <= activeTo);
  return coverages.find(isActive) ?? coverages[0];
}

function notCovered(index: number, { memberField }: NamedInsurance, isPayerKnown: boolean): IntakeFault {
  const detail = isPayerKnown
    ? 'the patient’s coverage by this payer has another member id: correct it here, or have it sent again with the right one, then try again'
    : 'the patient has no coverage by this payer: enter it, or correct the payer’s `claimPayerId` or `externalId`, then try again';
  return { pointer: `/coverageIds/${index}`, detail, source: `IN1[${index + 1}]-${isPayerKnown ? memberField : 3}` };
}
