import type { Claim } from '../../shared/domain/claim/claim.ts';
import {
  type CoverageFacts,
  personName,
  sexOf,
  type ToldCoverage,
  wholeAddress,
} from '../../shared/domain/claim-intake/told-coverages.ts';
import type { WaitReason } from '../../shared/domain/claim-intake/wait-reasons.ts';
import { idFromDigest, type TenantId } from '../../shared/domain/identity/ids.ts';
import { isActiveOn } from '../../shared/domain/practice/coverage.ts';
import { medicareNumber } from '../../shared/domain/practice/medicare-number.ts';
import type { Coverage, Patient, Payer, PersonName } from '../../shared/domain/practice/practice.ts';
import { canonicalNumber } from '../../shared/domain/remittance/match/match-claim.ts';
import { fail, ok, type Result } from '../../shared/domain/result.ts';
import { plainLetters } from '../../shared/domain/text/plain-letters.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { workerAudit } from '../../shared/store/change.ts';
import { digestOf } from '../../shared/store/digest.ts';
import { entityItem } from '../../shared/store/entity-items.ts';
import { entityKey } from '../../shared/store/keys/entity.ts';
import { coverageKey } from '../../shared/store/keys/practice.ts';
import {
  coverageGuard,
  memberSearchWrites,
  type PatientRecord,
  patientSearchWrite,
  patientsLike,
  readPatientRecord,
} from '../../shared/store/patients.ts';
import type { Table, Write } from '../../shared/store/table.ts';

/** A claim whose patient is to be found. */
export interface PatientSearch {
  readonly tenant: TenantId;
  readonly table: Table;
  readonly at: string;
  readonly claim: Claim;
  readonly serviceFrom: LocalDate;
  readonly coverages: readonly { readonly told: ToldCoverage; readonly payer: Payer }[];
  /** The seed of new ids, so that a repetition makes the same ids. */
  readonly origin: string;
}

/** The patient of a claim with its coverages, and the writes for new ones. */
export interface PatientFound {
  readonly patientId: string;
  readonly coverages: readonly { readonly payerId: string; readonly coverageId: string }[];
  readonly writes: readonly Write[];
}

/**
 * Finds the patient by member id and birth date, or by name and birth date, and the coverages by payer and member id.
 * Missing records are created when the claim has all facts for them. Nothing is guessed: when the patient is uncertain,
 * the claim waits.
 */
export async function patientOf(search: PatientSearch): Promise<Result<PatientFound, WaitReason>> {
  const person = personOf(search.claim);
  if (person === undefined) return fail({ code: 'patient-incomplete' });
  const { tenant, table, coverages } = search;
  const memberIds = coverages.flatMap(({ told }) => told.memberId ?? []);
  const { birthDate, name } = person;
  const ids = await patientsLike(table, tenant, { memberIds, lastName: name.lastName, birthDate });
  const records = await Promise.all(ids.map((id) => readPatientRecord(table, tenant, id)));
  const alike = records.filter((record) => record !== undefined && record.patient.birthDate === birthDate);
  const known = knownPatient(search, person, alike as readonly PatientRecord[]);
  if (known === 'unclear') return fail({ code: 'patient-ambiguous' });
  return known === undefined ? newPatient(search, person) : withCoverages(search, known);
}

/** The patient as stated in a claim. */
interface Person {
  readonly name: PersonName;
  readonly birthDate: LocalDate;
  readonly sex: Patient['sex'] | undefined;
  readonly address: Patient['address'] | undefined;
}

function personOf({ dependent, subscriber }: Claim): Person | undefined {
  const { name, demographics, address } = dependent ?? subscriber;
  if (name.kind !== 'person' || demographics?.birthDate === undefined) return undefined;
  return {
    name: personName(name),
    birthDate: demographics.birthDate,
    sex: sexOf(demographics.gender),
    address: address === undefined ? undefined : wholeAddress(address),
  };
}

const folded = (text = ''): string =>
  plainLetters(text)
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');

/** Twins have the same birth date and, as dependents, the same member id: then the first name must agree as well. */
function knownPatient(
  { claim, coverages }: PatientSearch,
  { name }: Person,
  records: readonly PatientRecord[],
): PatientRecord | 'unclear' | undefined {
  const isFirst = ({ patient }: PatientRecord) => folded(patient.name.firstName) === folded(name.firstName);
  const isLast = ({ patient }: PatientRecord) => folded(patient.name.lastName) === folded(name.lastName);
  const members = records.filter((record) => coverages.some((each) => ownCoverages(record, each).length > 0));
  const sure = members.filter(isFirst);
  if (sure.length === 1) return sure[0];
  if (members.length > 0) return members.length === 1 && claim.dependent === undefined ? members[0] : 'unclear';
  const namesakes = records.filter((record) => isFirst(record) && isLast(record));
  return namesakes.length > 1 ? 'unclear' : namesakes[0];
}

type Named = PatientSearch['coverages'][number];

function ownCoverages({ coverages }: PatientRecord, { told, payer }: Named) {
  const own = coverages.filter(({ payerId }) => payerId === payer.id);
  const { memberId: number } = told;
  if (number !== undefined) {
    return own.filter(
      ({ memberId }) => memberId !== undefined && canonicalNumber(memberId) === canonicalNumber(number),
    );
  }
  const named = told.facts?.propertyCasualty?.claimNumber;
  return own.filter(({ memberId, propertyCasualty }) => {
    return memberId === undefined && propertyCasualty?.claimNumber === named;
  });
}

function newPatient(search: PatientSearch, person: Person): Result<PatientFound, WaitReason> {
  const { tenant, at, origin } = search;
  const { sex, address, name, birthDate } = person;
  if (sex === undefined || address === undefined) return fail({ code: 'patient-incomplete' });
  const id = idFromDigest('patient', digestOf('claim-intake-patient', tenant, origin));
  const patient = { id, version: 1, name, birthDate, sex, address };
  const entered = enteredCoverages(search, { patient, coverages: [] });
  if (!entered.ok) return entered;
  const item = entityItem(entityKey(tenant, 'PATIENT', id), 'patient', { ...patient, coverageRevision: 0 });
  return ok({
    patientId: id,
    coverages: entered.value.coverages,
    writes: [
      { put: item, condition: { absent: true } },
      patientSearchWrite(tenant, patient),
      ...entered.value.writes,
      workerAudit('import-claims', tenant, at, { action: 'patient-created', entityId: id }),
    ],
  });
}

function withCoverages(search: PatientSearch, record: PatientRecord): Result<PatientFound, WaitReason> {
  const entered = enteredCoverages(search, record);
  if (!entered.ok) return entered;
  const { tenant, at } = search;
  const { coverages, writes } = entered.value;
  const patientId = record.patient.id;
  const guard = coverageGuard(tenant, record.patient, undefined, 'raise');
  const audit = workerAudit('import-claims', tenant, at, { action: 'coverage-created', entityId: patientId });
  return ok({ patientId, coverages, writes: writes.length === 0 ? [] : [...writes, guard, audit] });
}

type Known = Pick<PatientRecord, 'coverages'> & { readonly patient: Pick<Patient, 'id' | 'birthDate'> };

/** The coverages of a claim: existing ones, and new ones with their writes. */
function enteredCoverages(
  { tenant, coverages, serviceFrom, origin }: PatientSearch,
  { patient, coverages: onFile }: Known,
): Result<Pick<PatientFound, 'coverages' | 'writes'>, WaitReason> {
  const record = { coverages: onFile } as PatientRecord;
  const found: { readonly payerId: string; readonly coverageId: string }[] = [];
  const added: Coverage[] = [];
  for (const [share, named] of coverages.entries()) {
    const own = ownCoverages(record, named);
    const known = own.find((each) => isActiveOn(each, serviceFrom)) ?? own[0];
    const { payer, told } = named;
    if (known === undefined && told.facts === undefined) return fail({ code: 'subscriber-incomplete' });
    if (known === undefined) {
      const order = freeOrder([...onFile, ...added], serviceFrom, share);
      if (order === undefined) return fail({ code: 'coverage-order-taken' });
      const id = idFromDigest('coverage', digestOf('claim-intake-coverage', tenant, origin, String(share)));
      const own = { id, patientId: patient.id, payerId: payer.id, order, activeFrom: serviceFrom };
      added.push({ ...factsFor(payer, told.facts as CoverageFacts), ...own });
      found.push({ payerId: payer.id, coverageId: id });
    } else found.push({ payerId: payer.id, coverageId: known.id });
  }
  const writes = added.flatMap((coverage): Write[] => {
    const item = entityItem(coverageKey(tenant, patient.id, coverage.id), 'coverage', { ...coverage, version: 1 });
    return [{ put: item, condition: { absent: true } }, ...memberSearchWrites(tenant, patient, coverage)];
  });
  return ok({ coverages: found, writes: distinctWrites(writes) });
}

/** Two coverages with one member id have one row in the search. */
function distinctWrites(writes: readonly Write[]): readonly Write[] {
  const nameOf = (write: Write) => ('put' in write ? `${write.put.pk}\n${write.put.sk}` : '');
  return [...new Map(writes.map((write) => [nameOf(write), write])).values()];
}

/** The claim's position among its payers, or the next free one from the date of service on. */
function freeOrder(
  coverages: readonly Pick<Coverage, 'order' | 'activeFrom' | 'activeTo'>[],
  from: LocalDate,
  share: number,
): Coverage['order'] | undefined {
  const taken = new Set(
    coverages.filter(({ activeTo }) => activeTo === undefined || activeTo >= from).map(({ order }) => order),
  );
  return ([share + 1, 1, 2, 3] as Coverage['order'][]).find((order) => order <= 3 && !taken.has(order));
}

function factsFor(payer: Payer, facts: CoverageFacts): CoverageFacts {
  const isMedicare = payer.filingIndicator === 'MA' || payer.filingIndicator === 'MB';
  const { memberId } = facts;
  return isMedicare && memberId !== undefined ? { ...facts, memberId: medicareNumber(memberId) } : facts;
}
